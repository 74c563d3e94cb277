//! Names and numbers: `一季度: 120` line by line, or rows with `|` or tabs between the cells, as a spreadsheet pastes them.

use super::lines::{Line, Report};
use super::{Kind, Unit, Value};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{Location, Span};
use crate::words;

/// What a chart of numbers shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    pub unit: Unit,
    /// The heading of the first column, when there is one.
    pub corner: String,
    /// The names of the columns of numbers; one without a name for `name: number` lines.
    pub series: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: String,
    pub span: Span,
    /// As many as there are series; `None` where nothing is known.
    pub values: Vec<Option<Value>>,
}

const MOST_ROWS: usize = 60;
const MOST_SERIES: usize = 4;
/// More slices than this are hard to tell apart.
const MOST_SLICES: usize = 8;

/// Words for “nothing known”.
const GAPS: [&str; 8] = ["", "-", "—", "——", "–", "/", "无", "n/a"];

/// Reads the lines; what is wrong with them is reported.
pub fn read(lines: &[Line], kind: Kind, unit: Unit, report: &mut Report) -> Data {
    let mut data = Data { unit, ..Data::default() };
    let rows: Vec<_> = lines.iter().map(|line| (*line, cells(line, report))).collect();
    let mut rows = rows.into_iter().filter_map(|(line, cells)| Some((line, cells?))).peekable();
    if let Some((_, cells)) = rows.next_if(|(line, cells)| is_head(line, cells, &data.unit)) {
        let mut names = cells.into_iter().map(str::to_owned);
        data.corner = names.next().unwrap_or_default();
        data.series = names.collect();
    }
    for (line, cells) in rows {
        data.add(line, &cells, kind, report);
    }
    if data.series.is_empty() {
        data.series.push(String::new());
    }
    data.check(kind, report);
    data
}

/// The cells of a line; `None` for a line that rules off a table's head, or cannot be understood.
fn cells<'a>(line: &Line<'a>, report: &mut Report) -> Option<Vec<&'a str>> {
    let text = line.text;
    if text.contains(['|', '｜', '\t']) {
        for (at, bar) in text.match_indices('｜') {
            report.full_width(line.place(&text[at..at + bar.len()]));
        }
        let bars = ['|', '｜'];
        let inner = text.strip_prefix(bars).unwrap_or(text);
        let inner = inner.strip_suffix(bars).unwrap_or(inner);
        let cells: Vec<_> = match inner.contains(bars) {
            true => inner.split(bars).map(str::trim).collect(),
            false => inner.split('\t').map(str::trim).collect(),
        };
        let ruled = cells.iter().all(|cell| !cell.is_empty() && cell.bytes().all(|byte| matches!(byte, b'-' | b':')));
        return (!ruled).then_some(cells);
    }
    let text = line.without_bullet().text;
    if let Some(at) = text.rfind([':', '：']) {
        let colon = &text[at..at + text[at..].chars().next().map_or(1, char::len_utf8)];
        if colon == "：" {
            report.full_width_colon(line.place(colon));
        }
        return Some(vec![text[..at].trim(), text[at + colon.len()..].trim()]);
    }
    // “一季度 120”: what is meant is plain.
    if let Some((label, value)) = text.rsplit_once(char::is_whitespace)
        && Value::read(value, &Unit::default()).is_some()
    {
        return Some(vec![label.trim(), value]);
    }
    report.unclear(line.span(), words!("每行写“名称: 数值”", "Write `name: number` on each line"));
    None
}

/// Whether a row names the columns: a table's first one, without numbers.
fn is_head(line: &Line, cells: &[&str], unit: &Unit) -> bool {
    line.text.contains(['|', '｜', '\t'])
        && cells.len() > 1
        && cells[1..].iter().all(|cell| !GAPS.contains(cell) && Value::read(cell, unit).is_none())
}

impl Data {
    fn add(&mut self, line: Line, cells: &[&str], kind: Kind, report: &mut Report) {
        let columns = cells.len() - 1;
        let wanted = match (self.series.len(), self.rows.first()) {
            (0, first) => first.map_or(columns.max(1), |row| row.values.len()),
            (named, _) => named,
        };
        if columns != wanted {
            report.error(
                Diagnostic::at(
                    &rule::UNEVEN_CHART_ROWS,
                    report.path(),
                    line.span(),
                    words!(
                        "这一行有 {columns} 个数，应该是 {wanted} 个",
                        "Numbers in this row: {columns}; there should be {wanted}"
                    ),
                )
                .hint(words!("每一行的数要一样多", "All rows need the same number of cells")),
            );
            return;
        }
        let values = cells[1..].iter().map(|cell| self.value(line, cell, kind, report)).collect();
        self.rows.push(Row { label: cells[0].to_owned(), span: line.place(cells[0]), values });
    }

    fn value(&self, line: Line, cell: &str, kind: Kind, report: &mut Report) -> Option<Value> {
        let value = Value::read(cell, &self.unit);
        let place = if cell.is_empty() { line.span() } else { line.place(cell) };
        let parts_of_a_whole = matches!(kind, Kind::Pie | Kind::Funnel);
        match &value {
            None if !parts_of_a_whole && self.is_table(line) && GAPS.contains(&cell.to_lowercase().as_str()) => {}
            None => report.error(
                Diagnostic::at(
                    &rule::NOT_A_NUMBER,
                    report.path(),
                    place,
                    match cell {
                        "" => words!("这里没有数", "There is no number here"),
                        cell => words!("“{cell}”不是数", "`{cell}` is not a number"),
                    },
                )
                .hint(words!(
                    "只写数，单位写在第一行：`unit=万元`",
                    "Write the number alone, and its unit in the first line: `unit=…`"
                )),
            ),
            Some(value) if value.number < 0.0 && parts_of_a_whole => report.error(
                Diagnostic::at(
                    &rule::NEGATIVE_VALUE,
                    report.path(),
                    place,
                    words!("饼图和漏斗图里不能有负数", "A pie or a funnel cannot show a negative number"),
                )
                .hint(words!(
                    "有负数的用条形图（bar）或柱状图（column）",
                    "Use a bar or a column chart for negative numbers"
                )),
            ),
            Some(_) => {}
        }
        value
    }

    fn is_table(&self, line: Line) -> bool {
        line.text.contains(['|', '｜', '\t'])
    }

    /// What only shows when all rows are there.
    fn check(&mut self, kind: Kind, report: &mut Report) {
        if report.failed {
            return;
        }
        let nothing = self.rows.iter().flat_map(|row| &row.values).all(Option::is_none);
        let total: f64 =
            self.rows.iter().filter_map(|row| row.values.first()?.as_ref()).map(|value| value.number).sum();
        if kind == Kind::Pie && total == 0.0 && !nothing {
            return report
                .empty(words!("所有数值都是 0，饼图没有可画的部分", "All values are 0, so a pie has nothing to show"));
        }
        if nothing {
            return report.empty(words!("每行写“名称: 数值”", "Write `name: number` on each line"));
        }
        let columns = self.rows[0].values.len();
        // Columns without a head all have no name.
        self.series.resize(columns, String::new());
        let most = if matches!(kind, Kind::Pie | Kind::Funnel) { 1 } else { MOST_SERIES };
        if columns > most {
            report.error(
                Diagnostic::at(
                    &rule::UNEVEN_CHART_ROWS,
                    report.path(),
                    self.rows[0].span,
                    words!(
                        "这种图最多画 {most} 列数，这里有 {columns} 列",
                        "Columns of numbers here: {columns}; this chart shows {most} at most"
                    ),
                )
                .hint(words!("分成几张图", "Make several charts of it")),
            );
            return;
        }
        if self.rows.len() > MOST_ROWS {
            return report.too_large(words!(
                "最多 {MOST_ROWS} 行；更多的写成表格",
                "At most {MOST_ROWS} rows; make more a table"
            ));
        }
        self.duplicates(report);
        match kind {
            Kind::Pie => self.check_pie(total, report),
            Kind::Funnel => self.check_funnel(report),
            _ => {}
        }
    }

    fn duplicates(&self, report: &mut Report) {
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(first) = self.rows[..at].iter().find(|first| first.label == row.label) {
                let label = &row.label;
                report.warn(
                    Diagnostic::at(
                        &rule::DUPLICATE_LABEL,
                        report.path(),
                        row.span,
                        words!("“{label}”有两行", "There are two rows of the name `{label}`"),
                    )
                    .hint(words!("合成一行，或换个名称", "Make them one, or give one another name"))
                    .related(Location::new(report.path(), first.span), words!("第一次在这里", "the first one")),
                );
            }
        }
    }

    fn check_pie(&self, total: f64, report: &mut Report) {
        if self.unit.is_percent() && (total - 100.0).abs() > 0.5 {
            let total = crate::components::drawing::number(total);
            report.warn(
                Diagnostic::at(
                    &rule::PERCENTAGES_NOT_100,
                    report.path(),
                    report.fence,
                    words!("各部分加起来是 {total}%，不是 100%", "The parts add up to {total}%, not 100%"),
                )
                .hint(words!("改对数，或补上“其他”", "Mend the numbers, or add the rest as `Other`")),
            );
        }
        if self.rows.len() > MOST_SLICES {
            report.hard_to_read(words!(
                "饼图最多 {MOST_SLICES} 块；小的合成“其他”，或改用条形图（bar）",
                "A pie has at most {MOST_SLICES} slices; gather the small ones as `Other`, or use a bar chart"
            ));
        }
    }

    fn check_funnel(&self, report: &mut Report) {
        for pair in self.rows.windows(2) {
            let number = |row: &Row| row.values[0].as_ref().map_or(0.0, |value| value.number);
            if number(&pair[1]) > number(&pair[0]) {
                let (before, after) = (&pair[0].label, &pair[1].label);
                report.warn(
                    Diagnostic::at(
                        &rule::FUNNEL_WIDENS,
                        report.path(),
                        pair[1].span,
                        words!("“{after}”比上一步“{before}”还多", "`{after}` is more than `{before}` before it"),
                    )
                    .hint(words!("看看数和次序对不对", "See whether numbers and order are right")),
                );
            }
        }
    }
}
