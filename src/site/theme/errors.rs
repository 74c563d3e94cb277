//! The engine's errors as findings: where in which template, which page was being made, and by way of which templates.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, ReportError};

use super::files::ThemeFile;
use super::wording::{Wording, wording};
use crate::diagnostic::{Diagnostic, Rule, Words, nearest, rule};
use crate::source::{Location, Span};
use crate::words;

type Files = BTreeMap<String, ThemeFile>;

/// A template that cannot be parsed.
pub fn syntax(report: &ReportError, file: &ThemeFile) -> Diagnostic {
    let span = Span::inside(&file.text, report.span().range.clone());
    finding(&rule::TEMPLATE_ERROR, Location::new(&file.path, span), wording(report.message()))
}

/// Templates that do not fit together: an unknown filter or include, a parent that is missing, a circle.
pub fn loading(error: &tera::Error, files: &Files) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            vec![missing_parent(current, parent, files)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => vec![circle(tpl, chain, files)],
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => match files.get(report.filename()) {
            Some(file) => vec![syntax(report, file)],
            None => vec![unplaced(report.message())],
        },
        // Unknown names come as one text of many reports; their places are in it and nowhere else.
        other => {
            let text = other.to_string();
            let reports = text.split("\n\n").filter_map(|report| {
                let message = report.lines().next()?.strip_prefix("error: ")?;
                let location = place(report.lines().nth(1)?.trim_start().strip_prefix("--> ")?, files)?;
                let mut wording = wording(message);
                if let Some(name) = wording.unknown.as_deref().filter(|_| message.starts_with("Unknown template")) {
                    wording.hint = did_you_mean(name, files.keys().map(String::as_str));
                }
                Some(finding(&rule::TEMPLATE_ERROR, location, wording))
            });
            let found: Vec<_> = reports.collect();
            if found.is_empty() { vec![unplaced(&text)] } else { found }
        }
    }
}

/// An error while a page was rendered.
pub fn rendering(error: &tera::Error, template: &str, files: &Files, context: &Context) -> Diagnostic {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
        ErrorKind::TemplateNotFound(name) => {
            let message = words!("主题里没有 `{name}` 这个模板", "the theme has no template `{name}`");
            let hint = did_you_mean(name, files.keys().map(String::as_str));
            return Diagnostic::project(&rule::TEMPLATE_ERROR, message).maybe_hint(hint);
        }
        other => return unplaced(&other.to_string()),
    };
    let Some(file) = files.get(report.filename()) else {
        return unplaced(report.message());
    };
    let span = Span::inside(&file.text, report.span().range.clone());
    let mut wording = wording(report.message());
    let mut broken = &rule::TEMPLATE_ERROR;
    if report.message().contains("is not defined") && file.text[..span.range().start].ends_with("text.") {
        let key = &file.text[span.range()];
        broken = &rule::MISSING_STRING;
        wording.message = words!("主题的文字里没有 `{key}`", "the theme's strings have no `{key}`");
    }
    let diagnostic = finding(broken, Location::new(&file.path, span), wording);
    // The way to the mistake is only in the engine's written report: one note per template in between.
    let whole = error.to_string();
    let notes = whole.lines().filter_map(|line| place(line.strip_prefix("note: called from ")?, files));
    let mut diagnostic =
        notes.fold(diagnostic, |diagnostic, at| diagnostic.related(at, words!("从这里引入", "brought in from here")));
    if report.filename() != template && diagnostic.related.is_empty() {
        diagnostic = by_way_of(diagnostic, template, files);
    }
    naming_page(diagnostic, template, context)
}

/// A field that the template reads and the page view does not have.
pub fn unknown_field(field: &str, template: &str, files: &Files, context: &Context, fields: &[String]) -> Diagnostic {
    let message = words!(
        "模板里用到的 `{field}` 不是页面的字段",
        "the template reads `{field}`, which is not a field of the page"
    );
    // The engine says that the field is read, but not where: a parent or an include may be the one.
    let at = files.values().find_map(|file| Some(Location::new(&file.path, read_in(&file.text, field)?)));
    let diagnostic = match at {
        Some(at) => Diagnostic::new(&rule::TEMPLATE_ERROR, at, message),
        None => Diagnostic::project(&rule::TEMPLATE_ERROR, message),
    };
    let names = fields.iter().map(String::as_str);
    naming_page(diagnostic.maybe_hint(did_you_mean(field, names)), template, context)
}

/// YAML of a theme that cannot be read.
pub fn yaml_error(error: &serde_yaml::Error, file: &ThemeFile) -> Diagnostic {
    let start = error.location().map_or(0, |at| offset(&file.text, at.line(), at.column()));
    let end = file.text[start..].find('\n').map_or(file.text.len(), |newline| start + newline);
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let message = words!("读不懂这里的 YAML（{reason}）", "this YAML cannot be read ({reason})");
    Diagnostic::at(&rule::INVALID_YAML, &file.path, Span::new(start, end), message).hint(words!(
        "每行写 `键: 文字`，冒号用半角、后面空一格；文字里有冒号或花括号开头时加引号",
        "Write `key: text` on each line; put a text in quotes when it contains a colon or begins with a brace"
    ))
}

/// Names a template gives to values of its own, in `for` and `set`: no fields of the page.
///
/// A closed set of keywords before a name; an include inside the loop may use the name too, so it counts for all templates.
pub fn names_set_in(template: &str) -> impl Iterator<Item = &str> {
    let tags = template.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    tags.flat_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        let (keyword, rest) = tag.split_once(char::is_whitespace).unwrap_or_default();
        let names = match keyword {
            "for" => rest.split(" in ").next(),
            "set" | "set_global" => rest.split('=').next(),
            _ => None,
        };
        names.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty())
    })
}

/// The nearest name as a hint, or all of them when none is near.
pub fn did_you_mean<'a>(typed: &str, names: impl Iterator<Item = &'a str> + Clone) -> Option<Words> {
    if let Some(near) = nearest(typed, names.clone()) {
        return Some(words!("是想写 `{near}` 吗？", "Did you mean `{near}`?"));
    }
    let all: Vec<_> = names.collect();
    let (zh, en) = (all.join("、"), all.join(", "));
    (!all.is_empty()).then(|| words!("可以用的有：{zh}", "There are: {en}"))
}

fn finding(rule: &'static Rule, location: Location, wording: Wording) -> Diagnostic {
    Diagnostic::new(rule, location, wording.message).maybe_hint(wording.hint)
}

fn unplaced(message: &str) -> Diagnostic {
    Diagnostic::project(&rule::TEMPLATE_ERROR, wording(message).message)
}

fn missing_parent(current: &str, parent: &str, files: &Files) -> Diagnostic {
    let message = words!("模板要继承的 `{parent}` 不存在", "the template extends `{parent}`, which does not exist");
    let hint = did_you_mean(parent, files.keys().map(String::as_str));
    match files.get(current) {
        Some(file) => Diagnostic::at(&rule::TEMPLATE_ERROR, &file.path, named_in(&file.text, parent), message),
        None => Diagnostic::project(&rule::TEMPLATE_ERROR, message),
    }
    .maybe_hint(hint)
}

fn circle(template: &str, chain: &[String], files: &Files) -> Diagnostic {
    let way = chain.join(" → ");
    let message = words!("模板互相引用成了圈：{way}", "the templates go round in a circle: {way}");
    let file = files.get(template).or_else(|| files.get(chain.first()?));
    let next = chain.iter().find(|name| *name != template).map_or(template, String::as_str);
    match file {
        Some(file) => Diagnostic::at(&rule::TEMPLATE_ERROR, &file.path, named_in(&file.text, next), message),
        None => Diagnostic::project(&rule::TEMPLATE_ERROR, message),
    }
}

/// Adds to the message which page was being made.
fn naming_page(mut diagnostic: Diagnostic, template: &str, context: &Context) -> Diagnostic {
    let Words { zh, en } = &diagnostic.message;
    diagnostic.message = match context.get("title").and_then(|title| title.as_str()) {
        Some(title) => words!("{zh}（生成《{title}》时）", "{en} (while rendering “{title}”)"),
        None => words!("{zh}（生成 {template} 时）", "{en} (while rendering {template})"),
    };
    diagnostic
}

/// Points to the template that was asked for, when the mistake is in a parent it extends.
fn by_way_of(diagnostic: Diagnostic, template: &str, files: &Files) -> Diagnostic {
    let Some(file) = files.get(template) else {
        return diagnostic;
    };
    let tag = file.text.find("{% extends").map(|start| {
        let end = file.text[start..].find("%}").map_or(file.text.len(), |end| start + end + 2);
        Span::new(start, end)
    });
    match tag {
        Some(span) => diagnostic.related(Location::new(&file.path, span), words!("由它继承", "extended from here")),
        None => diagnostic,
    }
}

/// A place as the engine writes it, `parts/bar.html:3:14`, as a location; it counts characters from 1.
fn place(written: &str, files: &Files) -> Option<Location> {
    let mut parts = written.trim().rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let file = files.get(parts.next()?)?;
    let start = offset(&file.text, line, column);
    let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '/' | '-' | '"');
    let length = file.text[start..].find(|c| !name(c)).unwrap_or(0);
    Some(Location::new(&file.path, Span::new(start, start + length)))
}

/// The byte offset of a line and a column in characters, both from 1.
pub fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    start + within
}

/// Where a template names another one, quotes included.
fn named_in(template: &str, other: &str) -> Span {
    let found = ['"', '\''].into_iter().find_map(|quote| {
        let quoted = format!("{quote}{other}{quote}");
        template.find(&quoted).map(|start| Span::new(start, start + quoted.len()))
    });
    found.unwrap_or_default()
}

/// Where a template reads a field: the first time the name stands in a tag by itself, not after a dot.
fn read_in(template: &str, field: &str) -> Option<Span> {
    template.match_indices(field).map(|(start, _)| start).find_map(|start| {
        let (before, after) = (&template[..start], &template[start + field.len()..]);
        let in_tag = before.rfind("{{").max(before.rfind("{%")) > before.rfind("}}").max(before.rfind("%}"));
        let part_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"' | '\'');
        let alone = !before.ends_with(part_of_name) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        (in_tag && alone).then(|| Span::new(start, start + field.len()))
    })
}
