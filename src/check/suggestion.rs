//! The nearest thing to a link that leads nowhere, written the way the author would write it.

use crate::diagnostic::{Words, nearest};
use crate::outline::relative;
use crate::source::SourcePath;
use crate::words;

/// How many comparisons one rule may still make for its suggestions. Each finding compares with every file or heading, so that
/// thousands of findings in a large book would take minutes; the first ones get suggestions, and people mend those first.
pub struct Patience(usize);

impl Default for Patience {
    fn default() -> Self {
        Patience(300_000)
    }
}

impl Patience {
    /// Whether so many comparisons may be made; they are counted.
    pub fn allows(&mut self, comparisons: usize) -> bool {
        let left = self.0.checked_sub(comparisons);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// “Did you mean” the file among `candidates` whose path is nearest to `wanted`, relative to the file the link is in.
pub fn nearest_file(from: &SourcePath, wanted: &str, candidates: &[&SourcePath]) -> Option<Words> {
    let name = wanted.rsplit('/').next().unwrap_or_default();
    // The right name in another folder is the likeliest slip; then the nearest path.
    let same_name =
        candidates.iter().filter(|path| path.file_name().eq_ignore_ascii_case(name)).map(|path| path.as_str());
    let found = nearest(wanted, same_name).or_else(|| nearest(wanted, candidates.iter().map(|path| path.as_str())))?;
    let path = relative(from.as_str(), found);
    Some(words!("是不是 `{path}`？", "Did you mean `{path}`?"))
}
