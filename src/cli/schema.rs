//! `onramp schema config|front-matter`: JSON Schemas, by which editors complete and check what authors write in YAML.
//!
//! Draft 7, as that is what the YAML extension of VS Code and most other editors read.

mod config;
mod front_matter;

use clap::ArgMatches;
use serde_json::{Map, Value, json};

use super::{FINE, output};
use crate::diagnostic::{ALL_RULES, Language, Words, nearest};
use crate::words;

/// What there are schemas of.
pub const SCHEMAS: [&str; 2] = ["config", "front-matter"];

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let schema = match matches.get_one::<String>("which").map(String::as_str) {
        Some("config" | "onramp.yaml") => config::schema(language),
        Some("front-matter") => front_matter::schema(language),
        typed => return Err(unknown(typed)),
    };
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    output::print(&(serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"))?;
    Ok(FINE)
}

fn unknown(typed: Option<&str>) -> Words {
    let Words { zh, en } = match typed.and_then(|typed| Some((typed, nearest(typed, SCHEMAS)?))) {
        Some((typed, near)) => {
            words!("没有“{typed}”。是不是 `{near}`？", "There is no schema `{typed}`. Did you mean `{near}`?")
        }
        None => words!("要哪一个？写成 `onramp schema config`；", "Which one? Write `onramp schema config`."),
    };
    words!(
        "{zh}可以是 config（onramp.yaml）或 front-matter（页首）",
        "{en} It can be config (onramp.yaml) or front-matter (the top of a page)"
    )
}

/// Writes the descriptions: the reader's language first, as a team may well read both.
struct Writer {
    language: Language,
}

impl Writer {
    /// A whole schema: a mapping that knows these keys and no others.
    fn document(&self, title: &str, description: Words, properties: Vec<(&str, Value)>) -> Value {
        let mut schema = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": title,
            "description": self.both(&description),
        });
        merge(&mut schema, mapping(properties));
        schema
    }

    /// A key with its description.
    fn key<'k>(&self, name: &'k str, zh: &str, en: &str, kind: Value) -> (&'k str, Value) {
        let mut value = json!({ "description": self.both(&Words::new(zh, en)) });
        merge(&mut value, kind);
        (name, value)
    }

    fn both(&self, words: &Words) -> String {
        match self.language {
            Language::Chinese => format!("{}\n\n{}", words.zh, words.en),
            Language::English => format!("{}\n\n{}", words.en, words.zh),
        }
    }
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

/// A mapping that knows these keys and no others.
fn mapping(properties: Vec<(&str, Value)>) -> Value {
    let properties: Map<_, _> = properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// A text; digits alone are one, too.
fn text() -> Value {
    json!({ "type": ["string", "integer"] })
}

/// A list of values, or one by itself.
fn list_of(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

/// One text for all languages, or one for each.
fn localized() -> Value {
    json!({ "anyOf": [text(), { "type": "object", "additionalProperties": text() }] })
}

/// A mapping whose keys are the author's own.
fn names_of(value: Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

fn one_of(words: &[&str]) -> Value {
    json!({ "enum": words })
}

fn matching(pattern: &str, example: &str) -> Value {
    // The last is what editors say in place of the pattern.
    let says = format!("写成 Write it as: {example}");
    json!({ "type": "string", "pattern": pattern, "examples": [example], "patternErrorMessage": says })
}

fn boolean(unsaid: bool) -> Value {
    json!({ "type": "boolean", "default": unsaid })
}

fn rules() -> Vec<&'static str> {
    ALL_RULES.iter().map(|rule| rule.name).collect()
}
