//! Addresses: what a page is called in a URL, and where its file goes.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::book::{Book, PageId};
use crate::source::Asset;

/// A page's address without the leading slash: `zh/company/history/`; empty for the front page of a single edition.
pub fn address(book: &Book, id: PageId) -> String {
    let folder = &book.editions[id.edition].folder;
    let key = &book.page(id).key;
    [folder.as_str(), key.as_str()].into_iter().filter(|part| !part.is_empty()).flat_map(|part| [part, "/"]).collect()
}

/// The file a page is written to. Links name it, since a folder opens no index when there is no server.
pub fn output_path(book: &Book, id: PageId) -> String {
    address(book, id) + "index.html"
}

/// The file of a page that the site makes itself: `zh/progress/index.html`.
pub fn own_page_path(book: &Book, edition: usize, name: &str) -> String {
    match book.editions[edition].folder.as_str() {
        "" => format!("{name}/index.html"),
        folder => format!("{folder}/{name}/index.html"),
    }
}

/// From the page at output path `from` to the file at output path `to`, not encoded.
pub fn relative(from: &str, to: &str) -> String {
    let (mut from, mut to) = (from, to);
    while let (Some((from_folder, from_rest)), Some((to_folder, to_rest))) = (from.split_once('/'), to.split_once('/'))
        && from_folder == to_folder
    {
        (from, to) = (from_rest, to_rest);
    }
    let up = from.matches('/').count();
    let mut path = String::with_capacity(up * 3 + to.len());
    path.extend(std::iter::repeat_n("../", up));
    path.push_str(to);
    path
}

/// What is not allowed in a URL's path (RFC 3986 §3.3), with `%` for safety; other scripts are encoded as UTF-8.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// A path or an anchor, percent-encoded for an `href`.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A value in an address's query, percent-encoded.
pub fn encode_value(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

/// Where a file of the project goes: its own name with a part of its hash, so that it may be cached for ever.
pub fn media_path(asset: &Asset) -> String {
    let name = asset.path.file_name();
    let hash = asset.hash.get(..10).unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("media/{stem}.{hash}.{extension}"),
        _ => format!("media/{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn relative_paths_name_a_file() {
        assert_eq!(relative("zh/company/index.html", "zh/company/history/index.html"), "history/index.html");
        assert_eq!(relative("zh/company/history/index.html", "en/index.html"), "../../../en/index.html");
        assert_eq!(relative("index.html", "theme/site.css"), "theme/site.css");
        assert_eq!(relative("a/index.html", "a/index.html"), "index.html");
    }
}
