//! `:::name title {attributes}` … `:::`: the parts of a page that are more than text.
//!
//! The Markdown parser knows nothing of them. In a copy of the text each fence line becomes a thematic break `___`, which
//! interrupts every paragraph, list and quote as a fence should; `::`, too short for one, becomes the empty heading `##`, which
//! does the same. The copy has the same length, so the parser's offsets are those of the original, inside lists and quotes
//! too; the tree builder finds the two breaks again by their places.

mod fence;
mod mend;
mod option_line;

use std::collections::BTreeMap;
use std::ops::Range;

pub use fence::{Attribute, Fence, attributes_in, half_width};
pub use mend::{RIGHT, WRONG};
pub use option_line::{Meaning, ODD_BULLETS, OptionLine, numbering};

use crate::components::{is_component, is_quiz};
use mend::Mender;

/// A text in which the fences are breaks, `___` or `##`.
pub struct Masked {
    pub text: String,
    /// What each break stands for, by its offset.
    pub marks: BTreeMap<usize, Mark>,
    pub fences: Vec<Fence>,
    /// Fence lines that close nothing.
    pub strays: Vec<Range<usize>>,
    /// `》` and `＞` that begin a quote.
    pub quotes: Vec<Range<usize>>,
    /// Lines that look like a fence but are code, being indented by a tab or four spaces.
    pub indented: Vec<Range<usize>>,
}

/// A break in the masked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Open(usize),
    Close(usize),
}

impl Masked {
    /// The mark of a break whose event covers `range`.
    pub fn mark(&self, range: &Range<usize>) -> Option<Mark> {
        self.marks.range(range.clone()).next().map(|(_, mark)| *mark)
    }
}

/// Whether a text may have containers at all.
pub fn is_candidate(text: &str) -> bool {
    text.contains("::") || text.contains("：：") || text.contains("：:")
}

/// Finds the fences of a text outside `code` (ranges in order) and replaces them.
pub fn mask(text: &str, code: &[Range<usize>]) -> Masked {
    let mut masked = Masked {
        text: String::new(),
        marks: BTreeMap::new(),
        fences: Vec::new(),
        strays: Vec::new(),
        quotes: Vec::new(),
        indented: Vec::new(),
    };
    let mut bytes = text.as_bytes().to_vec();
    // Open containers: index of the fence, and how far its lines are indented.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut mender = Mender::default();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let start = line_start;
        line_start += line.len();
        let innermost = open.last().map(|(fence, _)| &masked.fences[*fence]);
        let spaced = || fence::Line::spaced_end(line).filter(|_| innermost.is_some());
        let parts = fence::Line::read(line).filter(|parts| is_fence(parts, innermost)).or_else(spaced);
        let Some(parts) = parts else {
            let Some((fence, indent)) = open.last() else { continue };
            if let Some(mark) = mend::quote_mark(line, &mut bytes[start..line_start]) {
                let mark = start + mark.start..start + mark.end;
                match code.iter().any(|range| range.contains(&mark.start)) {
                    true => bytes[mark.clone()].copy_from_slice(text[mark].as_bytes()),
                    false => masked.quotes.push(mark),
                }
            }
            let in_fence = |range: &Range<usize>| range.contains(&start) && is_fenced(&text[range.clone()]);
            if is_quiz(&masked.fences[*fence].name) && !code.iter().any(in_fence) {
                mender.line(line, *indent, &mut bytes[start..line_start]);
            }
            continue;
        };
        mender = Mender::default();
        let (colons_start, line_end) = (start + parts.prefix, start + line.trim_end().len());
        let block = code.iter().find(|range| range.start <= colons_start && colons_start < range.end);
        if let Some(block) = block {
            // Inside a fenced block it is code on purpose; an indented block was probably meant as a container.
            if !is_fenced(&text[block.clone()]) && !parts.rest.is_empty() {
                masked.indented.push(colons_start..line_end);
            }
            continue;
        }
        let mut at = colons_start;
        if parts.is_end() {
            let Some(position) = open.iter().rposition(|(fence, _)| masked.fences[*fence].colons <= parts.colons)
            else {
                let innermost = open.last().map(|(fence, _)| &mut masked.fences[*fence].short_end);
                match innermost.filter(|short| short.is_none()) {
                    Some(short) => *short = Some(colons_start..line_end),
                    None => masked.strays.push(colons_start..line_end),
                }
                continue;
            };
            let (fence, _) = open[position];
            masked.strays.extend(masked.fences[fence].short_end.take());
            open.truncate(position);
            masked.fences[fence].close = Some(colons_start..line_end);
            // A closing fence that is indented deeper than its opening one would end up in the list before it.
            let column = masked.fences[fence].column;
            if text[start..colons_start].bytes().all(|byte| byte == b' ') && column < parts.prefix {
                at = start + column;
            }
            masked.marks.insert(at, Mark::Close(fence));
        } else {
            let fence = Fence::read(&text[colons_start..line_end], colons_start, parts.prefix);
            let indent = if text[start..colons_start].bytes().all(|byte| byte == b' ') { parts.prefix } else { 0 };
            open.push((masked.fences.len(), indent));
            masked.marks.insert(at, Mark::Open(masked.fences.len()));
            masked.fences.push(fence);
        }
        // Blanks that only look like one (U+3000, U+00A0) are text to Markdown.
        let line = at..start + line.trim_end_matches(['\r', '\n']).len();
        bytes[line.clone()].fill(b' ');
        match line.len() {
            2 => bytes[line].fill(b'#'),
            _ => bytes[at..at + 3].fill(b'_'),
        }
    }
    masked.text = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
    masked
}

/// Whether a line with colons is a fence. Two are one too few, and meant as a fence where a component's name follows or such a
/// fence is to be closed; the component says so.
fn is_fence(line: &fence::Line, innermost: Option<&Fence>) -> bool {
    line.colons >= 3
        || is_component(line.name())
        || (line.rest.is_empty() && innermost.is_some_and(|open| open.colons == 2))
}

/// A question's text without what is to be filled in: `[[answer]]` → `…`.
pub fn without_answers(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((_, after)) = after.split_once("]]") else { break };
        shown.push_str(before);
        shown.push('…');
        rest = after;
    }
    shown + rest
}

fn is_fenced(block: &str) -> bool {
    block.trim_start().starts_with("```") || block.trim_start().starts_with("~~~")
}

#[cfg(test)]
mod tests {
    use super::{Mark, mask};

    /// What the Markdown parser is given of a text.
    fn masked(text: &str) -> String {
        mask(text, &[]).text
    }

    #[test]
    fn the_copy_is_as_long_as_the_text() {
        assert_eq!(masked(":::quiz a\nb\n:::"), "___      \nb\n___");
        assert_eq!(masked("::quiz a\nb\n::\nc"), "___     \nb\n##\nc");
        assert_eq!(masked("::quiz a\nb\n::"), "___     \nb\n##");
        assert_eq!(masked(":::quiz a\n> ：：："), "___      \n> ___      ");
        assert_eq!(masked("::quiz a\u{3000}\r\nb\n::\u{a0}\nc"), "___        \r\nb\n___ \nc");
    }

    #[test]
    fn an_end_of_two_colons_is_found_where_the_text_ends() {
        let masked = mask("::quiz a\n::", &[]);
        assert_eq!(masked.marks.into_iter().collect::<Vec<_>>(), [(0, Mark::Open(0)), (9, Mark::Close(0))]);
    }
}
