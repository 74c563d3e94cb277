//! The project's folder on disk: read once, then kept up with whatever changes in it.
//!
//! What a watcher reports is only a hint. Whether something changed is decided by looking, and looking at one file gives the
//! same as reading the whole folder anew.

mod stamp;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::read::{MADE_BY_PROGRAMS, Outcome, SYNONYMS, Walk, read_file, source_path};
use super::{SourcePath, Sources};
use crate::diagnostic::Diagnostic;

use stamp::Stamp;

/// What is known of a project's folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// Where the site is published to; it is never read.
    output: PathBuf,
    /// Without the findings of reading, which are kept by file.
    sources: Sources,
    /// Every file that was read, also those of which nothing came but a finding.
    files: BTreeMap<SourcePath, File>,
    /// The folders that were looked into.
    folders: BTreeSet<PathBuf>,
    /// What was wrong on the way to the files: links that lead out, folders that cannot be read.
    on_the_way: Vec<Diagnostic>,
}

#[derive(Debug)]
struct File {
    disk: PathBuf,
    /// As it was just before it was read.
    stamp: Option<Stamp>,
    findings: Vec<Diagnostic>,
}

impl Folder {
    /// Reads the project in `root`; see [`Sources::read`].
    ///
    /// # Errors
    /// Only when `root` itself cannot be read.
    pub fn open(root: &Path, output: &Path) -> io::Result<Folder> {
        let mut folder = Folder {
            root: root.to_owned(),
            output: output.to_owned(),
            sources: Sources::default(),
            files: BTreeMap::new(),
            folders: BTreeSet::new(),
            on_the_way: Vec::new(),
        };
        folder.look()?;
        Ok(folder)
    }

    /// What was read, with all that was found while reading.
    pub fn sources(&self) -> Sources {
        let (texts, assets) = (self.sources.texts.clone(), self.sources.assets.clone());
        Sources { texts, assets, content_root: self.sources.content_root.clone(), diagnostics: self.findings() }
    }

    /// The same, when nobody will look again.
    pub fn into_sources(self) -> Sources {
        Sources { diagnostics: self.findings(), ..self.sources }
    }

    /// Looks at everything, and reads what is not as it was. Says whether anything is different.
    ///
    /// # Errors
    /// When the project's folder itself cannot be read; what was known of it then stays.
    pub fn look(&mut self) -> io::Result<bool> {
        let walk = Walk::through(&self.root, &self.output)?;
        let known = &self.files;
        let look = |disk: &PathBuf| {
            let (path, stamp) = (source_path(&self.root, disk), Stamp::of(disk));
            let is_known = known.get(&path).is_some_and(|file| file.disk == *disk && file.stamp == stamp);
            let read = (!is_known || stamp.is_none()).then(|| read_file(&self.root, disk));
            (path, disk.clone(), stamp, read)
        };
        let looked: Vec<_> = walk.files.par_iter().map(look).collect();

        let there: BTreeSet<SourcePath> = looked.iter().map(|(path, ..)| path.clone()).collect();
        let gone: Vec<_> = self.files.keys().filter(|path| !there.contains(*path)).cloned().collect();
        let mut changed = !gone.is_empty() || walk.content_root != self.sources.content_root;
        changed |= walk.findings != self.on_the_way;
        gone.iter().for_each(|path| self.forget(path));
        for (path, disk, stamp, read) in looked {
            if let Some(outcome) = read {
                changed |= self.take(path, disk, stamp, outcome);
            }
        }
        self.sources.content_root = walk.content_root;
        self.folders = walk.folders;
        self.on_the_way = walk.findings;
        Ok(changed)
    }

    /// Looks at the files that may have changed, and at everything when that does not tell. Says whether anything is different.
    ///
    /// # Errors
    /// As [`Folder::look`].
    pub fn look_at<'a>(&mut self, hints: impl IntoIterator<Item = &'a Path>) -> io::Result<bool> {
        let mut changed = false;
        let hints: BTreeSet<&Path> = hints.into_iter().filter(|disk| self.concerns(disk)).collect();
        for disk in hints {
            match self.look_at_one(disk) {
                Some(different) => changed |= different,
                // What has been read so far stays; whatever else there is shows in a look at everything.
                None => return Ok(self.look()? | changed),
            }
        }
        Ok(changed)
    }

    /// Whether this is a file with a text that is empty or gone now: perhaps somebody is just writing it.
    pub fn is_emptied(&self, disk: &Path) -> bool {
        let Some(file) = self.files.get(&source_path(&self.root, disk)) else { return false };
        file.stamp.is_some() && fs::metadata(disk).map_or(true, |metadata| metadata.len() == 0)
    }

    /// `None` when only a look at everything can tell.
    fn look_at_one(&mut self, disk: &Path) -> Option<bool> {
        let path = source_path(&self.root, disk);
        match fs::symlink_metadata(disk) {
            Ok(metadata) if metadata.is_file() => {
                let known = self.files.get(&path).is_some_and(|file| file.disk == disk);
                let is_mark = MADE_BY_PROGRAMS.contains(&path.file_name());
                if is_mark || !known && !disk.parent().is_some_and(|folder| self.is_content(folder)) {
                    return None;
                }
                let stamp = Stamp::of(disk);
                let outcome = read_file(&self.root, disk);
                Some(self.take(path, disk.to_owned(), stamp, outcome))
            }
            Err(error) if error.kind() == ErrorKind::NotFound && path.as_str().contains('/') => {
                Some(self.remove(&path, disk))
            }
            // A folder, a link, the settings; something that cannot be looked at.
            _ => None,
        }
    }

    /// Whether what happens there can matter at all.
    fn concerns(&self, disk: &Path) -> bool {
        let Ok(within) = disk.strip_prefix(&self.root) else { return false };
        let path = source_path(&self.root, disk);
        let top = path.as_str().split('/').next().unwrap_or_default();
        let is_read = self.sources.content_root.is_empty()
            || matches!(top, "onramp.yaml" | SYNONYMS | "themes" | "content")
            || top.is_empty();
        let is_left_out = |name: &str| name.starts_with('.') || name == "node_modules";
        is_read && !disk.starts_with(&self.output) && !within.iter().any(|name| is_left_out(&name.to_string_lossy()))
    }

    /// A folder whose files are all read. At the top of a plain folder some are not.
    fn is_content(&self, folder: &Path) -> bool {
        folder != self.root && self.folders.contains(folder)
    }

    fn take(&mut self, path: SourcePath, disk: PathBuf, stamp: Option<Stamp>, outcome: Outcome) -> bool {
        let mut changed = false;
        let findings = match outcome {
            Outcome::Text(file, findings) => {
                let before = self.sources.texts.get(&path);
                if before.is_none_or(|before| before.text != file.text) {
                    changed = true;
                    self.sources.texts.insert(path.clone(), file);
                }
                findings
            }
            Outcome::Asset(asset) => {
                let same = self.sources.assets.get(&path).is_some_and(|before| *before == asset);
                if !same {
                    changed = true;
                    self.sources.assets.insert(path.clone(), asset);
                }
                Vec::new()
            }
            Outcome::Nothing(finding) => {
                changed |= self.sources.texts.remove(&path).is_some();
                changed |= self.sources.assets.remove(&path).is_some();
                vec![finding]
            }
        };
        let before = self.files.insert(path, File { disk, stamp, findings: findings.clone() });
        changed | (before.map_or(Vec::new(), |before| before.findings) != findings)
    }

    /// Forgets a file, or a folder and all that was in it.
    fn remove(&mut self, path: &SourcePath, disk: &Path) -> bool {
        let below = format!("{path}/");
        let is_gone = |known: &SourcePath| known == path || known.as_str().starts_with(&below);
        let gone: Vec<_> = self.files.keys().filter(|known| is_gone(known)).cloned().collect();
        gone.iter().for_each(|path| self.forget(path));
        self.folders.retain(|folder| !folder.starts_with(disk));
        let before = self.on_the_way.len();
        self.on_the_way.retain(|finding| !finding.location.as_ref().is_some_and(|place| is_gone(&place.path)));
        !gone.is_empty() || self.on_the_way.len() != before
    }

    fn forget(&mut self, path: &SourcePath) {
        self.files.remove(path);
        self.sources.texts.remove(path);
        self.sources.assets.remove(path);
    }

    fn findings(&self) -> Vec<Diagnostic> {
        let of_files = self.files.values().flat_map(|file| &file.findings);
        self.on_the_way.iter().chain(of_files).cloned().collect()
    }
}
