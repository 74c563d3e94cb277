//! Reads a site of MkDocs: `mkdocs.yml`, its `nav`, and the pages in `docs/`.

mod extensions;
mod nav;

use std::collections::HashSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::ImportError;
use super::folder::Folder;
use super::manuscript::{Manuscript, Page};
use super::pages::Pages;
use super::report::What;
use crate::diagnostic::Words;
use crate::source::SourcePath;
use crate::words;
use crate::yaml::{Yaml, YamlText};
use nav::Entry;

/// Reads the site in a folder; `settings` is the name of its settings file.
pub fn read(root: &Path, settings: &str) -> Result<Manuscript, ImportError> {
    let folder = Folder::open(root)?;
    let failed = |reason: Words| ImportError::Settings { path: root.join(settings), reason };
    let text = folder.text(settings).ok_or_else(|| failed(words!("不是 UTF-8 文本", "it is no UTF-8 text")))?;
    let yaml = YamlText { path: &SourcePath::new(settings), text: &text, offset: 0 };
    let yaml = yaml.parse().map_err(|finding| failed(finding.message))?;
    let docs = value(&yaml, "docs_dir").and_then(as_text).unwrap_or("docs").trim_matches(['/', '.']).to_owned();
    let all = folder.pages(&docs);
    if all.is_empty() {
        return Err(ImportError::NoText(root.join(&docs)));
    }
    let nav = value(&yaml, "nav").or_else(|| value(&yaml, "pages"));
    let mut entries = match nav {
        Some(nav) => nav::read(nav, &docs),
        None => nav::by_folders(&all, &docs),
    };
    let title = value(&yaml, "site_name").and_then(as_text).map_or_else(|| folder.name(), str::to_owned);

    let known: HashSet<String> = all.iter().cloned().collect();
    let mut reader = Reader { pages: Pages::new(&folder, known), folder: &folder, docs: docs.clone() };
    // The first page of the list is what readers see first.
    let has_front =
        entries.first().is_some_and(|entry| entry.path.as_deref().is_some_and(is_index) && entry.entries.is_empty());
    let mut front = match has_front {
        true => reader.page(&entries.remove(0)),
        false => {
            reader.pages.begin();
            Page { title: title.clone(), ..Page::default() }
        }
    };
    front.name = None;
    let mut listed: HashSet<String> = entries.iter().flat_map(Entry::paths).collect();
    listed.extend(front.labels.iter().map(|(label, _)| label.clone()));
    // MkDocs shows pages that are not listed to whoever has a link to them.
    let unlisted: Vec<String> = all.into_iter().filter(|path| !listed.contains(path)).collect();
    for path in &unlisted {
        reader.pages.losses.add_at_front(What::PageAtEnd, path.clone());
    }
    entries.extend(nav::by_folders(&unlisted, &docs));
    front.pages = entries.iter().filter_map(|entry| reader.entry(entry)).collect();
    let theme = value(&yaml, "theme").and_then(|theme| value(theme, "language")).and_then(as_text);
    Ok(Manuscript {
        kind: "MkDocs",
        title,
        language: theme.map(|tag| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase()).unwrap_or_default(),
        description: value(&yaml, "site_description").and_then(as_text).map(str::to_owned),
        front,
        assets: reader.pages.assets,
        losses: reader.pages.losses.list,
    })
}

struct Reader<'a> {
    pages: Pages<'a>,
    folder: &'a Folder,
    docs: String,
}

impl Reader<'_> {
    /// An entry of the list and those below it; `None` for a link to elsewhere.
    fn entry(&mut self, entry: &Entry) -> Option<Page> {
        if let Some(address) = &entry.external {
            self.pages
                .losses
                .add_at_front(What::ExternalEntry, format!("{} {address}", entry.title.as_deref().unwrap_or_default()));
            return None;
        }
        // A section whose first page is an index has that as its own page.
        let (own, below) = match entry.entries.split_first() {
            Some((first, below)) if first.path.as_deref().is_some_and(is_index) && first.entries.is_empty() => {
                (Some(first), below)
            }
            _ => (None, entry.entries.as_slice()),
        };
        let mut page = match own {
            Some(own) => {
                let mut page = self.page(own);
                if let Some(title) = &entry.title {
                    page.title.clone_from(title);
                }
                page
            }
            None => self.page(entry),
        };
        page.pages = below.iter().filter_map(|entry| self.entry(entry)).collect();
        Some(page)
    }

    /// The page of one entry.
    fn page(&mut self, entry: &Entry) -> Page {
        self.pages.begin();
        let given = entry.title.clone();
        let Some(path) = &entry.path else {
            return Page { title: given.unwrap_or_default(), name: entry.name.clone(), ..Page::default() };
        };
        let Some(text) = self.folder.text(path) else {
            self.pages.losses.add_with(What::MissingPage, path.clone());
            return Page { title: given.unwrap_or_else(|| readable(path)), draft: true, ..Page::default() };
        };
        let (meta, body) = extensions::split_meta(&text);
        let body = extensions::convert(body, path, &self.docs, self.folder, &mut self.pages.losses);
        let meta = YamlText { path: &SourcePath::new(path.as_str()), text: meta, offset: 0 }.parse().ok();
        let meta = meta.unwrap_or(Yaml::Null);
        let text_of = |name: &str| value(&meta, name).and_then(as_text).map(str::to_owned);
        let title = given.or_else(|| text_of("title")).unwrap_or_else(|| readable(path));
        let mut page = self.pages.page(path, &body, &title, heading_ids);
        page.description = text_of("description");
        page.tags = match value(&meta, "tags") {
            Some(Yaml::List(tags)) => tags.iter().filter_map(as_text).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        if let Yaml::Map(settings) = &meta {
            let known = ["title", "description", "tags"];
            for (name, _) in settings.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
                self.pages.losses.add_with(What::PageSetting, name.clone());
            }
        }
        page
    }
}

fn is_index(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    matches!(file.as_str(), "index.md" | "readme.md")
}

/// A file's name as a title.
fn readable(path: &str) -> String {
    let path = SourcePath::new(path);
    let stem = path.file_name().rsplit_once('.').map_or(path.file_name(), |(stem, _)| stem);
    let text = stem.replace(['-', '_'], " ");
    let mut chars = text.chars();
    let title = chars.next().map(|first| first.to_uppercase().chain(chars).collect());
    title.unwrap_or_default()
}

fn value<'a>(yaml: &'a Yaml, name: &str) -> Option<&'a Yaml> {
    match yaml {
        Yaml::Map(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, value)| value),
        _ => None,
    }
}

fn as_text(yaml: &Yaml) -> Option<&str> {
    match yaml {
        Yaml::Text(text) => Some(text),
        _ => None,
    }
}

/// The ids that Python-Markdown makes of a heading: of its ASCII alone by default, of all letters with the usual settings for
/// other languages.
fn heading_ids(text: &str) -> Vec<String> {
    let slug = |text: &mut dyn Iterator<Item = char>| {
        let kept: String =
            text.filter(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-')).collect();
        let words = kept.to_lowercase();
        words
            .split(|c: char| c.is_whitespace() || c == '-')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    };
    let ascii = slug(&mut text.nfkd().filter(char::is_ascii));
    vec![ascii, slug(&mut text.chars())]
}
