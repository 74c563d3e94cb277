//! `plan-without-checklist`: a page says that it is a plan, but nothing on it can be ticked.

use super::{Context, finding};
use crate::components::Component;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::Kind;
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let document = &page.document;
        if document.front.kind != Kind::Plan
            || document.components().iter().any(|component| matches!(component, Component::Checklist(_)))
        {
            continue;
        }
        findings.push(
            finding(
                page,
                &rule::PLAN_WITHOUT_CHECKLIST,
                Span::new(0, 3),
                words!(
                    "这一页是计划（kind: plan），但没有清单",
                    "This page is a plan (`kind: plan`) without a checklist"
                ),
            )
            .hint(words!(
                "把要做的事写进 `:::checklist 第 1 周`",
                "Put what is to be done into a `:::checklist Week 1`"
            )),
        );
    }
}
