//! Lines of Markdown, and which of them are code.

/// A line, and whether it is part of a fenced block; then also how the block was opened.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub text: &'a str,
    pub code: Code<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code<'a> {
    /// Ordinary text.
    No,
    /// The line that opens a block, with what it says of the language.
    Opens(&'a str),
    /// A line of code, in a block that was opened like this.
    Within(&'a str),
    Closes,
}

/// The lines of a text, without their ends.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut open: Option<(char, usize, &str)> = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        let mark = trimmed.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| trimmed.chars().take_while(|c| *c == mark).count());
        let info = trimmed.get(length..).unwrap_or_default().trim();
        let code = match open {
            Some((mark_of_open, least, _)) if mark == Some(mark_of_open) && length >= least && info.is_empty() => {
                open = None;
                Code::Closes
            }
            Some((_, _, info)) => Code::Within(info),
            None => match mark {
                // Backticks in the info string make it code within a line.
                Some(mark) if length >= 3 && !(mark == '`' && info.contains('`')) => {
                    open = Some((mark, length, info));
                    Code::Opens(info)
                }
                _ => Code::No,
            },
        };
        lines.push(Line { text: line, code });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_with_their_own_mark() {
        let kinds: Vec<Code> = lines("a\n````md\n```\nb\n````\nc").into_iter().map(|line| line.code).collect();
        assert_eq!(
            kinds,
            [Code::No, Code::Opens("md"), Code::Within("md"), Code::Within("md"), Code::Closes, Code::No]
        );
    }
}
