//! `unreachable-step`: no choice leads to a step, so no reader ever gets there.

use super::{Context, finding};
use crate::components::Graph;
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, scenario) in context.scenarios() {
        let graph = Graph::of(scenario);
        // Whoever mends the choice that leads nowhere may find that all steps are reached.
        if graph.uncertain {
            continue;
        }
        for (step, _) in scenario.steps.iter().zip(&graph.reachable).filter(|(_, reachable)| !**reachable) {
            let (title, id) = (&step.title, &step.id);
            findings.push(
                finding(
                    page,
                    &rule::UNREACHABLE_STEP,
                    step.span,
                    words!("从开头走不到“{title}”这一步", "No path from the beginning leads to the step “{title}”"),
                )
                .hint(words!(
                    "让前面的某个选项指向 `#{id}`，或者删掉这一步",
                    "Let a choice of an earlier step lead to `#{id}`, or delete the step"
                )),
            );
        }
    }
}
