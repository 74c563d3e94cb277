//! Which folder is meant, and whether it may become a site at all.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Forbidden, PublishError};
use crate::site::{Recipe, Site};

/// The destination as an absolute path without symbolic links, `.`, `..` or trailing slash.
///
/// It need not exist yet. When it is a symbolic link to a folder, that folder is replaced and the link stays.
pub fn resolve(given: &Path) -> Result<PathBuf, PublishError> {
    let given = if given.as_os_str().is_empty() { Path::new(".") } else { given };
    // Collecting the components drops a trailing slash, which would make the system follow a link too early.
    let absolute: PathBuf =
        std::path::absolute(given).map_err(|error| PublishError::io(given, error))?.components().collect();
    match fs::canonicalize(&absolute) {
        Ok(path) if path.is_dir() => Ok(path),
        Ok(_) => Err(PublishError::NotAFolder { path: absolute }),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Err(PublishError::NotAFolder { path: absolute }),
        Err(error) if error.kind() == ErrorKind::NotFound => resolve_missing(&absolute, error),
        Err(error) => Err(PublishError::io(&absolute, error)),
    }
}

fn resolve_missing(absolute: &Path, error: io::Error) -> Result<PathBuf, PublishError> {
    if fs::symlink_metadata(absolute).is_ok() {
        return Err(PublishError::DanglingLink { path: absolute.to_path_buf() });
    }
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => Ok(resolve(parent)?.join(name)),
        // A path that ends in `..` has no name.
        (Some(_), None) => Err(PublishError::UnclearPath { path: absolute.to_path_buf() }),
        (None, _) => Err(PublishError::io(absolute, error)),
    }
}

/// Refuses folders that must not be replaced, even if they are empty or seem to be Onramp's.
///
/// A destination *inside* the content folder is not refused here: only the reader of the project knows what it would read.
pub fn refuse_forbidden(destination: &Path, site: &Site) -> Result<(), PublishError> {
    let refuse = |why| Err(PublishError::Forbidden { folder: destination.to_path_buf(), why });
    let holds = |path: Option<PathBuf>| {
        path.and_then(|path| fs::canonicalize(path).ok()).is_some_and(|path| path.starts_with(destination))
    };
    if destination.parent().is_none() {
        return refuse(Forbidden::Root);
    }
    if holds(env::home_dir().filter(|home| !home.as_os_str().is_empty())) {
        return refuse(Forbidden::Home);
    }
    if holds(env::current_dir().ok()) {
        return refuse(Forbidden::CurrentFolder);
    }
    let mut asked = BTreeSet::new();
    for (_, recipe) in site.outputs() {
        if let Recipe::File { disk, .. } = recipe
            && let Some(folder) = disk.parent()
            && asked.insert(folder)
            && holds(Some(folder.to_path_buf()))
        {
            return refuse(Forbidden::Source(disk.clone()));
        }
    }
    Ok(())
}
