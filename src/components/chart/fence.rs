//! The first line of a chart: ` ```chart bar title="…" unit=万元 `, ` ```flow 报价审批 `, ` ```饼图 客户构成 单位=% `.

use super::Kind;
use super::lines::Report;
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::document::Fence;
use crate::source::Span;
use crate::words;

/// Words that make a fenced block a chart. The type follows where the word does not say it.
pub const FENCES: [(&str, Option<Kind>); 14] = [
    ("chart", None),
    ("图表", None),
    ("flow", Some(Kind::Flow)),
    ("流程图", Some(Kind::Flow)),
    ("org", Some(Kind::Org)),
    ("组织图", Some(Kind::Org)),
    ("组织架构图", Some(Kind::Org)),
    ("条形图", Some(Kind::Bar)),
    ("柱状图", Some(Kind::Column)),
    ("柱形图", Some(Kind::Column)),
    ("折线图", Some(Kind::Line)),
    ("饼图", Some(Kind::Pie)),
    ("漏斗图", Some(Kind::Funnel)),
    ("漏斗", Some(Kind::Funnel)),
];

/// Types as they are written after `chart`; the Chinese words for them are those of [`FENCES`].
const KINDS: [(&str, Kind); 7] = [
    ("bar", Kind::Bar),
    ("column", Kind::Column),
    ("line", Kind::Line),
    ("pie", Kind::Pie),
    ("funnel", Kind::Funnel),
    ("flow", Kind::Flow),
    ("org", Kind::Org),
];

/// Whether a code block with this info string is a chart.
pub fn is_chart(info: &str) -> bool {
    let word = info.split([' ', '\t', '　', '{', '｛']).next().unwrap_or_default();
    FENCES.iter().any(|(name, _)| *name == word)
}

/// The line, taken apart as the fence of a container is. Its title is what stands there without a name.
pub struct ChartFence {
    pub line: Fence,
    /// The word after `chart`, and where it stands.
    kind: Option<(String, Span)>,
}

/// Reads the first line of the block, from the file itself, as the parser's info string has no places.
pub fn read(text: &str, span: Span) -> ChartFence {
    let line = text[span.range()].lines().next().unwrap_or_default();
    let info = line.trim_start_matches(['`', '~']).trim_start();
    let mut fence = Fence::read_info(info.trim_end(), span.start as usize + line.len() - info.len());
    fence.open = span.start as usize..span.start as usize + line.trim_end().len();
    let needs_kind = FENCES.iter().any(|(name, kind)| *name == fence.name && kind.is_none());
    // Bare words: the type, then the title.
    let first = fence.attributes.iter().position(|attribute| is_bare(text, attribute)).filter(|_| needs_kind);
    let kind = first.map(|first| fence.attributes.remove(first));
    let kind = kind.map(|word| (word.name, Span::new(word.range.start, word.range.end)));
    if !fence.attributes.iter().any(|attribute| attribute.name == "title") {
        // As written: a bare word is no name of an attribute, though it may look like one.
        let bare = fence.attributes.iter().filter(|attribute| is_bare(text, attribute));
        fence.title = bare.map(|attribute| &text[attribute.range.clone()]).collect::<Vec<_>>().join(" ");
        fence.attributes.retain(|attribute| !is_bare(text, attribute));
    }
    ChartFence { line: fence, kind }
}

fn is_bare(text: &str, attribute: &crate::document::Attribute) -> bool {
    attribute.name != "id" && !text[attribute.range.clone()].contains(['=', '＝'])
}

/// Whether a word has the letters of a name in another order, or some of them in order: `pei` for `pie`, 柱图 for 柱状图.
fn is_jumbled(word: &str, name: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let mut rest = name.chars();
    !word.is_empty() && (sorted(word) == sorted(name) || word.chars().all(|c| rest.any(|other| other == c)))
}

impl ChartFence {
    /// The author's `#id`, unless another part of the page has it.
    pub fn anchor(&self, report: &mut Report) -> Option<String> {
        let attribute =
            self.line.attributes.iter().find(|attribute| attribute.name == "id" && !attribute.value.is_empty())?;
        let id = &attribute.value;
        if report.failed || report.understanding.ids.insert(id.clone()) {
            return Some(id.clone());
        }
        report.warn(
            Diagnostic::at(
                &rule::DUPLICATE_ANCHOR,
                report.path(),
                Span::new(attribute.range.start, attribute.range.end),
                words!("“{id}”这个标识用了两次", "The id `{id}` is used twice"),
            )
            .hint(words!("给其中一个换个名字", "Give one of them another name")),
        );
        None
    }

    /// The type of the chart; `None` when it is missing or unknown, which is reported.
    pub fn kind(&self, report: &mut Report) -> Option<Kind> {
        if let Some((_, Some(kind))) = FENCES.iter().find(|(name, _)| *name == self.line.name) {
            return Some(*kind);
        }
        let known = || KINDS.into_iter().chain(FENCES.into_iter().filter_map(|(name, kind)| Some((name, kind?))));
        let (word, place) = self.kind.as_ref().map_or(("", report.fence), |(word, place)| (word.as_str(), *place));
        let found = known().find(|(name, _)| *name == word);
        if found.is_none() {
            let near = nearest(word, known().map(|(name, _)| name))
                .or_else(|| known().map(|(name, _)| name).find(|name| is_jumbled(word, name)));
            let message = match word {
                "" => words!("没有写是哪一种图", "It does not say what kind of chart it is"),
                word => words!("没有“{word}”这种图", "There is no chart `{word}`"),
            };
            report.error(
                Diagnostic::at(&rule::UNKNOWN_CHART, report.path(), place, message)
                    .hint(words!(
                        "可以写 bar（条形图）、column（柱状图）、line（折线图）、pie（饼图）、funnel（漏斗图）",
                        "There are bar, column, line, pie and funnel"
                    ))
                    .maybe_hint(near.map(|near| words!("是不是 `{near}`？", "Did you mean `{near}`?"))),
            );
        }
        found.map(|(_, kind)| kind)
    }
}
