//! `missing-card-part`: an objection card lacks a part that whoever has the customer on the phone will look for.

use super::{Context, finding};
use crate::components::objection::Part;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, card) in context.cards() {
        for section in card.sections.iter().filter(|section| section.part.is_some() && section.is_empty()) {
            let title = &section.title;
            findings.push(
                finding(
                    page,
                    &rule::MISSING_CARD_PART,
                    section.span,
                    words!("“{title}”下面没有内容", "There is nothing below “{title}”"),
                )
                .hint(words!("在标题下面写内容", "Write something below the heading")),
            );
        }
        // A heading that is nearly the name of a part has a finding of its own.
        let is_missing = |part: &Part| {
            let (zh, en) = part.names();
            card.part(*part).next().is_none() && !card.meant.contains(&zh) && !card.meant.contains(&en)
        };
        let missing: Vec<_> = Part::ALL.into_iter().filter(is_missing).map(Part::names).collect();
        if missing.is_empty() {
            continue;
        }
        let zh = missing.iter().map(|(zh, _)| format!("“{zh}”")).collect::<String>();
        let en = missing.iter().map(|(_, en)| format!("“{en}”")).collect::<Vec<_>>().join(", ");
        let headings_zh = missing.iter().map(|(zh, _)| format!("`## {zh}`")).collect::<Vec<_>>().join("、");
        let headings_en = missing.iter().map(|(_, en)| format!("`## {en}`")).collect::<Vec<_>>().join(", ");
        findings.push(
            finding(
                page,
                &rule::MISSING_CARD_PART,
                Span::new(0, 3),
                words!("这张异议卡缺少{zh}", "This objection card lacks {en}"),
            )
            .hint(words!("加上标题 {headings_zh}，在下面写内容", "Add {headings_en}, with the text below")),
        );
    }
}
