//! Every example of the CommonMark specification, taken from the specification itself (npm package `commonmark-spec`).

#![expect(clippy::disallowed_methods, reason = "the specification is a file")]

use std::path::Path;

use onramp::document::parse;
use onramp::site::html::{Dress, LinkHtml, render};
use onramp::source::{SourceFile, SourcePath};

/// Examples that come out differently on purpose, with the reason.
const DIFFERENT: &[(usize, &str)] = &[
    (96, "a first line `---` with a later `---` is front matter, not a thematic break"),
    (98, "the same: empty front matter"),
];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// Reads the examples as the specification writes them: a fence of 32 backticks and `example`, `.` between the two halves,
/// `→` for a tab.
fn examples() -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules/commonmark-spec/spec.txt");
    let spec = std::fs::read_to_string(&path).expect("tests/run installs the specification");
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    for part in spec.split(&format!("{fence} example\n")).skip(1) {
        let (example, _) = part.split_once(&format!("\n{fence}")).expect("an example ends");
        let example = format!("\n{example}\n");
        let (markdown, html) = example.split_once("\n.\n").expect("an example has two halves");
        examples.push(Example {
            number: examples.len() + 1,
            markdown: format!("{}\n", &markdown.get(1..).unwrap_or_default()).replace('→', "\t"),
            html: html.replace('→', "\t"),
        });
    }
    examples
}

fn to_html(markdown: &str) -> String {
    let source = SourceFile { path: SourcePath::new("example.md"), text: markdown.into() };
    let document = parse(&source).value;
    let links: Vec<_> = document
        .links
        .iter()
        .map(|link| LinkHtml { href: Some(link.destination.clone()), ..LinkHtml::default() })
        .collect();
    render(&document, &links, Dress::Plain).expect("no component, no template")
}

/// Quotes may be escaped or not, and blank lines between blocks mean nothing.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").trim().to_owned()
}

#[test]
fn all_examples_but_those_listed() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut wrong = Vec::new();
    for example in &examples {
        let html = to_html(&example.markdown);
        let same = normal(&html) == normal(&example.html);
        let listed = DIFFERENT.iter().any(|(number, _)| *number == example.number);
        if same == listed {
            wrong.push(format!(
                "{}: {:?}\n  ours {:?}\n  spec {:?}",
                example.number, example.markdown, html, example.html
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of 652 examples\n{}", wrong.len(), wrong.join("\n"));
}
