//! Findings with links to the author's editor.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::answer::Asker;
use super::snapshot::Snapshot;
use crate::book::Editor;
use crate::diagnostic::{Diagnostic, Language, OnPage, on_page};
use crate::source::{SourcePath, Sources};

/// A finding that may be opened where it is.
#[derive(Serialize)]
pub struct Entry {
    #[serde(flatten)]
    pub finding: OnPage,
    /// Opens the place in an editor.
    pub href: Option<String>,
}

/// Makes links to an editor. Colleagues on other machines get none, nor do they learn where the project is.
pub struct Linking<'a> {
    editor: Option<&'a Editor>,
    root: Option<PathBuf>,
}

impl<'a> Linking<'a> {
    pub fn new(snapshot: &'a Snapshot, root: &Path, asker: &'a Asker) -> Linking<'a> {
        let editor = asker.editor.as_ref().unwrap_or(&snapshot.project().book.config.editor);
        Linking { editor: asker.is_local.then_some(editor), root: fs::canonicalize(root).ok() }
    }

    /// Findings in the order of files and places.
    pub fn entries<'f>(
        &self,
        findings: impl IntoIterator<Item = &'f Diagnostic>,
        sources: &Sources,
        language: Language,
    ) -> Vec<Entry> {
        let entry = |finding: OnPage| {
            let (line, column) = (finding.line.unwrap_or(1), finding.column.unwrap_or(1));
            let href = finding.path.as_ref().and_then(|path| self.place(path, line, column));
            Entry { finding, href }
        };
        on_page(findings, sources, language).into_iter().map(entry).collect()
    }

    /// Opens a file at its top.
    pub fn file(&self, path: &SourcePath) -> Option<String> {
        self.place(path.as_str(), 1, 1)
    }

    fn place(&self, path: &str, line: usize, column: usize) -> Option<String> {
        let path = self.root.as_ref()?.join(path);
        self.editor?.link(&path.to_string_lossy(), line, column)
    }
}
