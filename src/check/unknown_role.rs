//! `unknown-role`: a checklist or a page names a role that `roles:` in `onramp.yaml` does not have.

use super::{Context, finding};
use crate::book::Page;
use crate::components::ChecklistItem as Item;
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::document::is_list;
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let config = &context.book.config;
    // A project that lists no roles calls them as it likes.
    if config.roles.is_empty() {
        return;
    }
    for (_, page) in context.book.pages() {
        // What looks like a list has a finding of its own.
        let audience = page.document.front.audience.iter().filter(|role| !is_list(&role.value));
        for role in audience.filter(|role| config.role_key(&role.value).is_none()) {
            findings.push(unknown(context, page, &role.value, page.document.locate(&role.place)));
        }
    }
    for (_, page, checklist) in context.checklists() {
        for item in checklist.items() {
            findings.extend(loose_signer(context, page, item));
        }
        let signers = checklist.items().filter_map(|item| item.signer.as_ref());
        for role in checklist.roles.iter().chain(signers) {
            let name = &role.name;
            if config.role_key(name).is_some() {
                continue;
            }
            findings.push(unknown(context, page, name, role.span));
        }
    }
}

fn unknown(context: Context, page: &Page, name: &str, span: Span) -> Diagnostic {
    let roles = context.book.config.roles.iter();
    let known = roles.flat_map(|(key, names)| std::iter::once(key.as_str()).chain(names.texts()));
    let message = words!("`onramp.yaml` 的 roles 里没有“{name}”", "There is no role `{name}` in `onramp.yaml`");
    finding(page, &rule::UNKNOWN_ROLE, span, message)
        .hint(words!(
            "在 `roles:` 里加上它，写明它在每种语言里的名字",
            "Add it to `roles:`, with its name in each language"
        ))
        .maybe_hint(nearest(name, known).map(|near| words!("是不是“{near}”？", "Did you mean `{near}`?")))
}

/// `@ 导师`: a role's name behind the mark and a blank, which is text.
fn loose_signer(context: Context, page: &Page, item: &Item) -> Option<Diagnostic> {
    let at = item.text.rfind(['@', '＠']).filter(|_| item.signer.is_none())?;
    let name = item.text[at..].trim_start_matches(['@', '＠']);
    let role = name.trim();
    if role == name || context.book.config.role_key(role).is_none() {
        return None;
    }
    let message = words!(
        "“@”和“{role}”之间有空格，没有当作签字的人",
        "There is a blank between `@` and `{role}`, so nobody signs this"
    );
    Some(finding(page, &rule::UNCLEAR_ITEM, item.span, message).hint(words!("写成 `@{role}`", "Write `@{role}`")))
}
