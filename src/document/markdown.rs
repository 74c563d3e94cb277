//! Markdown text → blocks. The only place that knows the Markdown parser.
//!
//! CommonMark with tables, task lists, footnotes, definition lists, heading ids, strikethrough and GitHub alerts.

mod build;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Heading, Link, cjk, containers};
use crate::source::Span;

/// What the parser made of a text, with everything the rest needs to look up quickly.
#[derive(Debug, Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    /// The text of the first level-1 heading.
    pub title: Option<String>,
    pub second_titles: Vec<Span>,
    pub duplicate_ids: Vec<(Span, String)>,
    pub missing_footnotes: Vec<(Span, String)>,
    /// Fence lines that close nothing.
    pub stray_fences: Vec<Span>,
    /// Fence lines that are code, being indented.
    pub indented_fences: Vec<Span>,
}

type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
}

/// Parses a body that begins `offset` bytes into its file; all spans are those of the file.
pub fn parse(text: &str, offset: usize) -> Body {
    let masked = containers::is_candidate(text).then(|| containers::mask(text, &code_blocks(text)));
    let source = masked.as_ref().map_or(text, |masked| &masked.text);
    match patched(source) {
        Some(copy) => build::build(text, events(&copy.text), masked.as_ref(), offset),
        None => build::build(text, events(source), masked.as_ref(), offset),
    }
}

/// The ranges of code blocks, in order.
fn code_blocks(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)))).map(|(_, range)| range).collect()
}

fn events(text: &str) -> Events<'_> {
    Parser::new_ext(text, options()).into_offset_iter().collect()
}

struct Copy {
    text: String,
}

/// A copy of the text in which emphasis beside CJK characters is decided rightly; `None` when nothing needs it.
///
/// A stand-in may only show up in running text, where the original is put back. One that ends up in an address, a title or
/// code is taken out again, and the copy made anew.
fn patched(text: &str) -> Option<Copy> {
    if text.is_ascii() || cjk::has_stand_in(text) || cjk::patches(text, &[]).is_empty() {
        return None;
    }
    let mut patches = cjk::patches(text, &protected(text));
    while !patches.is_empty() {
        let copy = cjk::apply(text, &patches)?;
        let misplaced: Vec<_> = events(&copy)
            .iter()
            .filter(|(event, range)| is_misplaced(event, range))
            .map(|(_, range)| range.clone())
            .collect();
        if misplaced.is_empty() {
            return Some(Copy { text: copy });
        }
        let before = patches.len();
        patches.retain(|patch| !misplaced.iter().any(|range| range.contains(&patch.at)));
        if patches.len() == before {
            return None;
        }
    }
    None
}

/// The ranges of code and HTML, in order, where `*` means itself.
fn protected(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let is_protected =
            matches!(event, Event::Code(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
        if is_protected && ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

/// A stand-in in a place where the original could not be put back.
fn is_misplaced(event: &Event, range: &Range<usize>) -> bool {
    match event {
        Event::Text(text) => cjk::has_stand_in(text) && text.len() != range.len(),
        Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) | Event::FootnoteReference(text) => {
            cjk::has_stand_in(text)
        }
        Event::Start(tag) => match tag {
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                cjk::has_stand_in(dest_url) || cjk::has_stand_in(title)
            }
            Tag::Heading { id: Some(id), .. } => cjk::has_stand_in(id),
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info)) => cjk::has_stand_in(info),
            Tag::FootnoteDefinition(label) => cjk::has_stand_in(label),
            _ => false,
        },
        _ => false,
    }
}

/// Whether an event belongs into a line of text.
fn is_inline(event: &Event) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        Event::Start(tag) => is_inline_tag(tag.to_end()),
        _ => false,
    }
}

fn is_inline_tag(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
