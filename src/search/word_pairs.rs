//! Which pairs of hanzi are words rather than the seam between two: by how often they stand together (pointwise mutual information),
//! so that no dictionary is needed. A pair that is none counts half in a query.

use std::collections::HashMap;

use super::field::Field;
use super::index::Index;
use super::tokenizer::{Class, class};

/// Together so many times more often than by chance: 2⁵.
const TIMES_CHANCE: f64 = 32.0;

/// How often each hanzi is there, counted in passages by the terms that begin with it.
#[derive(Debug, Default)]
pub struct WordPairs {
    of_character: HashMap<char, u64>,
    all: u64,
}

impl WordPairs {
    pub fn of(index: &Index) -> tantivy::Result<WordPairs> {
        let mut pairs = WordPairs::default();
        for field in [Field::Heading, Field::Body] {
            index.each_term(field, "", &mut |term, frequency| {
                if let Some(first) = term.chars().next().filter(|c| class(*c) == Class::Han) {
                    *pairs.of_character.entry(first).or_default() += frequency as u64;
                    pairs.all += frequency as u64;
                }
                true
            })?;
        }
        Ok(pairs)
    }

    /// Whether a term that is in so many passages is a pair of hanzi that make a word.
    pub fn is_word(&self, term: &str, passages: usize) -> bool {
        let mut characters = term.chars();
        let (Some(first), Some(second), None) = (characters.next(), characters.next(), characters.next()) else {
            return false;
        };
        let count = |c| self.of_character.get(&c).map_or(0.0, |count| *count as f64);
        let by_chance = count(first) * count(second);
        passages >= 2 && by_chance > 0.0 && passages as f64 * self.all as f64 / by_chance >= TIMES_CHANCE
    }
}
