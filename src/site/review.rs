//! “Review”: every question of the edition that may be asked again, ready to be shown. Which are due, the page's script knows.

use std::cell::{Cell, RefCell};

use serde::Serialize;

use super::Renderer;
use super::html::{self, ComponentHtml, Dress};
use super::page::{PageKind, PageView};
use crate::book::{Html, PageId};
use crate::components::Component;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, each_block};
use crate::outline::{encode, output_path, own_page_path, relative};

#[derive(Serialize)]
struct ReviewView {
    #[serde(flatten)]
    page: PageView,
    questions: Vec<ReviewQuestion>,
}

/// A question or a flash card, in the page as a `<template>`.
#[derive(Serialize)]
struct ReviewQuestion {
    /// `customers/tiers#price-first`
    id: String,
    /// The page it is from.
    title: String,
    href: String,
    /// A flash card: shows `.card-front`, and `.card-back` on demand; readers rate themselves. A question marks itself.
    card: bool,
    html: String,
}

impl Renderer<'_> {
    /// The page that asks again what is about to be forgotten.
    pub fn review(&self, edition: usize) -> Result<String, Box<Diagnostic>> {
        let own = own_page_path(self.book, edition, "review");
        let mut questions = Vec::new();
        let mut page = self.own_page(edition, &own, PageKind::Review);
        for at in 0..self.book.editions[edition].pages.len() {
            let id = PageId { edition, page: at };
            let found = self.review_questions(id, &own)?;
            if !found.is_empty() {
                self.add_question_files(self.book.page(id), &own, &mut page);
            }
            questions.extend(found);
        }
        self.theme.render("review.html", &self.editions[edition].context, &ReviewView { page, questions })
    }

    /// The questions of one page. The page is rendered as seen from the review page, so that links and images lead where they
    /// should; of the result only the questions are kept.
    fn review_questions(&self, id: PageId, own: &str) -> Result<Vec<ReviewQuestion>, Box<Diagnostic>> {
        let page = self.book.page(id);
        let mut questions: Vec<_> = self.review_card(id, own)?.into_iter().collect();
        let mut asks = false;
        each_block(&page.document.blocks, &mut |block| {
            asks |= matches!(&block.kind, BlockKind::Component(component) if component.asks());
        });
        if !asks {
            return Ok(questions);
        }
        let href = encode(&relative(own, &output_path(self.book, id)));
        let shared = &self.editions[id.edition];
        let found = RefCell::new(Vec::new());
        let in_question = Cell::new(false);
        let collect: &ComponentHtml = &|component, fragment| {
            if in_question.get() {
                // Such as a chart that the question is about.
                return self.component(id, component, fragment);
            }
            if let Component::Objection(card) = component {
                // Writing its text finds the quizzes in it.
                card.parts(&mut |blocks| drop(fragment(blocks)));
            }
            in_question.set(true);
            let asked = component.questions(&page.key, &mut |blocks| self.clean(id, fragment(blocks)));
            in_question.set(false);
            for (anchor, view) in asked {
                found.borrow_mut().push(ReviewQuestion {
                    id: format!("{}#{anchor}", page.key),
                    title: page.title.clone(),
                    href: format!("{href}#{}", encode(&anchor)),
                    card: false,
                    html: self.theme.render("components/question.html", &shared.context, &view)?,
                });
            }
            Ok(String::new())
        };
        let safe = self.book.config.html == Html::Safe;
        let dress = Dress::Site { words: &shared.view.text, components: collect, safe, terms: None };
        html::render(&page.document, &self.links(id, own), dress)?;
        questions.extend(found.into_inner());
        Ok(questions)
    }

    /// A card as a flash card.
    fn review_card(&self, id: PageId, own: &str) -> Result<Option<ReviewQuestion>, Box<Diagnostic>> {
        let page = self.book.page(id);
        let html = self.flash_card(id, own)?;
        Ok(html.map(|html| ReviewQuestion {
            id: format!("{}#card", page.key),
            title: page.title.clone(),
            href: encode(&relative(own, &output_path(self.book, id))),
            card: true,
            html,
        }))
    }
}
