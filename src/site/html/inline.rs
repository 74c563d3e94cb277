//! What stands within a line: emphasis, links, images, code.

use super::{Writer, escape_attribute, escape_href, escape_text};
use crate::document::{Inline, InlineKind, plain_text};

/// Stands on both sides of the number of a gap in a question; a private-use character that no text contains. The templates'
/// filter `blanks` puts a field there.
pub const BLANK: char = '\u{f8f5}';

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        let mut before: Option<&Inline> = None;
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) if !self.is_plain() && before.is_some_and(ends_with_wide_punctuation) => {
                    escape_text(text.strip_prefix(' ').unwrap_or(text), &mut self.html);
                }
                _ => self.inline(inline),
            }
            before = Some(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.text(text),
            InlineKind::Code(text) => {
                self.html.push_str("<code>");
                escape_text(text, &mut self.html);
                self.html.push_str("</code>");
            }
            InlineKind::Emphasis(content) => self.wrapped("em", content),
            InlineKind::Strong(content) => self.wrapped("strong", content),
            InlineKind::Strikethrough(content) => self.wrapped("del", content),
            InlineKind::Link { link, title, content } => self.anchor(*link, title, content),
            InlineKind::Image { link, title, description } => self.image(*link, title, description),
            InlineKind::Html(html) => {
                self.note_raw_element(&html.text);
                self.raw_html(html);
            }
            InlineKind::SoftBreak { joins: true } => {}
            InlineKind::SoftBreak { joins: false } => self.html.push('\n'),
            InlineKind::HardBreak => self.html.push_str("<br />\n"),
            InlineKind::FootnoteReference(label) => self.footnote_reference(label),
            // The question puts its field in after the page has been sanitized.
            InlineKind::Blank(number) => self.html.push_str(&format!("{BLANK}{number}{BLANK}")),
        }
    }

    fn wrapped(&mut self, name: &str, content: &'a [Inline]) {
        self.put(format_args!("<{name}>"));
        self.inlines(content);
        self.put(format_args!("</{name}>"));
    }

    fn anchor(&mut self, link: usize, title: &str, content: &'a [Inline]) {
        // A link that leads nowhere keeps its words and loses its `href`: nothing happens on a click.
        match self.link(link).href {
            Some(href) => self.put(format_args!("<a href=\"{}\"{}>", escape_href(&href), title_attribute(title))),
            None => self.html.push_str("<a class=\"broken\">"),
        }
        self.without_terms(|writer| writer.inlines(content));
        self.html.push_str("</a>");
    }

    fn image(&mut self, link: usize, title: &str, description: &'a [Inline]) {
        let target = self.link(link);
        let words = plain_text(description);
        let Some(href) = target.href else {
            self.html.push_str("<span class=\"broken\">");
            escape_text(&words, &mut self.html);
            self.html.push_str("</span>");
            return;
        };
        let href = escape_href(&href);
        if target.elsewhere {
            let shown = if words.trim().is_empty() { href.clone() } else { escape_attribute(&words) };
            self.put(format_args!("<a href=\"{href}\"{}>{shown}</a>", title_attribute(title)));
            return;
        }
        self.put(format_args!("<img src=\"{href}\" alt=\"{}\"{}", escape_attribute(&words), title_attribute(title)));
        if let Some((width, height)) = target.size {
            self.put(format_args!(" width=\"{width}\" height=\"{height}\""));
        }
        if !self.is_plain() {
            self.html.push_str(" loading=\"lazy\" decoding=\"async\"");
        }
        self.html.push_str(" />");
    }

    fn footnote_reference(&mut self, label: &'a str) {
        if self.detached {
            return;
        }
        if !self.footnotes.texts.contains_key(label) {
            self.html.push_str("[^");
            escape_text(label, &mut self.html);
            self.html.push(']');
            return;
        }
        let next = self.footnotes.order.len() + 1;
        let number = *self.footnotes.numbers.entry(label).or_insert(next);
        let mut id = String::new();
        if number == next {
            self.footnotes.order.push(label);
            // The way back leads to the first reference.
            id = format!(" id=\"fnref-{number}\"");
        }
        self.put(format_args!("<sup class=\"footnote-ref\"><a{id} href=\"#fn-{number}\">{number}</a></sup>"));
    }
}

/// Whether this is emphasis such as `**客户：**`. Many write a space after it, as other Markdown programs show the asterisks
/// otherwise; on the page it would be a hole, since the punctuation brings its own.
fn ends_with_wide_punctuation(inline: &Inline) -> bool {
    let (InlineKind::Emphasis(content) | InlineKind::Strong(content)) = &inline.kind else {
        return false;
    };
    plain_text(content).ends_with(['。', '，', '、', '；', '：', '？', '！', '）', '】', '》', '」', '』'])
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape_attribute(title)) }
}
