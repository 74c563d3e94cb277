//! `too-few-questions`: a card should give two questions at least to ask before anything is answered.

use super::{Context, finding};
use crate::components::objection::Part;
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

const FEWEST: usize = 2;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, card) in context.cards() {
        let Some(section) = card.part(Part::Ask).next().filter(|section| !section.is_empty()) else { continue };
        let count = card.questions();
        if count >= FEWEST {
            continue;
        }
        let title = &section.title;
        let message = match count {
            0 => words!("“{title}”下面没有列出问题", "There is no list of questions below “{title}”"),
            _ => words!(
                "“{title}”下面只有 {count} 个问题，至少要 {FEWEST} 个",
                "There is only {count} question below “{title}”; there should be at least {FEWEST}"
            ),
        };
        findings.push(finding(page, &rule::TOO_FEW_QUESTIONS, section.span, message).hint(words!(
            "每个问题写成一行 `- 问题`；确实只该问一句，就在页首写 `accept: [too-few-questions]`",
            "Write each question as `- question`; if one is all there should be, add `accept: [too-few-questions]` at the top"
        )));
    }
}
