//! A flow chart: `甲 -> 乙: 说明` line by line. A step that ends with a question mark is a decision.

use unicode_normalization::UnicodeNormalization;

use super::lines::{Line, Report};
use crate::components::drawing::{Direction, MOST_ARROWS, MOST_NODES};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{Location, Span};
use crate::words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// By name, in the order in which they first appear.
    pub steps: Vec<String>,
    pub arrows: Vec<FlowArrow>,
    pub direction: Direction,
}

/// From one step to another, by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowArrow {
    pub from: usize,
    pub to: usize,
    pub label: String,
}

pub const DIRECTIONS: [(&str, Direction); 4] =
    [("down", Direction::Down), ("right", Direction::Right), ("向下", Direction::Down), ("向右", Direction::Right)];

/// Whether a step is a decision.
pub fn is_decision(step: &str) -> bool {
    step.ends_with(['?', '？'])
}

/// Reads the lines; what is wrong with them is reported.
pub fn read(lines: &[Line], direction: Direction, report: &mut Report) -> Flow {
    let mut flow = Flow { direction, ..Flow::default() };
    let mut places = Vec::new();
    for line in lines {
        let line = line.without_bullet();
        let Some(chain) = Chain::read(&line, report) else { continue };
        if flow.steps.len() > MOST_NODES || flow.arrows.len() > MOST_ARROWS {
            break;
        }
        let steps: Vec<_> = chain
            .names
            .iter()
            .take(MOST_ARROWS + 2)
            .map(|name| flow.step(name, line.place(name), &mut places, report))
            .collect();
        let last = steps.len() - 2;
        for (at, pair) in steps.windows(2).enumerate() {
            let label = if at == last { chain.label.to_owned() } else { String::new() };
            flow.arrows.push(FlowArrow { from: pair[0], to: pair[1], label });
        }
    }
    if flow.arrows.is_empty() && !report.failed {
        report.empty(words!("每行写“甲 -> 乙”", "Write `one -> other` on each line"));
    }
    if flow.steps.len() > MOST_NODES || flow.arrows.len() > MOST_ARROWS {
        report.too_large(words!(
            "最多 {MOST_NODES} 步、{MOST_ARROWS} 个箭头；分成几张图",
            "At most {MOST_NODES} steps and {MOST_ARROWS} arrows; make several charts of it"
        ));
    }
    flow
}

impl Flow {
    /// The step of that name, which may be new.
    fn step(&mut self, name: &str, place: Span, places: &mut Vec<Span>, report: &mut Report) -> usize {
        if let Some(known) = self.steps.iter().position(|step| step == name) {
            return known;
        }
        let plain = plain(name);
        if let Some(known) = self.steps.iter().position(|step| self::plain(step) == plain) {
            let first = &self.steps[known];
            report.warn(
                Diagnostic::at(
                    &rule::SIMILAR_STEPS,
                    report.path(),
                    place,
                    words!(
                        "“{name}”和“{first}”只差标点或空格，已当作同一步",
                        "`{name}` differs from `{first}` only in marks or blanks and was taken for the same"
                    ),
                )
                .hint(words!(
                    "写成一样的；不是同一步的话，换个名称",
                    "Write both alike, or give another step another name"
                ))
                .related(Location::new(report.path(), places[known]), words!("前一次写在这里", "written here before")),
            );
            return known;
        }
        self.steps.push(name.to_owned());
        places.push(place);
        self.steps.len() - 1
    }
}

/// A name without all that the eye takes for nothing.
fn plain(name: &str) -> String {
    name.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Names with arrows between them, and what is said of the last arrow.
pub struct Chain<'a> {
    pub names: Vec<&'a str>,
    pub label: &'a str,
}

impl<'a> Chain<'a> {
    /// Takes a line apart; `None`, with a finding, for one without an arrow or with nothing at one end.
    pub fn read(line: &Line<'a>, report: &mut Report) -> Option<Chain<'a>> {
        let mut names = Vec::new();
        let mut start = 0;
        for (at, length) in arrows(line.text) {
            let arrow = &line.text[at..at + length];
            if arrow.contains(['－', '—', '–', '＞']) {
                report.full_width_for(line.place(arrow), "->".to_owned());
            }
            names.push(line.text[start..at].trim());
            start = at + length;
        }
        let rest = &line.text[start..];
        let (last, label) = match rest.find([':', '：']).filter(|_| !names.is_empty()) {
            Some(at) => {
                let colon = if rest[at..].starts_with('：') { "：" } else { ":" };
                if colon == "：" {
                    report.full_width_colon(line.place(&rest[at..at + colon.len()]));
                }
                (&rest[..at], rest[at + colon.len()..].trim())
            }
            None => (rest, ""),
        };
        names.push(last.trim());
        if names.len() < 2 || names.iter().any(|name| name.is_empty()) {
            report.unclear(
                line.span(),
                words!(
                    "写成“甲 -> 乙”，说明放在后面：“甲 -> 乙: 说明”",
                    "Write `one -> other`, or `one -> other: when`"
                ),
            );
            return None;
        }
        Some(Chain { names, label })
    }
}

/// Where the arrows of a line stand: `->`, `-->`, `=>`, `→` and what an input method makes of them.
pub fn arrows(text: &str) -> Vec<(usize, usize)> {
    let mut arrows = Vec::new();
    let mut shaft = None;
    for (at, c) in text.char_indices() {
        match c {
            '-' | '－' | '—' | '–' | '=' => {
                shaft.get_or_insert(at);
            }
            '→' | '⇒' | '➜' => {
                let start = shaft.take().unwrap_or(at);
                arrows.push((start, at + c.len_utf8() - start));
            }
            '>' | '＞' => {
                if let Some(start) = shaft.take() {
                    arrows.push((start, at + c.len_utf8() - start));
                }
            }
            _ => shaft = None,
        }
    }
    arrows
}
