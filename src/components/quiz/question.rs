//! One question: what it asks, which kind it is, what belongs to it.

use super::blanks::Gaps;
use super::labels::{self, Label};
use super::missing;
use super::options::{Options, is_options, unmarked_words};
use super::sections::Section;
use super::source_line::{line_at, place};
use super::{Answer, Choice, ChoiceKind, Matching, Question, check, conflicts, revision, wording};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Inline, ListItem, numbering, plain_text};
use crate::source::{Edit, Span};
use crate::words;

/// Reads the blocks of one question.
pub fn read(section: Section, understanding: &mut Understanding) -> Question {
    let Section { id, span, mut stem, blocks } = section;
    let mut parts = Parts::default();
    let stem_text = plain_text(&stem);
    report_loose_numbers(&blocks, understanding);
    let mut gaps = Gaps::default();
    let answer = if blocks.iter().any(|block| is_options(block, understanding.text)) {
        choice(blocks, &stem_text, span, &mut parts, understanding)
    } else {
        gaps.take_inline(&mut stem, understanding);
        other(blocks, &mut gaps, span, &mut parts, understanding)
    };
    if matches!(answer, Answer::Order(_)) {
        conflicts::order_or_choice(&stem_text, span, understanding);
    }
    let stem = if stem.is_empty() { Vec::new() } else { vec![Block { span, kind: BlockKind::Plain(stem) }] };
    let Parts { body, hint, explanation, .. } = parts;
    let rev = revision::of(&answer);
    Question { id, span, stem, body, answer, hint, explanation, rev }
}

/// What belongs to a question besides its answer.
#[derive(Debug, Default)]
struct Parts {
    body: Vec<Block>,
    hint: Vec<Block>,
    explanation: Vec<Block>,
    model: Vec<Block>,
    /// What a label on a line of its own heads.
    current: Option<Label>,
}

impl Parts {
    /// Adds a block from before the answer: part of the question unless it says otherwise.
    fn before(&mut self, block: Block) {
        let labelled = labels::is_labelled(&block);
        if !labelled {
            let to = match self.current {
                Some(Label::Answer) => &mut self.model,
                Some(Label::Explanation) => &mut self.explanation,
                _ => &mut self.body,
            };
            return to.push(block);
        }
        for (label, blocks) in labels::parts(block.clone()) {
            match label {
                Some(Label::Remark) => return self.body.push(block),
                Some(Label::Hint) => self.hint.extend(blocks),
                Some(Label::Explanation) => {
                    self.explanation.extend(blocks);
                    self.current = label;
                }
                Some(Label::Answer) => {
                    self.model.extend(blocks);
                    self.current = label;
                }
                None => self.body.extend(blocks),
            }
        }
    }

    /// Adds a block from after the answer: an explanation unless it says otherwise.
    fn after(&mut self, block: Block) {
        for (label, blocks) in labels::parts(block) {
            // What follows a label on a line of its own belongs to it.
            let alone = blocks.is_empty();
            match label.or(self.current.filter(|current| *current == Label::Answer)) {
                Some(Label::Hint) => self.hint.extend(blocks),
                Some(Label::Answer) => {
                    self.model.extend(blocks);
                    self.current = (alone || label.is_none()).then_some(Label::Answer);
                }
                _ => {
                    self.explanation.extend(blocks);
                    self.current = None;
                }
            }
        }
    }
}

/// A question with options.
fn choice(blocks: Vec<Block>, stem: &str, span: Span, parts: &mut Parts, understanding: &mut Understanding) -> Answer {
    let mut options = Options::default();
    let last_list = blocks.iter().rposition(|block| is_options(block, understanding.text)).unwrap_or_default();
    // Quotes at the margin between the options: the feedback of the option before each.
    let mut detached: Vec<Span> = Vec::new();
    for (at, block) in blocks.into_iter().enumerate() {
        let begun = !options.choices.is_empty();
        match block.kind {
            BlockKind::List { items, .. } if at <= last_list && (begun || has_options(&items, understanding)) => {
                options.add(items, understanding);
            }
            BlockKind::Quote(inner) if begun && at < last_list => {
                detached.push(block.span);
                attach(&mut options.choices, inner);
            }
            // The quote after the last option is its feedback when every other option had one so.
            BlockKind::Quote(ref inner)
                if at == last_list + 1
                    && detached.len() + 1 == options.choices.len()
                    && detached.len() > 1
                    && !labels::is_labelled(&block) =>
            {
                detached.push(block.span);
                attach(&mut options.choices, inner.clone());
            }
            _ if begun => parts.after(block),
            _ => parts.before(block),
        }
    }
    if let Some(first) = detached.first() {
        missing::detached(*first, detached.len(), understanding);
    }
    let (mut choices, sure) = options.finish(understanding);
    answered_by_letters(&mut choices, parts, understanding);
    let right = choices.iter().filter(|choice| choice.right).count();
    if right == 0 && sure {
        missing::no_answer(span, unmarked_words(choices.len()), understanding);
    }
    conflicts::gap_and_options(stem, span, understanding);
    let wants_several = wording::asks_for_several(stem);
    if right > 1 && wording::asks_for_one(stem) {
        understanding.findings.push(
            Diagnostic::at(
                &rule::CONFLICTING_MARKS,
                understanding.path,
                span,
                words!(
                    "题目说是单选，却标了 {right} 个正确选项",
                    "The question asks for one option, and {right} are marked as right"
                ),
            )
            .hint(words!("只留一个 [x]，或者去掉“单选”", "Leave one [x], or do not ask for one")),
        );
    }
    let kind = match right > 1 || wants_several {
        true => ChoiceKind::Multiple,
        false if wording::is_true_false(&choices) => ChoiceKind::TrueFalse,
        false => ChoiceKind::Single,
    };
    Answer::Choice { kind, options: choices }
}

fn has_options(items: &[ListItem], understanding: &Understanding) -> bool {
    let list = Block { span: items[0].span, kind: BlockKind::List { start: None, items: items.to_vec() } };
    is_options(&list, understanding.text)
}

fn attach(choices: &mut [Choice], feedback: Vec<Block>) {
    if let Some(choice) = choices.last_mut() {
        choice.feedback.extend(feedback);
    }
}

/// `答案：B` below options without marks says which one is right.
fn answered_by_letters(choices: &mut [Choice], parts: &mut Parts, understanding: &mut Understanding) {
    let Some(span) = parts.model.first().map(|block| block.span) else { return };
    let text = parts.model.iter().map(text_of).collect::<String>();
    let Some(letters) = wording::letters(&text, choices) else {
        // It says more than letters, so it explains.
        let model = std::mem::take(&mut parts.model);
        parts.explanation.splice(0..0, model);
        return;
    };
    parts.model.clear();
    let marked: Vec<usize> = (0..choices.len()).filter(|at| choices[*at].right).collect();
    if marked.is_empty() {
        letters.iter().for_each(|at| choices[*at].right = true);
        understanding.findings.push(
            Diagnostic::at(
                &rule::LOOSE_MARK,
                understanding.path,
                span,
                words!(
                    "正确答案写在了题目下面，已按这个理解",
                    "The right answer is written below the question and was taken from there"
                ),
            )
            .hint(words!("改成在正确的选项前写 `[x]`", "Write `[x]` before the right option instead")),
        );
    } else if marked != letters {
        understanding.findings.push(
            Diagnostic::at(
                &rule::CONFLICTING_MARKS,
                understanding.path,
                span,
                words!("这里写的答案和 [x] 标的不一样", "The answer written here is not the one marked with [x]"),
            )
            .hint(words!("只保留 [x]，删掉这一行", "Keep the [x] and delete this line")),
        );
    }
}

/// A question without options: gaps, an order, pairs, or a model answer.
fn other(
    mut blocks: Vec<Block>,
    gaps: &mut Gaps,
    span: Span,
    parts: &mut Parts,
    understanding: &mut Understanding,
) -> Answer {
    let in_stem = gaps.fields.len();
    let mut last_gap = None;
    let told = |block: &Block| labels::is_labelled(block);
    for (at, block) in blocks.iter_mut().enumerate().filter(|(_, block)| !told(block)) {
        let before = gaps.fields.len();
        gaps.take(std::slice::from_mut(block), understanding);
        if gaps.fields.len() > before {
            last_gap = Some(at);
        }
    }
    if !gaps.fields.is_empty() {
        for (at, block) in blocks.into_iter().enumerate() {
            // With the gaps in the heading, what follows belongs to the question up to the first quote.
            let is_told = match last_gap {
                Some(last) => at > last,
                None => in_stem > 0 && (matches!(block.kind, BlockKind::Quote(_)) || !parts.explanation.is_empty()),
            };
            if is_told { parts.after(block) } else { parts.before(block) }
        }
        parts.explanation.append(&mut parts.model);
        return Answer::Blanks(std::mem::take(&mut gaps.fields));
    }
    let numbered = |block: &Block, understanding: &Understanding| is_numbered(block, understanding.text);
    let is_told_before = |at: usize, blocks: &[Block]| blocks[..at].iter().any(labels::is_labelled);
    let order = blocks.iter().position(|block| numbered(block, understanding));
    let table = blocks.iter().position(|block| matches!(&block.kind, BlockKind::Table { head, .. } if head.len() == 2));
    let list = blocks.iter().position(|block| matches!(block.kind, BlockKind::List { .. }));
    let model = blocks.iter().any(is_model);
    let at = match (order, table, list) {
        _ if model => None,
        (Some(at), _, _) | (None, Some(at), _) | (None, None, Some(at)) if !is_told_before(at, &blocks) => Some(at),
        _ => None,
    };
    let in_quote = |block: &Block| match &block.kind {
        BlockKind::Quote(inner) => inner.iter().any(|block| is_options(block, understanding.text)),
        _ => false,
    };
    let why = match blocks.iter().any(in_quote) {
        true => words!("选项写在引用里了，去掉行首的 `>`", "its options stand in a quote; remove the `>` before them"),
        false => words!("没有选项，也没有答案", "it has no options and no answer"),
    };
    let mut answer = None;
    for (position, block) in blocks.into_iter().enumerate() {
        match at {
            Some(at) if position == at => answer = Some(structured(block, span, understanding)),
            Some(at) if position > at => parts.after(block),
            _ => parts.before(block),
        }
    }
    match answer {
        Some(answer) => answer,
        None if !parts.model.is_empty() => Answer::Open { model: std::mem::take(&mut parts.model) },
        None => {
            missing::no_answer(span, why, understanding);
            Answer::Missing
        }
    }
}

fn is_model(block: &Block) -> bool {
    labels::is_labelled(block) && labels::parts(block.clone()).iter().any(|(label, _)| *label == Some(Label::Answer))
}

/// A list or a table as the answer.
fn structured(block: Block, span: Span, understanding: &mut Understanding) -> Answer {
    let numbered = is_numbered(&block, understanding.text);
    match block.kind {
        BlockKind::List { items, .. } if numbered => {
            if items.len() < 2 {
                missing::too_few(block.span, understanding);
            }
            for item in items.iter().filter(|item| check::is_blank(&item.blocks)) {
                check::report_empty(item.span.start, understanding);
            }
            Answer::Order(items.into_iter().map(|item| plain(item.blocks)).collect())
        }
        BlockKind::List { items, .. } => {
            missing::no_answer(span, unmarked_words(items.len()), understanding);
            let choices = items.into_iter().map(|item| Choice {
                span: item.span,
                right: false,
                text: plain(item.blocks),
                feedback: Vec::new(),
            });
            Answer::Choice { kind: ChoiceKind::Single, options: choices.collect() }
        }
        BlockKind::Table { head, rows, .. } => {
            let matching = matching(head, rows, block.span);
            if matching.pairs.len() < 2 {
                missing::too_few(block.span, understanding);
            }
            Answer::Match(matching)
        }
        _ => Answer::Missing,
    }
}

fn matching(head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>>, span: Span) -> Matching {
    let cell = |content: Option<Vec<Inline>>| match content.unwrap_or_default() {
        content if content.is_empty() => Vec::new(),
        content => {
            vec![Block { span: content.first().map_or(span, |inline| inline.span), kind: BlockKind::Plain(content) }]
        }
    };
    let pair = |row: Vec<Vec<Inline>>| {
        let mut cells = row.into_iter();
        [cell(cells.next()), cell(cells.next())]
    };
    let (mut pairs, mut distractors, mut unmatched) = (Vec::new(), Vec::new(), Vec::new());
    for [left, right] in rows.into_iter().map(pair) {
        match (left.is_empty(), right.is_empty()) {
            (false, false) => pairs.push([left, right]),
            (true, false) => distractors.push(right),
            (false, true) => unmatched.extend(left.first().map(|block| block.span)),
            (true, true) => {}
        }
    }
    Matching { heads: pair(head), pairs, distractors, unmatched }
}

/// A numbered list, also one that is numbered as Markdown does not know.
fn is_numbered(block: &Block, text: &str) -> bool {
    let BlockKind::List { start, items } = &block.kind else { return false };
    start.is_some()
        || items.iter().all(|item| {
            let (_, line) = line_at(text, item.span.start);
            numbering(line.trim_start()).is_some()
        })
}

/// `1、` and `1.认同`, which Markdown does not take for lists.
fn report_loose_numbers(blocks: &[Block], understanding: &mut Understanding) {
    for block in blocks {
        let BlockKind::List { items, .. } = &block.kind else { continue };
        let Some(item) = items.first() else { continue };
        let (start, line) = line_at(understanding.text, item.span.start);
        let indent = line.len() - line.trim_start().len();
        let Some(length) = numbering(&line[indent..]) else { continue };
        let marker = &line[indent..indent + length];
        if is_options(block, understanding.text)
            || marker.ends_with(['.', ')']) && line[indent + length..].starts_with([' ', '\t'])
        {
            continue;
        }
        let rule = if marker.is_ascii() { &rule::LOOSE_MARK } else { &rule::FULL_WIDTH_MARK };
        let mended: Vec<_> = items.iter().filter_map(|item| mended_number(item, understanding.text)).collect();
        understanding.findings.push(
            Diagnostic::at(
                rule,
                understanding.path,
                place(start, indent..indent + length),
                words!(
                    "“{marker}”不是 Markdown 的编号，已按编号理解",
                    "`{marker}` is no number of a list in Markdown; it was taken for one"
                ),
            )
            .hint(words!("写成 `1. `：半角的点，后面空一格", "Write `1. `: a full stop and a blank"))
            .mend(mended),
        );
    }
}

/// `1、认同` → `1. 认同`.
fn mended_number(item: &ListItem, text: &str) -> Option<Edit> {
    let (start, line) = line_at(text, item.span.start);
    let indent = line.len() - line.trim_start().len();
    let length = numbering(&line[indent..])?;
    let digits = line[indent..].bytes().take_while(u8::is_ascii_digit).count();
    let end = line.len() - line[indent + length..].trim_start_matches([' ', '\t', '\u{3000}']).len();
    Some(Edit { range: start + indent + digits..start + end, text: ". ".to_owned() })
}

/// The blocks of an item; a single paragraph needs no room around it.
fn plain(mut blocks: Vec<Block>) -> Vec<Block> {
    if let [Block { kind, .. }] = blocks.as_mut_slice()
        && let BlockKind::Paragraph(content) = kind
    {
        *kind = BlockKind::Plain(std::mem::take(content));
    }
    blocks
}

/// The words of a block's own text.
pub fn text_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => plain_text(content),
        BlockKind::Code { text, .. } => text.clone(),
        BlockKind::Quote(inner) => inner.iter().map(text_of).collect(),
        BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).map(text_of).collect(),
        _ => String::new(),
    }
}
