//! Site → disk: all of it or nothing.
//!
//! The destination holds the old site or the new one, never a mixture and never nothing, even when the process is killed or
//! the disk is full. How:
//!
//! 1. One build at a time works on a destination: it holds the lock in the work folder `.<name>.onramp` beside it.
//! 2. Files that are new or changed are streamed into a new folder inside the work folder, on the same file system.
//! 3. Files that are the same, byte for byte, are hard-linked into it, so they keep their time stamps.
//! 4. The new folder and the destination trade places in one step; then the old site is removed (a large one is kept in the
//!    work folder, to be turned into the next site).
//!
//! When nothing has changed, the destination is not touched at all.
//!
//! A program that has the destination as its current folder stays in the old one: a server should be given the path instead.
//!
//! **Not promised:** what a power failure leaves. No file is flushed to the disk by itself, because that costs many times the
//! writing, and a site can be built again at any time. The next build mends such damage: it compares bytes, not dates.

#![expect(clippy::disallowed_methods, reason = "this is where files are written")]

mod destination;
mod error;
mod manifest;
mod output_path;
mod spare;
mod stage;
mod standing;
mod swap;
mod words;
mod work;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::site::Site;

pub use error::{Forbidden, PublishError};
pub use manifest::MANIFEST;

use manifest::Manifest;
use stage::Stage;
use standing::Standing;
use work::WorkFolder;

/// What a publish did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have other content than before.
    pub written: usize,
    /// Files that were there already, with the same bytes.
    pub kept: usize,
    /// Files of the old site that nothing produces any more.
    pub removed: usize,
    /// Length of all files of the site in bytes, without Onramp's own manifest.
    pub bytes: u64,
    /// The destination as an absolute path without symbolic links.
    pub path: PathBuf,
}

/// How far a publish has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another build is publishing to the same destination. Said once.
    Waiting,
    /// So many outputs have been made and compared. Numbers may arrive out of order, as threads overtake each other.
    Made(usize),
    /// So many unchanged files have been carried over.
    Carried(usize),
    /// The new site is complete and about to take its place.
    Swapping,
    /// The new site is in its place; what was there is being removed.
    Removing,
}

/// Publishes the site, unless another build is publishing to the same destination right now.
///
/// `progress` gets the number of outputs made so far, from any thread. The errors are those of [`publish_patiently`].
pub fn publish(site: &Site, destination: &Path, progress: &(dyn Fn(usize) + Sync)) -> Result<Published, PublishError> {
    publish_patiently(site, destination, Duration::ZERO, &|step| {
        if let Progress::Made(count) = step {
            progress(count);
        }
    })
}

/// Publishes the site; waits up to `patience` while another build publishes to the same destination.
///
/// Waiting is right where builds are started by machines (two pushes in a row): the later build has the newer text and must
/// not get lost. It is the caller's choice, because a person would rather hear at once that a build is running.
///
/// # Errors
///
/// Every error leaves the destination as it was. With several failing outputs, the error is that of the first in path order.
pub fn publish_patiently(
    site: &Site,
    destination: &Path,
    patience: Duration,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Published, PublishError> {
    output_path::check(site)?;
    let destination = destination::resolve(destination)?;
    destination::refuse_forbidden(&destination, site)?;
    // Once before waiting for the lock, so that a wrong folder is refused without leaving a trace beside it.
    Standing::look(&destination)?;
    let work = WorkFolder::lock(&destination, patience, &|| progress(Progress::Waiting))?;
    swap::recover(&work, &destination)?;
    work.sweep();
    let standing = Standing::look(&destination)?;

    let stage = Stage::new(&work, &destination, &standing, site)?;
    let made = stage.make(site, &|count| progress(Progress::Made(count)))?;
    let manifest = Manifest::of(&made);
    let bytes = manifest.to_bytes();
    let removed = standing.files_gone(&destination, &manifest)?;
    let published = Published {
        written: made.iter().filter(|output| !output.kept).count(),
        kept: made.iter().filter(|output| output.kept).count(),
        removed,
        bytes: made.iter().map(|output| output.entry.length).sum(),
        path: destination.clone(),
    };
    if published.written == 0 && removed == 0 && standing.has_manifest(&bytes) {
        return Ok(published);
    }

    stage.carry_over(&made, &|count| progress(Progress::Carried(count)))?;
    stage.write(MANIFEST, &bytes)?;
    progress(Progress::Swapping);
    swap::put_in_place(&work, &stage, &destination, &standing)?;
    progress(Progress::Removing);
    // The site is published. Old files that cannot be removed now (open files on NFS, for one) go with the next publish.
    work.keep_or_remove(&stage.path, spare::is_worth_keeping(site));
    Ok(published)
}
