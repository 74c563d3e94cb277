//! Items with their levels → nested lists.

use super::blocks::{Item, Mark};
use crate::import::markdown::Markdown;

/// A paragraph of a list.
pub struct Entry {
    pub item: Item,
    pub text: Markdown,
}

/// Deeper than anybody reads; what is nested further stays at this depth.
const DEEPEST: u8 = 8;

/// Writes the lists that the entries make.
pub fn write(entries: &[Entry]) -> Markdown {
    let mut lists = Lists { out: Markdown::default(), last: None };
    lists.level(entries, 0);
    lists.out
}

/// One item with all that is in it.
struct Whole {
    mark: Mark,
    paragraphs: Vec<Markdown>,
    inner: Markdown,
}

/// Lists of one level, one after the other.
struct Lists {
    out: Markdown,
    /// How the list before this one is marked: whether it is numbered, and whether it has the second sort of marks.
    last: Option<(bool, bool)>,
}

impl Lists {
    fn level(&mut self, entries: &[Entry], depth: u8) {
        let mut list: Vec<Whole> = Vec::new();
        for whole in wholes(entries, depth) {
            let goes_on = match (list.last().map(|last| last.mark), whole.mark) {
                (Some(Mark::Number(before)), Mark::Number(number)) => number == before + 1,
                (Some(Mark::Bullet), Mark::Bullet) => true,
                _ => false,
            };
            if !goes_on && !list.is_empty() {
                self.list(&std::mem::take(&mut list));
            }
            list.push(whole);
        }
        if !list.is_empty() {
            self.list(&list);
        }
    }

    fn list(&mut self, items: &[Whole]) {
        let is_numbered = matches!(items[0].mark, Mark::Number(_));
        // The same sort of mark again would go on with the list before.
        let second = self.last.is_some_and(|(numbered, second)| numbered == is_numbered && !second);
        self.last = Some((is_numbered, second));
        let is_loose = items.iter().any(|item| item.paragraphs.len() > 1);
        let mut list = Markdown::default();
        for item in items {
            let mark = match (item.mark, second) {
                (Mark::Number(number), false) => format!("{number}. "),
                (Mark::Number(number), true) => format!("{number}) "),
                (_, false) => "- ".to_owned(),
                (_, true) => "* ".to_owned(),
            };
            let mut content = Markdown::default();
            for (at, paragraph) in item.paragraphs.iter().enumerate() {
                content.append_block(&if at == 0 { task(paragraph, item.mark) } else { paragraph.clone() });
            }
            if !item.inner.is_empty() {
                content.push(if is_loose || content.is_empty() { "\n\n" } else { "\n" });
                content.append(&item.inner);
            }
            if !list.is_empty() {
                list.push(if is_loose { "\n\n" } else { "\n" });
            }
            list.append(&content.prefixed(&mark, &" ".repeat(mark.len())));
        }
        self.out.append_block(&list);
    }
}

/// The items of the shallowest level, each with those below it.
fn wholes(entries: &[Entry], depth: u8) -> Vec<Whole> {
    let marked = entries.iter().filter(|entry| entry.item.mark != Mark::None);
    let level = marked.map(|entry| entry.item.level).min().unwrap_or(0);
    let mut wholes: Vec<Whole> = Vec::new();
    let mut at = 0;
    while at < entries.len() {
        let Entry { item, text } = &entries[at];
        if item.mark != Mark::None && (item.level <= level || depth >= DEEPEST || wholes.is_empty()) {
            wholes.push(Whole { mark: item.mark, paragraphs: vec![text.clone()], inner: Markdown::default() });
            at += 1;
            continue;
        }
        let Some(last) = wholes.last_mut() else {
            // It goes on with nothing: an item by itself.
            wholes.push(Whole { mark: Mark::Bullet, paragraphs: vec![text.clone()], inner: Markdown::default() });
            at += 1;
            continue;
        };
        if item.mark == Mark::None {
            match last.inner.is_empty() {
                true => last.paragraphs.push(text.clone()),
                false => last.inner.append_block(text),
            }
            at += 1;
            continue;
        }
        // Everything up to the next item of this level is within this one.
        let inner = entries[at..].iter().take_while(|entry| entry.item.mark == Mark::None || entry.item.level > level);
        let length = inner.count();
        let mut lists = Lists { out: Markdown::default(), last: None };
        lists.level(&entries[at..at + length], depth + 1);
        last.inner.append_block(&lists.out);
        at += length;
    }
    wholes
}

/// A box that was typed, or put in as a character, at the beginning of an item becomes the box of a task.
fn task(text: &Markdown, mark: Mark) -> Markdown {
    let boxes = [("☐", "[ ] "), ("☑", "[x] "), ("☒", "[x] ")];
    let found = boxes.iter().find(|(character, _)| text.text().starts_with(character)).filter(|_| mark == Mark::Bullet);
    match found {
        Some((character, task)) => text.with_start(character.len(), task),
        None => text.clone(),
    }
}
