//! The project as it is being shown: understood once, its pages rendered when somebody asks.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::searching::Searching;
use crate::Project;
use crate::book::PageId;
use crate::diagnostic::Diagnostic;
use crate::outline::output_path;
use crate::search::{Remembered, Search};
use crate::site::Site;
use crate::source::Sources;

self_cell::self_cell!(
    /// A project with the pages that borrow from it.
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

    /// All outputs but those of the search.
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
}
