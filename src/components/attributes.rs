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
            wrong(attribute, words!(" {low} 到 {high} 的整数", "a whole number from {low} to {high}"), understanding);
        }
        number
    }

    /// Where an attribute stands.
    pub fn span(&self, name: &str) -> Option<Span> {
        let attribute = self.fence.attributes.iter().find(|attribute| attribute.name == name)?;
        Some(Span::new(attribute.range.start, attribute.range.end))
    }

    /// A length of time up to a day, in seconds: `90s`, `10m`, `1h`, or minutes without a unit.
    pub fn duration(&mut self, name: &'static str, understanding: &mut Understanding) -> Option<u32> {
        let attribute = self.take(name)?;
        let value = attribute.value.trim();
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        let unit = match value[digits..].trim() {
            "" | "m" | "min" | "分" | "分钟" => Some(60),
            "s" | "秒" => Some(1),
            "h" | "小时" => Some(60 * 60),
            _ => None,
        };
        let seconds = value[..digits].parse::<u32>().ok().zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
        let seconds = seconds.filter(|seconds| (1..=24 * 60 * 60).contains(seconds));
        if seconds.is_none() {
            wrong(attribute, words!("时长，例如 `10m`", "a length of time, such as `10m`"), understanding);
        }
        seconds
    }

    /// One of a few words. An empty one stands for the bare name of the attribute.
    pub fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&str, T)],
        understanding: &mut Understanding,
    ) -> Option<T> {
        let attribute = self.take(name)?;
        let found = choices.iter().find(|(word, _)| *word == attribute.value).map(|(_, value)| *value);
        if found.is_none() {
            let named = choices.iter().filter(|(word, _)| !word.is_empty());
            let list = named.map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>();
            let (zh, en) = (list.join("、"), list.join(", "));
            wrong(attribute, words!(" {zh} 之一", "one of {en}"), understanding);
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
            let near = nearest(name, self.asked.iter().copied());
            // The rest of a value that was meant to hold blanks.
            let loose = near.is_none() && (name.is_empty() || attribute.value.is_empty());
            understanding.findings.push(
                Diagnostic::at(
                    &rule::UNKNOWN_ATTRIBUTE,
                    understanding.path,
                    Span::new(attribute.range.start, attribute.range.end),
                    words!("不认识“{name}”这个属性", "`{name}` is not a known attribute"),
                )
                .hint(words!("这里可以写：{zh}", "Known attributes here: {en}"))
                .maybe_hint(near.map(|near| words!("是不是 `{near}`？", "Did you mean `{near}`?")))
                .maybe_hint(loose.then(|| {
                    words!(
                        "值里有空格时，用引号括起来：`名字=\"两个 词\"`。可以写：{zh}",
                        "Put a value that has blanks in quotes: `name=\"two words\"`. Known attributes here: {en}"
                    )
                })),
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
