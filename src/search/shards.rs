//! The terms with their postings as the browser loads them: sorted ranges of about 4 kB compressed.
//!
//! A range ends behind a term whose own hash says so, once it is long enough, so that an edit moves no boundary but those near it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::expand::is_in_lexicon;
use super::field::Field;
use super::format::{FrontCoder, number, postings};
use super::index::{Index, Postings};
use super::rank::Ranker;

/// Bytes of a shard before it is compressed, which takes a quarter to four tenths off.
const SHORTEST: usize = 3_500;
const LONGEST: usize = 9_000;

/// An index of so many bytes in all is one shard, and part of the core: one file is fetched faster than two.
const ONE_FILE: usize = 170_000;

/// One term in so many ends a shard that is long enough.
const ENDS: u8 = 48;

/// A file of terms.
pub struct Shard {
    /// The shortest text that none of the terms before it begins with or follows; empty for the first shard.
    pub boundary: String,
    pub content: Vec<u8>,
}

/// All terms in shards, and the words that mistyped ones are compared with.
pub struct Shards {
    pub shards: Vec<Shard>,
    pub lexicon: Vec<u8>,
}

const WORD: u8 = 1 << 5;

/// Reads all postings of the index.
pub fn shards(ranker: &Ranker) -> tantivy::Result<Shards> {
    let index = ranker.index;
    let terms = frequencies(index)?;
    let ranges = divide(&terms);
    let shards: tantivy::Result<Vec<Shard>> = ranges
        .into_par_iter()
        .map(|(from, to)| {
            let before = from.checked_sub(1).map(|before| terms[before].0.as_str());
            let boundary = before.map_or_else(String::new, |before| distinguishing(before, &terms[from].0));
            Ok(Shard { boundary, content: shard(ranker, &terms[from..to])? })
        })
        .collect();
    let (mut lexicon, mut coder) = (Vec::new(), FrontCoder::default());
    for (term, frequency) in terms.iter().filter(|(term, _)| is_in_lexicon(term)) {
        coder.write(term, &mut lexicon);
        number(u64::from(frequency.most), &mut lexicon);
    }
    Ok(Shards { shards: shards?, lexicon })
}

/// How many pages or passages a term has.
#[derive(Clone, Copy, Default)]
struct Frequency {
    /// In that field where it has most.
    most: u32,
    /// In all fields together.
    all: u32,
}

fn frequencies(index: &Index) -> tantivy::Result<Vec<(String, Frequency)>> {
    let mut found: BTreeMap<String, Frequency> = BTreeMap::new();
    for field in Field::ALL {
        index.each_term(field, "", &mut |term, frequency| {
            let count = frequency as u32;
            if !found.contains_key(term) {
                found.insert(term.to_owned(), Frequency::default());
            }
            if let Some(frequency) = found.get_mut(term) {
                frequency.most = frequency.most.max(count);
                frequency.all += count;
            }
            true
        })?;
    }
    Ok(found.into_iter().collect())
}

/// The ranges of terms that become a shard each.
fn divide(terms: &[(String, Frequency)]) -> Vec<(usize, usize)> {
    let size = |frequency: &Frequency| 6 + frequency.all as usize * 3 / 2;
    if terms.iter().map(|(_, frequency)| size(frequency)).sum::<usize>() <= ONE_FILE {
        return vec![(0, terms.len())];
    }
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, (term, frequency)) in terms.iter().enumerate() {
        bytes += size(frequency);
        let ends = blake3::hash(term.as_bytes()).as_bytes()[0].is_multiple_of(ENDS);
        if bytes >= LONGEST || (bytes >= SHORTEST && ends) {
            ranges.push((start, at + 1));
            (start, bytes) = (at + 1, 0);
        }
    }
    if start < terms.len() {
        ranges.push((start, terms.len()));
    }
    ranges
}

fn shard(ranker: &Ranker, terms: &[(String, Frequency)]) -> tantivy::Result<Vec<u8>> {
    let (mut content, mut coder, mut payload) = (Vec::new(), FrontCoder::default(), Vec::new());
    for (term, _) in terms {
        let pinyin = term.starts_with(super::pinyin::MARK);
        let fields: &[Field] = if pinyin { &Field::PINYIN } else { &Field::WORDS };
        payload.clear();
        payload.push(0);
        let mut passages = 0;
        for field in fields {
            let found = ranker.index.postings(*field, term)?;
            if found.ids.is_empty() {
                continue;
            }
            if matches!(field, Field::Heading | Field::Body) {
                passages += found.ids.len();
            }
            payload[0] |= 1 << super::score::weight(*field).0;
            write(&found, &mut payload);
        }
        if ranker.statistics.words.is_word(term, passages) {
            payload[0] |= WORD;
        }
        coder.write(term, &mut content);
        number(payload.len() as u64, &mut content);
        content.extend_from_slice(&payload);
    }
    Ok(content)
}

fn write(found: &Postings, to: &mut Vec<u8>) {
    postings(found.ids.iter().copied().zip(found.counts.iter().copied()), to);
}

/// The shortest beginning of `term` that comes after `before`.
fn distinguishing(before: &str, term: &str) -> String {
    let ends = term.char_indices().map(|(at, c)| at + c.len_utf8());
    let beginnings = ends.map(|end| &term[..end]);
    beginnings.into_iter().find(|beginning| *beginning > before).unwrap_or(term).to_owned()
}
