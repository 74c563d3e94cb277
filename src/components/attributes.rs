//! The attributes of a fence as typed values; what is unknown or of the wrong type is a finding.

use super::Understanding;
use crate::diagnostic::{Diagnostic, Words, nearest, rule};
use crate::document::{Attribute, Fence};
use crate::source::Span;
use crate::words;

/// Reads a fence's attributes one by one. Ask for each known one, then [`finish`](Attributes::finish).
pub struct Attributes<'f> {
    fence: &'f Fence,
    asked: Vec<&'static str>,
}

impl<'f> Attributes<'f> {
    pub fn new(fence: &'f Fence) -> Self {
        Attributes { fence, asked: Vec::new() }
    }

    fn take(&mut self, name: &'static str) -> Option<&'f Attribute> {
        self.asked.push(name);
        self.fence.attributes.iter().find(|attribute| attribute.name == name)
    }

    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.take(name).map(|attribute| attribute.value.clone()).filter(|value| !value.is_empty())
    }

    /// A whole number within a range.
    pub fn number(
        &mut self,
        name: &'static str,
        range: std::ops::RangeInclusive<u32>,
        understanding: &mut Understanding,
    ) -> Option<u32> {
        let attribute = self.take(name)?;
        let number = attribute.value.trim_end_matches('%').parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let (low, high) = (range.start(), range.end());
            wrong(attribute, words!("{low} 到 {high} 的整数", "a whole number from {low} to {high}"), understanding);
        }
        number
    }

    /// One of a few words.
    pub fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&str, T)],
        understanding: &mut Understanding,
    ) -> Option<T> {
        let attribute = self.take(name)?;
        let found = choices.iter().find(|(word, _)| *word == attribute.value).map(|(_, value)| *value);
        if found.is_none() {
            let list = choices.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>();
            let (zh, en) = (list.join("、"), list.join(", "));
            wrong(attribute, words!("{zh} 之一", "one of {en}"), understanding);
        }
        found
    }

    /// Reports the attributes that nobody asked for. `id` is known to all.
    pub fn finish(self, understanding: &mut Understanding) {
        for attribute in &self.fence.attributes {
            let name = attribute.name.as_str();
            if name == "id" || self.asked.contains(&name) {
                continue;
            }
            let known = self.asked.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>();
            let (zh, en) = (known.join("、"), known.join(", "));
            understanding.findings.push(
                Diagnostic::at(
                    &rule::UNKNOWN_ATTRIBUTE,
                    understanding.path,
                    Span::new(attribute.range.start, attribute.range.end),
                    words!("不认识“{name}”这个属性", "`{name}` is not a known attribute"),
                )
                .hint(words!("这里可以写：{zh}", "Known attributes here: {en}"))
                .maybe_hint(
                    nearest(name, self.asked.iter().copied())
                        .map(|near| words!("是不是 `{near}`？", "Did you mean `{near}`?")),
                ),
            );
        }
    }
}

fn wrong(attribute: &Attribute, wanted: Words, understanding: &mut Understanding) {
    let (name, Words { zh, en }) = (&attribute.name, wanted);
    understanding.findings.push(Diagnostic::at(
        &rule::WRONG_TYPE,
        understanding.path,
        Span::new(attribute.range.start, attribute.range.end),
        words!("“{name}”应该是{zh}", "`{name}` must be {en}"),
    ));
}

/// The component's anchor: its `{#id}`, else one made from its title, else from its name.
pub fn id(fence: &Fence) -> String {
    let given =
        fence.attributes.iter().find(|attribute| attribute.name == "id").map(|attribute| attribute.value.clone());
    let mut slugger = crate::document::Slugger::default();
    given.filter(|id| !id.is_empty()).unwrap_or_else(|| match fence.title.as_str() {
        "" => slugger.slug(&fence.name),
        title => slugger.slug(title),
    })
}
