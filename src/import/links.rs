//! Where addresses stand in a page's Markdown, so that others can be put there.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::document::{Document, Link};

/// The places in `text` of a link's address: of its own, or of the definition that it names. `None` when it is written in a way
/// that cannot be changed with certainty.
pub fn address_of(link: &Link, text: &str) -> Option<Range<usize>> {
    let span = link.span.range();
    let written = text.get(span.clone())?;
    let place = |at: usize| span.start + at..span.start + at + link.destination.len();
    if link.raw {
        let quoted = ['"', '\''].into_iter().find_map(|quote| {
            written.find(&format!("{quote}{}{quote}", link.destination)).map(|at| at + quote.len_utf8())
        });
        return quoted.map(place);
    }
    // The last `](` before the address: what is in the brackets may be a picture with an address of its own.
    let mut end = written.len();
    while let Some(at) = written[..end].rfind("](") {
        let inside = &written[at + 2..];
        let gap = inside.len() - inside.trim_start_matches([' ', '\n', '<']).len();
        if inside[gap..].starts_with(&link.destination) {
            return Some(place(at + 2 + gap));
        }
        end = at;
    }
    None
}

/// The addresses of link definitions, `[name]: address`, outside of code.
pub fn definitions(document: &Document, text: &str) -> Vec<(Range<usize>, String)> {
    let code = code(document);
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if !trimmed.starts_with('[')
            || trimmed.starts_with("[^")
            || indent > 3
            || code.iter().any(|range| range.contains(&at))
        {
            continue;
        }
        let Some((name, rest)) = trimmed.split_once("]:") else { continue };
        let address = rest.trim_start().trim_start_matches('<');
        let begins = at + indent + name.len() + 2 + rest.len() - address.len();
        let end = address.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(address.len());
        if end > 0 {
            found.push((begins..begins + end, address[..end].to_owned()));
        }
    }
    found
}

fn code(document: &Document) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    crate::document::each_block(&document.blocks, &mut |block| {
        if matches!(block.kind, crate::document::BlockKind::Code { .. }) {
            code.push(block.span.range());
        }
    });
    code
}

/// An address without its escapes, as a path; and what follows a `#`.
pub fn take_apart(address: &str) -> (String, Option<String>) {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let decode = |text: &str| percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), String::from);
    (decode(path), fragment.filter(|fragment| !fragment.is_empty()).map(decode))
}

/// Whether an address leads out of the folder: it has a scheme, or a host.
pub fn is_external(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    };
    address.starts_with("//") || scheme.is_some_and(|(scheme, _)| is_scheme(scheme))
}
