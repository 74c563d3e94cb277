//! A large site, whose last version is kept beside it and turned into the next one.
#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::PathBuf;

use onramp::publish::{MANIFEST, publish};

use crate::support::{Job, Place, entries, site_of, tree, version, version_tree};

const FILES: usize = 2_000;

/// A place where two versions of a large site have been published, `one` and then `two`.
fn place_with_spare() -> (Place, PathBuf) {
    let place = Place::in_memory();
    for name in ["one", "two"] {
        publish(&version(name, FILES), &place.site, &|_| ()).unwrap();
    }
    let spare = place.parent.join(".site.onramp/spare");
    assert!(tree(&spare) == version_tree("one", FILES), "the site before the last is the spare one");
    (place, spare)
}

fn publish_version(place: &Place, name: &str) {
    publish(&version(name, FILES), &place.site, &|_| ()).unwrap();
    assert!(tree(&place.site) == version_tree(name, FILES), "{name}");
}

#[test]
fn the_spare_site_becomes_the_next_one() {
    let (place, spare) = place_with_spare();
    let same = place.site.join("same/1/index.html");
    let before = fs::metadata(&same).unwrap();
    for name in ["one", "two", "three", "one"] {
        publish_version(&place, name);
        assert_eq!(fs::metadata(&same).unwrap().modified().unwrap(), before.modified().unwrap());
        assert_eq!(fs::metadata(&same).unwrap().ino(), before.ino());
    }
    let work = place.parent.join(".site.onramp");
    assert_eq!(entries(&work), ["lock", "spare"]);
    assert_eq!(fs::metadata(&work).unwrap().permissions().mode() & 0o007, 0, "a web server does not find it");
    assert!(spare.exists());
}

#[test]
fn whatever_is_in_the_spare_site_does_not_reach_the_next_one() {
    let (place, spare) = place_with_spare();
    fs::write(spare.join("same/0/index.html"), "other content").unwrap();
    fs::remove_file(spare.join("same/1/index.html")).unwrap();
    fs::write(spare.join("same/1/index.html"), "the right name, another file").unwrap();
    fs::remove_dir_all(spare.join("same/2")).unwrap();
    fs::write(spare.join("same/2"), "a file where a folder belongs").unwrap();
    fs::remove_file(spare.join("changed/4/index.html")).unwrap();
    fs::create_dir_all(spare.join("changed/4/index.html/deep")).unwrap();
    fs::remove_dir_all(spare.join("changed/5")).unwrap();
    symlink(&place.sources, spare.join("changed/5")).unwrap();
    fs::remove_file(spare.join("changed/6/index.html")).unwrap();
    symlink(place.site.join("same/3/index.html"), spare.join("changed/6/index.html")).unwrap();
    fs::create_dir_all(spare.join("empty/folders")).unwrap();
    fs::write(spare.join("only/stranger.html"), "nobody made this").unwrap();
    // The content of `same/0` was changed in the site too, as both names lead to one file.
    publish_version(&place, "three");
    assert!(!place.site.join("empty").exists());
    assert!(entries(&place.sources).is_empty());
}

#[test]
fn a_reader_with_an_open_file_reads_it_to_its_end() {
    let (place, _) = place_with_spare();
    let path = place.site.join("changed/4/index.html");
    let (mut open, expected) = (fs::File::open(&path).unwrap(), fs::read(&path).unwrap());
    for name in ["three", "four", "five"] {
        publish_version(&place, name);
    }
    let mut found = Vec::new();
    open.read_to_end(&mut found).unwrap();
    assert!(found == expected);
}

#[test]
fn killed_while_the_spare_site_is_turned_into_the_next_one() {
    let (place, _) = place_with_spare();
    let (two, three) = (version_tree("two", FILES), version_tree("three", FILES));
    for step in
        ["Made(1)", "Made(700)", "Made(2000)", "Carried(1)", "Carried(500)", "Carried(800)", "Swapping", "Removing"]
    {
        let job = Job { version: "three", files: FILES, abort_at: step, ..Job::default() };
        assert_eq!(job.command(&place.site).status().unwrap().code(), None, "{step}");
        assert!(&tree(&place.site) == if step == "Removing" { &three } else { &two }, "{step}");
    }
    publish_version(&place, "two");
    assert_eq!(entries(&place.parent.join(".site.onramp")), ["lock", "spare"]);
}

#[test]
fn a_spare_site_of_no_use_goes() {
    let (place, _) = place_with_spare();
    publish(&site_of(&[("index.html", "small")]), &place.site, &|_| ()).unwrap();
    assert_eq!(entries(&place.site), [MANIFEST, "index.html"]);
    assert_eq!(place.beside(), ["site"], "a small site leaves nothing beside it");

    let (place, spare) = place_with_spare();
    fs::remove_dir_all(&place.site).unwrap();
    publish_version(&place, "one");
    assert!(!spare.exists(), "there was no old site to start from");
}

#[test]
fn files_and_folders_can_trade_names_in_a_large_site() {
    let place = Place::in_memory();
    for trading in [["a", "b/c"], ["a/c", "b"], ["a", "b/c"], ["a/c", "b"]] {
        let filling: Vec<String> = (0..FILES).map(|number| format!("{number}.html")).collect();
        let mut pages: Vec<(&str, &str)> = filling.iter().map(|path| (path.as_str(), "same")).collect();
        pages.extend(trading.map(|path| (path, path)));
        publish(&site_of(&pages), &place.site, &|_| ()).unwrap();
        let mut found = tree(&place.site);
        found.remove(MANIFEST);
        assert!(found.len() == pages.len() && pages.iter().all(|(path, text)| found[*path] == text.as_bytes()));
    }
}
