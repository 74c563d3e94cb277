//! What the fence of a quiz says: `{pass=80 mode=exam attempts=2 draw=5 time=10m shuffle=off from=bank.md}`.

use crate::components::{Attributes, Understanding};
use crate::document::{Fence, Link};
use crate::source::Span;

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
        let switch = [("off", false), ("on", true), ("", true)];
        let settings = Settings {
            mode: attributes.choice("mode", &modes, understanding).unwrap_or(Mode::Practice),
            pass: attributes.number("pass", 1..=100, understanding),
            attempts: attributes.number("attempts", 1..=99, understanding),
            draw: attributes.number("draw", 1..=999, understanding).zip(attributes.span("draw")),
            shuffle: attributes.choice("shuffle", &switch, understanding).unwrap_or(true),
            time: attributes.duration("time", understanding),
            from: attributes.text("from").map(|_| from(fence, understanding)).unwrap_or_default(),
        };
        attributes.finish(understanding);
        settings
    }
}

/// Notes the pages of `from=a.md,b.md` among the document's links, so that they are resolved and checked like these.
fn from(fence: &Fence, understanding: &mut Understanding) -> Vec<usize> {
    let mut links = Vec::new();
    for attribute in fence.attributes.iter().filter(|attribute| attribute.name == "from") {
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
    }
    links
}
