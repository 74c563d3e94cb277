//! Fields: what Word works out when it shows a document. The result stays as text; links become links.

use super::blocks::{Destination, Inline};
use super::runs::wrap;
use crate::import::report::What;

/// The fields that are open, the innermost last. They may go on from one paragraph to the next.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    instruction: String,
    kind: Option<Kind>,
    /// Where its result begins in the line.
    start: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// The result is ordinary text.
    Text,
    Link(Destination),
    /// A table of contents or an index.
    Contents,
}

impl Fields {
    pub fn begin(&mut self) {
        // As deep as this no document nests them; those beyond are only counted.
        self.open.push(Field { instruction: String::new(), kind: None, start: 0 });
    }

    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.kind.is_none()) {
            field.instruction.push_str(text);
        }
    }

    /// From here on, the result is shown.
    pub fn separate(&mut self, start: usize) {
        if let Some(field) = self.open.last_mut() {
            field.kind = Some(kind(&field.instruction));
            field.start = start;
        }
    }

    /// The innermost field ends. Gives back what it showed and the text does not have.
    pub fn end(&mut self, content: &mut Vec<Inline>) -> Option<(What, Option<String>)> {
        let field = self.open.pop()?;
        match field.kind {
            Some(Kind::Link(to)) => {
                wrap(content, field.start, to);
                None
            }
            Some(_) => None,
            None => self.without_result(&field.instruction, content),
        }
    }

    /// Fields that show something without a result in the document.
    fn without_result(&self, instruction: &str, content: &mut Vec<Inline>) -> Option<(What, Option<String>)> {
        let words = words(instruction);
        match words.first().map(|word| word.to_uppercase()).as_deref() {
            Some("FORMCHECKBOX") if !self.is_hidden() => {
                content.push(Inline::Text("☐".to_owned(), super::blocks::Style::default()));
                None
            }
            Some("EQ" | "SYMBOL") => Some((What::Symbol, Some(instruction.trim().to_owned()))),
            _ => None,
        }
    }

    /// Links that go on in the next paragraph end here and begin anew.
    pub fn end_of_paragraph(&mut self, content: &mut Vec<Inline>) {
        for field in self.open.iter_mut().rev() {
            if let Some(Kind::Link(to)) = &field.kind {
                wrap(content, field.start, to.clone());
            }
            field.start = 0;
        }
    }

    /// Whether text is now an instruction, or part of a table of contents.
    pub fn is_hidden(&self) -> bool {
        self.open.iter().any(|field| matches!(field.kind, None | Some(Kind::Contents)))
    }

    pub fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.kind == Some(Kind::Contents))
    }
}

/// The bookmark that a field leads to, if it does.
pub fn bookmark(instruction: &str) -> Option<String> {
    match kind(instruction) {
        Kind::Link(Destination::Bookmark(name)) => Some(name),
        _ => None,
    }
}

fn kind(instruction: &str) -> Kind {
    let words = words(instruction);
    let name = words.first().map(|word| word.to_uppercase()).unwrap_or_default();
    let after = |switch: &str| {
        let place = words.iter().position(|word| word.eq_ignore_ascii_case(switch))?;
        words.get(place + 1).cloned()
    };
    let plain = words.get(1).filter(|word| !word.starts_with('\\')).cloned();
    match name.as_str() {
        "TOC" | "TOA" | "INDEX" => Kind::Contents,
        "HYPERLINK" => match (plain, after("\\l")) {
            (Some(address), Some(anchor)) if !address.is_empty() => {
                Kind::Link(Destination::Address(format!("{address}#{anchor}")))
            }
            (_, Some(anchor)) => Kind::Link(Destination::Bookmark(anchor)),
            (Some(address), None) => Kind::Link(Destination::of(&address)),
            (None, None) => Kind::Text,
        },
        "REF" | "PAGEREF" => plain.map_or(Kind::Text, |name| Kind::Link(Destination::Bookmark(name))),
        _ => Kind::Text,
    }
}

/// The words of an instruction; those in quotes may have blanks.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = instruction.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix(['"', '“']) {
            Some(quoted) => quoted.split_once(['"', '”']).unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_from_instructions() {
        let address = |text: &str| Kind::Link(Destination::Address(text.to_owned()));
        let place = |text: &str| Kind::Link(Destination::Bookmark(text.to_owned()));
        assert_eq!(kind(r#" HYPERLINK "https://example.com/a b" \o "提示" "#), address("https://example.com/a b"));
        assert_eq!(kind(r#"HYPERLINK \l "_Toc1""#), place("_Toc1"));
        assert_eq!(kind(r"REF _Ref12 \h"), place("_Ref12"));
        assert_eq!(kind(r#"TOC \o "1-3" \h"#), Kind::Contents);
        assert_eq!(kind("SEQ 图 \\* ARABIC"), Kind::Text);
    }
}
