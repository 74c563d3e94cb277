//! A site in memory, and what can be said of its pages.

#![expect(clippy::disallowed_methods, reason = "projects are written to be read")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::date;
use onramp::Project;
use onramp::book::Wish;
use onramp::site::Recipe;
use onramp::source::{SourcePath, Sources};
use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};

/// Every output of a site with its bytes.
pub struct Built {
    pub outputs: BTreeMap<String, Vec<u8>>,
    /// `https://example.com/sub/`
    url: Option<String>,
}

/// Writes the files of a project in the order in which they are given.
pub fn write(root: &Path, files: &[(String, String)]) -> PathBuf {
    for (path, text) in files {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    root.to_owned()
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

pub fn understand(root: PathBuf) -> Project {
    let sources = Sources::read(&root, &root.join("site")).unwrap();
    Project::understand(sources, Wish::default(), date(2026, 11, 23))
}

/// Runs something with so many threads.
pub fn in_threads<T: Send>(threads: usize, run: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(run)
}

impl Built {
    pub fn of(project: &Project) -> Built {
        let site = project.site();
        let bytes = |recipe: &Recipe| match recipe {
            Recipe::Bytes(bytes) => bytes.to_vec(),
            Recipe::File { disk, .. } => std::fs::read(disk).unwrap(),
            Recipe::Page(render) => render().unwrap_or_else(|finding| panic!("{finding:?}")),
        };
        let outputs = site.outputs().map(|(path, recipe)| (path.to_owned(), bytes(recipe))).collect();
        Built { outputs, url: project.book.config.url.clone() }
    }

    /// The outputs that are not the same in another site.
    pub fn differing(&self, other: &Built) -> BTreeSet<String> {
        let all = self.outputs.keys().chain(other.outputs.keys());
        all.filter(|path| self.outputs.get(*path) != other.outputs.get(*path)).cloned().collect()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, Html)> {
        let pages = self.outputs.iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path.as_str(), Html::parse_document(std::str::from_utf8(bytes).unwrap())))
    }

    /// Every address within the site that a page names is that of an output, and every anchor that of an element.
    pub fn check_links(&self) {
        let pages: BTreeMap<_, _> = self.pages().map(|(path, html)| (path, (ids(&html), addresses(&html)))).collect();
        for (path, (_, addresses)) in &pages {
            for address in addresses {
                let Some((target, anchor)) = self.within(path, address) else { continue };
                assert!(self.outputs.contains_key(&target), "{path}: {address} leads to {target}, which is not there");
                if let (Some(anchor), Some((ids, _))) =
                    (anchor.filter(|anchor| !anchor.is_empty()), pages.get(target.as_str()))
                {
                    assert!(ids.contains(&anchor), "{path}: {address}: no element of {target} has that id");
                }
            }
        }
    }

    /// No id stands twice on a page, but for one that authors give in HTML of their own.
    pub fn check_ids(&self, own: &str) {
        for (path, html) in self.pages() {
            let all = ids(&html);
            let once: BTreeSet<_> = all.iter().collect();
            let twice = once.iter().filter(|id| **id != own && all.iter().filter(|other| other == *id).count() > 1);
            assert_eq!(twice.collect::<Vec<_>>(), Vec::<&&String>::new(), "ids of {path}");
        }
    }

    /// The output and the anchor that an address on a page means; `None` for one of another site.
    fn within(&self, page: &str, address: &str) -> Option<(String, Option<String>)> {
        let address = address.trim();
        let own_path = self
            .url
            .as_deref()
            .and_then(|url| url.find("://").and_then(|at| url[at + 3..].find('/').map(|slash| &url[at + 3 + slash..])));
        let (path, from_root) = if let Some(rest) = self.url.as_deref().and_then(|url| address.strip_prefix(url)) {
            (rest, true)
        } else if address.starts_with('/') && !address.starts_with("//") {
            (address.strip_prefix(own_path.unwrap_or("/"))?, true)
        } else if address.contains("://") || address.starts_with("//") || address.split('/').next()?.contains(':') {
            return None;
        } else {
            (address, false)
        };
        let (path, anchor) = path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
        let path = path.split('?').next().unwrap_or_default();
        let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let here = SourcePath::new(page);
        let target = match (path, from_root) {
            ("", false) => page.to_owned(),
            ("", true) => "index.html".to_owned(),
            (path, false) => {
                here.join(&decode(path)).unwrap_or_else(|| panic!("{page}: {address} leaves the site")).to_string()
            }
            (path, true) if path.ends_with('/') => decode(path) + "index.html",
            (path, true) => decode(path),
        };
        Some((target, anchor.map(decode)))
    }
}

fn ids(html: &Html) -> Vec<String> {
    let all = Selector::parse("[id], a[name]").unwrap();
    html.select(&all).filter_map(|element| element.attr("id").or(element.attr("name"))).map(str::to_owned).collect()
}

fn addresses(html: &Html) -> Vec<String> {
    let all = Selector::parse("[href], [src], [poster]").unwrap();
    let named = |name: &'static str| move |element: scraper::ElementRef| element.attr(name).map(str::to_owned);
    ["href", "src", "poster"].into_iter().flat_map(|name| html.select(&all).filter_map(named(name))).collect()
}

/// Elements that run, or bring in what runs.
const RUNNING: [&str; 12] =
    ["script", "style", "iframe", "frame", "object", "embed", "svg", "math", "base", "meta", "link", "form"];

fn is_chart(element: scraper::ElementRef) -> bool {
    element.value().name() == "figure" && element.value().classes().any(|class| class == "chart")
}

/// Nothing in a fragment of HTML runs, and no address begins a program.
pub fn check_safe(html: &str) {
    assert!(!html.to_ascii_lowercase().contains("<script"), "{html}");
    let parsed = Html::parse_fragment(html);
    for element in parsed.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        // A chart is drawn by its template; what authors draw is taken out.
        let drawn = name == "svg" && element.ancestors().filter_map(scraper::ElementRef::wrap).any(is_chart);
        assert!(!RUNNING.contains(&name) || drawn, "<{name}>: {html}");
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc",
                "{attribute}=: {html}"
            );
            let bare: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let bare = bare.to_ascii_lowercase();
            let address =
                matches!(attribute, "href" | "src" | "action" | "formaction" | "poster" | "cite" | "background");
            let runs = ["javascript:", "data:", "vbscript:", "file:"].iter().any(|scheme| bare.starts_with(scheme));
            assert!(!(address && runs), "{attribute}={value:?}: {html}");
        }
    }
}
