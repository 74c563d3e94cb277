//! The terms of an edition's glossaries, and where a text uses them.

use std::collections::HashSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::book::{Edition, PageId};
use crate::components::Component;
use crate::document::{BlockKind, is_cjk};

/// All terms of an edition, ready to be looked for in any number of texts.
#[derive(Debug)]
pub struct Terms {
    pub terms: Vec<Term>,
    names: Vec<Name>,
    /// Finds all names at once, in time that grows with the text alone.
    finder: AhoCorasick,
}

/// A term and where it is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub page: PageId,
    pub anchor: String,
    pub name: String,
    /// The first words of its definition.
    pub definition: String,
}

#[derive(Debug)]
struct Name {
    /// Position among the terms.
    term: usize,
    text: String,
    /// An abbreviation, which means something only as it is written: `IT` is not “it”.
    exact: bool,
}

/// A term found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub range: Range<usize>,
    pub term: usize,
}

impl Terms {
    /// The terms of an edition; `None` when it has no glossary. Of two terms of the same name the first one counts.
    pub fn of(edition: usize, pages: &Edition) -> Option<Terms> {
        let (mut terms, mut names, mut known) = (Vec::new(), Vec::new(), HashSet::new());
        for (page, value) in pages.pages.iter().enumerate() {
            for block in &value.document.blocks {
                let BlockKind::Component(component) = &block.kind else { continue };
                let Component::Glossary(glossary) = component.as_ref() else { continue };
                for entry in &glossary.entries {
                    for name in entry.names().filter(|name| name.chars().count() > 1) {
                        if known.insert(name) {
                            names.push(Name { term: terms.len(), text: name.to_owned(), exact: is_abbreviation(name) });
                        }
                    }
                    let (anchor, name, definition) = (entry.id.clone(), entry.name.clone(), entry.short_definition());
                    terms.push(Term { page: PageId { edition, page }, anchor, name, definition });
                }
            }
        }
        // Standard matching reports every name that ends at a place, so one that is refused hides no other.
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(names.iter().map(|name| &name.text));
        // Building fails only for more text than any glossary has (over 2 GB).
        finder.ok().filter(|_| !names.is_empty()).map(|finder| Terms { terms, names, finder })
    }

    /// Whether a text can use the term at all: one letter is no name to look for, and of twins the first one is found.
    pub fn can_be_found(&self, term: usize) -> bool {
        self.names.iter().any(|name| name.term == term)
    }

    /// The terms in a text from its beginning on, the longest first where several begin; none lies in another.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found: Vec<_> = self
            .finder
            .find_overlapping_iter(text)
            .filter_map(|found| {
                let name = &self.names[found.pattern().as_usize()];
                Some(Found { range: name.range_in(text, found.range())?, term: name.term })
            })
            .collect();
        found.sort_by(|a, b| a.range.start.cmp(&b.range.start).then(b.range.end.cmp(&a.range.end)));
        let mut end = 0;
        found.retain(|found| {
            let free = found.range.start >= end;
            if free {
                end = found.range.end;
            }
            free
        });
        found
    }
}

impl Name {
    /// What is to be taken for the name where its letters were found; `None` when it is part of another word.
    ///
    /// Hanzi have no spaces between words, so only Latin letters and digits at its ends are looked at.
    fn range_in(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let (before, inside, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
        if self.exact && inside != self.text {
            return None;
        }
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
        if is_word(inside.chars().next()) && is_word(before.chars().next_back()) {
            return None;
        }
        if !is_word(inside.chars().next_back()) || !is_word(after.chars().next()) {
            return Some(range);
        }
        // The plural of an English term.
        let rest = after.strip_prefix('s')?;
        (!is_word(rest.chars().next())).then_some(range.start..range.end + 1)
    }
}

/// Whether a name has a capital within a word: `CRM`, `SaaS`.
fn is_abbreviation(name: &str) -> bool {
    name.split_whitespace().any(|word| word.chars().skip(1).any(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(names: &[&str]) -> Terms {
        let name = |(term, text): (usize, &&str)| Name { term, text: (*text).to_owned(), exact: is_abbreviation(text) };
        let names: Vec<_> = names.iter().enumerate().map(name).collect();
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(names.iter().map(|name| &name.text));
        Terms { terms: Vec::new(), names, finder: finder.unwrap() }
    }

    fn found<'a>(terms: &Terms, text: &'a str) -> Vec<&'a str> {
        terms.find(text).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn the_longest_name_wins() {
        let terms = terms(&["客户", "客户关系管理", "管理系统"]);
        assert_eq!(found(&terms, "客户关系管理系统，客户"), ["客户关系管理", "客户"]);
    }

    #[test]
    fn latin_names_are_whole_words() {
        let terms = terms(&["CRM", "lead", "key account", "IT"]);
        assert_eq!(found(&terms, "用CRM记录；crm, CRMX, Leads and leading"), ["CRM", "Leads"]);
        assert_eq!(found(&terms, "Key accounts, if it helps IT"), ["Key accounts", "IT"]);
    }

    #[test]
    fn a_refused_name_hides_no_other() {
        let terms = terms(&["account plan", "account"]);
        assert_eq!(found(&terms, "account planning"), ["account"]);
    }
}
