//! What a page holds beside text: quizzes, conversations, checklists. A closed list on purpose; one component has the same
//! name on every shelf: `src/components/quiz.rs`, `themes/…/components/quiz.{html,css,js}`, its page of the manual, its cases.

mod attributes;
mod chart;
mod checklist;
pub mod drawing;
mod fence;
mod glossary;
pub mod objection;
pub mod quiz;
mod scenario;

use std::collections::HashSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Container, Definition, Heading, Link};
use crate::source::{SourcePath, Span};

pub use attributes::{Attributes, english};
pub use chart::{Chart, FENCES as CHART_FENCES};
pub use checklist::{Checklist, DueView, Item as ChecklistItem, Need, NeedKind};
pub use glossary::{Glossary, gather as gather_glossary};
pub use objection::{Objection, gather as gather_objection};
pub use quiz::Quiz;
pub use scenario::{Goal, Graph, Scenario};

/// A `:::` container, understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Component {
    Quiz(Quiz),
    Scenario(Scenario),
    Checklist(Checklist),
    Chart(Chart),
    Glossary(Glossary),
    Objection(Objection),
    /// A container of a name nobody knows: what is in it is shown as it is.
    Unknown(Vec<Block>),
}

/// What a component's template may use, besides what the edition shares.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    Quiz(quiz::QuizView),
    Question(Box<quiz::OneQuestion>),
    Scenario(scenario::ScenarioView),
    Checklist(checklist::ChecklistView),
    Chart(Box<chart::ChartView>),
    Glossary(glossary::GlossaryView),
    Objection(objection::ObjectionView),
    FlashCard(Box<objection::FlashCardView>),
    Nothing {},
}

/// What a component's view asks of the book around its page.
pub struct Surroundings<'a> {
    /// What somebody has done who has followed a link of the page, by the link's position in the document.
    pub needs: &'a dyn Fn(usize) -> Vec<Need>,
    /// A role's key and its name in the language of the edition.
    pub role: &'a dyn Fn(&str) -> (String, String),
    /// A day as the language of the edition writes it.
    pub date: &'a dyn Fn(Date) -> String,
    /// Drawings for whoever writes the page are part of it.
    pub drawings: bool,
}

/// Names of components with their Chinese aliases.
const NAMES: [(&str, Name); 7] = [
    ("quiz", Name::Quiz),
    ("测验", Name::Quiz),
    ("scenario", Name::Scenario),
    ("情景", Name::Scenario),
    ("情景对话", Name::Scenario),
    ("checklist", Name::Checklist),
    ("清单", Name::Checklist),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Quiz,
    Scenario,
    Checklist,
}

/// What a component may look at while it is understood, and where it reports.
pub struct Understanding<'a> {
    pub path: &'a SourcePath,
    /// The whole file, for places within a line.
    pub text: &'a str,
    pub headings: &'a [Heading],
    /// A component may add links that it takes from its fence; they are resolved and checked like all others.
    pub links: &'a mut Vec<Link>,
    /// Headings whose `{#id}` another one had already.
    pub duplicates: &'a mut Vec<(Span, String)>,
    /// The page's anchors, those of its components included as they are understood.
    pub ids: HashSet<String>,
    /// How many charts there are so far.
    pub charts: usize,
    pub findings: &'a mut Vec<Diagnostic>,
}

impl Component {
    /// The component's name on the theme's shelves: its template, style and script.
    pub fn name(&self) -> Option<&'static str> {
        match self {
            Component::Quiz(_) => Some("quiz"),
            Component::Scenario(_) => Some("scenario"),
            Component::Checklist(_) => Some("checklist"),
            Component::Chart(_) => Some("chart"),
            Component::Glossary(_) => Some("glossary"),
            Component::Objection(_) => Some("objection"),
            Component::Unknown(_) => None,
        }
    }

    /// The anchor of the component as a whole.
    pub fn id(&self) -> Option<&str> {
        match self {
            Component::Quiz(quiz) => Some(&quiz.id),
            Component::Scenario(scenario) => Some(&scenario.id),
            Component::Checklist(checklist) => Some(&checklist.id),
            Component::Chart(chart) => chart.anchor.as_deref(),
            Component::Glossary(_) | Component::Objection(_) | Component::Unknown(_) => None,
        }
    }

    /// The anchors of the component and its parts; those of headings in it are the document's.
    pub fn ids(&self) -> Vec<&str> {
        match self {
            Component::Glossary(glossary) => glossary.entries.iter().map(|entry| entry.id.as_str()).collect(),
            Component::Checklist(checklist) => {
                self.id().into_iter().chain(checklist.items().map(|item| item.id.as_str())).collect()
            }
            _ => self.id().into_iter().collect(),
        }
    }

    /// The title behind the fence's name; empty when the author gave none.
    pub fn title(&self) -> &str {
        match self {
            Component::Quiz(quiz) => &quiz.title,
            Component::Scenario(scenario) => &scenario.title,
            Component::Checklist(checklist) => &checklist.title,
            Component::Chart(chart) => &chart.title,
            Component::Glossary(_) | Component::Objection(_) | Component::Unknown(_) => "",
        }
    }

    /// What the component's template gets; `html` turns blocks of the component into HTML.
    pub fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String, surroundings: &Surroundings) -> View {
        match self {
            Component::Quiz(quiz) => View::Quiz(quiz.view(html)),
            Component::Scenario(scenario) => View::Scenario(scenario.view(html, surroundings)),
            Component::Checklist(checklist) => View::Checklist(checklist.view(html, surroundings)),
            Component::Chart(chart) => View::Chart(Box::new(chart.view())),
            Component::Glossary(glossary) => View::Glossary(glossary.view(html)),
            Component::Objection(card) => View::Objection(card.view(html)),
            Component::Unknown(_) => View::Nothing {},
        }
    }

    /// Whether it is something to do rather than to read.
    pub fn is_exercise(&self) -> bool {
        matches!(self, Component::Quiz(_) | Component::Scenario(_) | Component::Checklist(_))
    }

    /// Whether it can be passed. Without a pass mark nobody passes or fails.
    pub fn has_pass_mark(&self) -> bool {
        match self {
            Component::Quiz(quiz) => quiz.settings.pass.is_some(),
            Component::Scenario(scenario) => scenario.pass.is_some(),
            _ => false,
        }
    }

    /// Whether it has questions that the review may ask again. An exam's are never asked there.
    pub fn asks(&self) -> bool {
        matches!(self, Component::Quiz(quiz) if quiz.settings.mode == quiz::Mode::Practice && !quiz.questions.is_empty())
    }

    /// Each of those questions by its anchor, with the view for `components/question.html`; `page` is the key of their page.
    pub fn questions<'a>(&'a self, page: &str, html: &mut dyn FnMut(&'a [Block]) -> String) -> Vec<(String, View)> {
        match self {
            Component::Quiz(quiz) if self.asks() => quiz.questions_alone(page, html),
            _ => Vec::new(),
        }
    }

    /// Calls `visit` for every run of blocks that a reader sees before answering anything: all that a search or a feed may show.
    pub fn shown<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        match self {
            Component::Quiz(quiz) if quiz.settings.mode == quiz::Mode::Exam => quiz.shown(visit),
            _ => self.parts(visit),
        }
    }

    /// Calls `visit` for every run of blocks in it, in the order of the text.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        match self {
            Component::Quiz(quiz) => quiz.parts(visit),
            Component::Scenario(scenario) => scenario.parts(visit),
            Component::Checklist(checklist) => checklist.parts(visit),
            Component::Chart(_) => {}
            Component::Glossary(glossary) => glossary.parts(visit),
            Component::Objection(card) => card.parts(visit),
            Component::Unknown(blocks) => visit(blocks),
        }
    }
}

/// Replaces every container among the blocks, however deep, by the component it means.
pub fn understand(blocks: &mut [Block], understanding: &mut Understanding) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Container(container) => {
                understand(&mut container.blocks, understanding);
                let container = std::mem::replace(container, Container::empty());
                block.kind = BlockKind::Component(Box::new(component(container, block.span, understanding)));
            }
            BlockKind::Code { info, text } if chart::is_chart(info) => {
                match chart::read(text, block.span, understanding) {
                    Some(chart) => block.kind = BlockKind::Component(Box::new(Component::Chart(chart))),
                    // What cannot be drawn is shown as written.
                    None => "text".clone_into(info),
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote { blocks: inner, .. } => {
                understand(inner, understanding);
            }
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| understand(&mut item.blocks, understanding));
            }
            BlockKind::Definitions(parts) => {
                for part in parts {
                    if let Definition::Details(inner) = part {
                        understand(inner, understanding);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether there is a component of that name.
pub fn is_component(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| *known == name)
}

/// Whether a fence of that name opens a quiz.
pub fn is_quiz(name: &str) -> bool {
    NAMES.iter().any(|(known, kind)| *known == name && *kind == Name::Quiz)
}

fn component(mut container: Container, span: Span, understanding: &mut Understanding) -> Component {
    let name = fence::check(&container.fence, understanding);
    if name.is_some() {
        fence::name_it(&mut container.fence, understanding);
    }
    match name {
        Some(Name::Quiz) => Component::Quiz(quiz::read(container, span, understanding)),
        Some(Name::Scenario) => Component::Scenario(scenario::read(container, understanding)),
        Some(Name::Checklist) => Component::Checklist(checklist::read(container, understanding)),
        None => Component::Unknown(container.blocks),
    }
}
