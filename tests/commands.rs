//! Console transcripts with the real program: what is typed, what is shown, the exit code.
//!
//! A ` ```console site=NAME ` fence in `tests/commands/*.md` runs in a copy of `tests/sites/NAME`, command after command, by
//! `sh`. Lines of standard error begin with `! `; the last line of each command is its exit code. A fence without a site runs
//! in an empty folder. `UPDATE=1 cargo test --test commands` writes the answers anew, and nothing else.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "transcripts are files, and projects too")]

#[path = "support/fences.rs"]
mod fences;

use std::fs;
use std::path::Path;
use std::process::Command;

use fences::Fence;

/// 23 November 2026, in seconds: the day on which the transcripts were written.
const TODAY: &str = "1795392000";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// Runs one line in a folder; what it printed, standard output first, and its exit code.
fn run(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_onramp")).parent().unwrap();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .env("HOME", folder)
        .env("SOURCE_DATE_EPOCH", TODAY)
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let errors = stderr.lines().map(|line| format!("! {line}\n")).collect::<String>();
    let end = if stdout.is_empty() || stdout.ends_with('\n') { "" } else { "⏎\n" };
    let code = output.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string());
    steady(&format!("{stdout}{end}{errors}"), folder) + &format!("exit code {code}\n")
}

/// Without what differs each time: where the folder is, how long it took, how many files. Escape characters are made visible.
fn steady(text: &str, folder: &Path) -> String {
    let text = text.replace(&folder.display().to_string(), "[here]").replace('\u{1b}', "␛");
    let mut lines = String::new();
    for line in text.lines() {
        let seconds = [("用时 ", " 秒"), ("Took ", " s;")].into_iter().find_map(|(before, after)| {
            let rest = line.strip_prefix(before)?;
            Some(format!("{before}[time]{after}{}", without_many(rest.split_once(after)?.1)))
        });
        lines += &seconds.unwrap_or_else(|| line.to_owned());
        lines.push('\n');
    }
    lines
}

/// Counts of files with `[many]` for ten and more: how many a site has is the theme's business.
fn without_many(counts: &str) -> String {
    let parts =
        counts.split(' ').map(|part| if part.parse::<usize>().is_ok_and(|count| count > 9) { "[many]" } else { part });
    parts.collect::<Vec<_>>().join(" ")
}

/// The transcript again, with the answers that the commands give now.
fn again(fence: &Fence) -> String {
    let folder = tempfile::tempdir().unwrap();
    let here = fs::canonicalize(folder.path()).unwrap();
    if let Some(site) = fence.info.split(' ').find_map(|word| word.strip_prefix("site=")) {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(site), &here);
    }
    let commands = fence.text.lines().filter_map(|line| line.strip_prefix("$ "));
    let answered = commands.map(|line| format!("$ {line}\n{}", run(line, &here)));
    answered.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_transcript_comes_out_as_written() {
    let update = fences::is_update();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in fences::files("commands") {
        let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();
        let markdown = fs::read_to_string(&path).unwrap();
        let fences = fences::read(&markdown);
        let mut changes = Vec::new();
        for (position, fence) in fences.iter().enumerate().filter(|(_, fence)| fence.info.starts_with("console")) {
            count += 1;
            let found = again(fence);
            assert!(!found.contains("panicked"), "{name}:{}: {}\n{found}", fence.line, fence.heading);
            if found != fence.text {
                let difference = fences::difference(&fence.text, &found);
                wrong.push(format!("{name}:{}: {}\n{difference}", fence.line, fence.heading));
                changes.push((position, found));
            }
        }
        if update && !changes.is_empty() {
            fs::write(&path, fences::rewrite(&markdown, &fences, &changes)).unwrap();
            wrong.clear();
        }
    }
    println!("{count} transcripts");
    assert!(wrong.is_empty(), "{} of {count} transcripts\n{}", wrong.len(), wrong.join("\n"));
}
