//! What stands at the end of an item's line: `(D+2) @导师 {#c03}`, in any order.

use super::due::{Due, Reading};
use super::item::Name;
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Inline, InlineKind};
use crate::source::{Edit, Span};
use crate::words;

/// The marks of one item, taken off its text.
#[derive(Debug, Default)]
pub struct Marks {
    pub due: Option<Due>,
    pub signer: Option<Name>,
    pub id: Option<(String, Span)>,
}

/// Takes the marks out of a line.
pub fn take(line: &mut Vec<Inline>, understanding: &mut Understanding) -> Marks {
    let mut marks = Marks::default();
    // From the end: an id and a signer stand last, a day may stand anywhere.
    while let Some(Inline { kind: InlineKind::Text(text), span }) = line.last_mut() {
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            line.pop();
            continue;
        }
        let place = |at: usize| exact(*span, text, at..text.len(), understanding.text);
        if let Some((at, id)) = id(text) {
            if marks.id.is_some() && !id.is_empty() {
                let message = words!(
                    "一条只能有一个标识，前面的“{id}”没有用上",
                    "An item has one id; `{id}` before it is not used"
                );
                unclear(place(at), message, understanding);
                break;
            }
            marks.id = Some((id, place(at)));
            text.truncate(at);
        } else if let Some((at, name)) = signer(text) {
            let span = place(at);
            if marks.signer.is_some() {
                let message = words!(
                    "一条只由一个人签字，前面的“@{name}”没有用上",
                    "One person signs an item; `@{name}` before it is not used"
                );
                unclear(span, message, understanding);
                break;
            }
            if text[at..].starts_with('＠') {
                report_full_width(span, understanding);
            }
            marks.signer = Some(Name { name, span });
            text.truncate(at);
        } else if let Some((at, due)) = bare_day(text) {
            let span = place(at);
            bad_day(
                span,
                words!("把日期放进括号里，例如 `(D+3)`", "Put the day in brackets, such as `(D+3)`"),
                understanding,
            );
            marks.due = Some(due);
            text.truncate(at);
        } else if !take_day(text, *span, true, &mut marks, understanding) {
            break;
        }
    }
    for inline in line.iter_mut() {
        if let Inline { kind: InlineKind::Text(text), span } = inline {
            while take_day(text, *span, false, &mut marks, understanding) {}
        }
    }
    marks
}

/// Takes a day in brackets out of a text; with `at_end`, only one that ends it. `false` when there is none.
fn take_day(text: &mut String, span: Span, at_end: bool, marks: &mut Marks, understanding: &mut Understanding) -> bool {
    let brackets = text.char_indices().filter(|(_, c)| matches!(c, '(' | '（' | '[' | '【'));
    for (open, bracket) in brackets.collect::<Vec<_>>().into_iter().rev() {
        let inner = open + bracket.len_utf8();
        let square = matches!(bracket, '[' | '【');
        let closing = if square { [']', '】'] } else { [')', '）'] };
        let Some(length) = text[inner..].find(closing) else { continue };
        let close = inner + length;
        let end = close + text[close..].chars().next().map_or(0, char::len_utf8);
        if at_end && end != text.len() {
            return false;
        }
        let place = exact(span, text, open..end, understanding.text);
        match Reading::of(&text[inner..close]) {
            Reading::Nothing if at_end => return false,
            Reading::Nothing => continue,
            // Square brackets are good for much else; only what can hardly be anything but a day is one there.
            Reading::Wrong(_) if square => match at_end {
                true => return false,
                false => continue,
            },
            Reading::Due(_) if marks.due.is_some() => bad_day(
                place,
                words!("一条只能有一个期限，删掉其中一个", "An item has one due day; delete one of them"),
                understanding,
            ),
            Reading::Due(due) => marks.due = Some(due),
            Reading::Wrong(hint) => bad_day(place, hint, understanding),
        }
        let blank = text[..open].len() - text[..open].trim_end().len();
        text.replace_range(open - blank..end, "");
        return true;
    }
    false
}

/// `{#id}` at the end.
fn id(text: &str) -> Option<(usize, String)> {
    let at = text.rfind("{#")?;
    let id = text[at + 2..].strip_suffix('}')?.trim();
    let is_word = !id.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
    is_word.then(|| (at, id.to_owned()))
}

/// `@name` at the end, after a blank, a bracket or hanzi, so that no mail address is taken for one.
fn signer(text: &str) -> Option<(usize, String)> {
    let at = text.rfind(['@', '＠'])?;
    let mark = text[at..].chars().next()?;
    let name = &text[at + mark.len_utf8()..];
    let before = text[..at].chars().next_back();
    let separate = before.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-'));
    (separate && !name.is_empty() && !name.contains(char::is_whitespace)).then(|| (at, name.to_owned()))
}

fn bare_day(text: &str) -> Option<(usize, Due)> {
    let word = text.rsplit(char::is_whitespace).next()?;
    Some((text.len() - word.len(), Reading::of_bare(word)?))
}

/// The place of a part of a text, when the text is written in the file as it reads; else the place of all of it.
fn exact(span: Span, text: &str, part: std::ops::Range<usize>, file: &str) -> Span {
    let start = span.start as usize;
    match file.get(start + part.start..start + part.end) {
        Some(written) if written == &text[part.clone()] => Span::new(start + part.start, start + part.end),
        _ => span,
    }
}

fn bad_day(span: Span, hint: crate::diagnostic::Words, understanding: &mut Understanding) {
    understanding.findings.push(
        Diagnostic::at(
            &rule::BAD_DUE_DAY,
            understanding.path,
            span,
            words!("这个期限不能这样写", "This due day is not written so"),
        )
        .hint(hint),
    );
}

/// Reports a mark that stays in the text.
fn unclear(span: Span, message: crate::diagnostic::Words, understanding: &mut Understanding) {
    let finding = Diagnostic::at(&rule::UNCLEAR_ITEM, understanding.path, span, message);
    understanding
        .findings
        .push(finding.hint(words!("删掉其中一个，或者分成两条", "Delete one of them, or make two items")));
}

fn report_full_width(span: Span, understanding: &mut Understanding) {
    let at = span.start as usize;
    let is_there = understanding.text[span.range()].starts_with('＠');
    let mend = is_there.then(|| Edit { range: at..at + '＠'.len_utf8(), text: "@".to_owned() });
    understanding.findings.push(
        Diagnostic::at(
            &rule::FULL_WIDTH_MARK,
            understanding.path,
            span,
            words!(
                "这里用了全角的“＠”，已按半角理解",
                "A full-width “＠” is used here and was taken for the ordinary one"
            ),
        )
        .hint(words!("改成半角的 `@`", "Use the ordinary `@`"))
        .mend(mend),
    );
}
