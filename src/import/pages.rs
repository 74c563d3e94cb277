//! Pages that are Markdown already, from a folder: their titles, their links, the files they use.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::folder::Folder;
use super::links;
use super::manuscript::{Asset, Content, Page, Spot};
use super::markdown::{Markdown, Target};
use super::report::{Losses, What};
use crate::document::{Document, parse};
use crate::source::{SourceFile, SourcePath};

/// Makes pages of the files of one book.
pub struct Pages<'a> {
    folder: &'a Folder,
    /// The pages of the book, by their paths in the folder.
    known: HashSet<String>,
    pub assets: Vec<Asset>,
    places: HashMap<String, usize>,
    pub losses: Losses,
    /// How many pages were begun.
    count: usize,
}

/// A heading's id as the source's own program makes it; several where that depends on its settings.
pub type HeadingIds = fn(&str) -> Vec<String>;

impl<'a> Pages<'a> {
    pub fn new(folder: &'a Folder, known: HashSet<String>) -> Pages<'a> {
        Pages { folder, known, assets: Vec::new(), places: HashMap::new(), losses: Losses::default(), count: 0 }
    }

    /// Begins the next page in reading order, to which losses then belong.
    pub fn begin(&mut self) {
        self.losses.enter(self.count);
        self.count += 1;
    }

    /// A page from its Markdown. Its own heading is its title; without one it is `title`.
    pub fn page(&mut self, path: &str, text: &str, title: &str, ids: HeadingIds) -> Page {
        let source = SourceFile { path: SourcePath::new(path), text: text.into() };
        let document = parse(&source).value;
        let first = document.headings.iter().position(|heading| heading.level == 1);
        let own = first.map(|at| document.headings[at].text.trim().to_owned()).filter(|text| !text.is_empty());
        let labels = labels(path, &document, first, ids);
        let removed = first.map(|at| document.headings[at].span.range());
        let body = self.relinked(path, text, &document, removed);
        let name = SourcePath::new(path);
        let stem = name.file_name().rsplit_once('.').map_or(name.file_name(), |(stem, _)| stem);
        let stem = match stem.to_lowercase().as_str() {
            "index" | "readme" => name.parent().rsplit('/').next().unwrap_or_default(),
            _ => stem,
        };
        let stem = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.', ' ']);
        Page {
            title: own.unwrap_or_else(|| title.to_owned()),
            name: Some(stem.to_owned()),
            body,
            labels,
            ..Page::default()
        }
    }

    /// The text without its title, with open places where addresses of pages and files were.
    fn relinked(&mut self, path: &str, text: &str, document: &Document, removed: Option<Range<usize>>) -> Markdown {
        let mut places: Vec<(Range<usize>, String)> = links::definitions(document, text);
        let own = document.links.iter().filter(|link| !links::is_external(&link.destination));
        places.extend(own.filter_map(|link| Some((links::address_of(link, text)?, link.destination.clone()))));
        places.sort_by_key(|(range, _)| range.start);
        let mut markdown = Markdown::default();
        let mut at = 0;
        let mut removed = removed;
        for (range, address) in places {
            if range.start < at {
                continue;
            }
            if let Some(gone) = removed.take_if(|gone| gone.start <= range.start) {
                markdown.push(&text[at..gone.start]);
                at = gone.end;
                if range.start < at {
                    continue;
                }
            }
            let above = document.headings.iter().rev().find(|heading| heading.span.range().start <= range.start);
            self.losses.below(above.filter(|heading| heading.level > 1).map(|heading| heading.text.as_str()));
            if let Some(target) = self.target(path, &address) {
                markdown.push(&text[at..range.start]);
                markdown.push_target(target);
                at = range.end;
            }
        }
        if let Some(gone) = removed.filter(|gone| gone.start >= at) {
            markdown.push(&text[at..gone.start]);
            at = gone.end;
        }
        markdown.push(&text[at..]);
        self.losses.below(None);
        markdown
    }

    /// What an address on a page leads to, when it is part of the book or a file of the folder.
    fn target(&mut self, from: &str, address: &str) -> Option<Target> {
        if links::is_external(address) || address.is_empty() {
            return None;
        }
        let (path, fragment) = links::take_apart(address);
        if path.is_empty() {
            fragment.as_ref()?;
            return Some(Target::Place { label: from.to_owned(), fragment });
        }
        let joined = SourcePath::new(from).join(&path);
        if let Some(label) = joined.as_ref().and_then(|joined| self.page_at(joined.as_str())) {
            return Some(Target::Place { label, fragment });
        }
        let file = joined
            .filter(|_| !path.starts_with('/'))
            .and_then(|joined| Some((self.folder.file(joined.as_str())?, joined)));
        let Some((disk, joined)) = file.filter(|(_, joined)| !joined.is_markdown()) else {
            self.losses.add_with(What::MissingFile, address);
            return None;
        };
        let next = self.assets.len();
        let asset = *self.places.entry(joined.to_string()).or_insert(next);
        if asset == next {
            let (name, extension) = (joined.file_name(), joined.extension());
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            let is_image =
                matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" | "avif" | "ico");
            let extension = if extension.is_empty() { "txt".to_owned() } else { extension };
            self.assets.push(Asset { content: Content::File(disk), stem: Some(stem.to_owned()), extension, is_image });
        }
        Some(Target::Asset(asset))
    }

    /// The page that a path means: its file, or what becomes of it on the site.
    fn page_at(&self, path: &str) -> Option<String> {
        let bare = path.trim_end_matches('/').trim_end_matches(".html");
        let folder = bare.strip_suffix("index").unwrap_or(bare).trim_end_matches('/');
        let inside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let candidates =
            [path.to_owned(), format!("{bare}.md"), inside("README.md"), inside("index.md"), inside("readme.md")];
        candidates.into_iter().find(|candidate| self.known.contains(candidate))
    }
}

/// The names by which a page and its headings are known. A heading's position counts without the title.
fn labels(path: &str, document: &Document, title: Option<usize>, ids: HeadingIds) -> Vec<(String, Spot)> {
    let mut labels = vec![(path.to_owned(), Spot::Top)];
    let mut given: HashMap<String, usize> = HashMap::new();
    let mut position = 0;
    for (at, heading) in document.headings.iter().enumerate() {
        let spot = if Some(at) == title { Spot::Top } else { Spot::Heading(position) };
        position += usize::from(Some(at) != title);
        let mut names = if heading.explicit { Vec::new() } else { ids(&heading.text) };
        names.push(heading.id.clone());
        names.dedup();
        for name in names {
            let repeats = given.entry(name.clone()).or_insert(0);
            // mdBook and GitHub number repeats with a hyphen, Python-Markdown with an underscore.
            let written = match *repeats {
                // Python-Markdown counts headings without a letter from 1.
                number if name.is_empty() => vec![format!("_{}", number + 1)],
                0 => vec![name.clone()],
                number => vec![format!("{name}-{number}"), format!("{name}_{number}")],
            };
            *repeats += 1;
            labels.extend(written.into_iter().map(|name| (format!("{path}#{name}"), spot.clone())));
        }
    }
    labels
}
