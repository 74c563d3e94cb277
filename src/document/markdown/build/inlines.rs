//! Runs of text within a paragraph, a heading, a cell.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Builder;
use crate::document::markdown::{is_inline, link_slips};
use crate::document::tree::{Inline, InlineKind, plain_text};
use crate::document::{Link, cjk};
use crate::source::Span;

impl<'a> Builder<'a> {
    /// Inlines up to `end`, or, without one, as long as they last. Also where the last one ended.
    pub(super) fn inlines(&mut self, end: Option<TagEnd>) -> (Vec<Inline>, usize) {
        let mut inlines: Vec<Inline> = Vec::new();
        let mut last = 0;
        self.depth += 1;
        while let Some((event, _)) = self.peek() {
            if end.is_none() && !is_inline(event) {
                break;
            }
            let Some((event, range)) = self.events.next() else { break };
            last = last.max(range.end);
            let span = self.place(&range);
            let kind = match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Text(text) => {
                    let text = if self.patched && cjk::has_stand_in(&text) {
                        self.source.get(range.clone()).unwrap_or(&text).to_owned()
                    } else {
                        text.to_string()
                    };
                    if let Some(Inline { span: before, kind: InlineKind::Text(start) }) = inlines.last_mut() {
                        start.push_str(&text);
                        before.end = span.end;
                        continue;
                    }
                    InlineKind::Text(text)
                }
                Event::Code(text) => InlineKind::Code(text.to_string()),
                Event::InlineHtml(text) | Event::Html(text) => match self.html {
                    true => InlineKind::Html(self.raw_html(&text, &range)),
                    false => InlineKind::Text(text.to_string()),
                },
                Event::SoftBreak => InlineKind::SoftBreak { joins: false },
                Event::HardBreak => InlineKind::HardBreak,
                Event::TaskListMarker(done) => {
                    self.task = Some(done);
                    continue;
                }
                Event::FootnoteReference(label) => InlineKind::FootnoteReference(label.to_string()),
                Event::Start(_) if self.depth > super::DEEPEST => continue,
                Event::Start(tag) => match self.inline_container(tag, span) {
                    Some(kind) => kind,
                    None => continue,
                },
                _ => continue,
            };
            inlines.push(Inline { span, kind });
        }
        self.depth -= 1;
        join_lines(&mut inlines);
        // Most hold one or two, and all of a book's are in memory at a time.
        inlines.shrink_to_fit();
        let texts = inlines.iter().filter(|inline| matches!(inline.kind, InlineKind::Text(_)));
        texts.for_each(|text| {
            self.note_missing_footnotes(text.span);
            let start = text.span.start as usize - self.offset;
            let written = &self.original[start..text.span.end as usize - self.offset];
            let slips = link_slips::of_text(written).into_iter();
            self.body.link_slips.extend(slips.map(|(at, slip)| (at.shifted(self.offset + start), slip)));
        });
        self.body.link_slips.extend(link_slips::of_images(&inlines, &self.body.links));
        (inlines, last)
    }

    /// References to footnotes that nobody wrote: the parser leaves them as text.
    fn note_missing_footnotes(&mut self, span: Span) {
        let start = span.start as usize - self.offset;
        let text = &self.original[start..span.end as usize - self.offset];
        for (at, _) in text.match_indices("[^") {
            let rest = &text[at + 2..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '\\')).unwrap_or(rest.len());
            let (label, rest) = rest.split_at(end);
            if rest.starts_with(']') && !label.is_empty() && !text[..at].ends_with('\\') {
                let place = Span::new(start + at, start + at + label.len() + 3).shifted(self.offset);
                self.body.missing_footnotes.push((place, label.to_owned()));
            }
        }
    }

    fn inline_container(&mut self, tag: Tag<'a>, span: Span) -> Option<InlineKind> {
        let end = tag.to_end();
        Some(match tag {
            Tag::Emphasis => InlineKind::Emphasis(self.inlines(Some(end)).0),
            Tag::Strong => InlineKind::Strong(self.inlines(Some(end)).0),
            Tag::Strikethrough => InlineKind::Strikethrough(self.inlines(Some(end)).0),
            Tag::Link { link_type, dest_url, title, .. } => {
                let mail = link_type == pulldown_cmark::LinkType::Email;
                let destination = if mail { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let link = self.body.links.len();
                self.body.links.push(Link { destination, span, image: false, raw: false, bare: false });
                InlineKind::Link { link, title: title.to_string(), content: self.inlines(Some(end)).0 }
            }
            Tag::Image { dest_url, title, .. } => {
                let link = self.body.links.len();
                self.body.links.push(Link {
                    destination: dest_url.to_string(),
                    span,
                    image: true,
                    raw: false,
                    bare: false,
                });
                let description = self.inlines(Some(end)).0;
                self.body.links[link].bare = plain_text(&description).trim().is_empty();
                InlineKind::Image { link, title: title.to_string(), description }
            }
            _ => return None,
        })
    }
}

/// Marks the line breaks between two CJK characters.
fn join_lines(inlines: &mut [Inline]) {
    for at in 1..inlines.len().saturating_sub(1) {
        if !matches!(inlines[at].kind, InlineKind::SoftBreak { .. }) {
            continue;
        }
        // The nearest that shows: a footnote's number or an HTML tag does not part two hanzi. A break shows, so this is short.
        let shown = |inline: &Inline| plain_text(std::slice::from_ref(inline));
        let before = inlines[..at].iter().rev().map(shown).find_map(|text| text.chars().next_back());
        let after = inlines[at + 1..].iter().map(shown).find_map(|text| text.chars().next());
        if let (Some(before), Some(after)) = (before, after) {
            inlines[at].kind = InlineKind::SoftBreak { joins: cjk::joins(before, after) };
        }
    }
}
