//! `onramp completions SHELL`: a script with which a shell completes Onramp's commands, options and rules.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command};
use clap_complete::{Shell, generate};

use super::{FINE, arguments, new, output};
use crate::diagnostic::{ALL_RULES, Language, Words};

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    let mut script = Vec::new();
    generate(shell, &mut with_values(arguments::command(language)), "onramp", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(FINE)
}

/// The command line with the words that a shell may offer; when it is read, our own messages say what was mistyped.
fn with_values(command: Command) -> Command {
    let rules = ALL_RULES.iter().map(|rule| rule.name);
    command
        .mut_subcommand("explain", |explain| {
            explain.mut_arg("rule", |rule| rule.value_parser(PossibleValuesParser::new(rules)))
        })
        .mut_subcommand("new", |new| {
            new.mut_arg("kind", |kind| kind.value_parser(PossibleValuesParser::new(new::KINDS)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        for language in [Language::Chinese, Language::English] {
            arguments::command(language).debug_assert();
            with_values(arguments::command(language)).debug_assert();
        }
    }
}
