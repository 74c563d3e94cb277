//! Looks at a source and gives it to the reader for its kind.

#![expect(clippy::disallowed_methods, reason = "this is where a source is read")]

use std::fs;
use std::path::{Path, PathBuf};

use super::manuscript::{Manuscript, Page};
use super::{ImportError, mdbook, mkdocs, word};
use crate::document::is_han;

/// The largest document, in bytes.
const LARGEST: u64 = 512 << 20;

/// Reads a source. `language` is that of its text, when it is known; otherwise the text shows it.
///
/// # Errors
/// When the source cannot be read at all. What single parts cannot be carried is in the manuscript.
pub fn read(source: &Path, language: Option<&str>) -> Result<Manuscript, ImportError> {
    let metadata = fs::metadata(source).map_err(|error| ImportError::io(source, error))?;
    let mut manuscript = if metadata.is_dir() {
        folder(source)?
    } else if matches!(name(source).as_str(), "book.toml" | "mkdocs.yml" | "mkdocs.yaml") {
        folder(source.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))?
    } else {
        if metadata.len() > LARGEST {
            let part = format!("{} MB", metadata.len() >> 20);
            return Err(ImportError::TooLarge { path: source.to_owned(), part });
        }
        let bytes = fs::read(source).map_err(|error| ImportError::io(source, error))?;
        recognise(&bytes, source)?;
        word::read(bytes, source)?
    };
    if let Some(language) = language {
        manuscript.language = language.to_owned();
    }
    if !matches!(manuscript.language.as_str(), "zh" | "en") {
        manuscript.language = guess(&manuscript.front).to_owned();
    }
    Ok(manuscript)
}

/// The folder that a source becomes when nobody says another: beside where one is, with the source's name.
pub fn default_folder(source: &Path) -> PathBuf {
    let whole = fs::canonicalize(source).unwrap_or_else(|_| source.to_owned());
    let is_settings = matches!(name(source).as_str(), "book.toml" | "mkdocs.yml" | "mkdocs.yaml");
    let named = if is_settings { whole.parent().unwrap_or(&whole) } else { &whole };
    let name = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    match is_settings || whole.is_dir() {
        // The folder itself has the plain name.
        true => PathBuf::from(format!("{}-onramp", name(named.file_name()))),
        false => PathBuf::from(name(named.file_stem())),
    }
}

fn folder(folder: &Path) -> Result<Manuscript, ImportError> {
    if folder.join("book.toml").is_file() {
        mdbook::read(folder)
    } else if let Some(settings) = ["mkdocs.yml", "mkdocs.yaml"].iter().find(|name| folder.join(name).is_file()) {
        mkdocs::read(folder, settings)
    } else {
        Err(ImportError::UnknownFolder(folder.to_owned()))
    }
}

/// Says by a file's first bytes what is wrong with it, unless it may be a Word document.
fn recognise(bytes: &[u8], path: &Path) -> Result<(), ImportError> {
    let other = |kind| Err(ImportError::OtherKind { path: path.to_owned(), kind });
    let has = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    let begins_with = |text: &[u8]| bytes[..bytes.len().min(100)].windows(text.len()).any(|part| part == text);
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    match bytes {
        [] => Err(ImportError::Empty(path.to_owned())),
        // A compound file: Word before 2007, or a newer document that is locked.
        [0xd0, 0xcf, 0x11, 0xe0, ..] if has(&wide("EncryptedPackage")) => Err(ImportError::Protected(path.to_owned())),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(ImportError::OldWord(path.to_owned())),
        // These say what they are in their first entry.
        [b'P', b'K', 3, 4, ..] if begins_with(b"application/vnd.oasis.opendocument") => other("OpenDocument"),
        [b'P', b'K', 3, 4, ..] if begins_with(b"application/epub") => other("EPUB"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Ok(()),
        _ if bytes.starts_with(b"{\\rtf") => other("RTF"),
        _ if bytes.starts_with(b"%PDF") => other("PDF"),
        _ if is_html(bytes) => other("HTML"),
        _ if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx")) => {
            Err(ImportError::Damaged { path: path.to_owned(), reason: word::no_package() })
        }
        _ => Err(ImportError::UnknownFile(path.to_owned())),
    }
}

fn is_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// More hanzi than words of letters: Chinese.
fn guess(front: &Page) -> &'static str {
    let (han, words) = scripts(front);
    let in_title = front.title.chars().any(is_han);
    if han > words || han == words && in_title { "zh" } else { "en" }
}

/// How many hanzi and how many words of letters a page and those below it have.
fn scripts(page: &Page) -> (usize, usize) {
    let text = page.body.text();
    let is_word = |word: &&str| word.starts_with(|c: char| c.is_ascii_alphabetic());
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_word).count();
    let own = (text.chars().filter(|c| is_han(*c)).count(), words);
    page.pages.iter().map(scripts).fold(own, |(han, words), more| (han + more.0, words + more.1))
}
