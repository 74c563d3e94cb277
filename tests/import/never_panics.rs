//! Documents by chance: whatever stands in the body, it is imported or refused, and the pages are read again as the same words.

use std::path::Path;

use onramp::document::parse;
use onramp::import::{lay_out, read};
use onramp::source::{SourceFile, SourcePath};
use proptest::prelude::*;

use crate::docx::Docx;

/// Elements that a body may have, in any order and at any depth.
const NAMES: [&str; 30] = [
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:hyperlink",
    "w:ins",
    "w:del",
    "w:sdt",
    "w:sdtContent",
    "w:pPr",
    "w:rPr",
    "w:numPr",
    "w:br",
    "w:tab",
    "w:fldChar",
    "w:instrText",
    "w:drawing",
    "w:txbxContent",
    "w:pict",
    "w:object",
    "w:bookmarkStart",
    "w:footnoteReference",
    "mc:AlternateContent",
    "mc:Choice",
    "m:oMath",
    "m:f",
    "w:sym",
];

const ATTRIBUTES: [&str; 16] = [
    "",
    r#" w:val="1""#,
    r#" w:val="999999999999""#,
    r#" w:val="restart""#,
    r#" w:id="2""#,
    r#" w:name="a""#,
    r#" w:anchor="a""#,
    r#" w:fldCharType="begin""#,
    r#" w:fldCharType="separate""#,
    r#" w:fldCharType="end""#,
    r#" w:char="F0FC" w:font="Wingdings""#,
    r#" r:id="styles""#,
    r#" r:embed="rId7""#,
    r#" w:type="page""#,
    r#" w:val="heading 1""#,
    r#" w:styleId="1""#,
];

fn words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "客户",
        "a",
        " ",
        "*",
        "**",
        "_",
        "~",
        "`",
        "[",
        "]",
        "(",
        ")",
        "#",
        "1.",
        "-",
        "|",
        ":::",
        "：：：",
        "\\",
        "&lt;",
        "&amp;",
        "！",
        "“",
        "”",
        "\u{3000}",
        "1、",
        "第一章 ",
        "HYPERLINK \"x\"",
        "TOC",
        "☐",
        "<w:br/>",
    ]);
    // An element among the words belongs between runs of text, not within one.
    prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat().replace("<w:br/>", " "))
}

fn element() -> impl Strategy<Value = String> {
    let leaf = words().prop_map(|words| format!("<w:r><w:t>{words}</w:t></w:r>"));
    leaf.prop_recursive(6, 60, 6, |inner| {
        let named = (
            prop::sample::select(&NAMES[..]),
            prop::sample::select(&ATTRIBUTES[..]),
            prop::collection::vec(inner, 0..6),
        );
        named.prop_map(|(name, attribute, inner)| format!("<{name}{attribute}>{}</{name}>", inner.concat()))
    })
}

/// Properties of a run, for lines of all sorts of emphasis.
const LOOKS: [&str; 9] = [
    "",
    "<w:b/>",
    "<w:i/>",
    "<w:b/><w:i/>",
    "<w:strike/>",
    "<w:b/><w:strike/>",
    "<w:rFonts w:ascii=\"Consolas\"/>",
    "<w:b/><w:rFonts w:ascii=\"Consolas\"/>",
    "<w:vertAlign w:val=\"superscript\"/>",
];

fn imported(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.docx");
    std::fs::write(&path, bytes).unwrap();
    let manuscript = read(&path, Some("zh")).ok()?;
    let project = folder.path().join("project");
    onramp::import::write(&lay_out(&manuscript), &project).unwrap();
    let pages =
        crate::tools::files(&project).into_iter().filter(|path| path.ends_with(".md") && path.starts_with("content"));
    Some(pages.map(|path| (path.clone(), std::fs::read_to_string(project.join(&path)).unwrap())).collect())
}

/// All that a reader of the page would see, without blanks.
fn seen(path: &str, text: &str) -> String {
    let document = parse(&SourceFile { path: SourcePath::new(path), text: text.into() }).value;
    let mut seen = String::new();
    let mut code = Vec::new();
    onramp::document::each_inline(&document.blocks, &mut |inline| match &inline.kind {
        onramp::document::InlineKind::Text(text) | onramp::document::InlineKind::Code(text) => seen.push_str(text),
        _ => {}
    });
    onramp::document::each_block(&document.blocks, &mut |block| {
        if let onramp::document::BlockKind::Code { text, .. } = &block.kind {
            code.push(text.clone());
        }
    });
    assert!(code.is_empty(), "{text}\nmakes code {code:?}");
    seen.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_is_imported_or_refused(body in prop::collection::vec(element(), 0..8)) {
        let docx = Docx::new(&body.concat());
        let _ = imported(&docx.bytes());
    }

    #[test]
    fn any_bytes_are_imported_or_refused(place in 0_usize..4000, byte: u8, cut in 0_usize..4000) {
        let mut bytes = Docx::new(&crate::docx::p("正文")).bytes();
        let place = place % bytes.len();
        bytes[place] = byte;
        bytes.truncate(bytes.len().max(cut) - cut / 8);
        let _ = imported(&bytes);
    }

    #[test]
    fn words_stay_the_same(
        runs in prop::collection::vec((prop::sample::select(&LOOKS[..]), words()), 1..8),
        in_a_cell: bool,
    ) {
        let line = crate::docx::line(&runs.iter().map(|(look, words)| crate::docx::look(look, words)).collect::<String>());
        let line = match in_a_cell {
            true => format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{line}</w:tc></w:tr></w:tbl>", crate::docx::p("格")),
            false => format!("{}{line}", crate::docx::p("格")),
        };
        let titles = crate::docx::styled("1", "空") + &crate::docx::styled("1", "题");
        let pages = imported(&Docx::new(&(titles + &line + &crate::docx::p("结尾。"))).bytes()).unwrap();
        let found: String = pages.iter().map(|(path, text)| seen(path, text)).collect();
        let typed: String = runs.iter().map(|(_, words)| words.replace("&lt;", "<").replace("&amp;", "&")).collect();
        let wanted = format!("格{typed}结尾。");
        prop_assert_eq!(found, wanted.split_whitespace().collect::<String>(), "{:?}", pages);
    }
}

#[test]
fn the_corpus_of_the_properties_is_no_accident() {
    // A body that has a bit of all of it is imported: the property above is not about refusals alone.
    let body: String = NAMES.iter().map(|name| format!("<{name}><w:r><w:t>字</w:t></w:r></{name}>")).collect();
    assert!(imported(&Docx::new(&body).bytes()).is_some());
    assert!(!Path::new("project").exists());
}
