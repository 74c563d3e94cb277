//! `draw-beyond-bank`: more questions are to be drawn than there are, or a bank has none.

use super::{Context, finding};
use crate::components::quiz::quizzes;
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (id, page, quiz) in context.quizzes() {
        for link in &quiz.settings.from {
            let target = context.outline.targets(id).get(*link);
            // Targets that are not there are reported as links.
            let empty = match target {
                Some(Target::Page { page: bank, anchor }) => !quizzes(&context.book.page(*bank).document)
                    .iter()
                    .any(|quiz| anchor.as_ref().is_none_or(|anchor| *anchor == quiz.id) && !quiz.questions.is_empty()),
                Some(Target::External(_) | Target::Asset { .. }) => true,
                _ => false,
            };
            if empty {
                let span = page.document.links[*link].span;
                findings.push(
                    finding(page, &rule::NO_QUESTION, span, words!("那里没有测验题", "There are no questions there"))
                        .hint(words!(
                            "写一个有测验的页面，如 `from=bank.md`",
                            "Name a page with a quiz, such as `from=bank.md`"
                        )),
                );
            }
        }
        let Some((draw, span)) = quiz.settings.draw else { continue };
        let there = context.outline.bank(context.book, id, quiz).len();
        if draw as usize > there {
            findings.push(
                finding(
                    page,
                    &rule::DRAW_BEYOND_BANK,
                    span,
                    words!(
                        "要抽 {draw} 道题，一共只有 {there} 道",
                        "{draw} questions are to be drawn, and there are only {there}"
                    ),
                )
                .hint(words!(
                    "改成不超过 {there} 的数，或再写几道题",
                    "Draw {there} or fewer, or write more questions"
                )),
            );
        }
    }
}
