//! Readers while a site is replaced, and two builds at once.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use onramp::publish::{Progress, PublishError, publish, publish_patiently};

use crate::support::{BUSY, DONE, Job, Place, site_of, tree, version, version_tree};

#[test]
fn a_reader_sees_every_file_whole_in_one_version() {
    const FILES: usize = 100;
    let place = Place::in_memory();
    let versions = ["one", "two"].map(|name| version_tree(name, FILES));
    let shared: Vec<&String> = versions[0].keys().filter(|path| versions[1].contains_key(*path)).collect();
    publish(&version("one", FILES), &place.site, &|_| ()).unwrap();
    let (over, rounds) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    for path in &shared {
                        let bytes = fs::read(place.site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
                        assert!(versions.iter().any(|version| version[*path] == bytes), "{path} is in no version");
                    }
                    rounds.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for name in ["two", "one"].repeat(20) {
            let published = publish(&version(name, FILES), &place.site, &|_| ()).unwrap();
            assert_eq!((published.written, published.kept, published.removed), (60, 40, 20));
        }
        over.store(true, Ordering::Relaxed);
    });
    assert!(rounds.into_inner() > 0);
    assert!(tree(&place.site) == versions[0]);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    const FILES: usize = 100;
    let versions = ["one", "two"].map(|name| version_tree(name, FILES));
    for patience in [Duration::from_secs(60), Duration::ZERO] {
        let place = Place::in_memory();
        for _ in 0..10 {
            let builds = ["one", "two"].map(|version| {
                let job = Job { version, files: FILES, patience, ..Job::default() };
                job.command(&place.site).spawn().unwrap()
            });
            let mut codes = builds.map(|mut build| build.wait().unwrap().code().unwrap());
            codes.sort();
            assert!(codes == [DONE, DONE] || patience.is_zero() && codes == [DONE, BUSY], "{codes:?}");
            assert!(versions.contains(&tree(&place.site)));
            assert_eq!(place.beside(), ["site"]);
        }
    }
}

#[test]
fn a_second_build_waits_or_says_that_it_cannot() {
    let place = Place::in_memory();
    publish(&site_of(&[("index.html", "old")]), &place.site, &|_| ()).unwrap();
    let before = tree(&place.site);
    let job = Job { version: "slow", files: 10, hold: true, ..Job::default() };
    let mut slow = job.command(&place.site).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(slow.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("holding")), "the slow build has the lock");

    let site = site_of(&[("index.html", "new")]);
    match publish(&site, &place.site, &|_| ()).unwrap_err() {
        PublishError::Busy { process, .. } => assert_eq!(process, Some(slow.id())),
        error => panic!("{error}"),
    }
    assert!(tree(&place.site) == before);

    // Told that it has to wait, this one lets the slow one go on, which waits for the end of its input.
    let (input, waits) = (Mutex::new(slow.stdin.take()), AtomicUsize::new(0));
    let progress = |step: Progress| {
        if step == Progress::Waiting {
            waits.fetch_add(1, Ordering::Relaxed);
            drop(input.lock().unwrap().take());
        }
    };
    let published = publish_patiently(&site, &place.site, Duration::from_secs(60), &progress).unwrap();
    drop(lines);
    assert_eq!(slow.wait().unwrap().code(), Some(DONE), "nobody swept the slow build's work away");
    assert_eq!(
        (waits.into_inner(), published.written, published.removed),
        (1, 1, 11),
        "it replaced the slow build's site"
    );
    assert_eq!(place.beside(), ["site"]);
}
