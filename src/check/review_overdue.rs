//! `review-overdue`: the day by which somebody should have said "still right" is past.

use jiff::civil::Date;

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

/// Later than tomorrow: where the author lives it may be tomorrow already.
fn is_ahead(day: Date, today: Date) -> bool {
    today.tomorrow().is_ok_and(|tomorrow| day > tomorrow)
}

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let front = &page.document.front;
        if let Some(reviewed) = front.reviewed.as_ref().filter(|reviewed| is_ahead(reviewed.value, context.today)) {
            let (day, today) = (reviewed.value, context.today);
            let message =
                words!("复核日期 {day} 在今天（{today}）之后", "The day of the review, {day}, is after today, {today}");
            findings.push(finding(page, &rule::UNCLEAR_VALUE, page.document.locate(&reviewed.place), message).hint(
                words!(
                    "`reviewed` 写最近一次核对的日子；下一次由 `review_every` 算出来",
                    "`reviewed` is the day of the last review; `review_every` says when the next one is due"
                ),
            ));
        }
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
