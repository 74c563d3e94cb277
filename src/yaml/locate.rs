//! Where a part of a YAML text stands: the parser runs up to it and reports the place it stopped at.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::source::Span;

/// A way from the top of a YAML text to one of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place(Vec<Step>);

/// One step into a list or a mapping, by position: a duplicate key has a place of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Item(usize),
    Key(usize),
    Value(usize),
}

impl Place {
    pub fn then(&self, step: Step) -> Place {
        let mut steps = self.0.clone();
        steps.push(step);
        Place(steps)
    }
}

/// The span of a part within `text`; the whole first line when the text cannot be read that far.
pub fn locate(text: &str, place: &Place) -> Span {
    let stopped = Seek(&place.0).deserialize(serde_yaml::Deserializer::from_str(text));
    let start = match stopped {
        Err(error) => error.location().map_or(0, |at| offset(text, at.line(), at.column())),
        Ok(()) => 0,
    };
    let is_key = matches!(place.0.last(), Some(Step::Key(_)));
    Span::new(start, start + extent(&text[start..], is_key))
}

/// The byte offset of a line and column, both from 1, the column in characters.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let line_start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = &text[line_start.min(text.len())..];
    let in_line = rest.split('\n').next().unwrap_or_default();
    let column = in_line.char_indices().nth(column.saturating_sub(1)).map_or(in_line.len(), |(at, _)| at);
    line_start.min(text.len()) + column
}

/// How many bytes a scalar takes that begins here: to its closing quote, its colon, its comma, or the end of the line.
fn extent(text: &str, is_key: bool) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    if let Some(quote) = line.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        return line[1..].find(quote).map_or(line.len(), |end| end + 2);
    }
    let end = if is_key {
        line.find(':')
    } else {
        [line.find(" #"), line.find(", "), line.find(']').filter(|_| !line.starts_with('['))]
            .into_iter()
            .flatten()
            .min()
    };
    line[..end.unwrap_or(line.len())].trim_end().len()
}

/// Walks along the steps, skipping what is before each, and fails on purpose at the end of the way.
struct Seek<'a>(&'a [Step]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the part that was looked for")
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(E::custom("here"))
    }
    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        Err(E::custom("here"))
    }
    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        Err(E::custom("here"))
    }
    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        Err(E::custom("here"))
    }
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        Err(E::custom("here"))
    }
    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom("here"))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Item(position), rest)) = self.0.split_first() else {
            return Err(A::Error::custom("here"));
        };
        for _ in 0..*position {
            items.next_element::<IgnoredAny>()?;
        }
        items.next_element_seed(Seek(rest))?;
        Err(A::Error::custom("not found"))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((&(Step::Key(position) | Step::Value(position)), rest)) = self.0.split_first() else {
            return Err(A::Error::custom("here"));
        };
        for _ in 0..position {
            entries.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if matches!(self.0[0], Step::Key(_)) {
            entries.next_key_seed(Seek(rest))?;
        } else if entries.next_key::<IgnoredAny>()?.is_some() {
            entries.next_value_seed(Seek(rest))?;
        }
        Err(A::Error::custom("not found"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "标题: 甲\ntags: [一, \"二, 三\", 四] # 注\nnested:\n  - a: 1\n    b: 两 # c\ntitle: 乙\n";

    fn at(steps: &[Step]) -> &'static str {
        &TEXT[locate(TEXT, &Place(steps.to_vec())).range()]
    }

    #[test]
    fn finds_keys_values_and_items() {
        assert_eq!(at(&[Step::Key(0)]), "标题");
        assert_eq!(at(&[Step::Value(0)]), "甲");
        assert_eq!(at(&[Step::Value(1), Step::Item(0)]), "一");
        assert_eq!(at(&[Step::Value(1), Step::Item(1)]), "\"二, 三\"");
        assert_eq!(at(&[Step::Value(1), Step::Item(2)]), "四");
        assert_eq!(at(&[Step::Value(2), Step::Item(0), Step::Key(1)]), "b");
        assert_eq!(at(&[Step::Value(2), Step::Item(0), Step::Value(1)]), "两");
        assert_eq!(at(&[Step::Key(3)]), "title");
    }
}
