//! A folder of somebody else's book. Only what lies in it is read: a path that leads out, also by a link, is not there.

#![expect(clippy::disallowed_methods, reason = "this is where a source is read")]

use std::fs;
use std::path::{Path, PathBuf};

use super::ImportError;
use crate::source::{LARGEST_TEXT, SourcePath, normalize_text};

/// More files than any book has.
const MOST_FILES: usize = 50_000;

/// A folder and what may be read of it.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    pub fn open(root: &Path) -> Result<Folder, ImportError> {
        let root = fs::canonicalize(root).map_err(|error| ImportError::io(root, error))?;
        Ok(Folder { root })
    }

    /// The name of the folder itself.
    pub fn name(&self) -> String {
        self.root.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// A file of the folder; `None` when it is missing or outside.
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let disk = fs::canonicalize(self.root.join(path)).ok()?;
        (disk.starts_with(&self.root) && disk.is_file()).then_some(disk)
    }

    /// A text of the folder; `None` when it is missing, outside, too large or no UTF-8.
    pub fn text(&self, path: &str) -> Option<String> {
        let disk = self.file(path)?;
        let is_small = fs::metadata(&disk).is_ok_and(|metadata| metadata.len() <= LARGEST_TEXT);
        let text = String::from_utf8(fs::read(disk).ok().filter(|_| is_small)?).ok()?;
        Some(normalize_text(&text).into_owned())
    }

    /// All Markdown files below a folder, the files of each before its folders, in the order of their names.
    pub fn pages(&self, below: &str) -> Vec<String> {
        let mut pages = Vec::new();
        self.collect(below, 0, &mut pages);
        pages
    }

    fn collect(&self, below: &str, depth: usize, pages: &mut Vec<String>) {
        let Ok(entries) = fs::read_dir(self.root.join(below)) else { return };
        let mut names: Vec<(bool, String)> = Vec::new();
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Links are not followed, so that there is no way out and no circle.
            let Ok(kind) = entry.file_type() else { continue };
            if !name.starts_with('.') && (kind.is_dir() || kind.is_file()) {
                names.push((kind.is_dir(), name));
            }
        }
        names.sort();
        for (is_folder, name) in names {
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            if is_folder && depth < 32 {
                self.collect(&path, depth + 1, pages);
            } else if !is_folder && SourcePath::new(path.as_str()).is_markdown() && pages.len() < MOST_FILES {
                pages.push(path);
            }
        }
    }
}
