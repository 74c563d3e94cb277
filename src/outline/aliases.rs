//! Older addresses of a page, which lead to it.

use std::collections::BTreeMap;

use crate::book::{Book, OWN_ADDRESSES, PageId};
use crate::diagnostic::{Checked, Diagnostic, rule};
use crate::source::Location;
use crate::words;

use super::{Outline, addresses};

/// An older address and the page that it now leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Where the redirect goes, such as `zh/old/index.html`.
    pub output: String,
    pub page: PageId,
}

/// Reads `aliases:` of all pages. One that is taken, by a page or another alias, is a finding and left out.
pub fn read(book: &Book, _outline: &Outline) -> Checked<Vec<Alias>> {
    let mut taken: BTreeMap<String, PageId> =
        book.pages().map(|(id, _)| (addresses::output_path(book, id).to_lowercase(), id)).collect();
    let own: Vec<String> = (0..book.editions.len())
        .flat_map(|edition| OWN_ADDRESSES.map(|name| addresses::own_page_path(book, edition, name).to_lowercase()))
        .collect();
    let mut checked = Checked { value: Vec::new(), diagnostics: Vec::new() };
    for (id, page) in book.pages() {
        let document = &page.document;
        for alias in &document.front.aliases {
            let location = || Location::new(&document.path, document.locate(&alias.place));
            let path = alias.value.trim_matches('/');
            if path.is_empty()
                || path.split('/').any(|part| matches!(part, "" | "." | ".."))
                || path.contains(['\\', '?', '#', ':'])
            {
                checked.diagnostics.push(
                    Diagnostic::new(
                        &rule::WRONG_TYPE,
                        location(),
                        words!("这不是本站的地址", "This is not an address of the site"),
                    )
                    .hint(words!("写成 `/zh/旧地址/` 的样子", "Write it like `/en/old-address/`")),
                );
                continue;
            }
            let output = match path.strip_suffix(".html") {
                Some(_) => path.to_owned(),
                None => format!("{path}/index.html"),
            };
            if own.contains(&output.to_lowercase()) {
                checked.diagnostics.push(
                    Diagnostic::new(
                        &rule::ADDRESS_COLLISION,
                        location(),
                        words!(
                            "旧地址 /{path}/ 是网站自带页面的地址",
                            "The older address /{path}/ is that of one of the site's own pages"
                        ),
                    )
                    .hint(words!("删掉这个旧地址", "Delete this alias")),
                );
                continue;
            }
            if let Some(twin) = taken.insert(output.to_lowercase(), id) {
                let twin_path = &book.page(twin).document.path;
                taken.insert(output.to_lowercase(), twin);
                checked.diagnostics.push(
                    Diagnostic::new(
                        &rule::ADDRESS_COLLISION,
                        location(),
                        words!("旧地址 /{path}/ 已经被占用", "The older address /{path}/ is taken"),
                    )
                    .related(Location::file(twin_path), words!("{twin_path} 用着它", "{twin_path} has it"))
                    .hint(words!("删掉这个旧地址，或给那一页换个名字", "Delete this alias, or rename the other page")),
                );
                continue;
            }
            checked.value.push(Alias { output, page: id });
        }
    }
    checked
}
