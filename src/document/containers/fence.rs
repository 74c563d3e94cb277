//! One fence line, taken apart: its colons, name, title and attributes.

use std::ops::Range;

/// An opening fence. All ranges are those of the text it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    pub open: Range<usize>,
    pub close: Option<Range<usize>>,
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

/// A line that begins with at least three colons, after blanks and quote marks.
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
        (colons >= 3).then(|| Line { prefix, colons, rest: rest.trim() })
    }
}

impl Fence {
    /// This fence in a text that begins `offset` bytes later.
    pub fn shifted(mut self, offset: usize) -> Fence {
        let shift = |range: &mut Range<usize>| *range = range.start + offset..range.end + offset;
        [&mut self.open, &mut self.name_range].into_iter().for_each(shift);
        self.close.iter_mut().chain(&mut self.full_width).for_each(shift);
        self.attributes.iter_mut().map(|attribute| &mut attribute.range).for_each(shift);
        self
    }

    /// Reads the info string of a code block at offset `start`: a name, then words as between the braces of a container, which
    /// may be there or not.
    pub fn read_info(info: &str, start: usize) -> Fence {
        let name_length = info.find(|c: char| c.is_whitespace() || matches!(c, '{' | '｛')).unwrap_or(info.len());
        let after = &info[name_length..];
        let braces = after.rfind(['{', '｛']).filter(|_| after.trim_end().ends_with(['}', '｝']));
        let (bare, braces) = after.split_at(braces.unwrap_or(after.len()));
        let mut attributes = words(bare, start + name_length);
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
        let name_length = rest.find(|c: char| c.is_whitespace() || matches!(c, '{' | '｛')).unwrap_or(rest.len());
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

fn note_full_width(text: &str, start: usize, wanted: &str, found: &mut Vec<Range<usize>>) {
    let marks = text.char_indices().filter(|(_, c)| wanted.contains(*c));
    found.extend(marks.map(|(at, c)| start + at..start + at + c.len_utf8()));
}

/// The words between braces.
fn attributes(braces: &str, start: usize) -> Vec<Attribute> {
    let inner_start = braces.chars().next().map_or(0, char::len_utf8);
    words(braces[inner_start..].trim_end().trim_end_matches(['}', '｝']), start + inner_start)
}

/// Words with blanks between them; a value in quotes may contain blanks.
fn words(inner: &str, start: usize) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    let mut chars = inner.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
            continue;
        }
        let (mut end, mut quote) = (at, None);
        while let Some(&(position, c)) = chars.peek() {
            match quote {
                None if c.is_whitespace() => break,
                None if matches!(c, '"' | '“') => quote = Some(if c == '“' { '”' } else { '"' }),
                Some(close) if c == close => quote = None,
                _ => {}
            }
            end = position + c.len_utf8();
            chars.next();
        }
        let range = start + at..start + end;
        attributes.push(attribute(&inner[at..end], range));
    }
    attributes
}

fn attribute(word: &str, range: Range<usize>) -> Attribute {
    if let Some(id) = word.strip_prefix(['#', '＃']) {
        return Attribute { name: "id".to_owned(), value: id.to_owned(), range };
    }
    let (name, value) = word.split_once(['=', '＝']).unwrap_or((word, ""));
    let value = value.trim_matches(['"', '“', '”']);
    Attribute { name: name.to_owned(), value: value.to_owned(), range }
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
    fn an_info_string_may_do_without_braces() {
        let words = |info: &str| {
            let fence = Fence::read_info(info, 0);
            fence.attributes.iter().map(|a| (info[a.range.clone()].to_owned(), a.value.clone())).collect::<Vec<_>>()
        };
        let word = |text: &str, value: &str| (text.to_owned(), value.to_owned());
        assert_eq!(words("饼图 构成 title=\"a {b}\""), [word("构成", ""), word("title=\"a {b}\"", "a {b}")]);
        assert_eq!(words("饼图 构成 ｛#a unit=%｝"), [word("构成", ""), word("#a", "a"), word("unit=%", "%")]);
        assert_eq!(words("flow{#a}"), [word("#a", "a")]);
    }

    #[test]
    fn understands_full_width_marks_and_notes_them() {
        let fence = Fence::read("：：：测验 ｛＃a pass＝80｝", 0, 0);
        assert_eq!((fence.name.as_str(), fence.title.as_str()), ("测验", ""));
        assert_eq!(fence.attributes[1].value, "80");
        assert_eq!(fence.full_width.len(), 7);
    }
}
