//! Files of other programs: they must be well formed. What the hook and the workflows do is tried in `tests/authoring.rs`.
//!
//! `yaml languages` is among them: settings of a project in several languages, which that around the examples is not.

use std::io::Write;
use std::process::{Command, Stdio};

use onramp::source::SourcePath;
use onramp::yaml::YamlText;

use super::pages::{Block, Kind, Page};

/// What is wrong with the files of other programs on a page.
pub fn run(page: &Page) -> Vec<String> {
    let blocks = page.of(Kind::Foreign);
    blocks.filter_map(|block| Some(page.wrong(block, &well_formed(block).err()?))).collect()
}

fn well_formed(block: &Block) -> Result<(), String> {
    match block.info.split(' ').next() {
        Some("json") => {
            serde_json::from_str::<serde_json::Value>(&block.text).map(drop).map_err(|error| error.to_string())
        }
        Some("yaml") => {
            let path = SourcePath::new("foreign.yaml");
            let yaml = YamlText { path: &path, text: &block.text, offset: 0 }.parse();
            yaml.map(drop).map_err(|finding| finding.message.en)
        }
        Some("sh") => read_by(Command::new("sh").arg("-n"), &block.text),
        Some("js") => read_by(Command::new("node").args(["--check", "--input-type=module", "-"]), &block.text),
        _ => Err(format!("`{}` is of no known program", block.info)),
    }
}

/// Has a program read a text without doing what it says.
fn read_by(command: &mut Command, text: &str) -> Result<(), String> {
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
