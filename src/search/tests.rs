//! The search as a whole, on small books.

mod files;
mod odd_input;
mod remembered;

use std::collections::BTreeSet;

use super::field::Field;
use super::{Content, Found, Search, Synonyms, Wish};
use crate::book::{Book, Wish as BookWish, assemble};
use crate::source::{SourceFile, SourcePath, Sources};

const CARD: &str = "---\nkind: objection\nsays: [太贵了, 能不能便宜点]\ncategory: 价格\nstages: [S3]\n---\n# 价格异议\n## 回应\n先问清楚比较的对象。\n";
const TIERS: &str = "# 客户分类与分级\n导言。\n## 三类客户\n工业客户、商业客户。\n## 计算属性\n按年度合同额计算。\n";
const PRICE: &str =
    "---\ntags: [报价]\n---\n# Pricing\nHow we quote.\n## Discounts\nA discount needs approval. 客户嫌贵时先问。\n";

fn sources(files: &[(&str, &str)]) -> Sources {
    let file = |(path, text): &(&str, &str)| {
        let path = SourcePath::new(*path);
        (path.clone(), SourceFile { path, text: (*text).into() })
    };
    Sources { texts: files.iter().map(file).collect(), content_root: "content".to_owned(), ..Sources::default() }
}

fn book(files: &[(&str, &str)]) -> Book {
    assemble(&sources(files), BookWish { drafts: true }).value
}

fn shipped() -> Book {
    book(&[
        ("content/index.md", "# 手册\n"),
        ("content/01-customers/index.md", "# 客户\n"),
        ("content/01-customers/01-tiers.md", TIERS),
        ("content/01-customers/02-price.md", PRICE),
        ("content/playbook/price.md", CARD),
    ])
}

fn wish() -> Wish {
    Wish { limit: 20, ..Wish::default() }
}

/// The files found, and the anchor of each.
fn found(book: &Book, query: &str) -> Vec<(String, String)> {
    listed(&Search::of(book, Synonyms::default()).unwrap().find(query, &wish()).unwrap())
}

fn listed(found: &Found) -> Vec<(String, String)> {
    found.hits.iter().map(|hit| (hit.source.file_name().to_owned(), hit.anchor.clone())).collect()
}

fn first(book: &Book, query: &str) -> (String, String) {
    found(book, query).first().cloned().unwrap_or_default()
}

fn pair(file: &str, anchor: &str) -> (String, String) {
    (file.to_owned(), anchor.to_owned())
}

/// All files of a search, as the site would have them.
fn files(search: &Search) -> BTreeSet<(String, Vec<u8>)> {
    search.files().unwrap().into_iter().map(|file| (file.path, search.bytes(&file.content))).collect()
}

#[test]
fn each_score_of_one_term_in_one_field_is_tantivys_own() {
    assert!(compare_with_tantivy(&shipped(), 1) > 100);
    // And some of the terms of the handbook.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::read(root, &root.join("site")).unwrap();
    assert!(compare_with_tantivy(&assemble(&sources, BookWish::default()).value, 23) > 2_000);
}

/// Compares the scores of every so many-th term; how many scores there were.
fn compare_with_tantivy(book: &Book, step: usize) -> usize {
    let search = Search::of(book, Synonyms::default()).unwrap();
    let mut compared = 0;
    for field in Field::WORDS {
        let mut terms = Vec::new();
        let take = &mut |term: &str, _| {
            terms.push(term.to_owned());
            true
        };
        search.prepared.index.each_term(field, "", take).unwrap();
        for term in terms.into_iter().step_by(step) {
            let postings = search.prepared.index.postings(field, &term).unwrap();
            let mut own = std::collections::HashMap::new();
            search.ranker().score_passages(field, &postings, &mut |passage, score| {
                own.insert(passage, score);
            });
            let theirs = search.prepared.index.term_query(field, &term);
            assert_eq!(own.len(), theirs.len(), "{field:?} {term}");
            for (passage, score) in theirs {
                let own = own[&passage];
                assert!((own - f64::from(score)).abs() < 1e-5 * own, "{field:?} {term}: {own} is not {score}");
                compared += 1;
            }
        }
    }
    compared
}

#[test]
fn what_people_type_leads_to_the_passage() {
    let book = shipped();
    assert_eq!(first(&book, "三类客户"), pair("01-tiers.md", "三类客户"));
    assert_eq!(first(&book, "客户嫌贵"), pair("02-price.md", "discounts"));
    assert_eq!(first(&book, "太贵了"), pair("price.md", ""));
    assert_eq!(first(&book, "报价"), pair("02-price.md", ""));
    // In pinyin, by initials, from the middle of a title; Traditional characters; mistyped, begun, and in another form.
    assert_eq!(first(&book, "jisuanshuxing"), pair("01-tiers.md", "计算属性"));
    assert_eq!(first(&book, "jssx"), pair("01-tiers.md", "计算属性"));
    assert_eq!(first(&book, "fenji"), pair("01-tiers.md", ""));
    assert_eq!(first(&book, "pianyidian"), pair("price.md", ""));
    assert_eq!(first(&book, "三類客戶"), pair("01-tiers.md", "三类客户"));
    assert_eq!(first(&book, "dicsount"), pair("02-price.md", "discounts"));
    assert_eq!(first(&book, "approv"), pair("02-price.md", "discounts"));
    assert_eq!(first(&book, "quoted"), pair("02-price.md", ""));
    // A single hanzi, and one that only ends its run.
    assert_eq!(first(&book, "嫌"), pair("02-price.md", "discounts"));
    assert_eq!(first(&book, "象"), pair("price.md", "回应"));
}

#[test]
fn phrases_stand_as_they_are() {
    let book = shipped();
    assert_eq!(found(&book, "\"客户嫌贵\""), [pair("02-price.md", "discounts")]);
    assert_eq!(found(&book, "“客户贵”"), []);
    // Any mark closes what any opens, as keyboards mix them.
    for typed in ["“客户嫌贵”", "「客户嫌贵」", "“客户嫌贵\"", "『客户嫌贵」"] {
        assert_eq!(found(&book, typed), [pair("02-price.md", "discounts")], "{typed}");
    }
    assert_eq!(found(&book, "\"a discount\"").len(), 1);
    // A word of a phrase is a whole word.
    assert_eq!(found(&book, "\"a discoun\""), []);
    assert_eq!(found(&book, "客户 \"嫌\""), [pair("02-price.md", "discounts")]);
}

#[test]
fn filters_narrow_the_results() {
    let book = shipped();
    assert_eq!(found(&book, "客户 kind:objection"), []);
    assert_eq!(found(&book, "问 阶段：S3"), [pair("price.md", "回应")]);
    assert_eq!(found(&book, "问 stage:s3 类别:价格"), [pair("price.md", "回应")]);
    assert_eq!(found(&book, "问 chapter:客户"), [pair("02-price.md", "discounts")]);
    let search = Search::of(&book, Synonyms::default()).unwrap();
    let nothing = search.find("分级 stage:S9", &wish()).unwrap();
    assert_eq!(nothing.without, [("stage:s9".to_owned(), 1)]);
    let nothing = search.find("discontinued", &wish()).unwrap();
    assert_eq!((nothing.total, nothing.near), (0, vec!["discount".to_owned()]));
    let kind = Wish { kind: Some("objection".to_owned()), ..wish() };
    assert_eq!(listed(&search.find("问", &kind).unwrap()), [pair("price.md", "回应")]);
}

#[test]
fn synonyms_work_in_both_directions_and_in_circles() {
    let book = shipped();
    let sources = sources(&[(
        "synonyms.yaml",
        "- [让利, discount]\n- [discount, 打折卡]\n- [打折卡, 让利]\n- [discount, discount]\n",
    )]);
    let synonyms = Synonyms::read(&sources).value;
    let search = Search::of(&book, synonyms).unwrap();
    assert_eq!(listed(&search.find("让利", &wish()).unwrap()), [pair("02-price.md", "discounts")]);
    assert_eq!(listed(&search.find("打折卡", &wish()).unwrap()), [pair("02-price.md", "discounts")]);
}

#[test]
fn a_synonym_of_several_words_stands_together() {
    let book = shipped();
    let found = |synonyms: &str, query: &str| {
        let synonyms = Synonyms::read(&sources(&[("synonyms.yaml", synonyms)])).value;
        listed(&Search::of(&book, synonyms).unwrap().find(query, &wish()).unwrap())
    };
    assert_eq!(found("- [打折卡, discount approval]\n", "打折卡"), [pair("02-price.md", "discounts")]);
    // One word in the title of the page, one in the text.
    assert_eq!(found("- [打折卡, pricing approval]\n", "打折卡"), []);
    assert_eq!(found("- [打折卡, discount refund]\n", "打折卡"), []);
}

#[test]
fn drafts_exams_and_hidden_pages_are_not_found() {
    let exam = "# 考试\n:::quiz 期末 {#final mode=exam}\n### 首选做法？\n- [x] 澄清口径\n  > 反馈秘密\n- [ ] 直接降价\n\n> 解析秘密\n:::\n";
    let book = book(&[
        ("content/index.md", "# 手册\n"),
        ("content/exam.md", exam),
        ("content/draft/index.md", "---\ndraft: true\n---\n# 草稿\n机密草稿\n"),
        ("content/draft/page.md", "# 草稿下面\n机密附件\n"),
        ("content/hidden.md", "---\nsearch: false\n---\n# 隐藏\n机密隐藏\n"),
    ]);
    assert_eq!(found(&book, "首选做法"), [pair("exam.md", "final")]);
    assert_eq!(found(&book, "澄清口径"), [pair("exam.md", "final")]);
    for secret in ["机密", "反馈秘密", "解析秘密"] {
        assert_eq!(found(&book, secret), [], "{secret}");
    }
    let search = Search::of(&book, Synonyms::default()).unwrap();
    for file in search.files().unwrap() {
        let text = match &file.content {
            Content::Plain(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Content::Script { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
            Content::Fragment { page, .. } => String::from_utf8_lossy(&search.fragment(*page)).into_owned(),
        };
        assert!(!text.contains("秘密") && !text.contains("机密"), "{} has a secret", file.path);
    }
}

#[test]
fn the_readers_own_language_comes_first() {
    let book = book(&[
        ("onramp.yaml", "languages: [zh, en]\n"),
        ("content/zh/index.md", "# 手册\n"),
        ("content/zh/crm.md", "# CRM\n## 记录\n"),
        ("content/en/index.md", "# Handbook\n"),
        ("content/en/crm.md", "# CRM\n## Records\n"),
    ]);
    let search = Search::of(&book, Synonyms::default()).unwrap();
    for (own, first) in [(0, "zh"), (1, "en")] {
        let found = search.find("crm", &Wish { own: Some(own), ..wish() }).unwrap();
        assert_eq!(found.hits.iter().map(|hit| hit.edition.as_str()).next(), Some(first));
        assert_eq!(found.total, 2);
    }
    let only = search.find("crm edition:en", &wish()).unwrap();
    assert_eq!(listed(&only), [pair("crm.md", "")]);
}
