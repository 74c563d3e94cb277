//! The page at `/_desk/`: what is wrong, what is due, what is missing, in the theme's own frame.

mod gaps;
mod mistakes;
mod rows;
mod words;

use serde::Serialize;

use super::answer::{Answer, Asked, OWN};
use super::html;
use super::query::value;
use crate::diagnostic::Language;
use crate::overview::overdue;
use crate::site::page::{PageKind, PageView};
use crate::site::theme::Theme;
use crate::site::{DeskFrame, Renderer};

use gaps::{LostRow, MissingRow, OutdatedRow, TermRow};
use mistakes::Mistakes;
use rows::{Lister, PageRow, Rows};
use words::{EditionRow, LengthRow};

/// What the template gets.
#[derive(Serialize)]
struct DeskView<'a> {
    #[serde(flatten)]
    page: PageView,
    search_form: SearchForm,
    mistakes: Mistakes,
    overdue: Rows<OwnerRow>,
    unasked: Rows<PageRow>,
    unmentioned: Rows<PageRow>,
    /// What is `None` is being counted.
    unused_terms: Option<Rows<TermRow>>,
    lost_sentences: Option<Rows<LostRow>>,
    missing: Rows<MissingRow>,
    outdated: Option<Rows<OutdatedRow>>,
    /// Git knows when pages were changed.
    has_dates: bool,
    /// The book has pages in several languages.
    is_translated: bool,
    editions: Vec<EditionRow<'a>>,
    lengths: Rows<LengthRow>,
}

/// The field in which a search can be tried.
#[derive(Serialize)]
pub struct SearchForm {
    /// What was searched for.
    pub query: String,
    /// Goes along with it, so that the answer comes in the same language.
    pub language: &'static str,
    /// It has a page of its own, whose title says what it is for.
    pub is_page: bool,
}

#[derive(Serialize)]
struct OwnerRow {
    /// In words; `None` for pages that name nobody.
    name: Option<String>,
    pages: Vec<OverdueRow>,
}

#[derive(Serialize)]
struct OverdueRow {
    page: PageRow,
    due: String,
    days: i32,
}

/// The page, or with `?all=NAME` the one that has all rows of a list.
pub fn answer(asked: Asked, query: &str) -> Answer {
    let project = asked.snapshot.project();
    let language = language(asked, query);
    let renderer = Renderer::new(&project.book, &project.outline, &project.sources, &project.theme);
    let Some(frame) = frame(&renderer, "desk", "", language) else { return Answer::text(404, "Not Found") };
    let lister = Lister::new(asked, language, value(query, "all"));
    let survey = asked.surveys.last(asked.snapshot);
    let owners = overdue(&project.book, asked.asker.today).into_iter().map(|owner| OwnerRow {
        name: owner.role.map(|role| project.book.config.role(role, tag(language)).to_owned()),
        pages: (owner.pages.into_iter())
            .map(|overdue| OverdueRow {
                page: lister.page(overdue.page),
                due: overdue.due.to_string(),
                days: overdue.days,
            })
            .collect(),
    });
    let view = DeskView {
        page: frame.view,
        search_form: SearchForm { query: String::new(), language: tag(language), is_page: false },
        mistakes: mistakes::gather(asked, &lister),
        overdue: lister.owners(owners.collect()),
        unasked: gaps::unasked(&lister),
        unmentioned: gaps::unmentioned(&lister),
        unused_terms: survey.as_ref().map(|survey| gaps::unused_terms(&lister, survey)),
        lost_sentences: survey.as_ref().and_then(|survey| gaps::lost_sentences(&lister, survey)),
        missing: gaps::missing(&lister),
        outdated: survey.as_ref().map(|survey| gaps::outdated(&lister, survey)),
        has_dates: survey.as_ref().is_some_and(|survey| survey.dates.is_some()),
        is_translated: project.book.editions.len() > 1,
        editions: words::editions(&project.book),
        lengths: words::lengths(&lister),
    };
    shown(asked, &frame.context, &view, Theme::template_of(PageKind::Desk))
}

/// The language that the desk speaks: the one that is asked for, else that of whoever serves.
pub fn language(asked: Asked, query: &str) -> Language {
    value(query, "lang").map_or(asked.asker.language, |tag| Language::from_tag(&tag))
}

/// Its tag, as in addresses and for the theme's words.
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

/// The frame of a page of the desk. `title` is the key of a word, `rest` what else its address asks for.
pub fn frame(renderer: &Renderer, title: &str, rest: &str, language: Language) -> Option<DeskFrame> {
    let others = ["zh", "en"].map(|tag| (tag, format!("?{rest}lang={tag}")));
    let mut frame = renderer.desk_frame(&format!("{OWN}index.html"), tag(language), title, &others)?;
    frame.view.styles.push("desk.css".to_owned());
    Some(frame)
}

/// A page of the desk, or what is wrong with its template.
pub fn shown(
    asked: Asked,
    context: &crate::site::theme::EditionContext,
    view: &impl Serialize,
    template: &str,
) -> Answer {
    match asked.snapshot.project().theme.render(template, context, view) {
        Ok(page) => {
            let kind = "text/html; charset=utf-8".to_owned();
            Answer { kind, ..html::with_desk(page.into_bytes(), OWN) }
        }
        Err(mistake) => html::broken_page(asked.snapshot, &mistake, asked.asker.language),
    }
}
