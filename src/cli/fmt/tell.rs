//! What `fmt` changes, for people.

use super::Outcome;
use crate::cli::output;
use crate::diagnostic::{Language, Words};
use crate::format::{Change, What};
use crate::ids::Kind;
use crate::source::{LineColumn, SourcePath};
use crate::words;

/// Page by page, then how much it was; on standard error what could not be done.
pub fn tell(outcome: &Outcome, language: Language) -> Result<(), Words> {
    let mut text = String::new();
    for page in &outcome.done {
        for change in &page.changes {
            text += said(&page.path, change).in_language(language);
            text.push('\n');
        }
    }
    let refused = outcome.done.iter().flat_map(|page| page.refused.iter().map(|refused| (&page.path, refused)));
    for (path, (kind, LineColumn { line, column })) in refused {
        let Words { zh, en } = cannot(*kind);
        output::complain(words!("{path}:{line}:{column}  {zh}", "{path}:{line}:{column}  {en}").in_language(language));
    }
    for (path, Words { zh, en }) in &outcome.failed {
        output::complain(words!("{path}：{zh}", "{path}: {en}").in_language(language));
    }
    let is_whole = outcome.failed.is_empty() && !outcome.refused();
    if outcome.changes() > 0 || is_whole {
        text += summary(outcome).in_language(language);
        text.push('\n');
    }
    output::print(&text)
}

fn said(path: &SourcePath, change: &Change) -> Words {
    let Change { place: LineColumn { line, column }, what } = change;
    let Words { zh, en } = match what {
        What::Mark("full-width-mark") => Words::new("全角符号", "full-width marks"),
        What::Mark("item-without-box") => Words::new("条目的方框", "the box of an item"),
        What::Mark(_) => Words::new("标记的写法", "how a mark is written"),
        What::List => Words::new("列表符号", "the marks of a list"),
        What::Table => Words::new("表格对齐", "the columns of a table"),
        What::Id { kind, id, was } => named(*kind, id, was.as_deref()),
    };
    words!("{path}:{line}:{column}  {zh}", "{path}:{line}:{column}  {en}")
}

fn named(kind: Kind, id: &str, was: Option<&str>) -> Words {
    let Words { zh, en } = self::kind(kind);
    let mut said = words!("{zh} {{#{id}}}", "{en} {{#{id}}}");
    if let Some(was) = was {
        said.zh += &format!("，和默认语言的一样；原来是 {{#{was}}}，记在它名下的答案不再算数");
        said.en += &format!(", as in the default language; was {{#{was}}}, and answers kept under that count no more");
    }
    said
}

fn summary(outcome: &Outcome) -> Words {
    let one = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let count = outcome.changes();
    let pages = outcome.done.iter().filter(|page| !page.changes.is_empty()).count();
    let (ids, places, files) = (one(count, "id"), one(count, "place"), one(pages, "file"));
    match (outcome.scope.layout, count, outcome.only_check) {
        (false, 0, _) => words!("没有缺少的标识", "No ids are missing"),
        (false, _, true) => words!(
            "{pages} 个文件缺少 {count} 个标识，`onramp fmt --ids` 会补上",
            "{ids} missing in {files}; `onramp fmt --ids` writes them"
        ),
        (false, _, false) => words!("写了 {count} 个标识，{pages} 个文件", "Wrote {ids} into {files}"),
        (true, 0, _) => words!("没有要改的", "Nothing to change"),
        (true, _, true) => words!(
            "{pages} 个文件有 {count} 处要改，`onramp fmt` 会改好",
            "{places} to change in {files}; `onramp fmt` does it"
        ),
        (true, _, false) => words!("改了 {count} 处，{pages} 个文件", "Changed {places} in {files}"),
    }
}

/// That no id can be written somewhere.
pub fn cannot(kind: Kind) -> Words {
    let Words { zh, en } = self::kind(kind);
    words!(
        "这里写不进{zh}的标识，请手写一个 `{{#名字}}`",
        "No id can be written here; give this {en} one by hand: `{{#name}}`"
    )
}

fn kind(kind: Kind) -> Words {
    match kind {
        Kind::Quiz => Words::new("测验", "quiz"),
        Kind::Question => Words::new("题目", "question"),
        Kind::Scenario => Words::new("情景对话", "conversation"),
        Kind::Checklist => Words::new("清单", "checklist"),
        Kind::Item => Words::new("条目", "item"),
    }
}
