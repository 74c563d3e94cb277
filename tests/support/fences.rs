//! Fenced blocks of a Markdown file, by heading, and how to put new text into some of them.

#![expect(clippy::disallowed_methods, reason = "tests that are data are files")]

use std::ops::Range;
use std::path::{Path, PathBuf};

/// A fenced block: ` ```info ` … ` ``` `.
pub struct Fence {
    /// The nearest heading above it.
    pub heading: String,
    pub info: String,
    pub text: String,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The whole block in the file, both fences and the last line end included.
    range: Range<usize>,
}

/// All fenced blocks of a file in order. Headings in them are text, as in any Markdown.
pub fn read(markdown: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut heading = String::new();
    let mut open: Option<Fence> = None;
    let mut marks = 0;
    let mut at = 0;
    for (number, line) in markdown.split_inclusive('\n').enumerate() {
        let end = at + line.len();
        let backticks = line.bytes().take_while(|byte| *byte == b'`').count();
        let rest = line[backticks..].trim();
        match &mut open {
            Some(fence) if backticks >= marks && rest.is_empty() => {
                fence.range.end = end;
                fences.extend(open.take());
            }
            Some(fence) => fence.text.push_str(line),
            None if backticks >= 3 => {
                marks = backticks;
                let (heading, info) = (heading.clone(), rest.to_owned());
                open = Some(Fence { heading, info, text: String::new(), line: number + 1, range: at..end });
            }
            None if line.starts_with('#') => heading = line.trim_start_matches('#').trim().to_owned(),
            None => {}
        }
        at = end;
    }
    assert!(open.is_none(), "a fence is not closed");
    fences
}

/// The file with other text in the blocks given by their position; everything else stays.
pub fn rewrite(markdown: &str, fences: &[Fence], changes: &[(usize, String)]) -> String {
    let (mut text, mut at) = (String::new(), 0);
    for (position, content) in changes {
        let fence = &fences[*position];
        text.push_str(&markdown[at..fence.range.start]);
        let longest = content.lines().map(|line| line.bytes().take_while(|byte| *byte == b'`').count()).max();
        let marks = "`".repeat(longest.map_or(3, |longest| longest + 1).max(3));
        text.push_str(&format!("{marks}{}\n{content}{marks}\n", fence.info));
        at = fence.range.end;
    }
    text.push_str(&markdown[at..]);
    text
}

/// All Markdown files below a folder of `tests/`, in order.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|extension| extension == "md") => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}

/// Whether expectations are to be rewritten instead of compared: `UPDATE=1 cargo test`.
pub fn is_update() -> bool {
    std::env::var("UPDATE").is_ok_and(|value| !value.is_empty() && value != "0")
}

/// What is different, line by line: `-` expected, `+` found, from the first difference on.
pub fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let lines =
        |text: &str, mark: char| text.lines().skip(same).map(|line| format!("    {mark} {line}\n")).collect::<String>();
    format!("    from line {} on:\n{}{}", same + 1, lines(expected, '-'), lines(found, '+'))
}
