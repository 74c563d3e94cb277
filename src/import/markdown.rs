//! Markdown whose addresses are still open: where a page or an image ends up is known only when all are laid out.

use std::ops::Range;

/// Where a link leads, before it is an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place by its label in the manuscript. When `fragment` names no label of its own, it is kept as it is.
    Place { label: String, fragment: Option<String> },
    /// A file of the manuscript, by its position.
    Asset(usize),
}

/// A part of a line, and what is to be in its place.
pub type Guard = (Range<usize>, &'static str);

/// Text with places left open for addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    text: String,
    /// What is to be put in, by offset in `text`, in order.
    open: Vec<(usize, Target)>,
}

impl Markdown {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.open.is_empty()
    }

    /// The text so far, without the addresses.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All places to be filled in.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.open.iter().map(|(_, target)| target)
    }

    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub fn push_target(&mut self, target: Target) {
        self.open.push((self.text.len(), target));
    }

    pub fn append(&mut self, other: &Markdown) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.open.extend(other.open.iter().map(|(at, target)| (start + at, target.clone())));
    }

    /// Adds a block: a blank line before it, unless it is the first.
    pub fn append_block(&mut self, block: &Markdown) {
        if block.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.push("\n\n");
        }
        self.append(block);
    }

    /// With other text in place of its first bytes, in which no place is open.
    pub fn with_start(&self, length: usize, start: &str) -> Markdown {
        let text = format!("{start}{}", self.text[length..].trim_start());
        let moved = |at: usize| (text.len() + at).saturating_sub(self.text.len());
        Markdown { open: self.open.iter().map(|(at, target)| (moved(*at), target.clone())).collect(), text }
    }

    /// With `first` before the first line and `rest` before all others; blank lines get no trailing blanks.
    pub fn prefixed(&self, first: &str, rest: &str) -> Markdown {
        let mut prefixed = Markdown::default();
        let mut open = self.open.iter().peekable();
        let mut start = 0;
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let prefix = if number == 0 { first } else { rest };
            prefixed.push(if line.trim().is_empty() { prefix.trim_end() } else { prefix });
            let is_last = start + line.len() == self.text.len();
            while let Some((at, target)) = open.next_if(|(at, _)| *at < start + line.len() || is_last) {
                prefixed.open.push((prefixed.text.len() + at - start, target.clone()));
            }
            prefixed.push(line);
            start += line.len();
        }
        if self.text.is_empty() {
            prefixed.push(first);
            prefixed.open.extend(open.map(|(_, target)| (prefixed.text.len(), target.clone())));
        }
        prefixed
    }

    /// With a part of each line replaced where `guard` says so. There must be no open place in that part.
    pub fn with_guarded_lines(&self, guard: fn(&str) -> Option<Guard>) -> Markdown {
        let mut guarded = Markdown::default();
        let mut open = self.open.iter().peekable();
        let (mut start, mut grown) = (0, 0_isize);
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            let replaced = guard(line);
            let (at, growth) = match &replaced {
                Some((range, new)) => (start + range.start, new.len() as isize - range.len() as isize),
                None => (end, 0),
            };
            let is_last = end == self.text.len();
            while let Some((place, target)) = open.next_if(|(place, _)| *place < end || is_last) {
                let moved = grown + if *place > at { growth } else { 0 };
                guarded.open.push((place.saturating_add_signed(moved), target.clone()));
            }
            match replaced {
                Some((range, new)) => {
                    guarded.push(&line[..range.start]);
                    guarded.push(new);
                    guarded.push(&line[range.end..]);
                }
                None => guarded.push(line),
            }
            grown += growth;
            start = end;
        }
        guarded.open.extend(open.cloned());
        guarded
    }

    /// The finished text.
    pub fn filled(&self, mut address: impl FnMut(&Target) -> String) -> String {
        let mut filled = String::with_capacity(self.text.len());
        let mut start = 0;
        for (at, target) in &self.open {
            filled.push_str(&self.text[start..*at]);
            filled.push_str(&address(target));
            start = *at;
        }
        filled.push_str(&self.text[start..]);
        filled
    }
}

impl From<&str> for Markdown {
    fn from(text: &str) -> Markdown {
        Markdown { text: text.to_owned(), open: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str, asset: usize) -> Markdown {
        let mut link = Markdown::from(&*format!("[{text}]("));
        link.push_target(Target::Asset(asset));
        link.push(")");
        link
    }

    #[test]
    fn open_places_move_with_their_text() {
        let mut text = Markdown::from("甲\n\n");
        text.append(&link("乙", 1));
        text.push("\n丙 ");
        text.append(&link("丁", 2));
        let quoted = text.prefixed("- ", "  ").prefixed("> ", "> ");
        let address = |target: &Target| match target {
            Target::Asset(asset) => format!("a{asset}"),
            Target::Place { label, .. } => label.clone(),
        };
        assert_eq!(quoted.filled(address), "> - 甲\n>\n>   [乙](a1)\n>   丙 [丁](a2)");
    }
}
