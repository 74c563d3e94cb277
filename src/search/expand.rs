//! A token of a query → the terms of the index that count for it, and how much.
//!
//! Exact terms count fully. A Latin word is also found by its other forms (they have the same stem), as the beginning of a word, by pinyin and, when there is
//! nothing else, with a letter or two mistaken.

use std::collections::BTreeMap;

use super::field::Field;
use super::index::Index;
use super::pinyin::MARK;
use super::query::{Token, TokenKind};

/// Terms that count for a token, as if they were one.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    pub weight: f64,
    pub terms: Vec<String>,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// One term, or any of several.
    Any,
    /// All must be there, in one field.
    All,
}

const OTHER_FORM: f64 = 0.8;
const SYNONYM: f64 = 0.7;
const BEGINNING: f64 = 0.6;
/// The word itself is there too, so that it is less likely to be only the beginning of one.
const BEGINNING_OF_ANOTHER: f64 = 0.3;
const PINYIN: f64 = 0.6;
const BEGINNING_OF_PINYIN: f64 = 0.5;
const ONE_MISTAKE: f64 = 0.6;
const TWO_MISTAKES: f64 = 0.4;

const MOST_BEGINNINGS: usize = 24;
const MOST_PINYIN: usize = 64;
const MOST_MISTAKEN: usize = 8;

/// A word that is there is read as pinyin too if it has so many letters: shorter ones are the initials of too much.
const PINYIN_OF_A_WORD: usize = 5;

/// Words shorter than this are not looked for with mistakes; from the second length on, with two.
const MISTAKES_FROM: usize = 4;
const TWO_MISTAKES_FROM: usize = 8;

/// Endings of an English word's forms.
const ENDINGS: [&str; 8] = ["ies", "ing", "es", "ed", "s", "y", "e", ""];

impl Index {
    /// The terms that count for a token, in a fixed order.
    pub fn expand(&self, token: &Token) -> tantivy::Result<Vec<Expansion>> {
        let mut found = match token.kind {
            TokenKind::Pair => self.exact(&token.text)?,
            TokenKind::Lone => {
                let terms: Vec<String> = self.beginning_with(&token.text, &Field::WORDS)?.into_keys().collect();
                if terms.is_empty() { Vec::new() } else { vec![Expansion { weight: 1.0, terms, how: How::Any }] }
            }
            TokenKind::Word => self.expand_word(token)?,
        };
        let synonyms = token.synonyms.iter();
        found.extend(synonyms.map(|terms| Expansion { weight: SYNONYM, terms: terms.clone(), how: How::All }));
        Ok(found)
    }

    fn exact(&self, term: &str) -> tantivy::Result<Vec<Expansion>> {
        Ok(if self.frequency(term)? > 0 { vec![one(1.0, term)] } else { Vec::new() })
    }

    fn expand_word(&self, token: &Token) -> tantivy::Result<Vec<Expansion>> {
        let word = token.text.as_str();
        let length = word.chars().count();
        let mut found = self.exact(word)?;
        if length < 2 {
            return Ok(found);
        }
        let exact = !found.is_empty();
        found.extend(self.longer(word, length, exact, token.last)?);
        if !word.is_ascii() || exact && length < PINYIN_OF_A_WORD {
            return Ok(found);
        }
        let whole = format!("{MARK}{word}");
        let mut terms: Vec<String> = self.beginning_with(&whole, &Field::PINYIN)?.into_keys().collect();
        terms.sort_by_key(String::len);
        for term in terms.into_iter().take(MOST_PINYIN) {
            found.push(one(if term == whole { PINYIN } else { BEGINNING_OF_PINYIN }, &term));
        }
        if found.is_empty() && length >= MISTAKES_FROM {
            found = self.mistaken(word)?;
        }
        Ok(found)
    }

    /// Other forms of a word, and longer words that begin with it.
    fn longer(&self, word: &str, length: usize, exact: bool, last: bool) -> tantivy::Result<Vec<Expansion>> {
        let (base, stem) = stem(word);
        let mut longer = Vec::new();
        for (term, frequency) in self.beginning_with(base, &Field::WORDS)? {
            let is_form = self::stem(&term).1 == stem;
            let weight = match (is_form, exact) {
                (true, _) => OTHER_FORM,
                (false, true) => BEGINNING_OF_ANOTHER,
                (false, false) => BEGINNING,
            };
            let begins = || term.starts_with(word) && (!exact || last && length > 2);
            if term != word && (is_form || begins()) {
                longer.push((term, weight, frequency));
            }
        }
        longer.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.2.cmp(&a.2)).then_with(|| a.0.cmp(&b.0)));
        Ok(longer.into_iter().take(MOST_BEGINNINGS).map(|(term, weight, _)| one(weight, &term)).collect())
    }

    /// Words of the same first letter that are one or two mistakes away.
    fn mistaken(&self, word: &str) -> tantivy::Result<Vec<Expansion>> {
        let most = if word.len() >= TWO_MISTAKES_FROM { 2 } else { 1 };
        let mut near = Vec::new();
        for (term, frequency) in self.beginning_with(&word[..1], &Field::WORDS)? {
            if !is_in_lexicon(&term) || term.len().abs_diff(word.len()) > most {
                continue;
            }
            let mistakes = strsim::osa_distance(word, &term);
            if mistakes <= most {
                near.push((mistakes, frequency, term));
            }
        }
        near.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
        let weight = |mistakes| if mistakes == 1 { ONE_MISTAKE } else { TWO_MISTAKES };
        Ok(near.into_iter().take(MOST_MISTAKEN).map(|(mistakes, _, term)| one(weight(mistakes), &term)).collect())
    }

    /// All terms of some fields that begin with a text, in the order of their bytes, with their frequency.
    pub fn beginning_with(&self, beginning: &str, fields: &[Field]) -> tantivy::Result<BTreeMap<String, usize>> {
        let mut found = BTreeMap::new();
        for field in fields {
            self.each_term(*field, beginning, &mut |term, frequency| {
                let goes_on = term.starts_with(beginning);
                if goes_on {
                    let most = found.entry(term.to_owned()).or_insert(0);
                    *most = frequency.max(*most);
                }
                goes_on
            })?;
        }
        Ok(found)
    }

    /// In how many pages or passages a word is, in that field where it is most frequent.
    pub fn frequency(&self, term: &str) -> tantivy::Result<usize> {
        let mut most = 0;
        for field in Field::WORDS {
            most = most.max(self.postings(field, term)?.ids.len());
        }
        Ok(most)
    }
}

/// Whether a term may be what somebody mistyped.
pub fn is_in_lexicon(term: &str) -> bool {
    (3..=40).contains(&term.len())
        && term.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && term.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// What a word of English has in common with its other forms: how they begin, and what they are compared by.
fn stem(word: &str) -> (&str, String) {
    let is_base = |base: &str| base.len() >= 3 && base.bytes().all(|byte| byte.is_ascii_lowercase());
    let cut = ENDINGS.into_iter().filter_map(|ending| Some((word.strip_suffix(ending)?, ending)));
    let (base, ending) = cut.filter(|(base, _)| is_base(base)).min_by_key(|(base, _)| base.len()).unwrap_or((word, ""));
    let mut stem = base.to_owned();
    let mut letters = base.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
    {
        stem.pop();
    }
    if matches!(ending, "ies" | "y") {
        stem.push('y');
    }
    (base, stem)
}

fn one(weight: f64, term: &str) -> Expansion {
    Expansion { weight, terms: vec![term.to_owned()], how: How::Any }
}
