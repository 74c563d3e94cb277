//! What can be wrong with a quiz that was understood: rules that look at its questions.

use std::collections::HashMap;

use super::question::text_of;
use super::wording::{names_positions, normal, option_text};
use super::{Answer, Choice, ChoiceKind, Question, Quiz};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, Rule, Words, rule};
use crate::document::{Block, BlockKind, Fence, Inline, InlineKind, is_cjk};
use crate::source::{Location, Span};
use crate::words;

/// The right option is conspicuous from half as long again as the next one, and from this much longer; a hanzi counts 2.
const CONSPICUOUS_RATIO: f64 = 1.5;
const CONSPICUOUS_DIFFERENCE: usize = 24;

pub fn check(quiz: &Quiz, fence: &Fence, understanding: &mut Understanding) {
    if quiz.questions.is_empty() && quiz.settings.from.is_empty() {
        let span = Span::new(fence.open.start, fence.open.end);
        report(
            &rule::NO_QUESTION,
            span,
            words!("这个测验里没有题目", "There is no question in this quiz"),
            words!("每道题用 `### ` 开头", "Begin each question with `### `"),
            understanding,
        );
    }
    for question in &quiz.questions {
        if question.stem.is_empty()
            && !matches!(question.answer, Answer::Missing)
            && question.span.start == fence.open.start as u32
        {
            report(
                &rule::NO_QUESTION,
                question.span,
                words!("有选项，没有题目", "There are options, and no question"),
                words!("在选项前面写上题目", "Write the question before the options"),
                understanding,
            );
        }
        match &question.answer {
            Answer::Choice { kind, options } => check_options(quiz, question, *kind, options, understanding),
            Answer::Order(items) => check_duplicates(items.iter(), question, understanding),
            Answer::Match(matching) => {
                matching.unmatched.iter().for_each(|left| report_unmatched(*left, understanding));
                check_duplicates(matching.pairs.iter().map(|pair| &pair[0]), question, understanding);
            }
            _ => {}
        }
    }
    missing_explanation(quiz, understanding);
}

fn check_options(
    quiz: &Quiz,
    question: &Question,
    kind: ChoiceKind,
    options: &[Choice],
    understanding: &mut Understanding,
) {
    if options.len() < 2 {
        report(
            &rule::TOO_FEW_OPTIONS,
            question.span,
            words!("这道题只有一个选项", "This question has only one option"),
            words!("至少写两个选项", "Write at least two options"),
            understanding,
        );
        return;
    }
    let mut seen = HashMap::new();
    for option in options {
        if is_blank(&option.text) {
            report_empty(option.span.start, understanding);
        }
        let text = normal(&option_text(option));
        match seen.get(&text) {
            Some(twin) if !text.is_empty() => report_duplicate(option.span, *twin, understanding),
            _ => _ = seen.insert(text, option.span),
        }
    }
    if options.iter().all(|option| option.right) {
        report(
            &rule::ALL_OPTIONS_RIGHT,
            question.span,
            words!("所有选项都是正确的", "All options are right"),
            words!("加一个不正确的选项", "Add an option that is wrong"),
            understanding,
        );
    }
    if kind == ChoiceKind::TrueFalse {
        return;
    }
    if quiz.settings.shuffle {
        let texts: Vec<_> = options.iter().map(option_text).collect();
        for option in options {
            let text = option_text(option);
            if names_positions(&text, &texts) {
                report(
                    &rule::POSITION_WORDS,
                    option.span,
                    words!(
                        "选项会打乱顺序，“{text}”就说不通了",
                        "Options are shuffled, and then “{text}” makes no sense"
                    ),
                    words!(
                        "换成具体的说法，或者给测验加上 `shuffle=off`",
                        "Say what is meant, or add `shuffle=off` to the quiz"
                    ),
                    understanding,
                );
            }
        }
    }
    longest_is_right(options, understanding);
}

fn longest_is_right(options: &[Choice], understanding: &mut Understanding) {
    let mut right = options.iter().filter(|option| option.right);
    let (Some(right), None) = (right.next(), right.next()) else { return };
    let width = |option: &Choice| option_text(option).chars().map(|c| if is_cjk(c) { 2 } else { 1 }).sum::<usize>();
    let longest = width(right);
    let next = options.iter().filter(|option| !option.right).map(width).max().unwrap_or_default();
    let conspicuous = longest as f64 > next as f64 * CONSPICUOUS_RATIO && longest >= next + CONSPICUOUS_DIFFERENCE;
    if options.len() > 2 && conspicuous {
        report(
            &rule::LONGEST_OPTION_RIGHT,
            right.span,
            words!(
                "正确的选项比其他的长得多，不用想就能猜到",
                "The right option is much longer than the others, which gives it away"
            ),
            words!("把它写短，或把其他选项写得一样具体", "Shorten it, or make the others as specific"),
            understanding,
        );
    }
}

fn check_duplicates<'a>(
    items: impl Iterator<Item = &'a Vec<Block>>,
    question: &Question,
    understanding: &mut Understanding,
) {
    let mut seen = HashMap::new();
    for item in items {
        let text = normal(&item.iter().map(text_of).collect::<String>());
        let span = item.first().map_or(question.span, |block| block.span);
        match seen.get(&text) {
            Some(twin) if !text.is_empty() => report_duplicate(span, *twin, understanding),
            _ => _ = seen.insert(text, span),
        }
    }
}

/// Whether nothing can be seen of it.
pub fn is_blank(blocks: &[Block]) -> bool {
    let is_gap = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak { .. } | InlineKind::HardBreak => true,
        _ => false,
    };
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => content.iter().all(is_gap),
        _ => false,
    })
}

/// Reports an option or an item that begins there and has nothing in it.
pub fn report_empty(start: u32, understanding: &mut Understanding) {
    let line = understanding.text[start as usize..].lines().next().unwrap_or_default().trim_end();
    let span = Span::new(start as usize, start as usize + line.len());
    let message = words!("这一项没有文字", "There is nothing in this one");
    report(
        &rule::EMPTY_OPTION,
        span,
        message,
        words!("写上文字，或者删掉它", "Write something, or delete it"),
        understanding,
    );
}

fn report_unmatched(span: Span, understanding: &mut Understanding) {
    report(
        &rule::EMPTY_OPTION,
        span,
        words!("这一行右边是空的，所以没有问到它", "The right of this row is empty, so it is not asked for"),
        words!(
            "在右边写上和它配对的；多出来的干扰项写在右边，左边空着",
            "Write on the right what belongs to it; what belongs to nothing stands on the right, with the left empty"
        ),
        understanding,
    );
}

fn report_duplicate(span: Span, twin: Span, understanding: &mut Understanding) {
    let there = Location::new(understanding.path, twin);
    understanding.findings.push(
        Diagnostic::at(
            &rule::DUPLICATE_OPTION,
            understanding.path,
            span,
            words!("这一项和前面的一样", "This is the same as one before"),
        )
        .hint(words!("改写或删掉其中一个", "Change or delete one of them"))
        .related(there, words!("前面的一项", "the one before")),
    );
}

/// One finding for all questions of a quiz that tell nobody why.
fn missing_explanation(quiz: &Quiz, understanding: &mut Understanding) {
    let unexplained: Vec<_> = quiz.questions.iter().filter(|question| is_unexplained(question)).collect();
    let Some((first, others)) = unexplained.split_first() else { return };
    let count = unexplained.len();
    let partly = unexplained.iter().all(|question| is_partly_explained(question));
    let mut finding = Diagnostic::at(
        &rule::MISSING_EXPLANATION,
        understanding.path,
        first.span,
        match (count, partly) {
            (1, false) => words!("这道题没有说明为什么", "This question does not say why"),
            (1, true) => words!("这道题有的选项没有说明为什么", "Some options of this question do not say why"),
            (_, false) => {
                words!("这个测验有 {count} 道题没有说明为什么", "{count} questions of this quiz do not say why")
            }
            (_, true) => words!(
                "这个测验有 {count} 道题，有的选项没有说明为什么",
                "{count} questions of this quiz have options that do not say why"
            ),
        },
    )
    .hint(words!(
        "在选项后面写 `> 解析：`，或在每个选项下面写 `  > 反馈`",
        "Write `> Why:` after the options, or feedback under each option: `  > …`"
    ));
    for other in others {
        let place = Location::new(understanding.path, other.span);
        finding = finding.related(place, words!("这道题也没有", "nor does this one"));
    }
    understanding.findings.push(finding);
}

/// Some options have feedback, and others have none.
fn is_partly_explained(question: &Question) -> bool {
    matches!(&question.answer, Answer::Choice { options, .. } if options.iter().any(|option| !option.feedback.is_empty()))
}

/// An order or pairs explain themselves when they are shown, and a word to be filled in often does. A choice, of which every
/// option is to say why, and a number do not.
fn is_unexplained(question: &Question) -> bool {
    let told = !question.explanation.is_empty();
    match &question.answer {
        Answer::Choice { options, .. } => !told && options.iter().any(|option| option.feedback.is_empty()),
        Answer::Blanks(fields) => !told && fields.iter().any(|field| field.is_number()),
        _ => false,
    }
}

fn report(rule: &'static Rule, span: Span, message: Words, hint: Words, understanding: &mut Understanding) {
    understanding.findings.push(Diagnostic::at(rule, understanding.path, span, message).hint(hint));
}

/// Reports hints, which an exam does not show.
pub fn hints_in_exam(quiz: &Quiz, understanding: &mut Understanding) {
    for hint in quiz.questions.iter().filter_map(|question| question.hint.first()) {
        understanding.findings.push(
            Diagnostic::at(
                &rule::ATTRIBUTE_WITHOUT_EFFECT,
                understanding.path,
                hint.span,
                words!("考试不显示提示，这一句没有人看得到", "An exam shows no hints, so nobody will see this"),
            )
            .hint(words!("删掉它，或者改成 `> 解析：`", "Delete it, or make it an explanation: `> Why:`")),
        );
    }
}
