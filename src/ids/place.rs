//! Where in a line an id is written.

use super::{Kind, Named};
use crate::source::Insertion;

/// The ways to give something an id, the likeliest first; in odd lines only one of them does.
pub fn insertions(text: &str, named: &Named, id: &str) -> Vec<Insertion> {
    let written = &text[named.span.range()];
    let start = named.span.start as usize;
    let line = match named.kind {
        // A title that is underlined has its id on the line before.
        Kind::Question if !written.trim_start().starts_with(['#', '＃']) => {
            written.trim_end().rsplit_once('\n').map_or(written, |(title, _)| title)
        }
        _ => written,
    };
    // Markdown knows no blanks but these; other ones belong to the text.
    let end = line.trim_end_matches([' ', '\t', '\n']).len();
    let behind = Insertion { at: start + end, text: format!(" {{#{id}}}") };
    let braces = line[..end].rfind(['{', '｛']).filter(|_| line[..end].ends_with(['}', '｝']));
    match braces.filter(|_| named.kind != Kind::Item) {
        Some(at) => {
            let inner = at + line[at..].chars().next().map_or(0, char::len_utf8);
            let blank = if line[inner..].starts_with([' ', '\t', '}', '｝']) { "" } else { " " };
            vec![Insertion { at: start + inner, text: format!("#{id}{blank}") }, behind]
        }
        None => vec![behind],
    }
}
