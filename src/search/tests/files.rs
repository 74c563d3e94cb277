//! The browser's files: the same for the same content, and few new ones for an edit.

use std::collections::BTreeSet;

use super::{Search, Synonyms, book, files};
use crate::book::Book;

/// Pages of unlike words, so many that their terms fill several shards.
fn many() -> Vec<(String, String)> {
    let mut seed = 7_u32;
    let mut hanzi = |count: usize| -> String {
        let next = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (seed >> 16) % 3_000).unwrap_or('一')
        };
        (0..count).map(next).collect()
    };
    let page = |at: usize| (format!("content/p{at:02}.md"), format!("# 页 {at}\n## 小节\n{}\n", hanzi(900)));
    (0..40).map(page).collect()
}

fn made_of(pages: &[(String, String)]) -> Book {
    book(&pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn files_of(pages: &[(String, String)]) -> BTreeSet<(String, Vec<u8>)> {
    files(&Search::of(&made_of(pages), Synonyms::default()).unwrap())
}

#[test]
fn unchanged_content_keeps_its_files() {
    let many = many();
    let before = files_of(&many);
    assert_eq!(before, files_of(&many));
    let of = |all: &BTreeSet<(String, Vec<u8>)>, folder: &str| {
        all.iter().filter(|(path, _)| path.starts_with(folder)).count()
    };
    let shards = of(&before, "search/s/");
    assert!(shards > 20, "there are {shards} shards");

    let mut edited = many.clone();
    edited[7].1.push_str("新的一句话。\n");
    let after = files_of(&edited);
    let new: BTreeSet<_> = after.difference(&before).cloned().collect();
    assert_eq!(of(&new, "search/f/"), 1, "one page says something else");
    // Five pairs, each in a shard at most, and what moves when a term comes to a shard that was full.
    assert!((1..=10).contains(&of(&new, "search/s/")), "{} of {shards} shards are new", of(&new, "search/s/"));
    let named: Vec<_> = new.iter().map(|(path, _)| path.as_str()).filter(|path| !path.contains("/s/")).collect();
    assert!(named.len() <= 4, "{named:?}");
}

#[test]
fn a_file_is_named_after_what_is_in_it() {
    let (before, mut pages) = (files_of(&many()), many());
    pages[3].1.push_str("## 又一节\n别的话。\n");
    for (path, bytes) in files_of(&pages) {
        let same = before.iter().find(|(other, _)| *other == path);
        assert!(path == super::super::START || same.is_none_or(|(_, other)| *other == bytes), "{path}");
    }
}

#[test]
fn a_small_index_is_one_file() {
    let few = files_of(&many()[..3]);
    assert!(few.iter().all(|(path, _)| !path.starts_with("search/s/")), "no shard of its own");
}
