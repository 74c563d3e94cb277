//! `code-too-long`: code that would take too long to colour; it is shown plain.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{BlockKind, each_block};
use crate::highlight::{self, LARGEST_BLOCK, LONGEST_LINE};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let kilobytes = LARGEST_BLOCK / 1024;
    for (_, page) in context.book.pages() {
        each_block(&page.document.blocks, &mut |block| {
            let BlockKind::Code { info, text } = &block.kind else { return };
            if highlight::language(info).is_empty() || highlight::is_short_enough(text) {
                return;
            }
            findings.push(
                finding(
                    page,
                    &rule::CODE_TOO_LONG,
                    block.span,
                    words!("代码太长，不着色", "The code is too long to be coloured"),
                )
                .hint(words!(
                    "一行不超过 {LONGEST_LINE} 字节，一段不超过 {kilobytes} kB",
                    "Keep lines under {LONGEST_LINE} bytes and blocks under {kilobytes} kB"
                )),
            );
        });
    }
}
