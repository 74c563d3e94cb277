//! What can be wrong with a fence line, whatever the component.

use std::ops::Range;

use super::attributes::is_known;
use super::{NAMES, Name, Understanding};
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::document::{Attribute, Fence, attributes_in, half_width};
use crate::source::{Edit, Location, Span};
use crate::words;

/// What people call a component that is called otherwise here.
const OTHER_NAMES: [(&str, &str); 16] = [
    ("小测", "测验"),
    ("小测验", "测验"),
    ("测试", "测验"),
    ("考试", "测验"),
    ("题目", "测验"),
    ("情境", "情景"),
    ("场景", "情景"),
    ("对话", "情景"),
    ("检查表", "清单"),
    ("检查清单", "清单"),
    ("任务清单", "清单"),
    ("test", "quiz"),
    ("exam", "quiz"),
    ("dialogue", "scenario"),
    ("roleplay", "scenario"),
    ("todo", "checklist"),
];

/// The component that the fence names; `None` when there is none of that name. Reports what is wrong with the line.
pub(super) fn check(fence: &Fence, understanding: &mut Understanding) -> Option<Name> {
    let path = understanding.path;
    let full_width = full_width(fence, understanding.text);
    if let Some(first) = full_width.first() {
        understanding.findings.push(
            Diagnostic::at(
                &rule::FULL_WIDTH_MARK,
                path,
                place(first),
                words!(
                    "这里用了全角符号，已按半角理解",
                    "A full-width character is used here and was taken for the ordinary one"
                ),
            )
            .hint(words!("改成半角的 `:`、`{{`、`}}`、`=`、`#`", "Use the ordinary `:`, `{{`, `}}`, `=` or `#`"))
            .mend(
                full_width
                    .iter()
                    .map(|range| Edit { range: range.clone(), text: half_width(&understanding.text[range.clone()]) }),
            ),
        );
    }
    if fence.colons == 2 {
        understanding.findings.push(
            Diagnostic::at(
                &rule::LOOSE_MARK,
                path,
                place(&(fence.open.start..fence.name_range.start)),
                words!("容器用三个冒号，已按 `:::` 理解", "A container has three colons; this was taken for `:::`"),
            )
            .hint(words!("写成 `:::`，结束的那一行也是", "Write `:::`, and so on the line that ends it")),
        );
    }
    if let Some(range) = misplaced(fence, understanding.text) {
        let written = &understanding.text[range.clone()];
        understanding.findings.push(
            Diagnostic::at(
                &rule::ATTRIBUTE_WITHOUT_EFFECT,
                path,
                place(&range),
                words!(
                    "“{written}”没有起作用，只是标题的一部分",
                    "`{written}` has no effect here; it is part of the title"
                ),
            )
            .hint(words!(
                "设置写在这一行末尾的花括号里，例如 `{{#price pass=80}}`",
                "Settings stand in braces at the end of the line, such as `{{#price pass=80}}`"
            )),
        );
    }
    if let Some(close) = fence.close.as_ref().filter(|close| is_loose_end(close, understanding.text)) {
        let written = &understanding.text[close.clone()];
        let colons = ":".repeat(fence.colons.max(3));
        understanding.findings.push(
            Diagnostic::at(
                &rule::LOOSE_MARK,
                path,
                place(close),
                words!("“{written}”已按结束的 `{colons}` 理解", "`{written}` was taken for the end, `{colons}`"),
            )
            .hint(words!("结束的那一行只写 `{colons}`", "The line that ends a container is just `{colons}`"))
            .mend([Edit { range: close.clone(), text: colons.clone() }]),
        );
    }
    if let Some(short) = fence.short_end.as_ref().filter(|_| fence.close.is_none()) {
        let (count, end) = (fence.colons, ":".repeat(fence.colons));
        understanding.findings.push(
            Diagnostic::at(
                &rule::UNCLOSED_COMPONENT,
                path,
                place(&fence.open),
                words!(
                    "这个容器没有结束：开头有 {count} 个冒号，结尾也要 {count} 个",
                    "This container has no end: it begins with {count} colons, so it ends with {count}"
                ),
            )
            .related(Location::new(path, place(short)), words!("这里的冒号不够", "there are too few colons here"))
            .hint(words!("开头和结尾写一样多的冒号：`{end}`", "Write as many colons at the end: `{end}`")),
        );
    } else if fence.close.is_none() {
        understanding.findings.push(
            Diagnostic::at(
                &rule::UNCLOSED_COMPONENT,
                path,
                place(&fence.open),
                words!(
                    "这个容器没有结束，后面的内容都算在里面",
                    "This container has no end, so all that follows is taken as part of it"
                ),
            )
            .hint(words!("在它结束的地方另起一行写 `:::`", "Write `:::` on a line of its own where it ends")),
        );
    }
    let known = NAMES.iter().find(|(name, _)| *name == fence.name).map(|(_, name)| *name);
    if known.is_none() {
        let name = &fence.name;
        let other = OTHER_NAMES.iter().find(|(other, _)| other == name).map(|(_, name)| *name);
        let near = other.or_else(|| nearest(name, NAMES.iter().map(|(name, _)| *name)));
        understanding.findings.push(
            Diagnostic::at(
                &rule::UNKNOWN_COMPONENT,
                path,
                place(&fence.name_range),
                words!("没有“{name}”这种组件", "There is no component `{name}`"),
            )
            .hint(words!(
                "可以写 quiz（测验）、scenario（情景）、checklist（清单）",
                "There are quiz, scenario and checklist"
            ))
            .maybe_hint(near.map(|near| words!("是不是 `{near}`？", "Did you mean `{near}`?"))),
        );
    }
    known
}

/// The end is more than colons, or has blanks between them.
fn is_loose_end(close: &Range<usize>, text: &str) -> bool {
    text[close.clone()].contains(|c| !matches!(c, ':' | '：'))
}

/// The characters of both fence lines that should be ordinary ones.
fn full_width(fence: &Fence, text: &str) -> Vec<Range<usize>> {
    let close = fence.close.clone().filter(|close| !is_loose_end(close, text)).unwrap_or_default();
    let colons = text[close.clone()].match_indices('：');
    let in_close = colons.map(|(at, colon)| close.start + at..close.start + at + colon.len());
    fence.full_width.iter().cloned().chain(in_close).collect()
}

/// What was meant as attributes and became part of the title: braces that are not closed or do not end the line, other brackets.
fn misplaced(fence: &Fence, text: &str) -> Option<Range<usize>> {
    let start = fence.name_range.end + text[fence.name_range.end..fence.open.end].find(&fence.title)?;
    let title = &fence.title;
    let opens = title.char_indices().filter(|(_, c)| matches!(c, '{' | '｛' | '(' | '（' | '[' | '［' | '【'));
    let mut groups = opens.map(|(at, open)| {
        let length = title[at..].find(['}', '｝', ')', '）', ']', '］', '】']).unwrap_or(title.len() - at);
        let inner = &title[at + open.len_utf8()..(at + length).max(at + open.len_utf8())];
        let close = title[at + length..].chars().next().map_or(0, char::len_utf8);
        (at..at + length + close, matches!(open, '{' | '｛'), inner)
    });
    let is_meant = |braces: bool, inner: &str| {
        let words = attributes_in(inner, 0);
        let named = words.iter().any(|word| is_known(&word.name) && inner[word.range.clone()].contains(['=', '＝']));
        named || (braces && (words.iter().any(|word| word.name == "id" || !word.value.is_empty())))
    };
    let (range, ..) = groups.find(|(_, braces, inner)| is_meant(*braces, inner))?;
    Some(range.start + start..range.end + start)
}

/// Gives the component an anchor that nothing else on the page has, and writes it into the fence as its `{#id}`.
pub(super) fn name_it(fence: &mut Fence, understanding: &mut Understanding) {
    let wanted = super::attributes::id(fence);
    let taken = |id: &str| understanding.ids.contains(id);
    let given = fence.attributes.iter().find(|attribute| attribute.name == "id" && !attribute.value.is_empty());
    if let Some(attribute) = given.filter(|attribute| taken(&attribute.value)) {
        let id = &attribute.value;
        understanding.findings.push(
            Diagnostic::at(
                &rule::DUPLICATE_ANCHOR,
                understanding.path,
                place(&attribute.range),
                words!("“{id}”这个标识用了两次", "The id `{id}` is used twice"),
            )
            .hint(words!("给其中一个换个名字", "Give one of them another name")),
        );
    }
    let numbered = (1..).map(|number| format!("{wanted}-{number}"));
    let id = std::iter::once(wanted.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or_default();
    understanding.ids.insert(id.clone());
    match fence.attributes.iter_mut().find(|attribute| attribute.name == "id") {
        Some(attribute) => attribute.value = id,
        None => fence.attributes.push(Attribute { name: "id".to_owned(), value: id, range: fence.open.clone() }),
    }
}

fn place(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}
