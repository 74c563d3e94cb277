//! HTML that an author wrote into a page: its links, and what of it is safe.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use htmlize::unescape_attribute;

use super::Link;
use super::nesting::Nesting;
use crate::source::Span;

/// A fragment of HTML as written. `links` are the attributes in it that hold an address.
#[derive(Clone, Debug, PartialEq)]
pub struct RawHtml {
    pub text: String,
    pub links: Vec<RawLink>,
}

/// An attribute of the fragment that holds an address, and its position in the document's links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLink {
    /// The whole attribute: `href="…"`.
    pub range: Range<usize>,
    pub name: String,
    pub link: usize,
}

/// Something the sanitizer takes away.
pub struct Lost {
    pub range: Range<usize>,
    pub what: String,
}

/// Elements that may stay: text, tables, media, and what folds. No script, style, frame, form or embed.
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements whose content goes with them: it is not meant to be read.
pub(super) const GONE_WITH_CONTENT: [&str; 6] = ["script", "style", "template", "noscript", "svg", "math"];

/// Attributes that may stay on any element. `style` and `on…` are not among them, so pages keep a strict content policy.
const ATTRIBUTES: &[&str] = &[
    "align",
    "alt",
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "checked",
    "class",
    "colspan",
    "controls",
    "datetime",
    "data-definition",
    "data-language",
    "decoding",
    "dir",
    "disabled",
    "headers",
    "height",
    "href",
    "hreflang",
    "id",
    "kind",
    "label",
    "lang",
    "loading",
    "loop",
    "muted",
    "name",
    "open",
    "poster",
    "preload",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "span",
    "src",
    "srclang",
    "start",
    "tabindex",
    "title",
    "type",
    "valign",
    "value",
    "width",
];

/// Schemes that a link may have; anything else could run as a program or read a file.
pub const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "sms", "ftp"];

impl RawHtml {
    /// Finds the links in a fragment and adds them to the document's; `place` says where a part of it stands in the file.
    pub fn new(
        text: &str,
        links: &mut Vec<Link>,
        nesting: &mut Nesting,
        place: impl Fn(Range<usize>) -> Span,
    ) -> RawHtml {
        let mut raw = RawHtml { text: text.to_owned(), links: Vec::new() };
        for tag in tags(text) {
            nesting.add(&tag);
            let described = tag.attributes.iter().any(|attribute| attribute.name == "alt");
            for attribute in &tag.attributes {
                let image = matches!(
                    (tag.name.as_str(), attribute.name.as_str()),
                    ("img" | "source" | "video" | "audio" | "track", "src" | "poster")
                );
                if image || matches!((tag.name.as_str(), attribute.name.as_str()), ("a" | "area", "href")) {
                    let (range, name) = (attribute.range.clone(), attribute.name.clone());
                    raw.links.push(RawLink { range, name, link: links.len() });
                    links.push(Link {
                        destination: unescape_attribute(&text[attribute.value.clone()]).into_owned(),
                        span: place(tag.range.clone()),
                        image,
                        raw: true,
                        bare: tag.name == "img" && !described,
                    });
                }
            }
        }
        raw
    }

    /// The ids that elements of the fragment have, by `id` or, for `<a>`, by `name`.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        tags(&self.text)
            .into_iter()
            .flat_map(|tag| {
                let is_link = tag.name == "a";
                tag.attributes
                    .into_iter()
                    .filter(move |attribute| attribute.name == "id" || (is_link && attribute.name == "name"))
            })
            .map(|attribute| &self.text[attribute.value])
    }

    /// What the fragment says, without its markup: for a search.
    pub fn words(&self) -> String {
        let tame = super::tame(&self.text);
        let (mut words, mut at) = (String::new(), 0);
        for tag in tags(&tame) {
            words.push_str(&tame[at..tag.range.start]);
            words.push(' ');
            at = tag.range.end;
        }
        words.push_str(&tame[at..]);
        htmlize::unescape(words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The fragment with each link's address replaced by what `resolve` says, already escaped for an attribute. Where it says
    /// nothing, the attribute goes.
    pub fn with_links(&self, resolve: impl Fn(usize) -> Option<String>) -> Cow<'_, str> {
        if self.links.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let (mut html, mut at) = (String::with_capacity(self.text.len()), 0);
        for link in &self.links {
            html.push_str(&self.text[at..link.range.start]);
            if let Some(address) = resolve(link.link) {
                html.push_str(&format!("{}=\"{address}\"", link.name));
            }
            at = link.range.end;
        }
        html.push_str(&self.text[at..]);
        Cow::Owned(html)
    }
}

/// The parts of a fragment that [`sanitize`] will not let through.
pub fn lost_by_sanitizing(text: &str) -> Vec<Lost> {
    let mut lost = Vec::new();
    for tag in tags(text).into_iter().filter(|tag| !tag.closing) {
        if !ELEMENTS.contains(&tag.name.as_str()) {
            lost.push(Lost { what: format!("<{}>", tag.name), range: tag.range });
            continue;
        }
        for attribute in tag.attributes {
            if !ATTRIBUTES.contains(&attribute.name.as_str()) {
                lost.push(Lost { what: format!("{}=", attribute.name), range: attribute.range });
            }
        }
    }
    lost
}

/// A whole page's HTML without anything that could run or reach out, by ammonia with the lists above.
pub fn sanitize(html: &str) -> String {
    static CLEANER: OnceLock<ammonia::Builder<'static>> = OnceLock::new();
    let cleaner = CLEANER.get_or_init(|| {
        let mut builder = ammonia::Builder::new();
        builder
            .tags(ELEMENTS.iter().copied().collect())
            .clean_content_tags(GONE_WITH_CONTENT.into_iter().collect())
            .tag_attributes(HashMap::new())
            .generic_attributes(ATTRIBUTES.iter().copied().collect())
            .url_schemes(SCHEMES.into_iter().collect())
            .url_relative(ammonia::UrlRelative::PassThrough)
            .link_rel(None)
            .strip_comments(true);
        builder
    });
    cleaner.clean(html).to_string()
}

/// A tag as written.
pub struct TagSource {
    pub name: String,
    pub closing: bool,
    range: Range<usize>,
    pub attributes: Vec<AttributeSource>,
}

pub struct AttributeSource {
    name: String,
    range: Range<usize>,
    value: Range<usize>,
}

/// The tags of a fragment with the places of their attributes. For findings and links only; safety is [`sanitize`]'s.
fn tags(text: &str) -> Vec<TagSource> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        if text[start..].starts_with("<!--") {
            at = text[start..].find("-->").map_or(text.len(), |end| start + end + 3);
            continue;
        }
        let closing = text[start + 1..].starts_with('/');
        let name_start = start + 1 + usize::from(closing);
        let name: String = text[name_start..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let (attributes, end) = attributes(text, name_start + name.len());
        tags.push(TagSource { name: name.to_ascii_lowercase(), closing, range: start..end, attributes });
        at = end;
    }
    tags
}

/// Attributes from `at` up to the end of the tag, and where that is.
pub(super) fn attributes(text: &str, mut at: usize) -> (Vec<AttributeSource>, usize) {
    let mut attributes = Vec::new();
    let bytes = text.as_bytes();
    loop {
        while at < bytes.len() && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
            at += 1;
        }
        if at >= bytes.len() {
            return (attributes, text.len());
        }
        if bytes[at] == b'>' {
            return (attributes, at + 1);
        }
        let name_start = at;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() && !matches!(bytes[at], b'=' | b'>' | b'/') {
            at += 1;
        }
        let name = text[name_start..at].to_ascii_lowercase();
        let mut range = name_start..at;
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let mut value = at..at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            value = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    let end = text[at + 1..].find(*quote as char).map_or(text.len(), |end| at + 1 + end);
                    at + 1..end
                }
                _ => at..at + text[at..].find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(text.len() - at),
            };
            at = (value.end + usize::from(matches!(bytes.get(value.end), Some(b'"' | b'\'')))).min(text.len());
            range.end = at;
        } else if name.is_empty() {
            at += 1;
        }
        attributes.push(AttributeSource { name, range, value });
    }
}
