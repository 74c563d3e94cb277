//! The schema of the YAML at the top of a page.

use serde_json::{Value, json};

use super::{Writer, boolean, list_of, matching, one_of, rules, text};
use crate::diagnostic::{Language, Words};
use crate::document::Kind;

pub fn schema(language: Language) -> Value {
    let write = Writer { language };
    let about = Words::new(
        "Onramp 页面的页首，每一项都可以不写。",
        "Front matter of an Onramp page; all of it may be left out.",
    );
    let texts = || list_of(&text());
    let kinds: Vec<_> = Kind::names().collect();
    let properties = vec![
        write.key("title", "标题。", "The title.", text()),
        write.key("description", "一句话说明，显示在列表里。", "One sentence, shown in lists.", text()),
        write.key(
            "kind",
            "这一页是什么：课、异议卡、计划、制度、词汇表或普通页面。",
            "What the page is: a lesson, an objection card, a plan, a policy, a glossary or a plain page.",
            json!({ "enum": kinds, "default": "lesson" }),
        ),
        write.key("owner", "负责的角色，不写人名。", "The role that answers for it, never a person.", text()),
        write.key(
            "reviewed",
            "最近一次确认“没有问题”的日子。",
            "The day somebody last said \"still right\".",
            matching(r"^\d{4}-\d{2}-\d{2}$", "2026-11-20"),
        ),
        write.key(
            "review_every",
            "多久再核对一次；过了期限，`check` 会列出来。",
            "How long until the next review; `check` lists what is overdue.",
            matching(r"^\s*\d+\s*(d|w|m|y|天|周|年)\s*$", "180d"),
        ),
        write.key("audience", "给哪些角色看。", "For which roles it is.", texts()),
        write.key("tags", "标签，搜索也用。", "Tags, which the search uses too.", texts()),
        write.key("aliases", "旧地址，仍然通到这里。", "Older addresses that still lead here.", texts()),
        write.key(
            "related",
            "有关的页面，路径相对于本文件。",
            "Related pages, by their paths from this file.",
            texts(),
        ),
        write.key("draft", "草稿不发布。", "Drafts are not published.", boolean(false)),
        write.key(
            "accept",
            "这一页接受哪些规则的例外。",
            "Rules whose findings on this page are accepted.",
            list_of(&one_of(&rules())),
        ),
        write.key(
            "search",
            "写 false，搜索里就没有这一页。",
            "With false, the search leaves the page out.",
            boolean(true),
        ),
        write.key(
            "acknowledge",
            "制度：读者要确认；每年一次，或只要一次。",
            "For a policy: readers confirm it, every year or once.",
            one_of(&["yearly", "once"]),
        ),
        write.key(
            "says",
            "异议卡：客户的原话，至少三句。",
            "For a card: the customer's words, at least three.",
            texts(),
        ),
        write.key("category", "异议卡：分类。", "For a card: its category.", text()),
        write.key("stages", "异议卡：在哪些阶段会听到。", "For a card: the stages in which it is heard.", texts()),
        write.key("roles", "异议卡：由谁说出来。", "For a card: who says it.", texts()),
    ];
    write.document("Onramp front matter", about, properties)
}
