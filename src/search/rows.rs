//! Results for programs: what `onramp search --format json` prints, and what the desk is told.

use serde::Serialize;

use super::find::{Found, Hit};
use super::rank::{Part, Scored};

/// A result. Fields are written in this order.
#[derive(Serialize)]
pub struct Row<'a> {
    rank: usize,
    score: f64,
    kind: &'a str,
    edition: &'a str,
    address: &'a str,
    anchor: &'a str,
    title: &'a str,
    heading: &'a str,
    source: &'a str,
    snippet: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Parts<'a>>,
}

/// What a score is made of: score and coverage of the passage and of the page, and what each token gave the passage.
#[derive(Serialize)]
struct Parts<'a> {
    passage: [f64; 2],
    page: [f64; 2],
    tokens: Vec<TokenPart<'a>>,
}

#[derive(Serialize)]
struct TokenPart<'a> {
    token: &'a str,
    terms: &'a [String],
    weight: f64,
    fields: [f64; 5],
    score: f64,
}

impl Found {
    /// The results in order; with the parts of their scores, if those were wished for.
    pub fn rows(&self, explain: bool) -> Vec<Row<'_>> {
        self.hits.iter().zip(1..).map(|(hit, rank)| row(hit, rank, explain)).collect()
    }
}

fn row(hit: &Hit, rank: usize, explain: bool) -> Row<'_> {
    let pair = |scored: Scored| [scored.score, scored.coverage];
    Row {
        rank,
        score: hit.score,
        kind: hit.kind,
        edition: &hit.edition,
        address: &hit.address,
        anchor: &hit.anchor,
        title: &hit.title,
        heading: &hit.heading,
        source: hit.source.as_str(),
        snippet: &hit.snippet.text,
        parts: explain.then(|| Parts {
            passage: pair(hit.of_passage),
            page: pair(hit.of_page),
            tokens: hit.parts.iter().map(token).collect(),
        }),
    }
}

fn token(part: &Part) -> TokenPart<'_> {
    TokenPart { token: &part.token, terms: &part.terms, weight: part.weight, fields: part.fields, score: part.score }
}
