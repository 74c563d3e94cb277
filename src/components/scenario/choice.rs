//! A choice: a list item whose first words are a link to a step.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::score::{self, Score};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::document::{Block, BlockKind, Heading, Inline, InlineKind, ListItem, Slugger};
use crate::source::{Edit, Span};
use crate::words;

#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The link's position in the document.
    pub link: usize,
    pub span: Span,
    pub goal: Goal,
    /// What the reader says: the link's text; for a way out of the conversation the whole link.
    pub words: Vec<Block>,
    /// What follows the link on its line.
    pub aside: Vec<Block>,
    pub score: i32,
    /// What the coach says about it: all that stands below the first line.
    pub remark: Vec<Block>,
}

/// Where a choice leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The position of a step.
    Step(usize),
    /// Another page, or another part of this one: the conversation is left.
    Outside,
    /// No step is called so; `near` is the one that was probably meant.
    Unknown { near: Option<usize> },
}

/// What the steps of one conversation are called.
pub struct Names<'h> {
    steps: Vec<(&'h Heading, String)>,
}

impl<'h> Names<'h> {
    pub fn new(headings: impl Iterator<Item = &'h Heading>) -> Names<'h> {
        Names { steps: headings.map(|heading| (heading, Slugger::default().slug(&heading.text))).collect() }
    }

    /// Where a link leads. A conversation's own steps come first, so that several on one page may each have an “opening”,
    /// although only the first of these headings has just its text for an anchor.
    fn goal(&self, destination: &str, headings: &[Heading]) -> Goal {
        let Some(anchor) = destination.trim().strip_prefix('#') else { return Goal::Outside };
        let anchor = percent_decode_str(anchor).decode_utf8().unwrap_or(Cow::Borrowed(anchor));
        let exact = self.steps.iter().position(|(heading, _)| heading.id == anchor);
        if let Some(step) = exact.or_else(|| self.steps.iter().position(|(_, slug)| *slug == anchor)) {
            return Goal::Step(step);
        }
        if headings.iter().any(|heading| heading.id == anchor && !heading.in_component) {
            return Goal::Outside;
        }
        let near = nearest(&anchor, self.steps.iter().map(|(heading, _)| heading.id.as_str()));
        Goal::Unknown { near: near.and_then(|near| self.steps.iter().position(|(heading, _)| heading.id == near)) }
    }
}

/// The first line of an item.
fn line(item: &ListItem) -> Option<&Vec<Inline>> {
    match &item.blocks.first()?.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => Some(content),
        _ => None,
    }
}

/// The link in a line, also one that is bold.
fn link(inlines: &[Inline]) -> Option<(usize, usize)> {
    inlines.iter().enumerate().find_map(|(at, inline)| match &inline.kind {
        InlineKind::Link { link, .. } => Some((at, *link)),
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => Some((at, self::link(inner)?.1)),
        _ => None,
    })
}

/// Whether the item begins with a link, or leads to a step somewhere in its first line.
pub fn is_choice(item: &ListItem, names: &Names, understanding: &Understanding) -> bool {
    let Some((at, link)) = line(item).and_then(|content| link(content)) else { return false };
    let Some(link) = understanding.links.get(link) else { return false };
    at == 0 || matches!(names.goal(&link.destination, understanding.headings), Goal::Step(_))
}

/// Whether an item without a link was probably meant as a choice: it has points, a remark, or half a link.
pub fn looks_like_one(item: &ListItem, text: &str) -> bool {
    let source = text[item.span.range()].lines().next().unwrap_or_default();
    source.contains("](")
        || (source.contains('#') && source.contains(['【', '（']))
        || item.blocks.iter().skip(1).any(|block| matches!(block.kind, BlockKind::Quote(_)))
        || line(item).is_some_and(|content| {
            content.iter().any(|inline| matches!(&inline.kind, InlineKind::Code(code) if score::read(code).is_some()))
        })
}

/// Reads an item for which [`is_choice`] is true.
pub fn read(item: ListItem, names: &Names, understanding: &mut Understanding) -> Option<Choice> {
    let mut blocks = item.blocks.into_iter();
    let first = blocks.next()?;
    let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = first.kind else { return None };
    let (at, link) = link(&content)?;
    let target = understanding.links.get(link)?.clone();
    let goal = names.goal(&target.destination, understanding.headings);

    // What stands before the link, such as a quotation mark, belongs to what is said; and then what stands after it does.
    let mut spoken = content;
    let mut aside = if at == 0 { spoken.split_off(1) } else { Vec::new() };
    let score = take_score(if at == 0 { &mut aside } else { &mut spoken }, understanding);
    if goal != Goal::Outside {
        spoken = flat(spoken);
    }
    let paragraph = |content: Vec<Inline>| match content.is_empty() {
        true => Vec::new(),
        false => vec![Block { span: first.span, kind: BlockKind::Plain(content) }],
    };
    Some(Choice {
        link,
        span: target.span,
        goal,
        words: paragraph(spoken),
        aside: paragraph(aside),
        score: score.unwrap_or(0),
        remark: blocks.flat_map(open_quote).collect(),
    })
}

/// The same words without the link.
fn flat(inlines: Vec<Inline>) -> Vec<Inline> {
    let open = |inline: Inline| match inline.kind {
        InlineKind::Link { content, .. } => content,
        InlineKind::Strong(inner) => vec![Inline { kind: InlineKind::Strong(flat(inner)), ..inline }],
        InlineKind::Emphasis(inner) => vec![Inline { kind: InlineKind::Emphasis(flat(inner)), ..inline }],
        _ => vec![inline],
    };
    inlines.into_iter().flat_map(open).collect()
}

fn open_quote(block: Block) -> Vec<Block> {
    match block.kind {
        BlockKind::Quote(inner) => inner,
        _ => vec![block],
    }
}

/// Takes the points out of a line: the last piece of code in it that is a number.
fn take_score(line: &mut Vec<Inline>, understanding: &mut Understanding) -> Option<i32> {
    trim_end(line);
    let scores: Vec<_> = line.iter().enumerate().filter_map(|(at, inline)| Some((at, code_score(inline)?))).collect();
    if let Some((at, Score { points, full_width })) = scores.last() {
        let (at, points, full_width) = (*at, *points, *full_width);
        let span = line[at].span;
        if full_width {
            full_width_score(span, points, understanding);
        }
        if let Some((first, _)) = scores.len().checked_sub(2).and_then(|before| scores.get(before)) {
            let message = words!("一个选项只有一个得分，以最后一个为准", "A choice has one score; the last one counts");
            bad_score(line[*first].span, message, understanding);
        }
        let taken: Vec<_> = scores.iter().map(|(at, _)| *at).collect();
        let mut at = 0;
        line.retain(|_| {
            at += 1;
            !taken.contains(&(at - 1))
        });
        trim_end(line);
        return Some(points);
    }
    let last = line.last()?;
    match &last.kind {
        InlineKind::Code(code) if score::looks_like_one(code) => {
            bad_score(last.span, words!("“{code}”不是得分", "`{code}` is not a score"), understanding);
            None
        }
        // Points without backticks are understood too, when they are all that follows.
        InlineKind::Text(text) if line.len() == 1 => {
            let points = score::read(text)?.points;
            bad_score(last.span, words!("得分要写在反引号里", "A score is written in backticks"), understanding);
            line.pop();
            Some(points)
        }
        _ => None,
    }
}

fn code_score(inline: &Inline) -> Option<Score> {
    match &inline.kind {
        InlineKind::Code(code) => score::read(code),
        _ => None,
    }
}

fn full_width_score(span: Span, points: i32, understanding: &mut Understanding) {
    let plain = score::written(points);
    let is_code = understanding.text[span.range()].starts_with('`');
    understanding.findings.push(
        Diagnostic::at(
            &rule::FULL_WIDTH_MARK,
            understanding.path,
            span,
            words!(
                "得分用了全角符号，已按 {plain} 理解",
                "This score has full-width characters and was taken as {plain}"
            ),
        )
        .hint(words!("改成 `{plain}`", "Write `{plain}`"))
        .mend(is_code.then(|| Edit { range: span.range(), text: format!("`{plain}`") })),
    );
}

fn bad_score(span: Span, message: crate::diagnostic::Words, understanding: &mut Understanding) {
    understanding.findings.push(Diagnostic::at(&rule::BAD_SCORE, understanding.path, span, message).hint(words!(
        "在选项末尾写 `` `+2` `` 或 `` `-1` ``",
        "Write `` `+2` `` or `` `-1` `` at the end of the choice"
    )));
}

fn trim_end(line: &mut Vec<Inline>) {
    while let Some(Inline { kind: InlineKind::Text(text), .. }) = line.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            return;
        }
        line.pop();
    }
}
