//! The schemas and the reader know the same keys, and what is shipped is valid by them.

#[path = "support/built.rs"]
#[expect(dead_code, reason = "other tests need the rest")]
mod built;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use onramp::source::{SourcePath, Sources};
use onramp::yaml::{Yaml, YamlText};
use serde_json::{Value, json};

fn schema(which: &str, language: &str) -> Value {
    let output =
        Command::new(env!("CARGO_BIN_EXE_onramp")).args(["schema", which, "--lang", language]).output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The value as an editor reads it.
fn as_json(yaml: &Yaml) -> Value {
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Boolean(truth) => json!(truth),
        Yaml::Integer(number) => json!(number),
        Yaml::Float(number) => json!(number),
        Yaml::Text(text) => json!(text),
        Yaml::List(items) => items.iter().map(as_json).collect(),
        Yaml::Map(entries) => Value::Object(entries.iter().map(|(key, value)| (key.clone(), as_json(value))).collect()),
    }
}

fn parse(path: &SourcePath, text: &str) -> Value {
    as_json(&YamlText { path, text, offset: 0 }.parse().unwrap_or_else(|finding| panic!("{path}: {finding:?}")))
}

/// The front matter of a page, if it has one.
fn front_matter(text: &str) -> Option<&str> {
    let (front, _) = text.strip_prefix("---\n")?.split_once("\n---")?;
    Some(front)
}

/// The keys that the reader knows: those that it names for one that nobody knows.
fn known_to_reader(files: &[(&str, String)], path: &str) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = files.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect();
    let project = built::understand(built::write(folder.path(), &files));
    let unknown = project.diagnostics.iter().find(|finding| {
        finding.rule.name == "unknown-key" && finding.location.as_ref().is_some_and(|place| place.path.as_str() == path)
    });
    let hint = &unknown.and_then(|finding| finding.hint.clone()).expect("the reader knows no such key").en;
    let list = hint.strip_prefix("Known keys here: ").unwrap_or_else(|| panic!("{hint}"));
    list.split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
}

fn in_schema(schema: &Value, place: &str) -> BTreeSet<String> {
    let schema = schema.pointer(place).unwrap_or_else(|| panic!("there is no {place}"));
    assert_eq!(schema["additionalProperties"], json!(false), "{place}");
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

/// A key that is like no other.
const STRANGE: &str = "qqqqqqqq";

#[test]
fn config_and_reader_know_the_same_keys() {
    let schema = schema("config", "en");
    let page = ("content/index.md", "# A\n\ntext\n".to_owned());
    let known = |text: &str| known_to_reader(&[page.clone(), ("onramp.yaml", text.to_owned())], "onramp.yaml");
    assert_eq!(in_schema(&schema, ""), known(&format!("{STRANGE}: 1\n")));
    for inner in ["markdown", "objections"] {
        let found = known(&format!("{inner}:\n  {STRANGE}: 1\n"));
        assert_eq!(in_schema(&schema, &format!("/properties/{inner}")), found, "{inner}");
    }
}

#[test]
fn front_matter_and_reader_know_the_same_keys() {
    let page = ("content/index.md", format!("---\n{STRANGE}: 1\n---\ntext\n"));
    assert_eq!(in_schema(&schema("front-matter", "en"), ""), known_to_reader(&[page], "content/index.md"));
}

#[test]
fn every_key_is_described_in_both_languages() {
    for which in ["config", "front-matter"] {
        let (zh, en) = (schema(which, "zh"), schema(which, "en"));
        for (key, value) in en["properties"].as_object().unwrap() {
            let text = value["description"].as_str().unwrap();
            let (first, second) = text.split_once("\n\n").unwrap();
            assert!(first.is_ascii() && !second.is_ascii(), "{key}: {text}");
            assert_eq!(zh["properties"][key]["description"], json!(format!("{second}\n\n{first}")), "{key}");
        }
    }
}

fn projects() -> [PathBuf; 4] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    [root.to_owned(), root.join("docs"), root.join("tests/sites/quizzes"), root.join("tests/sites/objections")]
}

#[test]
fn what_is_shipped_is_valid() {
    let config = jsonschema::draft7::new(&schema("config", "zh")).unwrap();
    let front = jsonschema::draft7::new(&schema("front-matter", "zh")).unwrap();
    let (mut configs, mut fronts) = (0, 0);
    for root in projects() {
        let sources = Sources::read(&root, &root.join("site")).unwrap();
        for (path, file) in &sources.texts {
            let (validator, text, count) = match path.as_str() {
                "onramp.yaml" => (&config, Some(&*file.text), &mut configs),
                _ if path.is_markdown() => (&front, front_matter(&file.text), &mut fronts),
                _ => continue,
            };
            let Some(text) = text else { continue };
            let value = parse(path, text);
            let wrong: Vec<_> =
                validator.iter_errors(&value).map(|error| format!("{error} at {}", error.instance_path())).collect();
            assert!(wrong.is_empty(), "{}/{path}: {wrong:?}", root.display());
            *count += 1;
        }
    }
    assert!(configs > 2 && fronts > 200, "{configs} and {fronts}");
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    let path = SourcePath::new("onramp.yaml");
    let config = jsonschema::draft7::new(&schema("config", "en")).unwrap();
    for text in [
        "titel: x",
        "url: handbook.example.com",
        "languages: [中文]",
        "markdown: {html: no}",
        "markdown: {htm: safe}",
        "holidays: [soon]",
        "checks: {no-such-rule: off}",
        "checks: {unused-image: maybe}",
        "editor: vim",
        "title: [a]",
    ] {
        assert!(!config.is_valid(&parse(&path, text)), "{text}");
    }
    for text in [
        "title: 3",
        "languages: zh",
        "holidays: [2027-01-01, 2027-02-06..2027-02-12]",
        "checks: {unused-image: off}",
        "editor: 'x:{path}'",
    ] {
        assert!(config.is_valid(&parse(&path, text)), "{text}");
    }
    let front = jsonschema::draft7::new(&schema("front-matter", "en")).unwrap();
    for text in [
        "kind: lession",
        "reviewed: yesterday",
        "review_every: 180",
        "draft: maybe",
        "acknowledge: monthly",
        "accept: [x]",
        "tags: {a: b}",
    ] {
        assert!(!front.is_valid(&parse(&path, text)), "{text}");
    }
    for text in ["tags: a", "review_every: 26w", "accept: empty-page", "says: [a, 3]"] {
        assert!(front.is_valid(&parse(&path, text)), "{text}");
    }
}
