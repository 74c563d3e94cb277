//! `unclear-value`: a page was reviewed on a day that is still to come.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    // Where the author lives it may be tomorrow already.
    let Ok(latest) = context.today.tomorrow() else { return };
    for (_, page) in context.book.pages() {
        let Some(reviewed) = page.document.front.reviewed.as_ref().filter(|reviewed| reviewed.value > latest) else {
            continue;
        };
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
}
