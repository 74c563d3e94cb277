//! `list-not-recognised`: lines such as `1、…` and `• …`, which Markdown puts into one paragraph.

use super::lines::{Line, each_paragraph};
use super::{Context, finding};
use crate::book::Page;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{ODD_BULLETS, circled_number, half_width, hanzi_number, is_cjk, numbering};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let Some(file) = context.sources.texts.get(&page.document.path) else { continue };
        each_paragraph(&page.document.blocks, &file.text, &mut |lines, in_item| {
            if in_item {
                findings.extend(
                    lines.iter().filter(|line| continues_list(line)).map(|line| in_the_item_before(page, line)),
                );
            } else {
                run_together(page, lines, findings);
            }
        });
    }
}

/// The first line of each list that is none: the next one goes on with it, on the page on the same line.
fn run_together(page: &Page, lines: &[Line], findings: &mut Vec<Diagnostic>) {
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| Mark::of(line.text)).collect();
    let goes_on = |at: usize| lines[at].joins && Mark::goes_on(marks[at - 1], marks[at]);
    let mut first = 0;
    while first + 1 < lines.len() {
        let count = 1 + (first + 1..lines.len()).take_while(|at| goes_on(*at)).count();
        if count > 1 {
            let message = words!(
                "这 {count} 行像是列表，但页面上会连成一段",
                "These {count} lines look like a list, but run together on the page"
            );
            findings.push(finding(page, &rule::LIST_NOT_RECOGNISED, lines[first].span, message).hint(words!(
                "每行用 `1. ` 或 `- ` 开头，后面要有空格，列表前面空一行",
                "Begin each line with `1. ` or `- `, with the blank, and leave an empty line before the list"
            )));
        }
        first += count;
    }
}

/// Whether a line in a list's item is rather the next item.
fn continues_list(line: &Line) -> bool {
    let is_next = match Mark::of(line.text) {
        Some(Mark::Bullet(_)) => true,
        Some(Mark::Number(number, Style::Digits)) => number > 1,
        _ => false,
    };
    line.joins && is_next
}

fn in_the_item_before(page: &Page, line: &Line) -> Diagnostic {
    let message = words!(
        "这一行像是列表的下一项，但页面上会接在上一项后面",
        "This line looks like the next item, but on the page it goes on with the one before"
    );
    finding(page, &rule::LIST_NOT_RECOGNISED, line.span, message)
        .hint(words!("用 `1. ` 或 `- ` 开头，后面要有空格", "Begin it with `1. ` or `- `, with the blank"))
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
    Hanzi,
    /// `A、`
    Letter,
}

impl Mark {
    fn of(text: &str) -> Option<Mark> {
        // More than the mark and what follows it is not needed.
        let text = half_width(&text.chars().take(12).collect::<String>());
        let first = text.chars().next()?;
        let rest = &text[first.len_utf8()..];
        if first == '-' {
            let letters = rest.chars().take_while(|c| c.is_alphabetic()).count();
            return (rest.starts_with(is_cjk) || letters > 2).then_some(Mark::Bullet(first));
        }
        if ODD_BULLETS.contains(&first) {
            // Two dashes are one of a dialogue, or of who said it.
            return (!rest.starts_with(first)).then_some(Mark::Bullet(first));
        }
        if let Some((number, _)) = circled_number(&text) {
            return Some(Mark::Number(number, Style::Circled));
        }
        let text = text.strip_prefix('(').unwrap_or(&text);
        if let Some(length) = numbering(text) {
            let digits = text[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
            return digits.parse().ok().map(|number| Mark::Number(number, Style::Digits));
        }
        in_hanzi(text).or_else(|| letter(text))
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

/// `一、` and `一)`. “一、二线城市” is no list.
fn in_hanzi(text: &str) -> Option<Mark> {
    let (number, rest) = hanzi_number(text)?;
    let after = rest.strip_prefix(['、', ')'])?;
    hanzi_number(after).is_none().then_some(Mark::Number(number, Style::Hanzi))
}

/// `A、` and `A)`; `A.` only before hanzi, as names begin so too.
fn letter(text: &str) -> Option<Mark> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    let is_mark = match chars.next()? {
        '、' | ')' => true,
        '.' => chars.as_str().trim_start().starts_with(is_cjk),
        _ => false,
    };
    is_mark.then_some(Mark::Number(u32::from(letter), Style::Letter))
}

#[cfg(test)]
mod tests {
    use super::Mark;

    #[test]
    fn knows_marks_of_lists() {
        let lists = [
            ["1、看", "2、问"],
            ["１．看", "２．问"],
            ["（1）看", "（2）问"],
            ["①看", "②问"],
            ["一、看", "二、问"],
            ["十、看", "十一、问"],
            ["A. 电话", "B. 邮件"],
            ["• call", "• write"],
            ["-没空格", "-也没有"],
        ];
        for [first, second] in lists {
            assert!(Mark::goes_on(Mark::of(first), Mark::of(second)), "{first} {second}");
        }
        for text in
            ["一、二线城市", "A. Smith", "U.S. law", "-v verbose", "——张三", "1.5 万", "2、3 月", "`1、`", "1\\. a"]
        {
            assert_eq!(Mark::of(text), None, "{text}");
        }
    }
}
