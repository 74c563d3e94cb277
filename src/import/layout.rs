//! Manuscript → files of a project: which page is which file, and where links lead then.

use std::collections::{BTreeMap, HashMap};

use super::escape;
use super::manuscript::{Asset, Content, Manuscript, Page, Spot};
use super::markdown::Target;
use super::names::{self, Names};
use super::summary;
use crate::document::parse;
use crate::source::{SourceFile, SourcePath};

/// The files of a project, by their paths in it.
#[derive(Debug, Default)]
pub struct Layout {
    pub files: BTreeMap<String, Content>,
    /// The pages in reading order.
    pub pages: Vec<Placed>,
}

/// A page and the file it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub path: String,
    pub title: String,
    /// 0 for the front page.
    pub depth: usize,
}

/// The report's file in the project. Only what is in `content/` is published.
pub const REPORT: &str = "import-report.md";

/// Lays a manuscript out.
pub fn lay_out(manuscript: &Manuscript) -> Layout {
    let mut walk = Walk { pages: Vec::new(), placed: Vec::new() };
    let folder = format!("content/{}", manuscript.language);
    walk.add(&manuscript.front, format!("{folder}/index.md"), 0);
    walk.below(&manuscript.front, &folder, 0);
    let Walk { pages, placed } = walk;

    let mut files = Files { assets: &manuscript.assets, files: BTreeMap::new(), copies: HashMap::new() };
    let anchors: Vec<Vec<String>> = pages.iter().zip(&placed).map(|(page, file)| anchors(page, file)).collect();
    let places = places(&pages, &anchors);
    for (page, file) in pages.iter().zip(&placed) {
        let body = page.body.filled(|target| files.address(target, &file.path, &places, &placed));
        files.text(&file.path, page_text(page, &body));
    }
    files.text("onramp.yaml", settings(manuscript));
    if !manuscript.losses.is_empty() {
        files.text(REPORT, summary::report(manuscript, &placed));
    }
    Layout { files: files.files, pages: placed }
}

/// Gives every page its file, in reading order.
struct Walk<'a> {
    pages: Vec<&'a Page>,
    placed: Vec<Placed>,
}

impl<'a> Walk<'a> {
    fn add(&mut self, page: &'a Page, path: String, depth: usize) {
        self.pages.push(page);
        self.placed.push(Placed { path, title: page.title.clone(), depth });
    }

    fn below(&mut self, parent: &'a Page, folder: &str, depth: usize) {
        let mut names = if depth == 0 { Names::at_top() } else { Names::inside() };
        let width = parent.pages.len().to_string().len().max(2);
        for (page, number) in parent.pages.iter().zip(1..) {
            let given = page.name.as_deref().map(names::ascii).filter(|name| !name.is_empty());
            let name = names.give(&given.unwrap_or_else(|| names::ascii(&page.title)));
            let name = format!("{number:0width$}-{name}");
            if page.pages.is_empty() {
                self.add(page, format!("{folder}/{name}.md"), depth + 1);
            } else {
                let folder = format!("{folder}/{name}");
                self.add(page, format!("{folder}/index.md"), depth + 1);
                self.below(page, &folder, depth + 1);
            }
        }
    }
}

/// The anchors of a page's headings, as the page's own parser gives them.
fn anchors(page: &Page, file: &Placed) -> Vec<String> {
    if !page.labels.iter().any(|(_, spot)| matches!(spot, Spot::Heading(_))) {
        return Vec::new();
    }
    let text = page_text(page, &page.body.filled(|_| String::new()));
    let source = SourceFile { path: SourcePath::new(file.path.as_str()), text: text.into() };
    parse(&source).value.headings.into_iter().map(|heading| heading.id).collect()
}

/// Where each label leads: a page by its position, and a place on it.
fn places<'a>(pages: &[&'a Page], anchors: &[Vec<String>]) -> HashMap<&'a str, (usize, Option<String>)> {
    let mut places = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        for (label, spot) in &page.labels {
            let anchor = match spot {
                Spot::Top => None,
                Spot::Heading(number) => anchors[at].get(*number).cloned(),
                Spot::Id(id) => Some(id.clone()),
            };
            places.entry(label.as_str()).or_insert((at, anchor));
        }
    }
    places
}

/// The files so far.
struct Files<'a> {
    assets: &'a [Asset],
    files: BTreeMap<String, Content>,
    /// Where an asset lies in a folder.
    copies: HashMap<(usize, String), String>,
}

impl Files<'_> {
    fn text(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), Content::Bytes(text.into_bytes().into()));
    }

    /// The address of a target, written on a page.
    fn address(
        &mut self,
        target: &Target,
        from: &str,
        places: &HashMap<&str, (usize, Option<String>)>,
        placed: &[Placed],
    ) -> String {
        match target {
            Target::Asset(asset) => {
                let path = self.place_asset(*asset, from);
                escape::address(&relative(from, &path))
            }
            Target::Place { label, fragment } => {
                let whole = fragment.as_ref().map(|fragment| format!("{label}#{fragment}"));
                let exact = whole.as_deref().and_then(|whole| places.get(whole));
                let (page, anchor) = match (exact, places.get(label.as_str())) {
                    (Some((page, anchor)), _) => (*page, anchor.clone()),
                    (None, Some((page, anchor))) => (*page, fragment.clone().or_else(|| anchor.clone())),
                    (None, None) => return format!("#{}", fragment.as_deref().unwrap_or_default()),
                };
                let path = &placed[page].path;
                let anchor = anchor.map(|anchor| format!("#{}", escape::address(&anchor))).unwrap_or_default();
                match (path == from, anchor.is_empty()) {
                    (true, false) => anchor,
                    _ => format!("{}{anchor}", relative(from, path)),
                }
            }
        }
    }

    /// Puts an asset beside the page that needs it, once for each folder.
    fn place_asset(&mut self, asset: usize, page: &str) -> String {
        let (folder, file) = page.rsplit_once('/').unwrap_or(("", page));
        let key = (asset, folder.to_owned());
        if let Some(path) = self.copies.get(&key) {
            return path.clone();
        }
        let Asset { content, stem, extension, is_image } = &self.assets[asset];
        let inside = if *is_image { "images" } else { "files" };
        let page_name = match file.trim_end_matches(".md") {
            "index" => folder.rsplit('/').next().unwrap_or_default(),
            name => name,
        };
        let page_name = page_name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-');
        let given = stem.as_deref().map(names::ascii).filter(|name| !name.is_empty());
        let base = format!("{folder}/{inside}/{}", given.as_deref().unwrap_or(page_name));
        // What is named after its page is counted from 1; a name of its own gets a number only when it is taken.
        let first = usize::from(given.is_none());
        let numbered = (first..).map(|number| match number {
            0 => format!("{base}.{extension}"),
            number => format!("{base}-{number}.{extension}"),
        });
        let mut free = numbered.filter(|path| !self.files.contains_key(path));
        let path = free.next().unwrap_or_default();
        self.files.insert(path.clone(), content.clone());
        self.copies.insert(key, path.clone());
        path
    }
}

/// The way from one file to another.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn page_text(page: &Page, body: &str) -> String {
    let mut text = format!("---\ntitle: {}\n", escape::yaml(&page.title));
    if let Some(description) = &page.description {
        text += &format!("description: {}\n", escape::yaml(description));
    }
    if !page.tags.is_empty() {
        let tags: Vec<String> = page.tags.iter().map(|tag| serde_json::to_string(tag).unwrap_or_default()).collect();
        text += &format!("tags: [{}]\n", tags.join(", "));
    }
    if page.draft {
        text += "draft: true\n";
    }
    text += "---\n";
    let body = body.trim_matches('\n');
    if !body.is_empty() {
        text += &format!("\n{body}\n");
    }
    text
}

fn settings(manuscript: &Manuscript) -> String {
    let mut text = format!("title: {}\n", escape::yaml(&manuscript.title));
    if let Some(description) = &manuscript.description {
        text += &format!("description: {}\n", escape::yaml(description));
    }
    text + &format!("languages: [{}]\n", manuscript.language)
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn ways_between_files() {
        assert_eq!(relative("a/b/c.md", "a/b/d.md"), "d.md");
        assert_eq!(relative("a/b/c.md", "a/d/index.md"), "../d/index.md");
        assert_eq!(relative("a/index.md", "a/d/e.md"), "d/e.md");
    }
}
