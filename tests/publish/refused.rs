//! Destinations in all their spellings, and those that are refused.

use std::fs;
use std::path::Path;

use onramp::publish::{Forbidden, MANIFEST, PublishError, publish};
use onramp::site::{Recipe, Site};

use crate::support::{DONE, Job, Place, REFUSED, entries, file, site_of, tree};

fn refusal(site: &Site, destination: &Path) -> PublishError {
    publish(site, destination, &|_| ()).unwrap_err()
}

/// Publishes and expects a refusal that leaves the whole place as it was.
fn refused_untouched(place: &Place, destination: &Path) -> PublishError {
    let before = tree(place.root());
    let error = refusal(&site_of(&[("index.html", "new")]), destination);
    assert!(tree(place.root()) == before, "{error}");
    assert!(!error.to_string().is_empty() && !error.words().zh.is_empty());
    error
}

#[test]
fn a_folder_that_onramp_did_not_make_is_not_touched() {
    let place = Place::new();
    fs::create_dir(&place.site).unwrap();
    fs::write(place.site.join("thesis.md"), "years of work").unwrap();
    assert!(matches!(refused_untouched(&place, &place.site), PublishError::NotOurs { .. }));
    assert_eq!(place.beside(), ["site"]);
    // Neither does a manifest of somebody else's make it ours.
    for text in ["", "{}", "{\"made_by\":\"another tool\",\"format\":1,\"files\":{}}"] {
        fs::write(place.site.join(MANIFEST), text).unwrap();
        assert!(matches!(refused_untouched(&place, &place.site), PublishError::NotOurs { .. }));
    }
    fs::write(place.site.join(MANIFEST), "{\"made_by\":\"onramp\",\"format\":999}").unwrap();
    assert!(matches!(refused_untouched(&place, &place.site), PublishError::NewerFormat { .. }));
    fs::remove_file(place.site.join(MANIFEST)).unwrap();
    fs::create_dir(place.site.join(MANIFEST)).unwrap();
    assert!(matches!(refused_untouched(&place, &place.site), PublishError::NotOurs { .. }));
}

#[test]
fn what_people_put_into_a_site_is_not_deleted() {
    let place = Place::new();
    publish(&site_of(&[("index.html", "old"), ("a/b.html", "old")]), &place.site, &|_| ()).unwrap();
    fs::create_dir_all(place.site.join("a/.git")).unwrap();
    fs::write(place.site.join("a/.git/HEAD"), "ref").unwrap();
    fs::write(place.site.join("CNAME"), "example.org").unwrap();
    match refused_untouched(&place, &place.site) {
        PublishError::StrangeFiles { first, count, .. } => {
            assert_eq!((first, count), (vec!["CNAME".to_owned(), "a/.git/HEAD".to_owned()], 2));
        }
        error => panic!("{error}"),
    }
    fs::remove_file(place.site.join("CNAME")).unwrap();
    fs::remove_dir_all(place.site.join("a/.git")).unwrap();
    fs::write(place.site.join(".DS_Store"), "litter").unwrap();
    publish(&site_of(&[("index.html", "new")]), &place.site, &|_| ()).unwrap();
    assert_eq!(place.beside(), ["site"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_site_are_not_followed() {
    let place = Place::new();
    publish(&site_of(&[("a/b.html", "same")]), &place.site, &|_| ()).unwrap();
    fs::write(place.sources.join("b.html"), "same").unwrap();
    fs::remove_dir_all(place.site.join("a")).unwrap();
    std::os::unix::fs::symlink(&place.sources, place.site.join("a")).unwrap();
    let error = refusal(&site_of(&[("a/b.html", "same")]), &place.site);
    assert!(matches!(error, PublishError::StrangeFiles { count: 1, .. }), "{error}");
    assert_eq!(fs::read(place.sources.join("b.html")).unwrap(), b"same");
}

#[test]
fn an_empty_folder_may_be_used() {
    let place = Place::new();
    fs::create_dir(&place.site).unwrap();
    publish(&site_of(&[("index.html", "new")]), &place.site, &|_| ()).unwrap();
    assert_eq!(fs::read(place.site.join("index.html")).unwrap(), b"new");
}

#[test]
fn folders_above_are_made_and_taken_back_when_it_fails() {
    let place = Place::new();
    let deep = place.parent.join("not/yet/there");
    let mut failing = Site::default();
    failing.insert("a.png", Recipe::File { disk: place.sources.join("none"), length: 1, hash: String::new() });
    assert!(matches!(refusal(&failing, &deep), PublishError::SourceChanged { .. }));
    assert!(place.beside().is_empty());
    let published = publish(&site_of(&[("index.html", "new")]), &deep, &|_| ()).unwrap();
    assert_eq!(published.path, fs::canonicalize(&deep).unwrap());
    assert_eq!(fs::read(deep.join("index.html")).unwrap(), b"new");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_and_its_folder_is_replaced() {
    let place = Place::new();
    let real = place.root().join("real");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink("../real", &place.site).unwrap();
    for (text, spelling) in [("one", "www/site"), ("two", "www/site/"), ("three", "www/./../www/site/.")] {
        publish(&site_of(&[("index.html", text)]), &place.root().join(spelling), &|_| ()).unwrap();
        assert!(fs::symlink_metadata(&place.site).unwrap().is_symlink());
        assert_eq!(fs::read(real.join("index.html")).unwrap(), text.as_bytes());
        assert_eq!(place.beside(), ["site"]);
    }
    fs::rename(&real, place.root().join("elsewhere")).unwrap();
    assert!(matches!(refusal(&site_of(&[]), &place.site), PublishError::DanglingLink { .. }));
}

#[test]
fn relative_destinations_start_at_the_current_folder() {
    let place = Place::new();
    for (number, spelling) in ["out", "./out/", "new/er/out", "../www/site"].into_iter().enumerate() {
        let job = Job { version: &format!("v{number}"), files: 10, ..Job::default() };
        let status = job.command(Path::new(spelling)).current_dir(&place.sources).status().unwrap();
        assert_eq!(status.code(), Some(DONE), "{spelling}");
        assert!(place.sources.join(spelling).join(format!("only/v{number}/8.html")).exists());
    }
}

#[test]
fn files_are_no_destination() {
    let place = Place::new();
    fs::write(&place.site, "a file").unwrap();
    for path in [place.site.clone(), place.site.join("below"), place.site.join("below/that")] {
        assert!(matches!(refused_untouched(&place, &path), PublishError::NotAFolder { .. }));
    }
    let unclear = place.parent.join("missing/../other");
    assert!(matches!(refused_untouched(&place, &unclear), PublishError::UnclearPath { .. }));
}

#[test]
fn the_root_the_home_and_the_current_folder_are_refused() {
    let error = refusal(&site_of(&[]), Path::new("/"));
    assert!(matches!(error, PublishError::Forbidden { why: Forbidden::Root, .. }), "{error}");

    // Empty folders, which could be used if they were not what they are.
    let place = Place::new();
    let inner = place.site.join("inner");
    fs::create_dir_all(&inner).unwrap();
    let job = Job { version: "v", files: 10, ..Job::default() };
    let code = |command: &mut std::process::Command| command.status().unwrap().code();
    assert_eq!(code(job.command(&inner).env("HOME", &inner)), Some(REFUSED));
    assert_eq!(code(job.command(Path::new(".")).current_dir(&inner)), Some(REFUSED));
    assert_eq!(code(job.command(Path::new("")).current_dir(&inner)), Some(REFUSED));
    assert_eq!(code(job.command(Path::new("../")).current_dir(&inner)), Some(REFUSED));
    assert_eq!(code(&mut job.command(&inner)), Some(DONE));
}

#[test]
fn a_folder_with_sources_is_refused_even_with_a_manifest() {
    let place = Place::new();
    publish(&site_of(&[("index.html", "old")]), &place.site, &|_| ()).unwrap();
    let mut site = Site::default();
    site.insert("index.html", file(&place.site.join("index.html"), b"old"));
    let error = refusal(&site, &place.site);
    assert!(matches!(error, PublishError::Forbidden { why: Forbidden::Source(_), .. }), "{error}");
}

#[test]
fn outputs_that_leave_the_site_are_refused_before_anything_is_made() {
    let place = Place::new();
    for pair in [["../evil", "a"], ["/evil", "a"], ["A.html", "a.html"], ["a", "a/b"]] {
        let error = refusal(&site_of(&pair.map(|path| (path, "x"))), &place.site);
        assert!(matches!(error, PublishError::UnsafeOutput { .. } | PublishError::TwinOutputs { .. }), "{error}");
        assert!(place.beside().is_empty());
    }
}

#[test]
fn a_source_that_changed_is_noticed() {
    let place = Place::new();
    let disk = place.sources.join("image.png");
    let recipe = || {
        let mut site = Site::default();
        site.insert("image.png", file(&disk, &[1; 100_000]));
        site
    };
    publish(&recipe(), &place.site, &|_| ()).unwrap();
    let before = tree(&place.site);
    let changes: [&dyn Fn(); 5] = [
        &|| fs::write(&disk, [2; 100_000]).unwrap(),
        &|| fs::write(&disk, [1; 99_999]).unwrap(),
        &|| fs::write(&disk, [1; 100_001]).unwrap(),
        &|| fs::write(&disk, "").unwrap(),
        &|| fs::remove_file(&disk).unwrap(),
    ];
    for change in changes {
        for destination in [&place.site, &place.parent.join("fresh")] {
            let site = recipe();
            change();
            match refusal(&site, destination) {
                PublishError::SourceChanged { path } => assert_eq!(path, disk),
                error => panic!("{error}"),
            }
            assert!(tree(&place.site) == before);
            assert_eq!(place.beside(), ["site"]);
        }
    }
}

#[test]
fn a_work_folder_that_is_not_ours_is_refused() {
    let place = Place::new();
    let work = place.parent.join(".site.onramp");
    fs::create_dir(&work).unwrap();
    for (name, text) in [("new-0", "mine"), ("lock", "a poem"), ("lock", "")] {
        fs::write(work.join(name), text).unwrap();
        assert!(matches!(refused_untouched(&place, &place.site), PublishError::StrangeWorkFolder { .. }), "{name}");
    }
    fs::remove_dir_all(&work).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&place.sources, &work).unwrap();
        assert!(matches!(refusal(&site_of(&[]), &place.site), PublishError::StrangeWorkFolder { .. }));
        assert!(entries(&place.sources).is_empty());
    }
}
