//! `languages:` of `onramp.yaml`: the folders that hold the editions.

use crate::diagnostic::{Diagnostic, rule};
use crate::source::Sources;
use crate::words;
use crate::yaml::{MOST_FINDINGS, Spanned, YamlText};

/// The languages that can be editions; each of the others is a finding.
pub fn checked(
    languages: Vec<Spanned<String>>,
    sources: &Sources,
    text: YamlText,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Spanned<String>> {
    // The pages of a single language need no folder of their own.
    let in_folders = languages.len() > 1;
    let mut kept: Vec<Spanned<String>> = Vec::new();
    for language in languages {
        let wrong = if !is_language(&language.value) {
            no_language
        } else if kept.iter().any(|twin| twin.value.eq_ignore_ascii_case(&language.value)) {
            given_twice
        } else if in_folders && !has_pages(&language.value, sources) {
            without_pages
        } else {
            kept.push(language);
            continue;
        };
        if findings.len() < MOST_FINDINGS {
            findings.push(wrong(&language, sources, text));
        }
    }
    kept
}

/// A language is a folder name and goes into addresses: letters, digits and hyphens, beginning with a letter.
fn is_language(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_alphabetic())
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn has_pages(tag: &str, sources: &Sources) -> bool {
    let folder = folder(tag, sources);
    sources.texts.keys().any(|path| path.as_str().starts_with(&folder) && path.is_markdown())
}

/// Where the pages of a language lie, with a `/` at the end.
fn folder(tag: &str, sources: &Sources) -> String {
    match sources.content_root.as_str() {
        "" => format!("{tag}/"),
        root => format!("{root}/{tag}/"),
    }
}

fn no_language(language: &Spanned<String>, _: &Sources, text: YamlText) -> Diagnostic {
    let tag = &language.value;
    let message = words!("“{tag}”不是语言代码", "`{tag}` is not a language code");
    Diagnostic::at(&rule::WRONG_TYPE, text.path, text.locate(&language.place), message)
        .hint(words!("例如 `zh`、`en`、`zh-TW`", "For example `zh`, `en` or `zh-TW`"))
}

fn given_twice(language: &Spanned<String>, _: &Sources, text: YamlText) -> Diagnostic {
    let tag = &language.value;
    let message = words!("“{tag}”写了两次", "`{tag}` is given twice");
    Diagnostic::at(&rule::WRONG_TYPE, text.path, text.locate(&language.place), message)
        .hint(words!("删掉其中一个", "Delete one of them"))
}

fn without_pages(language: &Spanned<String>, sources: &Sources, text: YamlText) -> Diagnostic {
    let (tag, folder) = (&language.value, folder(&language.value, sources));
    let message = words!("{folder} 里没有页面", "There are no pages in {folder}");
    Diagnostic::at(&rule::LANGUAGE_WITHOUT_PAGES, text.path, text.locate(&language.place), message).hint(words!(
        "写一个 `{folder}index.md`，或先从 `languages:` 里去掉 {tag}",
        "Write a `{folder}index.md`, or take {tag} out of `languages:` for now"
    ))
}
