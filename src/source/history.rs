//! When pages were last changed, as Git knows it.
//!
//! Asked of the `git` program: it is there wherever a project is kept in Git, and whatever way it stores things in, it reads it.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;

use super::SourcePath;

/// Stands before each commit in what Git prints.
const COMMIT: char = '\u{1}';

/// A project's history. What was read of it is kept until there is another commit.
#[derive(Debug)]
pub struct History {
    root: PathBuf,
    /// The last commit that was read, and what it and those before it say.
    read: Option<(String, BTreeMap<SourcePath, Timestamp>)>,
}

impl History {
    /// Nothing is read yet.
    pub fn of(root: &Path) -> History {
        History { root: root.to_owned(), read: None }
    }

    /// When each of these files was last changed: by the commit that did, or by the file itself when the change is not committed.
    /// `None` when the project is in no repository with a commit, or there is no Git.
    pub fn dates<'a>(
        &mut self,
        files: impl IntoIterator<Item = &'a SourcePath>,
    ) -> Option<BTreeMap<SourcePath, Timestamp>> {
        let last = self.git(&["rev-parse", "--verify", "HEAD"])?;
        if self.read.as_ref().is_none_or(|(commit, _)| *commit != last) {
            let log = ["log", "--date-order", "--format=%x01%at", "--name-status", "-z", "-M", "--relative"];
            self.read = Some((last, committed(&self.git(&log)?)));
        }
        let (_, committed) = self.read.as_ref()?;
        let changed = self.git(&["diff", "--name-only", "-z", "--relative", "HEAD"])?;
        let changed: Vec<&str> = changed.split('\0').collect();
        let date = |path: &SourcePath| {
            let known = committed.get(path).filter(|_| !changed.contains(&path.as_str()));
            known.copied().or_else(|| self.touched(path))
        };
        Some(files.into_iter().filter_map(|path| Some((path.clone(), date(path)?))).collect())
    }

    fn touched(&self, path: &SourcePath) -> Option<Timestamp> {
        Timestamp::try_from(fs::metadata(self.root.join(path.as_str())).ok()?.modified().ok()?).ok()
    }

    /// What Git prints; `None` when it fails. It writes nothing and runs nothing that the repository's own settings name.
    fn git(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("git")
            .arg("-C")
            .arg(&self.root)
            .args(["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"])
            .args(arguments)
            .output()
            .ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The date of each file's last change. To be given another name, or another folder, is no change.
fn committed(log: &str) -> BTreeMap<SourcePath, Timestamp> {
    let mut dates = BTreeMap::new();
    // The names that files of an older commit have now, for those that were renamed since.
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for commit in log.split(COMMIT) {
        let mut parts = commit.split('\0');
        let Some(date) = parts.next().and_then(|seconds| Timestamp::from_second(seconds.parse().ok()?).ok()) else {
            continue;
        };
        let mut renamed = Vec::new();
        while let (Some(change), Some(path)) = (parts.next().map(str::trim_start), parts.next()) {
            let now = |name: &str| names.get(name).cloned().unwrap_or_else(|| vec![name.to_owned()]);
            let (old, new) = match change.starts_with('R') {
                true => (Some(path), parts.next().unwrap_or_default()),
                false => (None, path),
            };
            let now = now(new);
            if change != "R100" && !change.starts_with('D') {
                now.iter().for_each(|name| {
                    dates.entry(SourcePath::new(name.as_str())).or_insert(date);
                });
            }
            renamed.extend(old.map(|old| (old, new, now)));
        }
        for (_, new, _) in &renamed {
            names.insert((*new).to_owned(), Vec::new());
        }
        for (old, _, now) in renamed {
            names.insert(old.to_owned(), now);
        }
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_no_change() {
        let log = "\u{1}300\0\nR100\0a.md\0b.md\0R090\0c.md\0d.md\0\u{1}200\0\nM\0a.md\0M\0e.md\0\u{1}100\0\nA\0a.md\0A\0c.md\0A\0e.md\0A\0b.md\0";
        let dates: Vec<_> =
            committed(log).into_iter().map(|(path, date)| format!("{path} {}", date.as_second())).collect();
        assert_eq!(dates, ["b.md 200", "d.md 300", "e.md 200"]);
    }

    #[test]
    fn two_files_may_exchange_their_names() {
        let log = "\u{1}300\0\nR100\0a.md\0b.md\0R100\0b.md\0a.md\0\u{1}200\0\nM\0a.md\0\u{1}100\0\nA\0a.md\0A\0b.md\0";
        let dates: Vec<_> =
            committed(log).into_iter().map(|(path, date)| format!("{path} {}", date.as_second())).collect();
        assert_eq!(dates, ["a.md 100", "b.md 200"]);
    }
}
