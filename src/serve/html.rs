//! What the desk adds to pages, and pages of its own for when there is no other.

use super::answer::Answer;
use super::snapshot::Snapshot;
use crate::diagnostic::{Diagnostic, Language, OnPage, on_page};
use crate::site::html::escape_attribute as escape;
use crate::words;

/// The status of a page that cannot be made.
const BROKEN: u16 = 500;

/// A page with the desk's script, before all others so that it sees the page as it was sent. The page for addresses that do not
/// exist is shown at any depth, so its links begin at the top.
pub fn with_desk(page: Vec<u8>, path: &str) -> Answer {
    let tag = tag(&page);
    let is_404 = path == "404.html";
    let (base, status) = if is_404 { ("<base href=\"/\">", 404) } else { ("", 200) };
    let body = match after_head(&page) {
        Some(at) => [&page[..at], base.as_bytes(), script(status, &tag).as_bytes(), &page[at..]].concat(),
        None => page,
    };
    Answer { status, body, tag: Some(tag), ..Answer::default() }
}

/// Names a body: as long as it is the same, so is what it names.
pub fn tag(body: &[u8]) -> String {
    blake3::hash(body).to_hex()[..16].to_owned()
}

/// The element that loads the desk's script, and tells it what was sent.
fn script(status: u16, tag: &str) -> String {
    format!("<script type=\"module\" src=\"/_desk/live.js\" data-status=\"{status}\" data-tag=\"{tag}\"></script>")
}

/// Right behind `<head>`; `None` for a page without one, as those that only lead on.
fn after_head(page: &[u8]) -> Option<usize> {
    let start = page.windows(5).position(|part| part.eq_ignore_ascii_case(b"<head"))?;
    let length = page[start..].iter().position(|byte| *byte == b'>')?;
    let is_head = matches!(page[start + 5], b'>' | b' ' | b'\n' | b'\t' | b'\r');
    is_head.then_some(start + length + 1)
}

/// In the place of a page whose template has a mistake.
pub fn broken_page(snapshot: &Snapshot, mistake: &Diagnostic, language: Language) -> Answer {
    let title = words!("这一页现在显示不了", "This page cannot be shown now");
    let shown = on_page([mistake], &snapshot.project().sources, language);
    let lines: String = shown.iter().map(finding_html).collect();
    own_page(title.in_language(language), &lines, language)
}

fn finding_html(finding: &OnPage) -> String {
    let place = match (&finding.path, finding.line) {
        (Some(path), Some(line)) => format!("<p><code>{}:{line}</code></p>\n", escape(path)),
        (Some(path), None) => format!("<p><code>{}</code></p>\n", escape(path)),
        _ => String::new(),
    };
    let excerpt = finding.excerpt.as_ref().map_or(String::new(), |[before, marked, after]| {
        let (before, marked, after) = (escape(before), escape(marked), escape(after));
        format!("<pre>{before}<mark>{marked}</mark>{after}</pre>\n")
    });
    let hint = finding.hint.as_ref().map_or(String::new(), |hint| format!("<p>{}</p>\n", escape(hint)));
    format!("<p><strong>{}</strong></p>\n{place}{excerpt}{hint}", escape(&finding.message))
}

/// A page that no theme is needed for; it is replaced by the right one as soon as there is one.
fn own_page(title: &str, body: &str, language: Language) -> Answer {
    let lang = if language == Language::Chinese { "zh-CN" } else { "en" };
    let (title, script) = (escape(title), script(BROKEN, &tag(body.as_bytes())));
    let page = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>{script}\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"/_desk/page.css\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    );
    let kind = "text/html; charset=utf-8".to_owned();
    Answer { status: BROKEN, kind, body: page.into_bytes(), tag: Some(tag(body.as_bytes())), ..Answer::default() }
}
