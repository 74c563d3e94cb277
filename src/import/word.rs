//! Reads a Word document (`.docx`): package → XML → blocks → pages.
//!
//! The document is never trusted: parts are read only up to a limit, XML without document types and not too deep, and nothing in
//! it decides where a file is written.

mod blocks;
mod body;
mod drawing;
mod fields;
mod gather;
mod inline;
mod list;
mod lists;
mod math;
mod outline;
mod package;
mod pages;
mod runs;
mod styles;
mod symbols;
mod table;
mod typed_lists;
mod writing;
mod xml;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::ImportError;
use super::manuscript::Manuscript;
use super::report::{Losses, What};
use crate::words;
use blocks::Block;
use body::Reader;
use lists::Lists;
use package::{Package, Relations};
use styles::Styles;

pub use package::no_package;

/// Reads a document from its bytes. `path` is what messages call it.
pub fn read(bytes: Vec<u8>, path: &Path) -> Result<Manuscript, ImportError> {
    let mut package = Package::open(bytes, path)?;
    let main = package.main()?;
    if let Some(kind) = other_kind(&main) {
        return Err(ImportError::OtherKind { path: path.to_owned(), kind });
    }
    let relations = package.relations(&main)?;
    let without = || words!("里面没有正文", "there is no text in it");
    let text = package.text(&main)?.ok_or_else(|| package.damaged(without()))?;
    let tree = xml::parse(&text, &main, path)?;
    let body = tree.descendants().find(|node| xml::is_word(*node, "body"));
    let body = body.ok_or_else(|| package.damaged(without()))?;

    let styles = with_part(&mut package, &relations, "styles", Styles::read)?.unwrap_or_default();
    let lists = with_part(&mut package, &relations, "numbering", Lists::read)?.unwrap_or_default();
    let comments = with_part(&mut package, &relations, "comments", comments)?.unwrap_or_default();
    let headers = headers(&mut package, &relations)?;
    let title = property(&mut package, "title")?;

    let mut reader = Reader::new(&mut package, styles, lists);
    reader.comments = comments;
    reader.wanted = wanted(tree.root_element());
    let links = relations.values().filter(|relation| relation.external);
    reader.wanted.extend(links.filter_map(|link| link.target.strip_prefix('#')).map(str::to_owned));
    let texts = notes(&mut reader, &relations)?;
    reader.relations = relations;
    let blocks = reader.blocks(body);
    let (assets, rest) = (std::mem::take(&mut reader.assets), reader.rest());
    if blocks.is_empty() {
        return Err(ImportError::NoText(path.to_owned()));
    }

    let mut losses = Losses::default();
    for header in headers {
        losses.add_with(What::HeaderOrFooter, header);
    }
    let mut front = pages::divide(blocks, &texts, title, &mut losses);
    for (what, detail) in rest {
        losses.add_with(what, detail.unwrap_or_default());
    }
    if front.title.is_empty() {
        front.title = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    }
    Ok(Manuscript {
        kind: "Word",
        title: front.title.clone(),
        description: front.description.clone(),
        front,
        assets,
        losses: losses.list,
        ..Manuscript::default()
    })
}

/// What a package is when it is none of Word's.
fn other_kind(main: &str) -> Option<&'static str> {
    let folder = main.split('/').next().unwrap_or_default();
    match folder {
        "xl" => Some("Excel"),
        "ppt" => Some("PowerPoint"),
        "visio" => Some("Visio"),
        _ => None,
    }
}

/// Reads a part to which the document points by its kind.
fn with_part<T>(
    package: &mut Package,
    relations: &Relations,
    kind: &str,
    read: impl FnOnce(xml::Node) -> T,
) -> Result<Option<T>, ImportError> {
    let Some(name) = part(relations, kind) else { return Ok(None) };
    let Some(text) = package.text(&name)? else { return Ok(None) };
    let tree = xml::parse(&text, &name, package.path())?;
    Ok(Some(read(tree.root_element())))
}

fn part(relations: &Relations, kind: &str) -> Option<String> {
    relations
        .values()
        .find(|relation| relation.kind == kind && !relation.external)
        .map(|relation| relation.target.clone())
}

/// Footnotes and endnotes; the reader learns their places.
fn notes(reader: &mut Reader, main: &Relations) -> Result<Vec<Vec<Block>>, ImportError> {
    let mut texts = Vec::new();
    for (kind, name, is_endnote) in [("footnotes", "footnote", false), ("endnotes", "endnote", true)] {
        let Some(part) = part(main, kind) else { continue };
        let Some(text) = reader.package.text(&part)? else { continue };
        reader.relations = reader.package.relations(&part)?;
        let path = reader.package.path().to_owned();
        let tree = xml::parse(&text, &part, &path)?;
        for note in tree.root_element().children().filter(|node| xml::is_word(*node, name)) {
            // The lines between text and notes are kept as notes too.
            let is_line = xml::attribute(note, "type").is_some_and(|kind| kind != "normal");
            let Some(id) = xml::attribute(note, "id").filter(|_| !is_line) else { continue };
            reader.notes.insert((is_endnote, id.to_owned()), texts.len());
            let blocks = reader.aside(note);
            texts.push(blocks);
        }
    }
    Ok(texts)
}

/// All bookmarks to which links and fields of the document lead.
fn wanted(root: xml::Node) -> HashSet<String> {
    let mut wanted = HashSet::new();
    let mut instruction = String::new();
    for node in root.descendants() {
        match xml::word_name(node) {
            Some("hyperlink") => wanted.extend(xml::attribute(node, "anchor").map(str::to_owned)),
            Some("fldSimple") => wanted.extend(xml::attribute(node, "instr").and_then(fields::bookmark)),
            Some("instrText") => instruction.push_str(node.text().unwrap_or_default()),
            Some("fldChar") => {
                wanted.extend(fields::bookmark(&instruction));
                instruction.clear();
            }
            _ => {}
        }
    }
    wanted
}

/// Comments by their id, with who wrote them.
fn comments(root: xml::Node) -> HashMap<String, String> {
    let comments = root.children().filter(|node| xml::is_word(*node, "comment"));
    let read = |node: xml::Node| {
        let text: String = xml::all(node, "t").filter_map(|text| text.text()).collect();
        let author = xml::attribute(node, "author").unwrap_or_default();
        let id = xml::attribute(node, "id")?.to_owned();
        Some((id, if author.is_empty() { text } else { format!("{author}: {text}") }))
    };
    comments.filter_map(read).collect()
}

/// The words of headers and footers, but for page numbers.
fn headers(package: &mut Package, relations: &Relations) -> Result<Vec<String>, ImportError> {
    let mut headers = Vec::new();
    let parts = relations.values().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer"));
    for relation in parts {
        let Some(text) = package.text(&relation.target)? else { continue };
        let tree = xml::parse(&text, &relation.target, package.path())?;
        let words: Vec<&str> = xml::all(tree.root_element(), "t").filter_map(|text| text.text()).collect();
        let words = words.concat();
        let is_number = |c: char| !c.is_alphanumeric() || c.is_numeric() || "第页共".contains(c);
        let is_page_number = words.to_lowercase().replace("page", "").replace("of", "").chars().all(is_number);
        if !is_page_number && !headers.contains(&words) {
            headers.push(words);
        }
    }
    Ok(headers)
}

/// What the document says of itself.
fn property(package: &mut Package, name: &'static str) -> Result<Option<String>, ImportError> {
    let Some(text) = package.text("docProps/core.xml")? else { return Ok(None) };
    let tree = xml::parse(&text, "docProps/core.xml", package.path())?;
    let found = xml::all(tree.root_element(), name).next().and_then(|node| node.text());
    let is_real =
        |text: &&str| !text.trim().is_empty() && !text.contains("Microsoft Word") && !text.starts_with("Word ");
    Ok(found.filter(is_real).map(outline::one_line))
}
