//! Text that must not be taken for markup.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Appends text with `&`, `<`, `>` and `"` escaped; right in an element and in an attribute alike.
pub fn escape_text(text: &str, html: &mut String) {
    let mut at = 0;
    for (found, byte) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        html.push_str(&text[at..found]);
        html.push_str(match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        at = found + 1;
    }
    html.push_str(&text[at..]);
}

/// The same, as a value of its own.
pub fn escape_attribute(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_text(text, &mut html);
    html
}

/// What may stand in an `href` as it is: what a URL may contain (RFC 3986 §2), and `%`, which is taken as encoded already.
const HREF: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'%')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b'-')
    .remove(b'.')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'?')
    .remove(b'@')
    .remove(b'_')
    .remove(b'~');

/// An address for an `href` attribute: other scripts and unsafe characters percent-encoded, then escaped.
pub fn escape_href(address: &str) -> String {
    utf8_percent_encode(address, HREF).to_string().replace('&', "&amp;").replace('\'', "&#x27;")
}
