//! One mark for all lists: `-`, and `1.` for numbers.

use super::{Candidate, What};
use crate::document::List;
use crate::source::Edit;

/// The lists that are marked in another way. What begins an item in another column would have to be moved with all that it
/// holds, so blanks stay as they are, and so do the numbers.
pub fn uniform(text: &str, lists: &[List]) -> Vec<Candidate> {
    let marked = lists.iter().filter(|list| !list.has_neighbour);
    let candidate = |list: &List| {
        let edits = list.items.iter().filter_map(|at| mark(text, *at, list.numbered));
        Candidate { what: What::List, edits: edits.collect() }
    };
    marked.map(candidate).collect()
}

fn mark(text: &str, item: usize, numbered: bool) -> Option<Edit> {
    let at = item + text[item..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let digits = text[at..].bytes().take_while(|byte| numbered && byte.is_ascii_digit()).count();
    let (at, wanted) = (at + digits, if numbered { "." } else { "-" });
    let is_other = match numbered {
        true => digits > 0 && text[at..].starts_with(')'),
        false => text[at..].starts_with(['*', '+']),
    };
    is_other.then(|| Edit { range: at..at + 1, text: wanted.to_owned() })
}
