//! How pages are written: what `fmt` changes, which is never what a page means.
//!
//! Whatever is to be changed is changed in memory first, and the page is understood again. A change after which it is not what
//! it was, or after which something else is found in it, is left out.

mod lists;
mod tables;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::book::{Wish, assemble_again};
use crate::diagnostic::Diagnostic;
use crate::document::parse;
use crate::ids::{self, Kind};
use crate::outline::outline;
use crate::source::{Edit, LineColumn, SourceFile, SourcePath, Sources, apply};

/// What is to be brought in order.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The ids by which readers' records are kept, where authors have given none.
    pub ids: bool,
    /// Marks, lists and tables.
    pub layout: bool,
}

/// What changes on one page.
#[derive(Debug)]
pub struct Formatted {
    pub path: SourcePath,
    pub changes: Vec<Change>,
    /// The edits, one pass after the other: the places of each are those in the text that the one before leaves.
    pub passes: Vec<Vec<Edit>>,
    /// Where an id is missing and cannot be written.
    pub refused: Vec<(Kind, LineColumn)>,
    /// Its marks, lists and tables are as they should be.
    settled: bool,
}

/// A change, and the line that it begins in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub place: LineColumn,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A mark that was understood though it was not written as Markdown wants it; the rule that tells of it.
    Mark(&'static str),
    /// The marks of a list's items.
    List,
    /// The columns of a table.
    Table,
    /// An id; `was` is the one that was made from the text, when another language's is written in its place.
    Id { kind: Kind, id: String, was: Option<String> },
}

/// Each round may make the next one possible; after two there is hardly ever anything left.
const MOST_ROUNDS: usize = 8;

/// What is to be changed on the pages that `wanted` names, in the order of the book.
pub fn format(sources: &Sources, scope: Scope, wanted: &dyn Fn(&SourcePath) -> bool) -> Vec<Formatted> {
    let mut sources = sources.clone();
    let memory = crate::book::Remembered::default();
    let mut pages: Vec<Formatted> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        // What is a draft today is published tomorrow.
        let book = assemble_again(&sources, Wish { drafts: true }, &memory).value;
        if pages.is_empty() {
            let paths = book.pages().filter(|(_, page)| page.written).map(|(_, page)| page.document.path.clone());
            pages = paths.filter(|path| wanted(path)).map(Formatted::nothing).collect();
        }
        let mut changed = false;
        if scope.ids {
            let outline = outline(&book, &sources).value;
            let missing = ids::missing(&book, &outline, &sources).into_iter();
            let mut missing: BTreeMap<_, _> = missing.map(|found| (found.path.clone(), found)).collect();
            for page in &mut pages {
                let found = missing.remove(&page.path);
                changed |= page.add_ids(found, &mut sources);
            }
        }
        if scope.layout {
            let open: Vec<&mut Formatted> = pages.iter_mut().filter(|page| !page.settled).collect();
            let found = open.into_par_iter().map(|page| {
                let found = layout(&sources.texts[&page.path]);
                (page, found)
            });
            for (page, found) in found.collect::<Vec<_>>() {
                page.settled = found.is_empty();
                changed |= page.add_layout(found, &mut sources);
            }
        }
        if !changed || !scope.layout {
            break;
        }
    }
    pages.retain(|page| !page.changes.is_empty() || !page.refused.is_empty());
    pages.iter_mut().for_each(|page| page.changes.sort_by_key(|change| (change.place.line, change.place.column)));
    pages
}

impl Formatted {
    fn nothing(path: SourcePath) -> Formatted {
        Formatted { path, changes: Vec::new(), passes: Vec::new(), refused: Vec::new(), settled: false }
    }

    /// Notes the ids that the page lacks; whether there are any that can be written.
    fn add_ids(&mut self, found: Option<ids::PageIds>, sources: &mut Sources) -> bool {
        self.refused.clear();
        let Some(found) = found else { return false };
        let text = &sources.texts[&self.path].text;
        let place = |span: crate::source::Span| LineColumn::of(text, span.start as usize);
        self.refused = found.refused.iter().map(|(kind, span)| (*kind, place(*span))).collect();
        let edits = found.edits();
        self.changes.extend(found.missing.into_iter().map(|missing| {
            let what = What::Id { kind: missing.kind, id: missing.id, was: missing.was };
            Change { place: place(missing.span), what }
        }));
        self.write(edits, sources)
    }

    fn add_layout(&mut self, found: Vec<Candidate>, sources: &mut Sources) -> bool {
        let text = &sources.texts[&self.path].text;
        let place = |candidate: &Candidate| LineColumn::of(text, candidate.edits[0].range.start);
        let changes: Vec<_> =
            found.iter().map(|candidate| Change { place: place(candidate), what: candidate.what.clone() }).collect();
        self.changes.extend(changes);
        self.write(in_order(&found), sources)
    }

    fn write(&mut self, edits: Vec<Edit>, sources: &mut Sources) -> bool {
        if edits.is_empty() {
            return false;
        }
        if let Some(file) = sources.texts.get_mut(&self.path) {
            file.text = apply(&file.text, &edits).into();
        }
        self.passes.push(edits);
        self.settled = false;
        true
    }
}

/// Edits that belong together: all of them are made, or none.
#[derive(Clone, Debug)]
struct Candidate {
    what: What,
    /// In order and apart.
    edits: Vec<Edit>,
}

/// What can be changed on a page without changing what it means.
fn layout(source: &SourceFile) -> Vec<Candidate> {
    let before = Understood::of(source);
    let mut candidates: Vec<Candidate> = before
        .findings
        .iter()
        .filter(|finding| !finding.mend.is_empty())
        .map(|finding| Candidate { what: What::Mark(finding.rule.name), edits: sorted(finding.mend.clone()) })
        .collect();
    let layout = before.layout(&source.text);
    candidates.extend(lists::uniform(&source.text, &layout.lists));
    candidates.extend(tables::aligned(&source.text, &layout.tables));
    candidates.retain(|candidate| !candidate.edits.is_empty());
    candidates.sort_by_key(|candidate| candidate.edits[0].range.start);

    let mut kept = Vec::new();
    before.keep(source, &candidates, &mut kept);
    kept.sort_by_key(|candidate| candidate.edits[0].range.start);
    kept
}

/// A page as it was understood before anything of it is changed.
struct Understood {
    meaning: String,
    findings: Vec<Diagnostic>,
    body: usize,
}

impl Understood {
    fn of(source: &SourceFile) -> Understood {
        let parsed = parse(source);
        let body = parsed.value.body_start();
        Understood { meaning: parsed.value.meaning(), findings: parsed.diagnostics, body }
    }

    /// The lists and tables, with places in the file.
    fn layout(&self, text: &str) -> crate::document::Layout {
        crate::document::layout(text, self.body)
    }

    /// Adds those of the candidates to `kept` after which the page means the same. As a rule all of them do, and one look is
    /// enough; else each half is looked at by itself.
    fn keep(&self, source: &SourceFile, candidates: &[Candidate], kept: &mut Vec<Candidate>) {
        if candidates.is_empty() {
            return;
        }
        let before = kept.len();
        kept.extend_from_slice(candidates);
        if self.is_the_same(source, kept) {
            return;
        }
        kept.truncate(before);
        if candidates.len() > 1 {
            let (first, second) = candidates.split_at(candidates.len() / 2);
            self.keep(source, first, kept);
            self.keep(source, second, kept);
        }
    }

    fn is_the_same(&self, source: &SourceFile, changes: &[Candidate]) -> bool {
        let edits = in_order(changes);
        if edits.windows(2).any(|pair| pair[0].range.end > pair[1].range.start) {
            return false;
        }
        let text = apply(&source.text, &edits).into();
        let after = Understood::of(&SourceFile { path: source.path.clone(), text });
        after.meaning == self.meaning && after.told() == self.told()
    }

    /// What is found that no edit mends: mistakes must not vanish with the marks that show them.
    fn told(&self) -> Vec<(&'static str, &str)> {
        let findings = self.findings.iter().filter(|finding| finding.mend.is_empty());
        let mut told: Vec<_> = findings.map(|finding| (finding.rule.name, finding.message.en.as_str())).collect();
        told.sort_unstable();
        told
    }
}

fn in_order(changes: &[Candidate]) -> Vec<Edit> {
    sorted(changes.iter().flat_map(|change| change.edits.iter().cloned()).collect())
}

fn sorted(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup();
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::normalize_text;

    fn formatted(text: &str) -> String {
        let path = SourcePath::new("content/a.md");
        let file = SourceFile { path: path.clone(), text: normalize_text(text).into_owned().into() };
        let sources =
            Sources { texts: [(path, file.clone())].into(), content_root: "content".to_owned(), ..Sources::default() };
        let pages = format(&sources, Scope { ids: false, layout: true }, &|_| true);
        let passes = pages.iter().flat_map(|page| &page.passes);
        passes.fold(file.text.to_string(), |text, edits| apply(&text, edits))
    }

    #[test]
    fn mends_marks_that_were_understood() {
        for (typed, plain) in [
            (
                "：：：quiz 小测 ｛＃a pass＝80｝\n＃＃＃ 一？ ｛＃b｝\n- 【x】是\n－［ ］否\n：：：\n",
                ":::quiz 小测 {#a pass=80}\n### 一？ {#b}\n- [x] 是\n- [ ] 否\n:::\n",
            ),
            (":::quiz\n###排序\n1、认同\n2、澄清\n:::\n", ":::quiz\n### 排序\n1. 认同\n2. 澄清\n:::\n"),
            (
                ":::quiz\n### 一？\n-[√]是\n  > 好\n-[×]否\n:::\n",
                ":::quiz\n### 一？\n- [x] 是\n  > 好\n- [ ] 否\n:::\n",
            ),
            (
                ":::清单 表\n- [ ] 陪访 ＠导师\n- 【x】签到\n* □ 读\n:::\n",
                ":::清单 表\n- [ ] 陪访 @导师\n- [x] 签到\n* [ ] 读\n:::\n",
            ),
            (
                ":::情景\n### 开\n- [好](#二) `＋2`\n### 二\n完\n:::\n",
                ":::情景\n### 开\n- [好](#二) `+2`\n### 二\n完\n:::\n",
            ),
            ("```饼图 标题＝甲\n一：10\n二：20\n```\n", "```饼图 标题=甲\n一: 10\n二: 20\n```\n"),
            (
                ":::quiz\n### 甲\n\n- [x] 乙\n  》 对\n- [ ] 丙\n\n》因为。\n:::end\n",
                ":::quiz\n### 甲\n\n- [x] 乙\n  > 对\n- [ ] 丙\n\n> 因为。\n:::\n",
            ),
            ("\n\n---\ntitle: 甲\n---\n乙\n", "---\ntitle: 甲\n---\n乙\n"),
            ("```flow 报价\n甲 —＞ 乙：超过\n```\n", "```flow 报价\n甲 -> 乙: 超过\n```\n"),
        ] {
            assert_eq!(formatted(typed), plain);
            assert_eq!(formatted(plain), plain);
        }
    }

    #[test]
    fn leaves_what_would_mean_something_else() {
        for text in [
            // Nobody knows what the cross means.
            ":::quiz\n### 一？\n- [×] 是\n- [ ] 否\n:::\n",
            // Two lists that only their marks keep apart.
            "- 甲\n* 乙\n",
            // A rule within an item.
            "* ---\n",
            // Code is code.
            "```\n* 甲\n| a | b |\n|-|-|\n：：：quiz\n```\n",
            // A front matter of its own, blanks at ends of lines, a full-width colon that is only text.
            "---\ntags: [a,b]\n---\n甲：乙  \n\n\n丙　\n",
        ] {
            assert_eq!(formatted(text), text);
        }
    }
}
