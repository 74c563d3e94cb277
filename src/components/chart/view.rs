//! What a chart's template gets: the drawing, and the same data as a table.

use serde::Serialize;

use super::{Chart, Content, Data, Kind, Unit, Value};
use super::{bars, columns, flow_drawing, funnel, line_chart, org_drawing, pie};
use crate::components::drawing::Drawing;

#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// The author's anchor for the figure.
    pub anchor: Option<String>,
    /// An id that no other chart of the page has, for the parts of this one.
    pub id: String,
    pub kind: Kind,
    pub heading: String,
    pub summary: String,
    pub unit: String,
    pub drawing: Drawing,
    /// Names of the columns of numbers, when there are several.
    pub series: Vec<String>,
    /// The marks of a line chart's points, in the order of the series.
    pub marks: Vec<&'static str>,
    /// The slices of a pie, in order: name, number, share.
    pub slices: Vec<[String; 3]>,
    pub table: Table,
    /// How many bars, steps or posts there are.
    pub count: usize,
    /// Name and number of the largest and the smallest, when there is one number to each name.
    pub most: Option<[String; 2]>,
    pub least: Option<[String; 2]>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// The heading of the first column, when the author wrote one.
    pub corner: String,
    /// The headings of the columns of numbers; empty where the author wrote none.
    pub columns: Vec<String>,
    /// The last column has what the numbers come to: the share of a whole, or of the step before.
    pub derived: bool,
    /// The third column says something for at least one row.
    pub notes: bool,
    pub rows: Vec<Vec<String>>,
}

impl Chart {
    pub fn view(&self) -> ChartView {
        let mark = self.mark.as_deref();
        let mut view = ChartView {
            anchor: self.anchor.clone(),
            id: format!("chart-{}", self.number),
            kind: self.kind,
            heading: self.title.clone(),
            summary: self.summary.clone(),
            unit: String::new(),
            drawing: Drawing::default(),
            series: Vec::new(),
            marks: Vec::new(),
            slices: Vec::new(),
            table: Table::default(),
            count: 0,
            most: None,
            least: None,
        };
        match &self.content {
            Content::Values(data) => view.values(data, self.kind, mark),
            Content::Flow(flow) => {
                view.count = flow.steps.len();
                view.drawing = flow_drawing::draw(flow, mark);
                let row = |arrow: &super::flow::FlowArrow| {
                    vec![flow.steps[arrow.from].clone(), flow.steps[arrow.to].clone(), arrow.label.clone()]
                };
                view.table.rows = flow.arrows.iter().map(row).collect();
            }
            Content::Org(org) => {
                view.count = org.posts.len();
                view.drawing = org_drawing::draw(org, mark);
                let row = |post: &super::org::Post| {
                    let above = post.above.map(|above| org.posts[above].name.clone());
                    vec![post.name.clone(), above.unwrap_or_default(), post.note.clone()]
                };
                view.table.rows = org.posts.iter().map(row).collect();
            }
        }
        view.table.notes = view.table.rows.iter().any(|row| row.get(2).is_some_and(|note| !note.is_empty()));
        view
    }
}

impl ChartView {
    fn values(&mut self, data: &Data, kind: Kind, mark: Option<&str>) {
        self.unit.clone_from(&data.unit.0);
        self.count = data.rows.len();
        self.drawing = match kind {
            Kind::Column => columns::draw(data, mark),
            Kind::Line => line_chart::draw(data),
            Kind::Pie => pie::draw(data, mark),
            Kind::Funnel => funnel::draw(data, mark),
            _ => bars::draw(data, mark),
        };
        if data.series.len() > 1 {
            self.series.clone_from(&data.series);
        }
        if kind == Kind::Line {
            self.marks = line_chart::MARKS.into_iter().take(data.series.len()).collect();
        }
        let derived = match kind {
            Kind::Pie => data.shares(),
            Kind::Funnel => data.rates(),
            _ => Vec::new(),
        };
        if kind == Kind::Pie {
            let slice = |(row, share): (&super::Row, &String)| {
                [row.label.clone(), shown(&row.values[0], &data.unit), share.clone()]
            };
            self.slices = data.rows.iter().zip(&derived).map(slice).collect();
        }
        // Percentages of a whole say their share themselves.
        let derived = if kind == Kind::Pie && data.unit.is_percent() { Vec::new() } else { derived };
        self.table = Table {
            corner: data.corner.clone(),
            columns: data.series.clone(),
            derived: !derived.is_empty(),
            notes: false,
            rows: data
                .rows
                .iter()
                .enumerate()
                .map(|(at, row)| {
                    let values = row.values.iter().map(|value| bare(value, &data.unit));
                    std::iter::once(row.label.clone()).chain(values).chain(derived.get(at).cloned()).collect()
                })
                .collect(),
        };
        if data.series.len() == 1 {
            let mut known: Vec<_> = data.rows.iter().filter_map(|row| Some((row, row.values[0].as_ref()?))).collect();
            // Stable, so that the first of equals is named.
            known.sort_by(|a, b| a.1.number.total_cmp(&b.1.number));
            let named = |(row, value): &(&super::Row, &Value)| [row.label.clone(), data.unit.with(&value.text)];
            self.least = known.first().map(named);
            self.most = known.last().map(named);
        }
    }
}

/// A number with its unit.
pub fn shown(value: &Option<Value>, unit: &Unit) -> String {
    value.as_ref().map_or_else(|| "—".to_owned(), |value| unit.with(&value.text))
}

/// A number as it stands where the unit is said elsewhere; a percent sign stays.
pub fn bare(value: &Option<Value>, unit: &Unit) -> String {
    match value {
        None => "—".to_owned(),
        Some(value) if unit.is_percent() => format!("{}%", value.text),
        Some(value) => value.text.clone(),
    }
}
