//! Any bytes as a page: they are understood without a panic, every place lies in the file, and a site can be built of them.

#![no_main]

#[path = "../../tests/support/spans.rs"]
mod spans;

use std::sync::OnceLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use onramp::book::{Wish, assemble};
use onramp::check::check;
use onramp::document::parse;
use onramp::format::{Scope, format};
use onramp::ids;
use onramp::outline::outline;
use onramp::site::{Recipe, render_with_drawings, theme::Theme};
use onramp::source::{SourceFile, SourcePath, Sources, apply, normalize_text};

/// Longer ones find nothing that shorter ones do not.
const LONGEST: usize = 16 * 1024;

fn theme() -> &'static Theme {
    static THEME: OnceLock<Theme> = OnceLock::new();
    THEME.get_or_init(|| Theme::load("default", &Sources::default()).value)
}

fuzz_target!(|bytes: &[u8]| {
    if bytes.len() > LONGEST {
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    let source = SourceFile { path: SourcePath::new("lesson.md"), text: normalize_text(&text).into_owned().into() };
    let parsed = parse(&source);
    spans::check_spans(&source, &parsed.value, &parsed.diagnostics);

    let mut sources = Sources::default();
    sources.texts.insert(source.path.clone(), source.clone());
    let book = assemble(&sources, Wish { drafts: true }).value;
    let outline = outline(&book, &sources).value;
    let findings = check(&book, &outline, &sources, date(2026, 11, 23));
    spans::check_findings(&source, &findings);
    let site = render_with_drawings(&book, &outline, &sources, theme());
    for (path, recipe) in site.outputs() {
        if let Recipe::Page(page) = recipe {
            assert!(page().is_ok(), "{path} does not render");
        }
    }
    drop(site);

    for page in ids::missing(&book, &outline, &sources) {
        let written = apply(&source.text, &page.edits());
        let again = parse(&SourceFile { path: source.path.clone(), text: written.into() });
        assert_eq!(again.value.headings.len(), parsed.value.headings.len());
    }

    // What has been brought in order stays as it is.
    let scope = Scope { ids: true, layout: true };
    let passes = format(&sources, scope, &|_| true).into_iter().flat_map(|page| page.passes);
    let formatted = passes.fold(source.text.to_string(), |text, edits| apply(&text, &edits));
    sources.texts.insert(source.path.clone(), SourceFile { path: source.path, text: formatted.into() });
    assert!(format(&sources, scope, &|_| true).iter().all(|page| page.passes.is_empty()));
});
