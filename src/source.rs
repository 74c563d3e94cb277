//! What the author wrote: the project's files as values, and places in them.
//!
//! This is the only module besides the rim (`publish`, `serve`, `cli`) that touches the disk. Everything after it works on
//! [`Sources`] and nothing else, so the same sources always give the same site.

mod folder;
mod history;
mod image;
mod read;
mod rewrite;
mod text;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::diagnostic::Diagnostic;

pub use folder::Folder;
pub use history::History;
pub use read::{LARGEST_TEXT, SEARCH_TESTS, SYNONYMS};
pub use rewrite::{RewriteError, create, rewrite};
pub use text::{Edit, LineColumn, apply, normalize_text};

/// A file's path inside the project: relative, `/`-separated on every system, never with `..`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes a path from its text, which must already be relative and `/`-separated.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        SourcePath(path.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the last `/`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The folder the file is in, without a trailing `/`; empty at the top.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The extension in lower case, empty when there is none.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// Whether the file is a page, by its extension.
    pub fn is_markdown(&self) -> bool {
        matches!(self.extension().as_str(), "md" | "markdown")
    }

    /// Where a relative link written in this file leads, with `.` and `..` resolved; `None` when it leaves the project.
    pub fn join(&self, relative: &str) -> Option<SourcePath> {
        let mut parts: Vec<&str> = self.parent().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for SourcePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A range of bytes in one file, on character boundaries. The file is known from the context (a document has one).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    /// A range that somebody else's parser gave, kept inside the text and at its characters whatever it says.
    pub fn inside(text: &str, range: std::ops::Range<usize>) -> Self {
        let inside = |at: usize| text.floor_char_boundary(at);
        Span::new(inside(range.start), inside(range.end))
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// This span moved by `offset` bytes, for a part that was parsed on its own.
    pub fn shifted(self, offset: usize) -> Self {
        Span::new(self.start as usize + offset, self.end as usize + offset)
    }
}

/// A span together with the file it is in: a place to point a reader to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    pub path: SourcePath,
    pub span: Span,
}

impl Location {
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Location { path: path.clone(), span }
    }

    /// The file as a whole, when no narrower place exists.
    pub fn file(path: &SourcePath) -> Self {
        Location::new(path, Span::default())
    }
}

/// A text file of the project. The text is what all spans refer to: UTF-8, no byte order mark, `\n` line ends, no NUL.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: SourcePath,
    pub text: Arc<str>,
}

/// A file that is copied as it is: an image, a PDF. Its bytes stay on disk until they are published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub path: SourcePath,
    /// Where it lies on disk.
    pub disk: PathBuf,
    /// Length in bytes.
    pub length: u64,
    /// BLAKE3 of the content, in hexadecimal.
    pub hash: String,
    /// Width and height in pixels, for an image whose header says so.
    pub pixels: Option<(u32, u32)>,
}

/// Everything Onramp reads of a project, as values.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Text files by path: `onramp.yaml`, Markdown, the project's theme files, what belongs to the search.
    pub texts: BTreeMap<SourcePath, SourceFile>,
    /// Everything else under the content folder.
    pub assets: BTreeMap<SourcePath, Asset>,
    /// The folder that holds the editions: `content`, or empty when the project is a plain folder of Markdown.
    pub content_root: String,
    /// What went wrong while reading: encodings, sizes, links that leave the project.
    pub diagnostics: Vec<Diagnostic>,
}

impl Sources {
    pub fn text(&self, path: &str) -> Option<&SourceFile> {
        self.texts.get(&SourcePath::new(path))
    }
}
