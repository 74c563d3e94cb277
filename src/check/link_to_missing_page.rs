//! `link-to-missing-page`: a link to a page that does not exist.

use super::suggestion::{self, Patience};
use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let missing = context.links().filter_map(|(_, page, link, target)| match target {
        Target::MissingPage { path } => Some((page, link, path)),
        _ => None,
    });
    let candidates: Vec<_> =
        context.book.pages().filter(|(_, page)| page.written).map(|(_, page)| &page.document.path).collect();
    let mut patience = Patience::default();
    for (page, link, path) in missing {
        let hint = patience
            .allows(candidates.len())
            .then(|| suggestion::nearest_file(&page.document.path, path, &candidates))
            .flatten();
        let destination = &link.destination;
        findings.push(
            finding(
                page,
                &rule::LINK_TO_MISSING_PAGE,
                link.span,
                words!("没有“{destination}”这一页", "There is no page `{destination}`"),
            )
            .hint(words!(
                "写成从本文件出发的相对路径，例如 `../chapter/lesson.md`",
                "Write the path to the `.md` file from this file, such as `../chapter/lesson.md`"
            ))
            .maybe_hint(hint)
            .maybe_hint(suggestion::of_slip(destination)),
        );
    }
}
