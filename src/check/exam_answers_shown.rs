//! `exam-answers-shown`: an exam takes questions from a page that shows their answers.

use super::{Context, finding};
use crate::components::quiz::{Mode, quizzes};
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::source::Location;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (id, page, quiz) in context.quizzes().filter(|(_, _, quiz)| quiz.settings.mode == Mode::Exam) {
        for link in &quiz.settings.from {
            let Some(Target::Page { page: bank, anchor }) = context.outline.targets(id).get(*link) else {
                continue;
            };
            let document = &context.book.page(*bank).document;
            let open = quizzes(document).into_iter().find(|lender| {
                lender.settings.mode == Mode::Practice && anchor.as_ref().is_none_or(|anchor| *anchor == lender.id)
            });
            let Some(open) = open else { continue };
            findings.push(
                finding(
                    page,
                    &rule::EXAM_ANSWERS_SHOWN,
                    page.document.links[*link].span,
                    words!(
                        "这场考试的题在另一页上带着答案",
                        "The questions of this exam stand on another page with their answers"
                    ),
                )
                .hint(words!("在那边的测验也写上 `mode=exam`", "Write `mode=exam` at the quiz there too"))
                .related(Location::new(&document.path, open.span), words!("题库在这里", "the questions are here")),
            );
        }
    }
}
