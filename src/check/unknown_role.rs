//! `unknown-role`: a checklist names a role that `roles:` in `onramp.yaml` does not have.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let config = &context.book.config;
    // A project that lists no roles calls them as it likes.
    if config.roles.is_empty() {
        return;
    }
    for (_, page, checklist) in context.checklists() {
        let signers = checklist.items().filter_map(|item| item.signer.as_ref());
        for role in checklist.roles.iter().chain(signers) {
            let name = &role.name;
            if config.role_key(name).is_some() {
                continue;
            }
            let known = config.roles.iter().flat_map(|(key, names)| std::iter::once(key.as_str()).chain(names.texts()));
            findings.push(
                finding(
                    page,
                    &rule::UNKNOWN_ROLE,
                    role.span,
                    words!("`onramp.yaml` 的 roles 里没有“{name}”", "There is no role `{name}` in `onramp.yaml`"),
                )
                .hint(words!(
                    "在 `roles:` 里加上它，写明它在每种语言里的名字",
                    "Add it to `roles:`, with its name in each language"
                ))
                .maybe_hint(nearest(name, known).map(|near| words!("是不是“{near}”？", "Did you mean `{near}`?"))),
            );
        }
    }
}
