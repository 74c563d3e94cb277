//! The schema of `onramp.yaml`.

use serde_json::{Value, json};

use super::{Writer, list_of, localized, mapping, matching, names_of, one_of, rules, text};
use crate::book::Editor;
use crate::diagnostic::{Language, Words};

/// A day, or several in a row.
const DAYS: &str = r"^\s*\d{4}-\d{2}-\d{2}(\s*(\.\.|/|至|~|–)\s*\d{4}-\d{2}-\d{2})?\s*$";

pub fn schema(language: Language) -> Value {
    let write = Writer { language };
    let about = Words::new(
        "Onramp 项目的设置，每一项都可以不写。",
        "Settings of an Onramp project; every one may be left out.",
    );
    let properties = vec![
        write.key(
            "id",
            "读者的学习记录按它归档，上线后不要改。",
            "Readers' records are filed under it; do not change it once the site is in use.",
            text(),
        ),
        write.key("title", "网站的名字。", "The name of the site.", localized()),
        write.key("description", "一句话介绍，给搜索引擎和分享看。", "One sentence for search engines and shared links.", localized()),
        write.key(
            "url",
            "网站发布到哪里；站点地图、订阅和规范链接要用到。",
            "Where the site is published; the sitemap, the feeds and canonical links need it.",
            matching(r"^https?://[^?# ]+$", "https://handbook.example.com/"),
        ),
        write.key(
            "languages",
            "语言，也是 content/ 里的文件夹名；第一种是默认语言。",
            "The languages, which are also the folders in content/; the first is the default.",
            list_of(&matching("^[A-Za-z][A-Za-z0-9-]*$", "zh")),
        ),
        write.key(
            "theme",
            "主题：default，或 themes/ 里的文件夹名。",
            "The theme: default, or the name of a folder in themes/.",
            json!({ "type": "string", "default": "default" }),
        ),
        write.key("markdown", "怎样对待 Markdown。", "How Markdown is taken.", markdown(&write)),
        write.key(
            "roles",
            "角色和它们的名称；audience:、清单的 roles= 和 @签字 会用到。",
            "Roles and their names, for audience:, for roles= of a checklist and for @signatures.",
            names_of(localized()),
        ),
        write.key("objections", "异议卡的分类、阶段和角色，先后就是筛选项的先后。", "Categories, stages and roles of objection cards, in the order of the filters.", objections(&write)),
        write.key(
            "holidays",
            "不上班的日子，W+n 数工作日时去掉。",
            "Days off, which W+n of a plan does not count.",
            list_of(&matching(DAYS, "2027-02-06..2027-02-12")),
        ),
        write.key(
            "workdays",
            "上班的周末，W+n 数工作日时加上。",
            "Weekend days that are worked, which W+n of a plan counts.",
            list_of(&matching(DAYS, "2027-02-07")),
        ),
        write.key(
            "editor",
            "`serve` 的页面用哪个编辑器打开出问题的地方；也可以是带 {path} 的地址。",
            "The editor in which the pages of `serve` open a place; it can also be an address with {path} in it.",
            json!({ "anyOf": [one_of(&Editor::names().collect::<Vec<_>>()), matching(r"^[A-Za-z][A-Za-z0-9+.-]*:.*\{path\}", "my-editor://open?file={path}&line={line}")] }),
        ),
        write.key(
            "checks",
            "单条规则：关掉，或改成警告、错误。",
            "Single rules: turned off, or made a warning or an error.",
            checks(),
        ),
    ];
    write.document("onramp.yaml", about, properties)
}

fn markdown(write: &Writer) -> Value {
    mapping(vec![write.key(
        "html",
        "Markdown 里的 HTML：safe 只留无害的，trusted 原样保留。",
        "HTML in Markdown: safe keeps what can do no harm, trusted keeps all.",
        json!({ "enum": ["safe", "trusted"], "default": "safe" }),
    )])
}

fn objections(write: &Writer) -> Value {
    let names = || names_of(localized());
    mapping(vec![
        write.key("categories", "分类。", "Categories.", names()),
        write.key("stages", "阶段。", "Stages.", names()),
        write.key("roles", "客户的角色。", "Roles at the customer.", names()),
    ])
}

fn checks() -> Value {
    // To YAML 1.1, `off` is a no.
    let choice = json!({ "enum": ["off", "warning", "error", false] });
    let rules: Vec<_> = rules().into_iter().map(|rule| (rule, choice.clone())).collect();
    mapping(rules)
}
