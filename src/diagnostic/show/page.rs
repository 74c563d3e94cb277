//! Findings for a web page.

use serde::Serialize;

use super::excerpt::Excerpt;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::Sources;

/// A finding with the words of one language. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnPage {
    pub rule: &'static str,
    pub severity: Severity,
    pub message: String,
    pub label: Option<String>,
    pub hint: Option<String>,
    pub path: Option<String>,
    pub line: Option<usize>,
    pub column: Option<usize>,
    /// The lines of the place: before it, the place itself, after it.
    pub excerpt: Option<[String; 3]>,
}

/// Findings in the order of files and places.
pub fn on_page<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    language: Language,
) -> Vec<OnPage> {
    let mut ordered: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    ordered.sort_by_key(|diagnostic| {
        let location = diagnostic.location.as_ref();
        location.map(|location| (&location.path, location.span.start))
    });
    let places = Places::of(ordered.iter().copied(), sources);
    ordered.iter().map(|diagnostic| one(diagnostic, &places, language)).collect()
}

fn one(diagnostic: &Diagnostic, places: &Places<'_>, language: Language) -> OnPage {
    let location = diagnostic.location.as_ref();
    let place = location.and_then(|location| places.find(location));
    let from = place.as_ref().map(|place| place.from());
    // A finding about a whole file has no place in it.
    let is_narrow = location.is_some_and(|location| location.span.end > 0);
    let excerpt = place.as_ref().filter(|_| is_narrow).map(|place| {
        let Excerpt { text, span, .. } = Excerpt::of(place);
        [&text[..span.start], &text[span.clone()], &text[span.end..]].map(str::to_owned)
    });
    let say = |words: &crate::diagnostic::Words| words.in_language(language).to_owned();
    OnPage {
        rule: diagnostic.rule.name,
        severity: diagnostic.severity,
        message: say(&diagnostic.message),
        label: diagnostic.label.as_ref().map(say),
        hint: diagnostic.hint.as_ref().map(say),
        path: location.map(|location| location.path.to_string()),
        line: from.map(|from| from.line),
        column: from.map(|from| from.column),
        excerpt,
    }
}
