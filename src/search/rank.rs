//! Query and index → pages in the order of their use, each with its best passage.
//!
//! A passage's score is the sum over the query's tokens of the best field's BM25, times the square of the share of the query that it
//! covers, weighed by how surprising each token is. A page's is the same over all its passages taken together. The result is the
//! best passage's and the page's, added.
//!
//! Somebody who types a name, or begins to, means what is called so. So a passage counts up to three times when the query stands in its
//! names: its heading, its page's title, what customers say. Which of them it is makes no difference, and half of a name is no name:
//! the share counts by its fourth power.

use std::collections::BTreeMap;

use super::expand::{Expansion, How};
use super::field::Field;
use super::index::{Index, Postings};
use super::query::{Query, Token, TokenKind};
use super::score::{Lengths, best_of, bm25, idf, weight};
use super::word_pairs::WordPairs;

/// What is added to a score, at most, when the query stands in a passage's names.
const NAMED: f64 = 2.0;

/// The fields that are names.
const NAMES: [usize; 3] = [Field::Title as usize, Field::Says as usize, Field::Heading as usize];

/// What a pair of hanzi counts that is probably the seam between two words.
const SEAM: f64 = 0.5;

/// A page that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub page: u32,
    pub passage: u32,
    pub score: f64,
    /// The parts of the score, before the edition's factor.
    pub of_passage: Scored,
    pub of_page: Scored,
}

/// The score of the tokens found, and the share of the query that they cover.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scored {
    pub score: f64,
    pub coverage: f64,
    /// The share of the query that stands in names; of passages only.
    pub named: f64,
}

impl Scored {
    pub fn total(self) -> f64 {
        self.score * (self.coverage * self.coverage) * self.by_name()
    }

    /// What it counts for what stands in names: from 1 to 3.
    pub fn by_name(self) -> f64 {
        let named = self.named * self.named;
        1.0 + NAMED * (named * named)
    }
}

/// What one expansion of one token gave one passage, to explain a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub token: String,
    pub terms: Vec<String>,
    /// The token's and the expansion's.
    pub weight: f64,
    pub fields: [f64; 5],
    pub score: f64,
}

/// Ranks what one index holds.
#[derive(Clone, Copy)]
pub struct Ranker<'a> {
    pub index: &'a Index,
    pub statistics: &'a Statistics,
}

/// What ranking needs to know of all of an index.
pub struct Statistics {
    pub words: WordPairs,
    pub lengths: [Lengths; Field::WORDS.len()],
}

impl Statistics {
    pub fn of(index: &Index) -> tantivy::Result<Statistics> {
        Ok(Statistics { words: WordPairs::of(index)?, lengths: Field::WORDS.map(|field| Lengths::of(index, field)) })
    }
}

/// Where an expansion is found, in ascending order.
#[derive(Default)]
struct Matches {
    passages: Vec<(u32, [f64; 5])>,
    pages: Vec<(u32, [f64; 5])>,
}

/// What tokens have given passages, or pages, so far.
struct Sums {
    scores: Vec<Scored>,
    /// What the current token gives.
    now: Vec<Now>,
    touched: Vec<u32>,
    whole: f64,
}

/// What a token gives one passage or page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Now {
    score: f64,
    /// Of the expansion that covers it best.
    weight: f64,
    is_named: bool,
}

impl Ranker<'_> {
    /// The pages that have any of the query's tokens, the best first. `allowed` says which passages count as results, `factor` what a
    /// page's score is multiplied by. With `explain`, the parts of that passage's score are noted.
    pub fn rank(
        &self,
        query: &Query,
        allowed: &dyn Fn(u32) -> bool,
        factor: &dyn Fn(u32) -> f64,
        mut explain: Option<(u32, &mut Vec<Part>)>,
    ) -> tantivy::Result<Vec<Ranked>> {
        let mut passages = Sums::new(self.index.passages());
        let mut pages = Sums::new(self.index.pages());
        for token in &query.tokens {
            let (mut most_passages, mut most_pages) = (0, 0);
            let token_weight = self.weight_of(token)?;
            for expansion in self.index.expand(token)? {
                let matches = self.matches(&expansion)?;
                most_passages = most_passages.max(matches.passages.len());
                most_pages = most_pages.max(matches.pages.len());
                for (id, fields) in &matches.passages {
                    let score = expansion.weight * best_of(fields);
                    let is_named = NAMES.iter().any(|field| fields[*field] > 0.0);
                    passages.offer(*id, Now { score, weight: expansion.weight, is_named });
                    if let Some((wanted, parts)) = &mut explain
                        && id == wanted
                    {
                        let (token, terms) = (token.text.clone(), expansion.terms.clone());
                        let weight = token_weight * expansion.weight;
                        parts.push(Part { token, terms, weight, fields: *fields, score: token_weight * score });
                    }
                }
                for (id, fields) in &matches.pages {
                    let score = expansion.weight * best_of(fields);
                    pages.offer(*id, Now { score, weight: expansion.weight, is_named: false });
                }
            }
            passages.add(token_weight, token_weight * idf(self.index.passages(), most_passages));
            pages.add(token_weight, token_weight * idf(self.index.pages(), most_pages));
        }
        Ok(self.in_order(&passages, &pages, allowed, factor))
    }

    fn in_order(
        &self,
        passages: &Sums,
        pages: &Sums,
        allowed: &dyn Fn(u32) -> bool,
        factor: &dyn Fn(u32) -> f64,
    ) -> Vec<Ranked> {
        let mut ranked = Vec::new();
        for page in 0..self.index.pages() as u32 {
            let of_page = pages.scored(page);
            if of_page.score == 0.0 {
                continue;
            }
            let mut best: Option<(u32, Scored)> = None;
            for passage in self.index.passages_of(page) {
                let scored = passages.scored(passage);
                // Of two that are as good the first counts.
                let better = best.is_none_or(|(_, best)| rounded(scored.total()) > rounded(best.total()));
                if scored.score > 0.0 && better && allowed(passage) {
                    best = Some((passage, scored));
                }
            }
            if let Some((passage, of_passage)) = best {
                let score = (of_passage.total() + of_page.total()) * factor(page);
                ranked.push(Ranked { page, passage, score, of_passage, of_page });
            }
        }
        ranked.sort_by(|a, b| rounded(b.score).total_cmp(&rounded(a.score)).then(a.page.cmp(&b.page)));
        ranked
    }

    fn weight_of(&self, token: &Token) -> tantivy::Result<f64> {
        Ok(match token.kind {
            TokenKind::Pair if !self.is_word(&token.text)? => SEAM,
            _ => 1.0,
        })
    }

    /// Whether a pair of hanzi is a word, by how often its characters stand together.
    pub fn is_word(&self, pair: &str) -> tantivy::Result<bool> {
        let passages =
            self.index.postings(Field::Heading, pair)?.ids.len() + self.index.postings(Field::Body, pair)?.ids.len();
        Ok(self.statistics.words.is_word(pair, passages))
    }

    /// The passages that have an expansion.
    pub fn passages_with(&self, expansion: &Expansion) -> tantivy::Result<Vec<u32>> {
        Ok(self.matches(expansion)?.passages.into_iter().map(|(passage, _)| passage).collect())
    }

    /// Where an expansion is. Its terms count as one.
    fn matches(&self, expansion: &Expansion) -> tantivy::Result<Matches> {
        let pinyin = expansion.terms.first().is_some_and(|term| term.starts_with(super::pinyin::MARK));
        let fields: &[Field] = if pinyin { &Field::PINYIN } else { &Field::WORDS };
        let (mut passages, mut pages) = (Vec::new(), Vec::new());
        for field in fields {
            let postings = self.postings(*field, expansion)?;
            if postings.ids.is_empty() {
                continue;
            }
            let (place, weight) = weight(*field);
            self.score_passages(*field, &postings, &mut |id, score| passages.push((id, place, weight * score)));
            self.score_pages(*field, &postings, &mut |id, score| pages.push((id, place, weight * score)));
        }
        Ok(Matches { passages: by_id(passages), pages: by_id(pages) })
    }

    /// Where an expansion is in a field, and how often: together any of its terms, or on an average all of them.
    fn postings(&self, field: Field, expansion: &Expansion) -> tantivy::Result<Postings> {
        if let [term] = &expansion.terms[..] {
            return self.index.postings(field, term);
        }
        let least = match expansion.how {
            How::Any => 1,
            How::All => expansion.terms.len(),
        };
        // How many of the terms are there, and how often together.
        let mut found = BTreeMap::<u32, (usize, u32)>::new();
        for term in &expansion.terms {
            let postings = self.index.postings(field, term)?;
            for (id, count) in postings.ids.into_iter().zip(postings.counts) {
                let (met, sum) = found.entry(id).or_default();
                *met += 1;
                *sum += count;
            }
        }
        found.retain(|_, (met, _)| *met >= least);
        let counts = found.values().map(|(_, sum)| sum / least as u32).collect();
        Ok(Postings { ids: found.into_keys().collect(), counts })
    }

    /// The score of each passage; for one term and without a weight, it is what tantivy's `TermQuery` says.
    pub fn score_passages(&self, field: Field, postings: &Postings, take: &mut dyn FnMut(u32, f64)) {
        let lengths = &self.statistics.lengths[field.in_words() as usize];
        let entries = || postings.ids.iter().zip(&postings.counts);
        if field.is_of_page() {
            let found = postings.ids.iter().map(|page| self.index.passages_of(*page).len()).sum();
            let idf = idf(self.index.passages(), found);
            for (page, count) in entries() {
                let passages = self.index.passages_of(*page);
                let score = bm25(idf, *count, lengths.of_passage(self.index, passages.start));
                passages.for_each(|passage| take(passage, score));
            }
        } else {
            let idf = idf(self.index.passages(), postings.ids.len());
            for (passage, count) in entries() {
                take(*passage, bm25(idf, *count, lengths.of_passage(self.index, *passage)));
            }
        }
    }

    fn score_pages(&self, field: Field, postings: &Postings, take: &mut dyn FnMut(u32, f64)) {
        let lengths = &self.statistics.lengths[field.in_words() as usize];
        let mut of_pages: Vec<(u32, u32)> = Vec::new();
        for (id, count) in postings.ids.iter().zip(&postings.counts) {
            let page = if field.is_of_page() { *id } else { self.index.page_of(*id) };
            match of_pages.last_mut() {
                Some((last, sum)) if *last == page => *sum += count,
                _ => of_pages.push((page, *count)),
            }
        }
        let idf = idf(self.index.pages(), of_pages.len());
        for (page, count) in of_pages {
            take(page, bm25(idf, count, lengths.of_page(page)));
        }
    }
}

impl Sums {
    fn new(length: usize) -> Sums {
        Sums {
            scores: vec![Scored::default(); length],
            now: vec![Now::default(); length],
            touched: Vec::new(),
            whole: 0.0,
        }
    }

    /// One of the ways in which the current token is found; the best counts.
    fn offer(&mut self, id: u32, Now { score, weight, is_named }: Now) {
        let now = &mut self.now[id as usize];
        if *now == Now::default() {
            self.touched.push(id);
        }
        let is_named = now.is_named || is_named;
        *now = Now { score: now.score.max(score), weight: now.weight.max(weight), is_named };
    }

    /// Ends the current token, which covers a part of the query.
    fn add(&mut self, weight: f64, part: f64) {
        self.whole += part;
        for id in self.touched.drain(..) {
            let now = std::mem::take(&mut self.now[id as usize]);
            let sum = &mut self.scores[id as usize];
            sum.score += weight * now.score;
            sum.coverage += part * now.weight;
            sum.named += if now.is_named { part } else { 0.0 };
        }
    }

    fn scored(&self, id: u32) -> Scored {
        let sum = self.scores[id as usize];
        let share = |sum: f64| if self.whole > 0.0 { sum / self.whole } else { 0.0 };
        Scored { score: sum.score, coverage: share(sum.coverage), named: share(sum.named) }
    }
}

/// The fields' scores of each id, in the order of the ids.
fn by_id(mut entries: Vec<(u32, usize, f64)>) -> Vec<(u32, [f64; 5])> {
    entries.sort_unstable_by_key(|(id, place, _)| (*id, *place));
    let mut found: Vec<(u32, [f64; 5])> = Vec::new();
    for (id, place, score) in entries {
        match found.last_mut() {
            Some((last, fields)) if *last == id => fields[place] = score,
            _ => {
                let mut fields = [0.0; 5];
                fields[place] = score;
                found.push((id, fields));
            }
        }
    }
    found
}

/// Scores are compared to six digits after the point, so that both readers agree in spite of their logarithms.
fn rounded(score: f64) -> f64 {
    (score * 1e6).round()
}
