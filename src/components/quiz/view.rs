//! What the templates of a quiz get.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::revision::{digits, kind, words};
use super::{Answer, Mode, Question, Quiz};
use crate::components::View;
use crate::document::Block;

/// For `components/quiz.html`.
#[derive(Clone, Debug, Serialize)]
pub struct QuizView {
    pub id: String,
    pub heading: String,
    /// `practice` or `exam`.
    pub mode: &'static str,
    pub pass: Option<u32>,
    pub attempts: Option<u32>,
    pub draw: Option<u32>,
    /// Seconds.
    pub time: Option<u32>,
    pub shuffle: bool,
    /// HTML of what stands before the questions.
    pub introduction: String,
    pub questions: Vec<QuestionView>,
}

/// For `components/question.html` by itself, and for `components/answer.html`.
#[derive(Clone, Debug, Serialize)]
pub struct OneQuestion {
    pub question: QuestionView,
    pub mode: &'static str,
}

/// For `components/question.html`, in which it is `question`. Texts are HTML unless they say otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    pub id: String,
    /// The element's id, which no other question on the page has.
    pub anchor: String,
    /// The key of the page it belongs to, when it is shown on another one.
    pub page: Option<String>,
    /// `single`, `multiple`, `true-false`, `fill`, `order`, `match`, `open` or `none`.
    pub kind: &'static str,
    pub rev: String,
    pub shuffle: bool,
    pub stem: String,
    pub body: String,
    pub options: Vec<OptionView>,
    /// Of an order: the items, not in order.
    pub items: Vec<ItemView>,
    /// Of a matching: the heads of the columns, the left sides, and what they can be matched with, not in order.
    pub heads: Vec<String>,
    pub rows: Vec<ItemView>,
    pub choices: Vec<ItemView>,
    /// Of gaps, in order: whether only numbers are right.
    pub numbers: Vec<bool>,
    pub hint: Option<String>,
    /// JSON of what is right, for the script; empty when `sealed`.
    pub answer: String,
    /// What is right and all that is told about it, not to be read at a glance. Only in an exam.
    pub sealed: Option<String>,
    /// What is told after the answer: the right words for the gaps, the right order, the pairs.
    pub filled: Vec<String>,
    pub ordered: Vec<String>,
    pub pairs: Vec<PairView>,
    pub model: Option<String>,
    pub explanation: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct OptionView {
    /// Made from its text, so that an answer survives a change of the order.
    pub value: String,
    pub html: String,
    pub right: bool,
    pub feedback: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    pub value: String,
    pub html: String,
    /// Without markup.
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct PairView {
    pub left: String,
    pub right: String,
}

/// Turns blocks into HTML.
type Html<'h, 'a> = &'h mut dyn FnMut(&'a [Block]) -> String;

impl Quiz {
    pub fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> QuizView {
        let settings = &self.settings;
        QuizView {
            id: self.id.clone(),
            heading: self.title.clone(),
            mode: if settings.mode == Mode::Exam { "exam" } else { "practice" },
            pass: settings.pass,
            attempts: settings.attempts,
            draw: settings.draw.map(|(number, _)| number),
            time: settings.time,
            shuffle: settings.shuffle,
            introduction: html(&self.introduction),
            questions: self.questions.iter().map(|question| question.view(settings.shuffle, html)).collect(),
        }
    }
}

impl Quiz {
    /// Each question by its anchor, as it is asked by itself on another page, for practice. `page` is the key of its own page.
    pub fn questions_alone<'a>(
        &'a self,
        page: &str,
        html: &mut dyn FnMut(&'a [Block]) -> String,
    ) -> Vec<(String, View)> {
        let answerable = self.questions.iter().filter(|question| question.answer != Answer::Missing);
        let mut alone = |question: &'a Question| {
            let mut view = question.view(self.settings.shuffle, html);
            // Questions of several pages stand there, and two may have one id.
            view.anchor = format!("site:{page}:{}", question.id);
            view.page = Some(page.to_owned());
            (question.id.clone(), View::Question(Box::new(OneQuestion { question: view, mode: "practice" })))
        };
        answerable.map(&mut alone).collect()
    }
}

impl Question {
    pub fn view<'a>(&'a self, shuffle: bool, html: &mut dyn FnMut(&'a [Block]) -> String) -> QuestionView {
        let mut view = QuestionView {
            id: self.id.clone(),
            anchor: self.id.clone(),
            page: None,
            kind: kind(&self.answer),
            rev: self.rev.clone(),
            shuffle: shuffle && kind(&self.answer) != "true-false",
            stem: html(&self.stem),
            body: html(&self.body),
            options: Vec::new(),
            items: Vec::new(),
            heads: Vec::new(),
            rows: Vec::new(),
            choices: Vec::new(),
            numbers: Vec::new(),
            hint: some(&self.hint, html),
            answer: String::new(),
            sealed: None,
            filled: Vec::new(),
            ordered: Vec::new(),
            pairs: Vec::new(),
            model: None,
            explanation: some(&self.explanation, html),
        };
        let answer = self.fill(&mut view, html);
        view.answer = answer.to_string();
        view
    }

    /// Fills in what the kind of question has; gives what is right.
    fn fill<'a>(&'a self, view: &mut QuestionView, html: Html<'_, 'a>) -> Value {
        let mut values = Values::default();
        match &self.answer {
            Answer::Choice { options, .. } => {
                for option in options {
                    view.options.push(OptionView {
                        value: values.of(&option.text),
                        html: html(&option.text),
                        right: option.right,
                        feedback: some(&option.feedback, html),
                    });
                }
                let right = view.options.iter().filter(|option| option.right).map(|option| &option.value);
                json!({ "right": right.collect::<Vec<_>>() })
            }
            Answer::Blanks(fields) => {
                view.numbers = fields.iter().map(|field| field.is_number()).collect();
                view.filled = fields.iter().map(|field| field.shown.clone()).collect();
                json!({ "blanks": fields.iter().map(|field| &field.accepted).collect::<Vec<_>>() })
            }
            Answer::Order(items) => {
                view.items = items.iter().map(|item| values.item(item, html)).collect();
                view.ordered = view.items.iter().map(|item| item.html.clone()).collect();
                let order = json!({ "order": view.items.iter().map(|item| &item.value).collect::<Vec<_>>() });
                self.mix(&mut view.items);
                order
            }
            Answer::Match(matching) => {
                view.heads = matching.heads.iter().map(|head| html(head)).collect();
                let mut choices: BTreeMap<String, ItemView> = BTreeMap::new();
                let mut rights = Values::default();
                let mut pairs = serde_json::Map::new();
                for [left, right] in &matching.pairs {
                    let row = values.item(left, html);
                    // The same right side may belong to several left ones.
                    let choice = choices.entry(words(right)).or_insert_with(|| rights.item(right, html));
                    pairs.insert(row.value.clone(), json!(choice.value));
                    view.pairs.push(PairView { left: row.html.clone(), right: choice.html.clone() });
                    view.rows.push(row);
                }
                for distractor in &matching.distractors {
                    choices.entry(words(distractor)).or_insert_with(|| rights.item(distractor, html));
                }
                view.choices = choices.into_values().collect();
                self.mix(&mut view.choices);
                json!({ "pairs": pairs })
            }
            Answer::Open { model } => {
                view.model = some(model, html);
                json!({})
            }
            Answer::Missing => json!({}),
        }
    }

    /// Puts items into an order that depends on the question alone and is not the right one.
    fn mix(&self, items: &mut [ItemView]) {
        let before: Vec<_> = items.iter().map(|item| item.value.clone()).collect();
        items.sort_by_cached_key(|item| digits(&format!("{}\u{1f}{}", self.id, item.value), 16));
        if items.iter().map(|item| &item.value).eq(&before) {
            items.reverse();
        }
    }
}

/// Gives texts their values: four hex digits each, no two the same within a question.
#[derive(Default)]
struct Values {
    taken: Vec<String>,
}

impl Values {
    fn of(&mut self, blocks: &[Block]) -> String {
        let text = words(blocks);
        let numbered = (1..).map(|number| format!("{text}\u{1f}{number}"));
        let candidates = std::iter::once(text.clone()).chain(numbered).map(|text| digits(&text, 4));
        let value = candidates.into_iter().find(|value| !self.taken.contains(value)).unwrap_or_default();
        self.taken.push(value.clone());
        value
    }

    fn item<'a>(&mut self, blocks: &'a [Block], html: Html<'_, 'a>) -> ItemView {
        ItemView { value: self.of(blocks), html: html(blocks), text: words(blocks) }
    }
}

fn some<'a>(blocks: &'a [Block], html: Html<'_, 'a>) -> Option<String> {
    (!blocks.is_empty()).then(|| html(blocks))
}
