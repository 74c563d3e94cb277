//! The page view: everything a template may use, and nothing else.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::components::{DueView, Need};

/// What every page of one edition shares. Part of each [`PageView`] as `site` and `text`, but made once.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct EditionView {
    pub site: SiteView,
    /// The theme's words in this language, from `strings/<language>.yaml`.
    pub text: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct SiteView {
    /// Keeps what readers store on one site apart from others of the same origin, as all files on a disk are.
    pub id: String,
    pub title: String,
    pub description: Option<String>,
    /// Where the site is published, with a trailing slash; `None` when `onramp.yaml` does not say.
    pub url: Option<String>,
    /// BCP 47, for `<html lang>`.
    pub language: String,
    /// How many chapters and lessons the edition has.
    pub chapters: usize,
    pub lessons: usize,
}

/// What kind of page this is; templates are chosen by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// An edition's front page.
    Front,
    Chapter,
    Lesson,
    NotFound,
    /// What the reader has done, generated.
    Progress,
    /// The questions and cards that are due, generated.
    Review,
    /// What a search finds, generated.
    Search,
    /// What whoever writes should know; only `serve` has it.
    Desk,
    /// `/`: the choice of language.
    Languages,
}

/// One page, as its template sees it. All `href`s are relative to the page and name a file, so that `file://` works.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PageView {
    pub kind: PageKind,
    /// The page's path in its edition, such as `company/history`, the same in every language; empty on a front page.
    pub page: String,
    /// The front matter's `kind`, for styling: `lesson`, `policy`, …
    pub sort: String,
    pub title: String,
    /// The anchor of the title, when it is written as a heading; links may lead to it.
    pub title_id: Option<String>,
    /// `3.2`, when the page has a number in its edition; for display.
    pub number: Option<String>,
    pub description: Option<String>,
    /// From this page to the site's root: empty or `../../`.
    pub root: String,
    /// The edition's front page.
    pub home: String,
    /// The edition's pages of what the reader has done and of what is due.
    pub progress: String,
    pub review: String,
    pub search: SearchView,
    /// The Atom feed of the edition.
    pub feed: Option<String>,
    /// The page's absolute address, when the site's is known.
    pub canonical: Option<String>,
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
    /// The icon.
    pub icon: String,
    /// Front page, chapter, and so on, down to the parent of this page.
    pub crumbs: Vec<LinkView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    pub translations: Vec<TranslationView>,
    /// HTML of the chapter list with this page's branch open; rendered once per chapter by `contents.html`.
    pub contents: String,
    pub headings: Vec<HeadingView>,
    /// HTML of the text; on the page for addresses that do not exist, what it says in the other languages.
    pub body: String,
    /// HTML of the rest of a chapter's text from its first exercise on: a test is for after the lessons.
    pub exercises: String,
    /// Role that answers for the page, already in words.
    pub owner: Option<String>,
    pub reviewed: Option<DateView>,
    /// The day the next review is due.
    pub review_due: Option<DateView>,
    /// Reading time, at least 1 when there is text.
    pub minutes: usize,
    /// Changes when the text does: 8 hex digits.
    pub revision: String,
    /// Who the page is for, in words.
    pub audience: Vec<String>,
    pub tags: Vec<String>,
    /// Front page: the chapters. Chapter page: its lessons (and chapters within).
    pub entries: Vec<EntryView>,
    /// What a policy says of its version, and what its readers confirm; `None` on other pages.
    pub policy: Option<PolicyView>,
    /// What the top of a plan needs; `None` on other pages.
    pub plan: Option<PlanView>,
    /// Front page: the plans of the edition.
    pub today: Vec<TodayView>,
    /// Front page: sentences of customers that the search may be tried with.
    pub examples: Vec<LinkView>,
    /// The top of an objection card; `None` on other pages.
    pub card: Option<CardView>,
    /// The cards of a chapter that holds objection cards; `None` on other pages.
    pub playbook: Option<PlaybookView>,
    /// Objection cards that belong to this page, by `related:` of either.
    pub objections: Vec<CardLinkView>,
    /// Other pages that do.
    pub related: Vec<LinkView>,
}

/// What a card says before its parts.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardView {
    /// The customer's words, the most usual first.
    pub says: Vec<String>,
    pub category: Option<CardLabelView>,
    pub stages: Vec<CardLabelView>,
    pub roles: Vec<CardLabelView>,
}

/// A category, a stage or a customer's role.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardLabelView {
    pub name: String,
    /// Leads to the cards with the same one; `None` when there is no playbook.
    pub href: Option<String>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardLinkView {
    /// The customer's words; empty when the card has none.
    pub said: String,
    pub title: String,
    pub href: String,
}

/// All cards of a chapter, ready to be filtered, practised and printed.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PlaybookView {
    pub filters: Vec<FilterView>,
    /// By category, in the order of `onramp.yaml`.
    pub groups: Vec<CardGroupView>,
    /// How many cards there are.
    pub cards: usize,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct FilterView {
    /// `category`, `stage` or `role`, as in the address.
    pub name: &'static str,
    pub options: Vec<FilterOptionView>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct FilterOptionView {
    pub key: String,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardGroupView {
    /// The category's name; `None` for cards without one.
    pub title: Option<String>,
    pub cards: Vec<CardEntryView>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct CardEntryView {
    pub page: String,
    pub title: String,
    pub href: String,
    pub description: Option<String>,
    pub says: Vec<String>,
    /// Keys for the filters; several are separated by `|`.
    pub category: String,
    pub stages: String,
    pub roles: String,
    pub stage_names: Vec<String>,
    pub role_names: Vec<String>,
    /// HTML of the flash card.
    pub flash: String,
    /// From 1 for little text to 5 for very much: how small it has to be printed to fit a quarter of a page.
    pub size: usize,
}

/// A policy: which version this is, and how often it is confirmed.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PolicyView {
    /// 8 hex digits, which change when the words of the page do.
    pub version: String,
    /// Readers confirm that they have read it.
    pub asks: bool,
    /// Their confirmation holds for a year.
    pub yearly: bool,
    /// Of which one must have been confirmed, one for each language, separated by blanks.
    pub versions: String,
    /// The policy in every language, itself included.
    pub editions: Vec<PolicyEditionView>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct PolicyEditionView {
    /// BLAKE3 of its words, 64 hex digits; the version is the first 8.
    pub hash: String,
    pub title: String,
    /// The language's own name: 中文, English.
    pub language: String,
    /// Absolute when the site's address is known.
    pub address: String,
}

/// A plan: who it is for, and which days its script counts as working days.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PlanView {
    /// The roles that its parts are for.
    pub roles: Vec<RoleView>,
    /// Days (`2027-01-01`) and ranges of days (`2027-02-06/2027-02-12`), separated by blanks.
    pub holidays: String,
    /// Days of weekends that are worked, likewise.
    pub workdays: String,
}

/// The search, as a page needs it. All are `href`s.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct SearchView {
    /// The edition's page of results.
    pub page: String,
    /// Style sheet and scripts to load when the search is first opened, in this order.
    pub load: Vec<String>,
    /// The index, which comes after them.
    pub index: String,
    /// Scripts to load on a page that somebody has come to from a result, to mark what was found.
    pub arrive: Vec<String>,
    /// The playbook, when the edition has one.
    pub cards: Option<String>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct RoleView {
    /// As in `roles:` of `onramp.yaml`.
    pub key: String,
    pub name: String,
}

/// A plan as the front page needs it, to show what is due next.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TodayView {
    /// The plan's page key.
    pub page: String,
    pub title: String,
    pub href: String,
    pub plan: PlanView,
    /// The items that have a due day.
    pub items: Vec<TodayItemView>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct TodayItemView {
    pub id: String,
    /// Leads to the item in the plan.
    pub href: String,
    /// Plain text.
    pub text: String,
    pub due: DueView,
    pub needs: Vec<Need>,
    /// The keys of the roles it is for, separated by blanks; empty for everybody.
    pub roles: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct LinkView {
    pub title: String,
    pub href: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct TranslationView {
    /// BCP 47.
    pub language: String,
    /// The language's own name: 中文, English.
    pub name: String,
    /// The site's title in that language.
    pub site_title: String,
    pub href: String,
    /// Absolute, for `hreflang`, when the site's address is known.
    pub canonical: Option<String>,
    /// This is the language of the page itself.
    pub current: bool,
    /// `false` when this page has no translation and `href` leads to the chapter or the front page.
    pub exact: bool,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct HeadingView {
    pub level: u8,
    pub id: String,
    /// `id` percent-encoded for a link, with `#`.
    pub href: String,
    /// Plain text.
    pub title: String,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct DateView {
    /// `2026-11-20`
    pub iso: String,
    /// As people write it: `2026 年 11 月 20 日`.
    pub shown: String,
}

/// A line of a contents page: a chapter or a lesson.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct EntryView {
    pub number: Option<String>,
    pub title: String,
    pub href: String,
    /// The page's path in its edition, such as `company/history`, the same in every language.
    pub page: String,
    /// The page's `kind:`, such as `lesson`.
    pub sort: String,
    pub description: Option<String>,
    /// Reading time, of the whole chapter for a chapter.
    pub minutes: usize,
    /// How many pages below can be read; 0 for a lesson.
    pub lessons: usize,
    /// How many objection cards a playbook has, which are looked up and not read in turn; 0 for any other page.
    pub cards: usize,
    /// The chapter's lessons, without its cards; empty for a lesson.
    pub entries: Vec<EntryView>,
}

/// What `contents.html` gets, once per chapter and depth: the chapter list with one branch open.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ContentsView {
    pub entries: Vec<ContentsEntry>,
}

#[derive(Clone, Debug, Serialize, Hash)]
pub struct ContentsEntry {
    pub number: Option<String>,
    pub title: String,
    pub href: String,
    /// Goes into `data-page="…"`; the current page's link gets `aria-current="page"` from it.
    pub page: String,
    pub chapter: bool,
    /// How many pages below can be read; 0 for a lesson.
    pub lessons: usize,
    /// Shown open: an ancestor of the pages this is for.
    pub open: bool,
    pub entries: Vec<ContentsEntry>,
    /// Lessons left out of a very long branch; a link to the chapter page says so.
    pub more: usize,
}
