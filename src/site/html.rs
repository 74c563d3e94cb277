//! Blocks → HTML. Emits classes only, never a style or a script.

mod block;
mod escape;
mod inline;
mod table;
mod terms;

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Display, Write};

use crate::components::Component;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document, Heading};
use crate::outline::{Term, Terms};

pub use escape::{escape_attribute, escape_href, escape_text};
pub use inline::BLANK;
use terms::UsedTerms;

/// Where a link of the page leads, as HTML needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkHtml {
    /// Percent-encoded, not escaped; `None` for a link that must not be followed.
    pub href: Option<String>,
    /// Width and height in pixels, of an image.
    pub size: Option<(u32, u32)>,
    /// An image on another site, which is shown as a link to it.
    pub elsewhere: bool,
}

/// How the text is written as HTML.
pub enum Dress<'a> {
    /// As part of a page: self links on headings, tables that scroll, coloured code, components, the theme's words.
    Site {
        words: &'a BTreeMap<String, String>,
        components: &'a ComponentHtml<'a>,
        /// HTML in the text is going to be sanitized, and must stay within itself until then.
        safe: bool,
        /// The terms of the glossary; the first use of each is linked. `None` on pages that explain terms themselves.
        terms: Option<TermHtml<'a>>,
    },
    /// Only what Markdown itself says, as in the examples of the CommonMark specification.
    Plain,
}

/// The terms to look for, and the address of each one's entry.
#[derive(Clone, Copy)]
pub struct TermHtml<'a> {
    pub terms: &'a Terms,
    pub href: &'a dyn Fn(&Term) -> String,
}

/// Makes the HTML of a component; its second argument turns blocks of the component into HTML.
pub type ComponentHtml<'a> =
    dyn for<'c> Fn(&'c Component, &mut dyn FnMut(&'c [Block]) -> String) -> Result<String, Box<Diagnostic>> + 'a;

/// The text of a document as HTML; `links` in the order of the document's links.
///
/// On a page the title's heading is left out, since the page shows that itself, and other level-1 headings become level 2.
///
/// # Errors
/// What the template of a component has wrong.
pub fn render(document: &Document, links: &[LinkHtml], dress: Dress) -> Result<String, Box<Diagnostic>> {
    let mut writer = Writer::new(document, links, dress);
    let (before, after) = match (&writer.dress, title_position(document)) {
        (Dress::Site { .. }, Some(title)) => (&document.blocks[..title], &document.blocks[title + 1..]),
        _ => (&document.blocks[..], &[][..]),
    };
    writer.footnotes.collect(&document.blocks);
    writer.blocks(before);
    writer.blocks(after);
    writer.footnote_texts();
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.html),
    }
}

/// HTML of single runs of a document's blocks, as for a question that is shown on another page. Footnotes and headings' anchors stay behind.
///
/// # Errors
/// What the template of a component has wrong.
pub fn fragments<'a, T>(
    document: &'a Document,
    links: &'a [LinkHtml],
    dress: Dress<'a>,
    make: impl FnOnce(&mut dyn FnMut(&'a [Block]) -> String) -> T,
) -> Result<T, Box<Diagnostic>> {
    let mut writer = Writer { detached: true, ..Writer::new(document, links, dress) };
    let made = make(&mut |blocks| {
        writer.html.clear();
        writer.blocks(blocks);
        std::mem::take(&mut writer.html)
    });
    writer.error.map_or(Ok(made), Err)
}

/// Whether the author wrote HTML into the page.
pub fn has_raw_html(document: &Document) -> bool {
    let mut found = false;
    crate::document::each_block(&document.blocks, &mut |block| {
        found |= matches!(block.kind, BlockKind::Html(_));
    });
    crate::document::each_inline(&document.blocks, &mut |inline| {
        found |= matches!(inline.kind, crate::document::InlineKind::Html(_));
    });
    found
}

/// The heading that is the title: level 1, before all text.
pub fn title_heading(document: &Document) -> Option<&Heading> {
    title_position(document).and_then(|_| document.headings.first())
}

/// Where it is. Comments for other programs, a script or a banner may stand before it.
fn title_position(document: &Document) -> Option<usize> {
    let position = document.blocks.iter().position(|block| !matches!(block.kind, BlockKind::Html(_)))?;
    matches!(document.blocks[position].kind, BlockKind::Heading { level: 1, .. }).then_some(position)
}

struct Writer<'a> {
    html: String,
    document: &'a Document,
    links: &'a [LinkHtml],
    dress: Dress<'a>,
    footnotes: Footnotes<'a>,
    /// How many tables have been written.
    tables: usize,
    used_terms: UsedTerms,
    /// It is shown away from its page: without footnotes, which stay behind, and without anchors, which another part may have.
    detached: bool,
    /// The first mistake in a component's template.
    error: Option<Box<Diagnostic>>,
}

/// Footnotes are numbered as they are referred to, and their texts stand at the end.
#[derive(Default)]
struct Footnotes<'a> {
    texts: HashMap<&'a str, &'a [Block]>,
    /// Labels in the order of their first reference.
    order: Vec<&'a str>,
    /// Their places in that order, from 1.
    numbers: HashMap<&'a str, usize>,
}

impl<'a> Footnotes<'a> {
    fn collect(&mut self, blocks: &'a [Block]) {
        crate::document::each_block(blocks, &mut |block| {
            if let BlockKind::Footnote { label, blocks } = &block.kind {
                self.texts.entry(label).or_insert(blocks);
            }
        });
    }
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, links: &'a [LinkHtml], dress: Dress<'a>) -> Writer<'a> {
        Writer {
            html: String::new(),
            document,
            links,
            dress,
            footnotes: Footnotes::default(),
            tables: 0,
            used_terms: UsedTerms::default(),
            detached: false,
            error: None,
        }
    }

    fn word(&self, key: &str) -> &str {
        match self.dress {
            Dress::Site { words, .. } => words.get(key).map_or("", String::as_str),
            Dress::Plain => "",
        }
    }

    fn is_plain(&self) -> bool {
        matches!(self.dress, Dress::Plain)
    }

    /// Appends without a string of its own for each tag.
    fn put(&mut self, tag: impl Display) {
        // Writing to a string never fails.
        let _ = write!(self.html, "{tag}");
    }

    fn start_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    fn link(&self, link: usize) -> LinkHtml {
        self.links.get(link).cloned().unwrap_or_default()
    }
}
