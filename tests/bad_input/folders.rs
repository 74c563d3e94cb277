//! Folders: the project's own, and the one that the site goes to.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::place::Place;

#[test]
fn an_empty_project_is_told() {
    let place = Place::empty();
    place.check().says(1, &["error[empty-project]"]);
    place.build().says(1, &["nothing was published"]);
    assert!(!place.has("site"));
    place.run(&["build", "--keep-going"]).says(1, &[]);
}

#[test]
fn a_project_that_is_missing_or_a_file_or_closed() {
    let place = Place::new();
    place.run(&["check", "--project", "gone"]).says(2, &["There is no folder gone"]);
    place.run(&["check", "--project", "content/good.md"]).says(2, &["content/good.md is not a folder"]);
    place.run(&["build", "--project", ""]).says(2, &["error: "]);
    fs::set_permissions(place.root().join("content"), fs::Permissions::from_mode(0o000)).unwrap();
    if let Some(outcome) = place.run_as_nobody(&["check", "--project", "content"]) {
        outcome.says(2, &["not allowed to read the folder content"]);
    }
    fs::set_permissions(place.root().join("content"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn content_that_is_a_file() {
    let place = Place::empty();
    place.write("content", "甲");
    place.write("page.md", "甲");
    place.check().says(0, &["Checked 1 page"]);
}

#[test]
fn the_site_within_the_content_is_not_read_again() {
    let place = Place::new();
    place.write("content/a.svg", "<svg width=\"1\" height=\"1\"></svg>");
    place.write("content/page.md", "![图](a.svg)\n");
    let absolute = place.root().join("content/out");
    for output in ["content/out", "./content/out", absolute.to_str().unwrap()] {
        place.run(&["build", "--output", output]).says(0, &["no findings"]);
    }
    place.run(&["build", "--output", "content/out"]).says(0, &["0 files written"]);
    place.check().says(0, &["Checked 2 pages: no findings"]);
}

#[test]
fn folders_that_hold_other_things_are_refused() {
    let place = Place::new();
    place.write("notes/mine.txt", "我的\n");
    for output in [".", "content", "notes", "..", "/"] {
        place.run(&["build", "--output", output]).says(2, &["error: "]);
    }
    place.run(&["build", "--output", "content/good.md"]).says(2, &["error: "]);
    place.run(&["build", "--output", "content/good.md/site"]).says(2, &["error: "]);
    assert_eq!(place.read("content/good.md"), "好的一页。\n");
    assert_eq!(place.read("notes/mine.txt"), "我的\n");
}

#[test]
fn a_place_that_may_not_be_written() {
    let place = Place::new();
    fs::create_dir(place.root().join("closed")).unwrap();
    let Some(outcome) = place.run_as_nobody(&["build", "--output", "closed/site"]) else { return };
    outcome.says(2, &["error: "]);
    assert!(!place.has("closed/site"));
}

#[test]
fn languages_without_a_folder() {
    let place = Place::empty();
    place.write("content/zh/index.md", "# 首页\n\n正文\n");
    place.write("onramp.yaml", "languages: [zh, en]\n");
    place
        .check()
        .says(1, &["error[language-without-pages]: There are no pages in content/en/", "--> onramp.yaml:1:17"]);
    place.write("onramp.yaml", "languages: [zh, ZH, en]\nchecks: {language-without-pages: warning}\n");
    place.check().says(1, &["error[wrong-type]: `ZH` is given twice", "--> onramp.yaml:1:17"]);
    place.write("onramp.yaml", "languages: [en, fr]\nchecks: {language-without-pages: warning}\n");
    place.check().says(0, &["content/en/", "content/fr/", "Checked 1 page"]);
}

#[test]
fn addresses_that_the_site_needs_itself() {
    let place = Place::new();
    place.write("content/sitemap.xml/page.md", "甲");
    place.write("content/Theme/page.md", "甲");
    place.write("content/page.md", "---\naliases: [/404.html, /index.html, /../x/, /media, /robots.txt/]\n---\n甲\n");
    place.check().says(
        1,
        &[
            "error[address-collision]",
            "--> content/page.md:2:11",
            "--> content/sitemap.xml/page.md",
            "--> content/Theme/page.md",
        ],
    );
    // A site that cannot be is refused as a whole, not published in part.
    let outcome = place.run(&["build", "--keep-going"]);
    assert!(outcome.code == 2 && !place.has("site"), "{}{}", outcome.stdout, outcome.stderr);
}
