//! What is missing: questions, mentions, translations, words that find.

use serde::Serialize;

use super::super::search_page::search_href;
use super::super::survey::Survey;
use super::rows::{Lister, PageRow, Rows};
use crate::outline::encode;
use crate::overview::{Age, missing_translations, outdated_translations, unasked_lessons, unmentioned_cards};

#[derive(Serialize)]
pub struct TermRow {
    name: String,
    /// Leads to its entry.
    href: String,
    glossary: PageRow,
}

#[derive(Serialize)]
pub struct LostRow {
    said: String,
    /// Leads to the search that shows why.
    why: String,
    card: PageRow,
    /// At which place the card comes; `None` when it is not among the first ten.
    place: Option<usize>,
    /// What comes first instead.
    first: Option<PageRow>,
}

#[derive(Serialize)]
pub struct MissingRow {
    page: PageRow,
    /// The language that lacks it, in its own words.
    edition: String,
}

#[derive(Serialize)]
pub struct OutdatedRow {
    original: PageRow,
    translation: PageRow,
    changed: String,
    translated: String,
    /// How many days lie between the two.
    days: i64,
}

pub fn unasked(lister: &Lister) -> Rows<PageRow> {
    lister.rows("unasked", unasked_lessons(&lister.project.book), |id| Some(lister.page(id)))
}

pub fn unmentioned(lister: &Lister) -> Rows<PageRow> {
    let cards = unmentioned_cards(&lister.project.book, &lister.project.outline);
    lister.rows("unmentioned", cards, |id| Some(lister.page(id)))
}

pub fn unused_terms(lister: &Lister, survey: &Survey) -> Rows<TermRow> {
    lister.rows("terms", survey.unused_terms.iter().collect(), |term| {
        let glossary = lister.page_at(&term.glossary)?;
        let href = format!("{}#{}", glossary.href, encode(&term.anchor));
        Some(TermRow { name: term.name.clone(), href, glossary })
    })
}

pub fn lost_sentences(lister: &Lister, survey: &Survey) -> Option<Rows<LostRow>> {
    let lost = survey.lost_sentences.as_ref()?;
    Some(lister.rows("sentences", lost.iter().collect(), |lost| {
        let (card, first) = (lister.page_at(&lost.card)?, lost.first.as_ref().and_then(|path| lister.page_at(path)));
        let why = search_href(&lost.said, lister.language);
        Some(LostRow { said: lost.said.clone(), why, card, place: lost.place, first })
    }))
}

pub fn missing(lister: &Lister) -> Rows<MissingRow> {
    let missing = missing_translations(&lister.project.book, &lister.project.outline);
    lister.rows("missing", missing, |missing| {
        Some(MissingRow { page: lister.page(missing.page), edition: lister.edition_name(missing.edition) })
    })
}

pub fn outdated(lister: &Lister, survey: &Survey) -> Rows<OutdatedRow> {
    let (book, outline) = (&lister.project.book, &lister.project.outline);
    let day = |age: Age| age.0.to_zoned(jiff::tz::TimeZone::UTC).date();
    lister.rows("outdated", outdated_translations(book, outline, survey.dates.as_ref()), |pair| {
        let (changed, translated) = (day(pair.changed), day(pair.translated));
        Some(OutdatedRow {
            original: lister.page(pair.original),
            translation: lister.page(pair.translation),
            changed: changed.to_string(),
            translated: translated.to_string(),
            days: i64::from((changed - translated).get_days()),
        })
    })
}
