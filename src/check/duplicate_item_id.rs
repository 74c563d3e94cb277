//! `duplicate-item-id`: two things on a page with the same id; a tick would count for both.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{Location, Span};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let mut before: Option<(&str, Vec<(&str, Span)>)> = None;
    for (_, page, checklist) in context.checklists() {
        let path = page.document.path.as_str();
        // Lists of one page share what has been seen.
        let seen = match &mut before {
            Some((of, seen)) if *of == path => seen,
            _ => {
                let headings = page.document.headings.iter().map(|heading| (heading.id.as_str(), heading.span));
                &mut before.insert((path, headings.collect())).1
            }
        };
        for item in checklist.items() {
            let id = item.id.as_str();
            let place = item.id_span.unwrap_or(item.span);
            match seen.iter().find(|(other, _)| *other == id) {
                None => seen.push((id, place)),
                Some((_, first)) => findings.push(
                    finding(
                        page,
                        &rule::DUPLICATE_ITEM_ID,
                        place,
                        words!("“{id}”这个标识在这一页用了两次", "The id `{id}` is used twice on this page"),
                    )
                    .related(
                        Location::new(&page.document.path, *first),
                        words!("第一次在这里", "the first one is here"),
                    )
                    .hint(words!("给其中一个换个标识", "Give one of them another id")),
                ),
            }
        }
    }
}
