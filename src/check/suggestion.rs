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
    // The right name in another folder is the likeliest slip; then a misspelt name. Folders only choose among equals, because
    // files of one folder have much of their paths in common.
    let name = nearest(own_name(wanted), candidates.iter().map(|path| own_name(path.as_str())))?;
    let called = candidates.iter().map(|path| path.as_str()).filter(|path| own_name(path).eq_ignore_ascii_case(name));
    let found = nearest(wanted, called.clone()).or_else(|| called.min_by_key(|path| path.len()))?;
    let path = relative(from.as_str(), found);
    Some(words!("是不是 `{path}`？", "Did you mean `{path}`?"))
}

/// What is wrong with an address that was written as other programs have it.
pub fn of_slip(destination: &str) -> Option<Words> {
    let host = destination.split('/').next().unwrap_or_default();
    if destination.starts_with("www.") || [".com", ".cn", ".net", ".org"].iter().any(|end| host.ends_with(end)) {
        return Some(words!(
            "别的网站前面要加 https://：`https://{destination}`",
            "Put https:// in front of another site's address: `https://{destination}`"
        ));
    }
    if destination.contains('＃') {
        let plain = destination.replace('＃', "#");
        return Some(words!("`＃` 要用半角：`{plain}`", "Use the ordinary `#`: `{plain}`"));
    }
    let plain = destination.replace('\\', "/");
    (plain != destination).then(|| words!("路径用 `/`：`{plain}`", "Write the path with `/`: `{plain}`"))
}

/// What an author calls a file: its name without number and extension; for a folder's own page the folder's.
fn own_name(path: &str) -> &str {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = match stem {
        "index" | "_index" | "README" => folder.rsplit('/').next().unwrap_or_default(),
        stem => stem,
    };
    let plain = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.']);
    if plain.is_empty() { name } else { plain }
}
