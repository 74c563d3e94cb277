//! Places of a document: each lies in its file, on the boundaries of characters.

use onramp::diagnostic::Diagnostic;
use onramp::document::{BlockKind, Document, each_block, each_inline};
use onramp::source::{SourceFile, Span};

fn check_span(text: &str, span: Span, what: &str) {
    let range = span.range();
    assert!(text.get(range.clone()).is_some(), "{what} at {range:?} of {} bytes: {text:?}", text.len());
}

/// Checks the span of everything in a document that has one, and of what was found in it.
pub fn check_spans(source: &SourceFile, document: &Document, findings: &[Diagnostic]) {
    let text = &source.text;
    each_block(&document.blocks, &mut |block| {
        check_span(text, block.span, "a block");
        if let BlockKind::List { items, .. } = &block.kind {
            items.iter().for_each(|item| check_span(text, item.span, "an item"));
        }
    });
    each_inline(&document.blocks, &mut |inline| check_span(text, inline.span, "an inline"));
    document.headings.iter().for_each(|heading| check_span(text, heading.span, "a heading"));
    document.links.iter().for_each(|link| check_span(text, link.span, "a link"));
    let front = &document.front;
    let texts = [&front.title, &front.description, &front.owner, &front.category].into_iter().flatten();
    let lists =
        [&front.audience, &front.tags, &front.aliases, &front.related, &front.says, &front.stages, &front.roles];
    for value in texts.chain(lists.into_iter().flatten()) {
        check_span(text, document.locate(&value.place), "a front matter value");
    }
    if let Some(day) = &front.reviewed {
        check_span(text, document.locate(&day.place), "a day");
    }
    check_findings(source, findings);
}

/// Checks the places that findings point to in a file.
pub fn check_findings(source: &SourceFile, findings: &[Diagnostic]) {
    let related = findings.iter().flat_map(|finding| finding.related.iter().map(|(location, _)| location));
    let locations = findings.iter().filter_map(|finding| finding.location.as_ref()).chain(related);
    for location in locations.filter(|location| location.path == source.path) {
        check_span(&source.text, location.span, "a finding");
    }
}
