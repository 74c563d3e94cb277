//! A process that ends at any point leaves the old site or the new one, and nothing that the next publish does not clean up.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::Instant;

use onramp::publish::publish;

use crate::support::{DONE, Job, Place, tree, version, version_tree};

const FILES: usize = 20;

#[test]
fn killed_at_every_step() {
    let (old, new) = (version_tree("old", FILES), version_tree("new", FILES));
    let steps = (1..=FILES).map(|count| format!("Made({count})"));
    let steps =
        steps.chain((1..=8).map(|count| format!("Carried({count})"))).chain(["Swapping".into(), "Removing".into()]);
    for step in steps {
        let place = Place::new();
        publish(&version("old", FILES), &place.site, &|_| ()).unwrap();
        let job = Job { version: "new", files: FILES, abort_at: &step, ..Job::default() };
        assert_eq!(job.command(&place.site).status().unwrap().code(), None, "{step}: ended by a signal");
        assert!(&tree(&place.site) == if step == "Removing" { &new } else { &old }, "{step}");
        assert_eq!(place.beside(), [".site.onramp", "site"], "{step}: its traces are still there");
        publish(&version("new", FILES), &place.site, &|_| ()).unwrap();
        assert!(tree(&place.site) == new, "{step}");
        assert_eq!(place.beside(), ["site"], "{step}: cleaned up");
    }
}

#[test]
fn a_first_publish_that_is_killed_leaves_no_site_or_all_of_it() {
    let new = version_tree("new", FILES);
    for (step, is_there) in [("Made(1)", false), ("Made(20)", false), ("Swapping", false), ("Removing", true)] {
        let place = Place::new();
        let job = Job { version: "new", files: FILES, abort_at: step, ..Job::default() };
        assert_eq!(job.command(&place.site).status().unwrap().code(), None);
        assert_eq!(place.site.exists(), is_there, "{step}");
        assert!(!is_there || tree(&place.site) == new);
        publish(&version("new", FILES), &place.site, &|_| ()).unwrap();
        assert!(tree(&place.site) == new);
        assert_eq!(place.beside(), ["site"]);
    }
}

/// Kills at moments spread over a whole run. Where exactly each falls does not matter: every moment must do.
#[test]
fn killed_at_many_moments() {
    const FILES: usize = 300;
    const KILLS: u32 = 60;
    let versions = ["one", "two"].map(|name| version_tree(name, FILES));
    let place = Place::in_memory();
    publish(&version("one", FILES), &place.site, &|_| ()).unwrap();
    let job = |version| Job { version, files: FILES, ..Job::default() };
    let started = Instant::now();
    assert_eq!(job("two").command(&place.site).status().unwrap().code(), Some(DONE));
    let whole = started.elapsed();
    let (mut standing, mut swaps) = (1, 0);
    for kill in 0..KILLS {
        // Always towards the version that is not there; a little longer than one run takes, for the last ones to get through.
        let mut build = job(["one", "two"][1 - standing]).command(&place.site).spawn().unwrap();
        thread::sleep(whole * kill * 5 / KILLS / 4);
        build.kill().unwrap();
        build.wait().unwrap();
        let found = tree(&place.site);
        let now = versions.iter().position(|version| *version == found);
        let now = now.unwrap_or_else(|| panic!("kill {kill}: neither version"));
        swaps += usize::from(now != standing);
        standing = now;
    }
    println!("{KILLS} kills, {swaps} of them after the swap");
    publish(&version("one", FILES), &place.site, &|_| ()).unwrap();
    assert!(tree(&place.site) == versions[0]);
    assert_eq!(place.beside(), ["site"]);
}

/// Whether strace is here and may trace; prints why a test is skipped if not.
#[cfg(target_os = "linux")]
fn can_trace() -> bool {
    let usable = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    let usable = usable.is_ok_and(|output| output.status.success());
    if !usable {
        println!("skipped: strace is not installed, or may not trace here");
    }
    usable
}

/// Publishes version `new` in a process in which strace does something to some system calls: `rename:error=EINVAL:when=1`.
#[cfg(target_os = "linux")]
fn publish_with(injection: &str, place: &Place) -> Option<i32> {
    let calls = injection.split(':').next().unwrap();
    let (trace, inject) = (format!("trace={calls}"), format!("inject={injection}"));
    let arguments = ["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject];
    let job = Job { version: "new", files: 10, ..Job::default() };
    job.command_under("strace", &arguments, &place.site).env("RAYON_NUM_THREADS", "1").status().unwrap().code()
}

/// Kills at the n-th call of each system call that changes a disk, for every n.
#[cfg(target_os = "linux")]
#[test]
fn killed_at_every_system_call() {
    if !can_trace() {
        return;
    }
    let (old, new) = (version_tree("old", 10), version_tree("new", 10));
    let place = Place::in_memory();
    let mut kills = 0;
    for calls in
        ["?mkdir,?mkdirat", "write", "?link,?linkat", "?rename,?renameat,renameat2", "?unlink,?rmdir,?unlinkat"]
    {
        for number in 1.. {
            publish(&version("old", 10), &place.site, &|_| ()).unwrap();
            let code = publish_with(&format!("{calls}:signal=KILL:when={number}"), &place);
            let found = tree(&place.site);
            assert!(found == old || found == new, "killed at call {number} of {calls}");
            if code == Some(DONE) {
                break;
            }
            assert_eq!(code, None, "strace ends as its program does, by a signal");
            kills += 1;
        }
    }
    publish(&version("old", 10), &place.site, &|_| ()).unwrap();
    assert_eq!(place.beside(), ["site"]);
    println!("{kills} kills");
    assert!(kills > 30);
}

/// A disk that fails at the n-th call, which is not always the first to want something from it.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fails_at_any_call() {
    if !can_trace() {
        return;
    }
    let (old, new) = (version_tree("old", 10), version_tree("new", 10));
    let place = Place::in_memory();
    for calls in
        ["?mkdir,?mkdirat", "write", "?link,?linkat", "?rename,?renameat,renameat2", "?unlink,?rmdir,?unlinkat"]
    {
        for number in 1..=15 {
            publish(&version("old", 10), &place.site, &|_| ()).unwrap();
            let code = publish_with(&format!("{calls}:error=EIO:when={number}"), &place);
            let found = tree(&place.site);
            assert!(
                found == if code == Some(DONE) { new.clone() } else { old.clone() },
                "call {number} of {calls}: {code:?}"
            );
        }
    }
    publish(&version("old", 10), &place.site, &|_| ()).unwrap();
    assert_eq!(place.beside(), ["site"]);
}

/// File systems that cannot exchange two folders or link files, as strace makes this one look.
#[cfg(target_os = "linux")]
#[test]
fn a_file_system_that_can_do_less() {
    if !can_trace() {
        return;
    }
    let new = version_tree("new", 10);
    for injection in ["renameat2:error=EINVAL", "?link,linkat:error=EPERM"] {
        let place = Place::new();
        publish(&version("old", 10), &place.site, &|_| ()).unwrap();
        let same = place.site.join("same/0/index.html");
        let before = fs::metadata(&same).unwrap().modified().unwrap();
        assert_eq!(publish_with(injection, &place), Some(DONE), "{injection}");
        assert!(tree(&place.site) == new);
        assert_eq!(fs::metadata(&same).unwrap().modified().unwrap(), before, "{injection}");
        assert_eq!(place.beside(), ["site"]);
    }
}

#[test]
fn what_a_killed_build_left_goes_even_when_nothing_has_changed() {
    let place = Place::new();
    publish(&version("one", FILES), &place.site, &|_| ()).unwrap();
    let job = Job { version: "two", files: FILES, abort_at: "Swapping", ..Job::default() };
    assert_eq!(job.command(&place.site).status().unwrap().code(), None);
    assert!(fs::read_dir(place.parent.join(".site.onramp/new-0")).unwrap().count() > 0);
    let published = publish(&version("one", FILES), &place.site, &|_| ()).unwrap();
    assert_eq!((published.written, published.kept), (0, FILES));
    assert_eq!(place.beside(), ["site"]);
}
