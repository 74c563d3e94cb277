//! Quizzes and their questions as HTML, on their own page and on others.

use serde::Serialize;

use super::Renderer;
use super::html::{self, ComponentHtml, Dress};
use crate::book::{Html, PageId};
use crate::components::quiz::{Mode, Question, QuestionView, Quiz, QuizView, seal};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, sanitize};

/// For a template that shows one question by itself.
#[derive(Serialize)]
struct OneQuestion<'a> {
    question: &'a QuestionView,
    mode: &'static str,
}

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

    /// One question of a page as HTML for the page at `own`, complete by itself, for practice: what `components/question.html` makes.
    /// It needs the component `quiz`'s style and scripts, and `components/question-words.html` once on the page.
    ///
    /// # Errors
    /// What the templates have wrong.
    pub fn question(&self, id: PageId, own: &str, question: &Question) -> Result<String, Box<Diagnostic>> {
        let mut view = self.question_view(id, own, question, true)?;
        let key = &self.book.page(id).key;
        view.anchor = format!("{}--{}", key.replace('/', "-"), view.id);
        view.page = Some(key.clone());
        let context = &self.editions[id.edition].context;
        self.theme.render("components/question.html", context, &OneQuestion { question: &view, mode: "practice" })
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
        let sanitizes = self.book.config.html == Html::Safe && html::has_raw_html(document);
        let clean = |html: String| if sanitizes { sanitize(&html) } else { html };
        let components: &ComponentHtml = &|component, fragment| {
            let view = component.view(&mut |blocks| clean(fragment(blocks)));
            let template = format!("components/{}.html", component.name().unwrap_or_default());
            self.theme.render(&template, &shared.context, &view)
        };
        let words = &shared.view.text;
        html::fragments(document, &links, Dress::Site { words, components }, |fragment| {
            question.view(shuffle, &mut |blocks: &[Block]| clean(fragment(blocks)))
        })
    }

    /// Moves what is right, and all that is told about it, out of sight.
    fn seal_question(&self, id: PageId, question: &mut QuestionView) -> Result<(), Box<Diagnostic>> {
        let context = &self.editions[id.edition].context;
        let told = self.theme.render(
            "components/answer.html",
            context,
            &OneQuestion { question: &*question, mode: "exam" },
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
