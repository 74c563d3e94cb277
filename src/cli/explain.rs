//! `onramp explain RULE`: a rule's page of the manual.

use clap::ArgMatches;

use super::{FINE, output};
use crate::diagnostic::{ALL_RULES, Language, Rule, Severity, Words, explain, nearest};
use crate::words;

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let Some(name) = matches.get_one::<String>("rule") else {
        let line = |rule: &&Rule| {
            let severity = match rule.severity {
                Severity::Error => Words::new("错误", "error"),
                Severity::Warning => Words::new("警告", "warning"),
            };
            let (name, severity) = (rule.name, severity.in_language(language));
            let about = explain(rule, language);
            let about = about.lines().next().unwrap_or_default().trim_start_matches("# ");
            format!("{name:<28} {severity:<7}  {about}\n")
        };
        output::print(&ALL_RULES.iter().map(line).collect::<String>())?;
        return Ok(FINE);
    };
    let Some(rule) = Rule::named(name) else {
        let Words { zh, en } = match nearest(name, ALL_RULES.iter().map(|rule| rule.name)) {
            Some(near) => words!("是不是 `{near}`？", "Did you mean `{near}`?"),
            None => words!("`onramp explain` 列出全部规则", "`onramp explain` lists all rules"),
        };
        return Err(words!("没有“{name}”这条规则。{zh}", "There is no rule `{name}`. {en}"));
    };
    output::print(&explain(rule, language))?;
    Ok(FINE)
}
