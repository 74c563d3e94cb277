//! The part of a passage that shows why it was found.

use super::fold::fold;
use super::pinyin::heard;
use super::tokenizer::{Class, class};

/// How many characters a snippet has.
const LENGTH: usize = 90;

/// What is looked at of a passage; nobody reads on for longer.
const FARTHEST: usize = 1 << 17;

/// A piece of a text with the places in it that match, in bytes of the piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    pub marks: Vec<std::ops::Range<usize>>,
}

/// What is marked in a text.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    pub terms: Vec<String>,
    /// Pinyin that was typed: hanzi that are read like it.
    pub sounds: Vec<String>,
}

/// The piece of a text in which most of what is marked stands, on one line.
pub fn snippet(text: &str, marked: &Marked) -> Snippet {
    let looked_at = text.char_indices().nth(FARTHEST).map_or(text, |(end, _)| &text[..end]);
    let line: String = looked_at.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = matches(&line, marked);
    let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let start = best_start(&starts, &found);
    let end = (start + LENGTH).min(starts.len());
    let byte = |at: usize| starts.get(at).copied().unwrap_or(line.len());
    let (from, to) = (byte(start), byte(end));
    let before = if start > 0 { "…" } else { "" };
    let after = if end < starts.len() { "…" } else { "" };
    let marks = found
        .iter()
        .filter(|range| range.start >= start && range.end <= end)
        .map(|range| byte(range.start) - from + before.len()..byte(range.end) - from + before.len())
        .collect();
    Snippet { text: format!("{before}{}{after}", &line[from..to]), marks }
}

/// The places of what is marked, in characters; places that touch are one.
fn matches(line: &str, Marked { terms, sounds }: &Marked) -> Vec<std::ops::Range<usize>> {
    // Each character by itself, so that a place in the folded text leads back to one in the line.
    let (mut folded, mut origin) = (String::new(), Vec::new());
    for (at, c) in line.chars().enumerate() {
        let piece = fold(c.encode_utf8(&mut [0; 4]));
        origin.extend(std::iter::repeat_n(at, piece.len()));
        folded.push_str(&piece);
    }
    let length = origin.last().map_or(0, |last| last + 1);
    let mut hit = vec![false; length];
    for term in terms.iter().filter(|term| !term.is_empty()) {
        let word = term.chars().next().is_some_and(|c| class(c) == Class::Word);
        for (at, _) in folded.match_indices(term.as_str()) {
            let inside = word && folded[..at].chars().next_back().is_some_and(|c| class(c) == Class::Word);
            if !inside {
                hit[origin[at]..=origin[at + term.len() - 1]].fill(true);
            }
        }
    }
    if !sounds.is_empty() {
        let folded: Vec<char> = folded.chars().collect();
        let origin: Vec<usize> = line
            .chars()
            .enumerate()
            .flat_map(|(at, c)| fold(c.encode_utf8(&mut [0; 4])).chars().map(|_| at).collect::<Vec<_>>())
            .collect();
        for at in 0..folded.len() {
            for length in sounds.iter().filter_map(|typed| heard(&folded[at..], typed)) {
                hit[origin[at]..=origin[at + length - 1]].fill(true);
            }
        }
    }
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in hit.iter().enumerate().filter(|(_, hit)| **hit) {
        match ranges.last_mut() {
            Some(range) if range.end == at => range.end = at + 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}

/// Where a window begins in which the most is marked, long stretches before short ones; a little before the first mark.
fn best_start(starts: &[usize], found: &[std::ops::Range<usize>]) -> usize {
    let value = |window: usize| {
        let inside = found[window..].iter().take_while(|range| range.end <= found[window].start + LENGTH * 3 / 4);
        inside.map(|range| range.len() * range.len()).sum::<usize>()
    };
    let best = (0..found.len()).max_by_key(|window| (value(*window), std::cmp::Reverse(*window)));
    let start = best.map_or(0, |window| found[window].start.saturating_sub(LENGTH / 4));
    if starts.len() <= LENGTH { 0 } else { start.min(starts.len() - LENGTH) }
}

#[cfg(test)]
mod tests {
    use super::{Marked, snippet};

    fn marked(text: &str, terms: &[&str], sounds: &[&str]) -> Vec<String> {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let snippet = snippet(text, &Marked { terms: owned(terms), sounds: owned(sounds) });
        snippet.marks.iter().map(|range| snippet.text[range.clone()].to_owned()).collect()
    }

    #[test]
    fn marks_what_was_found() {
        assert_eq!(marked("客户说太贵了，怎么办？", &["太贵", "贵了"], &[]), ["太贵了"]);
        assert_eq!(marked("ＣＲＭ and scrm", &["crm"], &[]), ["ＣＲＭ"]);
        assert_eq!(marked("", &["x"], &[]), [""; 0]);
        let long = format!("{}价格{}", "甲".repeat(500), "乙".repeat(500));
        assert_eq!(marked(&long, &["价格"], &[]), ["价格"]);
    }

    #[test]
    fn marks_what_is_read_like_it() {
        assert_eq!(marked("新客户、重庆客户", &[], &["kehu"]), ["客户", "客户"]);
        assert_eq!(marked("按客户分类", &[], &["khfl"]), ["客户分类"]);
        assert_eq!(marked("重慶客戶", &[], &["chongq"]), ["重慶"]);
        assert_eq!(marked("客观地说", &[], &["kehu", "k"]), ["客"]);
    }
}
