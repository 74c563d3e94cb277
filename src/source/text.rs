//! Text as the rest of Onramp wants it, and places in it as people count them.

use std::borrow::Cow;

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

/// Something to be written into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Bytes before it, in the text as it is without any insertion.
    pub at: usize,
    pub text: String,
}

/// The text with the insertions, which are in order.
pub fn insert(text: &str, insertions: &[Insertion]) -> String {
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for insertion in insertions {
        out.push_str(&text[from..insertion.at]);
        out.push_str(&insertion.text);
        from = insertion.at;
    }
    out + &text[from..]
}

/// The author's own text with the insertions, whose places are those in the normalized one. Nothing else of it changes: byte
/// order mark, line ends and NUL stay.
pub fn insert_into_original(original: &str, insertions: &[Insertion]) -> String {
    let mut at = original.len() - original.strip_prefix('\u{feff}').unwrap_or(original).len();
    let mut normalized = 0;
    let mut moved = Vec::new();
    for insertion in insertions {
        while normalized < insertion.at {
            let Some(c) = original[at..].chars().next() else { break };
            let is_pair = c == '\r' && original[at + 1..].starts_with('\n');
            at += if is_pair { 2 } else { c.len_utf8() };
            normalized += if c == '\0' { '\u{fffd}'.len_utf8() } else { c.len_utf8() };
        }
        moved.push(Insertion { at, text: insertion.text.clone() });
    }
    insert(original, &moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserts_into_what_the_author_wrote() {
        let insertions = |text: &str| {
            let places = text.match_indices('题').map(|(at, c)| at + c.len());
            places.map(|at| Insertion { at, text: " {#a}".to_owned() }).collect::<Vec<_>>()
        };
        for original in ["题\n题", "\u{feff}题\r\n\r\n题\r", "\0题\r\r\n\0\0题\n", "\r题"] {
            let normalized = normalize_text(original);
            let written = insert_into_original(original, &insertions(&normalized));
            assert_eq!(written, original.replace('题', "题 {#a}"));
            assert_eq!(normalize_text(&written), insert(&normalized, &insertions(&normalized)));
        }
    }
}
