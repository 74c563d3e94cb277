//! A line of Word as Markdown: bold and its like around as much as belongs together, and so that it is read as meant everywhere.

mod emphasis;
mod line;

use super::blocks::{Destination, Inline};
use super::writing::Writing;
use crate::document::{InlineKind, SCHEMES, each_inline, parse};
use crate::import::escape::{self, Rules};
use crate::import::markdown::{Markdown, Target};
use crate::import::report::What;
use crate::source::{SourceFile, SourcePath};
use emphasis::{Mark, Piece, settle};

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Paragraph,
    Heading,
    /// A cell of a table, which is one line of the file.
    Cell,
    /// The same in the table's head, which is bold as it is.
    Head,
    /// The text of a link, in a cell or not.
    Link {
        in_cell: bool,
    },
}

/// Writes a line.
pub fn write(content: &[Inline], place: Place, writing: &mut Writing) -> Markdown {
    let mut pieces = pieces(content, place, writing);
    trim(&mut pieces);
    let marks = settle(&mut pieces, writing);
    let line = written(&pieces, &marks, place);
    let is_marked = pieces.iter().any(|piece| marks.iter().any(|mark| piece.has(*mark)));
    if !is_marked || is_read_as(&line, content, place) {
        return line;
    }
    // Marks among characters that look like them. The words count for more.
    writing.losses.add(What::MixedEmphasis);
    written(&pieces, &[], place)
}

fn written(pieces: &[Piece], marks: &[Mark], place: Place) -> Markdown {
    let tildes = pieces.iter().map(|piece| piece.text().matches('~').count()).sum::<usize>();
    let struck = usize::from(pieces.iter().any(|piece| piece.has(Mark::Strike)));
    let rules = Rules { table: place.is_in_cell(), heading: place == Place::Heading, tildes: tildes + struck > 1 };
    let line = line::write(pieces, marks, place, rules);
    match place {
        Place::Paragraph => line.with_guarded_lines(escape::line_start),
        _ => line,
    }
}

/// Whether the page's own parser reads as many marks as text as there are in the words.
fn is_read_as(line: &Markdown, content: &[Inline], place: Place) -> bool {
    let count = |text: &str| text.matches(['*', '~', '`']).count();
    let mut words = String::new();
    super::blocks::add_text(content, &mut words);
    // As it stands on the page: what is beside a mark decides what it means.
    let text = match place {
        Place::Paragraph => format!("{}\n", line.text()),
        Place::Heading => format!("## {}\n", line.text()),
        Place::Cell | Place::Head => format!("| {} |\n|---|\n", line.text()),
        Place::Link { .. } => format!("[{}](a)\n", line.text()),
    };
    let document = parse(&SourceFile { path: SourcePath::new(""), text: text.into() }).value;
    let mut found = 0;
    each_inline(&document.blocks, &mut |inline| {
        if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
            found += count(text);
        }
    });
    let described: usize = content.iter().map(|inline| count(inline.description())).sum();
    found == count(&words) + described
}

impl Place {
    fn is_in_cell(self) -> bool {
        matches!(self, Place::Cell | Place::Head | Place::Link { in_cell: true })
    }
}

fn pieces(content: &[Inline], place: Place, writing: &mut Writing) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(text, style) => {
                let mut style = *style;
                // Titles are bold as they are, and code stands out as code.
                style.bold &= !matches!(place, Place::Heading | Place::Head) && !style.code;
                style.italic &= !style.code;
                // Blanks look the same in any style, so they take that of their neighbour.
                let text = text.replace(['\t', '\n'], " ");
                match pieces.last_mut() {
                    Some(Piece::Text(before, its))
                        if *its == style || text.trim().is_empty() && its.is_invisible_on_blanks() =>
                    {
                        before.push_str(&text)
                    }
                    Some(Piece::Text(before, its)) if before.trim().is_empty() => {
                        before.push_str(&text);
                        *its = style;
                    }
                    _ => pieces.push(Piece::Text(text, style)),
                }
            }
            Inline::Break => pieces.push(Piece::Break),
            Inline::Image { asset, description } => {
                let mut image = Markdown::from("![");
                let rules = Rules { table: place.is_in_cell(), tildes: true, heading: place == Place::Heading };
                image.push(&escape::inline(description.trim(), None, None, rules));
                image.push("](");
                image.push_target(Target::Asset(*asset));
                image.push(")");
                pieces.push(Piece::Other(image, '!'));
            }
            Inline::Note(note) => {
                let number = writing.note(*note);
                pieces.push(Piece::Other(Markdown::from(&*format!("[^{number}]")), '['));
            }
            Inline::Anchor(name) => {
                if let Some(id) = writing.anchor(name) {
                    pieces.push(Piece::Other(Markdown::from(&*format!("<a id=\"{id}\"></a>")), '<'));
                }
            }
            Inline::Link { to, content } => link(to, content, place, writing, &mut pieces),
        }
    }
    pieces
}

/// A link, or its text alone when it leads nowhere.
fn link(to: &Destination, content: &[Inline], place: Place, writing: &mut Writing, pieces: &mut Vec<Piece>) {
    let mut words = String::new();
    super::blocks::add_text(content, &mut words);
    let Some(way) = way(to, &words, writing) else {
        return pieces.extend(self::pieces(content, place, writing));
    };
    let is_text = content.iter().all(|inline| matches!(inline, Inline::Text(..)));
    if let Way::Address(address) = way
        && is_text
        && words.trim() == address
        && is_autolink(address)
    {
        return pieces.push(Piece::Other(Markdown::from(&*format!("<{address}>")), '<'));
    }
    let inner = write(content, Place::Link { in_cell: place.is_in_cell() }, writing);
    if inner.is_empty() {
        return;
    }
    let mut link = Markdown::from("[");
    link.append(&inner);
    link.push("](");
    match way {
        Way::Place(target) => link.push_target(target),
        Way::Address(address) => link.push(&escape::address(address)),
    }
    link.push(")");
    pieces.push(Piece::Other(link, '['));
}

/// Where a link leads on a site.
enum Way<'a> {
    Place(Target),
    Address(&'a str),
}

/// The way that a link takes; `None`, and a loss, when there is none.
fn way<'a>(to: &'a Destination, words: &str, writing: &mut Writing) -> Option<Way<'a>> {
    match to {
        Destination::Bookmark(name) if writing.knows(name) => {
            Some(Way::Place(Target::Place { label: name.clone(), fragment: None }))
        }
        Destination::Bookmark(_) => {
            writing.losses.add_with(What::DeadLink, words);
            None
        }
        Destination::Address(address) if is_safe(address) => Some(Way::Address(address.trim())),
        Destination::Address(address) => {
            writing.losses.add_with(What::UnsafeLink, format!("{words} → {address}"));
            None
        }
    }
}

/// Whether an address can be written as `<address>`.
fn is_autolink(address: &str) -> bool {
    address.starts_with("http") && !address.contains([' ', '<', '>', '|', '\\'])
}

/// Whether a site may link there: an address with one of the schemes that it knows.
fn is_safe(address: &str) -> bool {
    let scheme = address.trim().split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// Takes blanks and breaks off both ends, also the two wide blanks that begin a Chinese paragraph.
fn trim(pieces: &mut Vec<Piece>) {
    let is_blank = |piece: &Piece| {
        matches!(piece, Piece::Break) || matches!(piece, Piece::Text(text, _) if text.trim().is_empty())
    };
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    let blank = pieces.iter().take_while(|piece| is_blank(piece)).count();
    pieces.drain(..blank);
    // Beside a break too, and one break is enough.
    pieces.dedup_by(|next, piece| matches!((piece, next), (Piece::Break, Piece::Break)));
    let count = pieces.len();
    for at in 0..count {
        let begins = at == 0 || matches!(pieces[at - 1], Piece::Break);
        let ends = at + 1 == count || matches!(pieces[at + 1], Piece::Break);
        if let Piece::Text(text, _) = &mut pieces[at] {
            if begins {
                *text = text.trim_start().to_owned();
            }
            if ends {
                text.truncate(text.trim_end().len());
            }
        }
    }
}
