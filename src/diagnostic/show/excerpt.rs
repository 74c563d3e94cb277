//! The lines of a file that are shown with a finding, cut to what fits a terminal.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::places::{Lines, Place};

/// How many columns of a line are shown. Chinese authors write a paragraph as one line, so many lines are longer.
const WIDTH: usize = 100;
/// How many of these stand before the place in a line that is cut.
const BEFORE: usize = 40;
/// How many lines a place may have and still be shown whole.
const SHORT: usize = 3;
const CUT: &str = "...";

/// A few lines of a file, and where in them the place is.
pub struct Excerpt {
    pub text: String,
    /// In bytes of `text`.
    pub span: Range<usize>,
    /// The number of the first and of the last line, from 1.
    pub first: usize,
    pub last: usize,
}

impl Excerpt {
    /// The line of the place, and the next ones if the place goes on there and they are few; otherwise it ends with its line.
    pub fn of(place: &Place<'_>) -> Self {
        let place = place.marked();
        let lines = place.lines;
        let (first, last) = (place.from().line, place.to().line);
        let line = lines.line(first);
        let whole = |number| fits(&lines.text[lines.line(number)]);
        if last - first < SHORT && (first..=last).all(whole) {
            let shown = line.start..lines.line(last).end;
            return Excerpt::cut(lines, shown, place.start..place.end, first, last);
        }
        let from =
            if whole(first) { line.start } else { line.start + back(&lines.text[line.start..place.start], BEFORE) };
        let to = forward(&lines.text[from..line.end], WIDTH) + from;
        let span = place.start..place.end.min(to).max(place.start);
        Excerpt::cut(lines, from..to, span, first, first)
    }

    /// Copies the shown part, as it can be printed, and finds the place again in the copy.
    fn cut(lines: &Lines<'_>, shown: Range<usize>, span: Range<usize>, first: usize, last: usize) -> Self {
        let printed = |part: Range<usize>| lines.text[part].chars().filter_map(printable);
        let mut text = String::new();
        if shown.start > lines.line(first).start {
            text.push_str(CUT);
        }
        text.extend(printed(shown.start..span.start));
        let start = text.len();
        text.extend(printed(span.clone()));
        let end = text.len();
        text.extend(printed(span.end..shown.end));
        if shown.end < lines.line(last).end {
            text.push_str(CUT);
        }
        Excerpt { text, span: start..end, first, last }
    }
}

/// What is printed for a character of a file, when the printing of it would do harm or move the caret.
///
/// The rest of the control characters and those for hidden directions are replaced by annotate-snippets.
pub fn printable(character: char) -> Option<char> {
    match character {
        // The emoji form of a sign: terminals make it wide, its character width does not say so.
        '\u{fe0f}' => None,
        // C1 controls, some of which terminals obey, and separators of lines.
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Some('\u{fffd}'),
        _ => Some(character),
    }
}

fn fits(line: &str) -> bool {
    forward(line, WIDTH) == line.len()
}

/// How many bytes from the start fit in so many columns.
fn forward(text: &str, columns: usize) -> usize {
    let mut left = columns;
    for (offset, character) in text.char_indices() {
        match left.checked_sub(width(character)) {
            Some(less) => left = less,
            None => return offset,
        }
    }
    text.len()
}

/// The offset from which to the end the text takes at most so many columns.
fn back(text: &str, columns: usize) -> usize {
    let mut left = columns;
    for (offset, character) in text.char_indices().rev() {
        match left.checked_sub(width(character)) {
            Some(less) => left = less,
            None => return offset + character.len_utf8(),
        }
    }
    0
}

/// Columns of a character for the purpose of cutting: at least one, so that a line full of zero-width characters is cut too.
fn width(character: char) -> usize {
    match character {
        '\t' => 4,
        _ => character.width().unwrap_or(1).max(1),
    }
}
