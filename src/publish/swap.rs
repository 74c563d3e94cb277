//! The one moment at which the new site takes the place of the old one.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::PublishError;
use super::stage::Stage;
use super::standing::Standing;
use super::work::WorkFolder;

/// Puts the stage where the destination is. Afterwards the old site lies under a disposable name in the work folder.
///
/// Two folders are exchanged in one step by `renameat2` with `RENAME_EXCHANGE` (Linux 3.15; `renameatx_np` on macOS). Where
/// that does not exist, two renames do; between them the destination is missing for a moment, and [`recover`] mends it
/// when the process ends right there.
pub fn put_in_place(
    work: &WorkFolder,
    stage: &Stage,
    destination: &Path,
    standing: &Standing,
) -> Result<(), PublishError> {
    if !is_as_found(destination, standing) {
        return Err(PublishError::DestinationChanged { folder: destination.to_path_buf() });
    }
    let swapped = match standing {
        Standing::Site(_) => match exchange(&stage.path, destination) {
            Err(error) if is_unsupported(&error) => exchange_in_two_steps(work, &stage.path, destination),
            done => done,
        },
        Standing::EmptyFolder(_) => replace_empty(&stage.path, destination),
        Standing::Nothing => fs::rename(&stage.path, destination),
    };
    swapped.map_err(|error| match error.kind() {
        // A bind mount, or a folder in a lower layer of an overlay file system.
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => {
            PublishError::MountPoint { folder: destination.to_path_buf() }
        }
        ErrorKind::DirectoryNotEmpty | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            PublishError::DestinationChanged { folder: destination.to_path_buf() }
        }
        _ => PublishError::io(destination, error),
    })
}

/// Brings back the old site if a process ended between two renames, and makes it disposable if it ended after them.
pub fn recover(work: &WorkFolder, destination: &Path) -> Result<(), PublishError> {
    let old = work.old();
    if fs::symlink_metadata(&old).is_err() {
        return Ok(());
    }
    let home = match fs::symlink_metadata(destination) {
        Err(error) if error.kind() == ErrorKind::NotFound => destination.to_path_buf(),
        _ => work.free_name(),
    };
    fs::rename(&old, &home).map_err(|error| PublishError::io(&old, error))
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

fn exchange_in_two_steps(work: &WorkFolder, new: &Path, destination: &Path) -> io::Result<()> {
    let old = work.old();
    fs::rename(destination, &old)?;
    if let Err(error) = fs::rename(new, destination) {
        // If this fails too, the next build recovers.
        let _ = fs::rename(&old, destination);
        return Err(error);
    }
    // Published. A failure here is mended by the next build.
    let _ = fs::rename(&old, new);
    Ok(())
}

#[cfg(unix)]
fn replace_empty(new: &Path, destination: &Path) -> io::Result<()> {
    fs::rename(new, destination)
}

/// Only POSIX lets a folder be renamed over an empty one.
#[cfg(not(unix))]
fn replace_empty(new: &Path, destination: &Path) -> io::Result<()> {
    fs::remove_dir(destination)?;
    fs::rename(new, destination)
}

/// Whether the destination is still what it was when the build began, so that no other folder is taken for the old site.
fn is_as_found(destination: &Path, standing: &Standing) -> bool {
    match (standing.folder(), fs::symlink_metadata(destination)) {
        (None, Err(error)) => error.kind() == ErrorKind::NotFound,
        (Some(before), Ok(now)) => is_same(before, &now),
        _ => false,
    }
}

#[cfg(unix)]
fn is_same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(a: &fs::Metadata, b: &fs::Metadata) -> bool {
    a.is_dir() == b.is_dir() && a.created().ok() == b.created().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// A destination with an old site, and a new one in the work folder.
    fn with_sites(check: impl FnOnce(&WorkFolder, &Path, &Path)) {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir(&site).unwrap();
        fs::write(site.join("a"), "old").unwrap();
        let work = WorkFolder::lock(&site, Duration::ZERO, &|| ()).unwrap();
        let new = work.make_disposable().unwrap();
        fs::write(new.join("a"), "new").unwrap();
        check(&work, &new, &site);
        drop(work);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[test]
    fn two_renames_do_where_folders_cannot_be_exchanged() {
        with_sites(|work, new, site| {
            exchange_in_two_steps(work, new, site).unwrap();
            assert_eq!(fs::read(site.join("a")).unwrap(), b"new");
            assert_eq!(fs::read(new.join("a")).unwrap(), b"old");
        });
    }

    #[test]
    fn a_process_that_ended_between_two_renames_leaves_the_old_site() {
        with_sites(|work, _, site| {
            fs::rename(site, work.old()).unwrap();
            recover(work, site).unwrap();
            assert_eq!(fs::read(site.join("a")).unwrap(), b"old");
        });
    }

    #[test]
    fn a_process_that_ended_after_two_renames_leaves_the_new_site() {
        with_sites(|work, new, site| {
            fs::rename(site, work.old()).unwrap();
            fs::rename(new, site).unwrap();
            recover(work, site).unwrap();
            assert_eq!(fs::read(site.join("a")).unwrap(), b"new");
        });
    }

    #[test]
    fn the_old_site_comes_back_when_the_new_one_cannot_take_its_place() {
        with_sites(|work, new, site| {
            assert!(exchange_in_two_steps(work, &new.join("missing"), site).is_err());
            assert_eq!(fs::read(site.join("a")).unwrap(), b"old");
        });
    }
}
