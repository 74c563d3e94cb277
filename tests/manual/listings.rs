//! Listings of files: ` ```text files `. On the page of a rule they are a project that has these files and no others; on that of
//! `init` they are what it makes.

use std::path::Path;
use std::process::Command;

use super::examples;
use super::pages::{Block, Kind, Page, Part};
use super::project;

/// What is wrong with the listings of a page.
pub fn run(page: &Page) -> Vec<String> {
    let listings = page.of(Kind::Listing);
    listings.filter_map(|block| Some(page.wrong(block, &is_right(page, block).err()?))).collect()
}

fn is_right(page: &Page, block: &Block) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let files = files(&block.text);
    let Some(rule) = page.rule() else { return is_made_by_init(page, &files, folder.path()) };
    // `my-course/content/`: the project is a folder of the listing.
    let (above, _) = files[0].0.split_at(files.iter().filter_map(|(path, _)| path.find("content/")).min().unwrap_or(0));
    for (path, remark) in &files {
        match path.rsplit('.').next() {
            Some("md") => project::write(folder.path(), path, "markdown", &format!("# {path}\n\n…\n")),
            Some("png") => project::write(folder.path(), path, "image", "40x30"),
            // Settings say behind their name what is in them.
            _ => project::write(folder.path(), path, "text", remark),
        }
    }
    for settings in page.of(Kind::Project).filter(|other| page.part(other) == page.part(block)) {
        project::write(folder.path(), "onramp.yaml", "yaml", &settings.text);
    }
    let mut found = examples::findings(&folder.path().join(above));
    let is_found = found.iter().any(|finding| finding.rule.name == rule);
    match page.part(block) {
        Part::Example if is_found => Ok(()),
        Part::Example => Err(format!("{rule} is not found here, but {}", examples::list(&found))),
        _ => {
            found.retain(|finding| examples::speaks_against_mend(finding, rule));
            if found.is_empty() { Ok(()) } else { Err(format!("this does not mend it: {}", examples::list(&found))) }
        }
    }
}

/// The paths of a listing, whose folders may stand above their files, each with the remark behind it.
fn files(text: &str) -> Vec<(String, String)> {
    let mut folders: Vec<(usize, String)> = Vec::new();
    let mut files = Vec::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let (name, remark) = line.trim_start().split_once("  ").unwrap_or((line.trim_start(), ""));
        folders.retain(|(outer, _)| *outer < indent);
        let path = folders.last().map_or("", |(_, folder)| folder).to_owned() + name;
        match name.ends_with('/') {
            true => folders.push((indent, path)),
            false => files.push((path, remark.trim().to_owned())),
        }
    }
    files
}

/// `…` stands for the files of a folder.
fn is_made_by_init(page: &Page, files: &[(String, String)], folder: &Path) -> Result<(), String> {
    let init = ["init", ".", "--language", page.language];
    let made = Command::new(env!("CARGO_BIN_EXE_onramp")).args(init).current_dir(folder).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let missing = files.iter().find(|(path, _)| !folder.join(path.trim_end_matches('…')).exists());
    missing.map_or(Ok(()), |(path, _)| Err(format!("`onramp init` makes no {path}")))
}
