//! How wide a text will be, and where to break it. No font is at hand when a site is built, so widths are estimates for the
//! sans-serif fonts of common systems, on the wide side.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar;

/// The width of a text in em.
pub fn width(text: &str) -> f64 {
    text.chars().map(character).sum()
}

fn character(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 0.3,
        'f' | 'r' | 't' | 'I' | ' ' | '(' | ')' | '-' | '/' => 0.37,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.9,
        'A'..='Z' | '+' | '=' | '<' | '>' | '~' => 0.68,
        c if c.is_ascii() => 0.57,
        // In Chinese text these are as wide as hanzi.
        '“' | '”' | '‘' | '’' | '—' | '…' => 1.0,
        c => c.width().unwrap_or(0) as f64 * if c.width() == Some(2) { 0.5 } else { 0.6 },
    }
}

/// The text in lines of at most `most` em where Unicode's rules (UAX #14) allow a break, all about equally long. A word that is
/// wider than a line keeps its line to itself.
pub fn break_lines(text: &str, most: f64) -> Vec<String> {
    let pieces = pieces(text);
    let lines = fill(&pieces, most);
    if lines.len() < 2 {
        return lines;
    }
    // The narrowest width that needs no further line.
    let least = width(text) / lines.len() as f64;
    let steps = ((most - least) / 0.5).max(0.0) as usize;
    (0..=steps)
        .map(|step| fill(&pieces, least + step as f64 * 0.5))
        .find(|narrower| narrower.len() == lines.len())
        .unwrap_or(lines)
}

/// What lies between two places for a break.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(&with_plain_brackets(text)) {
        pieces.push(&text[start..end]);
        start = end;
        if opportunity == BreakOpportunity::Mandatory && end == text.len() {
            break;
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The text, as long in bytes, with curved quotation marks as the brackets they are. Unicode's rules cannot tell an opening one
/// from a closing one by itself, for languages differ; in Chinese and English a line breaks before the former, after the latter.
fn with_plain_brackets(text: &str) -> String {
    text.replace('“', "（").replace('”', "）")
}

fn fill(pieces: &[&str], most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if width(line) + width(piece.trim_end()) <= most => line.push_str(piece),
            _ => lines.push((*piece).to_owned()),
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_evenly_and_never_before_closing_marks() {
        assert_eq!(break_lines("先问清楚比较的对象和口径，再回应", 10.0), ["先问清楚比较的对", "象和口径，再回应"]);
        assert_eq!(break_lines("客户说“太贵”", 5.0), ["客户说", "“太贵”"]);
        assert_eq!(break_lines("Ask what is being compared", 8.0), ["Ask what is", "being compared"]);
        assert_eq!(break_lines("短", 10.0), ["短"]);
        assert_eq!(break_lines("", 10.0), Vec::<String>::new());
    }
}
