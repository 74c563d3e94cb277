//! A line that is meant as an option of a question: `- [x] …`, and what people type instead of it.

use std::ops::Range;

/// An option's line, taken apart. Ranges are those of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionLine {
    /// Blanks (and quote marks) before the bullet.
    pub indent: usize,
    /// `-`, `1.`, `A、`; empty when there is none.
    pub bullet: Range<usize>,
    /// The brackets with what is in them.
    pub mark: Range<usize>,
    pub meaning: Meaning,
    /// Where the option's text begins.
    pub text: usize,
}

/// What a mark says about its option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Right,
    Wrong,
    /// `[×]`: a cross, which means "wrong" beside a tick, and otherwise perhaps an x.
    Cross,
    /// Something in brackets that might be anything.
    Unknown,
}

/// Bullets that word processors put where Markdown has `-`.
pub const ODD_BULLETS: [char; 8] = ['•', '·', '●', '○', '－', '–', '—', '▪'];

/// Marks that say "right". The last x is Cyrillic and looks the same.
const TICKS: [char; 13] = ['x', 'X', 'ｘ', 'Ｘ', '√', '✓', '✔', '☑', '✅', '对', '是', '●', 'х'];
const CROSSES: [char; 6] = ['×', '✗', '✘', '✕', '✖', '❌'];

impl OptionLine {
    /// Reads a line that has a mark in brackets where an option has one.
    pub fn read(line: &str) -> Option<OptionLine> {
        let line = line.trim_end();
        let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let bullet = indent..indent + bullet_length(&line[indent..]);
        let open_at = bullet.end + blanks(&line[bullet.end..]);
        let open = line[open_at..].chars().next()?;
        let inner_at = open_at + open.len_utf8();
        let (round, close) = match open {
            '[' | '【' | '［' => (false, [']', '】', '］']),
            '(' | '（' => (true, [')', '）', ')']),
            _ => return None,
        };
        let inner_length = line[inner_at..].find(close)?;
        let inner = &line[inner_at..inner_at + inner_length];
        let close_at = inner_at + inner_length;
        let close = line[close_at..].chars().next()?;
        let mark = open_at..close_at + close.len_utf8();
        let after = &line[mark.end..];
        // A link, the text of a link reference, a footnote.
        if (open == '[' && after.starts_with(['(', ':', '['])) || inner.starts_with(['^', '[']) {
            return None;
        }
        let meaning = meaning(inner)?;
        let has_bullet = !bullet.is_empty();
        // “（ ）” at the start of a line is a gap in a sentence, `()` anything; both need more to be a mark.
        let certain = match (round, meaning) {
            (_, Meaning::Unknown) => !round && has_bullet,
            (true, _) => has_bullet && (open == '（' || !inner.is_empty()),
            (false, Meaning::Cross) => has_bullet,
            (false, _) => has_bullet || !inner.is_empty(),
        };
        let text = mark.end + blanks(after);
        (certain && (has_bullet || text < line.len())).then_some(OptionLine { indent, bullet, mark, meaning, text })
    }

    /// The bullet is one of Markdown's.
    pub fn has_known_bullet(&self, line: &str) -> bool {
        let bullet = &line[self.bullet.clone()];
        let numbered = bullet.starts_with(|c: char| c.is_ascii_digit()) && bullet.ends_with(['.', ')']);
        matches!(bullet, "-" | "*" | "+") || numbered
    }

    /// Written as Markdown has it, up to how far it is indented.
    pub fn is_plain(&self, line: &str) -> bool {
        let gap = &line[self.bullet.end..self.mark.start];
        self.has_known_bullet(line)
            && (1..=4).contains(&gap.len())
            && gap.bytes().all(|byte| byte == b' ')
            && matches!(&line[self.mark.clone()], "[ ]" | "[x]" | "[X]")
            && (self.text > self.mark.end || self.text >= line.trim_end().len())
    }

    /// The mark is written with full-width characters.
    pub fn is_full_width(&self, line: &str) -> bool {
        line[self.mark.clone()].contains(['【', '】', '［', '］', '（', '）', 'ｘ', 'Ｘ', '\u{3000}'])
            || line[self.bullet.clone()].contains('－')
    }
}

/// The number or letter that a line begins with, as `1、` or `2.`: how long it is, its separator included.
pub fn numbering(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let separator = text[digits..].chars().next()?;
    let after = &text[digits + separator.len_utf8()..];
    let wanted = (1..=3).contains(&digits) && matches!(separator, '.' | ')' | '、' | '．' | '）');
    // “1.5 倍” and “2、3 月” are no lists.
    (wanted && !after.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !after.trim().is_empty())
        .then_some(digits + separator.len_utf8())
}

fn bullet_length(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    if matches!(first, '-' | '*' | '+') || ODD_BULLETS.contains(&first) {
        return first.len_utf8();
    }
    if first.is_ascii_uppercase() {
        let separator = text[1..].chars().next().filter(|c| matches!(c, '.' | ')' | '、' | '．' | '）'));
        return separator.map_or(0, |separator| 1 + separator.len_utf8());
    }
    numbering(text).unwrap_or(0)
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len()
}

fn meaning(inner: &str) -> Option<Meaning> {
    // The variation selector that makes an emoji of a tick.
    let inner = inner.trim_matches(|c: char| c.is_whitespace() || c == '\u{fe0f}');
    let mut chars = inner.chars();
    let (first, more) = (chars.next(), chars.next().is_some());
    match first {
        None => Some(Meaning::Wrong),
        Some(_) if more => matches!(inner, "正确" | "xx" | "XX").then_some(Meaning::Right),
        Some(c) if TICKS.contains(&c) => Some(Meaning::Right),
        Some('错' | '否' | '-' | '_' | '○') => Some(Meaning::Wrong),
        Some(c) if CROSSES.contains(&c) => Some(Meaning::Cross),
        Some(_) => Some(Meaning::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning_of(line: &str) -> Option<Meaning> {
        OptionLine::read(line).map(|option| option.meaning)
    }

    #[test]
    fn takes_a_mark_for_what_it_means() {
        for line in [
            "- [x] a",
            "- 【x】a",
            "-[x]a",
            "* [√] a",
            "- [x ] a",
            "- [ X] a",
            "1、[✓]a",
            "• ［ｘ］ a",
            "[x] a",
            "- （x） a",
        ] {
            assert_eq!(meaning_of(line), Some(Meaning::Right), "{line}");
        }
        for line in
            ["- [ ] a", "- [] a", "- 【 】a", "-[ ]a", "A. [ ] a", "- （ ） a", "[ ] a", "\t- [ ] a", "- [错] a"]
        {
            assert_eq!(meaning_of(line), Some(Meaning::Wrong), "{line}");
        }
        assert_eq!(meaning_of("- [×] a"), Some(Meaning::Cross));
        assert_eq!(meaning_of("- [y] a"), Some(Meaning::Unknown));
        for line in [
            "- a [x]",
            "- [x](b)",
            "- [价格](b.md)",
            "（ ）a",
            "- (a) b",
            "- [^1] a",
            "[1] a",
            "- () a",
            "[x]: b",
            "[]a",
        ] {
            assert_eq!(meaning_of(line), None, "{line}");
        }
    }

    #[test]
    fn knows_what_markdown_knows() {
        let plain = |line: &str| OptionLine::read(line).is_some_and(|option| option.is_plain(line));
        assert!(plain("- [x] a") && plain("  1. [ ] a") && plain("- [X]"));
        for line in ["-[x] a", "- [x]a", "- [x ] a", "- 【x】 a", "1、[x] a", "• [x] a", "[x] a"] {
            assert!(!plain(line), "{line}");
        }
    }

    #[test]
    fn tells_numbers_from_lists() {
        assert_eq!(numbering("1、认同"), Some(4));
        assert_eq!(numbering("12.认同"), Some(3));
        for text in ["1.5 倍", "2、3 月", "2026.", "a、", "1 认同"] {
            assert_eq!(numbering(text), None, "{text}");
        }
    }
}
