//! `never-without-reason`: a card forbids something without saying why; people keep to what they understand.

use super::{Context, finding};
use crate::components::objection::Part;
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, card) in context.cards() {
        for section in card.part(Part::Never).filter(|section| !section.is_empty()) {
            if section.never.is_empty() {
                let title = &section.title;
                findings.push(
                    finding(
                        page,
                        &rule::NEVER_WITHOUT_REASON,
                        section.span,
                        words!("“{title}”下面没有列出不能说的话", "There is no list of words below “{title}”"),
                    )
                    .hint(words!(
                        "每句写成 `- “全网最低价”`，下一行缩进写 `> 为什么`",
                        "Write each as `- “The lowest price anywhere”`, and on the next line, indented, `> why`"
                    )),
                );
            }
            for never in section.never.iter().filter(|never| never.reason.is_empty()) {
                let span = never.words.first().map_or(never.span, |words| words.span);
                findings.push(
                    finding(
                        page,
                        &rule::NEVER_WITHOUT_REASON,
                        span,
                        words!("没有写为什么不能这样说", "It is not said why this must never be said"),
                    )
                    .hint(words!(
                        "在下一行缩进两格写 `> 为什么，以及哪条法律或制度`",
                        "On the next line, indented by two blanks, write `> why`, with the law or the policy"
                    )),
                );
            }
        }
    }
}
