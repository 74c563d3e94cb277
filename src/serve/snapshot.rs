//! The project as it is being shown: understood once, its pages rendered when somebody asks.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::Project;
use crate::book::PageId;
use crate::diagnostic::Diagnostic;
use crate::outline::output_path;
use crate::search::{self, Search};
use crate::site::{self, Recipe, Site};
use crate::source::Sources;

self_cell::self_cell!(
    /// A project with the pages that borrow from it.
    struct Whole {
        owner: Arc<Project>,
        #[covariant]
        dependent: Site,
    }
);

self_cell::self_cell!(
    /// Its search, which takes much longer to make.
    struct Findable {
        owner: Arc<Project>,
        #[not_covariant]
        dependent: Searching,
    }
);

/// The search, and its files for the browser.
struct Searching<'a> {
    search: Arc<Search<'a>>,
    files: Site<'a>,
}

impl<'a> Searching<'a> {
    fn of(project: &'a Project) -> Result<Searching<'a>, search::Failure> {
        let (search, mut files) = (Arc::new(project.search()?), Site::default());
        site::add_search(&mut files, search.clone())?;
        Ok(Searching { search, files })
    }
}

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
    /// Made when somebody searches; `None` when there is no memory for it.
    search: OnceLock<Option<Findable>>,
    pub held: Held,
    /// All findings, once the rules have run.
    findings: OnceLock<Vec<Diagnostic>>,
    pages: OnceLock<HashMap<String, PageId>>,
}

impl Snapshot {
    pub fn new(number: u64, project: Project, held: Held) -> Snapshot {
        let whole = Whole::new(Arc::new(project), |project| project.pages_with_drawings());
        Snapshot { number, whole, search: OnceLock::new(), held, findings: OnceLock::new(), pages: OnceLock::new() }
    }

    pub fn project(&self) -> &Project {
        self.whole.borrow_owner()
    }

    /// All outputs but those of the search.
    pub fn site(&self) -> &Site<'_> {
        self.whole.borrow_dependent()
    }

    /// Asks the search.
    pub fn with_search<T>(&self, ask: impl FnOnce(&Search) -> T) -> Option<T> {
        Some(self.findable()?.with_dependent(|_, searching| ask(&searching.search)))
    }

    /// The bytes of a file of the search; the index is made when the first is asked for.
    pub fn search_file(&self, path: &str) -> Option<Vec<u8>> {
        let (folder, _) = search::START.split_once('/')?;
        path.strip_prefix(folder).filter(|rest| rest.starts_with('/') && rest.ends_with(".js"))?;
        self.findable()?.with_dependent(|_, searching| match searching.files.get(path)? {
            Recipe::Page(make) => make().ok(),
            Recipe::Bytes(bytes) => Some(bytes.to_vec()),
            Recipe::File { .. } => None,
        })
    }

    fn findable(&self) -> Option<&Findable> {
        let make = || Findable::try_new(self.whole.borrow_owner().clone(), |project| Searching::of(project)).ok();
        self.search.get_or_init(make).as_ref()
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
