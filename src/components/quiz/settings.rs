//! What the fence of a quiz says: `{pass=80 mode=exam attempts=2 draw=5 time=10m shuffle=off from=bank.md}`.

use crate::components::{Attributes, Understanding};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Attribute, Fence, Link};
use crate::source::Span;
use crate::words;

/// How a quiz is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Each answer is told at once whether it is right, and why.
    Practice,
    /// All is answered first; the result comes at the end.
    Exam,
}

/// The attributes of a quiz.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub mode: Mode,
    /// Percent of the questions that must be right; without one nobody passes or fails.
    pub pass: Option<u32>,
    pub attempts: Option<u32>,
    /// How many questions are asked, drawn anew for each attempt; and where it says so.
    pub draw: Option<(u32, Span)>,
    pub shuffle: bool,
    /// Seconds.
    pub time: Option<u32>,
    /// Pages whose quizzes lend their questions, as positions in the document's links.
    pub from: Vec<usize>,
}

impl Settings {
    pub fn read(fence: &Fence, understanding: &mut Understanding) -> Settings {
        let mut attributes = Attributes::new(fence);
        let modes =
            [("practice", Mode::Practice), ("exam", Mode::Exam), ("练习", Mode::Practice), ("考试", Mode::Exam)];
        let switch =
            [("off", false), ("on", true), ("", true), ("关", false), ("开", true), ("否", false), ("是", true)];
        let mut settings = Settings {
            mode: attributes.choice("mode", &modes, understanding).unwrap_or(Mode::Practice),
            pass: attributes.number("pass", 1..=100, understanding),
            attempts: attributes.number("attempts", 1..=99, understanding),
            draw: attributes.number("draw", 1..=999, understanding).zip(attributes.span("draw")),
            shuffle: attributes.choice("shuffle", &switch, understanding).unwrap_or(true),
            time: attributes.duration("time", understanding),
            from: attributes.all("from").flat_map(|attribute| from(attribute, understanding)).collect(),
        };
        if settings.mode == Mode::Practice {
            let idle = [settings.attempts.take().map(|_| "attempts"), settings.time.take().map(|_| "time")];
            idle.into_iter().flatten().for_each(|name| only_in_exams(attributes.span(name), understanding));
        }
        attributes.finish(understanding);
        settings
    }
}

fn only_in_exams(span: Option<Span>, understanding: &mut Understanding) {
    let Some(span) = span else { return };
    understanding.findings.push(
        Diagnostic::at(
            &rule::ATTRIBUTE_WITHOUT_EFFECT,
            understanding.path,
            span,
            words!("练习不限次数，也不限时，所以它没有用上", "Practice has no limits, so this is not used"),
        )
        .hint(words!("加上 `mode=exam` 变成考试，或者删掉它", "Add `mode=exam` for an exam, or delete it")),
    );
}

/// Notes the pages of `from=a.md,b.md` among the document's links, so that they are resolved and checked like these.
fn from(attribute: &Attribute, understanding: &mut Understanding) -> Vec<usize> {
    let mut links = Vec::new();
    let source = &understanding.text[attribute.range.clone()];
    for path in attribute.value.split([',', '，', '、']).map(str::trim).filter(|path| !path.is_empty()) {
        let at = attribute.range.start + source.find(path).unwrap_or(0);
        links.push(understanding.links.len());
        understanding.links.push(Link {
            destination: path.to_owned(),
            span: Span::new(at, at + path.len()),
            image: false,
            raw: false,
            bare: false,
        });
    }
    links
}
