//! Reads a book of mdBook: `book.toml`, `src/SUMMARY.md`, and the chapters that it lists.

mod includes;
mod summary;

use std::collections::HashSet;
use std::path::Path;

use super::ImportError;
use super::fences::{self, Code};
use super::folder::Folder;
use super::manuscript::{Manuscript, Page};
use super::pages::Pages;
use super::report::What;
use crate::diagnostic::Words;
use crate::words;
use summary::Entry;

/// Reads the book in a folder.
pub fn read(root: &Path) -> Result<Manuscript, ImportError> {
    let folder = Folder::open(root)?;
    let path = root.join("book.toml");
    let settings = |reason: Words| ImportError::Settings { path: path.clone(), reason };
    let text = folder.text("book.toml").ok_or_else(|| settings(words!("不是 UTF-8 文本", "it is no UTF-8 text")))?;
    let table: toml::Table = text.parse().map_err(|error| settings(broken(&text, &error)))?;
    let book = table.get("book").and_then(toml::Value::as_table);
    let setting = |name: &str| book.and_then(|book| book.get(name)).and_then(toml::Value::as_str).map(str::to_owned);

    let source = setting("src").unwrap_or_else(|| "src".to_owned());
    let source = source.trim_matches(['/', '.']).to_owned();
    let place = |file: &str| if source.is_empty() { file.to_owned() } else { format!("{source}/{file}") };
    let list = place("SUMMARY.md");
    let summary = folder.text(&list).ok_or_else(|| ImportError::NotFound(root.join(&list)))?;
    let entries = summary::read(&summary, &list);

    let listed: HashSet<String> = entries.iter().flat_map(Entry::paths).collect();
    let mut reader = Reader { pages: Pages::new(&folder, listed.clone()), folder: &folder };
    let title = setting("title").unwrap_or_else(|| folder.name());
    // The first page before the numbered ones is what readers see first.
    let is_front = |entry: &Entry| entry.is_affix && entry.path.is_some() && entry.entries.is_empty();
    let has_front = entries.first().is_some_and(is_front);
    let (first, rest) = entries.split_at(usize::from(has_front));
    let mut front = match first.first() {
        Some(entry) => reader.page(entry),
        None => {
            reader.pages.begin();
            Page { title: title.clone(), ..Page::default() }
        }
    };
    front.name = None;
    let unlisted = folder.pages(&source).into_iter().filter(|path| !listed.contains(path) && *path != list);
    let unlisted: Vec<String> = unlisted.filter(|path| !reader.is_included(path, &listed)).collect();
    for path in unlisted {
        reader.pages.losses.add_at_front(What::UnlistedPage, path);
    }
    front.pages = rest.iter().map(|entry| reader.page(entry)).collect();
    Ok(Manuscript {
        kind: "mdBook",
        title,
        language: setting("language")
            .map(|tag| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase())
            .unwrap_or_default(),
        description: setting("description"),
        front,
        assets: reader.pages.assets,
        losses: reader.pages.losses.list,
    })
}

/// Where the settings are broken. What the parser says of it stays in English.
fn broken(text: &str, error: &toml::de::Error) -> Words {
    let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
    let reason = error.message();
    words!("第 {line} 行写法有误（{reason}）", "line {line} is no valid TOML ({reason})")
}

struct Reader<'a> {
    pages: Pages<'a>,
    folder: &'a Folder,
}

impl Reader<'_> {
    /// An entry of the list and those below it.
    fn page(&mut self, entry: &Entry) -> Page {
        self.pages.begin();
        let text = entry.path.as_ref().and_then(|path| self.folder.text(path));
        let mut page = match (&entry.path, text) {
            (Some(path), Some(text)) => {
                let text = includes::resolve(&text, path, self.folder, &mut self.pages.losses);
                let text = self.plain_code(&text);
                self.pages.page(path, &text, &entry.title, heading_ids)
            }
            (Some(path), None) => {
                self.pages.losses.add_with(What::MissingPage, path.clone());
                Page { title: entry.title.clone(), draft: true, ..Page::default() }
            }
            // A part has no page of its own, and a chapter without a file is one that is still to be written.
            (None, _) => Page { title: entry.title.clone(), draft: !entry.is_part, ..Page::default() },
        };
        page.pages = entry.entries.iter().map(|entry| self.page(entry)).collect();
        // Below a draft nothing is shown; its pages are written.
        page.draft &= page.pages.is_empty();
        page
    }

    /// Whether some chapter takes the file in; then it is no page.
    fn is_included(&self, path: &str, listed: &HashSet<String>) -> bool {
        let name = path.rsplit('/').next().unwrap_or_default();
        listed.iter().filter_map(|page| self.folder.text(page)).any(|text| text.contains("{{#") && text.contains(name))
    }

    /// Code as it is shown: without the lines that mdBook hides, and the language alone in its first line.
    fn plain_code(&mut self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut hidden = false;
        for line in fences::lines(text) {
            match line.code {
                Code::Opens(info) => {
                    let language = info.split([',', ' ']).next().unwrap_or_default();
                    plain.push_str(&line.text[..line.text.len() - line.text.trim_start_matches([' ', '`', '~']).len()]);
                    plain.push_str(language);
                }
                Code::Within(info) if info.starts_with("rust") => {
                    let code = line.text.trim_start();
                    if code == "#" || code.starts_with("# ") {
                        hidden = true;
                        continue;
                    }
                    plain.push_str(line.text);
                }
                Code::No if line.text.trim_start().starts_with(":::") => {
                    self.pages.losses.add(What::ContainerLine);
                    plain.push_str(&line.text.replacen(":::", "\\:::", 1));
                }
                _ => plain.push_str(line.text),
            }
            plain.push('\n');
        }
        if hidden {
            self.pages.losses.add(What::HiddenLines);
        }
        plain
    }
}

/// mdBook's id of a heading: letters and digits in lower case, `_` and `-`, blanks as hyphens.
fn heading_ids(text: &str) -> Vec<String> {
    let id = text.trim().chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || matches!(c, '_' | '-') => Some(c.to_lowercase().collect::<String>()),
        c if c.is_whitespace() => Some("-".to_owned()),
        _ => None,
    });
    vec![id.collect()]
}
