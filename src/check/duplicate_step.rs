//! `duplicate-step`: two steps of a conversation with the same name; links lead to the first only.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Location;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, scenario) in context.scenarios() {
        for (at, step) in scenario.steps.iter().enumerate() {
            // With an id of its own it can be told apart.
            let explicit = page.document.headings.iter().any(|heading| heading.span == step.span && heading.explicit);
            let twin = scenario.steps[..at].iter().find(|other| other.title == step.title);
            let Some(twin) = twin.filter(|_| !explicit) else { continue };
            let title = &step.title;
            findings.push(
                finding(
                    page,
                    &rule::DUPLICATE_STEP,
                    step.span,
                    words!(
                        "“{title}”这一步写了两次，链接只会到第一个",
                        "The step “{title}” is there twice, and links lead to the first"
                    ),
                )
                .related(Location::new(&page.document.path, twin.span), words!("第一个在这里", "the first one is here"))
                .hint(words!("给其中一个换个名字", "Give one of them another name")),
            );
        }
    }
}
