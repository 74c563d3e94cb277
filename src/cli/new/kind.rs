//! What can be new.

use clap::ArgMatches;

use crate::diagnostic::{Words, nearest};
use crate::words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewKind {
    Lesson,
    Chapter,
    Objection,
    Quiz,
    Scenario,
    Policy,
}

/// The words for each, the one to show first.
const NAMES: [(NewKind, &[&str]); 6] = [
    (NewKind::Lesson, &["lesson", "课", "课程"]),
    (NewKind::Chapter, &["chapter", "章", "章节"]),
    (NewKind::Objection, &["objection", "异议", "异议卡", "card"]),
    (NewKind::Quiz, &["quiz", "测验", "小测"]),
    (NewKind::Scenario, &["scenario", "情景", "情景对话"]),
    (NewKind::Policy, &["policy", "制度", "政策"]),
];

impl NewKind {
    pub const ALL: [&str; 6] = ["lesson", "chapter", "objection", "quiz", "scenario", "policy"];

    /// Its word on the command line, which is also the name of its template.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(kind, _)| *kind == self).map_or("lesson", |(_, names)| names[0])
    }

    /// The template of what can also stand in a page with other things.
    pub fn component(self) -> Option<&'static str> {
        matches!(self, NewKind::Quiz | NewKind::Scenario).then(|| self.name())
    }
}

/// The kind that is asked for.
pub fn of(matches: &ArgMatches) -> Result<NewKind, Words> {
    let list = words!(
        "可以是 lesson（课）、chapter（章）、objection（异议卡）、quiz（测验）、scenario（情景对话）、policy（制度）",
        "It can be lesson, chapter, objection, quiz, scenario or policy"
    );
    let Words { zh, en } = list;
    let Some(typed) = matches.get_one::<String>("kind") else {
        return Err(words!(
            "要新建什么？写成 `onramp new lesson 标题`；{zh}",
            "What is to be new? Write `onramp new lesson \"A title\"`. {en}"
        ));
    };
    let lower = typed.to_lowercase();
    if let Some((kind, _)) = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str())) {
        return Ok(*kind);
    }
    let all = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
    Err(match nearest(&lower, all) {
        Some(near) => words!(
            "没有“{typed}”这一种。是不是 `{near}`？{zh}",
            "There is no kind `{typed}`. Did you mean `{near}`? {en}"
        ),
        None => words!(
            "没有“{typed}”这一种。{zh}；别的页面，自己在 content 里写一个 .md 文件就行",
            "There is no kind `{typed}`. {en}; for any other page, just write an .md file in the content"
        ),
    })
}
