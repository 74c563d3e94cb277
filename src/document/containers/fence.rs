//! One fence line, taken apart: its colons, name, title and attributes.

use std::ops::Range;

use crate::components::english;

/// An opening fence. All ranges are those of the text it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    pub open: Range<usize>,
    pub close: Option<Range<usize>>,
    /// A line within that would end it if it had as many colons.
    pub short_end: Option<Range<usize>>,
    pub colons: usize,
    /// Bytes before the colons on their line.
    pub column: usize,
    pub name: String,
    pub name_range: Range<usize>,
    pub title: String,
    pub attributes: Vec<Attribute>,
    /// Full-width characters typed where ASCII is meant.
    pub full_width: Vec<Range<usize>>,
}

/// `#id`, `key=value` or a bare word, which has an empty value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub value: String,
    pub range: Range<usize>,
}

/// A line that begins with at least two colons, after blanks and quote marks.
pub struct Line<'a> {
    pub prefix: usize,
    pub colons: usize,
    /// What follows the colons, trimmed.
    pub rest: &'a str,
}

impl Line<'_> {
    pub fn read(line: &str) -> Option<Line<'_>> {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let rest = text.trim_start_matches([':', '：']);
        let colons = text[..text.len() - rest.len()].chars().count();
        let prefix = line.len() - text.len();
        (colons >= 2).then(|| Line { prefix, colons, rest: rest.trim() })
    }

    /// `: : :`, which a dictation or a spelling aid makes of an end.
    pub fn spaced_end(line: &str) -> Option<Line<'_>> {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let is_end =
            text.trim_end().contains(' ') && text.chars().all(|c| matches!(c, ':' | '：') || c.is_whitespace());
        let colons = text.chars().filter(|c| !c.is_whitespace()).count();
        (is_end && colons >= 3).then(|| Line { prefix: line.len() - text.len(), colons, rest: "" })
    }

    /// Whether it ends a container: nothing stands behind the colons, or a word that says so.
    pub fn is_end(&self) -> bool {
        self.rest.starts_with('/') || matches!(self.rest, "" | "end" | "End" | "END" | "结束" | "完")
    }

    /// The name that follows the colons; empty when there is none.
    pub fn name(&self) -> &str {
        &self.rest[..name_length(self.rest)]
    }
}

impl Fence {
    /// This fence in a text that begins `offset` bytes later.
    pub fn shifted(mut self, offset: usize) -> Fence {
        let shift = |range: &mut Range<usize>| *range = range.start + offset..range.end + offset;
        [&mut self.open, &mut self.name_range].into_iter().for_each(shift);
        self.close.iter_mut().chain(&mut self.short_end).chain(&mut self.full_width).for_each(shift);
        self.attributes.iter_mut().map(|attribute| &mut attribute.range).for_each(shift);
        self
    }

    /// Reads the info string of a code block at offset `start`: a name, then words as between the braces of a container, which
    /// may be there or not.
    pub fn read_info(info: &str, start: usize) -> Fence {
        let name_length = name_length(info);
        let after = &info[name_length..];
        let braces = after.rfind(['{', '｛']).filter(|_| after.trim_end().ends_with(['}', '｝']));
        let (bare, braces) = after.split_at(braces.unwrap_or(after.len()));
        let mut attributes = attributes_in(bare, start + name_length);
        attributes.extend(self::attributes(braces, start + name_length + bare.len()));
        let mut full_width = Vec::new();
        note_full_width(after, start + name_length, "｛｝＝＃", &mut full_width);
        Fence {
            open: start..start + info.len(),
            name: info[..name_length].to_owned(),
            name_range: start..start + name_length,
            attributes,
            full_width,
            ..Fence::default()
        }
    }

    /// Reads `line`, which begins with the colons at offset `start`.
    pub fn read(line: &str, start: usize, column: usize) -> Fence {
        let rest = line.trim_start_matches([':', '：']);
        let marks = &line[..line.len() - rest.len()];
        let mut full_width = Vec::new();
        note_full_width(marks, start, "：", &mut full_width);

        let blank = rest.len() - rest.trim_start().len();
        let name_start = line.len() - rest.len() + blank;
        let rest = &line[name_start..];
        let name_length = name_length(rest);
        let after = &rest[name_length..];
        let braces = after.rfind(['{', '｛']).filter(|_| after.trim_end().ends_with(['}', '｝']));
        let (title, attributes) = match braces {
            Some(at) => {
                let at_in_text = start + name_start + name_length + at;
                note_full_width(&after[at..], at_in_text, "｛｝＝＃", &mut full_width);
                (&after[..at], attributes(&after[at..], at_in_text))
            }
            None => (after, Vec::new()),
        };
        Fence {
            open: start..start + line.len(),
            close: None,
            short_end: None,
            colons: marks.chars().count(),
            column,
            name: rest[..name_length].to_owned(),
            name_range: start + name_start..start + name_start + name_length,
            title: title.trim().to_owned(),
            attributes,
            full_width,
        }
    }
}

/// The ordinary characters for those that an input method writes as wide as hanzi.
pub fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(plain).collect()
}

/// How long the name is that a text begins with: up to a blank or a bracket.
fn name_length(text: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '{' | '｛' | '(' | '（' | '[' | '［' | '【');
    text.find(ends).unwrap_or(text.len())
}

fn note_full_width(text: &str, start: usize, wanted: &str, found: &mut Vec<Range<usize>>) {
    let marks = text.char_indices().filter(|(_, c)| wanted.contains(*c));
    found.extend(marks.map(|(at, c)| start + at..start + at + c.len_utf8()));
}

/// The words between braces. There a name may do without a value.
fn attributes(braces: &str, start: usize) -> Vec<Attribute> {
    let inner_start = braces.chars().next().map_or(0, char::len_utf8);
    let inner = braces[inner_start..].trim_end().trim_end_matches(['}', '｝']);
    let mut attributes = attributes_in(inner, start + inner_start);
    for attribute in attributes.iter_mut().filter(|attribute| attribute.value.is_empty()) {
        attribute.name = english(&attribute.name).to_owned();
    }
    attributes
}

/// Words with blanks between them. A value in quotes may contain blanks, and blanks may stand around a `=`.
pub fn attributes_in(inner: &str, start: usize) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    let mut at = 0;
    while let Some(skipped) = inner[at..].find(|c: char| !c.is_whitespace()) {
        at += skipped;
        let end = at + word_length(&inner[at..]);
        attributes.push(attribute(&inner[at..end], start + at..start + end));
        at = end;
    }
    attributes
}

fn word_length(text: &str) -> usize {
    let is_equals = |c: char| matches!(c, '=' | '＝');
    let (mut quote, mut before, mut length) = (None, ' ', 0);
    for (at, c) in text.char_indices() {
        match quote {
            None if c.is_whitespace() => {
                let joins = is_equals(before) || text[at..].trim_start().starts_with(is_equals);
                if !joins || text.starts_with(['#', '＃']) || text[at..].trim().is_empty() {
                    break;
                }
                continue;
            }
            None => {
                quote = match c {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    // Within a word it is an apostrophe.
                    '\'' if is_equals(before) => Some('\''),
                    '‘' if is_equals(before) => Some('’'),
                    _ => None,
                }
            }
            Some(close) if c == close => quote = None,
            _ => {}
        }
        (before, length) = (c, at + c.len_utf8());
    }
    length
}

fn attribute(word: &str, range: Range<usize>) -> Attribute {
    if let Some(id) = word.strip_prefix(['#', '＃']) {
        return Attribute { name: "id".to_owned(), value: id.to_owned(), range };
    }
    let Some((name, value)) = word.split_once(['=', '＝']) else {
        return Attribute { name: word.to_owned(), value: String::new(), range };
    };
    Attribute { name: english(name.trim()).to_owned(), value: unquoted(value.trim()).to_owned(), range }
}

/// Without the quotes around it, of which one may be missing; what is quoted within stays so.
fn unquoted(value: &str) -> &str {
    const PAIRS: [(char, char); 4] = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’')];
    for (open, close) in PAIRS {
        if let Some(inner) = value.strip_prefix(open) {
            return inner.strip_suffix(close).unwrap_or(inner);
        }
    }
    value.trim_end_matches(PAIRS.map(|(_, close)| close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_fence_apart() {
        let fence = Fence::read(":::quiz 价格 小测 {#price pass=80 from=\"a b.md\" shuffle}", 10, 0);
        assert_eq!((fence.name.as_str(), fence.title.as_str(), fence.colons), ("quiz", "价格 小测", 3));
        assert_eq!(fence.name_range, 13..17);
        let attributes: Vec<_> = fence.attributes.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
        assert_eq!(attributes, [("id", "price"), ("pass", "80"), ("from", "a b.md"), ("shuffle", "")]);
    }

    #[test]
    fn understands_chinese_names_quotes_and_blanks() {
        let of = |line: &str| {
            let fence = Fence::read(line, 0, 0);
            fence.attributes.into_iter().map(|a| (a.name, a.value)).collect::<Vec<_>>()
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(of(":::测验 {#a 及格＝80 乱序}"), [pair("id", "a"), pair("pass", "80"), pair("shuffle", "")]);
        assert_eq!(of(":::quiz {#a pass = 80 draw= 5}"), [pair("id", "a"), pair("pass", "80"), pair("draw", "5")]);
        assert_eq!(of(":::quiz {from='a b.md' time=5}"), [pair("from", "a b.md"), pair("time", "5")]);
        assert_eq!(of(":::quiz {from=o'brien.md time=5}"), [pair("from", "o'brien.md"), pair("time", "5")]);
        assert_eq!(of(":::quiz {pass=}"), [pair("pass", "")]);
    }

    #[test]
    fn a_bracket_ends_the_name() {
        let fence = Fence::read(":::测验【及格=80】", 0, 0);
        assert_eq!((fence.name.as_str(), fence.title.as_str()), ("测验", "【及格=80】"));
    }

    #[test]
    fn an_info_string_may_do_without_braces() {
        let words = |info: &str| {
            let fence = Fence::read_info(info, 0);
            fence.attributes.iter().map(|a| (info[a.range.clone()].to_owned(), a.value.clone())).collect::<Vec<_>>()
        };
        let word = |text: &str, value: &str| (text.to_owned(), value.to_owned());
        assert_eq!(words("饼图 构成 title=\"a {b}\""), [word("构成", ""), word("title=\"a {b}\"", "a {b}")]);
        assert_eq!(words("饼图 构成 ｛#a unit=%｝"), [word("构成", ""), word("#a", "a"), word("unit=%", "%")]);
        assert_eq!(words("flow{#a}"), [word("#a", "a")]);
        let quoted = words("bar title=\"“甲”，乙\" summary=“丙”");
        assert_eq!(quoted, [word("title=\"“甲”，乙\"", "“甲”，乙"), word("summary=“丙”", "丙")]);
    }

    #[test]
    fn understands_full_width_marks_and_notes_them() {
        let fence = Fence::read("：：：测验 ｛＃a pass＝80｝", 0, 0);
        assert_eq!((fence.name.as_str(), fence.title.as_str()), ("测验", ""));
        assert_eq!(fence.attributes[1].value, "80");
        assert_eq!(fence.full_width.len(), 7);
    }
}
