//! Publishing, on a real disk and with real processes.

#![expect(clippy::disallowed_methods, reason = "publishing is tested on real files")]
#![allow(clippy::result_large_err, reason = "what a page's recipe returns is decided in src/site.rs")]

#[path = "publish/concurrent.rs"]
mod concurrent;
#[path = "publish/full_disk.rs"]
mod full_disk;
#[path = "publish/killed.rs"]
mod killed;
#[path = "publish/large.rs"]
mod large;
#[path = "publish/refused.rs"]
mod refused;
#[path = "publish/support.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use onramp::diagnostic::{Diagnostic, rule};
use onramp::publish::{MANIFEST, Published, publish};
use onramp::site::{Recipe, Site};
use onramp::words;

use support::{Place, entries, file, site_of, tree};

fn time_of(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn a_first_publish_writes_every_recipe() {
    let place = Place::new();
    let image = file(&place.sources.join("图片.png"), &vec![7; 200_000]);
    let mut site = Site::default();
    site.insert("index.html", Recipe::Page(Box::new(|| Ok(b"<h1>hi</h1>".to_vec()))));
    site.insert("zh/公司/index.html", Recipe::Page(Box::new(|| Ok("<h1>你好</h1>".into()))));
    site.insert("assets/style.css", Recipe::Bytes(b"p{}".as_slice().into()));
    site.insert("assets/empty.js", Recipe::Bytes(b"".as_slice().into()));
    site.insert("zh/图片.png", image);

    let most = AtomicUsize::new(0);
    let published = publish(&site, &place.site, &|count| {
        most.fetch_max(count, Ordering::Relaxed);
    })
    .unwrap();

    let path = fs::canonicalize(&place.site).unwrap();
    assert_eq!(published, Published { written: 5, kept: 0, removed: 0, bytes: 11 + 15 + 3 + 200_000, path });
    assert_eq!(most.into_inner(), 5);
    let mut found = tree(&place.site);
    let manifest: serde_json::Value = serde_json::from_slice(&found.remove(MANIFEST).unwrap()).unwrap();
    assert_eq!(manifest["made_by"], "onramp");
    assert_eq!(manifest["files"]["index.html"]["blake3"], blake3::hash(b"<h1>hi</h1>").to_hex().as_str());
    assert_eq!(manifest["files"]["zh/图片.png"]["length"], 200_000);
    let expected = [
        ("assets/empty.js", b"".to_vec()),
        ("assets/style.css", b"p{}".to_vec()),
        ("index.html", b"<h1>hi</h1>".to_vec()),
        ("zh/公司/index.html", "<h1>你好</h1>".into()),
        ("zh/图片.png", vec![7; 200_000]),
    ];
    assert_eq!(found, BTreeMap::from(expected.map(|(path, bytes)| (path.to_owned(), bytes))));
    assert_eq!(place.beside(), ["site"], "nothing is left beside the site");
}

#[test]
fn an_empty_site_is_a_site() {
    let place = Place::new();
    publish(&Site::default(), &place.site, &|_| ()).unwrap();
    assert_eq!(entries(&place.site), [MANIFEST]);
    publish(&site_of(&[("a.html", "a")]), &place.site, &|_| ()).unwrap();
    publish(&Site::default(), &place.site, &|_| ()).unwrap();
    assert_eq!(entries(&place.site), [MANIFEST]);
}

#[test]
fn a_second_publish_writes_keeps_and_removes() {
    let place = Place::new();
    let big = vec![b'x'; 100_000];
    let mut edited = big.clone();
    *edited.last_mut().unwrap() = b'y';
    let image = |bytes: &[u8]| file(&place.sources.join("image.png"), bytes);
    let mut old =
        site_of(&[("same/index.html", "same"), ("changed.html", "old!"), ("gone/deep/x.html", "gone"), ("b", "B")]);
    old.insert("same.png", file(&place.sources.join("same.png"), &big));
    old.insert("image.png", image(&big));
    publish(&old, &place.site, &|_| ()).unwrap();
    let times = ["same/index.html", "same.png", "b"].map(|path| time_of(&place.site.join(path)));

    let mut new =
        site_of(&[("same/index.html", "same"), ("changed.html", "new!"), ("more/x.html", "more"), ("b", "B")]);
    new.insert("same.png", file(&place.sources.join("same.png"), &big));
    new.insert("image.png", image(&edited));
    let published = publish(&new, &place.site, &|_| ()).unwrap();

    assert_eq!((published.written, published.kept, published.removed), (3, 3, 1));
    assert_eq!(["same/index.html", "same.png", "b"].map(|path| time_of(&place.site.join(path))), times);
    assert!(!place.site.join("gone").exists());
    let fresh = Place::new();
    publish(&new, &fresh.site, &|_| ()).unwrap();
    assert!(tree(&place.site) == tree(&fresh.site), "published over an old site = published afresh, manifest included");
    assert_eq!(place.beside(), ["site"]);
}

#[test]
fn files_and_folders_can_trade_names() {
    let place = Place::new();
    publish(&site_of(&[("a", "file"), ("b/c", "in a folder")]), &place.site, &|_| ()).unwrap();
    publish(&site_of(&[("a/c", "in a folder"), ("b", "file")]), &place.site, &|_| ()).unwrap();
    assert_eq!(fs::read(place.site.join("a/c")).unwrap(), b"in a folder");
    assert_eq!(fs::read(place.site.join("b")).unwrap(), b"file");
}

#[cfg(unix)]
#[test]
fn a_publish_without_changes_touches_nothing() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    let site = site_of(&[("a/index.html", "a"), ("b.css", "b")]);
    publish(&site, &place.site, &|_| ()).unwrap();
    let look = || {
        walkdir::WalkDir::new(&place.site)
            .sort_by_file_name()
            .into_iter()
            .map(|entry| {
                entry.unwrap().metadata().map(|found| (found.ino(), found.ctime(), found.ctime_nsec())).unwrap()
            })
            .collect::<Vec<_>>()
    };
    let before = look();
    let published = publish(&site, &place.site, &|_| ()).unwrap();
    assert_eq!((published.written, published.kept, published.removed), (0, 2, 0));
    assert_eq!(look(), before, "same inodes, never changed");
    assert_eq!(place.beside(), ["site"]);
}

#[test]
fn a_page_that_was_edited_or_deleted_by_hand_is_mended() {
    let place = Place::new();
    let site = site_of(&[("a.html", "right"), ("b.html", "right"), ("c.html", "right")]);
    publish(&site, &place.site, &|_| ()).unwrap();
    let time = time_of(&place.site.join("a.html"));
    fs::write(place.site.join("a.html"), "wrong").unwrap();
    fs::File::options().write(true).open(place.site.join("a.html")).unwrap().set_modified(time).unwrap();
    fs::remove_file(place.site.join("b.html")).unwrap();
    let published = publish(&site, &place.site, &|_| ()).unwrap();
    assert_eq!((published.written, published.kept, published.removed), (2, 1, 0));
    assert!(["a.html", "b.html", "c.html"].iter().all(|path| fs::read(place.site.join(path)).unwrap() == b"right"));
}

#[test]
fn a_page_that_fails_leaves_the_old_site() {
    let place = Place::new();
    publish(&site_of(&[("a.html", "old"), ("b.html", "old")]), &place.site, &|_| ()).unwrap();
    let before = tree(&place.site);
    for _ in 0..20 {
        let mut site = Site::default();
        for number in 0..100 {
            let fails = number == 40 || number == 90;
            let page = move || match fails {
                true => {
                    Err(Box::new(Diagnostic::project(&rule::TEMPLATE_ERROR, words!("第 {number} 页", "page {number}"))))
                }
                false => Ok(b"new".to_vec()),
            };
            site.insert(format!("{number:03}.html"), Recipe::Page(Box::new(page)));
        }
        let error = publish(&site, &place.site, &|_| ()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The page 040.html could not be rendered: page 40.",
            "always the first in path order"
        );
        assert_eq!(error.words().zh, "无法生成页面 040.html：第 40 页");
        assert!(tree(&place.site) == before);
        assert_eq!(place.beside(), ["site"]);
    }
}

#[test]
fn a_page_that_panics_leaves_the_old_site() {
    let place = Place::new();
    publish(&site_of(&[("a.html", "old")]), &place.site, &|_| ()).unwrap();
    let before = tree(&place.site);
    let mut site = site_of(&[("a.html", "new")]);
    site.insert("b.html", Recipe::Page(Box::new(|| panic!("a bug in a template function"))));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| publish(&site, &place.site, &|_| ()))).is_err());
    assert!(tree(&place.site) == before);
    assert_eq!(place.beside(), ["site"]);
}

#[cfg(unix)]
#[test]
fn files_follow_the_umask_and_the_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let place = Place::new();
    let usual = place.sources.join("usual");
    fs::write(&usual, "").unwrap();
    let image = file(&place.sources.join("image.png"), b"image");
    fs::set_permissions(place.sources.join("image.png"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::create_dir(&place.site).unwrap();
    fs::set_permissions(&place.site, fs::Permissions::from_mode(0o2751)).unwrap();

    for text in ["one", "two"] {
        let mut site = site_of(&[("a.html", text)]);
        site.insert("image.png", file(&place.sources.join("image.png"), b"image"));
        publish(&site, &place.site, &|_| ()).unwrap();
        assert_eq!(mode(&place.site), 0o2751);
        assert_eq!(mode(&place.site.join("a.html")), mode(&usual));
        assert_eq!(mode(&place.site.join("image.png")), mode(&usual), "whatever the source has");
    }
    drop(image);
}
