//! One source, through three programs: what comes out is what went in, in the same order and of the same kind.

use std::fs;
use std::path::Path;

use onramp::document::{Block, BlockKind, Document, InlineKind, each_inline, parse, plain_text};
use onramp::source::{SourceFile, SourcePath};

use crate::tools::{files, findings, import, libreoffice, onramp, page, pandoc, source, text};

/// A document as a list of what is in it, for comparison.
fn read(text: &str) -> (Document, Vec<String>) {
    let document = parse(&SourceFile { path: SourcePath::new("a.md"), text: text.into() }).value;
    let mut list = Vec::new();
    add(&document.blocks, "", &mut list);
    (document, list)
}

fn add(blocks: &[Block], within: &str, list: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                let text = plain_text(content);
                // Not every program keeps the description of a picture.
                let is_picture = matches!(content.as_slice(), [only] if matches!(only.kind, InlineKind::Image { .. }));
                if !text.trim().is_empty() && !is_picture {
                    list.push(format!("{within}{}", text.trim()));
                }
            }
            BlockKind::Heading { content, .. } => list.push(format!("# {}", plain_text(content).trim())),
            BlockKind::Code { text, .. } => list.push(format!("{within}code {}", text.trim_end())),
            BlockKind::Quote(inner) => add(inner, &format!("{within}> "), list),
            BlockKind::List { start, items } => {
                for item in items {
                    let mark = if start.is_some() { "1. " } else { "- " };
                    add(&item.blocks, &format!("{within}{mark}"), list);
                }
            }
            BlockKind::Table { head, rows, alignments } => {
                list.push(format!("{within}{alignments:?}").replace("Left", "None"));
                for row in std::iter::once(head).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| plain_text(cell)).collect();
                    list.push(format!("{within}| {}", cells.join(" | ")));
                }
            }
            BlockKind::Footnote { blocks, .. } => add(blocks, &format!("{within}note "), list),
            _ => {}
        }
    }
}

/// All pages of the project in reading order, with their titles as headings.
fn imported(folder: &Path) -> Vec<String> {
    let mut list = Vec::new();
    let project = folder.join("project");
    let mut paths: Vec<String> = files(&project).into_iter().filter(|path| path.starts_with("content/")).collect();
    // A chapter's own page comes before its lessons.
    paths.retain(|path| path.ends_with(".md"));
    paths.sort_by_key(|path| path.replace("index.md", ""));
    for path in paths {
        let (document, own) = read(&fs::read_to_string(project.join(&path)).unwrap());
        list.push(format!("# {}", document.front.title.unwrap().value));
        list.extend(own);
    }
    list
}

/// The source as it should come out: titles without their numbers, notes at the end of their pages.
fn expected(markdown: &str) -> Vec<String> {
    let (_, body) = markdown.split_once("---\n\n").unwrap();
    let (_, list) = read(body);
    let numbers = ["第一章 ", "第二章 ", "第三章 ", "1.1 ", "1.2 ", "2.1 ", "2.2 ", "3.1 "];
    let title = |line: &String| {
        let stripped =
            line.strip_prefix("# ").and_then(|title| numbers.iter().find_map(|number| title.strip_prefix(number)));
        stripped.map_or_else(|| line.clone(), |title| format!("# {title}"))
    };
    std::iter::once("# 新客户经理手册".to_owned()).chain(list.iter().map(title)).collect()
}

/// The lists without notes, and the notes: where a note stands depends on the page it belongs to.
fn without_notes(list: Vec<String>) -> (Vec<String>, Vec<String>) {
    list.into_iter().partition(|line| !line.starts_with("note "))
}

fn same(found: Vec<String>, wanted: Vec<String>) {
    let (found, found_notes) = without_notes(found);
    let (wanted, wanted_notes) = without_notes(wanted);
    for (at, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
        assert_eq!(found, wanted, "line {at}");
    }
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    assert_eq!(found_notes, wanted_notes);
}

/// What is in bold, in italics and struck out, on all pages.
fn emphasis(folder: &Path) -> Vec<(char, String)> {
    let mut found = Vec::new();
    for path in
        files(&folder.join("project")).iter().filter(|path| path.ends_with(".md") && path.starts_with("content"))
    {
        let (document, _) = read(&page(folder, path));
        each_inline(&document.blocks, &mut |inline| match &inline.kind {
            InlineKind::Strong(content) => found.push(('b', plain_text(content))),
            InlineKind::Emphasis(content) => found.push(('i', plain_text(content))),
            InlineKind::Strikethrough(content) => found.push(('s', plain_text(content))),
            InlineKind::Code(code) => found.push(('c', code.clone())),
            _ => {}
        });
    }
    found
}

/// What every way through a program has to keep.
fn check(folder: &Path) {
    let (errors, _) = findings(folder);
    assert_eq!(errors, [""; 0]);
    let output = onramp(&["build", "--project", "project"], folder);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    assert!(
        folder.join("project/site/tan-jia-ge/jia-ge-yi-yi/index.html").is_file()
            || folder.join("project/site/zh/tan-jia-ge/jia-ge-yi-yi/index.html").is_file()
    );

    let front = page(folder, "content/zh/index.md");
    assert!(front.contains("[价格异议](02-tan-jia-ge/02-jia-ge-yi-yi.md)"), "{front}");
    let rules = page(folder, "content/zh/02-tan-jia-ge/01-bao-jia-gui-ze.md");
    assert!(rules.contains("[客户分级](../01-gong-si-yu-ke-hu/02-ke-hu-fen-ji.md)"), "{rules}");
    assert!(
        rules.contains("<https://example.com/prices?a=1&b=2>") && rules.contains("(mailto:sales@example.com)"),
        "{rules}"
    );
    let history = page(folder, "content/zh/01-gong-si-yu-ke-hu/01-gong-si-li-cheng.md");
    assert!(history.contains("](images/gong-si-li-cheng-1.png)"), "{history}");
    let picture =
        fs::read(folder.join("project/content/zh/01-gong-si-yu-ke-hu/images/gong-si-li-cheng-1.png")).unwrap();
    assert_eq!(picture, crate::tools::png(90));
    assert!(history.contains("全国[^1]") && history.contains("[^1]: 以工商登记为准。"), "{history}");

    let emphasis = emphasis(folder);
    let has = |kind: char, text: &str| emphasis.contains(&(kind, text.to_owned()));
    assert!(has('b', "粗体") && has('i', "斜体") && has('b', "两样都有") && has('i', "两样都有"), "{emphasis:?}");
    assert!(has('i', "为什么") && has('s', "去年的价格"), "{emphasis:?}");
    assert!(emphasis.iter().any(|(kind, text)| *kind == 'b' && text.contains("引号里的粗体")), "{emphasis:?}");
}

#[test]
fn a_document_by_pandoc() {
    let folder = tempfile::tempdir().unwrap();
    let markdown = fs::read_to_string(source("handbook.md")).unwrap();
    let said = import(&pandoc(&markdown, folder.path(), "docx"), folder.path());
    assert!(said.contains("新客户经理手册"), "{said}");
    same(imported(folder.path()), expected(&markdown));
    check(folder.path());
    assert!(emphasis(folder.path()).contains(&('c', "crm sync --all".to_owned())));
    // LibreOffice does not keep the description of a picture that pandoc made.
    assert!(
        page(folder.path(), "content/zh/01-gong-si-yu-ke-hu/01-gong-si-li-cheng.md").contains("![公司在全国的分布](")
    );
}

#[test]
fn a_document_by_libreoffice() {
    let folder = tempfile::tempdir().unwrap();
    let markdown = fs::read_to_string(source("handbook.md")).unwrap();
    let document = libreoffice(&pandoc(&markdown, folder.path(), "odt"));
    import(&document, folder.path());
    same(imported(folder.path()), expected(&markdown));
    check(folder.path());
}
