//! What could not be carried, and where: a list for whoever looks through the new project.

mod kinds;

pub use kinds::{Fate, What};

/// Something of the source that the project has not, or has in another shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    pub what: What,
    /// The page it is on: its position when all pages are counted in order, the front page first.
    pub page: usize,
    /// The heading on that page under which it is.
    pub heading: Option<String>,
    /// What exactly: a comment's words, a file's name.
    pub detail: Option<String>,
    /// How often it is there.
    pub count: usize,
}

/// Where the reader is, and what it could not carry so far. The same thing twice in one place is one entry.
#[derive(Debug, Default)]
pub struct Losses {
    pub list: Vec<Loss>,
    page: usize,
    heading: Option<String>,
}

impl Losses {
    /// From here on, everything is on this page.
    pub fn enter(&mut self, page: usize) {
        self.page = page;
        self.heading = None;
    }

    /// From here on, everything is below this heading, or above all headings.
    pub fn below(&mut self, heading: Option<&str>) {
        self.heading = heading.map(str::to_owned);
    }

    pub fn add(&mut self, what: What) {
        self.note(what, None);
    }

    pub fn add_with(&mut self, what: What, detail: impl Into<String>) {
        self.note(what, Some(detail.into()));
    }

    /// For what belongs to the list of contents and to no page of it.
    pub fn add_at_front(&mut self, what: What, detail: impl Into<String>) {
        let detail = Some(shortened(&detail.into()));
        self.list.push(Loss { what, page: 0, heading: None, detail, count: 1 });
    }

    fn note(&mut self, what: What, detail: Option<String>) {
        let detail = detail.map(|detail| shortened(&detail)).filter(|detail| !detail.is_empty());
        let (page, heading) = (self.page, &self.heading);
        let mut here = self.list.iter_mut().rev().take_while(|loss| loss.page == page && loss.heading == *heading);
        if let Some(twin) = here.find(|loss| loss.what == what && loss.detail == detail) {
            twin.count += 1;
            return;
        }
        self.list.push(Loss { what, page, heading: heading.clone(), detail, count: 1 });
    }
}

/// The longest detail, in characters: enough for a comment.
const LONGEST_DETAIL: usize = 200;

/// One line of bounded length.
fn shortened(detail: &str) -> String {
    let line = detail.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_DETAIL) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
