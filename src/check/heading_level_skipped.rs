//! `heading-level-skipped`: from `##` to `####`. Screen readers and the contents of a page read a gap as something missing.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        // The page's title is level 1, wherever it is written.
        let mut before = 1;
        for heading in page.document.headings.iter().filter(|heading| !heading.in_component) {
            if heading.level > before + 1 {
                let (level, wanted) = (heading.level, before + 1);
                let marks = "#".repeat(wanted as usize);
                findings.push(
                    finding(
                        page,
                        &rule::HEADING_LEVEL_SKIPPED,
                        heading.span,
                        words!(
                            "标题从 {before} 级跳到了 {level} 级",
                            "The headings go from level {before} to level {level}"
                        ),
                    )
                    .hint(words!("改成 `{marks}`", "Make it `{marks}`")),
                );
            }
            before = heading.level;
        }
    }
}
