//! The questions that a quiz takes from other pages: `from=bank.md`, `from=bank.md#prices`.

use super::{Outline, Target};
use crate::book::{Book, PageId};
use crate::components::quiz::{Question, Quiz, quizzes};

impl Outline {
    /// All questions that a quiz may ask, with the page each stands on: its own first, then those of its banks, none twice.
    pub fn bank<'b>(&self, book: &'b Book, id: PageId, quiz: &'b Quiz) -> Vec<(PageId, &'b Question)> {
        let mut bank: Vec<_> = quiz.questions.iter().map(|question| (id, question)).collect();
        for link in &quiz.settings.from {
            let Some(Target::Page { page, anchor }) = self.targets(id).get(*link) else { continue };
            for lender in quizzes(&book.page(*page).document) {
                if anchor.as_ref().is_some_and(|anchor| *anchor != lender.id) {
                    continue;
                }
                for question in &lender.questions {
                    if !bank.iter().any(|(of, known)| of == page && known.id == question.id) {
                        bank.push((*page, question));
                    }
                }
            }
        }
        bank
    }
}
