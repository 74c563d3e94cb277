//! What is sent for an address: a page, a file of the site, or one of the desk's own.

use std::fs;
use std::path::Path;

use jiff::civil::Date;

use super::client;
use super::desk_page;
use super::findings;
use super::html;
use super::search_page;
use super::searching;
use super::snapshot::Snapshot;
use super::survey::Surveys;
use crate::book::{Editor, Html};
use crate::diagnostic::Language;
use crate::outline::encode;
use crate::site::Recipe;

/// What to send.
#[derive(Debug, Default)]
pub struct Answer {
    pub status: u16,
    /// A MIME type.
    pub kind: String,
    pub body: Vec<u8>,
    /// Names what is sent, apart from what the desk adds; made from the body when it is not given.
    pub tag: Option<String>,
    /// Where to go instead, for a redirect.
    pub location: Option<String>,
    /// The page may hold scripts and frames from anywhere, as its project trusts its authors.
    pub is_trusted: bool,
}

/// Who asks, and how the desk speaks.
#[derive(Clone, Debug)]
pub struct Asker {
    /// On this machine, where the project's files are.
    pub is_local: bool,
    pub language: Language,
    /// Instead of the one in `onramp.yaml`.
    pub editor: Option<Editor>,
    pub today: Date,
}

/// All that an answer is made from.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub snapshot: &'a Snapshot,
    pub surveys: &'a Surveys,
    pub root: &'a Path,
    pub asker: &'a Asker,
}

/// The beginning of the desk's own addresses, without the first slash.
pub const OWN: &str = "_desk/";

/// The answer for a path as it was asked for, still percent-encoded, with the query.
pub fn answer(asked: Asked, path: &str, query: &str) -> Answer {
    let Asked { snapshot, root, asker, .. } = asked;
    let Some(path) = plain_path(path) else { return Answer::text(400, "Bad Request") };
    if path == OWN.trim_end_matches('/') {
        return Answer { location: Some(format!("/{OWN}")), ..Answer::text(308, "") };
    }
    if let Some(own) = path.strip_prefix(OWN) {
        return match own {
            "" => desk_page::answer(asked, query),
            "search" => search_page::answer(asked, query),
            "findings" => findings::answer(snapshot, root, query, asker),
            "search.json" => searching::answer(snapshot, query),
            _ => client::file(own).unwrap_or_else(|| Answer::text(404, "Not Found")),
        };
    }
    let path = below_site(snapshot, &path);
    let index = match path {
        "" => "index.html".to_owned(),
        _ if path.ends_with('/') => format!("{path}index.html"),
        _ => path.to_owned(),
    };
    if let Some(recipe) = snapshot.site().get(&index) {
        return make(snapshot, root, &index, recipe, asker);
    }
    if let Some(body) = snapshot.search_file(&index) {
        return Answer { status: 200, kind: kind(&index), body, ..Answer::default() };
    }
    if snapshot.site().get(&format!("{path}/index.html")).is_some() {
        return Answer { location: Some(format!("/{}/", encode(path))), ..Answer::text(308, "") };
    }
    match snapshot.site().get("404.html") {
        Some(recipe) => make(snapshot, root, "404.html", recipe, asker),
        None => Answer::text(404, "Not Found"),
    }
}

impl Answer {
    pub fn text(status: u16, text: &str) -> Answer {
        Answer {
            status,
            kind: "text/plain; charset=utf-8".to_owned(),
            body: text.as_bytes().to_vec(),
            ..Answer::default()
        }
    }
}

/// The path without its first slash, decoded; `None` for one that no honest browser asks for.
fn plain_path(path: &str) -> Option<String> {
    let path = percent_encoding::percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let is_strange = path.contains(|c: char| c == '\\' || c.is_control()) || path.split('/').any(|part| part == "..");
    (!is_strange).then(|| path.into_owned())
}

/// A site that is published below a path links to it from its page for addresses that do not exist.
fn below_site<'a>(snapshot: &Snapshot, path: &'a str) -> &'a str {
    let url = snapshot.project().book.config.url.as_deref();
    let base = url.and_then(|url| url.split_once("://")?.1.split_once('/')).map_or("", |(_, base)| base);
    match path.strip_prefix(base) {
        Some(below) if snapshot.site().get(path).is_none() => below,
        _ => path,
    }
}

fn make(snapshot: &Snapshot, root: &Path, path: &str, recipe: &Recipe, asker: &Asker) -> Answer {
    let is_trusted = snapshot.project().book.config.html == Html::Trusted;
    let kind = kind(path);
    let body = match recipe {
        Recipe::Bytes(bytes) => bytes.to_vec(),
        Recipe::File { disk, .. } => match read_inside(root, disk) {
            Some(bytes) => bytes,
            None => return Answer::text(404, "Not Found"),
        },
        Recipe::Page(render) => match render() {
            Ok(bytes) if path.ends_with(".html") => return Answer { kind, is_trusted, ..html::with_desk(bytes, path) },
            Ok(bytes) => bytes,
            Err(mistake) => return html::broken_page(snapshot, &mistake, asker.language),
        },
    };
    Answer { status: 200, kind, body, is_trusted, ..Answer::default() }
}

/// The MIME type of a file by its name.
fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == "text" || kind.subtype() == "javascript" || kind.suffix().is_some();
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// The bytes of a file that is still in the project. It was when the project was read; a link may lead elsewhere since.
#[expect(clippy::disallowed_methods, reason = "files that are copied are read when they are asked for")]
fn read_inside(root: &Path, disk: &Path) -> Option<Vec<u8>> {
    let (real_root, real) = (fs::canonicalize(root).ok()?, fs::canonicalize(disk).ok()?);
    if real.starts_with(real_root) && real.is_file() { fs::read(real).ok() } else { None }
}
