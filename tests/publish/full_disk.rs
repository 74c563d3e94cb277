//! A full disk, a limit, a mount point, a folder that cannot be written to.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use onramp::publish::{PublishError, publish};

use crate::support::{DONE, Job, NO_PERMISSION, NO_SPACE, Place, entries, site_of, tree, version, version_tree};

/// Something mounted, until it is dropped.
struct Mount(PathBuf);

impl Mount {
    /// `None`, with the reason printed, where this process may not mount.
    fn new(arguments: &[&str], at: &Path) -> Option<Self> {
        let output = Command::new("mount").args(arguments).arg(at).output();
        let reason = match output {
            Ok(output) if output.status.success() => return Some(Mount(at.to_path_buf())),
            Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            Err(error) => error.to_string(),
        };
        println!("skipped: cannot mount here: {reason}");
        None
    }

    fn tmpfs(options: &str, at: &Path) -> Option<Self> {
        Mount::new(&["-t", "tmpfs", "-o", options, "tmpfs"], at)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    const FILES: usize = 40;
    let place = Place::new();
    let Some(_mount) = Mount::tmpfs("size=1m", &place.parent) else { return };
    let (old, new) = (version_tree("old", FILES), version_tree("new", FILES));
    let (mut full, mut done) = (0, 0);
    // Less and less room, so that the disk is full at another moment each time.
    for filler in (0..=1024).step_by(16) {
        // Other tests start processes, and between fork and exec those hold what was just removed here: its room comes back
        // when they have started.
        let mut attempts = 0;
        while let Err(error) = publish(&version("old", FILES), &place.site, &|_| ()) {
            attempts += 1;
            assert!(matches!(error, PublishError::NoSpace { .. }) && attempts < 1000, "{error}");
            std::thread::yield_now();
        }
        let fill = place.parent.join("fill");
        // Where the room ends before, less is written, and the disk is full from the start.
        let _ = fs::write(&fill, vec![0; filler * 1024]);
        match publish(&version("new", FILES), &place.site, &|_| ()) {
            Ok(_) => {
                done += 1;
                assert!(tree(&place.site) == new);
            }
            Err(PublishError::NoSpace { .. }) => {
                full += 1;
                assert!(tree(&place.site) == old);
            }
            Err(error) => panic!("{error}"),
        }
        assert_eq!(place.beside(), ["fill", "site"], "what was written is given back");
        fs::remove_file(&fill).unwrap();
    }
    assert!(full > 5 && done > 5, "full {full} times, done {done} times");
}

#[test]
fn a_disk_without_room_for_names_leaves_the_old_site() {
    let place = Place::new();
    let Some(_mount) = Mount::tmpfs("size=1m,nr_inodes=50", &place.parent) else { return };
    publish(&site_of(&[("index.html", "old")]), &place.site, &|_| ()).unwrap();
    let before = tree(&place.site);
    let error = publish(&version("new", 100), &place.site, &|_| ()).unwrap_err();
    assert!(matches!(error, PublishError::NoSpace { .. }), "{error}");
    assert!(tree(&place.site) == before);
    assert_eq!(place.beside(), ["site"]);
}

/// The limit on the length of a file ends the process by a signal, or makes writing fail where the signal is ignored.
#[test]
fn a_limit_on_files_leaves_the_old_site() {
    let place = Place::new();
    publish(&version("old", 10), &place.site, &|_| ()).unwrap();
    let before = tree(&place.site);
    let job = Job { version: "new", files: 10, ..Job::default() };
    // One block has 512 or 1,024 bytes, depending on the shell; each page has more.
    for (ignored, code) in [("trap '' XFSZ;", Some(NO_SPACE)), ("", None)] {
        let script = format!("{ignored} ulimit -c 0; ulimit -f 1; exec \"$0\" \"$@\"");
        let status = job.command_under("sh", &["-c", &script], &place.site).status().unwrap();
        assert_eq!(status.code(), code, "{status}");
        assert!(tree(&place.site) == before);
    }
    assert_eq!(job.command(&place.site).status().unwrap().code(), Some(DONE));
    assert!(tree(&place.site) == version_tree("new", 10));
    assert_eq!(place.beside(), ["site"]);
}

#[test]
fn a_mount_point_is_refused() {
    let place = Place::new();
    fs::create_dir(&place.site).unwrap();
    let refused = |what| {
        let error = publish(&site_of(&[("a", "new")]), &place.site, &|_| ()).unwrap_err();
        assert!(matches!(error, PublishError::MountPoint { .. }), "{what}: {error}");
        assert_eq!(place.beside(), ["site"]);
    };
    let Some(mount) = Mount::tmpfs("size=1m", &place.site) else { return };
    refused("another file system");
    publish(&site_of(&[("a", "new")]), &place.site.join("inner"), &|_| ()).unwrap();
    assert_eq!(entries(&place.site), ["inner"], "a folder inside it is as good as any");
    drop(mount);

    // The same file system, where only the kernel can tell.
    let other = place.root().join("other");
    fs::create_dir(&other).unwrap();
    let Some(_mount) = Mount::new(&["--bind", other.to_str().unwrap()], &place.site) else { return };
    refused("an empty folder of the same file system");
    publish(&site_of(&[("a", "old")]), &place.root().join("old"), &|_| ()).unwrap();
    for (path, bytes) in tree(&place.root().join("old")) {
        fs::write(place.site.join(path), bytes).unwrap();
    }
    refused("a site on the same file system");
    assert_eq!(fs::read(place.site.join("a")).unwrap(), b"old");
}

#[test]
fn a_read_only_file_system_is_named() {
    let place = Place::new();
    publish(&site_of(&[("a", "old")]), &place.site, &|_| ()).unwrap();
    let Some(_mount) = Mount::new(&["--bind", place.parent.to_str().unwrap()], &place.parent) else { return };
    assert!(Command::new("mount").args(["-o", "remount,bind,ro"]).arg(&place.parent).status().unwrap().success());
    let error = publish(&site_of(&[("a", "new")]), &place.site, &|_| ()).unwrap_err();
    assert!(matches!(error, PublishError::ReadOnly { .. }), "{error}");
    assert_eq!(fs::read(place.site.join("a")).unwrap(), b"old");
}

#[test]
fn a_folder_above_that_cannot_be_written_to_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let place = Place::new();
    publish(&site_of(&[("a", "old")]), &place.site, &|_| ()).unwrap();
    let close = |folder: &Path, mode| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    close(place.root(), 0o755);
    close(&place.parent, 0o555);
    let job = Job { version: "new", files: 10, ..Job::default() };
    let mut build = job.command(&place.site);
    // Root may write anywhere, so the build is another user's.
    if fs::write(place.parent.join("probe"), "").is_ok() {
        fs::remove_file(place.parent.join("probe")).unwrap();
        build.uid(65534).gid(65534).current_dir("/").env("HOME", "/nonexistent");
    }
    let status = build.status();
    close(&place.parent, 0o755);
    match status {
        Ok(status) => assert_eq!(status.code(), Some(NO_PERMISSION)),
        Err(error) => println!("skipped: another user cannot start this test: {error}"),
    }
    assert_eq!(fs::read(place.site.join("a")).unwrap(), b"old");
    assert_eq!(place.beside(), ["site"]);
}
