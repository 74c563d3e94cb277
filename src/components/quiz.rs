//! `quiz`: questions with their answers, what is told about each answer, and how they are asked.

mod blanks;
mod check;
mod conflicts;
mod labels;
mod missing;
mod number;
mod options;
mod question;
mod revision;
mod seal;
mod sections;
mod settings;
mod source_line;
mod view;
mod wording;

#[cfg(test)]
mod tests;

use super::{Component, Understanding, attributes};
use crate::document::{Block, BlockKind, Container, Document, each_block};
use crate::source::Span;

pub use blanks::{Accepted, BlankField};
pub use number::NumberRange;
pub use seal::seal;
pub use settings::{Mode, Settings};
pub use view::{ItemView, OneQuestion, OptionView, PairView, QuestionView, QuizView};

/// A quiz, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Quiz {
    pub id: String,
    pub title: String,
    pub span: Span,
    pub settings: Settings,
    /// What stands before the first question.
    pub introduction: Vec<Block>,
    pub questions: Vec<Question>,
}

/// One question with its answer and all that is told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its anchor, and with the page's key its identity in the reader's record.
    pub id: String,
    /// The heading, or the paragraph in its place.
    pub span: Span,
    /// The question itself, one run of text.
    pub stem: Vec<Block>,
    /// What belongs to the question beside: a table, a picture, what the customer said.
    pub body: Vec<Block>,
    pub answer: Answer,
    /// Shown when somebody asks for it.
    pub hint: Vec<Block>,
    /// Shown after the answer.
    pub explanation: Vec<Block>,
    /// Changes when the answer does: 8 hex digits of BLAKE3 over what decides it.
    pub rev: String,
}

/// What a question wants, and what is right.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Choice {
        kind: ChoiceKind,
        options: Vec<Choice>,
    },
    /// Gaps in the text of the question, in order.
    Blanks(Vec<BlankField>),
    /// The items in the right order.
    Order(Vec<Vec<Block>>),
    Match(Matching),
    /// Rated by the reader against a model answer.
    Open {
        model: Vec<Block>,
    },
    /// There is none, which has been reported.
    Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    Single,
    Multiple,
    /// Two options such as 对 and 错, which keep their order.
    TrueFalse,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub span: Span,
    pub right: bool,
    pub text: Vec<Block>,
    pub feedback: Vec<Block>,
}

/// What belongs together, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// The heads of the two columns.
    pub heads: [Vec<Block>; 2],
    pub pairs: Vec<[Vec<Block>; 2]>,
    /// What belongs to nothing: the right of rows whose left is empty.
    pub distractors: Vec<Vec<Block>>,
    /// Where the left of a row stands whose right is empty; it is not asked for.
    pub unmatched: Vec<Span>,
}

impl Quiz {
    /// Calls `visit` for every run of blocks in it.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        visit(&self.introduction);
        self.questions.iter().for_each(|question| question.parts(visit));
    }

    /// The parts that a reader sees before answering anything, and so all that a search or a feed may show of an exam.
    pub fn shown<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        visit(&self.introduction);
        self.questions.iter().for_each(|question| question.shown(visit));
    }
}

impl Question {
    /// Calls `visit` for every run of blocks in it.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        self.shown(visit);
        self.told(visit);
    }

    fn shown<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        visit(&self.stem);
        visit(&self.body);
        if let Answer::Choice { options, .. } = &self.answer {
            options.iter().for_each(|option| visit(&option.text));
        }
    }

    fn told<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        match &self.answer {
            Answer::Choice { options, .. } => options.iter().for_each(|option| visit(&option.feedback)),
            Answer::Order(items) => items.iter().for_each(|item| visit(item)),
            Answer::Match(matching) => {
                let cells = matching.heads.iter().chain(matching.pairs.iter().flatten());
                cells.chain(&matching.distractors).for_each(|cell| visit(cell));
            }
            Answer::Open { model } => visit(model),
            Answer::Blanks(_) | Answer::Missing => {}
        }
        visit(&self.hint);
        visit(&self.explanation);
    }
}

/// The quizzes of a page in order.
pub fn quizzes(document: &Document) -> Vec<&Quiz> {
    let mut found = Vec::new();
    each_block(&document.blocks, &mut |block| {
        if let BlockKind::Component(component) = &block.kind
            && let Component::Quiz(quiz) = component.as_ref()
        {
            found.push(quiz);
        }
    });
    found
}

/// Understands a container as a quiz.
pub fn read(container: Container, span: Span, understanding: &mut Understanding) -> Quiz {
    let Container { fence, blocks } = container;
    let settings = Settings::read(&fence, understanding);
    let id = attributes::id(&fence);
    let (introduction, sections) = sections::divide(&fence, &id, blocks, understanding);
    let questions = sections.into_iter().map(|section| question::read(section, understanding)).collect();
    let quiz = Quiz { id, title: fence.title.clone(), span, settings, introduction, questions };
    check::check(&quiz, &fence, understanding);
    if quiz.settings.mode == Mode::Exam {
        check::hints_in_exam(&quiz, understanding);
    }
    quiz
}
