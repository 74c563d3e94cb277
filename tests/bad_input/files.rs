//! Files: links, names, permissions, and what is no file.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::place::Place;

#[test]
fn links_out_of_the_project_are_not_followed() {
    let place = Place::new();
    let (secret, folder) = (place.outside("secret.md"), place.outside("folder"));
    fs::write(&secret, "秘密").unwrap();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("inner.md"), "秘密").unwrap();
    place.link("content/secret.md", &secret);
    place.link("content/folder", &folder);
    place.link("content/relative.md", "../../secret.md");
    place.link("content/image.png", &secret);
    place.check().says(
        0,
        &[
            "warning[link-out-of-project]",
            "--> content/secret.md",
            "--> content/folder",
            "--> content/relative.md",
            "--> content/image.png",
            "Checked 1 page",
        ],
    );
    place.build().says(0, &[]);
    let found = Command::new("grep").args(["-r", "秘密"]).arg(place.root().join("site")).output().unwrap();
    assert!(found.stdout.is_empty(), "{found:?}");
}

#[test]
fn a_whole_content_folder_elsewhere_is_not_read() {
    let place = Place::empty();
    fs::create_dir(place.outside("elsewhere")).unwrap();
    fs::write(place.outside("elsewhere/index.md"), "秘密").unwrap();
    place.link("content", "../elsewhere");
    place.link("themes", "../elsewhere");
    place.check().says(1, &["warning[link-out-of-project]", "--> content", "--> themes", "error[empty-project]"]);
}

#[test]
fn links_in_circles_and_into_nothing_end() {
    let place = Place::new();
    place.link("content/circle", ".");
    place.link("content/up", "../content");
    place.link("content/self.md", "self.md");
    place.link("content/a.md", "b.md");
    place.link("content/b.md", "a.md");
    place.link("content/nothing.md", "gone.md");
    place.link("content/copy.md", "good.md");
    place.check().says(
        1,
        &[
            "error[unreadable-file]",
            "--> content/self.md",
            "--> content/a.md",
            "--> content/nothing.md",
            "Checked 2 pages",
        ],
    );
}

#[test]
fn what_is_no_file_is_left_alone() {
    let place = Place::new();
    let pipe = place.root().join("content/pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    place.link("content/to-pipe.md", "pipe.md");
    place.link("content/device.md", "/dev/zero");
    fs::create_dir(place.root().join("content/folder.md")).unwrap();
    fs::create_dir(place.root().join("content/index.md")).unwrap();
    place.write("content/index.md/inner.md", "里面\n");
    fs::create_dir(place.root().join("onramp.yaml")).unwrap();
    place.check().says(0, &["--> content/device.md", "Checked 2 pages"]);
    place.build().says(0, &[]);
    assert!(place.read("site/index.md/inner/index.html").contains("里面"));
}

#[test]
fn a_file_that_may_not_be_read_is_told() {
    let place = Place::new();
    place.write("content/secret.md", "秘密");
    place.write("content/secret.png", "秘密");
    place.write("content/closed/page.md", "秘密");
    let close = |path: &str| fs::set_permissions(place.root().join(path), fs::Permissions::from_mode(0o000)).unwrap();
    ["content/secret.md", "content/secret.png", "content/closed"].into_iter().for_each(close);
    let Some(outcome) = place.run_as_nobody(&["check"]) else { return };
    let all = [
        "error[unreadable-file]",
        "--> content/secret.md",
        "--> content/secret.png",
        "--> content/closed",
        "Checked 1",
    ];
    outcome.says(1, &all);
    fs::set_permissions(place.root().join("content/closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn two_files_for_one_address_name_each_other() {
    for (one, two) in [
        ("01-a.md", "02-a.md"),
        ("A.md", "a.md"),
        ("caf\u{e9}.md", "cafe\u{301}.md"),
        ("a/index.md", "a.md"),
        ("a.md", "a.markdown"),
    ] {
        let place = Place::new();
        place.write(format!("content/{one}"), "甲");
        place.write(format!("content/{two}"), "乙");
        let outcome = place.check();
        if (one, two) == ("a/index.md", "a.md") {
            // The folder has a page of its own, so the file beside it has none left to be.
            outcome.says(1, &["error[address-collision]"]);
            continue;
        }
        outcome.says(1, &["error[address-collision]", &format!("content/{one}"), &format!("content/{two}")]);
        place.run(&["build", "--keep-going"]).says(1, &[]);
    }
}

#[test]
fn names_that_other_systems_refuse() {
    let place = Place::new();
    let long = "长".repeat(82);
    for name in [
        "con.md",
        "NUL.txt.md",
        "a:b.md",
        "what?.md",
        "a\\b.md",
        "end..md",
        "tab\tname.md",
        "line\nname.md",
        &format!("{long}.md"),
    ] {
        place.write(format!("content/{name}"), "甲");
    }
    place.write("content/dot./page.md", "甲");
    place.write(OsStr::from_bytes(b"content/gbk-\xbf\xcd.md"), "甲");
    place.check().says(
        1,
        &[
            "error[unportable-name]",
            "--> content/con.md",
            "--> content/a:b.md",
            "--> content/what?.md",
            "--> content/dot./page.md",
        ],
    );
}

#[test]
fn a_project_of_one_folder_of_markdown_needs_nothing() {
    let place = Place::empty();
    place.write("README.md", "# 手册\n\n看[一](one.md)。\n");
    place.write("one.md", "甲\n");
    place.check().says(0, &["Checked 2 pages: no findings"]);
    place.build().says(0, &[]);
    // The site lies in the folder now, and is not content.
    place.build().says(0, &["0 files written"]);
}
