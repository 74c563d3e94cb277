//! `missing-translation`: a page that another edition does not have. Readers are sent to its chapter instead.

use super::{Context, finding};
use crate::book::own_name;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::is_cjk;
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let (book, root) = (context.book, &context.sources.content_root);
    for (id, page) in book.pages().filter(|(_, page)| page.written) {
        for (edition, other) in book.editions.iter().enumerate().filter(|(edition, _)| *edition != id.edition) {
            let translation = context.outline.translation(book, id, edition);
            if translation.exact && book.page(translation.page).written {
                continue;
            }
            let language = own_name(&other.language);
            let spaced = if language.contains(is_cjk) { language.to_owned() } else { format!(" {language} ") };
            let path = beside(page.document.path.as_str(), root, &book.editions[id.edition].folder, &other.folder);
            findings.push(
                finding(
                    page,
                    &rule::MISSING_TRANSLATION,
                    Span::default(),
                    words!("这一页还没有{spaced}版", "This page has no {language} version"),
                )
                .hint(words!("写一个 {path}", "Write {path}")),
            );
        }
    }
}

/// The path of a page's translation: the same one in the other edition's folder.
fn beside(path: &str, content_root: &str, own: &str, other: &str) -> String {
    let (root, below) = path.split_at(if content_root.is_empty() { 0 } else { content_root.len() + 1 });
    format!("{root}{other}{}", below.strip_prefix(own).unwrap_or(below))
}
