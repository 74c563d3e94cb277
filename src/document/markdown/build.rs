//! The parser's flat events → a tree of blocks and inlines.

mod heading;
mod inlines;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::{Body, Events, Source, is_inline};
use crate::document::RawHtml;
use crate::document::containers::{Mark, Masked};
use crate::document::nesting::Nesting;
use crate::document::tree::{Alert, Alignment, Block, BlockKind, Container, Definition, ListItem};
use crate::source::Span;
use heading::Braces;

/// Containers nested deeper than this are laid flat, so that a hostile text cannot exhaust the stack.
const DEEPEST: usize = 64;

/// The page, and how its HTML is nested.
pub fn build(source: Source, events: Events, masked: Option<&Masked>, offset: usize) -> (Body, Nesting) {
    let mut builder = Builder {
        original: source.text,
        patched: source.patched,
        html: source.html,
        source: masked.map_or(source.text, |masked| &masked.text),
        offset,
        masked,
        events: events.into_iter(),
        body: Body::default(),
        depth: 0,
        in_containers: 0,
        given_ids: Vec::new(),
        task: None,
        nesting: Nesting::default(),
    };
    builder.body.blocks = builder.blocks(None, None);
    if let Some(masked) = masked {
        let place = |range: &Range<usize>| Span::new(range.start, range.end).shifted(offset);
        builder.body.stray_fences = masked.strays.iter().map(place).collect();
        builder.body.full_width_quotes = masked.quotes.iter().map(place).collect();
        builder.body.indented_fences = masked.indented.iter().map(place).collect();
    }
    builder.name_headings();
    (builder.body, builder.nesting)
}

struct Builder<'a> {
    original: &'a str,
    patched: bool,
    /// HTML is HTML, and not text.
    html: bool,
    /// The text with the fences masked, of the same length.
    source: &'a str,
    offset: usize,
    /// The fences of containers, when the text may have any.
    masked: Option<&'a Masked>,
    events: std::vec::IntoIter<(Event<'a>, Range<usize>)>,
    body: Body,
    depth: usize,
    /// How many `:::` containers are open.
    in_containers: usize,
    /// The author's `{#id}` of each heading.
    given_ids: Vec<Option<String>>,
    /// The mark of the loose list item that is being read; it stands in the item's first paragraph.
    task: Option<bool>,
    nesting: Nesting,
}

impl<'a> Builder<'a> {
    fn span(&self, range: &Range<usize>) -> Span {
        // The parser counts the line end into a block; people do not.
        // The parser has ranges that begin within a character: a definition list with a tab in it.
        let length = self.source.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        self.place(&(range.start..range.start + length))
    }

    /// A range as a place in the file. Where a quiz's line was mended, a range may begin within a character of the original.
    fn place(&self, range: &Range<usize>) -> Span {
        let boundary = |mut at: usize| {
            while !self.original.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        Span::new(boundary(range.start), boundary(range.end)).shifted(self.offset)
    }

    fn peek(&self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.as_slice().first()
    }

    /// Blocks up to `end`, the end of a Markdown container, or, within `fence`, to its closing fence.
    fn blocks(&mut self, end: Option<TagEnd>, fence: Option<usize>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.depth += 1;
        while let Some((event, range)) = self.peek() {
            if is_inline(event) {
                let start = range.start;
                let (content, last) = self.inlines(None);
                blocks.push(Block { span: self.span(&(start..last.max(start))), kind: BlockKind::Plain(content) });
                continue;
            }
            // A Markdown container that ends takes an unclosed fence along; its end is for whoever opened it.
            if fence.is_some() && matches!(event, Event::End(tag) if Some(*tag) == end) {
                break;
            }
            let Some((event, range)) = self.events.next() else { break };
            match self.mark(&event, &range) {
                None => {}
                Some(Mark::Open(opened)) => {
                    blocks.extend(self.container(opened, end));
                    continue;
                }
                Some(Mark::Close(closed)) if Some(closed) == fence => break,
                // A fence that closes something further out, from inside a list: nothing ends here.
                Some(Mark::Close(_)) => continue,
            }
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(tag) if self.depth > DEEPEST && is_container(&tag) => {}
                Event::Start(tag) => self.block(tag, range, &mut blocks),
                Event::Rule => blocks.push(Block { span: self.span(&range), kind: BlockKind::Rule }),
                Event::Html(html) => {
                    let kind = self.html_block(&html, &range);
                    blocks.push(Block { span: self.span(&range), kind });
                }
                // What remains are ends of containers laid flat.
                _ => {}
            }
        }
        self.depth -= 1;
        blocks.shrink_to_fit();
        blocks
    }

    /// The fence that a break stands for. The end of an empty heading is no event by itself then.
    fn mark(&mut self, event: &Event, range: &Range<usize>) -> Option<Mark> {
        let is_heading = matches!(event, Event::Start(Tag::Heading { .. }));
        if !is_heading && !matches!(event, Event::Rule) {
            return None;
        }
        let mark = self.masked?.mark(range)?;
        if is_heading {
            self.events.next();
        }
        Some(mark)
    }

    /// A `:::` container: what stands between its fences.
    fn container(&mut self, opened: usize, end: Option<TagEnd>) -> Option<Block> {
        let fence = self.masked?.fences.get(opened)?.clone();
        self.in_containers += 1;
        let blocks = self.blocks(end, Some(opened));
        self.in_containers -= 1;
        let last = fence.close.as_ref().map_or_else(
            || blocks.last().map_or(fence.open.end, |block| block.span.end as usize - self.offset),
            |close| close.end,
        );
        let span = Span::new(fence.open.start, last).shifted(self.offset);
        let fence = fence.shifted(self.offset);
        Some(Block { span, kind: BlockKind::Container(Container { fence, blocks }) })
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let end = tag.to_end();
        let kind = match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.inlines(Some(end)).0),
            Tag::Heading { level, id, classes, attrs } => {
                let braces = Braces {
                    id: id.map(|id| id.to_string()).filter(|id| !id.is_empty()),
                    words: !attrs.is_empty(),
                    settings: !classes.is_empty() || attrs.iter().any(|(_, value)| value.is_some()),
                };
                self.heading(level as u8, braces, &range, end)
            }
            Tag::BlockQuote(kind) => {
                let inner = self.blocks(Some(end), None);
                match kind.map(alert) {
                    Some(alert) => BlockKind::Alert(alert, inner),
                    None => BlockKind::Quote(inner),
                }
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                BlockKind::Code { info, text: self.verbatim(end) }
            }
            Tag::HtmlBlock => {
                let text = self.verbatim(end);
                self.html_block(&text, &range)
            }
            Tag::List(start) => BlockKind::List { start, items: self.list_items(end) },
            Tag::FootnoteDefinition(label) => {
                BlockKind::Footnote { label: label.to_string(), blocks: self.blocks(Some(end), None) }
            }
            Tag::Table(alignments) => self.table(alignments, end),
            Tag::DefinitionList => self.definitions(end),
            _ => {
                blocks.extend(self.blocks(Some(end), None));
                return;
            }
        };
        blocks.push(Block { span: self.span(&range), kind });
    }

    fn list_items(&mut self, end: TagEnd) -> Vec<ListItem> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::Item) => {
                    let outer = self.task.take();
                    let tight = self.task_marker();
                    let blocks = self.blocks(Some(TagEnd::Item), None);
                    let task = tight.or(self.task);
                    self.task = outer;
                    items.push(ListItem { span: self.span(&range), task, blocks });
                }
                _ => {}
            }
        }
        items
    }

    fn task_marker(&mut self) -> Option<bool> {
        let Some((Event::TaskListMarker(done), _)) = self.peek() else { return None };
        let done = *done;
        self.events.next();
        Some(done)
    }

    fn table(&mut self, alignments: Vec<pulldown_cmark::Alignment>, end: TagEnd) -> BlockKind {
        let alignments = alignments.into_iter().map(alignment).collect();
        let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::TableCell) => row.push(self.inlines(Some(TagEnd::TableCell)).0),
                Event::End(TagEnd::TableHead) => head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                _ => {}
            }
        }
        BlockKind::Table { alignments, head, rows }
    }

    fn definitions(&mut self, end: TagEnd) -> BlockKind {
        let mut parts = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Start(Tag::DefinitionListTitle) => {
                    parts.push(Definition::Term(self.inlines(Some(TagEnd::DefinitionListTitle)).0))
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    parts.push(Definition::Details(self.blocks(Some(TagEnd::DefinitionListDefinition), None)));
                }
                _ => {}
            }
        }
        BlockKind::Definitions(parts)
    }

    fn verbatim(&mut self, end: TagEnd) -> String {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
                _ => {}
            }
        }
        text
    }

    fn html_block(&mut self, text: &str, range: &Range<usize>) -> BlockKind {
        match self.html {
            true => BlockKind::Html(self.raw_html(text, range)),
            false => BlockKind::Code { info: String::new(), text: text.to_owned() },
        }
    }

    fn raw_html(&mut self, text: &str, range: &Range<usize>) -> RawHtml {
        let start = range.start + self.offset;
        // A fragment inside a quote or list is not one slice of the file; then the whole fragment is the place.
        let exact = self.original.get(range.clone()).is_some_and(|source| source.starts_with(text.trim_end()));
        let whole = self.span(range);
        RawHtml::new(text, &mut self.body.links, &mut self.nesting, |part| {
            if exact { Span::new(part.start, part.end).shifted(start) } else { whole }
        })
    }
}

fn is_container(tag: &Tag) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionList)
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
