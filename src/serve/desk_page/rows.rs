//! Pages in lists, and how much of a long list is shown.

use serde::Serialize;

use super::super::answer::Asked;
use super::super::linking::Linking;
use super::{OwnerRow, tag};
use crate::Project;
use crate::book::{PageId, own_name};
use crate::diagnostic::Language;
use crate::outline::{encode, output_path};
use crate::source::SourcePath;

/// How many rows of a list are shown before somebody asks for all.
const MOST_ROWS: usize = 30;

/// A page as the desk lists it.
#[derive(Clone, Serialize)]
pub struct PageRow {
    pub title: String,
    /// BCP 47 of its edition.
    pub language: String,
    pub href: String,
    pub path: String,
    /// Opens it in an editor.
    pub edit: Option<String>,
}

/// The first rows of a list.
#[derive(Serialize)]
pub struct Rows<T> {
    pub rows: Vec<T>,
    /// How many there are in all.
    pub all: usize,
    /// Leads to all of them, when these are not all.
    pub more: Option<String>,
}

/// Makes lists of pages.
pub struct Lister<'a> {
    pub asked: Asked<'a>,
    pub project: &'a Project,
    pub language: Language,
    pub linking: Linking<'a>,
    /// The list that is wanted as a whole.
    whole: Option<String>,
}

impl<'a> Lister<'a> {
    pub fn new(asked: Asked<'a>, language: Language, whole: Option<String>) -> Lister<'a> {
        let linking = Linking::new(asked.snapshot, asked.root, asked.asker);
        Lister { asked, project: asked.snapshot.project(), language, linking, whole }
    }

    pub fn page(&self, id: PageId) -> PageRow {
        let book = &self.project.book;
        let page = book.page(id);
        let path = &page.document.path;
        PageRow {
            title: page.title.clone(),
            language: book.editions[id.edition].language.clone(),
            href: format!("/{}", encode(output_path(book, id).trim_end_matches("index.html"))),
            path: path.to_string(),
            edit: self.linking.file(path).filter(|_| page.written),
        }
    }

    /// The page that a file is, as long as it is one.
    pub fn page_at(&self, path: &SourcePath) -> Option<PageRow> {
        self.project.outline.page_of(path).map(|id| self.page(id))
    }

    /// An edition's language in its own words.
    pub fn edition_name(&self, edition: usize) -> String {
        own_name(&self.project.book.editions[edition].language).to_owned()
    }

    /// The first rows of a list of that name, or all of them when they are wanted.
    pub fn rows<F, T>(&self, name: &str, all: Vec<F>, row: impl FnMut(F) -> Option<T>) -> Rows<T> {
        let count = all.len();
        let wanted = if self.whole.as_deref() == Some(name) { count } else { MOST_ROWS };
        let rows = all.into_iter().filter_map(row).take(wanted).collect();
        Rows { rows, all: count, more: self.more(name, count > wanted) }
    }

    /// Owners with as many of their pages as fit.
    pub fn owners(&self, owners: Vec<OwnerRow>) -> Rows<OwnerRow> {
        let name = "overdue";
        let all = owners.iter().map(|owner| owner.pages.len()).sum();
        let mut left = if self.whole.as_deref() == Some(name) { all } else { MOST_ROWS };
        let mut rows = owners;
        rows.retain_mut(|owner| {
            owner.pages.truncate(left);
            left -= owner.pages.len();
            !owner.pages.is_empty()
        });
        let shown: usize = rows.iter().map(|owner| owner.pages.len()).sum();
        Rows { rows, all, more: self.more(name, shown < all) }
    }

    fn more(&self, name: &str, is_more: bool) -> Option<String> {
        is_more.then(|| format!("?all={name}&lang={}#{name}", tag(self.language)))
    }
}
