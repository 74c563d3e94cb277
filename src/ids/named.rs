//! What readers' records are kept by on one page.

use crate::components::Component;
use crate::components::quiz::{Answer, Question};
use crate::document::{Block, BlockKind, Document, Fence, each_block};
use crate::source::Span;

/// Something of a page with an id that is part of a record's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub kind: Kind,
    pub id: String,
    /// The author wrote an id.
    pub given: bool,
    /// What gets the id: the line of the fence, the heading, the first paragraph of the item.
    pub span: Span,
    /// How many options, gaps, rows, and of which kind.
    answers: (u8, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Quiz,
    Question,
    Scenario,
    Checklist,
    Item,
}

impl Named {
    /// What two languages of a page must have in common to be the same thing.
    pub fn shape(&self) -> (Kind, (u8, usize)) {
        (self.kind, self.answers)
    }
}

/// All of a page in the order of the text.
///
/// The question of a quiz without headings is not among them: its id follows from that of the quiz.
pub fn of(document: &Document, text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    each_block(&document.blocks, &mut |block| {
        let BlockKind::Component(component) = &block.kind else { return };
        match component.as_ref() {
            Component::Quiz(quiz) => {
                found.push(fence(Kind::Quiz, &quiz.id, block, text));
                found.extend(quiz.questions.iter().filter_map(|one| question(one, document, text)));
            }
            Component::Scenario(scenario) => found.push(fence(Kind::Scenario, &scenario.id, block, text)),
            Component::Checklist(checklist) => {
                found.push(fence(Kind::Checklist, &checklist.id, block, text));
                found.extend(checklist.items().map(|item| {
                    let span = item.words.first().map_or(item.span, |line| line.span);
                    let (id, given) = (item.id.clone(), item.id_span.is_some());
                    Named { kind: Kind::Item, id, given, span, answers: (0, 0) }
                }));
            }
            _ => {}
        }
    });
    // Components stand in one another, and questions in the middle of things.
    found.sort_by_key(|named| named.span.start);
    found
}

fn fence(kind: Kind, id: &str, block: &Block, text: &str) -> Named {
    let start = block.span.start as usize;
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    let fence = Fence::read(line, start, 0);
    let given = fence.attributes.iter().any(|attribute| attribute.name == "id" && !attribute.value.is_empty());
    Named { kind, id: id.to_owned(), given, span: Span::new(start, start + line.len()), answers: (0, 0) }
}

/// `None` for a question without a heading of its own.
fn question(question: &Question, document: &Document, text: &str) -> Option<Named> {
    let heading = document.headings.iter().find(|heading| heading.span == question.span)?;
    // An id that another heading has already is not used, and still the author's.
    let written = &text[heading.span.range()];
    let braces = written.rfind(['{', '｛']).map_or("", |at| &written[at..]);
    let has_braces = braces.trim_end().ends_with(['}', '｝']) && braces.contains(['#', '＃']);
    let answers = match &question.answer {
        Answer::Choice { options, .. } => (1, options.len()),
        Answer::Blanks(gaps) => (2, gaps.len()),
        Answer::Order(items) => (3, items.len()),
        Answer::Match(matching) => (4, matching.pairs.len()),
        Answer::Open { .. } => (5, 0),
        Answer::Missing => (6, 0),
    };
    Some(Named {
        kind: Kind::Question,
        id: question.id.clone(),
        given: heading.explicit || has_braces,
        span: heading.span,
        answers,
    })
}
