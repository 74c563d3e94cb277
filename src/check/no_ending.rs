//! `no-ending`: a conversation that goes on for ever.

use super::{Context, finding};
use crate::components::Graph;
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, scenario) in context.scenarios() {
        let graph = Graph::of(scenario);
        if graph.can_end.first().is_none_or(|can_end| *can_end) || graph.uncertain {
            continue;
        }
        findings.push(
            finding(
                page,
                &rule::NO_ENDING,
                scenario.fence,
                words!("这段对话没有能走到的结局", "This conversation has no ending that can be reached"),
            )
            .hint(words!(
                "写一个没有选项的步骤，让某个选项指向它",
                "Write a step without choices, and let a choice lead to it"
            )),
        );
    }
}
