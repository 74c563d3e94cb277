//! `acknowledge-without-policy`: only policies are confirmed by their readers, and this page is none.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::document::Kind;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page) in context.book.pages() {
        let front = &page.document.front;
        let Some(often) = front.acknowledge.as_ref().filter(|_| front.kind != Kind::Policy) else { continue };
        let kind = front.kind.name();
        findings.push(
            finding(
                page,
                &rule::ACKNOWLEDGE_WITHOUT_POLICY,
                page.document.locate(&often.place),
                words!(
                    "只有制度页（kind: policy）才能让读者确认，这一页是 {kind}",
                    "Only a policy (`kind: policy`) is confirmed by its readers, and this page is a {kind}"
                ),
            )
            .hint(words!("加上 `kind: policy`，或删掉 `acknowledge`", "Add `kind: policy`, or delete `acknowledge`")),
        );
    }
}
