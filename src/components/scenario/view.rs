//! What a conversation's template gets.

use serde::Serialize;

use super::{Goal, Graph, Map, Scenario, Step, shown_score};
use crate::components::Surroundings;
use crate::document::Block;

#[derive(Clone, Debug, Serialize)]
pub struct ScenarioView {
    pub id: String,
    pub heading: String,
    pub pass: Option<u32>,
    /// Any choice has points.
    pub scored: bool,
    /// The most points there are to gain, when that is certain.
    pub best: Option<i32>,
    /// HTML of what stands before the first step.
    pub introduction: String,
    pub steps: Vec<StepView>,
    /// The drawing for trainers, when it is wanted.
    pub map: Option<Map>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StepView {
    pub id: String,
    /// Plain, for the end of the conversation.
    pub title: String,
    /// HTML of the heading, with its anchor.
    pub heading: String,
    pub turns: Vec<TurnView>,
    pub choices: Vec<ChoiceView>,
    /// Nothing can be chosen any more.
    pub ending: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct TurnView {
    /// `None` for narration.
    pub speaker: Option<String>,
    /// The first character of the speaker's name, for a picture.
    pub initial: String,
    /// The reader speaks.
    pub you: bool,
    pub html: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    /// The step it leads to; `None` when it leaves the conversation, and then `words` is a link.
    pub to: Option<StepLink>,
    /// HTML of what is said.
    pub words: String,
    /// HTML of what follows the link.
    pub aside: String,
    pub points: i32,
    /// `+2`, `−1`; empty when it has no points.
    pub score: String,
    pub remark: String,
    /// Tells this choice apart from the step's others in a kept path. Made of where it leads, so that neither another language
    /// nor better words begin a conversation anew. Empty when it leaves the conversation.
    pub key: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct StepLink {
    pub id: String,
    pub title: String,
}

impl Scenario {
    pub fn view<'a>(
        &'a self,
        html: &mut dyn FnMut(&'a [Block]) -> String,
        surroundings: &Surroundings,
    ) -> ScenarioView {
        let scored = self.is_scored();
        ScenarioView {
            id: self.id.clone(),
            heading: self.title.clone(),
            pass: self.pass.map(|pass| pass.points),
            scored,
            best: Graph::of(self).best().filter(|_| scored),
            introduction: html(&self.introduction),
            steps: self.steps.iter().map(|step| self.step(step, html)).collect(),
            map: surroundings.drawings.then(|| self.map()).flatten(),
        }
    }

    fn step<'a>(&'a self, step: &'a Step, html: &mut dyn FnMut(&'a [Block]) -> String) -> StepView {
        let heading = html(&step.heading);
        let turns = step.turns.iter().map(|turn| TurnView {
            speaker: turn.speaker.clone(),
            initial: turn.speaker.as_deref().map(initial).unwrap_or_default(),
            you: turn.is_reader(),
            html: html(&turn.blocks),
        });
        let turns = turns.collect();
        let choices = step.choices.iter().enumerate().map(|(at, choice)| ChoiceView {
            to: self.goal(choice.goal).map(|to| StepLink { id: to.id.clone(), title: to.title.clone() }),
            words: html(&choice.words),
            aside: html(&choice.aside),
            points: choice.score,
            score: if choice.score == 0 { String::new() } else { shown_score(choice.score) },
            remark: html(&choice.remark),
            key: self.goal(choice.goal).map_or_else(String::new, |to| {
                let before = step.choices[..at].iter().filter(|other| other.goal == choice.goal).count();
                format!("{}:{}", to.id, before + 1)
            }),
        });
        StepView {
            id: step.id.clone(),
            title: without_ending(&step.title).to_owned(),
            heading,
            turns,
            choices: choices.collect(),
            ending: step.is_ending(),
        }
    }

    fn goal(&self, goal: Goal) -> Option<&Step> {
        match goal {
            Goal::Step(step) => self.steps.get(step),
            Goal::Outside | Goal::Unknown { .. } => None,
        }
    }
}

/// A step's title without the word that the page puts before an ending's by itself: authors like to write `Ending: …`.
fn without_ending(title: &str) -> &str {
    let words = ["结局", "结尾", "Ending", "ending", "End", "end"];
    let rest = words.iter().find_map(|word| title.strip_prefix(word)?.trim_start().strip_prefix(['：', ':', '—', '-']));
    rest.map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// What stands for a speaker beside the words: the first letter of the name, not of the `Mr` or `Ms` before it.
fn initial(speaker: &str) -> String {
    let is_title = |word: &str| matches!(word.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Prof");
    let name = match speaker.split_once(' ') {
        Some((title, name)) if is_title(title) => name.trim_start(),
        _ => speaker,
    };
    name.chars().take(1).collect()
}
