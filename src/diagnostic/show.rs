//! Findings as people and machines read them: in a terminal, as JSON, as GitHub annotations.

mod excerpt;
mod github;
mod json;
mod page;
mod places;
mod text;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use super::{Diagnostic, Language};
use crate::source::Sources;
pub use github::property as github_property;
pub use page::{OnPage, on_page};
use places::Places;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the line with a caret under the place, and how to mend it.
    Text,
    /// For programs: one array of objects.
    Json,
    /// For GitHub Actions: one `::error …` or `::warning …` command per line.
    Github,
}

/// All findings as one text, ready to print, in the order of files and places. `colour` concerns only [`Format::Text`].
///
/// Findings about the project as a whole come first. Without findings the text is empty, and in JSON an empty array.
pub fn show(diagnostics: &[Diagnostic], sources: &Sources, language: Language, format: Format, colour: bool) -> String {
    let places = Places::of(diagnostics, sources);
    let mut ordered: Vec<&Diagnostic> = diagnostics.iter().collect();
    // Stable, so that findings at one place keep the order in which they were made.
    ordered.sort_by_key(|diagnostic| {
        let location = diagnostic.location.as_ref();
        location.map(|location| (&location.path, location.span.start))
    });
    match format {
        Format::Text => text::write(&ordered, &places, language, colour),
        Format::Json => json::write(&ordered, &places, language),
        Format::Github => github::write(&ordered, &places, language),
    }
}
