//! Headings: their text, their anchors, and the braces behind them.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::Builder;
use crate::document::Heading;
use crate::document::anchors::Slugger;
use crate::document::containers;
use crate::document::tree::{BlockKind, Inline, InlineKind, plain_text};
use crate::source::Span;

/// What the parser took out of the braces that end a heading.
pub struct Braces {
    /// The author's `{#id}`.
    pub id: Option<String>,
    /// Bare words, as in `{客户}`.
    pub words: bool,
    /// `.class` or `key=value`, which mean nothing here.
    pub settings: bool,
}

impl Builder<'_> {
    pub(super) fn heading(&mut self, level: u8, braces: Braces, range: &Range<usize>, end: TagEnd) -> BlockKind {
        let (mut content, _) = self.inlines(Some(end));
        self.read_braces(&mut content, &braces, range);
        let mut text = plain_text(&content).trim().to_owned();
        let mut level = level;
        if self.in_containers > 0 {
            level = self.written_level(range.start).unwrap_or(level);
            // Neither the anchor nor the search may tell the answer.
            text = containers::without_answers(&text);
        }
        let span = self.span(range);
        if level == 1 && self.body.title.is_none() {
            self.body.title = Some(text.clone());
        } else if level == 1 {
            self.body.second_titles.push(span);
        }
        let index = self.body.headings.len();
        self.given_ids.push(braces.id);
        self.body.headings.push(Heading {
            level,
            id: String::new(),
            text,
            span,
            explicit: false,
            in_component: self.in_containers > 0,
        });
        BlockKind::Heading { level, index: Some(index), content }
    }

    /// How many `#` the author wrote. In a quiz, `###题目` lost one of them to the blank that it lacks.
    fn written_level(&self, start: usize) -> Option<u8> {
        let marks = self.original.get(start..)?.chars().take_while(|c| matches!(c, '#' | '＃')).count();
        (1..=6).contains(&marks).then_some(marks as u8)
    }

    /// Puts back words in braces that the parser took for attributes, and notes what was meant as one and is none.
    fn read_braces(&mut self, content: &mut Vec<Inline>, braces: &Braces, range: &Range<usize>) {
        let before = content.last().map_or(range.start, |last| last.span.end as usize - self.offset);
        if let Some(taken) = self.taken_braces(before, range) {
            let is_text = braces.id.is_none() && !braces.settings;
            if is_text {
                let span = Span::new(before, taken.end).shifted(self.offset);
                let written = self.original.get(before..taken.end).unwrap_or_default();
                match content.last_mut() {
                    Some(Inline { span: last, kind: InlineKind::Text(text) }) => {
                        text.push_str(written);
                        last.end = span.end;
                    }
                    _ => content.push(Inline { span, kind: InlineKind::Text(written.to_owned()) }),
                }
            } else if braces.settings || braces.words {
                self.body.heading_settings.push(Span::new(taken.start, taken.end).shifted(self.offset));
            }
        }
        for inline in content {
            let InlineKind::Text(text) = &inline.kind else { continue };
            let Some(at) = ["{#", "{＃", "｛#", "｛＃"].iter().filter_map(|mark| text.find(mark)).min() else {
                continue;
            };
            let close = text[at..].char_indices().find(|(_, c)| matches!(c, '}' | '｝'));
            let length = close.map_or(text.len() - at, |(close, c)| close + c.len_utf8());
            let start = inline.span.start as usize - self.offset;
            // Where an escape stands before it, the whole text is the place.
            let exact = self.original.get(start + at..start + at + length) == text.get(at..at + length);
            let place =
                if exact { Span::new(start + at, start + at + length).shifted(self.offset) } else { inline.span };
            self.body.misplaced_ids.push(place);
        }
    }

    /// The braces that end a heading, when they are none of its text.
    fn taken_braces(&self, text_end: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let source = self.original.get(range.clone())?.trim_end();
        let line = match source.trim_start().starts_with(['#', '＃']) {
            true => source,
            // What underlines it is none of it.
            false => source.rsplit_once('\n')?.0,
        };
        let line = line.trim_end_matches('#').trim_end();
        let at = range.start + line.rfind(['{', '｛']).filter(|_| line.ends_with(['}', '｝']))?;
        (text_end <= at).then(|| at..range.start + line.len())
    }

    /// Gives every heading its anchor: first the authors' own, so that none is taken by a made one.
    pub(super) fn name_headings(&mut self) {
        let mut slugger = Slugger::default();
        for (heading, given) in self.body.headings.iter_mut().zip(&self.given_ids) {
            let Some(id) = given else { continue };
            if slugger.reserve(id) {
                heading.id.clone_from(id);
                heading.explicit = true;
            } else {
                self.body.duplicate_ids.push((heading.span, id.clone()));
            }
        }
        for heading in self.body.headings.iter_mut().filter(|heading| !heading.explicit) {
            heading.id = slugger.slug(&heading.text);
        }
    }
}
