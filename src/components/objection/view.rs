//! What the templates of a card get: the whole of it for its page, the short form for practice and print.

use serde::Serialize;

use super::{Never, Objection, Part, Step};
use crate::document::Block;

#[derive(Clone, Debug, Serialize)]
pub struct ObjectionView {
    /// HTML before the first part.
    pub before: String,
    pub sections: Vec<SectionView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    /// `concern`, `ask`, `respond`, `proof`, `never`, `next`; `other` for a heading that names no part.
    pub part: &'static str,
    pub id: String,
    pub title: String,
    pub html: String,
    pub steps: Vec<StepView>,
    pub never: Vec<NeverView>,
    pub after: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    /// `listen`, `acknowledge`, `explore`, `respond`, `other`.
    pub step: &'static str,
    pub id: String,
    pub title: String,
    pub html: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct NeverView {
    pub words: String,
    pub reason: String,
}

/// A card to practise with: what the customer says in front, the answer in short behind.
#[derive(Clone, Debug, Serialize)]
pub struct FlashCardView {
    pub says: Vec<String>,
    pub concern: String,
    pub ask: String,
    pub steps: Vec<ShortStepView>,
    pub never: Vec<NeverView>,
    pub next: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ShortStepView {
    pub title: String,
    /// HTML of the words to say; of all the text when there are none.
    pub html: String,
    /// They are words to say.
    pub talk: bool,
}

impl Objection {
    pub fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> ObjectionView {
        let before = html(&self.before);
        let sections = self.sections.iter().map(|section| SectionView {
            part: section.part.map_or("other", Part::key),
            id: section.id.clone(),
            title: section.title.clone(),
            html: html(&section.blocks),
            steps: section.steps.iter().map(|step| step.view(html)).collect(),
            never: section.never.iter().map(|never| never.view(html)).collect(),
            after: html(&section.after),
        });
        ObjectionView { before, sections: sections.collect() }
    }

    /// The card in short.
    pub fn flash_card<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> FlashCardView {
        let mut whole = |part: Part| self.part(part).map(|section| html(&section.blocks)).collect::<String>();
        let (concern, ask, next) = (whole(Part::Concern), whole(Part::Ask), whole(Part::Next));
        FlashCardView {
            says: self.says.clone(),
            concern,
            ask,
            steps: self.steps().map(|step| step.short(html)).filter(|step| !step.html.is_empty()).collect(),
            never: self.part(Part::Never).flat_map(|section| &section.never).map(|never| never.view(html)).collect(),
            next,
        }
    }
}

impl Step {
    fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> StepView {
        StepView {
            step: self.step.map_or("other", super::ResponseStep::key),
            id: self.id.clone(),
            title: self.title.clone(),
            html: html(&self.blocks),
        }
    }

    fn short<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> ShortStepView {
        let talk: String = self.talk().into_iter().map(&mut *html).collect();
        let (talk, html) = if talk.is_empty() { (false, html(&self.blocks)) } else { (true, talk) };
        ShortStepView { title: self.title.clone(), html, talk }
    }
}

impl Never {
    fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String) -> NeverView {
        NeverView { words: html(&self.words), reason: html(&self.reason) }
    }
}
