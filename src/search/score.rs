//! BM25 (Robertson et al., TREC-3) as tantivy computes it, over its own postings and norms.
//!
//! `k1` 1.2, `b` 0.75, idf = ln(1 + (N − n + ½) / (n + ½)). The browser adds and multiplies in the same order, so that both get the
//! same numbers.

use super::field::Field;
use super::index::Index;
use super::segment::length;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What a match in each field of [`Field::WORDS`] counts.
const WEIGHTS: [f64; 5] = [4.0, 4.0, 2.0, 2.0, 1.0];

/// What the fields besides the best one add.
const TIE: f64 = 0.3;

/// How surprising a term is that `found` of `all` have.
pub fn idf(all: usize, found: usize) -> f64 {
    let (all, found) = (all as f64, found as f64);
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
}

/// The score of a term that is `count` times in a text that is `length` times as long as the average.
pub fn bm25(idf: f64, count: u32, length: f64) -> f64 {
    let count = f64::from(count);
    idf * (K1 + 1.0) * count / (count + K1 * (1.0 - B + B * length))
}

/// The best of the fields, with a share of the others.
pub fn best_of(fields: &[f64; 5]) -> f64 {
    let (mut sum, mut most) = (0.0, 0.0_f64);
    for score in fields {
        sum += score;
        most = most.max(*score);
    }
    most + TIE * (sum - most)
}

/// The place of a field's score among those of [`Field::WORDS`], and what it is multiplied by.
pub fn weight(field: Field) -> (usize, f64) {
    let place = field.in_words() as usize;
    (place, WEIGHTS[place])
}

/// How long the texts of a field of words are: of passages, as tantivy has it, and of pages, whose headings and texts are put
/// together.
pub struct Lengths {
    field: Field,
    pub passage_average: f64,
    pub page_average: f64,
    of_page: Vec<u32>,
}

impl Lengths {
    pub fn of(index: &Index, field: Field) -> Lengths {
        let average = |sum: f64, all: usize| if all == 0 { 0.0 } else { sum / all as f64 };
        let passage_average = average(index.tokens(field) as f64, index.passages());
        let norms = index.norms(field);
        let of_page: Vec<u32> = (0..index.pages())
            .map(|page| match field.is_of_page() {
                true => length(norms[page]),
                false => {
                    let passages = index.passages_of(page as u32);
                    norms[passages.start as usize..passages.end as usize].iter().map(|norm| length(*norm)).sum()
                }
            })
            .collect();
        let sum: f64 = of_page.iter().map(|length| f64::from(*length)).sum();
        Lengths { field, passage_average, page_average: average(sum, index.pages()), of_page }
    }

    /// How many times the average a page's text is long.
    pub fn of_page(&self, page: u32) -> f64 {
        share(self.of_page[page as usize], self.page_average)
    }

    /// How many times the average a passage's text is long; that of its page for a field that pages have.
    pub fn of_passage(&self, index: &Index, passage: u32) -> f64 {
        let at = if self.field.is_of_page() { index.page_of(passage) } else { passage };
        share(length(index.norms(self.field)[at as usize]), self.passage_average)
    }
}

/// Nothing of nothing, where no page has any words in its title and one is found by the pinyin of what a customer says.
fn share(length: u32, average: f64) -> f64 {
    if length == 0 { 0.0 } else { f64::from(length) / average }
}
