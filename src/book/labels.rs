//! Names for the short words that objection cards are sorted by: `objections:` in `onramp.yaml`.

use super::Localized;
use crate::diagnostic::Diagnostic;
use crate::yaml::Fields;

/// What cards may be sorted by, each list in the order of the filters. A list that is empty lets cards say what they like.
#[derive(Clone, Debug, Default)]
pub struct CardLabels {
    pub categories: Labels,
    pub stages: Labels,
    /// Roles at the customer; those of readers are `roles:`.
    pub roles: Labels,
}

/// Words with their name in each language, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub struct Labels(Vec<(String, Localized)>);

impl CardLabels {
    pub(super) fn read(mut fields: Fields, findings: &mut Vec<Diagnostic>) -> CardLabels {
        let mut list = |key: &'static str| {
            let fields = fields.map(key, findings);
            fields.map(|fields| Labels::read(fields, findings)).unwrap_or_default()
        };
        let labels = CardLabels { categories: list("categories"), stages: list("stages"), roles: list("roles") };
        fields.finish(findings);
        labels
    }
}

impl Labels {
    fn read(mut fields: Fields, findings: &mut Vec<Diagnostic>) -> Labels {
        let keys = fields.keys().into_iter();
        Labels(keys.map(|key| (key.value.clone(), Localized(fields.localized_own(&key.value, findings)))).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words themselves, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// The word that is meant: itself, or its name in any language.
    pub fn key(&self, typed: &str) -> Option<&str> {
        let is_meant = |(key, names): &&(String, Localized)| {
            key.eq_ignore_ascii_case(typed) || names.texts().any(|name| name.eq_ignore_ascii_case(typed))
        };
        self.0.iter().find(is_meant).map(|(key, _)| key.as_str())
    }

    /// A word's name in a language; a word that is not listed is its own name.
    pub fn name<'a>(&'a self, key: &'a str, language: &str) -> &'a str {
        self.0.iter().find(|(known, _)| known == key).and_then(|(_, names)| names.get(language)).unwrap_or(key)
    }

    /// Where a word stands in the order; words that are not listed come last.
    pub fn place(&self, typed: &str) -> usize {
        let key = self.key(typed);
        self.0.iter().position(|(known, _)| Some(known.as_str()) == key).unwrap_or(self.0.len())
    }

    /// Everything that may be written, for suggestions.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(key, names)| std::iter::once(key.as_str()).chain(names.texts()))
    }
}
