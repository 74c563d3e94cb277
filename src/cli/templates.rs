//! What `init` and `new` write: plain files in `cli/templates/`, which are part of the program.

use rust_embed::RustEmbed;

use crate::diagnostic::Language;
use crate::source::normalize_text;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/src/cli/templates"]
struct Templates;

/// A template of a page, such as `lesson`, in the language of its edition.
pub fn page(name: &str, language: Language) -> String {
    file(&format!("pages/{}/{name}.md", folder(language)))
}

/// A file of a new project that belongs to no language.
pub fn shared(name: &str) -> String {
    file(&format!("project/{name}"))
}

/// The pages of a new project in one language, by their paths below its folder.
pub fn pages_of_project(language: Language) -> Vec<(String, String)> {
    let below = format!("project/{}/", folder(language));
    let paths = Templates::iter().filter_map(|path| Some((path.strip_prefix(&below)?.to_owned(), file(&path))));
    let mut pages: Vec<_> = paths.collect();
    pages.sort();
    pages
}

/// The folder of a language.
pub fn folder(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

/// Puts values in place of `{{name}}`. A value is not looked at again, so it may hold whatever it likes.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let value = after.split_once("}}").and_then(|(name, behind)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, behind))
        });
        filled.push_str(before);
        match value {
            Some((value, behind)) => {
                filled.push_str(value);
                rest = behind;
            }
            None => {
                filled.push_str("{{");
                rest = after;
            }
        }
    }
    filled + rest
}

/// A text as a YAML value, in quotes when it needs them: in a list, too.
pub fn yaml(text: &str) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '’' | '“' | '”') || c > '\u{2000}';
    let begins = text.chars().next().is_some_and(|c| c.is_alphabetic() || c > '\u{2000}');
    let is_word =
        !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    match begins && is_word && text.chars().all(is_plain) && !text.ends_with(' ') {
        true => text.to_owned(),
        // JSON's quotes are YAML's, too.
        false => serde_json::Value::from(text).to_string(),
    }
}

/// Where the program was built, a checkout may have given the files other line ends.
fn file(path: &str) -> String {
    let file = Templates::get(path);
    let text = file.as_ref().and_then(|file| std::str::from_utf8(&file.data).ok());
    normalize_text(text.unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;
    use crate::yaml::{Yaml, YamlText};

    #[test]
    fn values_are_put_in_once() {
        let values = [("a", "{{b}}"), ("b", "x")];
        assert_eq!(fill("{{a}} {{b}} {{c}} {#{{b}}-1 pass=80}", &values), "{{b}} x {{c}} {#x-1 pass=80}");
        assert_eq!(fill("{{", &values), "{{");
    }

    #[test]
    fn any_text_is_a_value() {
        for text in [
            "价格",
            "a: b",
            "# 3",
            "yes",
            "1.5",
            "[a, b]",
            "a, b",
            "“太贵了”",
            "'x",
            "😀 好",
            "a\\b\"c",
            "- a",
            "No",
            "~",
        ] {
            let written = format!("title: {0}\nsays: [{0}]\n", yaml(text));
            let path = SourcePath::new("a.md");
            let read = YamlText { path: &path, text: &written, offset: 0 }.parse().unwrap();
            let value = Yaml::Text(text.to_owned());
            let entries = [("title".to_owned(), value.clone()), ("says".to_owned(), Yaml::List(vec![value]))];
            assert_eq!(read, Yaml::Map(entries.into()), "{written}");
        }
    }

    #[test]
    fn both_languages_have_the_same_templates() {
        let names = |start: &str| -> Vec<String> {
            let mut names: Vec<_> =
                Templates::iter().filter_map(|path| Some(path.strip_prefix(start)?.to_owned())).collect();
            names.sort();
            names
        };
        for kind in ["pages", "project"] {
            let names = |language| names(&format!("{kind}/{language}/"));
            assert!(!names("zh").is_empty());
            assert_eq!(names("zh"), names("en"));
        }
    }
}
