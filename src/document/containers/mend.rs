//! Lines of a quiz that Markdown reads otherwise than they are meant: `-[x]`, `1、`, `###题目`, options behind a tab.
//!
//! In the copy that the parser gets, such a line is written as Markdown wants it, in the same number of bytes. Where a mark has
//! no room, one control character stands for it. Which line was mended is seen from the original, so the component can say so.

use std::ops::Range;

use super::option_line::{Meaning, OptionLine, numbering};

/// Stand for `[x]` and `[ ]`; control characters that no text contains.
pub const RIGHT: char = '\u{1}';
pub const WRONG: char = '\u{2}';

/// A quote whose `>` an input method wrote as `》` or `＞`: where the mark stands in the line. In the copy it is a `>`.
pub fn quote_mark(line: &str, copy: &mut [u8]) -> Option<Range<usize>> {
    let at = line.len() - line.trim_start_matches([' ', '\t']).len();
    let mark = line[at..].chars().next().filter(|mark| matches!(mark, '》' | '＞'))?;
    let range = at..at + mark.len_utf8();
    copy[range.clone()].copy_from_slice(b">  ");
    Some(range)
}

/// Goes through the lines of a quiz one by one.
#[derive(Debug, Default)]
pub struct Mender {
    /// A list has begun, so what is indented may belong to one of its items.
    in_list: bool,
    /// The list was behind a tab, so what belongs to its items is too: the column that its items begin in.
    indented: Option<usize>,
    after_blank: bool,
}

impl Mender {
    /// Mends one line of a quiz whose lines begin `base` blanks into theirs, as in a list; `copy` are the line's bytes in the text
    /// that is parsed.
    pub fn line(&mut self, line: &str, base: usize, copy: &mut [u8]) {
        let text = line.trim_end();
        let after_blank = std::mem::replace(&mut self.after_blank, text.is_empty());
        if text.is_empty() {
            return;
        }
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let column = columns(&text[..indent]).saturating_sub(base);
        let deep = column >= 4;
        let content = &text[indent..];
        if !deep && content.starts_with(['#', '＃']) {
            *self = Mender::default();
            return heading(&text[indent..], &mut copy[indent..]);
        }
        if let Some(option) = OptionLine::read(text).filter(|_| !content.starts_with('>')) {
            let code = deep && (!self.in_list || self.indented == Some(column));
            if code || (!deep && !is_list_item(text, &option)) {
                self.indented = code.then_some(column);
                rewrite_option(text, &option, base, copy);
            }
            self.in_list = true;
            return;
        }
        let may_begin = !deep || !self.in_list || self.indented == Some(column);
        if let Some(length) = numbering(content).filter(|_| may_begin) {
            let marker = &content[..length];
            if !(marker.ends_with(['.', ')']) && content[length..].starts_with([' ', '\t'])) {
                rewrite_number(marker, &mut copy[indent..indent + length]);
            }
            if deep {
                out_of_code(copy, indent, length, base);
            }
            (self.in_list, self.indented) = (true, deep.then_some(column));
            return;
        }
        if !deep && content.starts_with(['-', '*', '+']) && content[1..].starts_with([' ', '\t']) {
            self.in_list = true;
        } else if self.indented.is_some() && text.starts_with('\t') {
            copy[0] = b' ';
        } else if indent == 0 && after_blank {
            *self = Mender::default();
        }
    }
}

/// The column that follows some blanks; a tab goes to the next multiple of four.
fn columns(blanks: &str) -> usize {
    blanks.bytes().fold(0, |column, byte| if byte == b'\t' { column + 4 - column % 4 } else { column + 1 })
}

/// Whether Markdown takes the line for an item of a list; its mark is for the component to understand.
fn is_list_item(line: &str, option: &OptionLine) -> bool {
    let bullet = &line[option.bullet.clone()];
    let known =
        matches!(bullet, "-" | "*" | "+") || (bullet.starts_with(|c: char| c.is_ascii_digit()) && bullet.is_ascii());
    known && line[option.bullet.end..].starts_with([' ', '\t'])
}

/// Moves a number that stands so far in that its line would be code to the left, as far as it is still followed by its text.
fn out_of_code(copy: &mut [u8], indent: usize, length: usize, base: usize) {
    let by = indent.saturating_sub(base + 3).min(3);
    copy[..indent].fill(b' ');
    copy.copy_within(indent..indent + length, indent - by);
    copy[indent - by + length..indent + length].fill(b' ');
}

/// `-[x]text` → `- ␁ text`, padded to the same length.
fn rewrite_option(line: &str, option: &OptionLine, base: usize, copy: &mut [u8]) {
    let room = option.text;
    let indent = option.indent.min(base + 3).min(room.saturating_sub(3));
    if room < 3 {
        return;
    }
    copy[..room].fill(b' ');
    copy[indent] = b'-';
    copy[indent + 2] = match option.meaning {
        Meaning::Right => RIGHT as u8,
        Meaning::Wrong => WRONG as u8,
        // Left to be seen, and told.
        Meaning::Cross | Meaning::Unknown => {
            let mark = &line.as_bytes()[option.mark.clone()];
            if indent + 2 + mark.len() <= room {
                copy[indent + 2..indent + 2 + mark.len()].copy_from_slice(mark);
                return;
            }
            WRONG as u8
        }
    };
}

/// `1、` → `1.  `; `1.认同` has no room for a blank, so it becomes an item that only the original numbers.
fn rewrite_number(marker: &str, copy: &mut [u8]) {
    let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
    copy.fill(b' ');
    if marker.len() > digits + 1 {
        copy[..digits].copy_from_slice(&marker.as_bytes()[..digits]);
        copy[digits] = b'.';
    } else {
        copy[0] = b'-';
    }
}

/// `###题目`, `＃＃＃ 题目`, `### 题目 ｛#id｝`.
fn heading(line: &str, copy: &mut [u8]) {
    let marks = line.len() - line.trim_start_matches(['#', '＃']).len();
    let count = line[..marks].chars().count();
    if marks > count {
        copy[..marks].fill(b' ');
        copy[..count].fill(b'#');
    } else if (2..=6).contains(&count) && !line[marks..].starts_with([' ', '\t']) && marks < line.len() {
        // No room for a blank, so the heading is one level higher.
        copy[marks - 1] = b' ';
    }
    let Some(brace) = line.rfind(['{', '｛']).filter(|_| line.ends_with(['}', '｝'])) else { return };
    for (at, c) in line[brace..].char_indices().map(|(at, c)| (brace + at, c)) {
        let plain = match c {
            '｛' => b"  {",
            '｝' => b"}  ",
            '＃' => b"  #",
            _ => continue,
        };
        copy[at..at + 3].copy_from_slice(plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        mended_in(0, text)
    }

    fn mended_in(base: usize, text: &str) -> String {
        let (mut mender, mut bytes, mut at) = (Mender::default(), text.as_bytes().to_vec(), 0);
        for line in text.split_inclusive('\n') {
            mender.line(line, base, &mut bytes[at..at + line.len()]);
            at += line.len();
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn gives_options_a_bullet_and_a_blank() {
        assert_eq!(mended("-[x]a\n-[ ] b\n[ ] c\n• [x] d"), "- \u{1} a\n- \u{2}  b\n- \u{2} c\n- \u{1}     d");
        assert_eq!(mended("- [x] a\n- 【x】b"), "- [x] a\n- 【x】b");
    }

    #[test]
    fn knows_the_quote_mark_of_an_input_method() {
        let quoted = |line: &str| {
            let mut copy = line.as_bytes().to_vec();
            quote_mark(line, &mut copy).map(|_| String::from_utf8(copy).unwrap())
        };
        assert_eq!(quoted("》对").as_deref(), Some(">  对"));
        assert_eq!(quoted("  ＞ 对").as_deref(), Some("  >   对"));
        assert_eq!(quoted("《甲》对"), None);
    }

    #[test]
    fn takes_options_out_of_code() {
        assert_eq!(mended("\t- [ ] a\n\t  > b\n\n\t- [x] c"), " - \u{2}   a\n   > b\n\n - \u{1}   c");
        assert_eq!(mended("    - [ ] a\n      > b"), "   - \u{2}    a\n      > b");
        // Within a list it is a list.
        assert_eq!(mended("- a\n\t- [ ] b"), "- a\n\t- [ ] b");
        // A quiz in a list begins further in, and all of it does.
        assert_eq!(mended_in(4, "    - [x] a\n      > b"), "    - [x] a\n      > b");
        assert_eq!(mended_in(4, "        - [x] a"), "       - \u{1}    a");
    }

    #[test]
    fn takes_numbers_out_of_code() {
        assert_eq!(mended("    1. a\n    2. b"), "   1.  a\n   2.  b");
        assert_eq!(mended("\t1. a"), " 1. a");
        assert_eq!(mended_in(4, "    1. a"), "    1. a");
    }

    #[test]
    fn understands_numbers_and_headings() {
        assert_eq!(mended("1、认同\n2.澄清\n3. 回应"), "1.  认同\n- 澄清\n3. 回应");
        assert_eq!(mended("###题目\n＃＃＃ 题目\n### 题目 ｛＃a｝"), "## 题目\n###       题目\n### 题目   {  #a}  ");
        assert_eq!(mended("### 第 #1 步 {客户}"), "### 第 #1 步 {客户}");
    }
}
