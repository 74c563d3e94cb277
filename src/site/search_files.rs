//! The files of the search, placed among the pages.

use std::sync::Arc;

use super::{Recipe, Site};
use crate::search::Search;

/// Adds all files that the browser's search needs; they are compressed when somebody asks for them.
///
/// # Errors
/// When the index cannot be read, for want of memory.
pub fn add<'a>(site: &mut Site<'a>, search: Arc<Search<'a>>) -> Result<(), crate::search::Failure> {
    let files = search.files()?;
    for file in files {
        let search = search.clone();
        let content = file.content;
        site.insert(file.path, Recipe::Page(Box::new(move || Ok(search.bytes(&content)))));
    }
    Ok(())
}
