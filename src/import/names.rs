//! Names of files and folders, from titles in any script: ASCII, so that addresses survive every system and every chat window.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::book::OWN_ADDRESSES;
use crate::search::syllable;

/// The longest name, in characters; cut at a syllable or word.
const LONGEST: usize = 40;

/// A name for a title: hanzi by their sound, Latin in lower case, everything else gone: `客户分类` → `ke-hu-fen-lei`.
pub fn ascii(title: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut word = String::new();
    // Accents are taken off: é → e. Hanzi stay what they are.
    for c in title.nfkd() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        if unicode_normalization::char::is_combining_mark(c) || c == '\'' || c == '’' {
            continue;
        }
        if !word.is_empty() {
            parts.push(std::mem::take(&mut word));
        }
        parts.extend(syllable(c));
    }
    parts.extend(Some(word).filter(|word| !word.is_empty()));
    let mut name = String::new();
    for part in parts {
        if !name.is_empty() && name.len() + 1 + part.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(part.chars().take(LONGEST));
    }
    name
}

/// Names within one folder, each given once.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    /// At the top of an edition some names are the site's own.
    top: bool,
}

impl Names {
    pub fn at_top() -> Names {
        Names { top: true, ..Names::default() }
    }

    pub fn inside() -> Names {
        Names::default()
    }

    /// `wanted`, or with a number behind it when somebody has it already; `page` when there is nothing to make a name of.
    pub fn give(&mut self, wanted: &str) -> String {
        let base = if wanted.is_empty() { "page" } else { wanted };
        let is_own = self.top && OWN_ADDRESSES.contains(&base);
        let base = if is_own || is_device(base) { format!("{base}-page") } else { base.to_owned() };
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        name
    }
}

/// Whether Windows keeps the name for a device.
fn is_device(name: &str) -> bool {
    let numbered = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered.is_some_and(|number| number.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanzi_become_pinyin_and_the_rest_ascii() {
        assert_eq!(ascii("客户分类与分级"), "ke-hu-fen-lei-yu-fen-ji");
        assert_eq!(ascii("CRM 系统（入门）"), "crm-xi-tong-ru-men");
        assert_eq!(ascii("Café’s Rules & more"), "cafes-rules-more");
        assert_eq!(ascii("？！"), "");
        assert!(ascii("一二三四五六七八九十一二三四五六七八九十").len() <= LONGEST);
    }

    #[test]
    fn no_name_twice_and_none_of_the_sites_own() {
        let mut names = Names::at_top();
        let given = ["search", "a", "a", "", "", "con"].map(|name| names.give(name));
        assert_eq!(given, ["search-page", "a", "a-2", "page", "page-2", "con-page"]);
    }
}
