//! What holds for every text and every project, however strange.

#[path = "support/built.rs"]
mod built;
#[path = "support/random.rs"]
mod random;
#[path = "support/spans.rs"]
mod spans;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::date;
use onramp::Project;
use onramp::book::{Wish, assemble};
use onramp::document::parse;
use onramp::ids;
use onramp::outline::{address, outline, output_path};
use onramp::site::html::{ComponentHtml, Dress, LinkHtml, render};
use onramp::site::{Renderer, theme::Theme};
use onramp::source::{SourceFile, SourcePath, Sources, normalize_text, rewrite};
use proptest::prelude::*;
use proptest::test_runner::Config;

use built::Built;
use spans::check_spans;

/// So many cases, or as many as `PROPTEST_CASES` says.
fn cases(cases: u32) -> Config {
    const UNSAID: u32 = 256;
    let default = Config::default();
    let cases = if default.cases == UNSAID { cases } else { default.cases };
    Config { cases, failure_persistence: None, max_shrink_iters: 400, ..default }
}

fn file(text: &str) -> SourceFile {
    SourceFile { path: SourcePath::new("content/lesson.md"), text: normalize_text(text).into_owned().into() }
}

fn theme() -> &'static Theme {
    static THEME: OnceLock<Theme> = OnceLock::new();
    THEME.get_or_init(|| Theme::load("default", &Sources::default()).value)
}

/// The HTML of a text's body, as it stands in a page.
fn body(text: &str) -> String {
    let file = file(text);
    let mut sources = Sources { content_root: "content".to_owned(), ..Sources::default() };
    let other = SourceFile { path: SourcePath::new("content/other.md"), text: "# 别的\n\n## 步骤\n".into() };
    sources.texts = [file, other].into_iter().map(|file| (file.path.clone(), file)).collect();
    let book = assemble(&sources, Wish { drafts: true }).value;
    let outline = outline(&book, &sources).value;
    let id = outline.page_of(&SourcePath::new("content/lesson.md")).expect("the page is in the book");
    Renderer::new(&book, &outline, &sources, theme()).page_view(id).expect("the theme has no mistakes").body
}

/// Does what `fmt --ids` does; how many ids it wrote.
fn write_ids(root: &Path) -> usize {
    let sources = Sources::read(root, &root.join("site")).unwrap();
    let book = assemble(&sources, Wish { drafts: true }).value;
    let outline = outline(&book, &sources).value;
    let pages = ids::missing(&book, &outline, &sources);
    for page in pages.iter().filter(|page| !page.missing.is_empty()) {
        rewrite(root, &sources.texts[&page.path], &[page.edits()]).unwrap();
    }
    pages.iter().map(|page| page.missing.len()).sum()
}

/// What was inserted into the lines of a text; `None` when anything but an id was, or anything else is different.
fn inserted<'a>(before: &'a str, after: &'a str) -> Option<Vec<&'a str>> {
    let lines = |text: &'a str| text.split_inclusive(['\n', '\r']).collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    if before.len() != after.len() {
        return None;
    }
    let changed = before.into_iter().zip(after).filter(|(before, after)| before != after);
    let piece = |(before, after): (&'a str, &'a str)| {
        let length = after.len().checked_sub(before.len())?;
        let places = (0..=before.len()).filter(|at| before.is_char_boundary(*at));
        let mut pieces = places.filter_map(|at| {
            let fits = after.get(..at)? == &before[..at] && after.get(at + length..)? == &before[at..];
            after.get(at..at + length).filter(|_| fits)
        });
        pieces.find(|piece| is_id(piece))
    };
    changed.map(piece).collect()
}

/// ` {#id}`, or `#id ` between braces that were there.
fn is_id(piece: &str) -> bool {
    let id = match piece.strip_prefix(" {#") {
        Some(rest) => rest.strip_suffix('}'),
        None => piece.strip_prefix('#').map(|rest| rest.strip_suffix(' ').unwrap_or(rest)),
    };
    id.is_some_and(|id| !id.is_empty() && !id.contains([' ', '#', '{', '}']))
}

/// The HTML that Markdown alone gives.
fn plain(text: &str) -> String {
    let document = parse(&file(text)).value;
    let links: Vec<_> = document
        .links
        .iter()
        .map(|link| LinkHtml { href: Some(link.destination.clone()), ..LinkHtml::default() })
        .collect();
    let components: &ComponentHtml = &|_, _| Ok(String::new());
    render(&document, &links, Dress::Site { words: &BTreeMap::new(), components, safe: true, terms: None })
        .expect("there is no template")
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_span_lies_in_its_file(text in random::markdown()) {
        let source = file(&text);
        let parsed = parse(&source);
        check_spans(&source, &parsed.value, &parsed.diagnostics);
    }

    #[test]
    fn a_text_means_the_same_with_any_line_ends(text in random::markdown()) {
        let html = plain(&text);
        prop_assert_eq!(&html, &plain(&text.replace('\n', "\r\n")), "CRLF");
        prop_assert_eq!(&html, &plain(&text.replace('\n', "\r")), "CR");
        prop_assert_eq!(&html, &plain(&format!("\u{feff}{text}")), "BOM");
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn depth_is_no_danger(text in random::deep()) {
        let source = file(&text);
        let parsed = parse(&source);
        check_spans(&source, &parsed.value, &parsed.diagnostics);
        prop_assert!(plain(&text).len() < 1_000_000);
    }

    #[test]
    fn nothing_that_runs_reaches_a_page(text in random::markdown()) {
        built::check_safe(&body(&text));
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn components_have_their_places(text in random::components()) {
        let source = file(&text);
        let parsed = parse(&source);
        check_spans(&source, &parsed.value, &parsed.diagnostics);
        let wide = text.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(body(&text), body(&wide), "line ends");
    }

    #[test]
    fn writing_ids_changes_nothing_else(text in random::components()) {
        let folder = tempfile::tempdir().unwrap();
        let page = ("content/lesson.md".to_owned(), text.clone());
        let root = built::write(folder.path(), &[page]);
        let before = Built::of(&built::understand(root.clone()));

        let count = write_ids(&root);
        let written = built::read(&root.join("content/lesson.md"));
        let pieces = inserted(&text, &written);
        prop_assert_eq!(pieces.as_ref().map(Vec::len), Some(count), "{:?}", written);
        // The same site comes of it, byte for byte: all ids are what they were.
        let after = Built::of(&built::understand(root.clone()));
        prop_assert!(before.outputs == after.outputs, "{:?}: {written:?}", before.differing(&after));
        // Once is enough.
        prop_assert_eq!(write_ids(&root), 0);
        prop_assert_eq!(built::read(&root.join("content/lesson.md")), written);
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn every_link_of_a_site_ends_somewhere(files in random::project()) {
        let folder = tempfile::tempdir().unwrap();
        let project = built::understand(built::write(folder.path(), &files));
        let built = Built::of(&project);
        built.check_links();
        built.check_ids("i");
        check_addresses(&project);
    }
}

proptest! {
    #![proptest_config(cases(10))]

    #[test]
    fn the_same_files_give_the_same_bytes(files in random::project()) {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let last: BTreeMap<_, _> = files.into_iter().collect();
        let mut files: Vec<_> = last.into_iter().collect();
        let first = built::in_threads(1, || Built::of(&built::understand(built::write(here.path(), &files))));
        files.reverse();
        let second = built::in_threads(4, || Built::of(&built::understand(built::write(there.path(), &files))));
        prop_assert!(first.outputs == second.outputs, "{:?}", first.differing(&second));
    }
}

/// A path leads to one address, and the address back to the path.
fn check_addresses(project: &Project) {
    let (book, outline) = (&project.book, &project.outline);
    let mut taken = BTreeMap::new();
    for (id, page) in book.pages() {
        let address = address(book, id);
        assert_eq!(output_path(book, id), format!("{address}index.html"));
        assert_eq!(taken.insert(address.to_lowercase(), page.document.path.clone()), None, "{address} has two pages");
        // From the address back: the edition's folder, then the key.
        let edition = book
            .editions
            .iter()
            .position(|edition| edition.folder.is_empty() || address.starts_with(&format!("{}/", edition.folder)));
        let edition = edition.unwrap_or_else(|| panic!("{address} begins with no edition"));
        let key = address[book.editions[edition].folder.len()..].trim_matches('/');
        assert_eq!(outline.page_with_key(edition, key), Some(id), "{address}");
        assert_eq!(book.page(id).document.path, page.document.path);
        if page.written {
            assert_eq!(outline.page_of(&page.document.path), Some(id), "{}", page.document.path);
        }
    }
}

fn shipped(folder: &str) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let sources = Sources::read(&root, &root.join("site")).unwrap();
    Project::understand(sources, Wish::default(), date(2026, 11, 23))
}

#[test]
fn the_handbook_and_the_manual_keep_their_promises() {
    for folder in ["", "docs"] {
        let project = shipped(folder);
        let built = Built::of(&project);
        built.check_links();
        built.check_ids("");
        check_addresses(&project);
    }
}
