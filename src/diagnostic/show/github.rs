//! Findings as workflow commands, which GitHub Actions shows at their lines in a pull request.
//!
//! The format: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>; the escaping is that of
//! `@actions/core`, to which the same page points.

use super::places::Places;
use crate::diagnostic::{Diagnostic, Language, Severity};

/// One command per line.
pub fn write(diagnostics: &[&Diagnostic], places: &Places<'_>, language: Language) -> String {
    diagnostics.iter().map(|diagnostic| command(diagnostic, places, language) + "\n").collect()
}

fn command(diagnostic: &Diagnostic, places: &Places<'_>, language: Language) -> String {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = Vec::new();
    if let Some(location) = &diagnostic.location {
        properties.push(format!("file={}", property(location.path.as_str())));
        if let Some(place) = places.find(location) {
            let (from, to) = (place.from(), place.marked().to());
            properties.push(format!("line={}", from.line));
            // GitHub takes columns only for a place within one line.
            if from.line == to.line {
                properties.push(format!("col={}", from.column));
            }
            properties.push(format!("endLine={}", to.line));
            if from.line == to.line {
                properties.push(format!("endColumn={}", to.column));
            }
        }
    }
    properties.push(format!("title={}", property(diagnostic.rule.name)));
    let mut message = diagnostic.message.in_language(language).to_owned();
    if let Some(hint) = &diagnostic.hint {
        message.push('\n');
        message.push_str(hint.in_language(language));
    }
    format!("::{name} {}::{}", properties.join(","), data(&message))
}

/// Escapes a command's message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property's value, in which `:` and `,` have a meaning too.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
