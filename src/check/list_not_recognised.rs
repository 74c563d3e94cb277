//! `list-not-recognised`: lines such as `1、…` and `• …`, which Markdown puts into one paragraph.

use super::lines::{Line, each_paragraph};
use super::{Context, finding};
use crate::book::Page;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{ODD_BULLETS, numbering};
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        each_paragraph(&page.document.blocks, &mut |lines| findings.extend(run_together(page, lines)));
    }
}

/// The first line of a list that is none: the next one goes on with it, on the page on the same line.
fn run_together(page: &Page, lines: &[Line]) -> Option<Diagnostic> {
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| Mark::of(&line.text)).collect();
    let goes_on = |at: &usize| lines[*at].joins && Mark::goes_on(marks[at - 1], marks[*at]);
    let second = (1..lines.len()).find(goes_on)?;
    let first = &lines[second - 1];
    let count = 1 + (second..lines.len()).take_while(goes_on).count();
    let span = Span { start: first.start, end: first.start + first.text.trim_end().len() as u32 };
    Some(
        finding(
            page,
            &rule::LIST_NOT_RECOGNISED,
            span,
            words!(
                "这 {count} 行像是列表，但页面上会连成一段",
                "These {count} lines look like a list, but run together on the page"
            ),
        )
        .hint(words!(
            "每行用 `1. ` 或 `- ` 开头，后面要有空格，列表前面空一行",
            "Begin each line with `1. ` or `- `, with the blank, and leave an empty line before the list"
        )),
    )
}

/// What a line of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    /// A number, and how it is written.
    Number(u32, Style),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `1、`, `1.`, `（1）`
    Digits,
    /// `①`
    Circled,
    /// `一、`
    Chinese,
    /// `A.`
    Letter,
}

impl Mark {
    fn of(text: &str) -> Option<Mark> {
        let first = text.chars().next()?;
        let rest = &text[first.len_utf8()..];
        if ODD_BULLETS.contains(&first) || (first == '-' && rest.starts_with(char::is_alphabetic)) {
            return Some(Mark::Bullet(first));
        }
        if ('①'..='⑳').contains(&first) {
            return Some(Mark::Number(u32::from(first) - u32::from('①') + 1, Style::Circled));
        }
        let text = text.strip_prefix(['(', '（']).unwrap_or(text);
        if let Some(length) = numbering(text) {
            let digits = text[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
            return digits.parse().ok().map(|number| Mark::Number(number, Style::Digits));
        }
        let first = text.chars().next()?;
        let has_separator = |marks: &[char]| text[first.len_utf8()..].starts_with(marks);
        if let Some(number) =
            ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'].iter().position(|c| *c == first)
        {
            return has_separator(&['、', '）', ')']).then_some(Mark::Number(number as u32, Style::Chinese));
        }
        (first.is_ascii_uppercase() && has_separator(&['.', '、', '．', ')', '）']))
            .then(|| Mark::Number(u32::from(first), Style::Letter))
    }

    /// Whether a line with the second mark is the next one of the list that has the first.
    fn goes_on(before: Option<Mark>, mark: Option<Mark>) -> bool {
        match (before, mark) {
            (Some(Mark::Bullet(before)), Some(Mark::Bullet(mark))) => before == mark,
            (Some(Mark::Number(before, style)), Some(Mark::Number(number, same))) => {
                number == before + 1 && style == same
            }
            _ => false,
        }
    }
}
