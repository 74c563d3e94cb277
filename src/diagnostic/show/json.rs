//! Findings for programs.

use serde::Serialize;

use super::places::{Place, Places};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::source::{LineColumn, Location};

/// A finding. Fields are written in this order; one that has no value is `null`.
///
/// Lines and columns count from 1, columns in characters; `endColumn` is the one after the last.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    hint: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
}

/// One array of all findings, and a line end.
pub fn write(diagnostics: &[&Diagnostic], places: &Places<'_>, language: Language) -> String {
    let findings: Vec<Finding<'_>> =
        diagnostics.iter().map(|diagnostic| finding(diagnostic, places, language)).collect();
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    let json = serde_json::to_string_pretty(&findings).expect("findings have no maps");
    json + "\n"
}

fn finding<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>, language: Language) -> Finding<'a> {
    let location = diagnostic.location.as_ref();
    let place = location.and_then(|location| places.find(location));
    let from = place.as_ref().map(Place::from);
    let to = place.as_ref().map(Place::to);
    Finding {
        rule: diagnostic.rule.name,
        severity: diagnostic.severity,
        message: diagnostic.message.in_language(language),
        hint: diagnostic.hint.as_ref().map(|hint| hint.in_language(language)),
        path: location.map(|location| location.path.as_str()),
        line: from.map(|from| from.line),
        column: from.map(|from| from.column),
        end_line: to.map(|to| to.line),
        end_column: to.map(|to| to.column),
        label: diagnostic.label.as_ref().map(|label| label.in_language(language)),
        related: diagnostic
            .related
            .iter()
            .map(|(location, words)| related(location, words.in_language(language), places))
            .collect(),
    }
}

fn related<'a>(location: &'a Location, message: &'a str, places: &Places<'_>) -> Related<'a> {
    let from: Option<LineColumn> = places.find(location).map(|place| place.from());
    Related {
        path: location.path.as_str(),
        line: from.map(|from| from.line),
        column: from.map(|from| from.column),
        message,
    }
}
