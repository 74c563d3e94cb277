//! HTML that nobody wrote by hand: so deep, or with so many attributes, that cleaning it would take time and memory with the
//! square of its length.

use super::raw_html::TagSource;

/// How deep elements may be. Browsers stop at 512; real pages have a dozen levels.
const DEEPEST: usize = 256;

/// How many elements that format text may be open at once: HTML opens them again in every paragraph (HTML Standard §13.2.4.3),
/// so that few of them make a large page many times as large.
const DEEPEST_FORMATTING: usize = 16;

/// How many attributes a tag may have; each is compared with all before it.
const MOST_ATTRIBUTES: usize = 256;

/// Elements that are opened again in every paragraph.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements without an end tag, and those whose end tag may be left out because the next one ends them.
const ENDLESS: [&str; 27] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// How many elements of a page's HTML are open, tag by tag.
#[derive(Debug, Default)]
pub struct Nesting {
    open: usize,
    open_formatting: usize,
    tangled: bool,
}

impl Nesting {
    pub fn add(&mut self, tag: &TagSource) {
        let name = tag.name.as_str();
        if ENDLESS.contains(&name) {
            self.tangled |= tag.attributes.len() > MOST_ATTRIBUTES;
            return;
        }
        let open = if FORMATTING.contains(&name) { &mut self.open_formatting } else { &mut self.open };
        *open = if tag.closing { open.saturating_sub(1) } else { *open + 1 };
        self.tangled |=
            self.open > DEEPEST || self.open_formatting > DEEPEST_FORMATTING || tag.attributes.len() > MOST_ATTRIBUTES;
    }

    /// Whether any limit was passed so far.
    pub fn is_tangled(&self) -> bool {
        self.tangled
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, parse};
    use crate::source::{SourceFile, SourcePath};

    fn has_html(text: &str) -> bool {
        let file = SourceFile { path: SourcePath::new("a.md"), text: format!("甲\n\n<hr>\n\n{text}\n").into() };
        let checked = parse(&file);
        let html = checked.value.blocks.iter().any(|block| matches!(block.kind, BlockKind::Html(_)));
        assert_eq!(html, checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        html
    }

    #[test]
    fn what_people_write_stays_html() {
        assert!(has_html(&"<details><table><tr><td><b>甲</b><br></td></tr></table></details>\n\n".repeat(300)));
        assert!(has_html(&"<p>甲\n\n<ul><li>乙<li>丙</ul>\n\n".repeat(300)));
    }

    #[test]
    fn what_would_explode_is_text() {
        assert!(!has_html(&"<div>\n\n".repeat(300)));
        assert!(!has_html(&"<b><p>\n\n".repeat(20)));
        assert!(!has_html(&format!("<p {}>", "a=1 ".repeat(300))));
    }
}
