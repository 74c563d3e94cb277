//! Files that are no documents, or were made to do harm: each is refused with what to do, in bounded time, and nothing is left.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::docx::{Docx, line, p, r, styled};
use crate::tools::{files, import, onramp, page, text};

/// A package with other bytes in its parts.
pub fn rewritten(package: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        zip.start_file(&*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&change(&name, bytes)).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn good() -> Vec<u8> {
    Docx::new(&(styled("1", "甲") + &p("正文。"))).bytes()
}

fn with_document(xml: &str) -> Vec<u8> {
    rewritten(&good(), |name, bytes| if name == "word/document.xml" { xml.as_bytes().to_vec() } else { bytes })
}

/// The bytes are refused with these words.
fn refused(name: &str, bytes: &[u8], words: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = onramp(&["import", name, "--into", "project"], folder.path());
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{name}: {errors}");
    assert!(errors.contains(words), "{name}: {errors}");
    assert_eq!(files(folder.path()), [name]);
}

#[test]
fn files_of_other_kinds_say_what_to_do() {
    let ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused("旧.doc", &ole, "另存为 .docx");
    refused("锁.docx", &[&ole[..], &[0; 600], &locked].concat(), "有密码");
    refused("空.docx", b"", "空文件");
    refused("a.docx", b"just some text", "损坏");
    refused("a.txt", b"just some text", "不是 Word 文档");
    refused("a.doc", b"{\\rtf1\\ansi }", "RTF");
    refused("a.docx", b"<!DOCTYPE html><html>", "HTML");
    refused("a.docx", b"%PDF-1.7", "PDF");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    refused("a.odt", &zip.finish().unwrap().into_inner(), "OpenDocument");
    let workbook = rewritten(&good(), |name, bytes| match name {
        "_rels/.rels" => text(&bytes).replace("word/document.xml", "xl/workbook.xml").into_bytes(),
        _ => bytes,
    });
    refused("a.docx", &workbook, "里面没有 xl/workbook.xml");
}

#[test]
fn damaged_packages() {
    let good = good();
    for length in [4, 30, 100, good.len() / 2, good.len() - 30] {
        refused("a.docx", &good[..length], "损坏");
    }
    refused("a.docx", &with_document("<w:document>"), "损坏");
    refused("a.docx", &with_document(""), "损坏");
    refused("a.docx", &with_document("<a/>"), "损坏");
    let missing =
        rewritten(&good, |_, bytes| text(&bytes).replace("word/document.xml", "word/nothing.xml").into_bytes());
    refused("a.docx", &missing, "损坏");
}

#[test]
fn entities_are_not_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>"#;
    refused("a.docx", &with_document(bomb), "损坏");
}

#[test]
fn zip_bombs_end_at_the_limit() {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let blank = " ".repeat(80 << 20);
    let xml = format!(r#"<w:document xmlns:w="{namespace}"><w:body>{blank}</w:body></w:document>"#);
    let bomb = with_document(&xml);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    refused("a.docx", &bomb, "太大");
}

#[test]
fn elements_nested_without_end() {
    let deep = |count: usize| {
        format!("{}{}{}", "<w:sdt><w:sdtContent>".repeat(count), p("底"), "</w:sdtContent></w:sdt>".repeat(count))
    };
    refused("a.docx", &Docx::new(&deep(100_000)).bytes(), "256 层");
    let folder = tempfile::tempdir().unwrap();
    import(&Docx::new(&(styled("1", "甲") + &deep(120))).save(folder.path()), folder.path());
    assert!(page(folder.path(), "content/zh/01-jia.md").contains('底'));
    let folder = tempfile::tempdir().unwrap();
    let tables = format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(80), p("芯"), "</w:tc></w:tr></w:tbl>".repeat(80));
    import(&Docx::new(&(styled("1", "甲") + &tables)).save(folder.path()), folder.path());
    assert!(page(folder.path(), "content/zh/01-jia.md").contains('芯'));
}

#[test]
fn numbers_beyond_all_measure() {
    let cell = r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4000000000"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="18446744073709551615"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="99"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="77"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;
    let item =
        format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="250"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#, r("项"));
    let first = item.replace("250", "0");
    let body = format!("{}{cell}{first}{item}{first}", styled("1", "甲"));
    let folder = tempfile::tempdir().unwrap();
    import(&Docx::new(&body).with_word_part("numbering", numbering).save(folder.path()), folder.path());
    let found = page(folder.path(), "content/zh/01-jia.md");
    assert!(found.contains('宽') && found.matches('项').count() == 3, "{found}");
    assert!(found.lines().all(|line| line.len() < 2000));
}

#[test]
fn styles_that_are_based_on_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let document = Docx::new(&(styled("1", "甲") + &styled("x", "圆")));
    let circle = rewritten(&document.bytes(), |name, bytes| {
        match name {
        "word/styles.xml" => text(&bytes)
            .replace("</w:styles>", r#"<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style><w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style></w:styles>"#)
            .into_bytes(),
        _ => bytes,
    }
    });
    fs::write(folder.path().join("a.docx"), circle).unwrap();
    import(&folder.path().join("a.docx"), folder.path());
}

#[test]
fn names_and_targets_that_climb_stay_inside() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let drawing = r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip r:embed="rId7"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#;
    let docx = Docx::new(&(styled("1", "../../../甲") + &line(drawing) + &p("文")));
    let docx = docx.with_part("image", "../../../../etc/passwd", "");
    import(&docx.save(&inner), &inner);
    let outside: Vec<String> = files(folder.path()).into_iter().filter(|path| !path.starts_with("inner/")).collect();
    assert_eq!(outside, [""; 0]);
}

#[test]
fn a_document_without_text() {
    refused("a.docx", &Docx::new("<w:p/><w:p/>").bytes(), "没有文字");
    let output = onramp(&["import", "nowhere.docx"], Path::new("/tmp"));
    assert!(text(&output.stderr).contains("没有 nowhere.docx"));
}
