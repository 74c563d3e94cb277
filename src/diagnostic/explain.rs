//! What a rule means, for `onramp explain`: its page of the manual, which is part of the program.

use rust_embed::{EmbeddedFile, RustEmbed};

use super::{Language, Rule};
use crate::source::normalize_text;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/docs/content/zh/rules"]
struct ChinesePages;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/docs/content/en/rules"]
struct EnglishPages;

/// The rule's page in Markdown, with the title as its first line and without front matter.
///
/// Every rule has a page in both languages; a test makes sure of it. Should one be missing all the same, its name is returned.
pub fn explain(rule: &Rule, language: Language) -> String {
    let file = page(&format!("{}.md", rule.name), language);
    let text = file.as_ref().and_then(|file| std::str::from_utf8(&file.data).ok());
    // Where the program was built, a checkout may have given the pages other line ends.
    let text = normalize_text(text.unwrap_or_default());
    match parts(&text) {
        Some((title, body)) => format!("# {title}\n\n{body}"),
        None => format!("# {}\n", rule.name),
    }
}

fn page(name: &str, language: Language) -> Option<EmbeddedFile> {
    match language {
        Language::Chinese => ChinesePages::get(name),
        Language::English => EnglishPages::get(name),
    }
}

/// A page's title and its text. These pages are our own, with plain front matter, so they need no YAML.
fn parts(page: &str) -> Option<(&str, &str)> {
    let (front, body) = page.strip_prefix("---\n")?.split_once("\n---\n")?;
    let title = front.lines().find_map(|line| line.strip_prefix("title: "))?;
    Some((title, body.trim_start()))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::{ALL_RULES, rule};

    const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

    /// The headings of a page, without those in code blocks.
    fn headings(body: &str) -> Vec<&str> {
        let mut fence: Option<&str> = None;
        let mut headings = Vec::new();
        for line in body.lines() {
            let ticks = &line[..line.bytes().take_while(|byte| *byte == b'`').count()];
            match fence {
                None if ticks.len() >= 3 => fence = Some(ticks),
                Some(open) if line == open => fence = None,
                None if line.starts_with('#') => headings.push(line),
                _ => {}
            }
        }
        headings
    }

    #[test]
    fn every_rule_has_a_page_in_both_languages_and_every_page_a_rule() {
        let rules = ALL_RULES.iter().map(|rule| format!("{}.md", rule.name));
        let mut expected: BTreeSet<String> = rules.collect();
        expected.insert("index.md".to_owned());
        let chinese: BTreeSet<String> = ChinesePages::iter().map(Cow::into_owned).collect();
        let english: BTreeSet<String> = EnglishPages::iter().map(Cow::into_owned).collect();
        assert_eq!(chinese, expected);
        assert_eq!(english, expected);
    }

    #[test]
    fn every_page_has_title_description_and_the_same_sections() {
        for rule in ALL_RULES {
            for language in LANGUAGES {
                let file = page(&format!("{}.md", rule.name), language).unwrap();
                let text = std::str::from_utf8(&file.data).unwrap();
                let (title, body) = parts(text).unwrap();
                assert!(!title.starts_with(['"', '\'']), "{}: {title}", rule.name);
                assert!(text.contains("\ndescription: "), "{}", rule.name);
                let sections: &[&str] = match language {
                    Language::Chinese => &["## 是什么意思", "## 例子", "## 怎么改", "## 什么时候可以关掉"],
                    Language::English => {
                        &["## What it means", "## An example", "## How to mend it", "## When to turn it off"]
                    }
                };
                assert_eq!(headings(body), sections, "{}", rule.name);
                // The page says how to turn off its own rule, not the one it was modelled on.
                let setting = format!("checks: {{{}: ", rule.name);
                assert_eq!(text.matches("checks: {").count(), text.matches(&setting).count(), "{}", rule.name);
                assert!(text.contains(&setting), "{}", rule.name);
            }
        }
    }

    #[test]
    fn an_explanation_begins_with_the_title() {
        let chinese = explain(&rule::SECOND_TITLE, Language::Chinese);
        assert!(chinese.starts_with("# 第二个大标题\n\n## 是什么意思\n\n一个 `#` 的标题"), "{chinese}");
        let english = explain(&rule::SECOND_TITLE, Language::English);
        assert!(english.starts_with("# Second title\n\n## What it means\n\nA heading"), "{english}");
        assert!(english.ends_with("its structure is less clear.\n"), "{english}");
    }
}
