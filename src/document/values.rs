//! Values of the front matter that are read otherwise than they were probably meant.

use crate::diagnostic::{Diagnostic, Words, rule};
use crate::document::FrontMatter;
use crate::source::Span;
use crate::words;
use crate::yaml::{Place, Spanned, YamlText};

/// Reports what is lost behind a `#`, and lists that are one value.
pub fn check(front: &FrontMatter, text: YamlText, findings: &mut Vec<Diagnostic>) {
    let mut report = |place: &Place, message: Words, hint: Words| {
        findings.push(Diagnostic::at(&rule::UNCLEAR_VALUE, text.path, text.locate(place), message).hint(hint));
    };
    // To look for places takes readings of the text, so most texts are passed over.
    if text.text.contains(" #") {
        let values = front.title.iter().chain(&front.description).chain(&front.says).chain(&front.tags);
        for value in values.filter(|value| is_cut(text, text.locate(&value.place))) {
            let kept = &value.value;
            report(
                &value.place,
                words!(
                    "` #` 后面的文字没有了，只剩“{kept}”",
                    "What follows ` #` is lost; “{kept}” is all that is left"
                ),
                words!(
                    "含有 `#` 的值用引号括起来：`\"{kept} #…\"`",
                    "Put a value with a `#` in quotes: `\"{kept} #…\"`"
                ),
            );
        }
    }
    let lists =
        [("tags", &front.tags), ("audience", &front.audience), ("roles", &front.roles), ("stages", &front.stages)];
    for (key, values) in lists {
        for Spanned { value, place } in values.iter().filter(|value| is_list(&value.value)) {
            let parts: Vec<_> = value.split([',', '，', '、']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let list = parts.join(", ");
            report(
                place,
                words!("“{value}”是一个值，不是几个", "“{value}” is one value, not several"),
                words!("写成 `{key}: [{list}]`，用半角逗号", "Write `{key}: [{list}]`, with ordinary commas"),
            );
        }
    }
}

/// Whether a value looks like several.
pub fn is_list(value: &str) -> bool {
    value.contains(['，', '、']) || value.contains(", ")
}

/// A `#` follows the value that begins no comment as people write one: `# …`.
fn is_cut(text: YamlText, span: Span) -> bool {
    let value = &text.text[span.start as usize - text.offset..];
    let line = value.split('\n').next().unwrap_or_default();
    if line.starts_with(['"', '\'']) {
        return false;
    }
    let after = &line[span.range().len().min(line.len())..];
    let comment = after.trim_start().strip_prefix('#');
    comment.is_some_and(|comment| comment.starts_with(|c: char| c != '#' && !c.is_whitespace()))
}
