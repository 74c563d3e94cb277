//! Where the lists and tables of a page stand in its text, for whoever writes them anew.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{code_blocks, options};
use crate::document::containers;

/// The lists and tables of a text, in the order in which they begin.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub lists: Vec<List>,
    pub tables: Vec<Range<usize>>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct List {
    pub numbered: bool,
    /// Where each of its items begins.
    pub items: Vec<usize>,
    /// Another list of this kind stands before or behind it: only the mark keeps them apart.
    pub has_neighbour: bool,
}

impl Layout {
    /// The same in a text that begins `offset` bytes earlier.
    pub fn shifted(mut self, offset: usize) -> Layout {
        self.lists.iter_mut().flat_map(|list| &mut list.items).for_each(|at| *at += offset);
        self.tables.iter_mut().for_each(|range| *range = range.start + offset..range.end + offset);
        self
    }
}

/// Finds them in a body; components are no hindrance.
pub fn layout(text: &str) -> Layout {
    let masked = containers::is_candidate(text).then(|| containers::mask(text, &code_blocks(text)));
    let source = masked.as_ref().map_or(text, |masked| &masked.text);
    let mut found = Layout::default();
    // The lists that are open, and the one that has just ended.
    let (mut open, mut ended): (Vec<usize>, Option<usize>) = (Vec::new(), None);
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        let before = ended.take();
        match event {
            Event::Start(Tag::List(start)) => {
                let numbered = start.is_some();
                let twin = before.filter(|before| found.lists[*before].numbered == numbered);
                open.push(found.lists.len());
                found.lists.push(List { numbered, items: Vec::new(), has_neighbour: twin.is_some() });
                if let Some(twin) = twin {
                    found.lists[twin].has_neighbour = true;
                }
            }
            Event::Start(Tag::Item) => {
                if let Some(list) = open.last() {
                    found.lists[*list].items.push(range.start);
                }
            }
            Event::End(TagEnd::List(_)) => ended = open.pop(),
            Event::Start(Tag::Table(_)) => found.tables.push(range),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::layout;

    #[test]
    fn finds_items_and_tables_in_whatever_holds_them() {
        let text = "* a\n  + b\n\n> 1) c\n>\n> | x | y |\n> |---|---|\n> | z | |\n\n:::清单\n* [ ] d\n:::\n";
        let found = layout(text);
        let lists: Vec<_> = found
            .lists
            .iter()
            .map(|list| (list.numbered, list.items.iter().map(|at| &text[*at..*at + 1]).collect::<String>()))
            .collect();
        let [bullets, inner, numbers, checklist] = [(false, "*"), (false, "+"), (true, "1"), (false, "*")]
            .map(|(numbered, marks)| (numbered, marks.to_owned()));
        assert_eq!(lists, [bullets, inner, numbers, checklist]);
        assert_eq!(&text[found.tables[0].clone()], "| x | y |\n> |---|---|\n> | z | |\n");
    }

    #[test]
    fn knows_lists_that_only_their_marks_keep_apart() {
        let neighbours = |text| layout(text).lists.iter().map(|list| list.has_neighbour).collect::<Vec<_>>();
        assert_eq!(neighbours("- a\n* b\n"), [true, true]);
        assert_eq!(neighbours("- a\n\ntext\n\n* b\n1. c\n"), [false, false, false]);
    }
}
