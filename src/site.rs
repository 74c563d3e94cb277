//! What the reader gets: the site as a value, before it is a folder.
//!
//! [`Site`] maps each output path to a recipe. Publishing evaluates all of them in parallel; a server evaluates the one that
//! a browser asks for.

mod contents;
mod desk;
mod feeds;
mod finding;
pub mod html;
mod objections;
pub mod page;
mod plan;
mod policy;
mod progress;
mod quizzes;
mod render;
mod review;
mod scripts;
mod search_files;
pub mod theme;
mod view;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

pub use desk::DeskFrame;
pub use render::{Renderer, render, render_with_drawings};
pub use search_files::add as add_search;

/// How to make one output file.
pub enum Recipe<'a> {
    /// Bytes that are there already: a style sheet, a feed.
    Bytes(Arc<[u8]>),
    /// A file of the project, copied as it is. `hash` is the BLAKE3 (hex) it had when the project was read.
    File { disk: PathBuf, length: u64, hash: String },
    /// A page, rendered when it is asked for.
    Page(Box<dyn Fn() -> Result<Vec<u8>, Box<Diagnostic>> + Send + Sync + 'a>),
}

/// The whole site: output path (relative, `/`-separated, such as `zh/company/index.html`) → recipe.
#[derive(Default)]
pub struct Site<'a> {
    outputs: BTreeMap<String, Recipe<'a>>,
    /// Why the search is missing. The pages can be read without it, so it is for whoever publishes to tell.
    pub search_failure: Option<crate::search::Failure>,
}

impl std::fmt::Debug for Recipe<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Recipe::Bytes(_) => "Bytes",
            Recipe::File { .. } => "File",
            Recipe::Page(_) => "Page",
        })
    }
}

impl<'a> Site<'a> {
    /// Adds an output. Two producers of one path are a bug by now: authors' collisions are findings of the outline.
    pub fn insert(&mut self, path: impl Into<String>, recipe: Recipe<'a>) {
        let path = path.into();
        let twin = self.outputs.insert(path.clone(), recipe);
        debug_assert!(twin.is_none(), "two producers of {path}");
    }

    pub fn get(&self, path: &str) -> Option<&Recipe<'a>> {
        self.outputs.get(path)
    }

    /// All outputs in the order of their paths.
    pub fn outputs(&self) -> impl ExactSizeIterator<Item = (&str, &Recipe<'a>)> {
        self.outputs.iter().map(|(path, recipe)| (path.as_str(), recipe))
    }

    pub fn len(&self) -> usize {
        self.outputs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
    }
}
