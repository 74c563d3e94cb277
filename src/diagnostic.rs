//! Findings: what a rule reports, where, and how to mend it.

mod explain;
mod rules;
mod show;
mod words;

use crate::source::{Edit, Location, SourcePath, Span};

pub use explain::explain;
pub use rules::{ALL_RULES, Rule};
pub use show::{Format, OnPage, github_property, on_page, show};
pub use words::{Language, Words};
pub mod rule {
    //! Every rule by its name, for use as `rule::LINK_TO_MISSING_PAGE`.
    pub use super::rules::names::*;
}

/// How bad a finding is: an error keeps a site from being published, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// One finding: a rule's name, a place, a sentence, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub severity: Severity,
    /// Where it is; `None` when it concerns the project as a whole.
    pub location: Option<Location>,
    /// What is wrong, in one sentence without a full stop.
    pub message: Words,
    /// A few words right at the caret.
    pub label: Option<Words>,
    /// What to do, in one sentence.
    pub hint: Option<Words>,
    /// Other places that explain the finding, such as the twin of a duplicate.
    pub related: Vec<(Location, Words)>,
    /// What would mend it in its file, where there is no doubt: how a mark is written, never what a page says.
    pub mend: Vec<Edit>,
}

impl Diagnostic {
    /// A finding with the rule's own severity.
    pub fn new(rule: &'static Rule, location: Location, message: Words) -> Self {
        Diagnostic {
            rule,
            severity: rule.severity,
            location: Some(location),
            message,
            label: None,
            hint: None,
            related: Vec::new(),
            mend: Vec::new(),
        }
    }

    /// A finding at a span of one file.
    pub fn at(rule: &'static Rule, path: &SourcePath, span: Span, message: Words) -> Self {
        Diagnostic::new(rule, Location::new(path, span), message)
    }

    /// A finding about the project as a whole.
    pub fn project(rule: &'static Rule, message: Words) -> Self {
        let mut diagnostic = Diagnostic::new(rule, Location::file(&SourcePath::new("")), message);
        diagnostic.location = None;
        diagnostic
    }

    pub fn label(mut self, label: Words) -> Self {
        self.label = Some(label);
        self
    }

    pub fn hint(mut self, hint: Words) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds a hint only when there is one, as "did you mean" often has nothing to say.
    pub fn maybe_hint(mut self, hint: Option<Words>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    pub fn mend(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.mend.extend(edits);
        self
    }

    pub fn related(mut self, location: Location, words: Words) -> Self {
        self.related.push((location, words));
        self
    }
}

/// A value together with what was found while making it. Understanding never fails; it reports.
#[derive(Debug, Default)]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// The value; its diagnostics are added to those of the stages before.
    pub fn note(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// The nearest of `candidates` to what was typed, if one is near enough to be worth suggesting.
///
/// Nearness is the Jaro–Winkler similarity (strsim), 0.75 and up, compared without case; more than half of it must stay when
/// one is turned into the other, or a short word inside a long one would count.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&typed, &candidate.to_lowercase()), candidate))
        .filter(|(similarity, candidate)| *similarity >= 0.75 && is_half_the_same(&typed, candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

fn is_half_the_same(typed: &str, candidate: &str) -> bool {
    let longer = typed.chars().count().max(candidate.chars().count());
    strsim::damerau_levenshtein(typed, &candidate.to_lowercase()) * 2 <= longer
}
