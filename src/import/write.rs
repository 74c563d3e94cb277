//! Files of a project → disk: all of them or none, and never over something that is there.

#![expect(clippy::disallowed_methods, reason = "this is where a new project is written")]

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::ImportError;
use super::layout::Layout;
use super::manuscript::Content;

/// Says whether a project could be written there, before any work is done.
///
/// # Errors
/// When there is something already, or no folder for it to stand in.
pub fn is_free(into: &Path) -> Result<(), ImportError> {
    match fs::read_dir(into) {
        Ok(mut entries) => match entries.next() {
            Some(_) => Err(ImportError::Occupied(into.to_owned())),
            None => Ok(()),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A link that leads nowhere is something, too.
            if fs::symlink_metadata(into).is_ok() {
                return Err(ImportError::Occupied(into.to_owned()));
            }
            let parent = parent(into);
            if parent.is_dir() { Ok(()) } else { Err(ImportError::NoParent(parent)) }
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(ImportError::Occupied(into.to_owned())),
        Err(error) => Err(ImportError::io(into, error)),
    }
}

/// Writes the project. It is made beside its place under a name of its own and moved there in one step.
///
/// # Errors
/// When there is something already, or a file cannot be written; then nothing is left behind.
pub fn write(layout: &Layout, into: &Path) -> Result<(), ImportError> {
    is_free(into)?;
    let name = into.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = parent(into).join(format!(".{name}.{}.onramp", std::process::id()));
    fs::create_dir(&beside).map_err(|error| ImportError::io(&beside, error))?;
    let written = fill(layout, &beside).and_then(|()| put_in_place(&beside, into));
    if written.is_err() {
        // The first error says what went wrong.
        let _ = fs::remove_dir_all(&beside);
    }
    written
}

fn fill(layout: &Layout, folder: &Path) -> Result<(), ImportError> {
    for (path, content) in &layout.files {
        let file = folder.join(path);
        let write = || -> io::Result<()> {
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent)?;
            }
            match content {
                Content::Bytes(bytes) => fs::write(&file, bytes),
                Content::File(source) => fs::copy(source, &file).map(drop),
            }
        };
        write().map_err(|error| ImportError::Io { path: PathBuf::from(path), error })?;
    }
    Ok(())
}

fn put_in_place(beside: &Path, into: &Path) -> Result<(), ImportError> {
    // An empty folder may be there. Removing fails when somebody has put something into it meanwhile.
    match fs::remove_dir(into) {
        Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {
            return Err(ImportError::Occupied(into.to_owned()));
        }
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(ImportError::io(into, error)),
        _ => {}
    }
    fs::rename(beside, into).map_err(|error| ImportError::io(into, error))
}

fn parent(into: &Path) -> PathBuf {
    match into.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
