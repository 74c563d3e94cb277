//! What the glossary's template gets: letters with their terms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::{letter, sort_key};
use super::{Entry, Glossary};
use crate::document::Block;

#[derive(Clone, Debug, Serialize)]
pub struct GlossaryView {
    /// A to Z, and `#` when something begins with no letter.
    pub alphabet: Vec<LetterLink>,
    pub letters: Vec<Letter>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LetterLink {
    pub letter: char,
    /// `None` for a letter that no term begins with.
    pub id: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    pub letter: char,
    pub id: String,
    pub entries: Vec<EntryView>,
}

/// A term, or another name of one, which only says where to look.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    pub id: String,
    pub name: String,
    pub addition: String,
    pub others: Vec<String>,
    /// HTML of each meaning; none for another name.
    pub definitions: Vec<String>,
    /// The name to look under.
    pub see: Option<String>,
}

impl Glossary {
    pub fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> GlossaryView {
        let mut letters: BTreeMap<(bool, char), Vec<(String, EntryView)>> = BTreeMap::new();
        // What begins with no letter comes last.
        let place = |letter: char| (letter == '#', letter);
        for entry in &self.entries {
            let own = letter(&entry.sort_key);
            letters.entry(place(own)).or_default().push((entry.sort_key.clone(), entry.view(html)));
            for other in &entry.others {
                let key = sort_key(other);
                if letter(&key) != own {
                    letters.entry(place(letter(&key))).or_default().push((key, entry.reference(other)));
                }
            }
        }
        let letters: Vec<_> = letters
            .into_iter()
            .map(|((_, letter), mut entries)| {
                entries.sort_by(|a, b| (&a.0, &a.1.name).cmp(&(&b.0, &b.1.name)));
                Letter { letter, id: letter_id(letter), entries: entries.into_iter().map(|(_, entry)| entry).collect() }
            })
            .collect();
        let there = |letter: char| letters.iter().any(|other| other.letter == letter);
        let alphabet = ('A'..='Z').chain(['#'].into_iter().filter(|letter| there(*letter)));
        let alphabet =
            alphabet.map(|letter| LetterLink { letter, id: there(letter).then(|| letter_id(letter)) }).collect();
        GlossaryView { alphabet, letters }
    }

    /// Calls `visit` for each definition, in the order in which they are shown.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        self.entries.iter().flat_map(|entry| &entry.definitions).for_each(|definition| visit(definition));
    }
}

/// Short, and no anchor that a heading would get.
fn letter_id(letter: char) -> String {
    match letter {
        '#' => "letter.other".to_owned(),
        letter => format!("letter.{}", letter.to_ascii_lowercase()),
    }
}

impl Entry {
    fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> EntryView {
        EntryView {
            id: self.id.clone(),
            name: self.name.clone(),
            addition: self.addition.clone(),
            others: self.others.clone(),
            definitions: self.definitions.iter().map(|definition| html(definition)).collect(),
            see: None,
        }
    }

    fn reference(&self, name: &str) -> EntryView {
        EntryView {
            id: self.id.clone(),
            name: name.to_owned(),
            addition: String::new(),
            others: Vec::new(),
            definitions: Vec::new(),
            see: Some(self.name.clone()),
        }
    }
}
