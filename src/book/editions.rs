//! Which files belong to which language.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Config;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Document, ReadingTime};
use crate::source::{Location, SourcePath, Sources};
use crate::words;

/// The documents of one language, by their path below the edition's folder.
pub struct Part {
    pub language: String,
    pub folder: String,
    /// The edition's folder in the project, with a trailing slash unless it is the project itself.
    pub base: String,
    pub documents: BTreeMap<String, Arc<Document>>,
}

/// Divides the documents by language.
///
/// `languages:` decides. Without it, the folders of the content are editions when every one that holds pages has the name of
/// a language; otherwise the content is one edition, whose language is guessed from its text.
pub fn divide(
    documents: BTreeMap<SourcePath, Arc<Document>>,
    sources: &Sources,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Part> {
    let root = match sources.content_root.as_str() {
        "" => String::new(),
        root => format!("{root}/"),
    };
    let folders: Vec<String> = match config.languages.as_slice() {
        [] => language_folders(&documents, &root),
        [only] if !has_folder(&documents, &root, &only.value) => Vec::new(),
        languages => languages.iter().map(|language| language.value.clone()).collect(),
    };
    if folders.is_empty() {
        let language =
            config.languages.first().map_or_else(|| guess(&documents).to_owned(), |language| language.value.clone());
        let documents =
            documents.into_iter().map(|(path, document)| (path.as_str()[root.len()..].to_owned(), document)).collect();
        return vec![Part { language: full_tag(&language), folder: String::new(), base: root, documents }];
    }
    let mut parts: Vec<Part> = folders
        .into_iter()
        .map(|folder| Part {
            language: full_tag(&folder),
            base: format!("{root}{folder}/"),
            folder,
            documents: BTreeMap::new(),
        })
        .collect();
    for (path, document) in documents {
        if let Some(part) = parts.iter_mut().find(|part| path.as_str().starts_with(&part.base)) {
            let below = path.as_str()[part.base.len()..].to_owned();
            part.documents.insert(below, document);
        } else {
            let folders = parts.iter().map(|part| format!("`{}`", part.base)).collect::<Vec<_>>();
            let (zh, en) = (folders.join("、"), folders.join(", "));
            let own = path.as_str()[root.len()..].split_once('/').map(|(folder, _)| folder);
            let language = own.filter(|folder| is_language(folder)).map(|folder| {
                words!(
                    "在 `onramp.yaml` 的 `languages:` 里加上 {folder}，或者放进 {zh} 之一",
                    "Add {folder} to `languages:` in `onramp.yaml`, or move it into one of {en}"
                )
            });
            findings.push(
                Diagnostic::new(
                    &rule::PAGE_OUTSIDE_EDITIONS,
                    Location::file(&path),
                    words!(
                        "这个文件不在任何一种语言里，没有发布",
                        "This file belongs to no language and is not published"
                    ),
                )
                .hint(words!("放进 {zh} 之一", "Move it into one of {en}"))
                .maybe_hint(language),
            );
        }
    }
    parts
}

fn has_folder(documents: &BTreeMap<SourcePath, Arc<Document>>, root: &str, folder: &str) -> bool {
    documents.keys().any(|path| path.as_str().starts_with(&format!("{root}{folder}/")))
}

/// The top folders, if all of them are languages and no page lies beside them.
fn language_folders(documents: &BTreeMap<SourcePath, Arc<Document>>, root: &str) -> Vec<String> {
    let mut folders: Vec<String> = Vec::new();
    for path in documents.keys() {
        let below = &path.as_str()[root.len()..];
        match below.split_once('/') {
            Some((folder, _)) if is_language(folder) => {
                if folders.last().is_none_or(|last| last != folder) {
                    folders.push(folder.to_owned());
                }
            }
            _ => return Vec::new(),
        }
    }
    folders
}

/// Whether a folder has the name of a language.
fn is_language(folder: &str) -> bool {
    LANGUAGES.iter().any(|(tag, _, _)| folder.split('-').next() == Some(*tag))
}

/// More hanzi than words of other scripts: Chinese.
fn guess(documents: &BTreeMap<SourcePath, Arc<Document>>) -> &'static str {
    let all = documents.values().fold(ReadingTime::default(), |sum, document| sum + document.reading_time);
    if all.han > all.words { "zh" } else { "en" }
}

/// Languages by their code: the tag for `<html lang>`, which decides fonts and spacing, and the language's own name.
const LANGUAGES: [(&str, &str, &str); 12] = [
    ("zh", "zh-CN", "中文"),
    ("en", "en", "English"),
    ("ja", "ja", "日本語"),
    ("ko", "ko", "한국어"),
    ("de", "de", "Deutsch"),
    ("fr", "fr", "Français"),
    ("es", "es", "Español"),
    ("pt", "pt", "Português"),
    ("it", "it", "Italiano"),
    ("ru", "ru", "Русский"),
    ("vi", "vi", "Tiếng Việt"),
    ("th", "th", "ไทย"),
];

fn full_tag(language: &str) -> String {
    LANGUAGES.iter().find(|(code, _, _)| *code == language).map_or(language, |(_, tag, _)| tag).to_owned()
}

/// A language's own name, for the language switch.
pub fn own_name(language: &str) -> &str {
    match language {
        "zh-TW" | "zh-HK" | "zh-Hant" => "繁體中文",
        _ => LANGUAGES
            .iter()
            .find(|(code, _, _)| language.split('-').next() == Some(*code))
            .map_or(language, |(_, _, name)| name),
    }
}
