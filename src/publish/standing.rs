//! What stands at the destination before a publish.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Entry, Manifest};
use super::{MANIFEST, PublishError};

/// What stands at the destination.
pub enum Standing {
    Nothing,
    EmptyFolder(Metadata),
    Site(OldSite),
}

/// A site that Onramp published earlier.
pub struct OldSite {
    pub folder: Metadata,
    manifest: Vec<u8>,
    files: BTreeMap<String, Entry>,
}

/// Files that file managers leave in every folder they show. They may go with the old site, and do not count as strange.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

impl Standing {
    /// Looks at the destination, and refuses a folder that Onramp did not make and that is not empty.
    pub fn look(destination: &Path) -> Result<Self, PublishError> {
        let failed = |error| PublishError::io(destination, error);
        let folder = match fs::symlink_metadata(destination) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(error) => return Err(failed(error)),
            Ok(folder) if folder.is_dir() => folder,
            Ok(_) => {
                return Err(PublishError::NotAFolder { path: destination.to_path_buf() });
            }
        };
        if is_mount_point(destination, &folder) {
            return Err(PublishError::MountPoint { folder: destination.to_path_buf() });
        }
        match read_manifest(&destination.join(MANIFEST)) {
            Ok(manifest) => {
                let files = Manifest::parse(destination, &manifest)?.files;
                Ok(Standing::Site(OldSite { folder, manifest, files }))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                match fs::read_dir(destination).map_err(failed)?.next() {
                    None => Ok(Standing::EmptyFolder(folder)),
                    // Another build has published its first site between the two questions.
                    Some(_) if destination.join(MANIFEST).exists() => Standing::look(destination),
                    Some(_) => Err(PublishError::NotOurs { folder: destination.to_path_buf() }),
                }
            }
            Err(error) => Err(PublishError::io(&destination.join(MANIFEST), error)),
        }
    }

    pub fn folder(&self) -> Option<&Metadata> {
        match self {
            Standing::Nothing => None,
            Standing::EmptyFolder(folder) | Standing::Site(OldSite { folder, .. }) => Some(folder),
        }
    }

    /// Whether the old site has exactly this manifest.
    pub fn has_manifest(&self, bytes: &[u8]) -> bool {
        matches!(self, Standing::Site(old) if old.manifest == bytes)
    }

    /// How many files of the old site are not in the new one.
    ///
    /// Refuses when there are files that Onramp did not make, for they would go too. Every entry on disk is looked at, so
    /// a `.git` folder or a note that somebody left in the site is noticed.
    pub fn files_gone(&self, destination: &Path, new: &Manifest) -> Result<usize, PublishError> {
        let Standing::Site(old) = self else {
            return Ok(0);
        };
        let mut found = walk(destination, "").map_err(|error| PublishError::io(destination, error))?;
        found.sort_unstable();
        let strange: Vec<&str> = found
            .iter()
            .filter(|found| !(found.plain_file && (found.path == MANIFEST || old.files.contains_key(&found.path))))
            .filter(|found| !LITTER.contains(&found.path.rsplit('/').next().unwrap_or_default()))
            .map(|found| found.path.as_str())
            .collect();
        if !strange.is_empty() {
            return Err(PublishError::StrangeFiles {
                folder: destination.to_path_buf(),
                first: strange.iter().take(5).map(|path| path.to_string()).collect(),
                count: strange.len(),
            });
        }
        let gone = |found: &&Found| old.files.contains_key(&found.path) && !new.files.contains_key(&found.path);
        Ok(found.iter().filter(gone).count())
    }
}

/// Anything in a folder that is not a folder.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// Relative to the site, `/`-separated.
    path: String,
    /// A regular file whose name is text, as all of Onramp's are.
    plain_file: bool,
}

fn walk(folder: &Path, relative: &str) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_text = name.to_str().is_some();
        let name = name.to_string_lossy();
        let path = if relative.is_empty() { name.into_owned() } else { format!("{relative}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((entry.path(), path));
        } else {
            found.push(Found { path, plain_file: kind.is_file() && is_text });
        }
    }
    let inner: Vec<Vec<Found>> =
        folders.par_iter().map(|(folder, path)| walk(folder, path)).collect::<io::Result<_>>()?;
    found.extend(inner.into_iter().flatten());
    Ok(found)
}

/// A manifest that is a link or a device is not one that Onramp wrote.
fn read_manifest(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(Vec::new());
    }
    fs::read(path)
}

/// Known early, a mount point is refused before any work. Where it is not recognised (a bind mount of the same file system),
/// the swap fails with the same error.
#[cfg(unix)]
fn is_mount_point(destination: &Path, folder: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let parent = destination.parent().and_then(|parent| fs::metadata(parent).ok());
    parent.is_some_and(|parent| parent.dev() != folder.dev())
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &Metadata) -> bool {
    false
}
