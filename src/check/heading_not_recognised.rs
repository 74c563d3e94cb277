//! `heading-not-recognised`: `#标题`, which is text to Markdown, as there is no blank behind the marks.

use super::lines::{Line, each_paragraph};
use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Span;
use crate::words;

/// Headings have at most so many marks.
const DEEPEST: usize = 6;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let Some(file) = context.sources.texts.get(&page.document.path) else { continue };
        let mut report = |line: &Line| {
            let marks = marks(&line.text);
            // `\#` is meant as text.
            if marks == 0 || file.text[..line.start as usize].ends_with('\\') {
                return;
            }
            let span = Span { start: line.start, end: line.start + marks as u32 };
            let marks = &line.text[..marks];
            let wanted = "#".repeat(marks.chars().count());
            let message = match marks.contains('＃') {
                true => words!(
                    "这里像是标题，但“＃”是全角符号，页面上只是文字",
                    "This looks like a heading, but “＃” is full-width, so it is text"
                ),
                false => words!(
                    "这里像是标题，但 `#` 后面没有空格，页面上只是文字",
                    "This looks like a heading, but without a blank behind `#` it is text"
                ),
            };
            let hint = words!(
                "写成 `{wanted} 标题`；本来就要显示 `#` 的，写成 `\\#`",
                "Write `{wanted} Heading`; if `#` is to be shown, write `\\#`"
            );
            findings.push(finding(page, &rule::HEADING_NOT_RECOGNISED, span, message).hint(hint));
        };
        each_paragraph(&page.document.blocks, &mut |lines| lines.iter().for_each(&mut report));
    }
}

/// How long the marks are that a line begins with, if it looks like a heading. `#1` and `#话题#` do not.
fn marks(text: &str) -> usize {
    let rest = text.trim_start_matches(['#', '＃']);
    let marks = &text[..text.len() - rest.len()];
    let full_width = marks.contains('＃');
    let words = if full_width { rest.trim_start() } else { rest };
    let is_heading = words.starts_with(char::is_alphabetic) && !words.trim_end_matches('#').contains(['#', '＃']);
    let count = marks.chars().count();
    if is_heading && count <= DEEPEST && !(count == 1 && words.ends_with('#')) { marks.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn knows_headings_without_a_blank() {
        for (text, length) in [("#标题", 1), ("##Prices", 2), ("＃标题", 3), ("＃ 标题", 3), ("###标题###", 3)]
        {
            assert_eq!(marks(text), length, "{text}");
        }
        for text in ["#1 是重点", "#话题#", "#######七", "# ", "#", "C#", "#!sh", "#一 #二"] {
            assert_eq!(marks(text), 0, "{text}");
        }
    }
}
