//! `missing-response-step`: a response lacks one of the four steps: listen, acknowledge, explore, respond.

use super::{Context, finding};
use crate::components::objection::{Part, ResponseStep};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::is_empty_text;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, card) in context.cards() {
        let Some(section) = card.part(Part::Respond).next().filter(|section| !section.is_empty()) else { continue };
        for step in card.steps().filter(|step| step.step.is_some() && is_empty_text(&step.blocks)) {
            let title = &step.title;
            findings.push(
                finding(
                    page,
                    &rule::MISSING_RESPONSE_STEP,
                    step.span,
                    words!("“{title}”这一步没有内容", "The step “{title}” is empty"),
                )
                .hint(words!(
                    "写怎么做；要说的话写成引用 `> …`",
                    "Write what to do, and words to say as a quote `> …`"
                )),
            );
        }
        // A heading that is nearly the name of a step has a finding of its own.
        let is_missing = |step: &ResponseStep| {
            let (zh, en) = step.names();
            let written = card.steps().any(|written| written.step == Some(*step));
            !written && !card.meant.contains(&zh) && !card.meant.contains(&en)
        };
        let missing: Vec<_> = ResponseStep::ALL.into_iter().filter(is_missing).map(ResponseStep::names).collect();
        if missing.is_empty() {
            continue;
        }
        let zh = missing.iter().map(|(zh, _)| format!("“{zh}”")).collect::<String>();
        let en = missing.iter().map(|(_, en)| format!("“{en}”")).collect::<Vec<_>>().join(", ");
        let title = &section.title;
        findings.push(
            finding(
                page,
                &rule::MISSING_RESPONSE_STEP,
                section.span,
                words!("“{title}”下面缺少{zh}", "Below “{title}”, these steps are missing: {en}"),
            )
            .hint(words!(
                "四步各用一个三级标题：`### 倾听`、`### 认同`、`### 探询`、`### 回应`",
                "Give each step a heading: `### Listen`, `### Acknowledge`, `### Explore`, `### Respond`"
            )),
        );
    }
}
