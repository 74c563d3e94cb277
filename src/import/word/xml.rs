//! XML of a document as a tree: the only place that knows the XML parser. It reads no document type, so there are no entities to
//! expand, and it is asked beforehand how deep the tree is, so that walking it cannot exhaust the stack.

use std::path::Path;

use roxmltree::{Document, ParsingOptions};

use crate::diagnostic::Words;
use crate::import::ImportError;
use crate::words;

pub type Node<'a> = roxmltree::Node<'a, 'a>;

/// Deeper than any real document.
const DEEPEST: usize = 256;

/// More elements and texts than 64 MB of real XML have.
const MOST_NODES: u32 = 8_000_000;

/// Parses a part.
pub fn parse<'a>(text: &'a str, part: &str, path: &Path) -> Result<Document<'a>, ImportError> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let tree = Document::parse_with_options(text, options)
        .map_err(|error| ImportError::Damaged { path: path.to_owned(), reason: broken(part, &error) })?;
    if is_too_deep(&tree) {
        return Err(ImportError::TooDeep(path.to_owned()));
    }
    Ok(tree)
}

/// Where the XML of a part is broken. What the parser says of it stays in English.
fn broken(part: &str, error: &roxmltree::Error) -> Words {
    let roxmltree::TextPos { row, col } = error.pos();
    words!(
        "{part} 第 {row} 行第 {col} 列的 XML 有错（{error}）",
        "the XML of {part} is broken at line {row}, column {col} ({error})"
    )
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let units =
        |from: fn([u8; 2]) -> u16| bytes[2..].as_chunks::<2>().0.iter().map(|pair| from(*pair)).collect::<Vec<_>>();
    match bytes.as_slice() {
        [0xff, 0xfe, ..] => String::from_utf16(&units(u16::from_le_bytes)).ok(),
        [0xfe, 0xff, ..] => String::from_utf16(&units(u16::from_be_bytes)).ok(),
        [0xef, 0xbb, 0xbf, ..] => String::from_utf8(bytes[3..].to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

fn is_too_deep(tree: &Document) -> bool {
    let mut depth = 0_usize;
    let mut at = tree.root_element();
    loop {
        if let Some(child) = at.first_child() {
            at = child;
            depth += 1;
            if depth > DEEPEST {
                return true;
            }
            continue;
        }
        while at.next_sibling().is_none() {
            let Some(parent) = at.parent().filter(|_| depth > 0) else { return false };
            at = parent;
            depth -= 1;
        }
        match at.next_sibling() {
            Some(next) if depth > 0 => at = next,
            _ => return false,
        }
    }
}

/// Whether the element is one of the word processor's own (`w:`), in either edition of the standard, with this name.
pub fn is_word(node: Node, name: &str) -> bool {
    word_name(node) == Some(name)
}

/// The name of a word processor's element; `None` for any other.
pub fn word_name<'a>(node: Node<'a>) -> Option<&'a str> {
    let tag = node.tag_name();
    let namespace = tag.namespace()?;
    matches!(
        namespace,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    .then(|| tag.name())
}

/// The word processor's child of that name.
pub fn child<'a>(node: Node<'a>, name: &str) -> Option<Node<'a>> {
    node.children().find(|child| is_word(*child, name))
}

/// An attribute, whatever its prefix.
pub fn attribute<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// `w:val` of a child.
pub fn value<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// A property that is on when it is there, unless it says that it is off.
pub fn switch(node: Node, name: &str) -> Option<bool> {
    let value = attribute(child(node, name)?, "val");
    Some(!matches!(value, Some("0" | "false" | "off" | "none")))
}

/// All elements below with this local name, whatever their namespace.
pub fn all<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.descendants().filter(move |below| below.tag_name().name() == name)
}
