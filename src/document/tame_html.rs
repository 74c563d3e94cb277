//! Fragments of HTML that stay within themselves. Pages are sanitized as a whole, and an element that may not stay would take
//! the rest of the page along: all after a `<template>` or a `<!--` that nobody closed.

use std::borrow::Cow;

use super::raw_html::{ELEMENTS, GONE_WITH_CONTENT, attributes};

/// The fragment without comments, without tags that may not stay, and without a tag that does not end. What it leaves is not
/// safe yet; that is [`sanitize`](super::sanitize)'s.
pub fn tame(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut at, mut from) = (0, 0);
    let mut unclosed = Vec::new();
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let (end, stays) = markup(text, start, &mut unclosed);
        if !stays {
            kept.push_str(&text[from..start]);
            from = end;
        }
        at = end;
    }
    match from {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(kept + &text[from..]),
    }
}

/// Where the markup that begins with this `<` ends, and whether it stays. `unclosed` are names whose closing tag was looked for
/// and not found, so that many of them do not take long.
fn markup(text: &str, start: usize, unclosed: &mut Vec<String>) -> (usize, bool) {
    let rest = &text[start..];
    let until = |end: &str| rest.find(end).map_or(text.len(), |found| start + found + end.len());
    if rest.starts_with("<!--") {
        return (until("-->"), false);
    }
    if rest.starts_with("<![CDATA[") {
        return (until("]]>"), false);
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return (until(">"), false);
    }
    let closing = rest.starts_with("</");
    let name_start = start + 1 + usize::from(closing);
    let name: String = text[name_start..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (start + 1, true);
    }
    let (_, end) = attributes(text, name_start + name.len());
    if !text[..end].ends_with('>') {
        return (end, false);
    }
    let name = name.to_ascii_lowercase();
    if ELEMENTS.contains(&name.as_str()) {
        return (end, true);
    }
    if closing || !GONE_WITH_CONTENT.contains(&name.as_str()) || unclosed.contains(&name) {
        return (end, false);
    }
    match closing_tag(text, end, &name) {
        Some(end) => (end, false),
        None => {
            unclosed.push(name);
            (end, false)
        }
    }
}

/// Where the tag ends that closes an element, looked for from `at` on.
fn closing_tag(text: &str, at: usize, name: &str) -> Option<usize> {
    let mut at = at;
    while let Some(found) = text[at..].find("</") {
        at += found + 2;
        if text.get(at..at + name.len()).is_some_and(|written| written.eq_ignore_ascii_case(name)) {
            return Some(text[at..].find('>').map_or(text.len(), |end| at + end + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn nothing_takes_the_rest_along() {
        for (written, kept) in [
            ("<b>甲</b>", "<b>甲</b>"),
            ("甲<!-- 乙 -->丙<!-- 丁", "甲丙"),
            ("甲<script>x<b></SCRIPT>乙<template>丙", "甲乙丙"),
            ("<title>甲</title><select>乙", "甲乙"),
            ("甲<div title=\"乙\n丙", "甲"),
            ("<?php x ?>甲<!DOCTYPE a>乙<![CDATA[ > ]]>丙", "甲乙丙"),
            ("1 < 2, a<, <", "1 < 2, a<, <"),
        ] {
            assert_eq!(tame(written), kept, "{written}");
        }
    }
}
