//! Charts: a fenced block of names and numbers, or of steps and arrows, that becomes a drawing with its data as a table.
//!
//! A block with a mistake in it stays what it is, and is shown as written.

mod data;
mod fence;
mod flow;
mod lines;
mod org;
mod value;
mod view;

mod bars;
mod boxes;
mod columns;
mod flow_drawing;
mod funnel;
mod line_chart;
mod org_drawing;
mod pie;

use serde::Serialize;

use super::{Attributes, Understanding};
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::source::Span;
use crate::words;

pub use data::{Data, Row};
pub use fence::{FENCES, is_chart};
pub use flow::Flow;
pub use org::Org;
pub use value::{Unit, Value};
pub use view::ChartView;

use lines::Report;

/// A chart, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The author's `#id`.
    pub anchor: Option<String>,
    /// How many charts stand before it on its page, which tells them apart.
    pub number: usize,
    pub title: String,
    /// A sentence on what there is to see.
    pub summary: String,
    /// The name that is set off from the others.
    pub mark: Option<String>,
    pub kind: Kind,
    pub content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Bar,
    Column,
    Line,
    Pie,
    Funnel,
    Flow,
    Org,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Values(Data),
    Flow(Flow),
    Org(Org),
}

/// Reads a fenced block whose content is `code`; `None` when it cannot be drawn, which is a finding then.
pub fn read(code: &str, span: Span, understanding: &mut Understanding) -> Option<Chart> {
    let fence = fence::read(understanding.text, span);
    let mut report = Report::new(understanding, span, &fence.line);
    for range in &fence.line.full_width {
        report.full_width(Span::new(range.start, range.end));
    }
    let kind = fence.kind(&mut report)?;
    let mut attributes = Attributes::new(&fence.line);
    let title = attributes.text("title").unwrap_or_else(|| fence.line.title.clone());
    let summary = attributes.text("summary").unwrap_or_default();
    let mark = attributes.text("mark");
    let unit = match kind {
        Kind::Flow | Kind::Org => None,
        _ => attributes.text("unit"),
    };
    let lines = lines::read(report.understanding.text, span, code);
    let content = match kind {
        Kind::Flow => {
            let direction = attributes.choice("direction", &flow::DIRECTIONS, report.understanding).unwrap_or_default();
            Content::Flow(flow::read(&lines, direction, &mut report))
        }
        Kind::Org => Content::Org(org::read(&lines, &mut report)),
        _ => Content::Values(data::read(&lines, kind, Unit::new(unit.as_deref().unwrap_or_default()), &mut report)),
    };
    attributes.finish(report.understanding);
    if title.is_empty() && !report.failed {
        report.warn(
            Diagnostic::at(
                &rule::CHART_WITHOUT_TITLE,
                report.path(),
                report.fence,
                words!("这张图没有标题", "This chart has no title"),
            )
            .hint(words!("在类型后面写标题：`title=\"…\"`", "Write `title=\"…\"` after its type")),
        );
    }
    let anchor = fence.anchor(&mut report);
    let chart = Chart { anchor, number: report.understanding.charts, title, summary, mark: None, kind, content };
    let failed = report.failed;
    let mark = mark.filter(|mark| chart.has(mark, &mut report, &fence));
    report.understanding.charts += usize::from(!failed);
    (!failed).then_some(Chart { mark, ..chart })
}

impl Chart {
    /// What the drawing shows, by name: its bars, steps or positions.
    fn names(&self) -> Vec<&str> {
        match &self.content {
            Content::Values(data) => data.rows.iter().map(|row| row.label.as_str()).collect(),
            Content::Flow(flow) => flow.steps.iter().map(String::as_str).collect(),
            Content::Org(org) => org.posts.iter().map(|post| post.name.as_str()).collect(),
        }
    }

    /// Whether the name to be set off is there.
    fn has(&self, mark: &str, report: &mut Report, fence: &fence::ChartFence) -> bool {
        let names = self.names();
        if names.contains(&mark) || report.failed {
            return true;
        }
        let place = fence.line.attributes.iter().find(|attribute| attribute.name == "mark");
        let place = place.map_or(report.fence, |found| Span::new(found.range.start, found.range.end));
        report.warn(
            Diagnostic::at(
                &rule::UNKNOWN_MARK,
                report.path(),
                place,
                words!("图里没有“{mark}”", "There is no `{mark}` in the chart"),
            )
            .hint(words!("写图里有的名称，一字不差", "Write a name exactly as it stands in the chart"))
            .maybe_hint(nearest(mark, names).map(|near| words!("是不是“{near}”？", "Did you mean `{near}`?"))),
        );
        false
    }
}
