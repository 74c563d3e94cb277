//! Mistakes are told in the page, and what was right before goes on.

use crate::desk::Desk;
use crate::{FILES, HISTORY};

const FILE: &str = "content/zh/01-company/01-history.md";

#[test]
fn findings_name_the_place_and_lead_to_the_editor() {
    let desk = Desk::with(FILES, &[]);
    desk.write(FILE, "# 历史\n\n## 开头 {#start}\n\n第一段。\n\n这里[断了](gone.md)。\n");
    let found = desk.findings(HISTORY, |found| found["here"].as_array().is_some_and(|here| !here.is_empty()));
    let finding = &found["here"][0];
    assert_eq!(finding["rule"], "link-to-missing-page");
    assert_eq!((&finding["line"], &finding["column"]), (&7.into(), &3.into()));
    assert_eq!(finding["excerpt"][1], "[断了](gone.md)");
    let href = finding["href"].as_str().unwrap();
    assert!(
        href.starts_with("vscode://file/") && href.ends_with("/01-history.md:7:3") && href.contains("%E9%A1%B9%20"),
        "{href}"
    );
    assert_eq!(found["errors"], 1);
    // Everything else of the page is there.
    assert!(desk.get(HISTORY).body.contains("第一段。"));
    // Other pages tell how much there is elsewhere, and where.
    let other = desk.findings("/zh/", |_| true);
    assert_eq!((&other["here"].as_array().unwrap().len(), &other["errors"]), (&0, &1.into()));
    assert_eq!(other["others"][0]["href"], HISTORY);
    desk.write(FILE, "# 历史\n\n## 开头 {#start}\n\n第一段。\n");
    desk.findings(HISTORY, |found| found["errors"] == 0);
}

#[test]
fn the_editor_is_chosen_by_the_project_or_whoever_serves_it() {
    let broken =
        [FILES, &[(FILE, "[x](gone.md)\n"), ("onramp.yaml", "title: x\nlanguages: [zh, en]\neditor: idea\n")]].concat();
    let desk = Desk::with(&broken, &[]);
    let href = |desk: &Desk| desk.findings(HISTORY, |_| true)["here"][0]["href"].clone();
    assert!(href(&desk).as_str().unwrap().starts_with("idea://open?file=/"));
    assert!(href(&Desk::with(&broken, &["--editor", "x:{path}"])).as_str().unwrap().starts_with("x:/"));
    assert!(href(&Desk::with(&broken, &["--editor", "none"])).is_null());
}

#[test]
fn wrong_settings_are_told_of_and_not_used() {
    let desk = Desk::with(FILES, &[]);
    desk.until_shows(HISTORY, "手册");
    desk.write("onramp.yaml", "title: {zh: 手册, en: Handbook}\nlanguages: [zh, en]\ntheme: [\n");
    let found = desk.findings(HISTORY, |found| found["everywhere"].as_array().is_some_and(|all| !all.is_empty()));
    let finding = &found["everywhere"][0];
    assert!(
        finding["rule"] == "invalid-yaml" && finding["line"].is_u64() && finding["path"] == "onramp.yaml",
        "{finding}"
    );
    assert!(found["text"]["held"].is_string());
    // Other edits go on meanwhile.
    desk.write(FILE, "# 历史\n\n## 开头 {#start}\n\n设置坏了也能写。\n");
    let page = desk.until_shows(HISTORY, "设置坏了也能写。");
    assert!(page.body.contains("手册"), "the title is as it was");
    desk.write("onramp.yaml", "title: {zh: 新手册, en: Handbook}\nlanguages: [zh, en]\n");
    desk.until_shows(HISTORY, "新手册");
    desk.findings(HISTORY, |found| found["errors"] == 0 && found["text"]["held"].is_null());
}

#[test]
fn a_theme_with_a_mistake_is_told_of_and_not_used() {
    let footer = "themes/default/templates/parts/footer.html";
    let desk = Desk::with(FILES, &[]);
    desk.write(footer, "<footer>自己的页脚</footer>\n");
    desk.until_shows(HISTORY, "自己的页脚");
    // One that cannot be parsed, one that fails when a page is made, a script that leads nowhere, a theme that is not there.
    let is_told = |rule: &'static str| move |found: &serde_json::Value| found["everywhere"].to_string().contains(rule);
    for (file, text) in [
        (footer, "<footer>{% if %}</footer>\n"),
        (footer, "<footer>{{ no_such_field }}</footer>\n"),
        ("themes/default/scripts/own.js", "import { x } from \"./none.js\";\n"),
    ] {
        desk.write(file, text);
        desk.findings(HISTORY, is_told("template-error"));
        assert!(desk.get(HISTORY).body.contains("自己的页脚"), "{file}: {text}");
        desk.write(FILE, &format!("# 历史\n\n主题坏了也能写：{}。\n", text.len()));
        let page = desk.until_shows(HISTORY, &format!("也能写：{}。", text.len()));
        assert!(page.body.contains("自己的页脚"), "{file}: {text}");
    }
    std::fs::remove_file(desk.file("themes/default/scripts/own.js")).unwrap();
    desk.write(footer, "<footer>新的页脚</footer>\n");
    desk.until_shows(HISTORY, "新的页脚");
    desk.write("onramp.yaml", "title: x\nlanguages: [zh, en]\ntheme: none-such\n");
    desk.findings(HISTORY, is_told("unknown-theme"));
    assert!(desk.get(HISTORY).body.contains("新的页脚"));
}

#[test]
fn with_a_mistake_from_the_start_it_is_shown_in_the_place_of_the_page() {
    let files = [FILES, &[("themes/default/templates/lesson.html", "{{ no_such_field }}\n")]].concat();
    let desk = Desk::with(&files, &[]);
    let page = desk.get(HISTORY);
    assert_eq!(page.status, 500);
    assert!(
        page.body.contains("no_such_field") && page.body.contains("lesson.html") && page.body.contains("live.js"),
        "{}",
        page.body
    );
    // Other pages have other templates.
    assert_eq!(desk.get("/zh/").status, 200);
    desk.write("themes/default/templates/lesson.html", "{% extends \"default/lesson.html\" %}\n");
    desk.until_shows(HISTORY, "老的正文");
}

#[test]
fn without_a_page_it_says_what_is_missing() {
    let desk = Desk::with(&[("onramp.yaml", "title: x\n")], &[]);
    assert_eq!(desk.get("/").status, 200);
    let found = desk.findings("/", |_| true);
    assert!(found["everywhere"][0]["hint"].as_str().is_some_and(|hint| hint.contains("content/index.md")), "{found}");
    desk.write("content/index.md", "# 第一页\n\n正文。\n");
    desk.until_shows("/", "第一页");
    desk.findings("/", |found| found["errors"] == 0);
}
