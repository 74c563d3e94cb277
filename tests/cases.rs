//! Cases that a trainer can read: what is written, what Onramp says about it, what becomes of it.
//!
//! A file in `tests/cases/` is a topic, a heading in it a case. The fences of a case are
//! - `LANGUAGE file=PATH`: a file of the project; without `file=`, ` ```markdown ` is `content/lesson.md`. In `image file=…`
//!   stands a size (`40x30`), in `bytes file=…` the bytes in hexadecimal or as "text", in `link file=…` where it leads, in
//!   `size file=…` how many MB it has;
//! - `findings zh`, `findings en`: what `onramp check --search` prints about it. A case without them has no findings;
//! - `html`, or `html of=PATH`: the text of the page as HTML.
//!
//! `UPDATE=1 cargo test --test cases` writes the last two kinds anew, and nothing else.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "cases are files, and become files")]

#[path = "support/fences.rs"]
mod fences;
#[path = "support/project.rs"]
mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::date;
use onramp::Project;
use onramp::book::Wish;
use onramp::diagnostic::{ALL_RULES, Diagnostic, Format, Language, show};
use onramp::site::{Recipe, Renderer};
use onramp::source::{SEARCH_TESTS, SourcePath, Sources};

use rayon::prelude::*;

use fences::Fence;

/// The page of a fence that does not say which.
const LESSON: &str = "content/lesson.md";

/// A project read from the fences of one case.
struct Case {
    project: Project,
    findings: Vec<Diagnostic>,
}

impl Case {
    fn new(fences: &[&Fence]) -> Case {
        let folder = tempfile::tempdir().unwrap();
        for fence in fences {
            match (file(fence), fence.info.split(' ').next()) {
                (Some(path), Some(kind)) => project::write(folder.path(), path, kind, &fence.text),
                (None, Some("markdown")) => project::write(folder.path(), LESSON, "markdown", &fence.text),
                _ => {}
            }
        }
        let sources = Sources::read(folder.path(), &folder.path().join("site")).unwrap();
        let project = Project::understand(sources, Wish::default(), date(2026, 11, 23));
        let mut findings = project.diagnostics.clone();
        if project.sources.texts.keys().any(|path| path.file_name() == SEARCH_TESTS) {
            project.search().unwrap().run_tests(&project.sources, &mut findings).unwrap();
        }
        let site = project.pages();
        let broken = site.outputs().find_map(|(_, recipe)| match recipe {
            Recipe::Page(render) => render().err(),
            _ => None,
        });
        findings.extend(broken.map(|finding| *finding));
        drop(site);
        Case { project, findings }
    }

    fn findings(&self, language: Language) -> String {
        show(&self.findings, &self.project.sources, language, Format::Text, false)
    }

    fn html(&self, page: &str) -> String {
        let Project { sources, book, outline, theme, .. } = &self.project;
        let id = outline.page_of(&SourcePath::new(page)).unwrap_or_else(|| panic!("{page} is no page"));
        let body = Renderer::new(book, outline, sources, theme).page_view(id).unwrap().body;
        if body.is_empty() || body.ends_with('\n') { body } else { body + "\n" }
    }

    /// What an expectation's fence should hold; `None` for a fence that is no expectation.
    fn expected(&self, fence: &Fence) -> Option<String> {
        let mut words = fence.info.splitn(2, ' ');
        match (words.next()?, words.next()) {
            ("findings", Some("zh")) => Some(self.findings(Language::Chinese)),
            ("findings", Some("en")) => Some(self.findings(Language::English)),
            ("html", None) => Some(self.html(LESSON)),
            ("html", Some(page)) => Some(self.html(page.strip_prefix("of=")?)),
            _ => None,
        }
    }
}

fn file(fence: &Fence) -> Option<&str> {
    Some(fence.info.split_once(" file=")?.1)
}

/// The positions of each case's fences, case by case in order.
fn cases(fences: &[Fence]) -> Vec<(&str, Vec<usize>)> {
    let mut cases: Vec<(&str, Vec<usize>)> = Vec::new();
    for (position, fence) in fences.iter().enumerate() {
        match cases.last_mut() {
            Some((heading, positions)) if *heading == fence.heading => positions.push(position),
            _ => cases.push((&fence.heading, vec![position])),
        }
    }
    cases
}

/// Compares one file's cases, or rewrites its expectations; returns what is wrong, and how many cases there were.
fn run(path: &Path, update: bool) -> (Vec<String>, usize) {
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();
    let markdown = std::fs::read_to_string(path).unwrap();
    let fences = fences::read(&markdown);
    let (mut wrong, mut changes) = (Vec::new(), Vec::new());
    let cases = cases(&fences);
    for (heading, positions) in &cases {
        let case = Case::new(&positions.iter().map(|at| &fences[*at]).collect::<Vec<_>>());
        let mut said = false;
        for at in positions {
            let fence = &fences[*at];
            let Some(found) = case.expected(fence) else { continue };
            said |= fence.info.starts_with("findings");
            if found != fence.text {
                let line = fence.line;
                let difference = fences::difference(&fence.text, &found);
                wrong.push(format!("{name}:{line}: {heading}: `{}`\n{difference}", fence.info));
                changes.push((*at, found));
            }
        }
        if !said && !case.findings.is_empty() {
            let line = fences[positions[0]].line;
            let found = case.findings(Language::English);
            wrong.push(format!("{name}:{line}: {heading}: findings, and no fence for them\n{found}"));
        }
    }
    if update && !changes.is_empty() {
        std::fs::write(path, fences::rewrite(&markdown, &fences, &changes)).unwrap();
        wrong.retain(|wrong| wrong.contains("no fence for them"));
    }
    (wrong, cases.len())
}

#[test]
fn every_case_comes_out_as_written() {
    let update = fences::is_update();
    let outcomes: Vec<_> = fences::files("cases").par_iter().map(|path| run(path, update)).collect();
    let count: usize = outcomes.iter().map(|(_, cases)| cases).sum();
    let wrong: Vec<_> = outcomes.into_iter().flat_map(|(wrong, _)| wrong).collect();
    println!("{count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_in_both_languages() {
    let mut shown: BTreeMap<&str, BTreeSet<String>> =
        BTreeMap::from([("zh", BTreeSet::new()), ("en", BTreeSet::new())]);
    for path in fences::files("cases") {
        for fence in fences::read(&std::fs::read_to_string(path).unwrap()) {
            let Some(rules) = fence.info.strip_prefix("findings ").and_then(|language| shown.get_mut(language)) else {
                continue;
            };
            let first_line = |line: &str| {
                let levels = ["错误[", "警告[", "error[", "warning["];
                levels.iter().find_map(|level| Some(line.strip_prefix(level)?.split_once(']')?.0.to_owned()))
            };
            rules.extend(fence.text.lines().filter_map(first_line));
        }
    }
    for (language, rules) in shown {
        let missing: Vec<_> = ALL_RULES.iter().map(|rule| rule.name).filter(|name| !rules.contains(*name)).collect();
        assert!(missing.is_empty(), "no case shows in {language}: {}", missing.join(", "));
    }
}
