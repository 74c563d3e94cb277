//! Questions that are written as two kinds at once.

use super::wording;
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::source::Span;
use crate::words;

/// Options below a question with a gap in it.
pub fn gap_and_options(stem: &str, span: Span, understanding: &mut Understanding) {
    if stem.contains("[[") && stem.contains("]]") {
        report(
            span,
            words!(
                "这道题既有空又有选项，空会照原样显示，答案也就露出来了",
                "This question has a gap and options, so the gap would be shown as it is, and its answer with it"
            ),
            words!("留下一种：去掉 `[[…]]`，或者去掉选项", "Keep one of them: remove `[[…]]`, or the options"),
            understanding,
        );
    }
}

/// A numbered list below a question that asks to choose.
pub fn order_or_choice(stem: &str, span: Span, understanding: &mut Understanding) {
    if wording::asks_for_several(stem) || wording::asks_for_one(stem) {
        report(
            span,
            words!(
                "题目说是选择题，下面却是编号的列表，会当成排序题",
                "The question asks to choose, but a numbered list makes it one of putting things in order"
            ),
            words!("选项写成 `- [ ]` 和 `- [x]`", "Write the options with `- [ ]` and `- [x]`"),
            understanding,
        );
    }
}

fn report(span: Span, message: Words, hint: Words, understanding: &mut Understanding) {
    understanding.findings.push(Diagnostic::at(&rule::CONFLICTING_MARKS, understanding.path, span, message).hint(hint));
}
