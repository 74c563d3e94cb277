//! `unknown-step`: a choice leads to a step that the conversation does not have.

use super::{Context, finding};
use crate::book::Page;
use crate::components::{Component, Goal};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::Link;
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (id, page, scenario) in context.scenarios() {
        for choice in scenario.steps.iter().flat_map(|step| &step.choices) {
            let Goal::Unknown { near } = choice.goal else { continue };
            let link = &page.document.links[choice.link];
            let is_elsewhere = match &context.outline.targets(id)[choice.link] {
                Target::MissingAnchor { .. } => false,
                // A heading of another conversation on the page; anything else with an id may well be meant.
                Target::Page { anchor: Some(anchor), .. } => {
                    match page.document.headings.iter().any(|heading| heading.id == *anchor && heading.in_component) {
                        true => true,
                        false => continue,
                    }
                }
                _ => continue,
            };
            let name = link.destination.trim_start_matches('#');
            let message = match is_elsewhere {
                true => words!("“#{name}”是另一段对话的步骤", "`#{name}` is a step of another conversation"),
                false => words!("这段对话没有“#{name}”这一步", "The conversation has no step `#{name}`"),
            };
            let steps: Vec<_> = scenario.steps.iter().map(|step| format!("`#{}`", step.id)).collect();
            let (zh, en) = (steps.join("、"), steps.join(", "));
            let near = near.and_then(|near| scenario.steps.get(near)).map(|step| &step.id);
            findings.push(
                finding(page, &rule::UNKNOWN_STEP, link.span, message)
                    .hint(words!("已有的步骤：{zh}", "The steps there are: {en}"))
                    .maybe_hint(near.map(|near| words!("是不是 `#{near}`？", "Did you mean `#{near}`?"))),
            );
        }
    }
}

/// Whether a link of the page is a choice that this rule looks at.
pub fn is_choice(page: &Page, link: &Link) -> bool {
    page.document.components().iter().any(|component| match component {
        Component::Scenario(scenario) => scenario
            .steps
            .iter()
            .flat_map(|step| &step.choices)
            .any(|choice| choice.span == link.span && matches!(choice.goal, Goal::Unknown { .. })),
        _ => false,
    })
}
