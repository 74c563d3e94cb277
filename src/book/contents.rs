//! The order of an edition: folders become chapters, files become lessons, numbers order them and leave the address.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::editions::Part;
use super::{Config, Edition, OWN_ADDRESSES, Page, Role};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Document, Kind};
use crate::source::{Location, SourcePath};
use crate::words;

/// Names of a folder's own page, in the order in which they count.
const INDEX_NAMES: [&str; 3] = ["index", "_index", "readme"];

/// A folder with what lies in it, before it is put in order.
#[derive(Default)]
struct Folder {
    index: Option<Arc<Document>>,
    files: Vec<(String, Arc<Document>)>,
    folders: BTreeMap<String, Folder>,
}

/// Puts the documents of one language into reading order.
pub fn put_in_order(part: Part, config: &Config, findings: &mut Vec<Diagnostic>) -> Edition {
    let mut top = Folder::default();
    for (path, document) in part.documents {
        let mut folder = &mut top;
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", &path));
        for name in folders.split('/').filter(|name| !name.is_empty()) {
            folder = folder.folders.entry(name.to_owned()).or_default();
        }
        folder.files.push((stem(file).to_owned(), document));
    }
    top.find_indexes();

    let mut builder = Builder { config, pages: Vec::new(), addresses: BTreeMap::new(), findings };
    let front = top.index.take().unwrap_or_else(|| absent(SourcePath::new(format!("{}index.md", part.base))));
    let site_title = config.title.get(&part.language);
    let title =
        title(&front).or_else(|| site_title.map(str::to_owned)).unwrap_or_else(|| untitled(&part.language).to_owned());
    builder.add(front, Role::Front, String::new(), title, None, None);
    builder.fill(top, 0, &part.base);
    Edition { language: part.language, folder: part.folder, pages: builder.pages }
}

/// The pages of chapters whose own page is a draft: they wait with it. Front pages, at most one folder deep, are no chapters.
pub fn below_drafts<'a>(
    drafts: &[SourcePath],
    pages: impl Iterator<Item = &'a SourcePath>,
    content_root: &str,
) -> Vec<SourcePath> {
    let depth = usize::from(!content_root.is_empty()) + 1;
    let is_index = |path: &SourcePath| INDEX_NAMES.iter().any(|name| stem(path.file_name()).eq_ignore_ascii_case(name));
    let folders: Vec<String> = drafts
        .iter()
        .filter(|draft| is_index(draft) && draft.as_str().matches('/').count() > depth)
        .map(|draft| format!("{}/", draft.parent()))
        .collect();
    pages.filter(|page| folders.iter().any(|folder| page.as_str().starts_with(folder))).cloned().collect()
}

impl Folder {
    /// Takes each folder's own page out of its files: `index.md` and its like, else a file beside it with its name.
    fn find_indexes(&mut self) {
        let rank = |stem: &str| INDEX_NAMES.iter().position(|name| stem.eq_ignore_ascii_case(name));
        let best = self.files.iter().enumerate().filter_map(|(at, (stem, _))| Some((rank(stem)?, at))).min();
        if let Some((_, at)) = best {
            self.index = Some(self.files.remove(at).1);
        }
        for (name, folder) in &mut self.folders {
            folder.find_indexes();
            if folder.index.is_none()
                && let Some(at) = self.files.iter().position(|(stem, _)| stem == name)
            {
                folder.index = Some(self.files.remove(at).1);
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.index.is_none() && self.files.is_empty() && self.folders.values().all(Folder::is_empty)
    }
}

struct Builder<'a> {
    config: &'a Config,
    pages: Vec<Page>,
    /// Key in lower case and one normal form → the page that has it.
    addresses: BTreeMap<String, usize>,
    findings: &'a mut Vec<Diagnostic>,
}

enum Entry {
    Lesson(Arc<Document>),
    Chapter(Folder),
}

impl Builder<'_> {
    /// Adds a folder's entries below `parent`, whose page is there already.
    fn fill(&mut self, folder: Folder, parent: usize, base: &str) {
        let files = folder.files.into_iter().map(|(name, document)| (name, Entry::Lesson(document)));
        let folders = folder
            .folders
            .into_iter()
            .filter(|(_, folder)| !folder.is_empty())
            .map(|(name, folder)| (name, Entry::Chapter(folder)));
        let mut entries: Vec<_> = files
            .chain(folders)
            .map(|(name, entry)| (split_number(&name), name, entry))
            .map(|((number, slug), name, entry)| (number, slug, name, entry))
            .collect();
        // Cards follow each other as the categories do.
        let category = |entry: &Entry| match entry {
            Entry::Lesson(card) if card.front.kind == Kind::Objection => {
                let category = card.front.category.as_ref().map_or("", |category| &category.value);
                self.config.objections.categories.place(category) + 1
            }
            _ => 0,
        };
        entries.sort_by_cached_key(|(number, slug, name, entry)| {
            (number.is_none(), *number, category(entry), slug.clone(), name.clone())
        });

        let mut last: Option<(u64, SourcePath)> = None;
        for (number, slug, name, entry) in entries {
            let key = match self.pages[parent].key.as_str() {
                "" => slug.clone(),
                above => format!("{above}/{slug}"),
            };
            let shown = number.map(|number| match &self.pages[parent].number {
                Some(above) => format!("{above}.{number}"),
                None => number.to_string(),
            });
            let path = match &entry {
                Entry::Lesson(document) => document.path.clone(),
                Entry::Chapter(_) => SourcePath::new(format!("{base}{name}/index.md")),
            };
            self.compare_numbers(&mut last, number, &path);
            match entry {
                Entry::Lesson(document) => {
                    let title = title(&document).unwrap_or_else(|| readable(&slug));
                    self.add(document, Role::Lesson, key, title, shown, Some(parent));
                }
                Entry::Chapter(mut inner) => {
                    let document = inner.index.take().unwrap_or_else(|| absent(path));
                    let title = title(&document).unwrap_or_else(|| readable(&slug));
                    if let Some(at) = self.add(document, Role::Chapter, key, title, shown, Some(parent)) {
                        self.fill(inner, at, &format!("{base}{name}/"));
                    }
                }
            }
        }
    }

    /// Adds a page unless another has its address already; then both are named in a finding.
    fn add(
        &mut self,
        document: Arc<Document>,
        role: Role,
        key: String,
        title: String,
        number: Option<String>,
        parent: Option<usize>,
    ) -> Option<usize> {
        let address = key.to_lowercase().nfc().collect::<String>();
        if OWN_ADDRESSES.contains(&address.as_str()) {
            self.findings.push(own_address(&document.path, &address));
            return None;
        }
        if let Some(twin) = self.addresses.get(&address) {
            let twin = self.pages[*twin].document.path.clone();
            let address = format!("/{key}/");
            self.findings.push(
                Diagnostic::new(
                    &rule::ADDRESS_COLLISION,
                    Location::file(&document.path),
                    words!("这一页的地址 {address} 已经被占用", "The address {address} of this page is taken"),
                )
                .related(Location::file(&twin), words!("{twin} 用着它", "{twin} has it"))
                .hint(words!(
                    "给其中一个文件换个名字；只差大小写也算相同",
                    "Rename one of the files; names that differ only by case are the same"
                )),
            );
            return None;
        }
        let written = !document.is_absent();
        let at = self.pages.len();
        self.addresses.insert(address, at);
        if let Some(parent) = parent {
            self.pages[parent].children.push(at);
        }
        self.pages.push(Page { document, role, title, key, number, parent, children: Vec::new(), written });
        Some(at)
    }

    fn compare_numbers(&mut self, last: &mut Option<(u64, SourcePath)>, number: Option<u64>, path: &SourcePath) {
        let Some(number) = number else { return };
        if let Some((before, twin)) = last
            && *before == number
        {
            self.findings.push(
                Diagnostic::new(
                    &rule::SAME_NUMBER,
                    Location::file(path),
                    words!(
                        "编号 {number} 用了两次，先后按名字排",
                        "The number {number} is used twice, so the names decide the order"
                    ),
                )
                .related(Location::file(twin), words!("{twin} 也是 {number}", "{twin} has {number} too"))
                .hint(words!(
                    "给其中一个换个编号；地址不会变",
                    "Give one of them another number; the address stays the same"
                )),
            );
        }
        *last = Some((number, path.clone()));
    }
}

/// The finding for a page whose address the site needs itself.
fn own_address(path: &SourcePath, address: &str) -> Diagnostic {
    let (zh, en) = match address {
        "progress" => ("我的进度", "My progress"),
        "search" => ("搜索", "Search"),
        _ => ("复习", "Review"),
    };
    Diagnostic::new(
        &rule::ADDRESS_COLLISION,
        Location::file(path),
        words!("/{address}/ 是网站自带的“{zh}”页的地址", "/{address}/ is the address of the site's own page “{en}”"),
    )
    .hint(words!(
        "给文件或文件夹换个名字，例如 `my-{address}`",
        "Rename the file or folder, for example to `my-{address}`"
    ))
}

fn absent(path: SourcePath) -> Arc<Document> {
    Arc::new(Document::absent(path))
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// `01-history` → 1 and `history`. A name that is all number keeps it as its name.
pub fn split_number(name: &str) -> (Option<u64>, String) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].trim_start_matches(['-', '_', '.', ' ']);
    let separated = rest.len() < name.len() - digits;
    match name[..digits].parse() {
        Ok(number) if separated && !rest.is_empty() => (Some(number), rest.to_owned()),
        _ => (None, name.to_owned()),
    }
}

/// The front matter's title, else the level-1 heading.
fn title(document: &Document) -> Option<String> {
    let given = document.front.title.as_ref().map(|title| title.value.clone());
    given.or_else(|| document.title_heading.clone()).filter(|title| !title.is_empty())
}

/// The title of a book that nobody has given one; a page without a title has no name in a window or a screen reader.
fn untitled(language: &str) -> &'static str {
    if language.starts_with("zh") { "手册" } else { "Handbook" }
}

/// A file name as a title: `quick-start` → `Quick start`.
fn readable(slug: &str) -> String {
    let text = slug.rsplit('/').next().unwrap_or_default().replace(['-', '_'], " ");
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
