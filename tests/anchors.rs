//! Heading anchors are GitHub's: compared with the npm package `github-slugger`, run by node.

#![expect(clippy::disallowed_methods, reason = "the headings are a file")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use onramp::document::{Slugger, parse};
use onramp::source::{SourceFile, SourcePath};

/// What `github-slugger` makes of pages, each a list of headings.
fn expected(pages: &[Vec<String>]) -> Vec<Vec<String>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    assert!(tests.join("node_modules/github-slugger").is_dir(), "no github-slugger; tests/run installs it");
    let mut node = Command::new("node")
        .arg("anchors.mjs")
        .current_dir(tests)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node starts; tests/run installs it");
    let input = serde_json::to_vec(pages).unwrap();
    node.stdin.take().unwrap().write_all(&input).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The pages of `tests/anchors/headings.txt`.
fn pages() -> Vec<Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/anchors/headings.txt");
    let text = std::fs::read_to_string(file).unwrap();
    let headings = |page: &str| page.lines().filter(|line| !line.starts_with("# ")).map(str::to_owned).collect();
    text.split("\n\n").map(headings).collect()
}

#[test]
fn headings_get_the_anchors_that_github_gives_them() {
    let pages = pages();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (headings, anchors) in pages.iter().zip(expected(&pages)) {
        let mut slugger = Slugger::default();
        for (heading, anchor) in headings.iter().zip(anchors) {
            let ours = slugger.slug(heading);
            // Of a heading without any letter GitHub leaves nothing, or the number of its repeat: no anchor to link to.
            if ours.starts_with("section") {
                assert!(
                    anchor.trim_start_matches('-').chars().all(|c| c.is_ascii_digit()),
                    "{heading:?} is {anchor:?}"
                );
                continue;
            }
            compared += 1;
            if ours != anchor {
                wrong.push(format!("{heading:?}\n  ours   {ours:?}\n  GitHub {anchor:?}"));
            }
        }
    }
    assert!(compared > 250, "only {compared} headings");
    assert!(wrong.is_empty(), "{} of {compared} headings\n{}", wrong.len(), wrong.join("\n"));
}

/// Blocks of Unicode that headings are written with and that no version has added a letter to since github-slugger's.
const SETTLED: [(u32, u32); 11] = [
    (0x20, 0x52F),
    (0x5D0, 0x5FF),
    (0x900, 0x97F),
    (0x1E00, 0x208E),
    (0x20A0, 0x2BFF),
    (0x3000, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFC),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFFEF),
    (0x1F000, 0x1FAFF),
];

#[test]
fn every_character_stays_or_goes_as_on_github() {
    let characters: Vec<char> =
        SETTLED.iter().flat_map(|(first, last)| *first..=*last).filter_map(char::from_u32).collect();
    // Each on a page of its own, between two letters.
    let pages: Vec<Vec<String>> = characters.iter().map(|c| vec![format!("a{c}b")]).collect();
    let wrong: Vec<_> = pages
        .iter()
        .zip(expected(&pages))
        .filter_map(|(page, anchors)| {
            let ours = Slugger::default().slug(&page[0]);
            (ours != anchors[0]).then(|| format!("{:?}: ours {ours:?}, GitHub {:?}", page[0], anchors[0]))
        })
        .collect();
    assert!(characters.len() > 40_000);
    assert!(wrong.is_empty(), "{} of {} characters\n{}", wrong.len(), characters.len(), wrong.join("\n"));
}

#[test]
fn what_counts_is_the_text_of_a_heading_and_not_its_markup() {
    let headings = [
        ("## 用 `onramp build` **生成**网站", "用 onramp build 生成网站"),
        ("## *Emphasis*, ~~gone~~ and `code_with_lines`", "Emphasis, gone and code_with_lines"),
        ("## [客户分级](https://example.com/a) 与 ![图](b.png)", "客户分级 与 图"),
        ("## 先问 \\*为什么\\* &amp; 再答", "先问 *为什么* & 再答"),
        ("标题在上\n--------", "标题在上"),
        ("## 收尾的井号 ##", "收尾的井号"),
        ("## **注意：**后文", "注意：后文"),
        ("## 同一个", "同一个"),
        ("### 同一个", "同一个"),
    ];
    let text = headings.map(|(markdown, _)| markdown).join("\n\n");
    let source = SourceFile { path: SourcePath::new("page.md"), text: text.as_str().into() };
    let document = parse(&source).value;
    let ours: Vec<_> = document.headings.iter().map(|heading| heading.id.clone()).collect();
    assert_eq!([ours], expected(&[headings.map(|(_, text)| text.to_owned()).into()])[..]);
}
