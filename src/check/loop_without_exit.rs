//! `loop-without-exit`: some steps lead only to each other, and whoever gets there never comes out.

use super::{Context, finding};
use crate::components::Graph;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Location;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, scenario) in context.scenarios() {
        let graph = Graph::of(scenario);
        // Without any ending the whole conversation is such a loop, and `no-ending` says so.
        if graph.uncertain || graph.can_end.first() != Some(&true) {
            continue;
        }
        let mut trapped = (0..scenario.steps.len())
            .filter(|at| graph.reachable[*at] && !graph.can_end[*at])
            .map(|at| &scenario.steps[at]);
        let Some(first) = trapped.next() else { continue };
        let title = &first.title;
        let mut diagnostic = finding(
            page,
            &rule::LOOP_WITHOUT_EXIT,
            first.span,
            words!("走到“{title}”就再也走不到结局", "From the step “{title}” no ending can be reached any more"),
        )
        .hint(words!(
            "给其中一步加一个通向结局的选项",
            "Give one of these steps a choice that leads towards an ending"
        ));
        for step in trapped {
            let at = Location::new(&page.document.path, step.span);
            diagnostic = diagnostic.related(at, words!("这一步也出不去", "this step does not lead out either"));
        }
        findings.push(diagnostic);
    }
}
