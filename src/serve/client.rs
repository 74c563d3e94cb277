//! The desk's own files in the browser.

use super::answer::Answer;

const FILES: [(&str, &str, &str); 6] = [
    ("live.js", "text/javascript", include_str!("client/live.js")),
    ("morph.js", "text/javascript", include_str!("client/morph.js")),
    ("panel.js", "text/javascript", include_str!("client/panel.js")),
    ("panel.css", "text/css", include_str!("client/panel.css")),
    ("desk.css", "text/css", include_str!("client/desk.css")),
    ("page.css", "text/css", include_str!("client/page.css")),
];

/// The file of that name.
pub fn file(name: &str) -> Option<Answer> {
    let (_, kind, text) = FILES.iter().find(|(known, ..)| *known == name)?;
    let kind = format!("{kind}; charset=utf-8");
    Some(Answer { status: 200, kind, body: text.as_bytes().to_vec(), ..Answer::default() })
}
