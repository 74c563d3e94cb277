//! Writes the files of authors: the one place where Onramp changes what they wrote, or adds to it.

#![expect(clippy::disallowed_methods, reason = "files are read here to be rewritten")]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::text::{Edit, apply_to_original, normalize_text};
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

/// Writes edits into a file that was read from the project in `root`: all of them or, when it fails, none. The places of each
/// pass are those in the text that the pass before leaves.
///
/// The new text is written beside the old one, which it then replaces in one step. A link stays one; what it leads to changes.
///
/// # Errors
/// When the file was changed since, or cannot be read or replaced.
pub fn rewrite(root: &Path, source: &SourceFile, passes: &[Vec<Edit>]) -> Result<(), RewriteError> {
    let file = fs::canonicalize(root.join(source.path.as_str()))?;
    let original = fs::read_to_string(&file)?;
    if normalize_text(&original) != *source.text {
        return Err(RewriteError::Changed);
    }
    if fs::metadata(&file)?.permissions().readonly() {
        return Err(io::Error::from(ErrorKind::PermissionDenied).into());
    }
    let beside = file.with_file_name(name_beside(&source.path));
    let text = passes.iter().fold(original, |text, edits| apply_to_original(&text, edits));
    let written = replace(&file, &beside, &text);
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

/// Adds files to the project in `root`, with the folders they need: all of them or, when one fails, none. What is there already
/// is never touched.
///
/// # Errors
/// The path that could not be written, and why; [`ErrorKind::AlreadyExists`] for a file that is there.
pub fn create(root: &Path, files: &[(SourcePath, String)]) -> Result<(), (SourcePath, io::Error)> {
    let mut made = Made::default();
    for (path, text) in files {
        if let Err(error) = made.add(&root.join(path.as_str()), text) {
            made.take_back();
            return Err((path.clone(), error));
        }
    }
    Ok(())
}

/// Whoever protected a folder meant it, for the system's administrator too. On Windows the mark says nothing of that kind.
fn refuse_protected(folder: Option<&Path>) -> io::Result<()> {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match cfg!(unix) && fs::metadata(folder)?.permissions().readonly() {
        true => Err(ErrorKind::PermissionDenied.into()),
        false => Ok(()),
    }
}

/// What has been made so far, in that order.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn add(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            self.add_folder(folder)?;
        }
        refuse_protected(path.parent())?;
        let mut file = File::create_new(path)?;
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn add_folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(outer) = folder.parent() {
            self.add_folder(outer)?;
        }
        refuse_protected(folder.parent())?;
        fs::create_dir(folder)?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// Removes it again; whatever somebody else has put there meanwhile stays, and so does its folder.
    fn take_back(self) {
        for file in self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
