//! Runs every rule that needs the whole book. A rule reads book and outline and changes nothing; each has a file of its own.

mod acknowledge_without_policy;
mod code_too_long;
mod draw_beyond_bank;
mod duplicate_customer_sentence;
mod duplicate_item_id;
mod duplicate_step;
mod duplicate_term;
mod empty_page;
mod exam_answers_shown;
mod external_image;
mod heading_level_skipped;
mod heading_not_recognised;
mod image_without_description;
mod lines;
mod link_to_draft;
mod link_to_missing_file;
mod link_to_missing_heading;
mod link_to_missing_page;
mod list_not_recognised;
mod loop_without_exit;
mod missing_card_part;
mod missing_response_step;
mod missing_translation;
mod never_without_reason;
mod no_ending;
mod pass_out_of_reach;
mod plan_without_checklist;
mod removed_html;
mod review_in_future;
mod review_overdue;
mod suggestion;
mod too_few_customer_sentences;
mod too_few_questions;
mod unknown_card_value;
mod unknown_code_language;
mod unknown_role;
mod unknown_step;
mod unreachable_step;
mod unsafe_link;
mod unused_image;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::book::{Book, Page, PageId};
use crate::components::{Checklist, Component, Objection, Quiz, Scenario};
use crate::diagnostic::{Diagnostic, Rule, Words};
use crate::document::Link;
use crate::outline::{Outline, Target};
use crate::source::{Sources, Span};

/// What a rule may look at.
#[derive(Clone, Copy)]
struct Context<'a> {
    book: &'a Book,
    outline: &'a Outline,
    sources: &'a Sources,
    /// The day on which pages are overdue or not.
    today: Date,
    /// Every component of every page. To look for them takes longer than most rules do.
    components: &'a [Placed<'a>],
}

/// A component and where it is.
type Placed<'a> = (PageId, &'a Page, &'a Component);

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
    heading_not_recognised::check,
    list_not_recognised::check,
    heading_level_skipped::check,
    empty_page::check,
    duplicate_step::check,
    unknown_step::check,
    unreachable_step::check,
    no_ending::check,
    loop_without_exit::check,
    pass_out_of_reach::check,
    duplicate_item_id::check,
    unknown_role::check,
    plan_without_checklist::check,
    acknowledge_without_policy::check,
    draw_beyond_bank::check,
    exam_answers_shown::check,
    duplicate_term::check,
    too_few_customer_sentences::check,
    duplicate_customer_sentence::check,
    missing_card_part::check,
    too_few_questions::check,
    missing_response_step::check,
    never_without_reason::check,
    unknown_card_value::check,
    missing_translation::check,
    review_in_future::check,
    review_overdue::check,
];

/// All findings of all rules, rule by rule; on the day `today` pages are overdue or not.
pub fn check(book: &Book, outline: &Outline, sources: &Sources, today: Date) -> Vec<Diagnostic> {
    let components: Vec<Placed> = book.pages().flat_map(|(id, page)| placed(id, page)).collect();
    let context = Context { book, outline, sources, today, components: &components };
    let run = |check: &Check| {
        let mut findings = Vec::new();
        check(context, &mut findings);
        findings
    };
    CHECKS.par_iter().flat_map_iter(run).collect()
}

fn placed(id: PageId, page: &Page) -> impl Iterator<Item = Placed<'_>> {
    page.document.components().into_iter().map(move |component| (id, page, component))
}

impl<'a> Context<'a> {
    /// Every link of every page with where it leads.
    fn links(self) -> impl Iterator<Item = (PageId, &'a Page, &'a Link, &'a Target)> {
        self.book.pages().flat_map(move |(id, page)| {
            page.document.links.iter().zip(self.outline.targets(id)).map(move |(link, target)| (id, page, link, target))
        })
    }
}

impl<'a> Context<'a> {
    /// Every component of every page.
    fn components(self) -> impl Iterator<Item = Placed<'a>> {
        self.components.iter().copied()
    }

    /// Every quiz.
    fn quizzes(self) -> impl Iterator<Item = (PageId, &'a Page, &'a Quiz)> {
        self.components().filter_map(|(id, page, component)| match component {
            Component::Quiz(quiz) => Some((id, page, quiz)),
            _ => None,
        })
    }

    /// Every conversation.
    fn scenarios(self) -> impl Iterator<Item = (PageId, &'a Page, &'a Scenario)> {
        self.components().filter_map(|(id, page, component)| match component {
            Component::Scenario(scenario) => Some((id, page, scenario)),
            _ => None,
        })
    }

    /// Every objection card.
    fn cards(self) -> impl Iterator<Item = (PageId, &'a Page, &'a Objection)> {
        self.components().filter_map(|(id, page, component)| match component {
            Component::Objection(card) => Some((id, page, card)),
            _ => None,
        })
    }

    /// Every checklist.
    fn checklists(self) -> impl Iterator<Item = (PageId, &'a Page, &'a Checklist)> {
        self.components().filter_map(|(id, page, component)| match component {
            Component::Checklist(checklist) => Some((id, page, checklist)),
            _ => None,
        })
    }
}

/// A finding on a page.
fn finding(page: &Page, rule: &'static Rule, span: Span, message: Words) -> Diagnostic {
    Diagnostic::at(rule, &page.document.path, span, message)
}
