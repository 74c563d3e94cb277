//! Heading anchors as GitHub makes them: hanzi stay, punctuation goes, spaces become hyphens, repeats are numbered.

use std::collections::{HashMap, HashSet};

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Gives each heading of a page its anchor, and no anchor twice.
#[derive(Default)]
pub struct Slugger {
    repeats: HashMap<String, usize>,
    taken: HashSet<String>,
}

impl Slugger {
    /// The anchor for a heading's text: `-1`, `-2` … is added until nobody else has it.
    pub fn slug(&mut self, text: &str) -> String {
        let base = match slug(text) {
            empty if empty.is_empty() => "section".to_owned(),
            base => base,
        };
        let repeats = self.repeats.entry(base.clone()).or_insert(0);
        let mut id = if *repeats == 0 { base.clone() } else { format!("{base}-{repeats}") };
        while self.taken.contains(&id) {
            *repeats += 1;
            id = format!("{base}-{repeats}");
        }
        self.taken.insert(id.clone());
        id
    }

    /// Sets an anchor aside that the author wrote; `false` when it is taken already.
    pub fn reserve(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }
}

/// GitHub's rule: lower case; letters, marks, digits, connector punctuation, hyphens and spaces stay.
fn slug(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' => Some('-'),
            c if kept(c) => Some(c),
            _ => None,
        })
        .collect()
}

fn kept(c: char) -> bool {
    // Letters in circles and squares are symbols to the general category, and alphabetic to Unicode and GitHub.
    if matches!(c, 'Ⓐ'..='ⓩ' | '🄰'..='🅉' | '🅐'..='🅩' | '🅰'..='🆉') {
        return true;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark => true,
        GeneralCategoryGroup::Number => c.general_category() != GeneralCategory::OtherNumber,
        GeneralCategoryGroup::Punctuation => c.general_category() == GeneralCategory::ConnectorPunctuation,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_hanzi_and_drops_punctuation() {
        assert_eq!(slug("第一步：先问“贵在哪？”"), "第一步先问贵在哪");
        assert_eq!(slug("C++ & Rust_2024 – a-b"), "c--rust_2024--a-b");
    }

    #[test]
    fn numbers_repeats_and_never_collides() {
        let mut slugger = Slugger::default();
        let ids: Vec<_> = ["a", "a", "a-1", "a", "？", "？"].map(|text| slugger.slug(text)).into();
        assert_eq!(ids, ["a", "a-1", "a-1-1", "a-2", "section", "section-1"]);
    }
}
