//! Pieces → Markdown, with marks where they are read as meant.

use std::collections::VecDeque;

use super::Place;
use super::emphasis::{Mark, Piece};
use crate::document::is_punctuation;
use crate::import::escape::{self, Rules};
use crate::import::markdown::Markdown;
use crate::import::word::blocks::{Raised, Style};

/// Writes pieces with these marks around them, from the outside in.
pub fn write(pieces: &[Piece], marks: &[Mark], place: Place, rules: Rules) -> Markdown {
    let mut line = Line { out: Markdown::default(), place, rules, ends_with_code: false };
    line.ranges(pieces, marks, None);
    line.out
}

/// The line as it is written.
struct Line {
    out: Markdown,
    place: Place,
    rules: Rules,
    ends_with_code: bool,
}

impl Line {
    /// Writes pieces, with the first of the marks around each stretch that has it, and the others within. `after` is what comes
    /// behind the last piece.
    fn ranges(&mut self, pieces: &[Piece], marks: &[Mark], after: Option<char>) {
        let Some((mark, inner)) = marks.split_first() else {
            for (at, piece) in pieces.iter().enumerate() {
                let next = pieces.get(at + 1).map(Piece::first).or(after);
                self.piece(piece, next);
            }
            return;
        };
        let mut start = 0;
        while start < pieces.len() {
            let has = pieces[start].has(*mark);
            let length = pieces[start..].iter().take_while(|piece| piece.has(*mark) == has).count();
            let stretch = &pieces[start..start + length];
            start += length;
            let next = pieces.get(start).map(|piece| piece.outermost(marks)).or(after);
            match has {
                true => self.marked(stretch, *mark, inner, next),
                false => self.ranges(stretch, inner, next),
            }
        }
    }

    /// Writes a stretch between marks. What a mark cannot stand beside, blanks and often punctuation, goes outside of it.
    fn marked(&mut self, stretch: &[Piece], mark: Mark, inner: &[Mark], after: Option<char>) {
        let (before_text, stretch, after_text) = within(stretch, self.last(), after);
        let sign = match mark {
            Mark::Strike => "~~",
            Mark::Bold => "**",
            Mark::Italic => "*",
        };
        self.ranges(&before_text, &[], Some('*'));
        if !stretch.is_empty() {
            self.out.push(sign);
            self.ranges(&stretch, inner, Some('*'));
            self.out.push(sign);
        }
        self.ranges(&after_text, &[], after);
    }

    fn last(&self) -> Option<char> {
        self.out.text().chars().next_back()
    }

    fn piece(&mut self, piece: &Piece, after: Option<char>) {
        let is_code = matches!(piece, Piece::Text(text, style) if style.code && !text.is_empty());
        // Two pieces of code that touch would be read as one with backticks in it.
        if is_code && self.ends_with_code && self.last() == Some('`') {
            self.out.push(" ");
        }
        self.ends_with_code = is_code;
        match piece {
            Piece::Break => match self.place {
                Place::Paragraph => self.out.push("\\\n"),
                Place::Heading | Place::Link { .. } => self.out.push(" "),
                Place::Cell | Place::Head => self.out.push("<br>"),
            },
            Piece::Other(markdown, _) => self.out.append(markdown),
            Piece::Text(text, style) if style.code => {
                if !text.is_empty() {
                    self.out.push(&escape::code(text, self.rules.table));
                }
            }
            Piece::Text(text, style) => {
                // Raised text stands between tags.
                let (before, after) = match style.raised {
                    Raised::No => (self.last(), after),
                    Raised::Above | Raised::Below => (Some('>'), Some('<')),
                };
                let escaped = escape::inline(text, before, after, self.rules);
                match style.raised {
                    Raised::No => self.out.push(&escaped),
                    Raised::Above => self.out.push(&format!("<sup>{escaped}</sup>")),
                    Raised::Below => self.out.push(&format!("<sub>{escaped}</sub>")),
                }
            }
        }
    }
}

/// Divides a stretch into what has to stand before the opening mark, what is marked, and what has to stand behind the closing
/// one. CommonMark reads a mark between a word and punctuation the wrong way round, as in `词**“引文”**词`.
fn within(stretch: &[Piece], last: Option<char>, after: Option<char>) -> (Vec<Piece>, Vec<Piece>, Vec<Piece>) {
    let mut inside: VecDeque<Piece> = stretch.iter().cloned().collect();
    let (mut front, mut back) = (Vec::new(), Vec::new());
    let (mut last, mut next) = (last, after);
    while let Some(first) = inside.pop_front() {
        match first.split_first(is_free(last)) {
            Split::Stays => {
                inside.push_front(first);
                break;
            }
            Split::Goes(moved, rest) => {
                last = Some(moved.edge());
                front.push(moved);
                rest.into_iter().for_each(|rest| inside.push_front(rest));
            }
        }
    }
    while let Some(end) = inside.pop_back() {
        match end.split_last(is_free(next)) {
            Split::Stays => {
                inside.push_back(end);
                break;
            }
            Split::Goes(moved, rest) => {
                next = Some(moved.edge());
                back.push(moved);
                inside.extend(rest);
            }
        }
    }
    back.reverse();
    (front, inside.into(), back)
}

/// Whether a mark may stand beside it, whatever is on its other side.
fn is_free(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || is_punctuation(c))
}

/// Whether the end of a marked stretch has to go outside.
enum Split {
    Stays,
    Goes(Piece, Option<Piece>),
}

impl Piece {
    fn split_first(&self, is_free: bool) -> Split {
        let Piece::Text(text, style) = self else { return Split::Stays };
        let Some(c) = text.chars().next() else { return Split::Goes(self.unmarked(""), None) };
        if self.is_closed() {
            return if is_free { Split::Stays } else { Split::Goes(self.unmarked(text), None) };
        }
        if !goes_outside(c, is_free) {
            return Split::Stays;
        }
        let (moved, kept) = text.split_at(c.len_utf8());
        Split::Goes(self.unmarked(moved), Some(Piece::Text(kept.to_owned(), *style)))
    }

    fn split_last(&self, is_free: bool) -> Split {
        let Piece::Text(text, style) = self else { return Split::Stays };
        let Some(c) = text.chars().next_back() else { return Split::Goes(self.unmarked(""), None) };
        if self.is_closed() {
            return if is_free { Split::Stays } else { Split::Goes(self.unmarked(text), None) };
        }
        if !goes_outside(c, is_free) {
            return Split::Stays;
        }
        let (kept, moved) = text.split_at(text.len() - c.len_utf8());
        Split::Goes(self.unmarked(moved), Some(Piece::Text(kept.to_owned(), *style)))
    }

    /// A part of it without the marks.
    fn unmarked(&self, text: &str) -> Piece {
        let style = match self {
            Piece::Text(_, style) => Style { bold: false, italic: false, strike: false, ..*style },
            Piece::Other(..) | Piece::Break => Style::default(),
        };
        Piece::Text(text.to_owned(), style)
    }

    /// What a mark beside it sees.
    fn edge(&self) -> char {
        match self {
            Piece::Text(_, style) if style.code || style.raised != Raised::No => '>',
            piece => piece.text().chars().next().unwrap_or(' '),
        }
    }
}

/// A blank always; punctuation when there is a word on the mark's other side.
fn goes_outside(c: char, is_free: bool) -> bool {
    c.is_whitespace() || !is_free && is_punctuation(c)
}
