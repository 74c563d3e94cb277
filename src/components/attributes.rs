//! The attributes of a fence as typed values; what is unknown or of the wrong type is a finding.

use super::Understanding;
use crate::diagnostic::{Diagnostic, Words, nearest, rule};
use crate::document::{Attribute, Fence};
use crate::source::{Location, Span};
use crate::words;

/// What attributes are called in Chinese, the usual word first. One that means the same in several components has one name.
const NAMES: [(&str, &str); 30] = [
    ("标识", "id"),
    ("标题", "title"),
    ("及格", "pass"),
    ("及格线", "pass"),
    ("通过", "pass"),
    ("通过分", "pass"),
    ("模式", "mode"),
    ("方式", "mode"),
    ("次数", "attempts"),
    ("最多次数", "attempts"),
    ("抽题", "draw"),
    ("抽", "draw"),
    ("抽取", "draw"),
    ("乱序", "shuffle"),
    ("打乱", "shuffle"),
    ("限时", "time"),
    ("时间", "time"),
    ("时长", "time"),
    ("题库", "from"),
    ("来自", "from"),
    ("取自", "from"),
    ("岗位", "roles"),
    ("角色", "roles"),
    ("单位", "unit"),
    ("说明", "summary"),
    ("标出", "mark"),
    ("突出", "mark"),
    ("方向", "direction"),
    ("排序", "sort"),
    ("拼音", "sort"),
];

/// The name by which an attribute is known; the word itself when it is none of the Chinese ones.
pub fn english(name: &str) -> &str {
    NAMES.iter().find(|(chinese, _)| *chinese == name).map_or(name, |(_, english)| english)
}

/// Whether any component has an attribute of that name.
pub fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(_, english)| *english == name)
}

/// Reads a fence's attributes one by one. Ask for each known one, then [`finish`](Attributes::finish).
pub struct Attributes<'f> {
    fence: &'f Fence,
    asked: Vec<&'static str>,
    /// Of those asked for, the ones that may be written several times.
    several: Vec<&'static str>,
}

impl<'f> Attributes<'f> {
    pub fn new(fence: &'f Fence) -> Self {
        Attributes { fence, asked: Vec::new(), several: Vec::new() }
    }

    fn take(&mut self, name: &'static str) -> Option<&'f Attribute> {
        self.asked.push(name);
        self.fence.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// All that are written of one name.
    pub fn all(&mut self, name: &'static str) -> impl Iterator<Item = &'f Attribute> {
        self.asked.push(name);
        self.several.push(name);
        self.fence.attributes.iter().filter(move |attribute| attribute.name == name)
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
            let words = choices.iter().map(|(word, _)| *word).filter(|word| !word.is_empty());
            let switched = match attribute.value.to_lowercase().as_str() {
                "no" | "false" | "0" | "不" => Some("off"),
                "yes" | "true" | "1" => Some("on"),
                _ => None,
            };
            let switched = switched.filter(|word| choices.iter().any(|(known, _)| known == word));
            let near = switched.or_else(|| nearest(&attribute.value, words));
            wrong(attribute, words!(" {zh} 之一", "one of {en}"), understanding);
            if let (Some(near), Some(finding)) = (near, understanding.findings.last_mut()) {
                let name = written(attribute, understanding.text);
                finding.hint = Some(words!("是不是 `{name}={near}`？", "Did you mean `{name}={near}`?"));
            }
        }
        found
    }

    /// Reports the attributes that nobody asked for, and those that are there twice. `id` is known to all.
    pub fn finish(self, understanding: &mut Understanding) {
        for (at, attribute) in self.fence.attributes.iter().enumerate() {
            let name = attribute.name.as_str();
            if name != "id" && !self.asked.contains(&name) {
                self.unknown(attribute, understanding);
                continue;
            }
            let first = self.fence.attributes[..at].iter().find(|before| before.name == name);
            if let Some(first) = first.filter(|_| !self.several.contains(&name)) {
                twice(attribute, first, understanding);
            }
        }
    }

    fn unknown(&self, attribute: &Attribute, understanding: &mut Understanding) {
        let name = attribute.name.as_str();
        let chinese = |known: &str| NAMES.iter().find(|(_, english)| *english == known).map(|(chinese, _)| *chinese);
        let both = |known: &&str| match chinese(known) {
            Some(chinese) => format!("`{known}`（{chinese}）"),
            None => format!("`{known}`"),
        };
        let zh = self.asked.iter().map(both).collect::<Vec<_>>().join("、");
        let en = self.asked.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
        let words = self.asked.iter().copied().chain(self.asked.iter().filter_map(|known| chinese(known)));
        let near = nearest(name, words);
        // The rest of a value that was meant to hold blanks.
        let loose = near.is_none() && (name.is_empty() || attribute.value.is_empty());
        understanding.findings.push(
            Diagnostic::at(
                &rule::UNKNOWN_ATTRIBUTE,
                understanding.path,
                place(attribute),
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

fn place(attribute: &Attribute) -> Span {
    Span::new(attribute.range.start, attribute.range.end)
}

/// The name as its author wrote it.
fn written<'t>(attribute: &Attribute, text: &'t str) -> &'t str {
    let text = text.get(attribute.range.clone()).unwrap_or_default();
    text.split(['=', '＝']).next().unwrap_or_default().trim()
}

fn twice(attribute: &Attribute, first: &Attribute, understanding: &mut Understanding) {
    let (name, first) = (written(attribute, understanding.text), Location::new(understanding.path, place(first)));
    let message = match name.starts_with(['#', '＃']) {
        true => words!("已经有一个标识了，“{name}”没有用上", "There is an id already; `{name}` is not used"),
        false => words!("“{name}”前面已经写过，这一个没有用上", "`{name}` is there already; this one is not used"),
    };
    understanding.findings.push(
        Diagnostic::at(&rule::ATTRIBUTE_WITHOUT_EFFECT, understanding.path, place(attribute), message)
            .hint(words!("删掉其中一个", "Delete one of them"))
            .related(first, words!("前面的一个", "the one before")),
    );
}

fn wrong(attribute: &Attribute, wanted: Words, understanding: &mut Understanding) {
    let (name, Words { zh, en }) = (written(attribute, understanding.text), wanted);
    understanding.findings.push(Diagnostic::at(
        &rule::WRONG_TYPE,
        understanding.path,
        place(attribute),
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
