//! Findings on their way to the reader, and how many there are.

use std::io;
use std::path::{Component, Path};

use clap::ArgMatches;

use super::{arguments, environment, load, output};
use crate::Project;
use crate::diagnostic::{Diagnostic, Format, Language, Severity, Words, github_property, show};
use crate::words;

/// Prints findings in the format that was asked for. At most `most` as text; the rest is counted.
pub fn print(
    matches: &ArgMatches,
    project: &Project,
    findings: &[Diagnostic],
    language: Language,
    most: usize,
) -> Result<(), Words> {
    let format = arguments::format(matches);
    let colour = environment::colour(matches, &io::stdout());
    let mut shown: Vec<&Diagnostic> = findings.iter().collect();
    // What keeps a site from being published comes first, if not all can be shown.
    shown.sort_by_key(|finding| finding.severity);
    let left_out = match format {
        Format::Text => shown.len().saturating_sub(most),
        Format::Json | Format::Github => 0,
    };
    shown.truncate(findings.len() - left_out);
    let shown: Vec<Diagnostic> = shown.into_iter().cloned().collect();
    let mut text = show(&shown, &project.sources, language, format, colour);
    if format == Format::Github {
        text = from_here(&text, &load::root(matches));
    }
    if left_out > 0 {
        let more = words!(
            "还有 {left_out} 条，用 `onramp check` 全部列出\n",
            "{left_out} more; `onramp check` lists them all\n"
        );
        text += more.in_language(language);
    }
    output::print(&text)
}

/// Annotations with the paths that GitHub knows, which begin at the top of the repository: the folder that one is in.
fn from_here(text: &str, root: &Path) -> String {
    let folders = root.components().filter(|part| *part != Component::CurDir);
    let names: Option<Vec<_>> = folders
        .map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        })
        .collect();
    // Somewhere else there is no such path.
    let below = names.unwrap_or_default().iter().map(|name| format!("{}/", github_property(name))).collect::<String>();
    let place = |line: &str| {
        let begins = ["::error file=", "::warning file="].into_iter().find(|begin| line.starts_with(begin));
        match begins {
            Some(begin) => format!("{begin}{below}{}\n", &line[begin.len()..]),
            None => format!("{line}\n"),
        }
    };
    text.lines().map(place).collect()
}

/// “2 errors and 1 warning”.
pub fn count(findings: &[Diagnostic]) -> Words {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = findings.len() - errors;
    let plural = |count: usize, word: &str| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") };
    let (error_words, warning_words) = (plural(errors, "error"), plural(warnings, "warning"));
    match (errors, warnings) {
        (0, 0) => words!("没有问题", "no findings"),
        (0, _) => words!("{warnings} 个警告", "{warning_words}"),
        (_, 0) => words!("{errors} 个错误", "{error_words}"),
        _ => words!("{errors} 个错误，{warnings} 个警告", "{error_words} and {warning_words}"),
    }
}
