//! Onramp turns a folder of Markdown into a training site.
//!
//! **source → document → book → outline → { check | site } → publish.** Data goes one way; each stage has its own type, and
//! nothing is filled in later. [`Project::understand`] is the whole flow on one screen.

pub mod diagnostic;
pub mod memo;
pub mod source;
pub mod yaml;

pub mod components;
pub mod document;

pub mod book;

pub mod outline;

pub mod check;
pub mod format;
pub mod highlight;
pub mod ids;
pub mod search;

pub mod overview;

pub mod site;

pub mod cli;
pub mod import;
pub mod publish;
pub mod serve;
pub mod watch;

use std::sync::Arc;

use jiff::civil::Date;

use book::{Book, Wish};
use diagnostic::{Diagnostic, Severity};
use outline::Outline;
use search::{Search, Synonyms};
use site::Site;
use site::theme::Theme;
use source::Sources;

/// A project, read and understood: everything a site is made from, and all that was found on the way.
#[derive(Debug)]
pub struct Project {
    pub sources: Sources,
    pub book: Book,
    pub outline: Outline,
    pub theme: Arc<Theme>,
    /// Words that mean the same to whoever searches.
    pub synonyms: Synonyms,
    /// The findings of every stage and rule, as the project wants them (`checks:`).
    pub diagnostics: Vec<Diagnostic>,
}

/// What is remembered from one understanding to the next, when little has changed between them.
#[derive(Debug, Default)]
pub struct Memo {
    book: book::Remembered,
    outline: outline::Remembered,
    themes: site::theme::Themes,
    /// Of the search, which is asked later than the rest, and by somebody else.
    pub search: Arc<search::Remembered>,
}

impl Project {
    /// Understands what was read. Never fails: whatever is wrong is in `diagnostics`. Reads nothing but its arguments, so the
    /// same sources on the same day give the same project.
    pub fn understand(sources: Sources, wish: Wish, today: Date) -> Project {
        let mut project = Project::connect(sources, wish, &Memo::default());
        project.diagnostics = project.findings(today);
        project
    }

    /// All but the rules: enough to show every page. What `memo` remembers of earlier sources is not made again.
    pub fn connect(mut sources: Sources, wish: Wish, memo: &Memo) -> Project {
        let mut diagnostics = std::mem::take(&mut sources.diagnostics);
        let book = book::assemble_again(&sources, wish, &memo.book).note(&mut diagnostics);
        let outline = outline::outline_again(&book, &sources, &memo.outline).note(&mut diagnostics);
        let (theme, mut found) = Theme::recall(&book.config.theme.value, &sources, &memo.themes);
        for finding in found.iter_mut().filter(|finding| finding.location.is_none()) {
            finding.location = book.config.locate(&book.config.theme.place, &sources);
        }
        diagnostics.extend(found);
        let synonyms = Synonyms::read(&sources).note(&mut diagnostics);
        book.config.apply_checks(&mut diagnostics);
        book.apply_exceptions(&mut diagnostics);
        Project { sources, book, outline, theme, synonyms, diagnostics }
    }

    /// Everything that can be found, ready to be asked.
    ///
    /// # Errors
    /// Only when there is not enough memory for the index.
    pub fn search(&self) -> Result<Search<'_>, search::Failure> {
        Search::of(&self.book, self.synonyms.clone())
    }

    /// The same, with what `memory` knows of earlier sources not indexed again.
    ///
    /// # Errors
    /// As above.
    pub fn search_again(&self, memory: &search::Remembered) -> Result<Search<'_>, search::Failure> {
        Search::again(&self.book, self.synonyms.clone(), memory)
    }

    /// The findings so far and those of the rules.
    pub fn findings(&self, today: Date) -> Vec<Diagnostic> {
        let mut found = check::check(&self.book, &self.outline, &self.sources, today);
        self.book.config.apply_checks(&mut found);
        self.book.apply_exceptions(&mut found);
        self.diagnostics.iter().cloned().chain(found).collect()
    }

    /// The site as recipes; nothing is rendered before somebody asks for it.
    pub fn site(&self) -> Site<'_> {
        self.searchable(self.pages())
    }

    /// The site without its search, for whoever looks at pages only.
    pub fn pages(&self) -> Site<'_> {
        site::render(&self.book, &self.outline, &self.sources, &self.theme)
    }

    /// The site for trainers: with a drawing of every conversation.
    pub fn site_with_drawings(&self) -> Site<'_> {
        self.searchable(self.pages_with_drawings())
    }

    /// The same without its search.
    pub fn pages_with_drawings(&self) -> Site<'_> {
        site::render_with_drawings(&self.book, &self.outline, &self.sources, &self.theme)
    }

    /// The site with its search. If there is no memory for an index, the site says so.
    fn searchable<'a>(&'a self, mut site: Site<'a>) -> Site<'a> {
        let added = self.search().and_then(|search| site::add_search(&mut site, Arc::new(search)));
        site.search_failure = added.err();
        site
    }

    /// Whether anything found keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|finding| finding.severity == Severity::Error)
    }
}
