//! Text that was meant as a link or an image: `！[图](x.png)`, `[甲]（02-price.md）`, `[乙](文件 名.pdf)`.

use crate::document::Link;
use crate::document::tree::{Inline, InlineKind};
use crate::source::Span;

/// Why Markdown does not take it for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSlip {
    /// `！` where an image has `!`.
    Exclamation,
    /// `（）` around the address.
    Brackets,
    /// A blank in the address.
    Blank,
}

/// Endings of the files that people link to.
const FILES: [&str; 19] = [
    ".md", ".html", ".htm", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".csv", ".mp4", ".png",
    ".jpg", ".jpeg", ".gif", ".svg", ".webp",
];

const IMAGES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"];

/// No address is longer; so a text full of brackets takes no longer than any other.
const LONGEST: usize = 300;

/// The slips in a run of text, as it is written in the file.
pub fn of_text(text: &str) -> Vec<(Span, LinkSlip)> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, bracket) in text.match_indices(['[', ']']) {
        if bracket == "[" {
            open = Some(at).filter(|at| !text[..*at].ends_with('\\'));
        } else if let Some(start) = open.take()
            && let Some((length, slip)) = address(&text[at + 1..])
        {
            found.push((Span::new(start, at + 1 + length), slip));
        }
    }
    found
}

/// An address in brackets at the start of a text that Markdown does not take for one: how long it is with its brackets.
fn address(text: &str) -> Option<(usize, LinkSlip)> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    let (close, end) = text.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '）' | '\n'))?;
    let inner = &text[open.len_utf8()..close];
    let wide = open == '（' || end == '）';
    let has_blank = inner.contains([' ', '\u{3000}']);
    let is_meant = end != '\n' && is_address(inner) && wide != has_blank && !inner.contains(['"', '<', '`']);
    is_meant.then_some((close + end.len_utf8(), if wide { LinkSlip::Brackets } else { LinkSlip::Blank }))
}

/// `！` in front of a link to a picture, at the start of a line or behind a blank.
pub fn of_images(inlines: &[Inline], links: &[Link]) -> Vec<(Span, LinkSlip)> {
    let is_slip = |pair: &[Inline]| {
        let (InlineKind::Text(text), InlineKind::Link { link, .. }) = (&pair[0].kind, &pair[1].kind) else {
            return None;
        };
        let before = text.strip_suffix('！')?;
        let alone = before.is_empty() || before.ends_with(char::is_whitespace);
        let end = pair[0].span.end;
        let mark = Span { start: end.saturating_sub('！'.len_utf8() as u32), end };
        (alone && ends_with(&links.get(*link)?.destination, &IMAGES)).then_some((mark, LinkSlip::Exclamation))
    };
    inlines.windows(2).filter_map(is_slip).collect()
}

/// A file, a page or an address of the web.
fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    text.starts_with("http://") || text.starts_with("https://") || ends_with(path, &FILES)
}

fn ends_with(text: &str, endings: &[&str]) -> bool {
    let text = text.trim().to_lowercase();
    endings.iter().any(|ending| text.len() > ending.len() && text.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_was_meant_as_a_link() {
        let slips =
            |text: &str| of_text(text).into_iter().map(|(span, slip)| (text[span.range()].to_owned(), slip)).collect();
        let found: Vec<(String, LinkSlip)> = slips("见[壬]（02-price.md）和[丑](文件 名.pdf)，[寅]（https://a.cn/b）");
        let wanted = [
            ("[壬]（02-price.md）", LinkSlip::Brackets),
            ("[丑](文件 名.pdf)", LinkSlip::Blank),
            ("[寅]（https://a.cn/b）", LinkSlip::Brackets),
        ];
        assert_eq!(found, wanted.map(|(text, slip)| (text.to_owned(), slip)));
        for text in ["[甲]（见附录）", "[甲](见 附录)", "\\[甲]（a.md）", "（a.md）", "[甲] （a.md）", "a](b c.md)"]
        {
            assert_eq!(slips(text), [], "{text}");
        }
    }
}
