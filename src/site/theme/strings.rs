//! The theme's words: `strings/<language>.yaml`, one flat table of key and text per language.

use std::collections::{BTreeMap, BTreeSet};

use super::errors::yaml_error;
use super::files::{ThemeFile, ThemeFiles};
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::source::Span;
use crate::words;

/// The language that fills every gap.
const FALLBACK: &str = "en";

/// Words by language tag in lower case, then by key.
#[derive(Debug)]
pub struct Strings {
    languages: BTreeMap<String, BTreeMap<String, String>>,
}

impl Strings {
    /// Reads all strings files. A theme's file needs only the words it changes.
    pub fn read(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Strings {
        let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut own = Vec::new();
        let mut known = BTreeSet::new();
        for (name, versions) in files.folder("strings", ".yaml") {
            let language = name.trim_end_matches(".yaml").to_ascii_lowercase();
            for file in versions {
                let texts = match serde_yaml::from_str::<BTreeMap<String, String>>(&file.text) {
                    Ok(texts) => texts,
                    // An empty file, or one with only comments: nothing is changed.
                    Err(_) if is_blank(&file.text) => continue,
                    Err(error) => {
                        diagnostics.push(yaml_error(&error, file));
                        continue;
                    }
                };
                if file.embedded {
                    known.extend(texts.keys().cloned());
                } else {
                    own.extend(texts.keys().map(|key| (file, key.clone())));
                }
                languages.entry(language.clone()).or_default().extend(texts);
            }
        }
        let used = keys_in_templates(files);
        for (file, key) in own {
            if !known.contains(&key) && !used.contains(key.as_str()) {
                diagnostics.push(unknown_key(file, &key, &known));
            }
        }
        Strings { languages }
    }

    /// The words of exactly this language, gaps and all.
    #[cfg(test)]
    pub fn own(&self, language: &str) -> &BTreeMap<String, String> {
        &self.languages[language]
    }

    /// All words in a language, whose gaps are filled from its primary subtag and then from English.
    pub fn of(&self, language: &str) -> BTreeMap<String, String> {
        let exact = language.to_ascii_lowercase();
        let primary = exact.split('-').next().unwrap_or_default();
        let mut texts = BTreeMap::new();
        for tag in [FALLBACK, primary, &exact] {
            texts.extend(self.languages.get(tag).cloned().unwrap_or_default());
        }
        texts
    }
}

/// The keys that the project's own templates ask for, so that a theme may have words the default theme has not.
fn keys_in_templates(files: &ThemeFiles) -> BTreeSet<&str> {
    let own = files.folder("templates", "").filter_map(|(_, versions)| versions.last());
    own.filter(|file| !file.embedded)
        .flat_map(|file| file.text.split("text.").skip(1))
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default())
        .collect()
}

fn is_blank(yaml: &str) -> bool {
    yaml.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

fn unknown_key(file: &ThemeFile, key: &str, known: &BTreeSet<String>) -> Diagnostic {
    let hint = match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => words!("是想写 `{near}` 吗？", "Did you mean `{near}`?"),
        None => words!("没有模板用到它，可以删掉", "No template uses it; remove it"),
    };
    let message = words!("主题里没有用到 `{key}` 这个键", "the theme has no use for the key `{key}`");
    Diagnostic::at(&rule::UNKNOWN_KEY, &file.path, key_span(&file.text, key), message).hint(hint)
}

/// Where a key of a flat table is written. YAML keys begin their line here, so no parser is needed to find one.
fn key_span(yaml: &str, key: &str) -> Span {
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let bare = line.trim_start_matches(['"', '\'']);
        if bare.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':')) {
            let start = start + line.len() - bare.len();
            return Span::new(start, start + key.len());
        }
        start += line.len();
    }
    Span::default()
}
