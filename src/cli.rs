//! The command line: one file per command. Reads arguments, environment and clock; prints; returns an exit code.

mod arguments;
mod build;
mod check;
mod completions;
mod environment;
mod explain;
mod findings;
mod fmt;
mod here;
mod import;
mod init;
mod load;
mod misuse;
mod new;
mod output;
mod progress;
mod schema;
mod search;
mod serve;
mod templates;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::diagnostic::{Language, Words};

/// Everything went well.
const FINE: u8 = 0;
/// The content has errors.
const CONTENT_ERRORS: u8 = 1;
/// The command was misused, or the machine failed.
const FAILED: u8 = 2;

/// Runs the program with its arguments, the program's own name first.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let language = environment::language(&arguments);
    let matches = match arguments::command(language).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => {
            if let Some(words) = misuse::explain(&error) {
                return fail(&words, language);
            }
            // Help and version go to standard output and are no failure.
            let code = if error.use_stderr() { FAILED } else { FINE };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match matches.subcommand() {
        Some(("build", matches)) => build::run(matches, language),
        Some(("serve", matches)) => serve::run(matches, language),
        Some(("check", matches)) => check::run(matches, language),
        Some(("search", matches)) => search::run(matches, language),
        Some(("init", matches)) => init::run(matches, language),
        Some(("new", matches)) => new::run(matches, language),
        Some(("fmt", matches)) => fmt::run(matches, language),
        Some(("explain", matches)) => explain::run(matches, language),
        Some(("import", matches)) => import::run(matches, language),
        Some(("schema", matches)) => schema::run(matches, language),
        Some(("completions", matches)) => completions::run(matches, language),
        _ => Ok(FAILED),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(words) => fail(&words, language),
    }
}

fn fail(words: &Words, language: Language) -> ExitCode {
    let level = Words::new("错误：", "error: ");
    output::complain(&format!("{}{}", level.in_language(language), words.in_language(language)));
    ExitCode::from(FAILED)
}
