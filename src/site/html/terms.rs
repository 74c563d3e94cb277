//! Terms of the glossary, linked where a page first uses them.

use std::collections::HashSet;

use super::{Dress, Writer, escape_attribute, escape_href, escape_text};

/// What has been linked so far, and whether a link may stand here.
#[derive(Default)]
pub struct UsedTerms {
    linked: HashSet<usize>,
    /// How many parts are open in which no term is linked: headings, links, components.
    quiet: usize,
    /// Elements of that kind that the author opened as HTML.
    raw: usize,
}

/// Elements, written by authors, whose text is no running text or leads somewhere already.
const QUIET_ELEMENTS: [&str; 9] = ["a", "code", "kbd", "samp", "button", "summary", "label", "abbr", "dfn"];

impl<'a> Writer<'a> {
    /// Running text; the first use of each term becomes a link to its entry.
    pub(super) fn text(&mut self, text: &str) {
        let terms = match self.dress {
            Dress::Site { terms: Some(terms), .. } if self.used_terms.quiet + self.used_terms.raw == 0 => terms,
            _ => return escape_text(text, &mut self.html),
        };
        let mut at = 0;
        for found in terms.terms.find(text) {
            if !self.used_terms.linked.insert(found.term) {
                continue;
            }
            let term = &terms.terms.terms[found.term];
            let (href, definition) = (escape_href(&(terms.href)(term)), escape_attribute(&term.definition));
            escape_text(&text[at..found.range.start], &mut self.html);
            self.html.push_str(&format!("<a class=\"term\" href=\"{href}\" data-definition=\"{definition}\">"));
            escape_text(&text[found.range.clone()], &mut self.html);
            self.html.push_str("</a>");
            at = found.range.end;
        }
        escape_text(&text[at..], &mut self.html);
    }

    /// Writes something in which no term is linked.
    pub(super) fn without_terms<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        self.used_terms.quiet += 1;
        let written = write(self);
        self.used_terms.quiet -= 1;
        written
    }

    /// An element within a line ends with its block at the latest.
    pub(super) fn end_raw_elements(&mut self) {
        self.used_terms.raw = 0;
    }

    /// Notes an element that the author opens or closes within a line.
    pub(super) fn note_raw_element(&mut self, html: &str) {
        let Some(tag) = html.strip_prefix('<') else { return };
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !QUIET_ELEMENTS.contains(&name.to_ascii_lowercase().as_str()) {
            return;
        }
        match tag.starts_with('/') {
            true => self.used_terms.raw = self.used_terms.raw.saturating_sub(1),
            false => self.used_terms.raw += 1,
        }
    }
}
