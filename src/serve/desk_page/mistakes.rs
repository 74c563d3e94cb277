//! All findings, by page and by rule.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::answer::Asked;
use super::super::linking::Entry;
use super::rows::{Lister, PageRow, Rows};
use crate::diagnostic::{Diagnostic, Severity};

#[derive(Serialize)]
pub struct Mistakes {
    pub errors: usize,
    pub warnings: usize,
    /// The rules have run; otherwise there will be more.
    pub is_complete: bool,
    pub by_page: Rows<Group>,
    pub by_rule: Rows<Group>,
}

/// The findings of one page, or of one rule.
#[derive(Serialize)]
pub struct Group {
    /// `None` for files that are no page, and for the project as a whole.
    page: Option<PageRow>,
    /// The file's path, or the rule's name; empty for the project as a whole.
    name: String,
    errors: usize,
    warnings: usize,
    findings: Vec<Entry>,
    /// Findings of the group that are not listed.
    more: usize,
}

/// How many findings of one group are listed.
const MOST_FINDINGS: usize = 100;

pub fn gather(asked: Asked, lister: &Lister) -> Mistakes {
    let snapshot = asked.snapshot;
    let (all, is_complete) = snapshot.findings();
    // Those of settings that are not in use come first, as they are about a text of their own.
    let held = &snapshot.held.findings;
    let both = || held.iter().map(|finding| (finding, true)).chain(all.iter().map(|finding| (finding, false)));
    let path = |finding: &Diagnostic| finding.location.as_ref().map_or(String::new(), |place| place.path.to_string());
    let (errors, warnings) = count(both().map(|(finding, _)| finding));
    Mistakes {
        errors,
        warnings,
        is_complete,
        by_page: groups("pages", both(), path, lister),
        by_rule: groups("rules", both(), |finding| finding.rule.name.to_owned(), lister),
    }
}

/// The worst groups first, then the largest.
fn groups<'a>(
    list: &str,
    findings: impl Iterator<Item = (&'a Diagnostic, bool)>,
    name: impl Fn(&Diagnostic) -> String,
    lister: &Lister,
) -> Rows<Group> {
    let mut groups: BTreeMap<String, Vec<(&Diagnostic, bool)>> = BTreeMap::new();
    findings.for_each(|finding| groups.entry(name(finding.0)).or_default().push(finding));
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_cached_key(|(name, findings)| {
        let (errors, warnings) = count(findings.iter().map(|(finding, _)| *finding));
        (std::cmp::Reverse((errors, warnings)), name.clone())
    });
    lister.rows(list, groups, |(name, findings)| {
        let (errors, warnings) = count(findings.iter().map(|(finding, _)| *finding));
        let of = |wanted: bool| {
            findings
                .iter()
                .filter(move |(_, is_held)| *is_held == wanted)
                .map(|(finding, _)| *finding)
                .take(MOST_FINDINGS)
        };
        let (held, language) = (&lister.asked.snapshot.held.sources, lister.language);
        let mut entries = lister.linking.entries(of(true), held, language);
        entries.extend(lister.linking.entries(of(false), &lister.project.sources, language));
        let page = lister.page_at(&crate::source::SourcePath::new(name.as_str()));
        let more = findings.len() - entries.len();
        Some(Group { page, name, errors, warnings, findings: entries, more })
    })
}

fn count<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> (usize, usize) {
    findings.fold((0, 0), |(errors, warnings), finding| match finding.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
    })
}
