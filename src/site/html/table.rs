//! Tables: in a box of their own that scrolls, with a word on each column's need for room.

use unicode_width::UnicodeWidthStr;

use super::{Writer, escape_attribute};
use crate::document::{Alignment, Inline, plain_text};

/// Columns whose texts all fit into this many half-width characters are never broken.
const BRIEF: usize = 12;
/// A column with a longer text than this needs room for it, or a phone shows one word a line.
const WORDY: usize = 30;

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, alignments: &[Alignment], head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        let mut columns = vec![Vec::new(); head.len()];
        for (column, classes) in columns.iter_mut().enumerate() {
            match alignments.get(column) {
                Some(Alignment::Center) => classes.push("align-center"),
                Some(Alignment::Right) => classes.push("align-right"),
                _ => {}
            }
        }
        if !self.is_plain() {
            for (column, classes) in columns.iter_mut().enumerate() {
                classes.extend(room(column, head, rows));
            }
            // Numbered, so that a screen reader's list of regions tells them apart.
            self.tables += 1;
            let label = escape_attribute(&self.word("table").replace("{n}", &self.tables.to_string()));
            self.open(format_args!(
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">\n"
            ));
        }
        let columns: Vec<_> = columns.iter().map(|classes| class_attribute(classes)).collect();
        self.open("<table>\n<thead>\n");
        self.row("th", &columns, head);
        self.html.push_str("</thead>\n");
        if !rows.is_empty() {
            self.html.push_str("<tbody>\n");
            for row in rows {
                self.row("td", &columns, row);
            }
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str("</table>\n");
        if !self.is_plain() {
            self.html.push_str("</div>\n");
        }
    }

    fn row(&mut self, row_of: &str, columns: &[String], cells: &'a [Vec<Inline>]) {
        self.html.push_str("<tr>");
        for (column, content) in cells.iter().enumerate() {
            // An empty header cell names no column.
            let cell = if row_of == "th" && content.is_empty() && !self.is_plain() { "td" } else { row_of };
            let scope = if cell == "th" && !self.is_plain() { " scope=\"col\"" } else { "" };
            let class = columns.get(column).map_or("", String::as_str);
            self.put(format_args!("<{cell}{scope}{class}>"));
            match row_of {
                "th" => self.without_terms(|writer| writer.inlines(content)),
                _ => self.inlines(content),
            }
            self.put(format_args!("</{cell}>"));
        }
        self.html.push_str("</tr>\n");
    }
}

/// What style sheets cannot find out: how much there is to read in a column.
fn room(column: usize, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Option<&'static str> {
    let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(|row| row.get(column));
    match cells.map(|cell| plain_text(cell).width()).max()? {
        ..=BRIEF => Some("brief"),
        WORDY.. => Some("wordy"),
        _ => None,
    }
}

fn class_attribute(classes: &[&str]) -> String {
    if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) }
}
