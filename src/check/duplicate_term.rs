//! `duplicate-term`: two entries of an edition's glossaries have the same name; pages link to the first only.

use std::collections::HashMap;

use super::{Context, finding};
use crate::components::Component;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::BlockKind;
use crate::source::Location;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for edition in &context.book.editions {
        let mut known = HashMap::new();
        for page in &edition.pages {
            let components = page.document.blocks.iter().filter_map(|block| match &block.kind {
                BlockKind::Component(component) => Some(component.as_ref()),
                _ => None,
            });
            for component in components {
                let Component::Glossary(glossary) = component else { continue };
                // In the order of the text, so that the second one is told of.
                let mut entries: Vec<_> = glossary.entries.iter().collect();
                entries.sort_by_key(|entry| entry.span);
                for entry in entries {
                    for name in entry.names().filter(|name| !name.is_empty()) {
                        let place = Location::new(&page.document.path, entry.span);
                        let Some(first) = known.insert(name.to_lowercase(), place.clone()) else { continue };
                        if first == place {
                            continue;
                        }
                        findings.push(
                            finding(
                                page,
                                &rule::DUPLICATE_TERM,
                                entry.span,
                                words!("词汇表里已经有“{name}”", "The glossary has `{name}` already"),
                            )
                            .hint(words!("合成一条", "Make them one"))
                            .related(first.clone(), words!("第一条在这里", "the first one")),
                        );
                        known.insert(name.to_lowercase(), first);
                    }
                }
            }
        }
    }
}
