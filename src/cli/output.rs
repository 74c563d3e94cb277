//! Text on its way to the reader.

use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::Words;
use crate::words;

/// Prints a text on standard output. Whoever reads may stop early, as with `| head`; that is no failure.
///
/// # Errors
/// In words, when the text cannot be written, as on a full disk.
pub fn print(text: &str) -> Result<(), Words> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(words!("写不了输出：{error}", "The output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

/// A path as one types it: in quotes where a shell would take it apart.
pub fn typed(path: &Path) -> String {
    let shown = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace() || "/.-_~+:@%,=\\".contains(c);
    if shown.chars().all(is_plain) && !shown.is_empty() { shown } else { format!("\"{shown}\"") }
}

/// Prints a line on standard error. If even that cannot be written, the exit code still says it.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
