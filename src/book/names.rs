//! File names that not every system can have. A site is built on one machine and read from another.

use crate::diagnostic::{Diagnostic, Words, rule};
use crate::source::{SourcePath, Sources, Span};
use crate::words;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Reports every file whose path could not exist on Windows, macOS and Linux alike.
pub fn check(sources: &Sources, findings: &mut Vec<Diagnostic>) {
    for path in sources.texts.keys().chain(sources.assets.keys()) {
        if let Some(reason) = path.as_str().split('/').find_map(unportable) {
            findings.push(finding(path, reason));
        }
    }
}

fn finding(path: &SourcePath, reason: Words) -> Diagnostic {
    let message = Words::new(
        format!("这个文件名在别的系统上用不了：{}", reason.zh),
        format!("This name does not work on every system: {}", reason.en),
    );
    Diagnostic::at(&rule::UNPORTABLE_NAME, path, Span::default(), message).hint(words!("改个名字", "Rename the file"))
}

/// Why a file or folder of that name could not exist everywhere.
pub fn unportable(name: &str) -> Option<Words> {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    if let Some(c) =
        name.chars().find(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\') || c.is_control())
    {
        let c = c.escape_default();
        return Some(words!("含有 {c}", "it contains {c}"));
    }
    if DEVICES.contains(&stem.as_str()) {
        return Some(words!("{stem} 是 Windows 的设备名", "{stem} is a device on Windows"));
    }
    if name.ends_with(['.', ' ']) {
        return Some(words!("以点或空格结尾", "it ends with a dot or a space"));
    }
    if name.len() > 240 {
        return Some(words!("太长", "it is too long"));
    }
    None
}
