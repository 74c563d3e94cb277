//! What the program learns from around it: language, colours, today's date.

use std::ffi::OsString;
use std::io::IsTerminal;

use clap::ArgMatches;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::Language;

/// The language to speak: `--lang`, else the environment's (POSIX `LC_ALL`, `LC_MESSAGES`, `LANG`), else English.
///
/// Looked up before the arguments are parsed, since help and mistakes are told in it too.
pub fn language(arguments: &[OsString]) -> Language {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let after =
        texts.iter().position(|text| text == "--lang").and_then(|at| texts.get(at + 1)).map(|text| text.to_string());
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang=").map(str::to_owned));
    let given = joined.or(after).filter(|tag| !tag.is_empty());
    let environment = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name));
    given.or_else(environment).map_or(Language::English, |tag| Language::from_tag(&tag))
}

/// Whether to print findings in colour on a stream: `--colour`, else only on a terminal and not under `NO_COLOR`.
pub fn colour(matches: &ArgMatches, stream: &impl IsTerminal) -> bool {
    match matches.get_one::<String>("colour").map(String::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => stream.is_terminal() && variable("NO_COLOR").is_none(),
    }
}

/// Today in UTC; `SOURCE_DATE_EPOCH` stands in for the clock where a build must be repeatable.
pub fn today() -> Date {
    let given = variable("SOURCE_DATE_EPOCH").and_then(|seconds| Timestamp::from_second(seconds.parse().ok()?).ok());
    #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
    let now = given.unwrap_or_else(Timestamp::now);
    now.to_zoned(TimeZone::UTC).date()
}

/// Tells this run of the program from others: when it began.
pub fn run() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
    let now = Timestamp::now();
    now.as_microsecond().unsigned_abs()
}

fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
