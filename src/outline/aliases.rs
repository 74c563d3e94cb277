//! Older addresses of a page, which lead to it.

use super::claims::{self, Claims, Owner};
use crate::book::{Book, PageId};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Location;
use crate::words;
use crate::yaml::MOST_FINDINGS;

/// An older address and the page that it now leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Where the redirect goes, such as `zh/old/index.html`.
    pub output: String,
    pub page: PageId,
}

/// Longest part of an address in bytes: a file system takes 255, and the file needs an ending.
const LONGEST_PART: usize = 240;

/// Reads `aliases:` of all pages. One that is taken, by a page or another alias, is a finding and left out.
pub fn read(book: &Book, mut claims: Claims, findings: &mut Vec<Diagnostic>) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (id, page) in book.pages() {
        let document = &page.document;
        let before = findings.len();
        for alias in &document.front.aliases {
            // Each place costs a reading of the front matter, and many findings of one kind help nobody.
            let silent = findings.len() - before >= MOST_FINDINGS;
            let location = || Location::new(&document.path, document.locate(&alias.place));
            let path = alias.value.trim_matches('/');
            if !is_address(path) {
                if !silent {
                    findings.push(
                        Diagnostic::new(
                            &rule::WRONG_TYPE,
                            location(),
                            words!("这不是本站的地址", "This is not an address of the site"),
                        )
                        .hint(words!("写成 `/zh/旧地址/` 的样子", "Write it like `/en/old-address/`")),
                    );
                }
                continue;
            }
            let output = match path.strip_suffix(".html") {
                Some(_) => path.to_owned(),
                None => format!("{path}/index.html"),
            };
            match claims.claim(&output, Owner::Page(id)) {
                Ok(()) => aliases.push(Alias { output, page: id }),
                // Written twice on one page: it leads there all the same.
                Err(Owner::Page(twin)) if twin == id => {}
                Err(_) if silent => {}
                Err(twin) => {
                    let written = &alias.value;
                    let message = words!("旧地址 {written} 已经被占用", "The older address {written} is taken");
                    let finding = Diagnostic::new(&rule::ADDRESS_COLLISION, location(), message);
                    let hint =
                        words!("删掉这个旧地址，或给那一页换个名字", "Delete this alias, or rename the other page");
                    findings.push(claims::naming(finding, twin, book).hint(hint));
                }
            }
        }
    }
    aliases
}

/// Whether a path can be one of the site: it stays inside, and every system can have files of that name.
fn is_address(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= LONGEST_PART;
    let strange = |c: char| c.is_control() || matches!(c, '\\' | '?' | '#' | ':' | '*' | '"' | '<' | '>' | '|');
    path.split('/').all(is_name) && !path.contains(strange)
}
