//! The template engine's messages in plain words of both languages.

use super::errors::did_you_mean;
use crate::diagnostic::Words;
use crate::words;

/// A message understood.
pub struct Wording {
    pub message: Words,
    pub hint: Option<Words>,
    /// The name that nobody knows, when that is what is wrong.
    pub unknown: Option<String>,
}

/// Words for a message of tera 2. One that is not known here is passed on in English, as it is better than nothing.
pub fn wording(message: &str) -> Wording {
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let name = quoted;
    if message.contains("is not defined. Available")
        || message.ends_with("is not defined.")
        || message.ends_with("is not defined")
    {
        let available = message.split_once(": ").map_or("", |(_, names)| names);
        let hint = did_you_mean(name, available.split(", ").filter(|name| !name.is_empty()));
        return unknown(name, hint, words!("没有 `{name}` 这个字段", "there is no field `{name}`"));
    }
    for (start, zh, en) in [
        ("Unknown filter", "过滤器", "filter"),
        ("Unknown test", "判断", "test"),
        ("Unknown function", "函数", "function"),
        ("Unknown component", "组件", "component"),
        ("Unknown template", "模板", "template"),
    ] {
        if message.starts_with(start) {
            return unknown(name, None, words!("没有名为 `{name}` 的{zh}", "there is no {en} named `{name}`"));
        }
    }
    let said = if message.starts_with("Block `") {
        words!("上层模板里没有 `{name}` 这个块", "no parent template has a block `{name}`")
    } else if message.starts_with("Unexpected end") {
        words!("模板没有写完，少了结束标签", "the template ends in the middle: a closing tag is missing")
    } else if message == "Unknown tag" {
        words!("没有这种标签，或者前面的标签没有结束", "there is no such tag, or a tag before it was not closed")
    } else if message.starts_with("Unclosed component") {
        words!("组件没有结束", "the component is not closed")
    } else if message.starts_with("This content would be ignored") {
        words!(
            "继承别的模板时，内容要写在 block 里，写在外面不会出现",
            "a template that extends another one can only have blocks; what stands outside of them is lost"
        )
    } else if message.starts_with("Tried to render a variable that is undefined") {
        words!("这里的值不存在", "there is no such value")
    } else if message.contains("is already extending") || message.starts_with("`extends`") {
        words!(
            "`extends` 只能写一次，而且要在模板最前面",
            "`extends` may stand only once, at the very top of a template"
        )
    } else if let Some(found) = message.strip_prefix("Found ") {
        let (found, expected) = found.split_once(" but expected ").unwrap_or((found, "something else"));
        let expected = expected.trim_start_matches("one of: ").trim_end_matches('.');
        words!("这里不该是 {found}，应当是 {expected}", "found {found} here, expected {expected}")
    } else if message.starts_with("Missing keyword argument") {
        words!("少了参数 `{name}`", "the argument `{name}` is missing")
    } else {
        words!("模板有误：{message}", "template error: {message}")
    };
    Wording { message: said, hint: None, unknown: None }
}

fn unknown(name: &str, hint: Option<Words>, message: Words) -> Wording {
    Wording { message, hint, unknown: Some(name.to_owned()) }
}
