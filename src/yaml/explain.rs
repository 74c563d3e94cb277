//! What is wrong with a text that is no YAML, in words of those who write it.
//!
//! The parser says where it could not go on, which is often a line or more behind the slip, and why in words of the
//! specification. The slips that people make are few, so they are looked for in the lines around.

use super::{YamlText, locate};
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::source::Span;
use crate::words;

/// A slip: where it is, what it is, how it is mended.
type Slip = (Span, Words, Words);

impl YamlText<'_> {
    /// The finding for what the parser said.
    pub(super) fn explain(&self, error: &serde_yaml::Error) -> Diagnostic {
        let text = self.text;
        let reason = error.to_string();
        let place = error.location().map_or(0, |at| locate::offset(text, at.line(), at.column()));
        let (span, message, hint) = colon(text)
            .or_else(|| before(text, place).find_map(|line| missing_blank(text, line)))
            .or_else(|| missing_end(text, place, &reason))
            .or_else(|| out_of_line(text, place))
            .or_else(|| indented_start(text, &reason))
            .unwrap_or_else(|| self.other(&reason, place));
        Diagnostic::at(&rule::INVALID_YAML, self.path, span.shifted(self.offset), message).hint(hint)
    }

    fn other(&self, reason: &str, place: usize) -> Slip {
        let text = self.text;
        let mut place = place;
        // What was never closed is noticed at the end of the text; its beginning says more.
        if text[place..].trim().is_empty()
            && let Some(start) = begun_at(reason)
        {
            place = locate::offset(text, start.0, start.1);
        }
        let line = line_at(text, place);
        let reason = reason.split(" at line ").next().unwrap_or_default();
        let hint = if let Some(mark) = text[place..].chars().next().filter(|mark| matches!(mark, '`' | '@' | '%')) {
            words!(
                "值以这个符号开头时，用引号括起来：title: \"{mark}…\"",
                "Put a value that begins with this mark in quotes: title: \"{mark}…\""
            )
        } else if text[line.range()].starts_with('\t') || reason.contains("cannot start any token") {
            words!("用空格缩进，不要用制表符", "Indent with spaces, not with tabs")
        } else if reason.contains("escape character") {
            words!(
                "双引号里的 `\\` 有别的意思，换成单引号：`'…'`",
                "A `\\` within double quotes has a meaning of its own; use single quotes: `'…'`"
            )
        } else if reason.contains("mapping values are not allowed") {
            words!(
                "值里有冒号时，用引号括起来：`title: \"甲: 乙\"`",
                "Put a value that contains a colon in quotes: `title: \"a: b\"`"
            )
        } else {
            words!(
                "每项写成 `键: 值`，冒号后空一格，同级对齐",
                "Write each item as `key: value`, a space after the colon, equal items aligned"
            )
        };
        let message = words!("这里的 YAML 写法有误", "This is not valid YAML ({reason})");
        (Span::new(place, line.end as usize), message, hint)
    }
}

fn colon(text: &str) -> Option<Slip> {
    let (at, key) = full_width_colon(text)?;
    Some((
        Span::new(at, at + '：'.len_utf8()),
        words!(
            "“{key}”后面是全角冒号，读不出这一项",
            "`{key}` is followed by a full-width colon, so it cannot be read"
        ),
        words!("改成半角冒号加一个空格：`{key}: …`", "Use an ordinary colon and a space: `{key}: …`"),
    ))
}

/// A Chinese keyboard's `：` after a key: the most common mistake, with the least helpful message of the parser.
pub(super) fn full_width_colon(text: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line.find('：') {
            let key = line[..at].trim();
            if is_key(key) {
                return Some((start + at, key));
            }
        }
        start += line.len();
    }
    None
}

/// The first line of a text that has a key, a colon, and no blank behind it: where the key stands.
pub(super) fn without_blank(text: &str) -> Option<Span> {
    lines(text).find_map(|line| missing_blank(text, line)).map(|slip| slip.0)
}

/// `title:试`: the key with its colon.
fn missing_blank(text: &str, line: Span) -> Option<Slip> {
    let written = &text[line.range()];
    let indent = written.len() - written.trim_start_matches([' ', '-']).len();
    let (key, value) = written[indent..].split_once(':')?;
    // An address of the web is a value.
    let is_slip =
        is_key(key) && !value.is_empty() && !value.starts_with(char::is_whitespace) && !value.starts_with("//");
    let start = line.start as usize + indent;
    is_slip.then(|| {
        (
            Span::new(start, start + key.len() + 1),
            words!("`{key}:` 后面没有空格，读不出这一项", "There is no blank after `{key}:`, so it cannot be read"),
            words!("冒号后面空一格：`{key}: …`", "Write a blank after the colon: `{key}: …`"),
        )
    })
}

/// A quote or a bracket that is not closed, in the line where the parser stopped or just before it.
fn missing_end(text: &str, place: usize, reason: &str) -> Option<Slip> {
    let quote = |line: Span| {
        let at = value_start(text, line)?;
        let mark = text[at..].chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let value = &text[at + 1..line.end as usize];
        (!value.replace("\\\"", "").contains(mark)).then(|| {
            let message = words!("少了结尾的引号", "The closing quote is missing");
            let hint = words!("在值的末尾加上 `{mark}`", "Add `{mark}` at the end of the value");
            (Span::new(at, line.end as usize), message, hint)
        })
    };
    // What was begun and never ended may reach over many lines.
    let begun = begun_at(reason).map(|(line, column)| locate::offset(text, line, column));
    let begun_line = begun.map(|at| line_at(text, at));
    if let Some(slip) = begun_line.into_iter().chain(before(text, place)).find_map(quote) {
        return Some(slip);
    }
    let at = begun.filter(|_| reason.contains("while parsing a flow"))?;
    let open = text[at..].chars().next().filter(|open| matches!(open, '[' | '{'))?;
    let close = if open == '[' { ']' } else { '}' };
    let mut end = line_at(text, at).end as usize;
    let next_key = lines(&text[end..]).skip(1).find(|line| value_start(&text[end..], *line).is_some());
    let whole = next_key.map_or(text.len(), |line| end + line.start as usize);
    if text[at..whole].contains(close) {
        return None;
    }
    end = at + text[at..end].trim_end().len();
    let message = words!("少了结尾的 `{close}`", "The closing `{close}` is missing");
    let hint = words!("在末尾加上 `{close}`", "Add `{close}` at the end");
    Some((Span::new(at, end), message, hint))
}

/// A line that begins further in than the one before it, which has a value already; or in a column that no line before it has.
fn out_of_line(text: &str, place: usize) -> Option<Slip> {
    let is_entry = |line: &Span| text[line.range()].contains(':') || text[line.range()].trim_start().starts_with("- ");
    let mut lines = before(text, place).filter(is_entry);
    let line = lines.next()?;
    let indent = |line: &Span| line.range().len() - text[line.range()].trim_start_matches(' ').len();
    let own = indent(&line);
    let above: Vec<Span> = lines.collect();
    let nearest = above.first()?;
    let is_deeper = own > indent(nearest) && !text[nearest.range()].trim_end().ends_with(':');
    let is_between = own < indent(nearest) && !above.iter().any(|line| indent(line) == own);
    (is_deeper || is_between).then(|| {
        (
            line,
            words!("这一行的缩进和上面的不一致", "This line is not aligned with those above"),
            words!("和上面一行对齐", "Align it with the line above"),
        )
    })
}

/// The first line begins further in than a later one, which to the parser begins a document of its own.
fn indented_start(text: &str, reason: &str) -> Option<Slip> {
    let first = lines(text).next().filter(|line| text[line.range()].starts_with(' '))?;
    reason.contains("more than one document").then(|| {
        (
            first,
            words!("这一行前面多了空格", "There are blanks before this line"),
            words!("从行首开始写", "Begin it at the start of the line"),
        )
    })
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// Where the value of a `key: value` line begins.
fn value_start(text: &str, line: Span) -> Option<usize> {
    let written = &text[line.range()];
    let (key, value) = written.split_once(':').filter(|(key, _)| is_key(key.trim_start_matches([' ', '-'])))?;
    Some(line.start as usize + key.len() + 1 + value.len() - value.trim_start().len())
}

/// The lines of a text that are not blank, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    let places = text.split_inclusive('\n').map(move |line| {
        start += line.len();
        Span::new(start - line.len(), start - line.len() + line.trim_end().len())
    });
    places.filter(|place| !place.range().is_empty())
}

/// The line of a place and those before it, the nearest first.
fn before(text: &str, place: usize) -> impl Iterator<Item = Span> + '_ {
    const MOST: usize = 100;
    let end = line_at(text, place).end as usize;
    let all: Vec<Span> = lines(&text[..end]).collect();
    all.into_iter().rev().take(MOST)
}

fn line_at(text: &str, place: usize) -> Span {
    let start = text[..place].rfind('\n').map_or(0, |start| start + 1);
    let end = text[place..].find('\n').map_or(text.len(), |end| place + end);
    Span::new(start, end)
}

/// Line and column, from 1, of what was being read, which only the parser's message tells: “…, while parsing a flow sequence at
/// line 1 column 8”.
fn begun_at(message: &str) -> Option<(usize, usize)> {
    let (_, place) = message.rsplit_once(", while ")?.1.split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}
