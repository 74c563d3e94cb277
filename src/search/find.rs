//! A query as typed → results to show.

use std::collections::HashSet;

use super::expand::{Expansion, How, is_in_lexicon};
use super::facets::{EDITION, KIND};
use super::field::Field;
use super::passages::PageText;
use super::pinyin::MARK;
use super::query::{Filter, Phrase, Query, contains, spaced};
use super::rank::{Part, Ranked, Scored};
use super::snippet::{Marked, Snippet, snippet};
use super::tokenizer::runs;
use super::{Failure, Search};
use crate::diagnostic::nearest;
use crate::outline::address;
use crate::source::SourcePath;

/// What a page in another language than the reader's counts.
const OTHER_EDITION: f64 = 0.6;

/// What the caller wants to have.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub limit: usize,
    /// The edition that the reader is in, whose pages come first.
    pub own: Option<usize>,
    /// Only pages of this edition, and of this kind.
    pub edition: Option<String>,
    pub kind: Option<String>,
    /// The parts of each score are wanted too.
    pub explain: bool,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// How many pages there are in all.
    pub total: usize,
    /// Nothing was found: words of the site that are near to what was typed.
    pub near: Vec<String>,
    /// Nothing was found: what could be left out of the query, and how many pages there would be.
    pub without: Vec<(String, usize)>,
}

/// A page that was found, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub score: f64,
    pub kind: &'static str,
    pub edition: String,
    /// Without a slash before it: `zh/skills/objections/`.
    pub address: String,
    /// Empty for the top of the page.
    pub anchor: String,
    pub title: String,
    /// Empty for what stands before the first heading.
    pub heading: String,
    pub source: SourcePath,
    pub snippet: Snippet,
    pub of_passage: Scored,
    pub of_page: Scored,
    pub parts: Vec<Part>,
}

impl Search<'_> {
    /// Finds what somebody typed.
    pub fn find(&self, text: &str, wish: &Wish) -> Result<Found, Failure> {
        let mut query = Query::parse(text, &self.prepared.facets, &self.prepared.synonyms);
        for (facet, value) in [(EDITION, &wish.edition), (KIND, &wish.kind)] {
            if let Some(value) = value {
                let values = self.prepared.facets.list[facet].find(value);
                query.filters.push(Filter { facet, values, text: value.clone() });
            }
        }
        let ranked = self.ranked(&query, wish.own)?;
        let mut found = Found { total: ranked.len(), ..Found::default() };
        let marked = self.marked(&query)?;
        for ranked in ranked.into_iter().take(wish.limit) {
            found.hits.push(self.hit(&query, ranked, &marked, wish)?);
        }
        if found.total == 0 {
            found.near = self.near(&query)?;
            found.without = self.without(&query, wish.own)?;
        }
        Ok(found)
    }

    /// The pages that match, in order, with all conditions of the query kept.
    fn ranked(&self, query: &Query, own: Option<usize>) -> Result<Vec<Ranked>, Failure> {
        if query.is_empty() {
            return Ok(self.browsed(&query.filters));
        }
        let with_phrases = self.with_phrases(&query.phrases)?;
        let allowed = |passage: u32| {
            self.has_values(self.prepared.index.page_of(passage), &query.filters)
                && with_phrases.as_ref().is_none_or(|passages| passages.contains(&passage))
        };
        let factor = |page: u32| match own {
            Some(edition) if self.prepared.pages[page as usize].edition != edition => OTHER_EDITION,
            _ => 1.0,
        };
        let mut ranked = self.ranker().rank(query, &allowed, &factor, None)?;
        if with_phrases.is_some() {
            // Terms in one field need not stand side by side, so the texts are read; a page counts if any of its passages does.
            for result in &mut ranked {
                let text = self.text(result.page);
                let first = self.prepared.index.passages_of(result.page).start;
                let stands = |passage: &u32| has_phrases(&text, (passage - first) as usize, &query.phrases);
                let others = self.prepared.index.passages_of(result.page).filter(|passage| allowed(*passage));
                match std::iter::once(result.passage).chain(others).find(stands) {
                    Some(passage) => result.passage = passage,
                    None => result.score = f64::NAN,
                }
            }
            ranked.retain(|result| !result.score.is_nan());
        }
        Ok(ranked)
    }

    /// Without words, everything that fits the filters is there to browse, in the order of the book.
    fn browsed(&self, filters: &[Filter]) -> Vec<Ranked> {
        let pages = (0..self.prepared.index.pages() as u32)
            .filter(|page| !filters.is_empty() && self.has_values(*page, filters));
        let ranked = |page| {
            let (passage, nothing) = (self.prepared.index.passages_of(page).start, Scored::default());
            Ranked { page, passage, score: 0.0, of_passage: nothing, of_page: nothing }
        };
        pages.map(ranked).collect()
    }

    fn has_values(&self, page: u32, filters: &[Filter]) -> bool {
        let values = &self.prepared.facets.of_page[page as usize];
        // Several values of one facet are a choice; different facets must all fit.
        filters.iter().all(|filter| {
            let same = filters.iter().filter(|other| other.facet == filter.facet);
            same.flat_map(|filter| &filter.values).any(|value| values[filter.facet].contains(value))
        })
    }

    /// The passages that have all terms of each phrase; `None` when there is no phrase.
    fn with_phrases(&self, phrases: &[Phrase]) -> Result<Option<HashSet<u32>>, Failure> {
        let mut all: Option<HashSet<u32>> = None;
        for phrase in phrases {
            let mut expansion = Expansion { weight: 1.0, terms: phrase.terms.clone(), how: How::All };
            if let [term] = &phrase.terms[..] {
                let terms = self.prepared.index.beginning_with(term, &Field::WORDS)?.into_keys().collect();
                expansion = Expansion { weight: 1.0, terms, how: How::Any };
            }
            let passages: HashSet<u32> = self.ranker().passages_with(&expansion)?.into_iter().collect();
            all = Some(match all {
                Some(before) => before.intersection(&passages).copied().collect(),
                None => passages,
            });
        }
        Ok(all)
    }

    fn hit(&self, query: &Query, ranked: Ranked, marked: &Marked, wish: &Wish) -> Result<Hit, Failure> {
        let id = self.prepared.pages[ranked.page as usize];
        let page = self.book.page(id);
        let text = self.text(ranked.page);
        let at = (ranked.passage - self.prepared.index.passages_of(ranked.page).start) as usize;
        let passage = &text.passages[at];
        let mut parts = Vec::new();
        if wish.explain {
            self.ranker().rank(query, &|_| false, &|_| 1.0, Some((ranked.passage, &mut parts)))?;
        }
        let edition = self.prepared.facets.of_page[ranked.page as usize][EDITION].first().copied().unwrap_or_default();
        Ok(Hit {
            score: ranked.score,
            kind: page.document.front.kind.name(),
            edition: self.prepared.facets.list[EDITION].values[edition as usize].key.clone(),
            address: address(self.book, id),
            anchor: passage.anchor.clone(),
            title: text.title.clone(),
            heading: passage.heading.clone(),
            source: page.document.path.clone(),
            snippet: snippet(&passage.text, marked),
            of_passage: ranked.of_passage,
            of_page: ranked.of_page,
            parts,
        })
    }

    /// What is marked where it stands.
    fn marked(&self, query: &Query) -> Result<Marked, Failure> {
        let mut marked = Marked::default();
        for token in &query.tokens {
            let terms = self.prepared.index.expand(token)?.into_iter().flat_map(|expansion| expansion.terms);
            let (sounds, terms): (Vec<_>, Vec<_>) = terms.partition(|term| term.starts_with(MARK));
            marked.sounds.extend(sounds.first().map(|_| token.text.clone()));
            marked.terms.push(token.text.clone());
            marked.terms.extend(terms);
        }
        Ok(marked)
    }

    /// For each word that is not there, the nearest that is.
    fn near(&self, query: &Query) -> Result<Vec<String>, Failure> {
        let mut words = Vec::new();
        for field in Field::WORDS {
            self.prepared.index.each_term(field, "", &mut |term, _| {
                if is_in_lexicon(term) {
                    words.push(term.to_owned());
                }
                true
            })?;
        }
        let near =
            |token: &super::query::Token| nearest(&token.text, words.iter().map(String::as_str)).map(str::to_owned);
        Ok(query.tokens.iter().filter(|token| token.text.is_ascii()).filter_map(near).collect())
    }

    /// What stands in the way: each condition whose absence would give results.
    fn without(&self, query: &Query, own: Option<usize>) -> Result<Vec<(String, usize)>, Failure> {
        let mut found = Vec::new();
        for at in 0..query.phrases.len() {
            let mut rest = query.clone();
            let phrase = rest.phrases.remove(at);
            found.push((format!("\"{}\"", phrase.text.trim()), self.ranked(&rest, own)?.len()));
        }
        for at in 0..query.filters.len() {
            let mut rest = query.clone();
            let filter = rest.filters.remove(at);
            found.push((filter.text, self.ranked(&rest, own)?.len()));
        }
        found.retain(|(_, pages)| *pages > 0);
        Ok(found)
    }
}

/// Whether each phrase stands in the passage or in what its page says of itself.
fn has_phrases(text: &PageText, passage: usize, phrases: &[Phrase]) -> bool {
    let passage = &text.passages[passage];
    let texts = [&text.title, &passage.heading, &passage.text].into_iter().chain(&text.says);
    let texts: Vec<String> = texts.map(|text| spaced(&runs(text))).collect();
    phrases.iter().all(|phrase| texts.iter().any(|text| contains(text, &phrase.text)))
}
