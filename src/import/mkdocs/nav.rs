//! `nav`: which pages there are, and in which order. Without it, the order of the folders.

use crate::import::links::is_external;
use crate::source::SourcePath;
use crate::yaml::Yaml;

/// A line of the list.
#[derive(Debug, Default)]
pub struct Entry {
    pub title: Option<String>,
    /// What the source calls it, when it is a folder.
    pub name: Option<String>,
    /// The page, by its path in the folder; `None` for a section.
    pub path: Option<String>,
    /// An address elsewhere.
    pub external: Option<String>,
    pub entries: Vec<Entry>,
}

impl Entry {
    /// The files of this entry and those below.
    pub fn paths(&self) -> Vec<String> {
        self.path.iter().cloned().chain(self.entries.iter().flat_map(Entry::paths)).collect()
    }
}

/// Reads `nav`. Pages are written relative to `docs`.
pub fn read(nav: &Yaml, docs: &str) -> Vec<Entry> {
    let Yaml::List(items) = nav else { return Vec::new() };
    items.iter().flat_map(|item| entries(item, docs)).collect()
}

fn entries(item: &Yaml, docs: &str) -> Vec<Entry> {
    match item {
        Yaml::Text(path) => vec![page(None, path, docs)],
        Yaml::Map(entries) => {
            let entry = |(title, value): &(String, Yaml)| match value {
                Yaml::Text(path) => page(Some(title.clone()), path, docs),
                value => Entry { title: Some(title.clone()), entries: read(value, docs), ..Entry::default() },
            };
            entries.iter().map(entry).collect()
        }
        _ => Vec::new(),
    }
}

fn page(title: Option<String>, path: &str, docs: &str) -> Entry {
    if is_external(path) || path.starts_with('/') {
        return Entry { title, external: Some(path.to_owned()), ..Entry::default() };
    }
    // `_` stands for a file in the folder; only its folder counts.
    let joined = SourcePath::new(if docs.is_empty() { "_".to_owned() } else { format!("{docs}/_") }).join(path);
    Entry { title, path: joined.map(|path| path.to_string()), ..Entry::default() }
}

/// Entries for pages by their folders: a folder's own page, its pages, then its folders.
pub fn by_folders(pages: &[String], docs: &str) -> Vec<Entry> {
    let mut top = Vec::new();
    for path in pages {
        let below = path.strip_prefix(docs).unwrap_or(path).trim_start_matches('/');
        let mut parts: Vec<&str> = below.split('/').collect();
        parts.pop();
        let mut entries = &mut top;
        for part in parts {
            let place =
                entries.iter().position(|entry: &Entry| entry.path.is_none() && entry.name.as_deref() == Some(part));
            let place = place.unwrap_or_else(|| {
                let name = Some(part.to_owned());
                entries.push(Entry { title: Some(super::readable(part)), name, ..Entry::default() });
                entries.len() - 1
            });
            entries = &mut entries[place].entries;
        }
        let entry = Entry { path: Some(path.clone()), ..Entry::default() };
        match super::is_index(path) {
            true => entries.insert(0, entry),
            false => entries.push(entry),
        }
    }
    top
}
