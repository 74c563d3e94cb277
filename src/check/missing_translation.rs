//! `missing-translation`: a page that another edition does not have. Readers are sent to its chapter instead.

use super::{Context, finding};
use crate::book::own_name;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Span;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let book = context.book;
    for (id, page) in book.pages().filter(|(_, page)| page.written) {
        for (edition, other) in book.editions.iter().enumerate().filter(|(edition, _)| *edition != id.edition) {
            let translation = context.outline.translation(book, id, edition);
            if translation.exact && book.page(translation.page).written {
                continue;
            }
            let language = own_name(&other.language);
            let folder = &other.folder;
            findings.push(
                finding(
                    page,
                    &rule::MISSING_TRANSLATION,
                    Span::default(),
                    words!("这一页还没有 {language} 版", "This page has no {language} version"),
                )
                .hint(words!("在 {folder}/ 下写同样路径的文件", "Write a file of the same path in {folder}/")),
            );
        }
    }
}
