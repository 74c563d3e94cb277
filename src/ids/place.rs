//! Where in a line an id is written.

use super::{Kind, Named};
use crate::source::Edit;

/// The ways to give something an id, the likeliest first; in odd lines only one of them does.
pub fn edits(text: &str, named: &Named, id: &str) -> Vec<Edit> {
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
    let behind = Edit::insert(start + end, format!(" {{#{id}}}"));
    let braces = line[..end].rfind(['{', '｛']).filter(|_| line[..end].ends_with(['}', '｝']));
    match braces.filter(|_| named.kind != Kind::Item) {
        Some(at) => {
            let inner = at + line[at..].chars().next().map_or(0, char::len_utf8);
            let blank = if line[inner..].starts_with([' ', '\t', '}', '｝']) { "" } else { " " };
            vec![Edit::insert(start + inner, format!("#{id}{blank}")), behind]
        }
        None => vec![behind],
    }
}
