//! `pass-out-of-reach`: nobody can pass, whatever they choose.

use super::{Context, finding};
use crate::components::Graph;
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, scenario) in context.scenarios() {
        let (Some(pass), graph) = (scenario.pass, Graph::of(scenario)) else { continue };
        let Some(most) = graph.most_points.filter(|_| !graph.uncertain) else { continue };
        let points = pass.points;
        if most >= points.cast_signed() {
            continue;
        }
        findings.push(
            finding(
                page,
                &rule::PASS_OUT_OF_REACH,
                pass.span,
                words!(
                    "{points} 分才算通过，但最多只能得 {most} 分",
                    "{points} points pass, but no path gains more than {most}"
                ),
            )
            .hint(words!("降低 `pass`，或给选项加分", "Lower `pass`, or give choices more points")),
        );
    }
}
