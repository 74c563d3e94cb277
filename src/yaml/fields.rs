//! A mapping read field by field into typed values; whatever does not fit becomes a finding with its place.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Place, Step, Yaml, YamlText};
use crate::diagnostic::{ALL_RULES, Diagnostic, Rule, Words, nearest, rule};
use crate::words;

/// A value that can still say where it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    pub value: T,
    pub place: Place,
}

impl Spanned<String> {
    /// The rule of that name.
    ///
    /// # Errors
    /// A finding, when no rule has it.
    pub fn rule(&self, text: YamlText) -> Result<&'static Rule, Box<Diagnostic>> {
        let name = &self.value;
        Rule::named(name).ok_or_else(|| {
            let near = nearest(name, ALL_RULES.iter().map(|rule| rule.name));
            let message = words!("没有“{name}”这条规则", "There is no rule `{name}`");
            let finding = Diagnostic::at(&rule::UNKNOWN_KEY, text.path, text.locate(&self.place), message);
            Box::new(finding.maybe_hint(near.map(|near| words!("是不是 `{near}`？", "Did you mean `{near}`?"))))
        })
    }
}

/// The entries of one mapping. Ask for each known key, then [`finish`](Fields::finish): what was not asked for is unknown.
pub struct Fields<'a> {
    text: YamlText<'a>,
    place: Place,
    entries: Vec<(usize, &'a str, &'a Yaml)>,
    /// Where each key is in `entries`: somebody may have a hundred thousand of them.
    index: HashMap<&'a str, usize>,
    asked: Vec<&'static str>,
}

/// More findings than this in one text help nobody.
pub const MOST_FINDINGS: usize = 20;

impl<'a> Fields<'a> {
    /// The entries of `yaml`, which must be a mapping. Duplicate keys are reported here; the first one counts.
    pub fn new(text: YamlText<'a>, place: Place, yaml: &'a Yaml, findings: &mut Vec<Diagnostic>) -> Self {
        let mut fields = Fields { text, place, entries: Vec::new(), index: HashMap::new(), asked: Vec::new() };
        match yaml {
            Yaml::Map(entries) => fields.add(entries, findings),
            Yaml::Null => {}
            _ => {
                let colon = matches!(yaml, Yaml::Text(_)).then(|| super::full_width_colon(text.text)).flatten();
                let blank = matches!(yaml, Yaml::Text(_)).then(|| super::without_blank(text.text)).flatten();
                let here = fields.place.clone();
                let message = words!("这里应该是 `键: 值` 的列表", "A list of `key: value` lines is expected here");
                let place = blank.map_or_else(|| text.locate(&here), |blank| blank.shifted(text.offset));
                let finding =
                    Diagnostic::at(&rule::WRONG_TYPE, text.path, place, message).maybe_hint(blank.map(|blank| {
                        let key = &text.text[blank.range()];
                        words!("冒号后面空一格：`{key} …`", "Write a blank after the colon: `{key} …`")
                    }));
                findings.push(match colon {
                    Some((_, key)) => finding.hint(words!(
                        "“{key}”后面是全角冒号，改成半角冒号加一个空格",
                        "`{key}` is followed by a full-width colon; use an ordinary one and a space"
                    )),
                    None => finding,
                });
            }
        }
        fields
    }

    fn add(&mut self, entries: &'a [(String, Yaml)], findings: &mut Vec<Diagnostic>) {
        for (position, (key, value)) in entries.iter().enumerate() {
            let Some(first) = self.entry(key).map(|entry| entry.0) else {
                self.index.insert(key, self.entries.len());
                self.entries.push((position, key, value));
                continue;
            };
            if findings.len() < MOST_FINDINGS {
                let place = |position| self.text.locate(&self.place.then(Step::Key(position)));
                findings.push(
                    Diagnostic::at(
                        &rule::DUPLICATE_KEY,
                        self.text.path,
                        place(position),
                        words!("“{key}”写了两次", "`{key}` is given twice"),
                    )
                    .related(
                        crate::source::Location::new(self.text.path, place(first)),
                        words!("第一次在这里，以它为准", "the first one is here, and counts"),
                    )
                    .hint(words!("删掉其中一个", "Delete one of them")),
                );
            }
        }
    }

    fn entry(&self, key: &str) -> Option<(usize, &'a str, &'a Yaml)> {
        Some(self.entries[*self.index.get(key)?])
    }

    fn take(&mut self, key: &'static str) -> Option<(Place, &'a Yaml)> {
        self.asked.push(key);
        let (position, _, value) = self.entry(key)?;
        (*value != Yaml::Null).then(|| (self.place.then(Step::Value(position)), value))
    }

    /// Whether the key is written at all.
    pub fn has(&self, key: &str) -> bool {
        self.index.contains_key(key)
    }

    fn wrong(&self, place: &Place, key: &str, wanted: Words, findings: &mut Vec<Diagnostic>) {
        if findings.len() < MOST_FINDINGS {
            let Words { zh, en } = wanted;
            findings.push(Diagnostic::at(
                &rule::WRONG_TYPE,
                self.text.path,
                self.text.locate(place),
                Words::new(format!("“{key}”应该是{zh}"), format!("`{key}` must be {en}")),
            ));
        }
    }

    /// A text. A whole number counts as its digits; other types are a finding.
    pub fn text(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        let (place, value) = self.take(key)?;
        self.as_text(key, place, value, findings)
    }

    fn as_text(
        &self,
        key: &str,
        place: Place,
        value: &Yaml,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let value = match value {
            Yaml::Text(text) => text.trim().to_owned(),
            Yaml::Integer(number) => number.to_string(),
            _ => {
                self.wrong(
                    &place,
                    key,
                    words!("文字；含特殊字符时加引号", "text; put it in quotes if it has special characters"),
                    findings,
                );
                return None;
            }
        };
        Some(Spanned { value, place })
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Vec<Spanned<String>> {
        match self.take(key) {
            None => Vec::new(),
            Some((place, Yaml::List(items))) => items
                .iter()
                .enumerate()
                .filter_map(|(position, item)| self.as_text(key, place.then(Step::Item(position)), item, findings))
                .collect(),
            Some((place, Yaml::Map(_))) => {
                self.wrong(&place, key, words!("列表，例如 `[甲, 乙]`", "a list such as `[a, b]`"), findings);
                Vec::new()
            }
            Some((place, value)) => self.as_text(key, place, value, findings).into_iter().collect(),
        }
    }

    pub fn boolean(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Option<bool> {
        let (place, value) = self.take(key)?;
        match value {
            Yaml::Boolean(truth) => Some(*truth),
            _ => {
                self.wrong(&place, key, words!(" `true` 或 `false`", "`true` or `false`"), findings);
                None
            }
        }
    }

    /// A day, written `2026-11-20`.
    pub fn date(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Option<Spanned<Date>> {
        let (place, value) = self.take(key)?;
        if let Yaml::Text(text) = value
            && let Ok(value) = text.trim().parse::<Date>()
        {
            return Some(Spanned { value, place });
        }
        self.wrong(&place, key, words!("日期，写成 `2026-11-20`", "a date such as `2026-11-20`"), findings);
        None
    }

    /// A number of days, written `180d`; also weeks (`w`), months of 30 days (`m`) and years of 365 (`y`).
    pub fn days(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Option<u32> {
        let (place, value) = self.take(key)?;
        if let Yaml::Text(text) = value
            && let Some(days) = days(text.trim())
        {
            return Some(days);
        }
        self.wrong(
            &place,
            key,
            words!("时长，例如 `180d`、`26w`、`6m`、`1y`", "a time span such as `180d`, `26w`, `6m` or `1y`"),
            findings,
        );
        None
    }

    /// One of a few words; the finding lists them and suggests the nearest.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
        findings: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        self.spanned_choice(key, choices, findings).map(|choice| choice.value)
    }

    /// Like [`choice`](Fields::choice), with the place of the word.
    pub fn spanned_choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&str, T)],
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<T>> {
        let (place, value) = self.take(key)?;
        let typed = match value {
            Yaml::Text(text) => text.trim(),
            Yaml::Boolean(false) => "off",
            _ => "",
        };
        let found = choices.iter().find(|(name, _)| *name == typed).map(|(_, choice)| *choice);
        if found.is_none() && findings.len() < MOST_FINDINGS {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let list = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
            let (zh, en) = (list.join("、"), list.join(", "));
            findings.push(
                Diagnostic::at(
                    &rule::WRONG_TYPE,
                    self.text.path,
                    self.text.locate(&place),
                    match choices {
                        [_] => words!("“{key}”应该是 {zh}", "`{key}` must be {en}"),
                        _ => words!("“{key}”应该是 {zh} 之一", "`{key}` must be one of {en}"),
                    },
                )
                .maybe_hint(nearest(typed, names).map(|name| words!("是不是 `{name}`？", "Did you mean `{name}`?"))),
            );
        }
        Some(Spanned { value: found?, place })
    }

    /// A mapping within this one.
    pub fn map(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Option<Fields<'a>> {
        let (place, value) = self.take(key)?;
        Some(Fields::new(self.text, place, value, findings))
    }

    /// A text in each language: a mapping from language to text, or one text for all, which is returned under `*`.
    pub fn localized(&mut self, key: &'static str, findings: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
        let entry = self.take(key);
        self.texts_by_language(key, entry, findings)
    }

    fn texts_by_language(
        &self,
        key: &str,
        entry: Option<(Place, &Yaml)>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<(String, String)> {
        match entry {
            None => Vec::new(),
            Some((place, Yaml::Map(entries))) => {
                Fields::new(self.text, place.clone(), &Yaml::Map(entries.clone()), findings)
                    .entries
                    .iter()
                    .filter_map(|(position, language, value)| {
                        let text = self.as_text(key, place.then(Step::Value(*position)), value, findings)?;
                        Some(((*language).to_owned(), text.value))
                    })
                    .collect()
            }
            Some((place, value)) => self
                .as_text(key, place, value, findings)
                .map(|text| vec![("*".to_owned(), text.value)])
                .unwrap_or_default(),
        }
    }

    /// Like [`localized`](Fields::localized), for a key that is the author's own.
    pub fn localized_own(&mut self, key: &str, findings: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
        let entry = self.entry(key).map(|entry| (self.place.then(Step::Value(entry.0)), entry.2));
        self.texts_by_language(key, entry, findings)
    }

    /// All keys with the place of each, for mappings whose keys are the author's own.
    pub fn keys(&self) -> Vec<Spanned<String>> {
        self.entries
            .iter()
            .map(|(position, key, _)| Spanned {
                value: (*key).to_owned(),
                place: self.place.then(Step::Key(*position)),
            })
            .collect()
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, findings: &mut Vec<Diagnostic>) {
        for (position, key, _) in &self.entries {
            if self.asked.contains(key) || findings.len() >= MOST_FINDINGS {
                continue;
            }
            let span = self.text.locate(&self.place.then(Step::Key(*position)));
            let known = self.asked.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>();
            let (zh, en) = (known.join("、"), known.join(", "));
            let hint = match nearest(key, self.asked.iter().copied()) {
                Some(name) => words!("是不是 `{name}`？", "Did you mean `{name}`?"),
                None => words!("这里可以写：{zh}", "Known keys here: {en}"),
            };
            findings.push(
                Diagnostic::at(
                    &rule::UNKNOWN_KEY,
                    self.text.path,
                    span,
                    words!("不认识“{key}”这一项", "`{key}` is not a known key"),
                )
                .hint(hint),
            );
        }
    }
}

fn days(text: &str) -> Option<u32> {
    let unit = text.chars().next_back()?;
    let number: u32 = text[..text.len() - unit.len_utf8()].trim().parse().ok()?;
    let days = match unit {
        'd' | '天' => 1,
        'w' | '周' => 7,
        'm' => 30,
        'y' | '年' => 365,
        _ => return None,
    };
    number.checked_mul(days)
}
