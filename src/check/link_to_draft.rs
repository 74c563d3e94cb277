//! `link-to-draft`: readers would find nothing there.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, link, target) in context.links() {
        let Target::Draft { path } = target else { continue };
        findings.push(
            finding(
                page,
                &rule::LINK_TO_DRAFT,
                link.span,
                words!("{path} 还是草稿，不会发布", "{path} is a draft and will not be published"),
            )
            .hint(words!(
                "去掉那一页的 `draft: true`，或先删掉这个链接",
                "Remove `draft: true` from that page, or this link for now"
            )),
        );
    }
}
