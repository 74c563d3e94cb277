//! The project as it is being shown: understood once, its pages rendered when somebody asks.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::searching::Searching;
use crate::Project;
use crate::book::{Book, PageId};
use crate::diagnostic::Diagnostic;
use crate::outline::{output_path, own_page_path};
use crate::search::{Remembered, Search};
use crate::site::theme::Theme;
use crate::site::{Recipe, Site};
use crate::source::Sources;

self_cell::self_cell!(
    /// A project with the site that borrows from it.
    struct Whole {
        owner: Project,
        #[covariant]
        dependent: Site,
    }
);

/// Findings about a file that is not in use, as what it said before was right; with what it says now.
#[derive(Debug, Default)]
pub struct Held {
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
}

/// One state of the project. A new one replaces it as a whole, so that nobody is shown parts of two.
pub struct Snapshot {
    /// Counts up with every change.
    pub number: u64,
    whole: Whole,
    pub held: Held,
    /// All findings, once the rules have run.
    findings: OnceLock<Vec<Diagnostic>>,
    pages: OnceLock<HashMap<String, PageId>>,
    searching: Searching,
}

impl Snapshot {
    /// Nothing is indexed before somebody searches; `memory` is what earlier snapshots have indexed.
    pub fn new(number: u64, project: Project, held: Held, memory: Arc<Remembered>) -> Snapshot {
        let whole = Whole::new(project, Project::pages_with_drawings);
        let searching = Searching::new(memory);
        Snapshot { number, whole, held, findings: OnceLock::new(), pages: OnceLock::new(), searching }
    }

    pub fn project(&self) -> &Project {
        self.whole.borrow_owner()
    }

    pub fn site(&self) -> &Site<'_> {
        self.whole.borrow_dependent()
    }

    /// Everything that can be found in the project as it is now; `None` without the memory for an index.
    pub fn search(&self) -> Option<Search<'_>> {
        self.searching.search(self.project())
    }

    /// The bytes of a file that the browser's search asks for.
    pub fn search_file(&self, path: &str) -> Option<Vec<u8>> {
        self.searching.file(self.project(), path)
    }

    /// Indexes what has changed, if anybody has searched before: the next search then finds it at once.
    pub fn keep_search_up(&self) {
        self.searching.keep_up(self.project());
    }

    /// The page of the book at an output path.
    pub fn page_at(&self, path: &str) -> Option<PageId> {
        let pages = self.pages.get_or_init(|| {
            let book = &self.project().book;
            book.pages().map(|(id, _)| (output_path(book, id), id)).collect()
        });
        pages.get(path).copied()
    }

    /// Runs the rules. What was found while reading and understanding is known without them.
    pub fn check(&self, today: Date) {
        self.findings.get_or_init(|| self.project().findings(today));
    }

    /// What is known to be wrong; as long as the rules have not run, that is not all, and the second value is `false`.
    pub fn findings(&self) -> (&[Diagnostic], bool) {
        match self.findings.get() {
            Some(findings) => (findings, true),
            None => (&self.project().diagnostics, false),
        }
    }

    /// The first mistake that shows when one page of each kind is rendered.
    pub fn mistake_in_templates(&self) -> Option<Diagnostic> {
        let render = |path: String| match self.site().get(&path) {
            Some(Recipe::Page(render)) => render().err(),
            _ => None,
        };
        samples(&self.project().book).into_iter().find_map(render).map(|mistake| *mistake)
    }

    /// The same project with another theme and something more that is wrong.
    pub fn with_theme(self, theme: Option<Arc<Theme>>, mistake: Diagnostic) -> Snapshot {
        let mut project = self.whole.into_owner();
        project.diagnostics.push(mistake);
        project.theme = theme.unwrap_or(project.theme);
        Snapshot::new(self.number, project, self.held, self.searching.into_memory())
    }
}

/// Output paths of one page of each kind.
fn samples(book: &Book) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut samples = vec!["404.html".to_owned(), "index.html".to_owned()];
    for (id, page) in book.pages() {
        let kind = (page.role, page.document.front.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
            samples.push(output_path(book, id));
        }
    }
    if !book.editions.is_empty() {
        samples.extend(["progress", "review"].map(|name| own_page_path(book, 0, name)));
    }
    samples
}
