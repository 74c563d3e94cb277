//! What MkDocs' Markdown has and Onramp's has not: notices, tabs, attributes, snippets.

use crate::import::fences::{self, Code, Line};
use crate::import::folder::Folder;
use crate::import::report::{Losses, What};
use crate::source::SourcePath;

/// How deep notices and tabs may be nested.
const DEEPEST: usize = 16;

/// The settings at the top of a page, and its text.
pub fn split_meta(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return ("", text) };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (&rest[..at], &rest[at + line.len()..]);
        }
        at += line.len();
    }
    ("", text)
}

/// The text of a page as Onramp reads it.
pub fn convert(text: &str, path: &str, docs: &str, folder: &Folder, losses: &mut Losses) -> String {
    let mut converter = Converter { path: SourcePath::new(path), docs, folder, losses };
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut converted = converter.block(&lines, 0).join("\n");
    converter.losses.below(None);
    converted.push('\n');
    converted
}

struct Converter<'a> {
    path: SourcePath,
    docs: &'a str,
    folder: &'a Folder,
    losses: &'a mut Losses,
}

impl Converter<'_> {
    fn block(&mut self, lines: &[String], depth: usize) -> Vec<String> {
        let text = lines.join("\n");
        let lines = fences::lines(&text);
        let mut out = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let Line { text: line, code } = &lines[at];
            at += 1;
            if *code != Code::No {
                // `py title="x" hl_lines="2"`: the language alone.
                out.push(match code {
                    Code::Opens(info) => opening(line, info),
                    _ => (*line).to_owned(),
                });
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            let trimmed = line.trim_start();
            let marker = Marker::read(trimmed).filter(|_| depth < DEEPEST);
            if let Some(marker) = marker {
                let length = inner_length(&lines[at..], indent);
                let inner: Vec<String> =
                    lines[at..at + length].iter().map(|line| dedented(line.text, indent + 4).to_owned()).collect();
                at += length;
                let inner = self.block(&trimmed_blank(inner), depth + 1);
                let prefix = &line[..indent];
                out.extend(
                    self.marked(&marker, inner).into_iter().map(|line| format!("{prefix}{line}").trim_end().to_owned()),
                );
                out.push(String::new());
                continue;
            }
            out.extend(self.line(line, trimmed, depth));
        }
        out
    }

    /// A notice as a GitHub alert; a tab as its title and what is in it.
    fn marked(&mut self, marker: &Marker, inner: Vec<String>) -> Vec<String> {
        match marker {
            Marker::Tab(title) => {
                self.losses.add_with(What::Tabs, title.clone());
                let mut out = vec![format!("**{title}**"), String::new()];
                out.extend(inner);
                out
            }
            Marker::Notice { kind, title, folded } => {
                if *folded {
                    self.losses.add_with(What::Collapsed, title.clone().unwrap_or_default());
                }
                let mut out = vec![format!("> [!{}]", alert(kind))];
                if let Some(title) = title {
                    out.push(format!("> **{title}**"));
                    out.push(">".to_owned());
                }
                out.extend(inner.into_iter().map(|line| format!("> {line}")));
                out
            }
        }
    }

    /// One line of ordinary text; none when it is left out.
    fn line(&mut self, line: &str, trimmed: &str, depth: usize) -> Vec<String> {
        if trimmed.starts_with("##") {
            self.losses.below(Some(trimmed.trim_matches(['#', ' '])));
        }
        if trimmed.eq_ignore_ascii_case("[toc]") {
            self.losses.add(What::TableOfContents);
            return Vec::new();
        }
        if let Some(file) = snippet(trimmed) {
            return self.snippet(line, file, depth);
        }
        if let Some((word, text)) = trimmed.strip_prefix("*[").and_then(|rest| rest.split_once("]:")) {
            self.losses.add_with(What::Abbreviation, format!("{word}: {}", text.trim()));
            return Vec::new();
        }
        if trimmed.starts_with(":::") {
            self.losses.add_with(What::ContainerLine, trimmed);
            return vec![line.replacen(":::", "\\:::", 1)];
        }
        if trimmed.starts_with("$$") || trimmed.starts_with("\\[") {
            self.losses.add(What::PlainMath);
        }
        if trimmed.contains("{{") || trimmed.contains("{%") {
            self.losses.add_with(What::Macro, trimmed);
        }
        let without = self.without_attributes(line);
        let without = self.without_icons(&without);
        // A line of attributes alone belongs to the block before it.
        if without.trim().is_empty() && !trimmed.is_empty() { Vec::new() } else { vec![without] }
    }

    fn snippet(&mut self, line: &str, file: &str, depth: usize) -> Vec<String> {
        let bare = file.split(':').next().unwrap_or_default();
        let docs = self.docs;
        let below_docs = if docs.is_empty() { bare.to_owned() } else { format!("{docs}/{bare}") };
        let beside = self.path.join(bare).map(|path| path.to_string()).unwrap_or_default();
        let text = [bare, &below_docs, &beside].into_iter().find_map(|path| self.folder.text(path));
        match text.filter(|text| depth < DEEPEST && bare == file && text.len() < 1 << 20) {
            Some(text) => self.block(&text.lines().map(str::to_owned).collect::<Vec<_>>(), depth + 1),
            None => {
                self.losses.add_with(What::MissingInclude, file);
                vec![line.to_owned()]
            }
        }
    }

    /// The line without `{: .class}` and `{ .class }`; a heading keeps its id.
    fn without_attributes(&mut self, line: &str) -> String {
        let is_heading = line.trim_start().starts_with('#');
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(at) = rest.find('{') {
            let (before, braces) = rest.split_at(at);
            let Some(end) = braces.find('}') else { break };
            let inside = &braces[1..end];
            let in_code = before.matches('`').count() % 2 == 1 || out.matches('`').count() % 2 == 1;
            if in_code || !is_attributes(inside) {
                out.push_str(before);
                out.push('{');
                rest = &braces[1..];
                continue;
            }
            let id = inside.split_whitespace().find_map(|word| word.strip_prefix('#')).filter(|_| is_heading);
            match id {
                Some(id) => out.push_str(&format!("{before}{{#{id}}}")),
                None => out.push_str(before.trim_end()),
            }
            if id.is_none() || inside.split_whitespace().count() > 1 + usize::from(inside.trim_start().starts_with(':'))
            {
                self.losses.add_with(What::Attributes, format!("{{{inside}}}"));
            }
            rest = &braces[end + 1..];
        }
        out + rest
    }

    /// The line without `:material-check:` and its like.
    fn without_icons(&mut self, line: &str) -> String {
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(at) = ["material-", "fontawesome-", "octicons-", "simple-"]
            .iter()
            .filter_map(|family| rest.find(&format!(":{family}")))
            .min()
        {
            let name = &rest[at + 1..];
            let end = name
                .find(':')
                .filter(|end| name[..*end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
            let Some(end) = end else {
                out.push_str(&rest[..at + 1]);
                rest = name;
                continue;
            };
            self.losses.add_with(What::Icon, &name[..end]);
            out.push_str(&rest[..at]);
            rest = name[end + 1..].trim_start_matches(' ');
        }
        out + rest
    }
}

/// What a block is, by its first line.
enum Marker {
    /// `!!! note "Title"`, `??? note`.
    Notice { kind: String, title: Option<String>, folded: bool },
    /// `=== "Title"`.
    Tab(String),
}

impl Marker {
    fn read(line: &str) -> Option<Marker> {
        if let Some(rest) = line.strip_prefix("===") {
            let title = rest.trim_start_matches(['!', '+']).trim().strip_prefix('"')?.strip_suffix('"')?;
            return Some(Marker::Tab(title.to_owned()));
        }
        let (rest, folded) = match line.strip_prefix("!!!") {
            Some(rest) => (rest, false),
            None => (line.strip_prefix("???")?, true),
        };
        let rest = rest.trim_start_matches('+').strip_prefix(' ')?.trim();
        let (words, title) = match rest.split_once('"') {
            Some((words, title)) => (words, Some(title.trim_end().trim_end_matches('"').to_owned())),
            None => (rest, None),
        };
        let kind = words.split_whitespace().next().unwrap_or("note").to_lowercase();
        Some(Marker::Notice { kind, title: title.filter(|title| !title.is_empty()), folded })
    }
}

fn alert(kind: &str) -> &'static str {
    match kind {
        "tip" | "hint" | "success" | "check" | "done" => "TIP",
        "important" | "question" | "help" | "faq" => "IMPORTANT",
        "warning" | "caution" | "attention" => "WARNING",
        "danger" | "error" | "failure" | "fail" | "missing" | "bug" => "CAUTION",
        _ => "NOTE",
    }
}

/// How many lines belong to a block whose marker is indented so far.
fn inner_length(lines: &[Line], indent: usize) -> usize {
    let belongs = |line: &&Line| {
        let blank = line.text.trim().is_empty();
        blank || line.text.len() - line.text.trim_start().len() >= indent + 4 || line.text.starts_with('\t')
    };
    lines.iter().take_while(belongs).count()
}

fn dedented(line: &str, width: usize) -> &str {
    if let Some(rest) = line.strip_prefix('\t') {
        return rest;
    }
    let blank = line.bytes().take(width).take_while(|byte| *byte == b' ').count();
    &line[blank..]
}

fn trimmed_blank(mut lines: Vec<String>) -> Vec<String> {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
    lines.drain(..blank);
    lines
}

fn opening(line: &str, info: &str) -> String {
    let language = info.trim_start_matches(['{', ' ', '.']).split([' ', '{', '}', ',']).next().unwrap_or_default();
    let marks = line.len() - line.trim_start_matches([' ', '\t', '`', '~']).len();
    let is_option = language.contains('=') || language.starts_with('#');
    format!("{}{}", &line[..marks].trim_end(), if is_option { "" } else { language })
}

/// The file of `--8<-- "file"`.
fn snippet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("--8<--")?.trim();
    rest.strip_prefix('"')?.strip_suffix('"')
}

/// `: .a #b c=d` and `.a`: what Python-Markdown takes for attributes, and nobody writes as text.
fn is_attributes(inside: &str) -> bool {
    let words = inside.trim().strip_prefix(':').unwrap_or(inside).trim();
    let is_word = |word: &str| {
        let name =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'));
        word.strip_prefix(['.', '#']).is_some_and(name) || word.split_once('=').is_some_and(|(key, _)| name(key))
    };
    // A value in quotes may have blanks; then the pieces behind it are no words, but the first is.
    let mut pieces = words.split_whitespace();
    let all = pieces.clone().all(is_word);
    all && pieces.next().is_some()
        || words.contains("=\"") && words.ends_with('"') && pieces.next().is_some_and(is_word)
}
