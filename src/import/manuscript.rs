//! What every source becomes before it is written: pages of Markdown whose addresses are still open.

use std::path::PathBuf;
use std::sync::Arc;

use super::markdown::Markdown;
use super::report::Loss;

/// A handbook that has been read, whatever it was before: the one value between the readers and the writer.
#[derive(Debug, Default)]
pub struct Manuscript {
    /// What to say of the source: “Word”, “mdBook”, “MkDocs”.
    pub kind: &'static str,
    /// The handbook's title.
    pub title: String,
    /// `zh` or `en`.
    pub language: String,
    pub description: Option<String>,
    /// The front page; the pages below it are the book.
    pub front: Page,
    /// Images and other files that pages show or offer.
    pub assets: Vec<Asset>,
    /// What could not be carried, or only in another way.
    pub losses: Vec<Loss>,
}

/// A page and those below it. One that has pages below becomes a chapter, any other a lesson.
#[derive(Debug, Default)]
pub struct Page {
    pub title: String,
    /// What the source calls the file; without it, the name is made from the title.
    pub name: Option<String>,
    pub description: Option<String>,
    pub tags: Vec<String>,
    pub draft: bool,
    pub body: Markdown,
    /// The names by which links in the manuscript know this page and places in it.
    pub labels: Vec<(String, Spot)>,
    pub pages: Vec<Page>,
}

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    Top,
    /// A heading of the body, by its position among them. What its anchor is, only the page's own parser decides.
    Heading(usize),
    /// An element with this id.
    Id(String),
}

/// A file that goes beside the pages that need it.
#[derive(Debug)]
pub struct Asset {
    pub content: Content,
    /// The name it had, without extension. Otherwise it is named after the page that shows it.
    pub stem: Option<String>,
    pub extension: String,
    pub is_image: bool,
}

#[derive(Clone, Debug)]
pub enum Content {
    Bytes(Arc<[u8]>),
    /// Copied when the project is written.
    File(PathBuf),
}

impl Page {
    /// How many pages there are, with this one.
    pub fn count(&self) -> usize {
        1 + self.pages.iter().map(Page::count).sum::<usize>()
    }
}
