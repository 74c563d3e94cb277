//! The page at `/_desk/search`: what a search finds, and why each result is where it is.

use serde::Serialize;

use super::answer::{Answer, Asked};
use super::desk_page::{SearchForm, frame, language, shown, tag};
use super::linking::Linking;
use super::query::value;
use crate::book::own_name;
use crate::diagnostic::Language;
use crate::outline::{encode, encode_value};
use crate::search::{Found, Hit, Part, Scored, Wish};
use crate::site::Renderer;
use crate::site::page::{LinkView, PageView};

/// How many results are explained.
const LIMIT: usize = 20;

#[derive(Serialize)]
struct SearchView {
    #[serde(flatten)]
    page: PageView,
    search_form: SearchForm,
    /// There is no memory for an index.
    is_broken: bool,
    total: usize,
    results: Vec<ResultView>,
    /// Words of the site that are near to what was typed.
    near: Vec<LinkView>,
    without: Vec<WithoutView>,
}

#[derive(Serialize)]
struct WithoutView {
    part: String,
    pages: usize,
}

#[derive(Serialize)]
struct ResultView {
    title: String,
    /// BCP 47 of its edition, and the language in its own words.
    language: String,
    language_name: String,
    heading: String,
    href: String,
    path: String,
    edit: Option<String>,
    /// The text, taken apart: what is marked, and what is not.
    snippet: Vec<PieceView>,
    score: String,
    passage: ScoredView,
    whole: ScoredView,
    /// What a page in another language than the reader's counts; `None` for one in the same.
    factor: Option<String>,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PieceView {
    text: String,
    marked: bool,
}

#[derive(Serialize)]
struct ScoredView {
    score: String,
    /// Of what was searched for, in percent.
    percent: String,
    share: String,
    /// What counts for what stands in names.
    names: String,
    total: String,
}

#[derive(Serialize)]
struct PartView {
    token: String,
    terms: String,
    weight: String,
    /// In the order of the search's fields; empty where it is not found.
    fields: Vec<String>,
    score: String,
}

/// Where the page shows what is found for these words, seen from another page of the desk.
pub fn search_href(words: &str, language: Language) -> String {
    format!("search?q={}&lang={}", encode_value(words), tag(language))
}

/// The page for `?q=QUERY`.
pub fn answer(asked: Asked, query: &str) -> Answer {
    let project = asked.snapshot.project();
    let language = language(asked, query);
    let typed = value(query, "q").unwrap_or_default().trim().to_owned();
    let renderer = Renderer::new(&project.book, &project.outline, &project.sources, &project.theme);
    let rest = format!("q={}&", encode_value(&typed));
    let Some(mut frame) = frame(&renderer, "desk_search", &rest, language) else {
        return Answer::text(404, "Not Found");
    };
    // What is found looks as it does for readers.
    frame.view.styles.extend(project.theme.component("search").style.iter().map(|path| format!("../{path}")));
    let short = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let own = project.book.editions.iter().position(|edition| short(&edition.language) == tag(language));
    let wish = Wish { limit: LIMIT, own: own.or(Some(0)), explain: true, ..Wish::default() };
    let nothing = || Some(Found::default());
    let found = match typed.as_str() {
        "" => nothing(),
        _ => asked.snapshot.search().and_then(|search| search.find(&typed, &wish).ok()),
    };
    let is_broken = found.is_none();
    let found = found.unwrap_or_default();
    let linking = Linking::new(asked.snapshot, asked.root, asked.asker);
    let near = |word: String| LinkView { href: search_href(&word, language), title: word };
    let view = SearchView {
        page: frame.view,
        search_form: SearchForm { query: typed, language: tag(language), is_page: true },
        is_broken,
        total: found.total,
        results: found.hits.iter().map(|hit| result(hit, &linking)).collect(),
        near: found.near.into_iter().map(near).collect(),
        without: found.without.into_iter().map(|(part, pages)| WithoutView { part, pages }).collect(),
    };
    shown(asked, &frame.context, &view, "desk-search.html")
}

fn result(hit: &Hit, linking: &Linking) -> ResultView {
    let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", encode(&hit.anchor)) };
    let unweighed = hit.of_passage.total() + hit.of_page.total();
    let factor = if unweighed > 0.0 { hit.score / unweighed } else { 1.0 };
    ResultView {
        title: hit.title.clone(),
        language: hit.edition.clone(),
        language_name: own_name(&hit.edition).to_owned(),
        heading: hit.heading.clone(),
        href: format!("/{}{anchor}", encode(&hit.address)),
        path: hit.source.to_string(),
        edit: linking.file(&hit.source),
        snippet: pieces(hit),
        score: format!("{:.2}", hit.score),
        passage: scored(hit.of_passage),
        whole: scored(hit.of_page),
        factor: (factor < 0.999).then(|| format!("{factor:.1}")),
        parts: hit.parts.iter().map(part).collect(),
    }
}

fn pieces(hit: &Hit) -> Vec<PieceView> {
    let (text, mut at, mut pieces) = (&hit.snippet.text, 0, Vec::new());
    for range in &hit.snippet.marks {
        pieces.push(PieceView { text: text[at..range.start].to_owned(), marked: false });
        pieces.push(PieceView { text: text[range.clone()].to_owned(), marked: true });
        at = range.end;
    }
    pieces.push(PieceView { text: text[at..].to_owned(), marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn scored(scored: Scored) -> ScoredView {
    ScoredView {
        score: format!("{:.2}", scored.score),
        percent: format!("{:.0}", scored.coverage * 100.0),
        share: format!("{:.2}", scored.coverage),
        names: format!("{:.2}", scored.by_name()),
        total: format!("{:.2}", scored.total()),
    }
}

fn part(part: &Part) -> PartView {
    let field = |score: &f64| if *score > 0.0 { format!("{score:.2}") } else { String::new() };
    // Terms of pinyin are marked by a tilde, which nobody types.
    let terms: Vec<_> = part.terms.iter().map(|term| term.trim_start_matches('~')).collect();
    PartView {
        token: part.token.clone(),
        terms: terms.join(" · "),
        weight: format!("{:.2}", part.weight),
        fields: part.fields.iter().map(field).collect(),
        score: format!("{:.2}", part.score),
    }
}
