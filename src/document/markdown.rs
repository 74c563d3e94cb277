//! Markdown text → blocks. The only place that knows the Markdown parser.
//!
//! CommonMark with tables, task lists, footnotes, definition lists, heading ids, strikethrough and GitHub alerts.

mod build;
mod layout;
mod link_slips;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Heading, Link, cjk, containers};
use crate::source::Span;

pub use layout::{Layout, List, layout};
pub use link_slips::LinkSlip;

/// What the parser made of a text, with everything the rest needs to look up quickly.
#[derive(Debug, Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    /// The text of the first level-1 heading.
    pub title: Option<String>,
    pub second_titles: Vec<Span>,
    /// The HTML is not fit to be cleaned, and is text instead.
    pub tangled_html: bool,
    pub duplicate_ids: Vec<(Span, String)>,
    pub missing_footnotes: Vec<(Span, String)>,
    /// Braces behind a heading with settings, which it has none of.
    pub heading_settings: Vec<Span>,
    /// `{#id}` in a heading where it is text.
    pub misplaced_ids: Vec<Span>,
    /// Fence lines that close nothing.
    pub stray_fences: Vec<Span>,
    /// `》` and `＞` that begin a quote, in a container.
    pub full_width_quotes: Vec<Span>,
    /// What is probably meant as a link or an image, and is text.
    pub link_slips: Vec<(Span, LinkSlip)>,
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

/// After how many attempts a text is parsed as it is. Ordinary text takes one or two; a limit keeps odd ones from taking many.
const MOST_ATTEMPTS: usize = 8;

/// Parses a body that begins `offset` bytes into its file; all spans are those of the file.
///
/// Emphasis beside CJK characters is decided on a copy with stand-ins. A stand-in may only show up in running text, where the
/// original is put back. One that ends up in code, HTML, an address or a title is taken out, and the copy made anew.
pub fn parse(text: &str, offset: usize) -> Body {
    let masked = containers::is_candidate(text).then(|| containers::mask(text, &code_blocks(text)));
    let source = masked.as_ref().map_or(text, |masked| &masked.text);
    let mut patches = match source.is_ascii() || cjk::has_stand_in(source) {
        true => Vec::new(),
        false => cjk::patches(source),
    };
    for _ in 0..MOST_ATTEMPTS {
        if patches.is_empty() {
            break;
        }
        let Some(copy) = cjk::apply(source, &patches) else { break };
        let events = events(&copy);
        let misplaced = misplaced(&events, &patches);
        if misplaced.is_empty() {
            let source = Source { text, patched: true, html: true };
            return with_or_without_html(source, &copy, events, masked.as_ref(), offset);
        }
        let before = patches.len();
        patches.retain(|patch| {
            let next = misplaced.partition_point(|range| range.end <= patch.at);
            misplaced.get(next).is_none_or(|range| !range.contains(&patch.at))
        });
        if patches.len() == before {
            break;
        }
    }
    let plain = Source { text, patched: false, html: true };
    with_or_without_html(plain, source, events(source), masked.as_ref(), offset)
}

/// What the author wrote, and what becomes of it.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    /// The parser saw a copy of it with stand-ins.
    patched: bool,
    /// HTML is HTML, and not text.
    html: bool,
}

/// Builds the page; once more with HTML as text when it turns out that the HTML is not fit to be cleaned.
fn with_or_without_html(
    source: Source,
    parsed: &str,
    first: Events,
    masked: Option<&containers::Masked>,
    offset: usize,
) -> Body {
    let (body, nesting) = build::build(source, first, masked, offset);
    if !nesting.is_tangled() {
        return body;
    }
    let plain = build::build(Source { html: false, ..source }, events(parsed), masked, offset).0;
    Body { tangled_html: true, ..plain }
}

/// The ranges of code blocks, in order.
fn code_blocks(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_)))).map(|(_, range)| range).collect()
}

fn events(text: &str) -> Events<'_> {
    Parser::new_ext(text, options()).into_offset_iter().collect()
}

/// The ranges in which a stand-in must not be, in order and apart: all code and HTML that has one, where `*` means itself, and
/// whatever else would keep it.
fn misplaced(events: &Events, patches: &[cjk::Patch]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (event, range) in events {
        let next = patches.partition_point(|patch| patch.at < range.start);
        let has_patch = patches.get(next).is_some_and(|patch| patch.at < range.end);
        if is_misplaced(event, range, has_patch) && ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range.clone());
        }
    }
    ranges
}

/// A stand-in in a place where the original could not be put back; `has_patch` says whether there is one in the range.
fn is_misplaced(event: &Event, range: &Range<usize>, has_patch: bool) -> bool {
    match event {
        Event::Text(text) => has_patch && text.len() != range.len() && cjk::has_stand_in(text),
        Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => has_patch,
        Event::Start(tag) => match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock => has_patch,
            // An address may be given elsewhere on the page.
            Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } => {
                cjk::has_stand_in(dest_url) || cjk::has_stand_in(title)
            }
            Tag::Heading { id: Some(id), .. } => cjk::has_stand_in(id),
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
