//! The whole book: every edition with its pages in reading order.

mod config;
mod contents;
mod days_off;
mod editions;
mod editor;
mod labels;
mod languages;
mod names;
mod order;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic, rule};
use crate::document::{Document, Kind, ReadingTime, parse};
use crate::memo::{Fingerprint, Memory};
use crate::source::{SourceFile, SourcePath, Sources};
use crate::words;

pub use config::{Config, Html, Localized, SeverityChoice};
pub use contents::split_number;
pub use days_off::DayRange;
pub use editions::own_name;
pub use editor::Editor;
pub use labels::{CardLabels, Labels};
pub use names::unportable;

/// A project, understood.
#[derive(Debug)]
pub struct Book {
    pub config: Config,
    /// In the order of `languages:`; the first is the default.
    pub editions: Vec<Edition>,
    /// Pages that are drafts and left out, so that a link to one can say so.
    pub drafts: Vec<SourcePath>,
}

/// Addresses in each edition that belong to pages the site makes itself.
pub const OWN_ADDRESSES: [&str; 3] = ["progress", "review", "search"];

/// The book in one language.
#[derive(Debug)]
pub struct Edition {
    /// The language's BCP 47 tag, such as `zh-CN`.
    pub language: String,
    /// The edition's folder below the content and first part of its addresses; empty for a book of one language.
    pub folder: String,
    /// All pages in reading order; the first is the front page.
    pub pages: Vec<Page>,
}

/// A page and its place in the edition.
#[derive(Debug)]
pub struct Page {
    pub document: Arc<Document>,
    pub role: Role,
    pub title: String,
    /// The path in the edition without numbers and extension, such as `company/history`; empty for the front page. Pages of
    /// two editions with the same key are translations of each other.
    pub key: String,
    /// `2.1`, for a page whose file and folder are numbered.
    pub number: Option<String>,
    /// Position of the chapter this page is in; `None` for the front page only.
    pub parent: Option<usize>,
    /// Positions of the pages of this chapter, in order.
    pub children: Vec<usize>,
    /// `false` for a folder without a page of its own.
    pub written: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Front,
    Chapter,
    Lesson,
}

/// One page of the book: which edition, which page in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId {
    pub edition: usize,
    pub page: usize,
}

impl Book {
    pub fn page(&self, id: PageId) -> &Page {
        &self.editions[id.edition].pages[id.page]
    }

    /// Drops the findings that a page accepts (`accept:`).
    pub fn apply_exceptions(&self, findings: &mut Vec<Diagnostic>) {
        let exceptions: BTreeMap<_, _> = self
            .pages()
            .map(|(_, page)| (&page.document.path, &page.document.front.accept))
            .filter(|(_, rules)| !rules.is_empty())
            .collect();
        findings.retain(|finding| {
            let accepted = finding.location.as_ref().and_then(|place| exceptions.get(&place.path));
            !accepted.is_some_and(|rules| rules.contains(&finding.rule))
        });
    }

    /// Every page with its id, edition by edition in reading order.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, &Page)> {
        self.editions.iter().enumerate().flat_map(|(edition, pages)| {
            pages.pages.iter().enumerate().map(move |(page, value)| (PageId { edition, page }, value))
        })
    }
}

impl Page {
    /// Whether the page can count as read. A chapter with pages below is read when those are; what it says itself leads to them.
    pub fn readable(&self) -> bool {
        match self.role {
            Role::Front => false,
            Role::Chapter => self.children.is_empty() && !self.document.blocks.is_empty(),
            Role::Lesson => true,
        }
    }
}

impl Edition {
    /// How many pages below this one can be read.
    pub fn lessons_below(&self, page: usize) -> usize {
        let below = |child: &usize| usize::from(self.pages[*child].readable()) + self.lessons_below(*child);
        self.pages[page].children.iter().map(below).sum()
    }

    /// How many chapters and lessons there are; the plan, the glossary and the cards are looked up rather than read.
    pub fn count(&self) -> (usize, usize) {
        let is_lesson =
            |page: &&Page| page.role == Role::Lesson && matches!(page.document.front.kind, Kind::Lesson | Kind::Policy);
        let lessons: Vec<&Page> = self.pages.iter().filter(is_lesson).collect();
        let chapters = lessons.iter().filter_map(|page| self.chapter_of(page));
        (chapters.collect::<BTreeSet<_>>().len(), lessons.len())
    }

    /// The outermost chapter that a page is in; `None` for one that lies beside the chapters.
    pub fn chapter_of(&self, page: &Page) -> Option<usize> {
        let mut chapter = page.parent.filter(|parent| *parent != 0)?;
        while let Some(outer) = self.pages[chapter].parent.filter(|parent| *parent != 0) {
            chapter = outer;
        }
        Some(chapter)
    }

    /// Changes when any page's text, title or address does: 8 hex digits of a BLAKE3.
    pub fn version(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for page in &self.pages {
            for part in [&page.key, &page.title, &page.document.revision] {
                hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
            }
        }
        hasher.finalize().to_hex()[..8].to_owned()
    }

    /// Reading time of a page and everything below it.
    pub fn reading_time(&self, page: usize) -> ReadingTime {
        let page = &self.pages[page];
        page.children.iter().fold(page.document.reading_time, |sum, child| sum + self.reading_time(*child))
    }
}

/// What the caller wants of the book.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Pages marked as drafts are part of the book.
    pub drafts: bool,
}

/// What is remembered between one assembling and the next: each page as it was parsed from its text, and their order.
#[derive(Debug, Default)]
pub struct Remembered {
    pages: Memory<SourcePath, Arc<str>, Arc<Parsed>>,
    order: Memory<(), Fingerprint, Arc<order::Order>>,
}

/// A page with what was found in it.
#[derive(Debug)]
struct Parsed {
    document: Arc<Document>,
    findings: Vec<Diagnostic>,
}

/// Reads the configuration, parses every Markdown file in parallel and puts them in order.
pub fn assemble(sources: &Sources, wish: Wish) -> Checked<Book> {
    assemble_again(sources, wish, &Remembered::default())
}

/// The same, with what has not changed taken from memory.
pub fn assemble_again(sources: &Sources, wish: Wish, memory: &Remembered) -> Checked<Book> {
    let mut diagnostics = Vec::new();
    let config = Config::read(sources, &mut diagnostics);
    let files = sources.texts.values().filter(|file| is_page(&file.path, sources));
    let files = files.map(|file| (file.path.clone(), file.text.clone()));
    let mut pages = memory.pages.recall_all(files, parsed);

    let is_draft = |page: &Parsed| page.document.front.draft && !wish.drafts;
    let path = |page: &Arc<Parsed>| page.document.path.clone();
    let mut drafts: Vec<_> = pages.iter().filter(|page| is_draft(page)).map(path).collect();
    pages.retain(|page| !is_draft(page));
    let below = contents::below_drafts(&drafts, pages.iter().map(|page| &page.document.path), &sources.content_root);
    pages.retain(|page| !below.contains(&page.document.path));
    drafts.extend(below);
    diagnostics.extend(pages.iter().flat_map(|page| &page.findings).cloned());
    if pages.is_empty() {
        let (message, hint) = match drafts.is_empty() {
            true => (
                words!("项目里没有 Markdown 文件", "The project has no Markdown files"),
                words!(
                    "写一个 `content/index.md`，或用 `onramp init 文件夹` 新建一个项目",
                    "Write a `content/index.md`, or make a project with `onramp init FOLDER`"
                ),
            ),
            false => (
                words!("所有页面都还是草稿", "All pages are drafts"),
                words!(
                    "去掉一页的 `draft: true`，或用 `--drafts`",
                    "Remove `draft: true` from a page, or use `--drafts`"
                ),
            ),
        };
        diagnostics.push(Diagnostic::project(&rule::EMPTY_PROJECT, message).hint(hint));
    }
    let documents: Vec<_> = pages.iter().map(|page| page.document.clone()).collect();
    let order = memory.order.recall(order::fingerprint(&documents, sources), |_| {
        let mut findings = Vec::new();
        let by_path = documents.iter().map(|document| (document.path.clone(), document.clone())).collect();
        let parts = editions::divide(by_path, sources, &config, &mut findings).into_iter();
        let editions: Vec<_> = parts.map(|part| contents::put_in_order(part, &config, &mut findings)).collect();
        names::check(sources, &mut findings);
        Arc::new(order::Order::of(editions, &documents, findings))
    });
    diagnostics.extend(order.findings.iter().cloned());
    Checked { value: Book { config, editions: order.with_texts(&documents), drafts }, diagnostics }
}

fn parsed(path: &SourcePath, text: &Arc<str>) -> Arc<Parsed> {
    let Checked { value, diagnostics } = parse(&SourceFile { path: path.clone(), text: text.clone() });
    Arc::new(Parsed { document: Arc::new(value), findings: diagnostics })
}

fn is_page(path: &SourcePath, sources: &Sources) -> bool {
    let inside = match sources.content_root.as_str() {
        "" => !path.as_str().starts_with("themes/"),
        root => path.as_str().starts_with(root) && path.as_str().as_bytes().get(root.len()) == Some(&b'/'),
    };
    inside && path.is_markdown()
}
