//! Text that must stay text in Markdown, whatever it looks like.

use std::ops::Range;

/// Escapes a piece of a line. `before` and `after` are the characters beside it, `None` at the line's ends.
pub fn inline(text: &str, before: Option<char>, after: Option<char>, rules: Rules) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut last = before;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next).or(after);
        let rest = &text[at + c.len_utf8()..];
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let escape = match c {
            '*' | '`' | '[' | ']' => true,
            // Within a word it is only an underscore.
            '_' => !(is_word(last) && is_word(next)),
            '~' => rules.tildes,
            '|' => rules.table,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n'),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => is_entity(rest),
            // What follows may be a link.
            '!' => rest.is_empty() && after == Some('['),
            '{' | '}' => rules.heading,
            // A closing row of them is taken off.
            '#' => rules.heading && last.is_none_or(|last| last == ' ' || last == '#'),
            _ => false,
        };
        if escape {
            escaped.push('\\');
        }
        escaped.push(c);
        last = Some(c);
    }
    escaped
}

/// What else has a meaning where the text stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// In a cell: a bar would end it.
    pub table: bool,
    /// In a heading: braces would be its id.
    pub heading: bool,
    /// There are several tildes, which would strike out what is between.
    pub tildes: bool,
}

/// What to put in place of a part of a line, so that its beginning makes no heading, list, quote, rule, table or fence. `line`
/// is already escaped within.
pub fn line_start(line: &str) -> Option<(Range<usize>, &'static str)> {
    let rest = |length: usize| line.get(length..).unwrap_or_default();
    let is_gap = |text: &str| text.is_empty() || text.starts_with([' ', '\t', '\n']);
    let before = |at: usize| Some((at..at, "\\"));
    match line.chars().next()? {
        '#' if is_gap(line.trim_start_matches('#')) => before(0),
        '>' | '=' | '|' => before(0),
        '+' if is_gap(rest(1)) => before(0),
        '-' if is_gap(rest(1)) || rest(1).starts_with(['-', '|', ':']) => before(0),
        ':' if is_gap(rest(1)) || rest(1).starts_with([':', '-']) => before(0),
        // A backslash before it would be shown.
        '：' if line.starts_with("：：：") => Some((0..'：'.len_utf8(), "&#xFF1A;")),
        c if c.is_ascii_digit() => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let is_item = rest(digits).starts_with(['.', ')']) && is_gap(rest(digits + 1)) && digits <= 9;
            if is_item { before(digits) } else { None }
        }
        _ => None,
    }
}

/// `&amp;` and its like, behind the `&`.
fn is_entity(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An address as the destination of a link: without what would end it.
pub fn address(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' => escaped.push_str("%20"),
            '(' => escaped.push_str("%28"),
            ')' => escaped.push_str("%29"),
            '<' => escaped.push_str("%3C"),
            '>' => escaped.push_str("%3E"),
            '\\' => escaped.push_str("%5C"),
            '|' => escaped.push_str("%7C"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A value of front matter: as it is when that is read as the same text, else in quotes.
pub fn yaml(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = text.starts_with(|c: char| c.is_alphabetic())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(['"', '\\'])
        && text.chars().all(|c| !c.is_control())
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
        );
    // JSON's texts are YAML's texts in double quotes.
    if is_plain { text } else { serde_json::to_string(&text).unwrap_or_default() }
}

/// A fence that is longer than any run of backticks in the code.
pub fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(3.max(longest + 1))
}

/// Code within a line.
pub fn code(text: &str, table: bool) -> String {
    let text = text.replace(['\n', '\t'], " ");
    let text = if table { text.replace('|', "\\|") } else { text };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let has_edge = text.starts_with('`') || text.ends_with('`');
    // One blank at both ends is taken off again.
    let pad =
        if has_edge || text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty() { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}
