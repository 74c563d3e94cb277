//! Writes into a file of the project: the one place where Onramp changes what an author wrote.

#![expect(clippy::disallowed_methods, reason = "files are read here to be rewritten")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::text::{Insertion, insert_into_original, normalize_text};
use super::{SourceFile, SourcePath};

#[derive(Debug)]
pub enum RewriteError {
    /// The file is no longer what was read.
    Changed,
    Io(io::Error),
}

impl From<io::Error> for RewriteError {
    fn from(error: io::Error) -> Self {
        RewriteError::Io(error)
    }
}

/// Writes the insertions into a file that was read from the project in `root`: all of them or, when it fails, none.
///
/// The new text is written beside the old one, which it then replaces in one step. A link stays one; what it leads to changes.
///
/// # Errors
/// When the file was changed since, or cannot be read or replaced.
pub fn rewrite(root: &Path, source: &SourceFile, insertions: &[Insertion]) -> Result<(), RewriteError> {
    let file = fs::canonicalize(root.join(source.path.as_str()))?;
    let original = fs::read_to_string(&file)?;
    if normalize_text(&original) != *source.text {
        return Err(RewriteError::Changed);
    }
    if fs::metadata(&file)?.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
    }
    let beside = file.with_file_name(name_beside(&source.path));
    let written = replace(&file, &beside, &insert_into_original(&original, insertions));
    if written.is_err() {
        // It may not be there; the first error says what went wrong.
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}

/// Hidden, so that nobody takes it for a page, and another one for each process.
fn name_beside(path: &SourcePath) -> String {
    format!(".{}.{}.onramp", path.file_name(), std::process::id())
}

fn replace(file: &Path, beside: &Path, text: &str) -> io::Result<()> {
    let mut new = File::create_new(beside)?;
    new.write_all(text.as_bytes())?;
    new.set_permissions(fs::metadata(file)?.permissions())?;
    new.sync_all()?;
    fs::rename(beside, file)
}
