//! The site before the last, kept as the start of the next one.
//!
//! In a large site nearly all of a publish would go into making folders and links anew and removing the old ones: at 10,000
//! pages on ext4 several seconds for one changed page, for ext4 is slow to reuse what was removed a moment ago. So the old
//! site is not removed but waits in the work folder, and the next publish changes it into the new site before the two trade
//! places again. Nothing in it is trusted: a file stays only if it is the very file (inode) that was found good in the
//! destination. So it may have been left in any state.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::work::remove;
use crate::site::Site;

/// From how many outputs a spare site is kept. Below, making everything anew takes a tenth of a second at most, and a clean
/// neighbourhood is worth more.
const WORTH_KEEPING: usize = 2_000;

pub fn is_worth_keeping(site: &Site) -> bool {
    cfg!(unix) && site.len() >= WORTH_KEEPING
}

/// Removes from a spare site everything that is not a file at the path of an output, or a folder of such files.
pub fn prune(spare: &Path, site: &Site) -> io::Result<()> {
    let folders =
        site.outputs().flat_map(|(path, _)| path.match_indices('/').map(|(slash, _)| &path[..slash])).collect();
    prune_folder(spare, "", site, &folders)
}

fn prune_folder(folder: &Path, relative: &str, site: &Site, folders: &HashSet<&str>) -> io::Result<()> {
    let mut inner = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let path =
            name.to_str().map(|name| if relative.is_empty() { name.to_owned() } else { format!("{relative}/{name}") });
        let kind = entry.file_type()?;
        match path {
            Some(path) if kind.is_dir() && folders.contains(path.as_str()) => inner.push((entry.path(), path)),
            Some(path) if kind.is_file() && site.get(&path).is_some() => {}
            _ if kind.is_dir() => remove(&entry.path()),
            _ => fs::remove_file(entry.path())?,
        }
    }
    inner.par_iter().try_for_each(|(folder, path)| prune_folder(folder, path, site, folders))
}

/// Whether two paths lead to one file on disk.
#[cfg(unix)]
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(a), fs::symlink_metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
pub fn is_same_file(_: &Path, _: &Path) -> bool {
    false
}
