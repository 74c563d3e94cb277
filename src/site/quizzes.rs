//! Quizzes and their questions as HTML, on their own page and on others.

use super::Renderer;
use super::html::{self, ComponentHtml, Dress};
use crate::book::{Html, PageId};
use crate::components::Component;
use crate::components::quiz::{Mode, OneQuestion, Question, QuestionView, Quiz, QuizView, seal};
use crate::diagnostic::Diagnostic;
use crate::document::Block;

impl Renderer<'_> {
    /// The questions that a quiz may ask, its own first: of each the page it stands on.
    pub fn bank<'q>(&'q self, id: PageId, quiz: &'q Quiz) -> Vec<(PageId, &'q Question)> {
        self.outline.bank(self.book, id, quiz)
    }

    /// Completes the view of a quiz: the questions from other pages, and the answers of an exam sealed.
    pub fn complete_quiz(
        &self,
        id: PageId,
        own: &str,
        quiz: &Quiz,
        view: &mut QuizView,
    ) -> Result<(), Box<Diagnostic>> {
        let elsewhere = self.bank(id, quiz).into_iter().skip(quiz.questions.len());
        for (number, (page, question)) in elsewhere.enumerate() {
            let mut question = self.question_view(page, own, question, quiz.settings.shuffle)?;
            if page != id {
                question.page = Some(self.book.page(page).key.clone());
            }
            // Two pages may have questions of the same name.
            question.anchor = format!("{}-{}-{}", quiz.id, number + 1, question.id);
            view.questions.push(question);
        }
        if quiz.settings.mode == Mode::Exam {
            for question in &mut view.questions {
                self.seal_question(id, question)?;
            }
        }
        Ok(())
    }

    /// The view of a question with the links of the page it stands on, as seen from the page at `own`.
    fn question_view(
        &self,
        id: PageId,
        own: &str,
        question: &Question,
        shuffle: bool,
    ) -> Result<QuestionView, Box<Diagnostic>> {
        let document = &self.book.page(id).document;
        let links = self.links(id, own);
        let shared = &self.editions[id.edition];
        let clean = |html: String| self.clean(id, html);
        let components: &ComponentHtml = &|component, fragment| self.component(id, component, fragment);
        let words = &shared.view.text;
        html::fragments(
            document,
            &links,
            Dress::Site { words, components, safe: self.book.config.html == Html::Safe, terms: None },
            |fragment| question.view(shuffle, &mut |blocks: &[Block]| clean(fragment(blocks))),
        )
    }

    /// The HTML of a component that stands in a question, such as a chart.
    pub fn component<'c>(
        &self,
        id: PageId,
        component: &'c Component,
        fragment: &mut dyn FnMut(&'c [Block]) -> String,
    ) -> Result<String, Box<Diagnostic>> {
        let view = self.with_surroundings(id, |surroundings| {
            component.view(&mut |blocks| self.clean(id, fragment(blocks)), surroundings)
        });
        let template = format!("components/{}.html", component.name().unwrap_or_default());
        self.theme.render(&template, &self.editions[id.edition].context, &view)
    }

    /// Moves what is right, and all that is told about it, out of sight.
    fn seal_question(&self, id: PageId, question: &mut QuestionView) -> Result<(), Box<Diagnostic>> {
        let context = &self.editions[id.edition].context;
        let told = self.theme.render(
            "components/answer.html",
            context,
            &OneQuestion { question: question.clone(), mode: "exam" },
        )?;
        let text = serde_json::json!({ "answer": question.answer, "told": told }).to_string();
        question.sealed = Some(seal(&text, &format!("{} {}", question.id, question.rev)));
        question.answer.clear();
        question.options.iter_mut().for_each(|option| (option.right, option.feedback) = (false, None));
        (question.hint, question.model, question.explanation) = (None, None, None);
        question.filled.clear();
        question.ordered.clear();
        question.pairs.clear();
        Ok(())
    }
}
