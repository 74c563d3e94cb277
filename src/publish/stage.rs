//! The new site while it is made: what changed is written, what did not is carried over.

use std::fs::{self, File, FileTimes, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::manifest::Entry;
use super::standing::Standing;
use super::work::WorkFolder;
use super::{PublishError, spare};
use crate::site::{Recipe, Site};

/// How much of a file is in memory at a time, in bytes. Small enough for the stack, larger than most pages.
const PIECE: usize = 32 * 1024;

/// The folder in which the new site is made.
pub struct Stage {
    pub path: PathBuf,
    /// The site to compare with.
    old: Option<PathBuf>,
    /// The stage began as a spare site: there may be something in the way of any file.
    reused: bool,
    /// Whether files have to be flushed before it is certain that there was room for them.
    flush: bool,
}

/// One output that has been made and compared with the old site.
pub struct Made<'s> {
    pub path: &'s str,
    pub entry: Entry,
    /// The old site has the same bytes. The file is not in the stage until it is carried over.
    pub kept: bool,
}

impl Stage {
    /// Begins with a spare site if there is one and it can be of use, and else with an empty folder.
    pub fn new(work: &WorkFolder, destination: &Path, standing: &Standing, site: &Site) -> Result<Self, PublishError> {
        let old = matches!(standing, Standing::Site(_)).then(|| destination.to_path_buf());
        let reused = old.is_some() && work.spare().is_dir() && spare::prune(&work.spare(), site).is_ok();
        let path = if reused { work.spare() } else { work.make_disposable()? };
        if let Some(folder) = standing.folder() {
            let _ = take_after(&path, folder);
        }
        let flush = reports_full_disk_late(&path);
        Ok(Stage { path, old, reused, flush })
    }

    /// Makes all outputs in parallel and writes those that are not in the old site with the same bytes.
    ///
    /// Of several errors, the first in path order is returned at any thread count: an output is skipped only when one
    /// before it has failed.
    pub fn make<'s>(&self, site: &'s Site, progress: &(dyn Fn(usize) + Sync)) -> Result<Vec<Made<'s>>, PublishError> {
        let outputs: Vec<(&str, &Recipe)> = site.outputs().collect();
        let first_failure = AtomicUsize::new(usize::MAX);
        let count = AtomicUsize::new(0);
        let results: Vec<Option<Result<Made, PublishError>>> = outputs
            .into_par_iter()
            .enumerate()
            .map(|(index, (path, recipe))| {
                if index > first_failure.load(Ordering::Relaxed) {
                    return None;
                }
                let made = self.make_one(path, recipe);
                match made {
                    Ok(_) => progress(count.fetch_add(1, Ordering::Relaxed) + 1),
                    Err(_) => {
                        first_failure.fetch_min(index, Ordering::Relaxed);
                    }
                }
                Some(made)
            })
            .collect();
        results.into_iter().flatten().collect()
    }

    /// Hard-links the kept files from the old site into the stage.
    pub fn carry_over(&self, made: &[Made], progress: &(dyn Fn(usize) + Sync)) -> Result<(), PublishError> {
        let Some(old) = &self.old else { return Ok(()) };
        let count = AtomicUsize::new(0);
        made.par_iter().filter(|output| output.kept).try_for_each(|output| {
            let (from, to) = (old.join(output.path), self.path.join(output.path));
            let is_there = self.reused && spare::is_same_file(&from, &to);
            let linked = if is_there { Ok(()) } else { self.in_place_of(&to, || self.link_or_copy(&from, &to)) };
            linked.map_err(|error| match error.kind() {
                ErrorKind::NotFound => PublishError::DestinationChanged { folder: old.clone() },
                _ => PublishError::io(&to, error),
            })?;
            progress(count.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(())
        })
    }

    /// Writes one file whose bytes are in memory.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let (to, mut file) = self.create(path)?;
        file.write_all(bytes).and_then(|()| self.finish(&file)).map_err(|error| PublishError::io(&to, error))
    }

    fn make_one<'s>(&self, path: &'s str, recipe: &Recipe) -> Result<Made<'s>, PublishError> {
        match recipe {
            Recipe::Bytes(bytes) => self.place_bytes(path, bytes),
            Recipe::Page(render) => match render() {
                Ok(bytes) => self.place_bytes(path, &bytes),
                Err(diagnostic) => Err(PublishError::Page { path: path.to_owned(), diagnostic }),
            },
            Recipe::File { disk, length, hash } => {
                let entry = Entry { blake3: hash.clone(), length: *length };
                let kept = self.place_file(path, disk, &entry)?;
                Ok(Made { path, entry, kept })
            }
        }
    }

    fn place_bytes<'s>(&self, path: &'s str, bytes: &[u8]) -> Result<Made<'s>, PublishError> {
        let length = bytes.len() as u64;
        let kept = OldFile::open(self.old.as_deref(), path, length).is_some_and(|mut old| old.has(bytes));
        if !kept {
            self.write(path, bytes)?;
        }
        let entry = Entry { blake3: blake3::hash(bytes).to_hex().to_string(), length };
        Ok(Made { path, entry, kept })
    }

    /// Copies a source file unless the old site has it. Either way the source is read in full and must be what it was.
    fn place_file(&self, path: &str, disk: &Path, expected: &Entry) -> Result<bool, PublishError> {
        if let Some(mut old) = OldFile::open(self.old.as_deref(), path, expected.length) {
            let mut same = true;
            read_source(disk, expected, |piece| {
                same = same && old.has(piece);
                Ok(())
            })?;
            if same {
                return Ok(true);
            }
        }
        let (to, mut file) = self.create(path)?;
        read_source(disk, expected, |piece| file.write_all(piece).map_err(|error| PublishError::io(&to, error)))?;
        self.finish(&file).map_err(|error| PublishError::io(&to, error))?;
        Ok(false)
    }

    fn create(&self, path: &str) -> Result<(PathBuf, File), PublishError> {
        let to = self.path.join(path);
        match self.in_place_of(&to, || File::create_new(&to)) {
            Ok(file) => Ok((to, file)),
            Err(error) => Err(PublishError::io(&to, error)),
        }
    }

    /// Makes something new at `path`: never into a file that is there, because that may be linked to the old site.
    ///
    /// Folders are made when the first file finds its own missing, so each is made once and never looked for.
    fn in_place_of<T>(&self, path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
        if self.reused {
            match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        match make() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                make()
            }
            done => done,
        }
    }

    /// A copy with the same time stamp does where the file system has no links, or does not allow one to this file.
    fn link_or_copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::hard_link(from, to) {
            Err(error) if error.kind() != ErrorKind::NotFound => self.finish(&copy_with_time(from, to)?),
            done => done,
        }
    }

    fn finish(&self, file: &File) -> io::Result<()> {
        if self.flush { file.sync_data() } else { Ok(()) }
    }
}

/// Gives the copy back, not yet flushed.
fn copy_with_time(from: &Path, to: &Path) -> io::Result<File> {
    let mut source = File::open(from)?;
    let mut copy = File::create_new(to)?;
    io::copy(&mut source, &mut copy)?;
    copy.set_times(FileTimes::new().set_modified(source.metadata()?.modified()?))?;
    Ok(copy)
}

/// Reads a source file piece by piece, and fails in the end if it is not the file that was read with the project.
fn read_source(
    disk: &Path,
    expected: &Entry,
    mut each: impl FnMut(&[u8]) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::NotFound => PublishError::SourceChanged { path: disk.to_path_buf() },
        _ => PublishError::io(disk, error),
    };
    let mut source = File::open(disk).map_err(failed)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = [0; PIECE];
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error)),
        };
        hasher.update(&buffer[..read]);
        // A file that somebody keeps writing to must not fill the disk.
        if hasher.count() > expected.length {
            break;
        }
        each(&buffer[..read])?;
    }
    if hasher.count() != expected.length || hasher.finalize().to_hex().as_str() != expected.blake3 {
        return Err(PublishError::SourceChanged { path: disk.to_path_buf() });
    }
    Ok(())
}

/// A file of the old site that has the right length, being compared. Reading it again is cheaper than writing a new one, and
/// unlike a comparison of dates and hashes it notices a page that was edited or damaged where it lies.
struct OldFile(File);

impl OldFile {
    fn open(old: Option<&Path>, path: &str, length: u64) -> Option<Self> {
        let path = old?.join(path);
        // What cannot be read cannot be the same. Asking first keeps from opening a pipe, which would block.
        let found = fs::symlink_metadata(&path).ok()?;
        if !found.is_file() || found.len() != length {
            return None;
        }
        File::open(path).ok().map(OldFile)
    }

    /// Whether these bytes come next.
    fn has(&mut self, bytes: &[u8]) -> bool {
        let mut buffer = [0; PIECE];
        bytes.chunks(PIECE).all(|piece| {
            let buffer = &mut buffer[..piece.len()];
            self.0.read_exact(buffer).is_ok() && buffer == piece
        })
    }
}

/// Gives the new folder the permissions and the group that somebody chose for the old one; the files in it follow the umask.
///
/// Best effort: only some users may give a folder to a group.
#[cfg(unix)]
fn take_after(new: &Path, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    if fs::metadata(new)?.gid() != old.gid() {
        chown(new, None, Some(old.gid()))?;
    }
    fs::set_permissions(new, fs::Permissions::from_mode(old.mode() & 0o7777 | 0o700))
}

#[cfg(not(unix))]
fn take_after(_: &Path, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Whether a file system may accept bytes that it has no room for, and say so only when a file is flushed: those on a network.
#[cfg(target_os = "linux")]
fn reports_full_disk_late(path: &Path) -> bool {
    // statfs(2): NFS, SMB/CIFS (two), 9P, FUSE, Ceph.
    const LATE: [u32; 6] = [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546, 0x00c3_6400];
    rustix::fs::statfs(path).is_ok_and(|found| LATE.contains(&(found.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
fn reports_full_disk_late(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    #[test]
    fn a_copy_keeps_the_time_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::write(&from, "text").unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from).unwrap().set_modified(long_ago).unwrap();
        copy_with_time(&from, &to).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"text");
        assert_eq!(fs::metadata(&to).unwrap().modified().unwrap(), long_ago);
    }
}
