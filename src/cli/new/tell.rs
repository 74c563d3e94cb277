//! What was written, and what comes next.

use super::kind::NewKind;
use super::{Plan, Request};
use crate::diagnostic::Words;
use crate::words;

/// The paths, then what to do with them.
pub fn tell(request: &Request, plan: &Plan) -> Words {
    let dry = request.matches.get_flag("dry-run");
    let mut said = Words::new("", "");
    for (path, _) in &plan.created {
        let path = request.here.shown(path.as_str());
        add(
            &mut said,
            match dry {
                true => words!("会新建 {path}", "Would create {path}"),
                false => words!("新建 {path}", "Created {path}"),
            },
        );
    }
    for (source, _) in &plan.changed {
        let path = request.here.shown(source.path.as_str());
        add(
            &mut said,
            match dry {
                true => words!("会加在 {path} 末尾", "Would add to the end of {path}"),
                false => words!("加在 {path} 末尾", "Added to the end of {path}"),
            },
        );
    }
    if dry {
        return said;
    }
    for note in plan.notes.iter().cloned().chain(next(request, plan)) {
        add(&mut said, note);
    }
    said
}

fn add(said: &mut Words, Words { zh, en }: Words) {
    said.zh += &format!("{zh}\n");
    said.en += &format!("{en}\n");
}

fn next(request: &Request, plan: &Plan) -> Vec<Words> {
    let path = plan.created.last().map_or("", |(path, _)| path.as_str());
    let file = request.here.shown(path);
    let mut next = vec![match request.kind {
        NewKind::Chapter => {
            let folder = path.trim_end_matches("/index.md").rsplit('/').next().unwrap_or_default();
            words!(
                "接下来：在里面写一两句，再加第一课：`onramp new lesson 标题 --chapter {folder}`",
                "Next: write a sentence or two in it, then add a first lesson: `onramp new lesson \"A title\" --chapter {folder}`"
            )
        }
        NewKind::Lesson => words!(
            "接下来：打开它，写正文；`onramp serve --open` 边写边看。小测用 `onramp new quiz 小测 --in {file}` 加",
            "Next: open it and write; `onramp serve --open` shows it meanwhile. A quiz is added by `onramp new quiz \"A quiz\" --in {file}`"
        ),
        NewKind::Objection | NewKind::Policy => words!(
            "接下来：打开它，把提示换成内容，最后删掉 `draft: true`；在那以前它不会发布，`onramp check --drafts` 说还缺什么",
            "Next: open it, put your text in place of the notes, and delete `draft: true` at the end; until then it is not published, and `onramp check --drafts` says what is missing"
        ),
        NewKind::Quiz | NewKind::Scenario => words!(
            "接下来：打开它，把示例换成你的；`onramp serve --open` 边写边看，`onramp check` 检查",
            "Next: open it and put your own in place of the sample; `onramp serve --open` shows it meanwhile, `onramp check` looks for mistakes"
        ),
    }];
    if request.editions.len() > 1 && plan.changed.len() + plan.created.len() > 1 {
        next.push(words!(
            "各种语言里的标题现在一样，请译好",
            "The title is the same in every language now; translate it"
        ));
    }
    next
}
