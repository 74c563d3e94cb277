//! Tables as Markdown has them: a row of headings, rows below it, one line for each cell.

use super::blocks::{Alignment, Block, Cell, Item, Mark, Table};
use super::gather;
use super::inline::{self, Place};
use super::writing::Writing;
use crate::import::markdown::Markdown;
use crate::import::report::What;

/// More columns than a page has room for; a table that says it has more is damaged.
const MOST_COLUMNS: usize = 200;

/// Writes a table. One of a single cell is a frame around text, and becomes a quote.
pub fn write(table: &Table, writing: &mut Writing) -> Markdown {
    for (what, detail) in &table.losses {
        match detail {
            Some(detail) => writing.losses.add_with(*what, detail.clone()),
            None => writing.losses.add(*what),
        }
    }
    if let [row] = table.rows.as_slice()
        && let [cell] = row.as_slice()
    {
        writing.losses.add(What::FramedTable);
        return gather::write(&cell.blocks, writing).prefixed("> ", "> ");
    }
    let (rows, alignments) = grid(table, writing);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return Markdown::default();
    }
    let mut markdown = Markdown::default();
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            markdown.push("\n");
        }
        markdown.push("|");
        for column in 0..columns {
            markdown.push(" ");
            if let Some(cell) = row.get(column) {
                markdown.append(cell);
            }
            markdown.push(" |");
        }
        if number == 0 {
            markdown.push("\n|");
            for column in 0..columns {
                markdown.push(match alignments.get(column) {
                    Some(Alignment::Centre) => ":---:|",
                    Some(Alignment::End) => "---:|",
                    _ => "---|",
                });
            }
        }
    }
    markdown
}

/// The cells as written, each in its column, with merged ones split; and how columns are aligned.
fn grid(table: &Table, writing: &mut Writing) -> (Vec<Vec<Markdown>>, Vec<Alignment>) {
    let mut rows: Vec<Vec<Markdown>> = Vec::new();
    let mut merged = false;
    // Of each column: the alignments of its cells below the head.
    let mut columns: Vec<Vec<Alignment>> = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let mut cells: Vec<Markdown> = Vec::new();
        for cell in row {
            let column = cells.len();
            let above = rows.last().and_then(|above| above.get(column)).filter(|_| cell.continues);
            merged |= cell.continues || cell.span > 1;
            let content = match above {
                Some(above) => above.clone(),
                None => self::cell(cell, if number == 0 { Place::Head } else { Place::Cell }, writing),
            };
            if columns.len() <= column {
                columns.resize(column + 1, Vec::new());
            }
            if number > 0 && !content.is_empty() {
                columns[column].push(cell.alignment());
            }
            cells.push(content);
            let room = MOST_COLUMNS.saturating_sub(cells.len());
            cells.extend(std::iter::repeat_n(Markdown::default(), (cell.span - 1).min(room)));
            if cells.len() >= MOST_COLUMNS {
                break;
            }
        }
        rows.push(cells);
    }
    if merged {
        writing.losses.add(What::MergedCells);
    }
    // A column is aligned as all its cells are.
    let alignment = |column: Vec<Alignment>| {
        let first = column.first().copied().unwrap_or_default();
        if column.iter().all(|alignment| *alignment == first) { first } else { Alignment::Start }
    };
    (rows, columns.into_iter().map(alignment).collect())
}

impl Cell {
    fn alignment(&self) -> Alignment {
        match self.blocks.first() {
            Some(Block::Paragraph(paragraph)) => paragraph.look.alignment,
            _ => Alignment::Start,
        }
    }
}

/// What is in a cell, on one line.
fn cell(cell: &Cell, place: Place, writing: &mut Writing) -> Markdown {
    if cell.blocks.len() > 1 || has_item(&cell.blocks) {
        writing.losses.add(What::CellContent);
    }
    let mut line = Markdown::default();
    add_lines(&cell.blocks, place, writing, &mut line);
    line
}

fn has_item(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.item.is_some()))
}

fn add_lines(blocks: &[Block], place: Place, writing: &mut Writing, line: &mut Markdown) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                gather::tell(paragraph, writing);
                let text = inline::write(&paragraph.content, place, writing);
                if text.is_empty() {
                    continue;
                }
                if !line.is_empty() {
                    line.push("<br>");
                }
                match paragraph.item {
                    Some(Item { mark: Mark::Bullet, .. }) => line.push("• "),
                    Some(Item { mark: Mark::Number(number), .. }) => line.push(&format!("{number}. ")),
                    _ => {}
                }
                line.append(&text);
            }
            Block::Table(table) => {
                writing.losses.add(What::NestedTable);
                for cell in table.rows.iter().flatten() {
                    add_lines(&cell.blocks, place, writing, line);
                }
            }
        }
    }
}
