//! Text as the rest of Onramp wants it, and places in it as people count them.

use std::borrow::Cow;
use std::ops::Range;

/// A place as an editor shows it: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

impl LineColumn {
    /// The line and column of a byte offset. An offset past the end counts as the end.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        LineColumn {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Text without a byte order mark, with `\n` line ends, and with U+FFFD for NUL, as CommonMark §2.3 asks.
///
/// Lines and character columns stay what the author's editor shows.
pub fn normalize_text(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.bytes().any(|byte| byte == b'\r' || byte == 0) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"))
}

/// A piece of a text and what is to stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text as it is without any edit; empty for what is only inserted.
    pub range: Range<usize>,
    pub text: String,
}

impl Edit {
    pub fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit { range: at..at, text: text.into() }
    }
}

/// The text with the edits, which are in order and apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out.push_str(&text[from..edit.range.start]);
        out.push_str(&edit.text);
        from = edit.range.end;
    }
    out + &text[from..]
}

/// The author's own text with the edits, whose places are those in the normalized one. Nothing else of it changes: byte order
/// mark, line ends and NUL stay. Lines that are added end as the first one of the text does.
pub fn apply_to_original(original: &str, edits: &[Edit]) -> String {
    let line_end = line_end(original);
    let mut at = original.len() - original.strip_prefix('\u{feff}').unwrap_or(original).len();
    let mut normalized = 0;
    let mut original_place = |wanted: usize| {
        while normalized < wanted {
            let Some(c) = original[at..].chars().next() else { break };
            let is_pair = c == '\r' && original[at + 1..].starts_with('\n');
            at += if is_pair { 2 } else { c.len_utf8() };
            normalized += if c == '\0' { '\u{fffd}'.len_utf8() } else { c.len_utf8() };
        }
        at
    };
    let moved = edits.iter().map(|edit| {
        let start = original_place(edit.range.start);
        Edit { range: start..original_place(edit.range.end), text: edit.text.replace('\n', line_end) }
    });
    apply(original, &moved.collect::<Vec<_>>())
}

/// How the first line ends.
fn line_end(text: &str) -> &'static str {
    match text.find(['\r', '\n']).map(|at| &text[at..]) {
        Some(end) if end.starts_with("\r\n") => "\r\n",
        Some(end) if end.starts_with('\r') => "\r",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_what_the_author_wrote() {
        let edits = |text: &str, with: &str| {
            let places = text.match_indices('题').map(|(at, c)| at..at + c.len());
            places.map(|range| Edit { range, text: with.to_owned() }).collect::<Vec<_>>()
        };
        for original in ["题\n题", "\u{feff}题\r\n\r\n题\r", "\0题\r\r\n\0\0题\n", "\r题"] {
            let normalized = normalize_text(original);
            for with in ["题 {#a}", "", "a", "题目\0"] {
                let written = apply_to_original(original, &edits(&normalized, with));
                assert_eq!(written, original.replace('题', with));
            }
            let with_line = apply_to_original(original, &edits(&normalized, "a\nb"));
            assert_eq!(normalize_text(&with_line), apply(&normalized, &edits(&normalized, "a\nb")));
        }
        assert_eq!(apply_to_original("a\r\n", &[Edit::insert(2, "b\n")]), "a\r\nb\r\n");
    }
}
