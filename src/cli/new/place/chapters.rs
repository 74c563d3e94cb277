//! The chapters of an edition, and which of them is meant.

use std::collections::BTreeMap;

use crate::book::{Edition, Role, split_number};
use crate::cli::new::kind::NewKind;
use crate::diagnostic::{Words, nearest};
use crate::document::Kind;
use crate::words;

/// A folder with its page.
struct Chapter {
    /// Below the edition's folder.
    folder: String,
    title: String,
    key: String,
    /// All of its pages are cards.
    is_playbook: bool,
}

/// A message lists no more chapters than this; a handbook has a dozen.
const MOST_LISTED: usize = 16;

pub struct Chapters<'a> {
    edition: &'a Edition,
    base: String,
    chapters: Vec<Chapter>,
}

impl<'a> Chapters<'a> {
    pub fn of(edition: &'a Edition, base: &str) -> Chapters<'a> {
        let mut chapters = Vec::new();
        for page in edition.pages.iter().filter(|page| page.role == Role::Chapter) {
            let Some(path) = page.document.path.as_str().strip_prefix(base) else { continue };
            let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            // A chapter's own page may also lie beside its folder, and have its name.
            let folder = match ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str()) {
                true => folder.to_owned(),
                false => path.rsplit_once('.').map_or(path, |(path, _)| path).to_owned(),
            };
            let mut kinds = page.children.iter().map(|child| edition.pages[*child].document.front.kind).peekable();
            let is_playbook = kinds.peek().is_some() && kinds.all(|kind| kind == Kind::Objection);
            chapters.push(Chapter { folder, title: page.title.clone(), key: page.key.clone(), is_playbook });
        }
        Chapters { edition, base: base.to_owned(), chapters }
    }

    /// The folder of the chapter that somebody names by its folder, its name without the number, its number, or its title.
    pub fn named(&self, typed: &str) -> Result<String, Words> {
        let plain = typed.trim().trim_end_matches('/').trim_start_matches("./");
        let plain = plain.strip_prefix(&self.base).unwrap_or(plain);
        let is_meant = |chapter: &&Chapter| {
            let last = chapter.folder.rsplit('/').next().unwrap_or_default();
            let (number, name) = split_number(last);
            let is_number = plain.parse::<u64>().is_ok_and(|typed| number == Some(typed));
            let names = [&chapter.folder, last, &chapter.key, &name, &chapter.title];
            is_number || names.iter().any(|name| name.eq_ignore_ascii_case(plain))
        };
        // A chapter in another one is meant only when none outside is.
        let mut found: Vec<&Chapter> = self.chapters.iter().filter(is_meant).collect();
        found.sort_by_key(|chapter| chapter.folder.matches('/').count());
        let depth = |chapter: &Chapter| chapter.folder.matches('/').count();
        match found.as_slice() {
            [] => Err(self.unknown(typed, plain)),
            [only] => Ok(only.folder.clone()),
            [first, second, ..] if depth(first) < depth(second) || first.folder == plain => Ok(first.folder.clone()),
            several => {
                let folders: Vec<_> = several.iter().map(|chapter| chapter.folder.as_str()).collect();
                let (zh, en) = (folders.join("、"), folders.join(", "));
                Err(words!("“{typed}”可以是 {zh}；写文件夹名", "`{typed}` can be {en}; write the folder's name"))
            }
        }
    }

    fn unknown(&self, typed: &str, plain: &str) -> Words {
        let names = self.chapters.iter().flat_map(|chapter| {
            let last = chapter.folder.rsplit('/').next().unwrap_or_default();
            [last, chapter.key.as_str(), chapter.title.as_str()]
        });
        let near = nearest(plain, names);
        let near = near.and_then(|near| {
            self.chapters
                .iter()
                .find(|chapter| chapter.folder.ends_with(near) || chapter.key == near || chapter.title == near)
        });
        let Words { zh, en } = match near {
            Some(Chapter { folder, title, .. }) => {
                words!("是不是 `{folder}`（{title}）？", "Did you mean `{folder}` ({title})?")
            }
            None => self.list(),
        };
        words!(
            "没有“{typed}”这一章。{zh}新的章用 `onramp new chapter` 建",
            "There is no chapter `{typed}`. {en} `onramp new chapter` makes a new one"
        )
    }

    fn list(&self) -> Words {
        if self.chapters.is_empty() {
            return words!("还没有任何一章。", "There are no chapters yet.");
        }
        let all = self.chapters.iter().filter(|chapter| !chapter.is_playbook && !chapter.folder.contains('/'));
        let list: Vec<_> = all.map(|Chapter { folder, title, .. }| (folder, title)).collect();
        let more = if list.len() > MOST_LISTED { " …" } else { "" };
        let list = &list[..list.len().min(MOST_LISTED)];
        let zh =
            list.iter().map(|(folder, title)| format!("{folder}（{title}）")).collect::<Vec<_>>().join("、") + more;
        let en = list.iter().map(|(folder, title)| format!("{folder} ({title})")).collect::<Vec<_>>().join(", ") + more;
        words!("现在有：{zh}。", "There are: {en}.")
    }

    /// The innermost chapter around a folder of the project.
    pub fn around(&self, within: &str, base: &str) -> Option<String> {
        let within = format!("{within}/");
        let below = within.strip_prefix(base)?;
        let around = self.chapters.iter().filter(|chapter| below.starts_with(&format!("{}/", chapter.folder)));
        around.max_by_key(|chapter| chapter.folder.len()).map(|chapter| chapter.folder.clone())
    }

    /// The chapter that has most pages of a kind.
    pub fn of_kind(&self, kind: Kind) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for page in self.edition.pages.iter().filter(|page| page.document.front.kind == kind) {
            if let Some(path) = page.document.path.as_str().strip_prefix(&self.base) {
                *counts.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
            }
        }
        let most = counts.values().max().copied()?;
        counts.iter().find(|(_, count)| **count == most).map(|(folder, _)| (*folder).to_owned())
    }

    pub fn with_key(&self, key: &str) -> Option<String> {
        self.chapters.iter().find(|chapter| chapter.key == key).map(|chapter| chapter.folder.clone())
    }

    /// The chapter that must be meant, as there is no other; the edition itself when it has none.
    pub fn only_one(&self, kind: NewKind) -> Result<String, Words> {
        let possible: Vec<_> = self.chapters.iter().filter(|chapter| !chapter.is_playbook).collect();
        match possible.as_slice() {
            [] => Ok(String::new()),
            [only] => Ok(only.folder.clone()),
            _ => {
                let (Words { zh, en }, name) = (self.list(), kind.name());
                let Words { zh: in_zh, en: in_en } = match kind.component() {
                    Some(_) => words!("；放进已有的页面，用 `--in 文件`", "; to put it into a page, use `--in FILE`"),
                    None => Words::new("", ""),
                };
                Err(words!(
                    "放进哪一章？用 `--chapter` 指定，例如 `onramp new {name} 标题 --chapter 1`{in_zh}。{zh}",
                    "Into which chapter? Name it with `--chapter`, as in `onramp new {name} \"A title\" --chapter 1`{in_en}. {en}"
                ))
            }
        }
    }
}
