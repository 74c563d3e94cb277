//! Runs every rule that needs the whole book. A rule reads book and outline and changes nothing; each has a file of its own.

mod code_too_long;
mod duplicate_term;
mod empty_page;
mod external_image;
mod heading_level_skipped;
mod image_without_description;
mod link_to_draft;
mod link_to_missing_file;
mod link_to_missing_heading;
mod link_to_missing_page;
mod missing_translation;
mod removed_html;
mod review_overdue;
mod suggestion;
mod unknown_code_language;
mod unsafe_link;
mod unused_image;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::book::{Book, Page, PageId};
use crate::diagnostic::{Diagnostic, Rule, Words};
use crate::document::Link;
use crate::outline::{Outline, Target};
use crate::source::{Sources, Span};

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub book: &'a Book,
    pub outline: &'a Outline,
    pub sources: &'a Sources,
    /// The day on which pages are overdue or not.
    pub today: Date,
}

type Check = fn(Context, &mut Vec<Diagnostic>);

const CHECKS: &[Check] = &[
    link_to_missing_page::check,
    link_to_missing_heading::check,
    link_to_missing_file::check,
    link_to_draft::check,
    unsafe_link::check,
    external_image::check,
    image_without_description::check,
    unused_image::check,
    removed_html::check,
    unknown_code_language::check,
    code_too_long::check,
    heading_level_skipped::check,
    empty_page::check,
    duplicate_term::check,
    missing_translation::check,
    review_overdue::check,
];

/// All findings of all rules, rule by rule.
pub fn check(context: Context) -> Vec<Diagnostic> {
    let run = |check: &Check| {
        let mut findings = Vec::new();
        check(context, &mut findings);
        findings
    };
    CHECKS.par_iter().flat_map_iter(run).collect()
}

impl<'a> Context<'a> {
    /// Every link of every page with where it leads.
    fn links(self) -> impl Iterator<Item = (PageId, &'a Page, &'a Link, &'a Target)> {
        self.book.pages().flat_map(move |(id, page)| {
            page.document.links.iter().zip(self.outline.targets(id)).map(move |(link, target)| (id, page, link, target))
        })
    }
}

/// A finding on a page.
fn finding(page: &Page, rule: &'static Rule, span: Span, message: Words) -> Diagnostic {
    Diagnostic::at(rule, &page.document.path, span, message)
}
