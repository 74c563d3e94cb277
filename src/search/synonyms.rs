//! Words that mean the same to whoever searches: `synonyms.yaml`.

use serde::Serialize;

use super::query::{Token, looked_for, spaced, trimmed};
use super::tokenizer::runs;
use crate::diagnostic::{Checked, Diagnostic, Words, rule};
use crate::source::{SYNONYMS, SourceFile, Sources};
use crate::words;
use crate::yaml::{MOST_FINDINGS, Place, Step, Yaml, YamlText};

/// More ways to say one thing would drown it.
const MOST: usize = 16;

/// Groups of words and phrases; each finds the others of its group. No group leads on to another, so circles do no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    pub groups: Vec<Vec<Member>>,
}

/// One of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member(
    /// As it must stand in a query.
    String,
    /// The terms that are looked for.
    Vec<String>,
);

impl Synonyms {
    /// Reads the project's files of synonyms: the one beside `onramp.yaml`, and those of the editions.
    pub fn read(sources: &Sources) -> Checked<Synonyms> {
        let mut read = Checked { value: Synonyms::default(), diagnostics: Vec::new() };
        for file in sources.texts.values().filter(|file| file.path.file_name() == SYNONYMS) {
            read.value.add(file, &mut read.diagnostics);
        }
        read
    }

    /// Adds the groups of one file: a list of lists of words.
    fn add(&mut self, file: &SourceFile, findings: &mut Vec<Diagnostic>) {
        let text = YamlText { path: &file.path, text: &file.text, offset: 0 };
        let before = findings.len();
        let mut report = |rule, place: &Place, message: Words, hint: Words| {
            if findings.len() - before < MOST_FINDINGS {
                findings.push(Diagnostic::at(rule, &file.path, text.locate(place), message).hint(hint));
            }
        };
        let example =
            || words!("每行一组：`- [折扣, 优惠, discount]`", "A group on each line: `- [discount, rebate, 折扣]`");
        let groups = match text.parse() {
            Ok(Yaml::List(groups)) => groups,
            Ok(Yaml::Map(entries)) if entries.is_empty() => return,
            Ok(_) => {
                let message = words!("同义词文件应该是一组一组的词", "A file of synonyms is a list of groups of words");
                return report(&rule::WRONG_TYPE, &Place::default(), message, example());
            }
            Err(finding) => return findings.push(*finding),
        };
        for (at, group) in groups.iter().enumerate() {
            let place = Place::default().then(Step::Item(at));
            let Yaml::List(members) = group else {
                let message = words!("这里应该是一组词", "A group of words is expected here");
                report(&rule::WRONG_TYPE, &place, message, example());
                continue;
            };
            let mut words = Vec::new();
            for (member, value) in members.iter().enumerate() {
                match value {
                    Yaml::Text(word) if !Member::new(word).1.is_empty() => words.push(Member::new(word)),
                    Yaml::Integer(number) => words.push(Member::new(&number.to_string())),
                    _ => {
                        let place = place.then(Step::Item(member));
                        let message = words!("这里应该是一个词或短语", "A word or a phrase is expected here");
                        report(&rule::WRONG_TYPE, &place, message, example());
                    }
                }
            }
            words.dedup();
            if words.len() > 1 {
                self.groups.push(words);
            } else if words.len() == members.len() {
                let message = words!("这一组只有一个词", "This group has only one word");
                let hint =
                    words!("加上意思相同的词，或删掉这一组", "Add words that mean the same, or delete the group");
                report(&rule::SINGLE_SYNONYM, &place, message, hint);
            }
        }
    }

    /// Adds to the tokens of a query what may stand for them; `text` is the query as [`spaced`] writes it.
    pub fn expand(&self, text: &str, tokens: &mut [Token]) {
        for group in &self.groups {
            for (at, Member(_, own)) in group.iter().enumerate().filter(|(_, member)| text.contains(&member.0)) {
                let others = || group.iter().enumerate().filter(move |(other, _)| *other != at);
                for token in tokens.iter_mut().filter(|token| own.contains(&token.text)) {
                    for (_, Member(_, terms)) in others() {
                        if token.synonyms.len() < MOST
                            && !token.synonyms.contains(terms)
                            && terms[..] != [token.text.as_str()]
                        {
                            token.synonyms.push(terms.clone());
                        }
                    }
                }
            }
        }
    }
}

impl Member {
    fn new(words: &str) -> Member {
        let runs = runs(words);
        let text = trimmed(&spaced(&runs), &runs).to_owned();
        Member(text, runs.iter().flat_map(looked_for).map(str::to_owned).collect())
    }
}
