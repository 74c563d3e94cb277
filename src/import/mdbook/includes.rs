//! `{{#include file}}` and its like, put in as mdBook does.

use crate::import::folder::Folder;
use crate::import::report::{Losses, What};
use crate::source::SourcePath;

/// How deep files may take in each other.
const DEEPEST: usize = 10;

/// The longest page that includes may make, in bytes.
const LARGEST: usize = 8 << 20;

/// The text of the page `path` with all directives carried out.
pub fn resolve(text: &str, path: &str, folder: &Folder, losses: &mut Losses) -> String {
    let mut resolver = Resolver { folder, losses, size: text.len() };
    resolver.text(text, path, 0)
}

struct Resolver<'a> {
    folder: &'a Folder,
    losses: &'a mut Losses,
    size: usize,
}

impl Resolver<'_> {
    fn text(&mut self, text: &str, path: &str, depth: usize) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("{{#") {
            let (before, directive) = rest.split_at(at);
            let Some(end) = directive.find("}}").filter(|end| !directive[..*end].contains('\n')) else {
                resolved.push_str(before);
                resolved.push_str("{{#");
                rest = &directive[3..];
                continue;
            };
            let (inside, after) = (&directive[3..end], &directive[end + 2..]);
            rest = after;
            // A backslash before it makes it text.
            if let Some(before) = before.strip_suffix('\\') {
                resolved.push_str(before);
                resolved.push_str(&directive[..end + 2]);
                continue;
            }
            resolved.push_str(before);
            match self.directive(inside.trim(), path, depth) {
                Some(included) => resolved.push_str(&included),
                None => resolved.push_str(&directive[..end + 2]),
            }
        }
        resolved.push_str(rest);
        resolved
    }

    /// What a directive stands for; `None` leaves it as it is.
    fn directive(&mut self, inside: &str, path: &str, depth: usize) -> Option<String> {
        let (name, value) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        match name {
            "include" | "rustdoc_include" | "playground" => {
                // What follows a playground's file are switches for the browser.
                let file = value.split_whitespace().next().unwrap_or_default();
                let (file, part) = file.split_once(':').unwrap_or((file, ""));
                let included =
                    SourcePath::new(path).join(file).and_then(|file| Some((self.folder.text(file.as_str())?, file)));
                let Some((text, file)) =
                    included.filter(|(text, _)| depth < DEEPEST && self.size + text.len() < LARGEST)
                else {
                    self.losses.add_with(What::MissingInclude, inside);
                    return None;
                };
                self.size += text.len();
                let text = self.text(&self::part(&text, part), file.as_str(), depth + 1);
                Some(text.trim_end_matches('\n').to_owned())
            }
            // The window's title.
            "title" => Some(String::new()),
            _ => {
                self.losses.add_with(What::Directive, inside);
                Some(String::new())
            }
        }
    }
}

/// A part of a file: `3`, `3:5`, `:5`, `3:`, or the name of an anchor. Lines with anchors are never shown.
fn part(text: &str, part: &str) -> String {
    let is_anchor = |line: &&str| line.contains("ANCHOR: ") || line.contains("ANCHOR_END: ");
    let names = |line: &str, mark: &str| {
        line.split_once(mark).is_some_and(|(_, name)| name.split_whitespace().next() == Some(part))
    };
    let numbers: Vec<&str> = part.split(':').collect();
    let is_number = |text: &&str| text.is_empty() || text.parse::<usize>().is_ok();
    let lines: Vec<&str> = if part.is_empty() {
        text.lines().collect()
    } else if numbers.iter().all(is_number) {
        let first = numbers[0].parse::<usize>().unwrap_or(1).max(1);
        let last = match numbers.get(1) {
            None => first,
            Some(last) => last.parse().unwrap_or(usize::MAX),
        };
        text.lines().skip(first - 1).take(last.saturating_sub(first - 1)).collect()
    } else {
        let from = text.lines().skip_while(|line| !names(line, "ANCHOR: ")).skip(1);
        from.take_while(|line| !names(line, "ANCHOR_END: ")).collect()
    };
    lines.into_iter().filter(|line| !is_anchor(line)).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn parts_of_files() {
        let text = "a\n// ANCHOR: x\nb\nc\n// ANCHOR_END: x\nd\n";
        assert_eq!(part(text, ""), "a\nb\nc\nd\n");
        assert_eq!(part(text, "x"), "b\nc\n");
        assert_eq!(part(text, "3:4"), "b\nc\n");
        assert_eq!(part(text, "6"), "d\n");
        assert_eq!(part(text, ":1"), "a\n");
        assert_eq!(part(text, "6:"), "d\n");
    }
}
