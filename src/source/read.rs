//! Reads a project from disk: the one place where files become values.

#![expect(clippy::disallowed_methods, reason = "this is where files are read")]

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Asset, Folder, SourceFile, SourcePath, Sources, Span, text};
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::words;

/// The largest text file that is read, in bytes. A book of this length would be 100 times a long chapter.
pub const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Files for the search: words that mean the same, and queries with the pages they should find.
pub const SYNONYMS: &str = "synonyms.yaml";
pub const SEARCH_TESTS: &str = "search-tests.tsv";

/// Folders with one of these in them were made by a program: a published site, build results (Cache Directory Tagging
/// Specification).
pub const MADE_BY_PROGRAMS: [&str; 2] = [".onramp-manifest.json", "CACHEDIR.TAG"];

impl Sources {
    /// Reads the project in `root`.
    ///
    /// With a `content` folder, that and `themes` are read; without one, the folder itself is the content. `output` is the
    /// folder that is published to: it is never read, wherever it is.
    ///
    /// # Errors
    /// Only when `root` itself cannot be read. Anything wrong with a single file is a diagnostic.
    pub fn read(root: &Path, output: &Path) -> io::Result<Sources> {
        Ok(Folder::open(root, output)?.into_sources())
    }
}

/// The way through a project's folder, to all files that are part of it.
pub struct Walk {
    pub content_root: String,
    pub files: Vec<PathBuf>,
    /// The folders that were looked into.
    pub folders: BTreeSet<PathBuf>,
    pub findings: Vec<Diagnostic>,
}

/// What came of reading a file.
pub enum Outcome {
    Text(SourceFile, Vec<Diagnostic>),
    Asset(Asset),
    Nothing(Diagnostic),
}

impl Walk {
    /// Goes through the folder without reading any file; see [`Sources::read`].
    pub fn through(root: &Path, output: &Path) -> io::Result<Walk> {
        fs::read_dir(root)?;
        let content_root = if root.join("content").is_dir() { "content" } else { "" };
        let mut walk = Walk {
            content_root: content_root.to_owned(),
            files: Vec::new(),
            folders: BTreeSet::new(),
            findings: Vec::new(),
        };
        for name in ["onramp.yaml", SYNONYMS] {
            let file = root.join(name);
            if file.is_file() && stays_inside(root, &file, &mut walk.findings) {
                walk.files.push(file);
            }
        }
        let themes = root.join("themes");
        if themes.is_dir() && stays_inside(root, &themes, &mut walk.findings) {
            walk.below(root, &themes, output);
        }
        let content = root.join(content_root);
        if content_root.is_empty() || stays_inside(root, &content, &mut walk.findings) {
            walk.below(root, &content, output);
        }
        Ok(walk)
    }

    /// Collects the files under `folder`. Hidden files are left out; a symlink is followed only inside the project.
    fn below(&mut self, root: &Path, folder: &Path, output: &Path) {
        let top_is_content = folder == root;
        let output = fs::canonicalize(output).ok();
        let wanted = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            if entry.depth() == 0 {
                return true;
            }
            let skipped = entry.file_type().is_dir() && is_made_by_programs(entry.path(), &name, output.as_deref());
            let own =
                top_is_content && entry.depth() == 1 && (name == "themes" || name == "onramp.yaml" || name == SYNONYMS);
            !name.starts_with('.') && !skipped && !own
        };
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.files.push(entry.into_path()),
                Ok(entry) if entry.path_is_symlink() => {
                    follow(root, entry.path(), &mut self.files, &mut self.findings);
                }
                Ok(entry) => {
                    self.folders.insert(entry.into_path());
                }
                Err(error) => {
                    let path = source_path(root, error.path().unwrap_or(folder));
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.findings.push(unreadable(&path, &words!("{why}", "{why}")));
                }
            }
        }
    }
}

fn is_made_by_programs(folder: &Path, name: &str, output: Option<&Path>) -> bool {
    name == "node_modules"
        || MADE_BY_PROGRAMS.iter().any(|file| folder.join(file).is_file())
        || output.is_some_and(|output| {
            output.ends_with(name) && fs::canonicalize(folder).is_ok_and(|folder| folder == output)
        })
}

/// A symlink to a file or folder inside the project counts as that file or folder; one that leads out, or nowhere, does not.
fn follow(root: &Path, link: &Path, files: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let path = source_path(root, link);
    let (Ok(target), Ok(real_root)) = (fs::canonicalize(link), fs::canonicalize(root)) else {
        diagnostics.push(unreadable(&path, &words!("链接的另一端没有文件", "the link leads nowhere")));
        return;
    };
    if target.starts_with(&real_root) {
        if target.is_file() {
            files.push(link.to_owned());
        }
        // A folder inside the project is read where it really is; following it here could go round in circles.
        return;
    }
    diagnostics.push(out_of_project(&path));
}

/// Whether one of the project's own top files or folders is really in it, and not a link to somewhere else.
fn stays_inside(root: &Path, path: &Path, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let (Ok(target), Ok(real_root)) = (fs::canonicalize(path), fs::canonicalize(root)) else { return true };
    let inside = target.starts_with(&real_root);
    if !inside {
        diagnostics.push(out_of_project(&source_path(root, path)));
    }
    inside
}

fn out_of_project(path: &SourcePath) -> Diagnostic {
    let message = words!("这个链接指向项目之外，没有读取", "This link leads out of the project and was not followed");
    Diagnostic::at(&rule::LINK_OUT_OF_PROJECT, path, Span::default(), message)
        .hint(words!("把文件复制到项目里", "Copy the file into the project"))
}

pub fn read_file(root: &Path, disk: &Path) -> Outcome {
    let path = source_path(root, disk);
    let metadata = match fs::metadata(disk) {
        Ok(metadata) => metadata,
        Err(error) => return Outcome::Nothing(unreadable(&path, &words!("{error}", "{error}"))),
    };
    if !is_text(&path) {
        return read_asset(path, disk, &metadata);
    }
    if metadata.len() > LARGEST_TEXT {
        let (size, most) = (metadata.len() / 1_048_576, LARGEST_TEXT / 1_048_576);
        return Outcome::Nothing(
            Diagnostic::at(
                &rule::FILE_TOO_LARGE,
                &path,
                Span::default(),
                words!(
                    "文件有 {size} MB，超过 {most} MB，没有读取",
                    "The file has {size} MB; files over {most} MB are not read"
                ),
            )
            .hint(words!("拆成几个文件", "Split it into several files")),
        );
    }
    match fs::read(disk) {
        Ok(bytes) => read_text(path, bytes),
        Err(error) => Outcome::Nothing(unreadable(&path, &words!("{error}", "{error}"))),
    }
}

/// Markdown, the settings, and whatever a theme is made of; anything else is copied as it is.
fn is_text(path: &SourcePath) -> bool {
    match path.extension().as_str() {
        "md" | "markdown" => true,
        _ if matches!(path.file_name(), SYNONYMS | SEARCH_TESTS) => true,
        "html" | "css" | "js" | "svg" | "yaml" | "xml" | "txt" => {
            path.as_str().starts_with("themes/") || path.as_str() == "onramp.yaml"
        }
        _ => false,
    }
}

fn read_text(path: SourcePath, bytes: Vec<u8>) -> Outcome {
    let raw = match String::from_utf8(bytes) {
        Ok(raw) => raw,
        Err(error) => return Outcome::Nothing(not_utf8(&path, error.as_bytes(), error.utf8_error().valid_up_to())),
    };
    let mut diagnostics = Vec::new();
    let clean = text::normalize_text(&raw);
    if raw.contains('\0') {
        let at = clean.find('\u{fffd}').unwrap_or(0);
        diagnostics.push(
            Diagnostic::at(
                &rule::NUL_CHARACTER,
                &path,
                Span::new(at, at + '\u{fffd}'.len_utf8()),
                words!("文件里有 NUL 字符，已换成 U+FFFD", "The file contains a NUL character, shown as U+FFFD"),
            )
            .hint(words!("删掉这个字符", "Delete the character")),
        );
    }
    let clean = clean.into_owned();
    Outcome::Text(SourceFile { path, text: clean.into() }, diagnostics)
}

fn read_asset(path: SourcePath, disk: &Path, metadata: &Metadata) -> Outcome {
    let mut hasher = blake3::Hasher::new();
    if let Err(error) = hasher.update_mmap_rayon(disk) {
        return Outcome::Nothing(unreadable(&path, &words!("{error}", "{error}")));
    }
    // The header is enough; a file that is no image simply has no size.
    let pixels = super::image::size(&path, disk);
    Outcome::Asset(Asset {
        path,
        disk: disk.to_owned(),
        length: metadata.len(),
        hash: hasher.finalize().to_hex().to_string(),
        pixels,
    })
}

/// Says which encoding it probably is: Windows in China saves GBK by default, and UTF-16 starts with a mark.
fn not_utf8(path: &SourcePath, bytes: &[u8], offset: usize) -> Diagnostic {
    let guess = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16",
        _ if looks_like_gbk(bytes) => "GBK",
        _ => "?",
    };
    let message = if guess == "?" {
        words!("文件不是 UTF-8 文本（第 {offset} 字节起）", "The file is not UTF-8 text (from byte {offset} on)")
    } else {
        words!(
            "文件不是 UTF-8 文本，看起来是 {guess}（第 {offset} 字节起）",
            "The file is not UTF-8 text; it looks like {guess} (from byte {offset} on)"
        )
    };
    Diagnostic::at(&rule::NOT_UTF8, path, Span::default(), message)
        .hint(words!("用编辑器“另存为”UTF-8 编码", "Save it again as UTF-8 in your editor"))
}

/// Every byte over 0x80 starts a pair that GBK allows (GB 18030-2005, two-byte area).
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        rest = match (first, tail.split_first()) {
            (0..=0x7f, _) => tail,
            (0x81..=0xfe, Some((0x40..=0x7e | 0x80..=0xfe, after))) => after,
            _ => return false,
        };
    }
    true
}

fn unreadable(path: &SourcePath, why: &Words) -> Diagnostic {
    let Words { zh, en } = why;
    Diagnostic::at(
        &rule::UNREADABLE_FILE,
        path,
        Span::default(),
        words!("读不了这个文件：{zh}", "This file cannot be read: {en}"),
    )
    .hint(words!("检查它是否存在、你有没有权限", "Check that it exists and that you may read it"))
}

pub fn source_path(root: &Path, disk: &Path) -> SourcePath {
    let relative = disk.strip_prefix(root).unwrap_or(disk);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    SourcePath::new(parts.join("/"))
}
