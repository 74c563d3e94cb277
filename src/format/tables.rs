//! The columns of tables, one under another as they are seen: a hanzi takes two columns.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::{Candidate, What};
use crate::source::Edit;

/// A table that would be wider is not aligned: a long cell would push the others out of sight, and one changed word would
/// change every line.
const WIDEST: usize = 120;

/// The narrowest column: room for `:-:`.
const NARROWEST: usize = 3;

/// The tables that are not written as they should be.
pub fn aligned(text: &str, tables: &[Range<usize>]) -> Vec<Candidate> {
    let edit = |range: &Range<usize>| {
        let end = range.start + text[range.clone()].trim_end().len();
        let written = &text[range.start..end];
        let line_start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let aligned = Table::read(written)?.write(&text[line_start..range.start]);
        (aligned != written).then_some(Edit { range: range.start..end, text: aligned })
    };
    tables.iter().filter_map(edit).map(|edit| Candidate { what: What::Table, edits: vec![edit] }).collect()
}

struct Table<'a> {
    rows: Vec<Row<'a>>,
    alignments: Vec<Alignment>,
}

struct Row<'a> {
    /// Blanks and quote marks before it; the first line's are not part of the table.
    prefix: &'a str,
    cells: Vec<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alignment {
    None,
    Left,
    Center,
    Right,
}

impl<'a> Table<'a> {
    /// Takes a table apart; the line that rules off its head becomes the alignments.
    fn read(text: &'a str) -> Option<Table<'a>> {
        let mut rows: Vec<Row> = text.split('\n').enumerate().map(|(at, line)| Row::read(line, at > 0)).collect();
        if rows.len() < 2 {
            return None;
        }
        let alignments = rows[1].cells.iter().map(|cell| Alignment::read(cell)).collect::<Option<Vec<_>>>()?;
        let columns = alignments.len();
        // Missing cells are empty ones; those too many are shown by nobody, and stay for the author to see.
        rows.iter_mut().for_each(|row| row.cells.resize(row.cells.len().max(columns), ""));
        Some(Table { rows, alignments })
    }

    /// The table as it should be; `before` stands in front of its first line.
    fn write(&self, before: &str) -> String {
        let mut widths = vec![NARROWEST; self.alignments.len()];
        for row in self.rows.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, row)| row) {
            for (width, cell) in widths.iter_mut().zip(&row.cells) {
                *width = (*width).max(cell.width());
            }
        }
        let total = before.width() + widths.iter().map(|width| width + 3).sum::<usize>() + 1;
        if total > WIDEST {
            widths.fill(0);
        }
        let line = |(at, row): (usize, &Row)| {
            let cells = row.cells.iter().enumerate().map(|(column, cell)| {
                let width = widths.get(column).copied().unwrap_or_default();
                match self.alignments.get(column) {
                    Some(alignment) if at == 1 => alignment.rule(width.max(NARROWEST)),
                    Some(alignment) => alignment.pad(cell, width),
                    None => (*cell).to_owned(),
                }
            });
            format!("{}| {} |", row.prefix, cells.collect::<Vec<_>>().join(" | "))
        };
        self.rows.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl<'a> Row<'a> {
    fn read(line: &'a str, has_prefix: bool) -> Row<'a> {
        let text = if has_prefix { line.trim_start_matches([' ', '\t', '>']) } else { line };
        let prefix = &line[..line.len() - text.len()];
        let inner = text.trim_end();
        let mut cells = cells(inner.strip_prefix('|').unwrap_or(inner));
        // What follows the last bar is no cell.
        if cells.len() > 1 && cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        Row { prefix, cells }
    }
}

/// The cells between bars; one behind a backslash is part of its cell.
fn cells(text: &str) -> Vec<&str> {
    let (mut cells, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'|' if !escaped => {
                cells.push(text[start..at].trim_matches([' ', '\t']));
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells.push(text[start..].trim_matches([' ', '\t']));
    cells
}

impl Alignment {
    fn read(cell: &str) -> Option<Alignment> {
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        if dashes.is_empty() || dashes.bytes().any(|byte| byte != b'-') {
            return None;
        }
        Some(match (cell.starts_with(':'), cell.ends_with(':')) {
            (false, false) => Alignment::None,
            (true, false) => Alignment::Left,
            (true, true) => Alignment::Center,
            (false, true) => Alignment::Right,
        })
    }

    fn rule(self, width: usize) -> String {
        match self {
            Alignment::None => "-".repeat(width),
            Alignment::Left => format!(":{}", "-".repeat(width - 1)),
            Alignment::Center => format!(":{}:", "-".repeat(width - 2)),
            Alignment::Right => format!("{}:", "-".repeat(width - 1)),
        }
    }

    fn pad(self, cell: &str, width: usize) -> String {
        let room = width.saturating_sub(cell.width());
        let before = match self {
            Alignment::None | Alignment::Left => 0,
            Alignment::Center => room / 2,
            Alignment::Right => room,
        };
        format!("{}{cell}{}", " ".repeat(before), " ".repeat(room - before))
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    fn aligned(text: &str) -> String {
        Table::read(text).unwrap().write("")
    }

    #[test]
    fn columns_stand_under_each_other() {
        assert_eq!(
            aligned("|等级|标准|A|\n|:-|-:|:-:|\n|A级|≥ 500 万|x|\n|B|"),
            "| 等级 |     标准 |  A  |\n| :--- | -------: | :-: |\n| A级  | ≥ 500 万 |  x  |\n| B    |          |     |"
        );
        assert_eq!(aligned("a | b\n- | -\n`c\\|d` | e"), "| a      | b   |\n| ------ | --- |\n| `c\\|d` | e   |");
        assert_eq!(aligned("|a|b|\n> |-|-|\n> |c|d|e|"), "| a   | b   |\n> | --- | --- |\n> | c   | d   | e |");
    }

    #[test]
    fn a_wide_table_stays_narrow() {
        let long = "长".repeat(70);
        assert_eq!(
            aligned(&format!("| a   | b |\n|:--|--|\n|{long}|c|")),
            format!("| a | b |\n| :-- | --- |\n| {long} | c |")
        );
    }
}
