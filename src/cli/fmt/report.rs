//! What `fmt` changes, for programs. Lines and columns count from 1, columns in characters.

use serde::Serialize;

use super::Outcome;
use super::tell::cannot;
use crate::diagnostic::{Language, Words};
use crate::format::{Change, What};
use crate::ids::Kind;
use crate::source::LineColumn;

/// What was written or, with `--check`, would be, and where nothing can be.
#[derive(Serialize)]
struct Report<'a> {
    written: bool,
    changes: Vec<Changed<'a>>,
    ids: Vec<Written<'a>>,
    refused: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: LineColumn,
    /// `mark`, `list` or `table`.
    kind: &'static str,
    /// The rule that tells of a mark.
    rule: Option<&'static str>,
}

#[derive(Serialize)]
struct Written<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: LineColumn,
    kind: Kind,
    id: &'a str,
    /// The id before, when another language's took its place.
    was: Option<&'a str>,
}

#[derive(Serialize)]
struct Refused<'a> {
    path: &'a str,
    #[serde(flatten)]
    place: LineColumn,
    message: String,
}

/// The outcome as JSON.
pub fn report(outcome: &Outcome, language: Language) -> String {
    let mut report = Report { written: !outcome.only_check, changes: Vec::new(), ids: Vec::new(), refused: Vec::new() };
    for page in &outcome.done {
        let path = page.path.as_str();
        for Change { place, what } in &page.changes {
            let place = *place;
            let (kind, rule) = match what {
                What::Id { kind, id, was } => {
                    report.ids.push(Written { path, place, kind: *kind, id, was: was.as_deref() });
                    continue;
                }
                What::Mark(rule) => ("mark", Some(*rule)),
                What::List => ("list", None),
                What::Table => ("table", None),
            };
            report.changes.push(Changed { path, place, kind, rule });
        }
        for (kind, place) in &page.refused {
            let message = cannot(*kind).in_language(language).to_owned();
            report.refused.push(Refused { path, place: *place, message });
        }
    }
    let whole = |path, words: &Words| Refused {
        path,
        place: LineColumn { line: 1, column: 1 },
        message: words.in_language(language).to_owned(),
    };
    report.refused.extend(outcome.failed.iter().map(|(path, words)| whole(path.as_str(), words)));
    let locations = outcome.unread.iter().filter_map(|finding| Some((finding.location.as_ref()?, &finding.message)));
    report.refused.extend(locations.map(|(location, words)| whole(location.path.as_str(), words)));
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
