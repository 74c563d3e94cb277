//! `onramp completions SHELL`: a script with which a shell completes Onramp's commands, options and rules.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command, value_parser};
use clap_complete::{Shell, generate};

use super::{FINE, arguments, new, output, schema};
use crate::diagnostic::{ALL_RULES, Language, Words};
use crate::words;

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let shell = shell(matches.get_one::<String>("shell").map(String::as_str))?;
    let mut script = Vec::new();
    generate(shell, &mut with_values(arguments::command(language)), "onramp", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(FINE)
}

fn shell(typed: Option<&str>) -> Result<Shell, Words> {
    let Some(typed) = typed else {
        return Err(words!(
            "给哪种终端？写成 `onramp completions bash`；可以是 bash、zsh、fish、powershell、elvish",
            "For which shell? Write `onramp completions bash`; it can be bash, zsh, fish, powershell or elvish"
        ));
    };
    typed.to_lowercase().parse().map_err(|_| {
        words!(
            "没有给“{typed}”的脚本；可以是 bash、zsh、fish、powershell、elvish",
            "There is no script for `{typed}`; it can be bash, zsh, fish, powershell or elvish"
        )
    })
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
        .mut_subcommand("schema", |schema| {
            schema.mut_arg("which", |which| which.value_parser(PossibleValuesParser::new(schema::SCHEMAS)))
        })
        .mut_subcommand("completions", |completions| {
            completions.mut_arg("shell", |shell| shell.value_parser(value_parser!(Shell)))
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
