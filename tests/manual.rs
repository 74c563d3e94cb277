//! The manual does what it says: every fenced block of every page in `docs/content/` is executed.
//!
//! What a block is executed as is said by the first word behind its three backticks:
//! - `markdown`, `yaml`, or anything with `file=PATH`: a file of a small project (`manual/project.en.md`), which is then
//!   checked. On the page of a rule, what stands below “An example” must give a finding of the rule, and each block below “How
//!   to mend it” must take it away; on all other pages nothing may be found (`manual/examples.rs`);
//! - `console`: commands for the real program, in a project of its own for each page, and `text printed` below them: what they
//!   print (`manual/commands.rs`);
//! - `json`, `sh`, `js`, and YAML with a word behind it, such as `yaml github`: files of other programs, which must be well
//!   formed (`manual/foreign.rs`);
//! - `text files`: a list of files, which are made and checked (`manual/listings.rs`);
//! - `text`: no example but a picture, such as of what is printed. It is counted, and nothing else.
//!
//! A block of any other kind is a mistake. Charts that stand directly on a page are no blocks to the parser but charts;
//! `onramp check --project docs` draws them.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "examples become files")]

#[path = "manual/around.rs"]
mod around;
#[path = "manual/commands.rs"]
mod commands;
#[path = "import/docx.rs"]
#[expect(dead_code, reason = "importing needs the rest")]
mod docx;
#[path = "manual/examples.rs"]
mod examples;
#[path = "support/fences.rs"]
#[expect(dead_code, reason = "cases need the rest")]
mod fences;
#[path = "manual/foreign.rs"]
mod foreign;
#[path = "manual/listings.rs"]
mod listings;
#[path = "manual/own_files.rs"]
mod own_files;
#[path = "manual/pages.rs"]
mod pages;
#[path = "support/project.rs"]
mod project;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use pages::{Kind, Page};

/// What is wrong with the blocks of a page.
fn run(page: &Page) -> Vec<String> {
    let unknown = page.blocks.iter().filter(|block| block.kind().is_none());
    let mut wrong: Vec<_> =
        unknown.map(|block| page.wrong(block, &format!("nobody knows how to execute `{}`", block.info))).collect();
    wrong.extend(examples::run(page));
    wrong.extend(listings::run(page));
    wrong.extend(commands::run(page));
    wrong.extend(foreign::run(page));
    wrong
}

#[test]
fn every_example_does_what_the_manual_says() {
    let pages = pages::all();
    // Threads of our own: Onramp remembers behind a lock, and rayon may begin a page while another one has it.
    let (left, wrong) = (Mutex::new(pages.iter()), Mutex::new(Vec::new()));
    let work = || {
        let next = || left.lock().unwrap().next();
        while let Some(page) = next() {
            wrong.lock().unwrap().extend(run(page));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for kind in pages.iter().flat_map(|page| &page.blocks).filter_map(pages::Block::kind) {
        *counts.entry(kind).or_default() += 1;
    }
    let pictures = counts.remove(&Kind::Picture).unwrap_or_default();
    let executed: usize = counts.values().sum();
    println!("{executed} blocks of {} pages executed: {counts:?}; {pictures} are pictures in letters", pages.len());
    assert!(wrong.is_empty(), "{} of {executed} blocks\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn both_editions_have_the_same_examples() {
    let mut kinds: BTreeMap<_, Vec<(&str, Vec<Kind>)>> = BTreeMap::new();
    for page in &pages::all() {
        let all = page.blocks.iter().filter_map(pages::Block::kind).collect();
        kinds.entry(page.name.clone()).or_default().push((page.language, all));
    }
    for (name, editions) in kinds {
        let [(_, first), (_, second)] = editions.as_slice() else { panic!("{name} is in {} editions", editions.len()) };
        assert_eq!(first, second, "{name}: {editions:?}");
    }
}

#[test]
fn nothing_is_wrong_with_the_project_around_the_examples() {
    for language in pages::LANGUAGES {
        let found = examples::World::of(language).findings(&[]);
        assert!(found.is_empty(), "{language}: {found:#?}");
    }
}
