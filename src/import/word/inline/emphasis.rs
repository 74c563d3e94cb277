//! The pieces of a line, and how bold, italics and strikethrough nest in it.

use std::ops::Range;

use crate::document::is_punctuation;
use crate::import::markdown::Markdown;
use crate::import::report::What;
use crate::import::word::blocks::{Raised, Style};
use crate::import::word::writing::Writing;

/// One thing of a line after text of the same look has been put together.
#[derive(Clone)]
pub enum Piece {
    Text(String, Style),
    /// Anything else, with how it begins for those who look at their neighbours.
    Other(Markdown, char),
    Break,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Strike,
    Bold,
    Italic,
}

/// How a stretch of emphasis that is not all of one look can be nested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// All of one look.
    Any,
    BoldOutside,
    ItalicOutside,
    /// Bold and italics only touch. Their marks would run into each other.
    None,
}

/// Decides how emphasis nests in a line: the marks from the outside in. Where it cannot, only the bold stays.
pub fn settle(pieces: &mut [Piece], writing: &mut Writing) -> [Mark; 3] {
    plain_within_strikes(pieces, writing);
    let stretches = stretches(pieces);
    let bold_outside = stretches.iter().any(|(_, nesting)| *nesting == Nesting::BoldOutside);
    for (stretch, nesting) in stretches {
        if nesting == Nesting::None || nesting == Nesting::ItalicOutside && bold_outside {
            writing.losses.add(What::MixedEmphasis);
            for piece in &mut pieces[stretch] {
                if let Piece::Text(_, style) = piece {
                    style.italic = false;
                }
            }
        }
    }
    match bold_outside {
        true => [Mark::Strike, Mark::Bold, Mark::Italic],
        false => [Mark::Strike, Mark::Italic, Mark::Bold],
    }
}

/// Strikethrough right beside a word is read only if it begins and ends with one: there, what is struck out loses its bold.
fn plain_within_strikes(pieces: &mut [Piece], writing: &mut Writing) {
    let mut start = 0;
    while start < pieces.len() {
        let length = pieces[start..].iter().take_while(|piece| piece.has(Mark::Strike)).count();
        let end = start + length;
        if length > 0 {
            let before = start.checked_sub(1).and_then(|at| pieces[at].text().chars().next_back());
            let after = pieces.get(end).map(Piece::first);
            let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_punctuation(c));
            let is_tight = is_word(before) && pieces[start].emphasis().is_some()
                || is_word(after) && pieces[end - 1].emphasis().is_some();
            if is_tight {
                writing.losses.add(What::MixedEmphasis);
                for piece in &mut pieces[start..end] {
                    if let Piece::Text(_, style) = piece {
                        (style.bold, style.italic) = (false, false);
                    }
                }
            }
        }
        start = end.max(start + 1);
    }
}

/// The stretches of text that stands out, with how they can be nested.
fn stretches(pieces: &[Piece]) -> Vec<(Range<usize>, Nesting)> {
    let mut stretches = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let styles: Vec<Style> = pieces[start..].iter().map_while(Piece::emphasis).collect();
        if styles.is_empty() {
            start += 1;
            continue;
        }
        let all = |has: fn(&Style) -> bool| styles.iter().all(has);
        let any = |has: fn(&Style) -> bool| styles.iter().any(has);
        let (bold, italic) = (all(|style| style.bold), all(|style| style.italic));
        let nesting = match (bold, italic) {
            (true, true) => Nesting::Any,
            (true, false) if any(|style| style.italic) => Nesting::BoldOutside,
            (false, true) if any(|style| style.bold) => Nesting::ItalicOutside,
            (true, false) | (false, true) => Nesting::Any,
            (false, false) => Nesting::None,
        };
        stretches.push((start..start + styles.len(), nesting));
        start += styles.len();
    }
    stretches
}

impl Piece {
    /// The style of a text that is bold or in italics.
    fn emphasis(&self) -> Option<Style> {
        match self {
            Piece::Text(_, style) if style.bold || style.italic => Some(*style),
            _ => None,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Piece::Text(text, _) => text,
            Piece::Other(..) | Piece::Break => "",
        }
    }

    pub fn has(&self, mark: Mark) -> bool {
        match self {
            Piece::Text(_, style) => match mark {
                Mark::Strike => style.strike,
                Mark::Bold => style.bold,
                Mark::Italic => style.italic,
            },
            Piece::Other(..) | Piece::Break => false,
        }
    }

    /// How it begins, for the mark before it.
    pub fn first(&self) -> char {
        match self {
            Piece::Text(_, style) if style.code => '`',
            Piece::Text(_, style) if style.raised != Raised::No => '<',
            Piece::Text(text, _) => text.chars().next().unwrap_or(' '),
            Piece::Other(_, first) => *first,
            Piece::Break => '\n',
        }
    }

    /// Whether a mark cannot stand right outside of it, being beside a word.
    pub fn is_closed(&self) -> bool {
        !matches!(self, Piece::Text(_, style) if !style.code && style.raised == Raised::No)
    }
}

impl Piece {
    /// How it begins when it is written with these marks around it.
    pub fn outermost(&self, marks: &[Mark]) -> char {
        match marks.iter().find(|mark| self.has(**mark)) {
            Some(Mark::Strike) => '~',
            Some(_) => '*',
            None => self.first(),
        }
    }
}
