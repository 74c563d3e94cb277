//! Reports what a question lacks: a right answer, options, feedback in its place.

use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::source::Span;
use crate::words;

pub fn no_answer(span: Span, label: Words, understanding: &mut Understanding) {
    understanding.findings.push(
        Diagnostic::at(
            &rule::NO_RIGHT_ANSWER,
            understanding.path,
            span,
            words!("这道题没有标出正确答案", "This question has no right answer"),
        )
        .label(label)
        .hint(words!(
            "在正确的选项前写 `- [x] `；没有选项的题写 `[[答案]]` 或 `> 参考答案：`",
            "Write `- [x] ` before the right option; without options, `[[answer]]` or `> Model answer:`"
        )),
    );
}

pub fn too_few(span: Span, understanding: &mut Understanding) {
    understanding.findings.push(
        Diagnostic::at(
            &rule::TOO_FEW_OPTIONS,
            understanding.path,
            span,
            words!("至少要有两项，才谈得上选、排或配", "There must be at least two to choose, order or match"),
        )
        .hint(words!("再加一项", "Add another one")),
    );
}

pub fn detached(span: Span, count: usize, understanding: &mut Understanding) {
    understanding.findings.push(
        Diagnostic::at(
            &rule::DETACHED_FEEDBACK,
            understanding.path,
            span,
            words!(
                "这段反馈没有缩进，和选项分开了；已算作上一个选项的反馈（共 {count} 处）",
                "This feedback is not indented and so is apart from its option; it was taken for that of the option before ({count} in this question)"
            ),
        )
        .hint(words!("在 `>` 前面空两格", "Put two blanks before the `>`")),
    );
}
