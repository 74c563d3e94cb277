//! The terms with their postings as the browser loads them: sorted ranges of about 4 kB compressed.
//!
//! A range ends behind a term whose own hash says so, once it is long enough, so that an edit moves no boundary but those near it.
//! Terms are in the order of UTF-16, which is how scripts compare texts.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::expand::is_in_lexicon;
use super::field::Field;
use super::format::{lines, piece, postings};
use super::rank::Ranker;
use super::score::weight;

/// Bytes of a shard before it is compressed, which takes a quarter to four tenths off.
const SHORTEST: usize = 3_500;
const LONGEST: usize = 9_000;

/// An index of so many bytes in all is one shard, and part of the core: one file is fetched faster than two.
const ONE_FILE: usize = 170_000;

/// One term in so many ends a shard that is long enough.
const ENDS: u8 = 48;

/// Terms that are read together.
const STRETCH: usize = 5_000;

const WORD: u8 = 1 << 5;

/// A file of terms.
pub struct Shard {
    /// The shortest text that none of the terms before it begins with or follows; empty for the first shard.
    pub boundary: String,
    pub content: Vec<u8>,
}

/// All terms in shards, and the words that mistyped ones are compared with.
pub struct Shards {
    pub shards: Vec<Shard>,
    pub lexicon: String,
    /// All characters that begin a term, with the fields of those terms as flags; of hanzi that is every one.
    pub characters: BTreeMap<char, u8>,
}

/// A term of the index.
struct Entry {
    term: String,
    /// How many pages or passages have it in that field where most have it, and in all fields together.
    most: u32,
    all: u32,
    /// Where it is, as a shard says it: the bytes of a stretch.
    place: (usize, Range<usize>),
}

/// Reads all postings of the index.
pub fn shards(ranker: &Ranker) -> tantivy::Result<Shards> {
    let milestones = ranker.index.milestones(STRETCH)?;
    let starts: Vec<&[u8]> = [&[][..]].into_iter().chain(milestones.iter().map(Vec::as_slice)).collect();
    let stretches: Vec<(Vec<Entry>, Vec<u8>)> = (0..starts.len())
        .into_par_iter()
        .map(|at| stretch(ranker, at, starts[at], starts.get(at + 1).copied()))
        .collect::<Result<_, _>>()?;
    let (entries, bytes): (Vec<_>, Vec<_>) = stretches.into_iter().unzip();
    let mut entries: Vec<Entry> = entries.into_iter().flatten().collect();
    entries.sort_by(|a, b| a.term.encode_utf16().cmp(b.term.encode_utf16()));
    let words: Vec<String> = entries
        .iter()
        .filter(|entry| is_in_lexicon(&entry.term))
        .map(|entry| format!("{} {}", entry.term, entry.most))
        .collect();
    let mut characters: BTreeMap<char, u8> = BTreeMap::new();
    for Entry { term, place: (stretch, range), .. } in &entries {
        if let Some(first) = term.chars().next() {
            *characters.entry(first).or_default() |= bytes[*stretch][range.start];
        }
    }
    let shards = divide(&entries).into_par_iter().map(|range| {
        let before = range.start.checked_sub(1).map(|before| entries[before].term.as_str());
        let boundary = before.map_or_else(String::new, |before| distinguishing(before, &entries[range.start].term));
        Shard { boundary, content: shard(&entries[range], &bytes) }
    });
    Ok(Shards { shards: shards.collect(), lexicon: lines(words.iter().map(String::as_str)), characters })
}

/// The terms between two texts, and the bytes that say where they are.
fn stretch(ranker: &Ranker, at: usize, from: &[u8], to: Option<&[u8]>) -> tantivy::Result<(Vec<Entry>, Vec<u8>)> {
    let (mut entries, mut bytes) = (Vec::new(), Vec::new());
    ranker.index.each_entry(from, to, &mut |term, found| {
        let start = bytes.len();
        let there = || Field::ALL.into_iter().zip(found).filter(|(_, postings)| !postings.ids.is_empty());
        let count = |field: Field| found[field as usize].ids.len();
        let passages = count(Field::Heading) + count(Field::Body);
        let word = if ranker.statistics.words.is_word(term, passages) { WORD } else { 0 };
        bytes.push(there().fold(word, |flags, (field, _)| flags | 1 << weight(field).0));
        for (_, found) in there() {
            postings(found.ids.iter().copied().zip(found.counts.iter().copied()), &mut bytes);
        }
        let most = there().map(|(_, found)| found.ids.len() as u32).max().unwrap_or_default();
        let all = there().map(|(_, found)| found.ids.len() as u32).sum();
        entries.push(Entry { term: term.to_owned(), most, all, place: (at, start..bytes.len()) });
    })?;
    Ok((entries, bytes))
}

/// The ranges of terms that become a shard each.
fn divide(entries: &[Entry]) -> Vec<Range<usize>> {
    let size = |entry: &Entry| 6 + entry.all as usize * 3 / 2;
    if entries.iter().map(size).sum::<usize>() <= ONE_FILE {
        return std::iter::once(0..entries.len()).collect();
    }
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, entry) in entries.iter().enumerate() {
        bytes += size(entry);
        let ends = || blake3::hash(entry.term.as_bytes()).as_bytes()[0].is_multiple_of(ENDS);
        if bytes >= LONGEST || (bytes >= SHORTEST && ends()) {
            ranges.push(start..at + 1);
            (start, bytes) = (at + 1, 0);
        }
    }
    if start < entries.len() {
        ranges.push(start..entries.len());
    }
    ranges
}

/// The terms as lines, then for each how long it is and where it is: a byte of flags, one for each field and one for a word, and the
/// postings of those fields.
fn shard(entries: &[Entry], bytes: &[Vec<u8>]) -> Vec<u8> {
    let terms = lines(entries.iter().map(|entry| entry.term.as_str()));
    let mut content = Vec::with_capacity(terms.len() * 2);
    piece(terms.as_bytes(), &mut content);
    for Entry { place: (stretch, range), .. } in entries {
        piece(&bytes[*stretch][range.clone()], &mut content);
    }
    content
}

/// The shortest beginning of `term` that comes after `before`.
fn distinguishing(before: &str, term: &str) -> String {
    let ends = term.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut beginnings = ends.map(|end| &term[..end]);
    beginnings.find(|beginning| beginning.encode_utf16().gt(before.encode_utf16())).unwrap_or(term).to_owned()
}
