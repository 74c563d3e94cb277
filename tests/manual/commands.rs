//! The commands of a page, run with the real program, one after another in a project that `onramp init` made.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::own_files;
use super::pages::{Block, Kind, Page};

/// Programs that are not Onramp. What they do is not the manual's promise, and some of them would ask other computers.
const OTHER_PROGRAMS: [&str; 6] = ["cargo", "cp", "git", "iconv", "pre-commit", "rm"];

/// How long an answer may take; reached only by one that never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs all commands of a page; what went wrong.
pub fn run(page: &Page) -> Vec<String> {
    if page.of(Kind::Commands).chain(page.of(Kind::Printed)).next().is_none() {
        return Vec::new();
    }
    let folder = tempfile::tempdir().unwrap();
    let mut here = fs::canonicalize(folder.path()).unwrap();
    let begun = command(&format!("onramp init . --language {}", page.language), &here, page.language).output().unwrap();
    assert!(begun.status.success(), "{begun:?}");
    own_files::write(&here, page.language);
    let (mut printed, mut wrong) = (String::new(), Vec::new());
    for block in &page.blocks {
        let ran = match block.kind() {
            Some(Kind::Commands) => block_in(&mut here, block, page.language).map(|text| printed = text),
            Some(Kind::Printed) => contains(&printed, &block.text.lines().collect::<Vec<_>>()),
            _ => Ok(()),
        };
        wrong.extend(ran.err().map(|why| page.wrong(block, &why)));
    }
    wrong
}

/// Runs a block's lines; what they printed. With `$` before them, the lines between are what they should print.
fn block_in(here: &mut PathBuf, block: &Block, language: &str) -> Result<String, String> {
    let mut printed = String::new();
    let prompted = block.text.starts_with("$ ");
    let mut lines = block.text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.strip_prefix("$ ").unwrap_or(line);
        let mut shown = Vec::new();
        while prompted && let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            shown.push(line);
        }
        match line.split(' ').next() {
            Some("cd") => here.push(line[2..].trim()),
            Some("onramp") if line.contains("onramp serve") => served(line, here, language)?,
            Some("onramp") => {
                let said = succeeds(line, here, language)?;
                contains(&said, &shown)?;
                printed += &said;
            }
            Some(program) if OTHER_PROGRAMS.contains(&program) => {}
            _ => return Err(format!("`{line}` is neither `onramp` nor a program that is left out")),
        }
    }
    Ok(printed)
}

/// The shell with a line. It finds Onramp and nothing else, so that no browser opens.
fn command(line: &str, here: &Path, language: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", line])
        .current_dir(here)
        .env_clear()
        .env("PATH", Path::new(env!("CARGO_BIN_EXE_onramp")).parent().unwrap())
        .env("HOME", here)
        .env("SOURCE_DATE_EPOCH", "1795392000")
        .env("LANG", if language == "zh" { "zh_CN.UTF-8" } else { "en_US.UTF-8" })
        .stdin(Stdio::null());
    command
}

/// Runs a line, which must succeed; what it printed.
fn succeeds(line: &str, here: &Path, language: &str) -> Result<String, String> {
    let output = command(line, here, language).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(said) } else { Err(format!("`{line}`: {}\n{said}", output.status)) }
}

/// Whether these lines were printed; `…` stands for any lines.
fn contains(printed: &str, shown: &[&str]) -> Result<(), String> {
    let mut rest = printed;
    for part in shown.split(|line| ["…", "……"].contains(line)) {
        let part = part.join("\n");
        let at = rest.find(&part).ok_or_else(|| format!("not printed is\n{part}\nbut\n{printed}"))?;
        rest = &rest[at + part.len()..];
    }
    Ok(())
}

/// Starts the server, asks for its first page, and ends it.
fn served(line: &str, here: &Path, language: &str) -> Result<(), String> {
    let mut server = command(&format!("exec {line}"), here, language).stdout(Stdio::piped()).spawn().unwrap();
    let answer = BufReader::new(server.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("http://localhost:")?.1.trim_end_matches('/').parse().ok())
        .map(first_page);
    server.kill().unwrap();
    server.wait().unwrap();
    match answer {
        Some(Ok(answer)) if answer.starts_with("HTTP/1.1 200") && answer.contains("<title>") => Ok(()),
        Some(answer) => Err(format!("`{line}` answers {answer:?}")),
        None => Err(format!("`{line}` serves nothing")),
    }
}

fn first_page(port: u16) -> io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
