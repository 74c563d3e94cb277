//! YAML as a tree that keeps duplicates, and a way to say where any part of it stands.
//!
//! The YAML crate gives values without places, but its *errors* have one. [`locate`] uses that: it reads the text again up
//! to the wanted part and stops there, so the place comes from the parser itself. It costs a reading, and is done only for
//! the few parts that a finding points to.

mod explain;
mod fields;
mod locate;

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use crate::diagnostic::{Diagnostic, rule};
use crate::source::{SourcePath, Span};
use crate::words;

use explain::{full_width_colon, without_blank};
pub use fields::{Fields, MOST_FINDINGS, Spanned};
pub use locate::{Place, Step};

/// The longest YAML that is read, in bytes. Finding a place in it takes another reading, so this bounds the time.
const LARGEST: usize = 128 * 1024;

/// How many brackets may be open at once; the parser itself allows 128.
const DEEPEST: usize = 200;

/// A YAML value. A mapping keeps its order and its duplicate keys, so that both can be talked about.
#[derive(Clone, Debug, PartialEq)]
pub enum Yaml {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

/// A YAML text: a file, or the front matter of one, which begins at `offset`.
#[derive(Clone, Copy, Debug)]
pub struct YamlText<'a> {
    pub path: &'a SourcePath,
    pub text: &'a str,
    /// Bytes of the file before `text`.
    pub offset: usize,
}

impl YamlText<'_> {
    /// Reads the text. An empty text is an empty mapping.
    pub fn parse(&self) -> Result<Yaml, Box<Diagnostic>> {
        if self.text.len() > LARGEST {
            return Err(Box::new(self.too_large()));
        }
        if let Some(at) = too_deep(self.text) {
            let span = Span::new(at, at + 1).shifted(self.offset);
            let message = words!("括号套得太深", "The brackets are nested too deeply");
            return Err(Box::new(Diagnostic::at(&rule::INVALID_YAML, self.path, span, message)));
        }
        match serde_yaml::from_str::<Yaml>(self.text) {
            Ok(Yaml::Null) => Ok(Yaml::Map(Vec::new())),
            Ok(yaml) => Ok(yaml),
            Err(error) => Err(Box::new(self.explain(&error))),
        }
    }

    /// Where a part of the value stands in the file.
    pub fn locate(&self, place: &Place) -> Span {
        locate::locate(self.text, place).shifted(self.offset)
    }

    fn too_large(&self) -> Diagnostic {
        let (size, most) = (self.text.len() / 1024, LARGEST / 1024);
        let first_line = self.text.find('\n').unwrap_or(self.text.len());
        let span = Span::new(0, first_line).shifted(self.offset);
        let message = words!(
            "这段 YAML 有 {size} kB，超过 {most} kB，没有读取",
            "This YAML has {size} kB; more than {most} kB are not read"
        );
        let hint =
            words!("设置和页首只写几行；正文写在 `---` 之后", "Settings take a few lines; text goes below the `---`");
        Diagnostic::at(&rule::INVALID_YAML, self.path, span, message).hint(hint)
    }
}

/// The bracket that opens a level too many. The parser would refuse it too, but takes time that grows with the square of the
/// depth; brackets in quotes count as well, as nobody has so many.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a YAML value")
    }
    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }
    fn visit_none<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(deserializer)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Yaml, E> {
        Ok(Yaml::Boolean(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Yaml, E> {
        Ok(Yaml::Integer(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Yaml, E> {
        Ok(i64::try_from(value).map_or(Yaml::Float(value as f64), Yaml::Integer))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Yaml, E> {
        Ok(Yaml::Float(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Yaml, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Yaml::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Yaml, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Yaml, Yaml>()? {
            map.push((key.as_key(), value));
        }
        Ok(Yaml::Map(map))
    }
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Yaml, A::Error> {
        // A `!tag` means nothing here: the value is what counts.
        let (_, value) = tagged.variant::<serde::de::IgnoredAny>()?;
        value.newtype_variant()
    }
}

impl Yaml {
    fn as_key(&self) -> String {
        match self {
            Yaml::Text(text) => text.clone(),
            Yaml::Integer(number) => number.to_string(),
            Yaml::Float(number) => number.to_string(),
            Yaml::Boolean(truth) => truth.to_string(),
            Yaml::Null | Yaml::List(_) | Yaml::Map(_) => String::new(),
        }
    }
}
