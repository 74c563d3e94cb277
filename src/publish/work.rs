//! The work folder beside the destination: the lock, the new site while it is made, the old one while it goes.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::PublishError;

/// `.<name>.onramp` beside the destination `<name>`, held by one process at a time.
///
/// A file in it carries the lock (`flock` on Unix), which the system releases however the process ends. So whatever else is
/// found in the folder once the lock is held, was left by a build that is no longer alive. A lock on the parent folder
/// itself would need no file, but anybody who may read that folder could hold it, and NFS does not allow it.
///
/// The folder itself is closed to other users: a web server should not find an unpublished site, or one taken back, in it.
/// Dropping it removes everything that can be removed, and then releases the lock.
pub struct WorkFolder {
    path: PathBuf,
    /// Folders above that had to be made, outermost first; removed again if nothing came of it.
    made_parents: Vec<PathBuf>,
    lock: File,
}

const LOCK: &str = "lock";
/// How the lock file begins, as proof that the folder is Onramp's.
const SIGNATURE: &str = "onramp ";
/// How the names begin of what can be removed at any time: new sites and, after the swap, the old one.
const DISPOSABLE: &str = "new-";
/// Seldom needed: long enough not to burn time, short enough not to be felt.
const ASK_AGAIN: Duration = Duration::from_millis(20);

impl WorkFolder {
    /// Makes the work folder and locks it. Says `waiting` once if another process holds it, and waits up to `patience`.
    pub fn lock(destination: &Path, patience: Duration, waiting: &dyn Fn()) -> Result<Self, PublishError> {
        let started = Instant::now();
        let mut said = false;
        let path = beside(destination);
        let mut made_parents = Vec::new();
        loop {
            if !make(&path, &mut made_parents)? {
                continue;
            }
            let lock_path = path.join(LOCK);
            let mut lock = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&lock_path)
            {
                Ok(lock) => lock,
                // The build that held it has just finished and taken the folder away.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(PublishError::io(&lock_path, error)),
            };
            match lock.try_lock() {
                Ok(()) if is_still_at(&lock, &lock_path) => {
                    if !is_ours(&mut lock, &path) {
                        return Err(PublishError::StrangeWorkFolder { folder: path });
                    }
                    let mut work = WorkFolder { path, made_parents, lock };
                    work.sign().map_err(|error| PublishError::io(&lock_path, error))?;
                    return Ok(work);
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if started.elapsed() >= patience => {
                    return Err(PublishError::Busy { folder: destination.to_path_buf(), process: holder(&mut lock) });
                }
                Err(TryLockError::WouldBlock) => {
                    if !said {
                        waiting();
                        said = true;
                    }
                    thread::sleep(ASK_AGAIN.min(patience));
                }
                Err(TryLockError::Error(error)) => return Err(PublishError::io(&lock_path, error)),
            }
        }
    }

    /// Writes the signature and the process id, in one write over what is there: a kill never leaves the folder unsigned.
    fn sign(&mut self) -> io::Result<()> {
        self.lock.rewind()?;
        self.lock.write_all(format!("{SIGNATURE}{:>10}\n", process::id()).as_bytes())
    }

    /// A new, empty folder for a site that is being made.
    pub fn make_disposable(&self) -> Result<PathBuf, PublishError> {
        let path = self.free_name();
        fs::create_dir(&path).map_err(|error| PublishError::io(&path, error))?;
        Ok(path)
    }

    /// A disposable name that is not taken. Names are taken when something old could not be removed.
    pub fn free_name(&self) -> PathBuf {
        let mut number = 0;
        loop {
            let path = self.path.join(format!("{DISPOSABLE}{number}"));
            if fs::symlink_metadata(&path).is_err() {
                return path;
            }
            number += 1;
        }
    }

    /// Where the old site waits where two folders cannot be exchanged in one step. Never swept: it may be the only copy.
    pub fn old(&self) -> PathBuf {
        self.path.join("old")
    }

    /// Where the site before the last waits to become the next one.
    pub fn spare(&self) -> PathBuf {
        self.path.join("spare")
    }

    /// Makes `site`, which lies in the work folder, the spare one, or removes it; and removes a spare one that was not used.
    pub fn keep_or_remove(&self, site: &Path, keep: bool) {
        let spare = self.spare();
        // After a first publish nothing lies there.
        let keep = keep && site.is_dir();
        if !(keep && site == spare) {
            let _ = fs::rename(&spare, self.free_name());
        }
        if keep {
            let _ = fs::rename(site, &spare);
        }
        self.sweep();
    }

    /// Removes everything disposable, as far as possible.
    pub fn sweep(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(DISPOSABLE) {
                remove(&entry.path());
            }
        }
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        self.sweep();
        let names = || fs::read_dir(&self.path).into_iter().flatten().flatten().map(|entry| entry.file_name());
        // The signature stays as long as there is anything that it has to prove ours.
        if names().eq([OsString::from(LOCK)]) {
            // Others may have the file open and wait for it; they notice that it is gone and begin again.
            let _ = fs::remove_file(self.path.join(LOCK));
            let _ = fs::remove_dir(&self.path);
        }
        for parent in self.made_parents.iter().rev() {
            let _ = fs::remove_dir(parent);
        }
    }
}

fn beside(destination: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(destination.file_name().unwrap_or_default());
    name.push(".onramp");
    destination.with_file_name(name)
}

/// Makes the folder, and those above it. `false` when it has to be tried again, because a folder vanished meanwhile.
fn make(path: &Path, made_parents: &mut Vec<PathBuf>) -> Result<bool, PublishError> {
    match create_closed(path) {
        Ok(()) => return Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let Some(parent) = path.parent() else {
                return Err(PublishError::io(path, error));
            };
            let missing: Vec<&Path> = parent.ancestors().take_while(|folder| !folder.exists()).collect();
            fs::create_dir_all(parent).map_err(|error| PublishError::io(parent, error))?;
            made_parents.extend(missing.into_iter().rev().map(Path::to_path_buf));
            return Ok(false);
        }
        Err(error) => return Err(PublishError::io(path, error)),
    }
    // Not to follow a link that somebody laid here, and not to leave a lock in a folder that has another use.
    let names: Vec<OsString> = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => {
            fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect()
        }
        Ok(_) => {
            return Err(PublishError::StrangeWorkFolder { folder: path.to_path_buf() });
        }
        Err(_) => return Ok(false),
    };
    if !names.is_empty() && !names.iter().any(|name| name == LOCK) {
        return Err(PublishError::StrangeWorkFolder { folder: path.to_path_buf() });
    }
    Ok(true)
}

/// Makes a folder for its owner and group, as far as the umask lets them in.
#[cfg(unix)]
fn create_closed(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o770).create(path)
}

#[cfg(not(unix))]
fn create_closed(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Whether the lock file has the signature. An empty one is that of a build that was killed, or whose disk was full, right
/// after making it, so there must be nothing beside it.
fn is_ours(lock: &mut File, folder: &Path) -> bool {
    let mut found = Vec::new();
    let read = lock.take(64).read_to_end(&mut found);
    let is_alone = || fs::read_dir(folder).is_ok_and(|entries| entries.count() == 1);
    read.is_ok() && (found.starts_with(SIGNATURE.as_bytes()) || found.is_empty() && is_alone())
}

/// The process that holds the lock, if it has signed already.
fn holder(lock: &mut File) -> Option<u32> {
    let mut text = String::new();
    lock.take(64).read_to_string(&mut text).ok()?;
    text.strip_prefix(SIGNATURE)?.trim().parse().ok()
}

/// Whether the file that we locked is still the one under that name, and not one that its holder removed.
#[cfg(unix)]
fn is_still_at(lock: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (lock.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(there)) => (ours.dev(), ours.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Removes a tree on all cores; what cannot be removed stays. Never follows a link.
pub fn remove(path: &Path) {
    let mut folders = Vec::new();
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push(entry.path());
        } else {
            let _ = fs::remove_file(entry.path());
        }
    }
    folders.par_iter().for_each(|folder| remove(folder));
    let _ = fs::remove_dir(path);
}
