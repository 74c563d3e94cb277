//! One term: its names, how it is sorted, what it means.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use super::span_of;
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, Fence, Inline, InlineKind, each_block, is_cjk, plain_text};
use crate::source::Span;
use crate::words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its anchor.
    pub id: String,
    /// The author's, until it is known to be nobody else's.
    pub given_id: Option<String>,
    pub name: String,
    /// What stands in brackets after the name and is no name of its own, such as `含税`.
    pub addition: String,
    /// Other names: an abbreviation, the term in another language.
    pub others: Vec<String>,
    /// Lower-case letters by which it is sorted.
    pub sort_key: String,
    pub span: Span,
    /// Its meanings; most terms have one.
    pub definitions: Vec<Vec<Block>>,
}

impl Entry {
    /// Reads the line of a term.
    pub fn read(content: &[Inline], list: Span, understanding: &mut Understanding) -> Entry {
        let span = span_of(content, list);
        let lines: Vec<String> = content
            .split(|inline| matches!(inline.kind, InlineKind::SoftBreak { .. } | InlineKind::HardBreak))
            .map(plain_text)
            .collect();
        let text = lines.join("|");
        let (text, braces) = match text.rfind(['{', '｛']).filter(|_| text.trim_end().ends_with(['}', '｝'])) {
            Some(at) => (&text[..at], &text[at..]),
            None => (text.as_str(), ""),
        };
        let mut entry = Entry { span, ..Entry::default() };
        let mut names = text.split(['|', '｜']).map(str::trim).filter(|name| !name.is_empty());
        entry.name_and_brackets(names.next().unwrap_or_default());
        entry.others.extend(names.map(str::to_owned));
        let given = attributes(braces, span, understanding);
        entry.given_id = given.0;
        entry.sort_key = sort_key(given.1.as_deref().unwrap_or(&entry.name));
        entry
    }

    /// `客户关系管理（CRM）`: what stands in brackets is another name when it is in another script, or an abbreviation.
    fn name_and_brackets(&mut self, text: &str) {
        let brackets = text.rfind(['（', '(']).filter(|at| *at > 0 && text.ends_with(['）', ')']));
        let Some(at) = brackets else {
            text.clone_into(&mut self.name);
            return;
        };
        text[..at].trim().clone_into(&mut self.name);
        let inner = text[at..].trim_matches(['（', '(', '）', ')']);
        let is_chinese = |text: &str| text.chars().any(is_cjk);
        let is_abbreviation =
            |text: &str| text.len() > 1 && !text.chars().any(|c| c.is_lowercase() || c.is_whitespace());
        for name in inner.split(['、', '，', ',', '；', ';', '/']).map(str::trim).filter(|name| !name.is_empty()) {
            if is_chinese(name) != is_chinese(&self.name) || (!is_chinese(name) && is_abbreviation(name)) {
                self.others.push(name.to_owned());
            } else {
                inner.trim().clone_into(&mut self.addition);
            }
        }
    }

    /// The name, then all others.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.others.iter().map(String::as_str))
    }

    /// The first words of the definition, without markup, for a glance.
    pub fn short_definition(&self) -> String {
        const MOST: usize = 200;
        let mut text = String::new();
        each_block(self.definitions.first().map_or(&[], Vec::as_slice), &mut |block| {
            if let BlockKind::Paragraph(content) | BlockKind::Plain(content) = &block.kind
                && text.is_empty()
            {
                text = plain_text(content).trim().to_owned();
            }
        });
        match text.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }
}

/// The letter below which something sorts: A to Z, or `#`.
pub fn letter(sort_key: &str) -> char {
    let first = sort_key.chars().next().unwrap_or('#').to_ascii_uppercase();
    if first.is_ascii_uppercase() { first } else { '#' }
}

/// Pinyin without tones for hanzi, syllable by syllable; other text in lower case.
pub fn sort_key(text: &str) -> String {
    let mut key = String::new();
    for c in text.nfkc() {
        match c.to_pinyin() {
            Some(syllable) => {
                key.push_str(&syllable.plain().replace('ü', "v"));
                key.push(' ');
            }
            None => key.extend(c.to_lowercase().filter(|c| c.is_alphanumeric() || *c == ' ')),
        }
    }
    key.trim().to_owned()
}

/// `{#id sort=…}`.
fn attributes(braces: &str, span: Span, understanding: &mut Understanding) -> (Option<String>, Option<String>) {
    let (mut id, mut sort) = (None, None);
    for attribute in Fence::read_info(&format!("term {braces}"), 0).attributes {
        match attribute.name.as_str() {
            "id" => id = Some(attribute.value).filter(|id| !id.is_empty()),
            "sort" => sort = Some(attribute.value).filter(|sort| !sort.is_empty()),
            name => understanding.findings.push(
                Diagnostic::at(
                    &rule::UNKNOWN_ATTRIBUTE,
                    understanding.path,
                    span,
                    words!("不认识“{name}”这个属性", "`{name}` is not a known attribute"),
                )
                .hint(words!("这里可以写：`#标识`、`sort=拼音`（排序）", "Known attributes here: `#id`, `sort=…`")),
            ),
        }
    }
    (id, sort)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_hanzi_by_pinyin_among_latin_letters() {
        assert_eq!(sort_key("客户 A 级"), "ke hu  a ji");
        assert_eq!(sort_key("复购率"), "fu gou lv");
        assert_eq!(letter(&sort_key("CRM")), 'C');
        assert_eq!(letter(&sort_key("80/20 法则")), '#');
    }

    #[test]
    fn brackets_hold_names_or_additions() {
        let read = |text: &str| {
            let mut entry = Entry::default();
            entry.name_and_brackets(text);
            (entry.name, entry.others, entry.addition)
        };
        let plain = |name: &str, others: &[&str], addition: &str| {
            (name.to_owned(), others.iter().map(|other| (*other).to_owned()).collect::<Vec<_>>(), addition.to_owned())
        };
        assert_eq!(read("客户关系管理（CRM）"), plain("客户关系管理", &["CRM"], ""));
        assert_eq!(
            read("Customer relationship management (CRM)"),
            plain("Customer relationship management", &["CRM"], "")
        );
        assert_eq!(read("毛利（含税）"), plain("毛利", &[], "含税"));
        assert_eq!(read("单价"), plain("单价", &[], ""));
    }
}
