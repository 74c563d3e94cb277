//! `heading-not-recognised`: `#标题`, which is text to Markdown, as there is no blank behind the marks.

use super::lines::{Line, each_paragraph};
use super::{Context, finding};
use crate::book::Page;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::is_cjk;
use crate::source::Span;
use crate::words;

/// Headings have at most so many marks.
const DEEPEST: usize = 6;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let Some(file) = context.sources.texts.get(&page.document.path) else { continue };
        each_paragraph(&page.document.blocks, &file.text, &mut |lines, _| {
            for (at, line) in lines.iter().enumerate() {
                findings.extend(text_with_marks(page, line, at == 0));
            }
        });
    }
}

fn text_with_marks(page: &Page, line: &Line, is_first: bool) -> Option<Diagnostic> {
    let marks = &line.text[..marks(line.text, is_first)?];
    let span = Span { end: line.span.start + marks.len() as u32, ..line.span };
    let wanted = "#".repeat(marks.chars().count());
    let message = match marks.contains('＃') {
        true => words!(
            "这里像是标题，但“＃”是全角符号，页面上只是文字",
            "This looks like a heading, but “＃” is full-width, so it is text"
        ),
        false => words!(
            "这里像是标题，但 `#` 后面没有半角空格，页面上只是文字",
            "This looks like a heading, but without an ordinary blank behind `#` it is text"
        ),
    };
    let hint = words!(
        "写成 `{wanted} 标题`；本来就要显示 `#` 的，写成 `\\#`",
        "Write `{wanted} Heading`; if `#` is to be shown, write `\\#`"
    );
    Some(finding(page, &rule::HEADING_NOT_RECOGNISED, span, message).hint(hint))
}

/// How long the marks are that a line begins with, if it looks like a heading.
///
/// After a single one that are hanzi, or a capital at the start of a paragraph: `#1`, `#话题#` and `#channel` are meant as they stand.
fn marks(text: &str, is_first: bool) -> Option<usize> {
    let rest = text.trim_start_matches(['#', '＃']);
    let marks = &text[..text.len() - rest.len()];
    let words = if marks.contains('＃') { rest.trim_start() } else { rest.trim_start_matches('\u{3000}') };
    let first = words.chars().next().filter(|c| !c.is_whitespace())?;
    let is_heading = match marks.chars().count() {
        1 => is_cjk(first) || (is_first && first.is_uppercase()),
        2..=DEEPEST => true,
        _ => false,
    };
    let is_topic = marks.chars().count() == 1 && words.ends_with('#');
    (is_heading && !is_topic && !words.trim_end_matches('#').contains(['#', '＃'])).then_some(marks.len())
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn knows_headings_without_a_blank() {
        let headings = [
            ("#标题", 1),
            ("#Prices", 1),
            ("##prices", 2),
            ("##1.2 范围", 2),
            ("##《价目表》", 2),
            ("＃标题", 3),
            ("＃ 标题", 3),
            ("#\u{3000}标题", 1),
            ("###标题###", 3),
        ];
        for (text, length) in headings {
            assert_eq!(marks(text, true), Some(length), "{text}");
        }
        for text in ["#1 是重点", "#话题#", "#######七", "# ", "#", "##", "C#", "#!sh", "#一 #二", "#sales", "#fff"]
        {
            assert_eq!(marks(text, true), None, "{text}");
        }
        assert_eq!(marks("#Sales is a channel", false), None);
    }
}
