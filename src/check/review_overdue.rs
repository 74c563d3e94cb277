//! `review-overdue`: the day by which somebody should have said "still right" is past.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let front = &page.document.front;
        let (Some(reviewed), Some(due)) = (&front.reviewed, front.review_due()) else { continue };
        if due >= context.today {
            continue;
        }
        let span = page.document.locate(&reviewed.place);
        let owner = front.owner.as_ref().map(|owner| owner.value.as_str()).unwrap_or("?");
        findings.push(
            finding(
                page,
                &rule::REVIEW_OVERDUE,
                span,
                words!(
                    "这一页应在 {due} 前复核（负责：{owner}）",
                    "This page was due for review by {due} (owner: {owner})"
                ),
            )
            .hint(words!("核对内容后，把 `reviewed` 改成当天", "Check the text, then set `reviewed` to that day")),
        );
    }
}
