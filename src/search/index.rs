//! The index: the pages of a book in their order, whichever segments they lie in.
//!
//! A build makes a segment on each processor. While somebody writes, what has changed since lies in segments of its own, and what
//! is not in the book any more is passed over. Either way the same pages give the same postings, norms and numbers.

use std::ops::Range;
use std::sync::Arc;

use tantivy::postings::TermInfo;
use tantivy::termdict::TermStreamer;

use super::field::Field;
use super::segment::Segment;

/// Where a term is: pages or passages in ascending order, and how often it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings {
    pub ids: Vec<u32>,
    pub counts: Vec<u32>,
}

/// A searchable index.
pub struct Index {
    parts: Vec<Part>,
    /// Where the passages of each page begin; one more entry for the end.
    first: Vec<u32>,
    page_of: Vec<u32>,
    norms: [Vec<u8>; Field::WORDS.len()],
    tokens: [u64; Field::ALL.len()],
}

/// Where a page lies: in which segment, and as which of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub segment: usize,
    pub page: usize,
}

/// A segment, and which passage of the book each of its passages is.
struct Part {
    segment: Arc<Segment>,
    passages: Vec<u32>,
    /// None of it is gone, and all is in the order of the book.
    is_in_order: bool,
}

/// A passage that is in the book no more.
const GONE: u32 = u32::MAX;

impl Index {
    /// The index of a book whose pages lie at these places, one after the other.
    pub fn of(segments: Vec<Arc<Segment>>, pages: &[Place]) -> tantivy::Result<Index> {
        let gone = |segment: &Segment| vec![GONE; segment.passages_of(segment.pages() - 1).end as usize];
        let mut parts: Vec<Part> = segments
            .into_iter()
            .map(|segment| Part { passages: gone(&segment), segment, is_in_order: false })
            .collect();
        let (mut first, mut page_of) = (vec![0], Vec::new());
        let mut norms: [Vec<u8>; Field::WORDS.len()] = Default::default();
        for (place, page) in pages.iter().zip(0..) {
            let Part { segment, passages, .. } = &mut parts[place.segment];
            let own = segment.passages_of(place.page);
            for (field, norms) in Field::WORDS.into_iter().zip(&mut norms) {
                let end = if field.is_of_page() { own.start + 1 } else { own.end };
                norms.extend((own.start..end).map(|passage| segment.norm(field, passage)));
            }
            for passage in own {
                passages[passage as usize] = page_of.len() as u32;
                page_of.push(page);
            }
            first.push(page_of.len() as u32);
        }
        let mut tokens = [0; Field::ALL.len()];
        for part in &mut parts {
            part.is_in_order = !part.passages.contains(&GONE) && part.passages.is_sorted();
            let is_whole = !part.passages.contains(&GONE);
            for (field, sum) in Field::ALL.into_iter().zip(&mut tokens) {
                if is_whole {
                    *sum += part.segment.tokens(field);
                    continue;
                }
                for passage in (0..).zip(&part.passages).filter(|(_, global)| **global != GONE).map(|(local, _)| local)
                {
                    *sum += u64::from(part.segment.tokens_of(field, passage)?);
                }
            }
        }
        Ok(Index { parts, first, page_of, norms, tokens })
    }

    pub fn pages(&self) -> usize {
        self.first.len() - 1
    }

    pub fn passages(&self) -> usize {
        self.page_of.len()
    }

    pub fn passages_of(&self, page: u32) -> Range<u32> {
        self.first[page as usize]..self.first[page as usize + 1]
    }

    pub fn page_of(&self, passage: u32) -> u32 {
        self.page_of[passage as usize]
    }

    /// How many terms the field has in all passages together.
    pub fn tokens(&self, field: Field) -> u64 {
        self.tokens[field as usize]
    }

    /// Tantivy's norms of a field: of each page, or of each passage. Pinyin has none.
    pub fn norms(&self, field: Field) -> &[u8] {
        self.norms.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// Where a term is in a field.
    pub fn postings(&self, field: Field, term: &str) -> tantivy::Result<Postings> {
        let mut found = Postings::default();
        for part in &self.parts {
            if let Some(info) = part.segment.term(field, term)? {
                self.read(part, field, &info, &mut found)?;
            }
        }
        found.put_in_order();
        Ok(found)
    }

    /// Calls `take` for each term of a field in the order of its bytes, from `from` on, with how many pages or passages have it,
    /// until it says false.
    pub fn each_term(
        &self,
        field: Field,
        from: &str,
        take: &mut dyn FnMut(&str, usize) -> bool,
    ) -> tantivy::Result<()> {
        let mut streams: Vec<(&Part, TermStreamer)> = Vec::new();
        for part in &self.parts {
            let mut stream = part.segment.terms(field, from)?;
            if stream.advance() {
                streams.push((part, stream));
            }
        }
        let mut found = Postings::default();
        let mut term = Vec::new();
        while let Some(least) = streams.iter().map(|(_, stream)| stream.key()).min() {
            term.clear();
            term.extend_from_slice(least);
            found.clear();
            let mut frequency = 0;
            for (part, stream) in streams.iter().filter(|(_, stream)| stream.key() == term) {
                // The dictionary knows it where all passages count.
                if part.is_in_order && (!field.is_of_page() || field.is_pinyin()) {
                    frequency += stream.value().doc_freq as usize;
                } else {
                    self.read(part, field, stream.value(), &mut found)?;
                }
            }
            frequency += found.ids.len();
            // Terms come from a `String`.
            if frequency > 0
                && let Ok(term) = std::str::from_utf8(&term)
                && !take(term, frequency)
            {
                break;
            }
            streams.retain_mut(|(_, stream)| stream.key() != term || stream.advance());
        }
        Ok(())
    }

    /// Some terms of a field, about every so many, in the order of their bytes: where the terms may be divided.
    pub fn milestones(&self, every: usize) -> tantivy::Result<Vec<Vec<u8>>> {
        let mut found = Vec::new();
        for part in &self.parts {
            let mut stream = part.segment.terms(Field::Body, "")?;
            let mut at = 0;
            while stream.advance() {
                at += 1;
                if at % every == 0 {
                    found.push(stream.key().to_vec());
                }
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Calls `take` for each term from `from` on and before `to`, in the order of their bytes, with where it is by field: where it is
    /// in no page or passage of a field, there is none.
    pub fn each_entry(
        &self,
        from: &[u8],
        to: Option<&[u8]>,
        take: &mut dyn FnMut(&str, &[Postings; Field::ALL.len()]),
    ) -> tantivy::Result<()> {
        let mut streams: Vec<(Field, &Part, TermStreamer)> = Vec::new();
        for part in &self.parts {
            for field in Field::ALL {
                let mut stream = part.segment.terms_between(field, from, to)?;
                if stream.advance() {
                    streams.push((field, part, stream));
                }
            }
        }
        let mut found: [Postings; Field::ALL.len()] = Default::default();
        let mut term = Vec::new();
        while let Some(least) = streams.iter().map(|(_, _, stream)| stream.key()).min() {
            term.clear();
            term.extend_from_slice(least);
            found.iter_mut().for_each(Postings::clear);
            for (field, part, stream) in streams.iter().filter(|(_, _, stream)| stream.key() == term) {
                self.read(part, *field, stream.value(), &mut found[*field as usize])?;
            }
            found.iter_mut().for_each(Postings::put_in_order);
            if found.iter().any(|postings| !postings.ids.is_empty())
                && let Ok(term) = std::str::from_utf8(&term)
            {
                take(term, &found);
            }
            streams.retain_mut(|(_, _, stream)| stream.key() != term || stream.advance());
        }
        Ok(())
    }

    /// Adds the postings that an entry in the dictionary of a part leads to.
    fn read(&self, part: &Part, field: Field, info: &TermInfo, to: &mut Postings) -> tantivy::Result<()> {
        part.segment.read(field, info, &mut |local, count| {
            let passage = part.passages[local as usize];
            if passage == GONE {
                return;
            }
            let page = self.page_of(passage);
            // All passages of a page have what is the page's; the first stands for it.
            if !field.is_of_page() {
                to.ids.push(passage);
                to.counts.push(count);
            } else if passage == self.first[page as usize] {
                to.ids.push(page);
                to.counts.push(count);
            }
        })
    }

    #[cfg(test)]
    pub fn term_query(&self, field: Field, term: &str) -> Vec<(u32, f32)> {
        self.parts.iter().flat_map(|part| part.segment.term_query(field, term)).collect()
    }
}

impl Postings {
    fn clear(&mut self) {
        self.ids.clear();
        self.counts.clear();
    }

    fn put_in_order(&mut self) {
        if self.ids.is_sorted() {
            return;
        }
        let mut entries: Vec<_> = self.ids.iter().copied().zip(self.counts.iter().copied()).collect();
        entries.sort_unstable();
        (self.ids, self.counts) = entries.into_iter().unzip();
    }
}
