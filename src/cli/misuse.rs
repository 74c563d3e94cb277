//! What is wrong with a command line, in the reader's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic::Words;
use crate::words;

/// Words for a mistake in the arguments; `None` for what clap says better itself, such as help that was asked for.
pub fn explain(error: &Error) -> Option<Words> {
    let said = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let argument = argument.split([' ', '=']).next().unwrap_or_default().trim_end_matches("...");
    let value = said(ContextKind::InvalidValue);
    let mut near = String::new();
    let Words { zh, en } = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            near = said(ContextKind::SuggestedArg);
            words!("没有“{argument}”这个选项", "There is no option `{argument}`")
        }
        ErrorKind::UnknownArgument => words!("多了“{argument}”", "`{argument}` is too much"),
        ErrorKind::InvalidSubcommand => {
            let command = said(ContextKind::InvalidSubcommand);
            near = said(ContextKind::SuggestedSubcommand);
            words!("没有“{command}”这个命令", "There is no command `{command}`")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            words!("“{argument}”后面要写一个值", "`{argument}` needs a value")
        }
        ErrorKind::InvalidValue => {
            let choices = said(ContextKind::ValidValue);
            let all = choices.replace(", ", "、");
            words!("“{argument}”不能是“{value}”，可以是 {all}", "`{argument}` cannot be `{value}`; it can be {choices}")
        }
        ErrorKind::ArgumentConflict => words!("“{argument}”写了两次", "`{argument}` is given twice"),
        ErrorKind::ValueValidation => {
            words!("“{argument}”不能是“{value}”", "`{argument}` cannot be `{value}`")
        }
        ErrorKind::MissingRequiredArgument => {
            words!("少写了 {argument}", "{argument} is missing")
        }
        ErrorKind::MissingSubcommand => words!("要写一个命令", "A command is needed"),
        _ => return None,
    };
    Some(match near.as_str() {
        "" => words!("{zh}。用法见 `onramp --help`", "{en}. See `onramp --help`"),
        near => words!("{zh}。是不是 `{near}`？", "{en}. Did you mean `{near}`?"),
    })
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        _ => String::new(),
    }
}
