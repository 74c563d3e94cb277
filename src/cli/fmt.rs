//! `onramp fmt`: how pages are written is brought in order, and missing ids are written; what they say stays.

mod named_files;
mod report;
mod tell;

use std::io::ErrorKind;

use clap::ArgMatches;

use super::here::{self, Here};
use super::{CONTENT_ERRORS, FINE, arguments, environment, load, output};
use crate::diagnostic::{Diagnostic, Format, Language, Severity, Words, show};
use crate::format::{Formatted, Scope, format};
use crate::source::{RewriteError, SourcePath, rewrite};
use crate::words;

/// What was to be done, and what came of it.
struct Outcome {
    scope: Scope,
    /// Nothing is written.
    only_check: bool,
    done: Vec<Formatted>,
    failed: Vec<(SourcePath, Words)>,
    /// Pages that could not be read are not in order, and nobody should think that they were.
    unread: Vec<Diagnostic>,
}

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let here = Here::find(matches);
    // Somebody's notes are not a project that wants to be put in order.
    if !here.is_project() && !here.is_given && matches.get_many::<String>("file").is_none() {
        return Err(here::no_project(&here.root));
    }
    let root = here.root;
    let sources = load::sources(matches, &root.join("site"))?;
    let named = named_files::of(matches, &root, &sources)?;
    let is_wanted = |path: &SourcePath| named.as_ref().is_none_or(|named| named.contains(path));
    let scope = Scope { ids: true, layout: !matches.get_flag("ids") };
    let unread = sources.diagnostics.iter().filter(|found| is_unread_page(found, &is_wanted)).cloned().collect();
    let mut outcome =
        Outcome { scope, only_check: matches.get_flag("check"), done: Vec::new(), failed: Vec::new(), unread };
    for page in format(&sources, scope, &is_wanted) {
        let written = match sources.texts.get(&page.path) {
            Some(source) if !outcome.only_check && !page.passes.is_empty() => rewrite(&root, source, &page.passes),
            _ => Ok(()),
        };
        match written {
            Ok(()) => outcome.done.push(page),
            Err(error) => outcome.failed.push((page.path, reason(&error))),
        }
    }

    match arguments::format(matches) {
        Format::Text => {
            let colour = environment::colour(matches, &std::io::stdout());
            output::print(&show(&outcome.unread, &sources, language, Format::Text, colour))?;
            tell::tell(&outcome, language)?;
        }
        _ => output::print(&report::report(&outcome, language))?,
    }
    Ok(if outcome.is_fine() { FINE } else { CONTENT_ERRORS })
}

impl Outcome {
    /// How many places change.
    fn changes(&self) -> usize {
        self.done.iter().map(|page| page.changes.len()).sum()
    }

    fn refused(&self) -> bool {
        self.done.iter().any(|page| !page.refused.is_empty())
    }

    fn is_fine(&self) -> bool {
        self.failed.is_empty() && self.unread.is_empty() && !self.refused() && !(self.only_check && self.changes() > 0)
    }
}

fn is_unread_page(finding: &Diagnostic, is_wanted: &dyn Fn(&SourcePath) -> bool) -> bool {
    let is_page = |path: &SourcePath| path.is_markdown() && is_wanted(path);
    finding.severity == Severity::Error && finding.location.as_ref().is_some_and(|location| is_page(&location.path))
}

/// Why a page could not be written.
pub fn reason(error: &RewriteError) -> Words {
    match error {
        RewriteError::Changed => {
            words!(
                "刚才有人改了它，没有写；再运行一次",
                "somebody has just changed it, so it was left alone; run this again"
            )
        }
        RewriteError::Io(error) if error.kind() == ErrorKind::PermissionDenied => words!(
            "没有权限写，没有动它；看看它和它的文件夹是不是只读的",
            "you are not allowed to write it, so it was left alone; see whether it or its folder is read-only"
        ),
        RewriteError::Io(error) => words!("写不了：{error}", "it cannot be written: {error}"),
    }
}
