//! A query as typed → what is looked for: terms, exact phrases, filters.

use super::facets::Facets;
use super::fold::fold;
use super::synonyms::Synonyms;
use super::tokenizer::{Run, runs, terms};

/// Characters of a query that are read; what customers say in one breath is shorter.
pub const LONGEST_QUERY: usize = 400;

/// Different terms of a query that are looked for.
pub const MOST_TOKENS: usize = 64;

/// What Chinese keyboards write for `"`, which opens and closes an exact phrase.
const QUOTES: [char; 6] = ['“', '”', '「', '」', '『', '』'];

/// A query, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub tokens: Vec<Token>,
    pub phrases: Vec<Phrase>,
    pub filters: Vec<Filter>,
}

/// One of the things that a passage should contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub kind: TokenKind,
    /// It ends the query, so it may be the beginning of a word.
    pub last: bool,
    /// What may stand for it, each as terms that must all be there.
    pub synonyms: Vec<Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Two hanzi that follow each other.
    Pair,
    /// A single one: any term that begins with it.
    Lone,
    Word,
}

/// Words that must stand together as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Terms that a field of a passage must have before it is worth reading.
    pub terms: Vec<String>,
    /// The runs with blanks between, as [`spaced`] writes them.
    pub text: String,
}

/// Only pages with one of these values of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub facet: usize,
    /// Empty when nothing has the value that was typed.
    pub values: Vec<u32>,
    /// As typed, folded.
    pub text: String,
}

impl Query {
    /// Understands a query. Never fails: what is no filter and no phrase is text.
    pub fn parse(text: &str, facets: &Facets, synonyms: &Synonyms) -> Query {
        let text = fold(&text.chars().take(LONGEST_QUERY).collect::<String>()).replace(QUOTES, "\"");
        let mut query = Query::default();
        let words = query.take_filters(&text, facets);
        query.phrases = phrases(&words);
        let runs = runs(&words);
        for (at, run) in runs.iter().enumerate() {
            query.add(run, at + 1 == runs.len());
        }
        query.tokens.truncate(MOST_TOKENS);
        synonyms.expand(&spaced(&runs), &mut query.tokens);
        query
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Takes out what is written `stage:S3`, `阶段：谈判` or `chapter:"two words"`; the rest is returned.
    fn take_filters(&mut self, text: &str, facets: &Facets) -> String {
        let mut rest = String::new();
        let mut at = 0;
        while at < text.len() {
            let piece = &text[at..];
            let word = &piece[..word_length(piece)];
            let Some((facet, value_at)) = facet_of(word, facets) else {
                // A blank or a word goes on to the text.
                let step = if word.is_empty() { piece.chars().next().map_or(1, char::len_utf8) } else { word.len() };
                rest.push_str(&piece[..step]);
                at += step;
                continue;
            };
            let written = &piece[value_at..];
            let (value, length) = quoted(written).unwrap_or((&word[value_at..], word.len() - value_at));
            let values = facets.list[facet].find(value);
            let (filter, after) = piece.split_at(value_at + length);
            self.filters.push(Filter { facet, values, text: filter.to_owned() });
            // A filter begins behind a blank only.
            rest.push_str(&after[..word_length(after)]);
            at += filter.len() + word_length(after);
        }
        rest
    }

    fn add(&mut self, run: &Run, last: bool) {
        let characters = run.text.chars().count();
        let kind = match (run.han, characters) {
            (false, _) => TokenKind::Word,
            (true, 1) => TokenKind::Lone,
            (true, _) => TokenKind::Pair,
        };
        for term in looked_for(run) {
            match self.tokens.iter_mut().find(|token| token.text == term) {
                Some(token) => token.last |= last,
                None => self.tokens.push(Token { text: term.to_owned(), kind, last, synonyms: Vec::new() }),
            }
        }
    }
}

/// The terms of a run that a query asks for: its pairs, but not the single hanzi at its end.
pub fn looked_for(run: &Run) -> impl Iterator<Item = &str> {
    let all = terms(run).count();
    let pairs = if run.han && all > 1 { all - 1 } else { all };
    terms(run).take(pairs)
}

/// Runs as one text with a blank before, between and behind them, so that a word is found as a whole and hanzi anywhere.
pub fn spaced(runs: &[Run]) -> String {
    runs.iter().fold(" ".to_owned(), |text, run| text + &run.text + " ")
}

/// Whether a phrase is in a text; both as [`spaced`] writes them.
pub fn contains(text: &str, phrase: &str) -> bool {
    text.contains(phrase)
}

/// How long a text is up to its first blank.
fn word_length(text: &str) -> usize {
    text.find(is_blank).unwrap_or(text.len())
}

/// What browsers take for a blank (`\s`).
pub fn is_blank(c: char) -> bool {
    c == '\u{feff}' || c.is_whitespace() && c != '\u{85}'
}

/// The facet that a word names before its colon, and where its value begins.
fn facet_of(word: &str, facets: &Facets) -> Option<(usize, usize)> {
    let (name, value) = word.split_once(':')?;
    let facet = facets.named(name)?;
    (!value.is_empty()).then_some((facet, name.len() + 1))
}

/// What stands in quotes at the beginning of a text, and how long it is with them.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('"')?;
    let end = inner.find('"')?;
    Some((&inner[..end], end + 2))
}

fn phrases(text: &str) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let Some((inner, length)) = quoted(&text[at..]) else {
            at += c.len_utf8();
            continue;
        };
        at += length;
        let runs = runs(inner);
        let terms: Vec<String> = runs.iter().flat_map(looked_for).map(str::to_owned).collect();
        if !terms.is_empty() {
            let text = trimmed(&spaced(&runs), &runs).to_owned();
            phrases.push(Phrase { terms, text });
        }
    }
    phrases
}

/// Hanzi at an end of a phrase may have others beside them, so no blank is asked for there.
pub fn trimmed<'a>(spaced: &'a str, runs: &[Run]) -> &'a str {
    let is_han = |run: Option<&Run>| run.is_some_and(|run| run.han);
    let text = if is_han(runs.first()) { spaced.trim_start() } else { spaced };
    if is_han(runs.last()) { text.trim_end() } else { text }
}
