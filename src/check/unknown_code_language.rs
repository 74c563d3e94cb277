//! `unknown-code-language`: a code block in a language nobody can colour, often a misspelt one.

use std::collections::HashMap;

use super::suggestion::Patience;
use super::{Context, finding};
use crate::components::CHART_FENCES;
use crate::diagnostic::{Diagnostic, Words, nearest, rule};
use crate::document::{BlockKind, each_block};
use crate::highlight;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let mut patience = Patience::default();
    // A language that is missing is usually missing on many pages.
    let mut hints: HashMap<&str, Option<Words>> = HashMap::new();
    for (_, page) in context.book.pages() {
        each_block(&page.document.blocks, &mut |block| {
            let BlockKind::Code { info, .. } = &block.kind else { return };
            let language = highlight::language(info);
            if language.is_empty() || highlight::is_known(language) {
                return;
            }
            let hint = hints.entry(language).or_insert_with(|| {
                let charts = CHART_FENCES.iter().map(|(name, _)| *name);
                let names = || highlight::language_names().chain(charts.clone());
                let near = patience.allows(names().count()).then(|| nearest(language, names())).flatten();
                near.map(|name| words!("是不是 `{name}`？", "Did you mean `{name}`?"))
            });
            let hint = hint.clone();
            findings.push(
                finding(
                    page,
                    &rule::UNKNOWN_CODE_LANGUAGE,
                    block.span,
                    words!(
                        "不认识代码语言“{language}”，按纯文本显示",
                        "The code language `{language}` is not known, so it is shown plain"
                    ),
                )
                .hint(words!("纯文本写 `text`", "Write `text` for plain text"))
                .maybe_hint(hint),
            );
        });
    }
}
