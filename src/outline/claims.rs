//! Who has which output path. A site is read from many systems, so twins that differ only by case are twins, and so are a
//! file and a folder of one name.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::{output_path, own_page_path};
use crate::book::{Book, OWN_ADDRESSES, PageId};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Location;
use crate::words;

/// Files that every site has, besides its pages.
const OWN_FILES: [&str; 5] = ["404.html", "sitemap.xml", "robots.txt", "llms.txt", "feed.xml"];
/// Folders that every site has.
const OWN_FOLDERS: [&str; 3] = ["theme/", "media/", "search/"];

/// Whose an output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The site itself: its feed, its style sheets.
    Site,
    Page(PageId),
}

/// Output paths and all folders above them, in lower case and one normal form.
#[derive(Debug, Default)]
pub struct Claims {
    seen: HashMap<String, Claim>,
}

#[derive(Clone, Debug)]
struct Claim {
    spelled: String,
    is_file: bool,
    owner: Owner,
}

impl Claims {
    /// The claims of the site and of all pages. A page that meets another's or the site's is a finding.
    pub fn of(book: &Book, findings: &mut Vec<Diagnostic>) -> Claims {
        let mut claims = Claims::default();
        let feeds = book.editions.iter().map(|edition| format!("{}/feed.xml", edition.folder));
        let own = OWN_FILES.iter().chain(&OWN_FOLDERS).map(|path| (*path).to_owned());
        // With editions in folders of their own, the choice between them is the first page.
        let choice = book.editions.iter().any(|edition| !edition.folder.is_empty()).then(|| "index.html".to_owned());
        let pages =
            (0..book.editions.len()).flat_map(|edition| OWN_ADDRESSES.map(|name| own_page_path(book, edition, name)));
        for path in own.chain(feeds).chain(choice).chain(pages) {
            // Nobody is there yet who could have it.
            let _ = claims.claim(path.trim_start_matches('/'), Owner::Site);
        }
        for (id, page) in book.pages() {
            if let Err(twin) = claims.claim(&output_path(book, id), Owner::Page(id)) {
                let (key, path) = (&page.key, &page.document.path);
                let message = words!("这一页的地址 /{key}/ 已经被占用", "The address /{key}/ of this page is taken");
                let finding = Diagnostic::new(&rule::ADDRESS_COLLISION, Location::file(path), message);
                let hint = words!("给文件换个名字", "Rename the file");
                findings.push(naming(finding, twin, book).hint(hint));
            }
        }
        claims
    }

    /// Claims an output path, or, with a `/` at its end, a folder. Else says who has it.
    pub fn claim(&mut self, output: &str, owner: Owner) -> Result<(), Owner> {
        let ends = output.match_indices('/').map(|(slash, _)| slash).chain([output.len()]);
        let parts = ends.map(|end| &output[..end]).filter(|part| !part.is_empty() && !part.ends_with('/'));
        let parts: Vec<_> =
            parts.map(|part| (part.to_lowercase().nfc().collect::<String>(), part, part == output)).collect();
        for (folded, spelled, is_file) in &parts {
            if let Some(twin) = self.seen.get(folded)
                && (*is_file || twin.is_file || twin.spelled != *spelled)
            {
                return Err(twin.owner);
            }
        }
        for (folded, spelled, is_file) in parts {
            self.seen.entry(folded).or_insert_with(|| Claim { spelled: spelled.to_owned(), is_file, owner });
        }
        Ok(())
    }
}

/// Says in a finding about a twin who has the address.
pub fn naming(finding: Diagnostic, twin: Owner, book: &Book) -> Diagnostic {
    match twin {
        Owner::Page(twin) if book.page(twin).written => {
            let path = &book.page(twin).document.path;
            finding.related(Location::file(path), words!("{path} 用着它", "{path} has it"))
        }
        _ => finding.label(words!("这个地址是网站自己的", "the site itself needs this address")),
    }
}
