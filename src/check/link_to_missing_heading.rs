//! `link-to-missing-heading`: the page is there, the heading is not.

use super::suggestion::Patience;
use super::{Context, finding};
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::outline::Target;
use crate::source::Location;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let mut patience = Patience::default();
    for (id, page, link, target) in context.links() {
        let Target::MissingAnchor { page: to, anchor } = target else { continue };
        let document = &context.book.page(*to).document;
        let near = patience
            .allows(document.headings.len())
            .then(|| nearest(anchor, document.headings.iter().map(|heading| heading.id.as_str())))
            .flatten();
        let hint = near.map(|near| words!("是不是 `#{near}`？", "Did you mean `#{near}`?"));
        let there = near.and_then(|near| document.headings.iter().find(|heading| heading.id == near));
        let mut diagnostic = finding(
            page,
            &rule::LINK_TO_MISSING_HEADING,
            link.span,
            words!("那一页没有“#{anchor}”这个标题", "That page has no heading `#{anchor}`"),
        )
        .hint(words!(
            "标题的锚点是它的文字：去掉标点，空格换成 -，英文小写",
            "A heading's anchor is its text: without punctuation, spaces as `-`, in lower case"
        ))
        .maybe_hint(hint);
        if let Some(heading) = there.filter(|_| *to != id) {
            diagnostic = diagnostic
                .related(Location::new(&document.path, heading.span), words!("最接近的标题", "the nearest heading"));
        }
        findings.push(diagnostic);
    }
}
