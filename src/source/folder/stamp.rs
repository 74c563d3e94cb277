//! What tells that a file is not what it was, without reading it.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Length, time of the last change and the file's number. Whoever replaces a file by another of the same length and time still
/// changes its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    number: u64,
}

impl Stamp {
    /// Of the file that a link leads to, for a link; `None` when it cannot be looked at.
    pub fn of(disk: &Path) -> Option<Stamp> {
        let metadata = fs::metadata(disk).ok()?;
        Some(Stamp { length: metadata.len(), modified: metadata.modified().ok(), number: number(&metadata) })
    }
}

#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}
