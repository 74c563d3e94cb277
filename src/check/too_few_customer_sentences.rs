//! `too-few-customer-sentences`: a card that gives the customer's words in fewer than three ways is hard to find.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Span;
use crate::words;

const FEWEST: usize = 3;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, card) in context.cards() {
        let count = card.says.len();
        if count >= FEWEST {
            continue;
        }
        let first = page.document.front.says.first();
        let span = first.map_or(Span::new(0, 3), |said| page.document.locate(&said.place));
        let message = match count {
            0 => words!("这张异议卡没有写客户会怎么说", "This card does not give what the customer says"),
            1 => words!(
                "客户的说法只有一句，至少要 {FEWEST} 句",
                "There is only one sentence of the customer; there should be at least {FEWEST}"
            ),
            _ => words!(
                "客户的说法只有 {count} 句，至少要 {FEWEST} 句",
                "There are only {count} sentences of the customer; there should be at least {FEWEST}"
            ),
        };
        findings.push(finding(page, &rule::TOO_FEW_CUSTOMER_SENTENCES, span, message).hint(words!(
            "在页首写 `says: [太贵了, 能不能便宜点, 这个价我报不上去]`，照客户的原话",
            "Write `says: [It's too expensive, Can you sharpen the number?, …]` at the top, as customers say it"
        )));
    }
}
