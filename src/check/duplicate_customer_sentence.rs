//! `duplicate-customer-sentence`: two cards of an edition answer the same sentence, so that nobody knows which one is meant.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::{Context, finding};
use crate::components::objection::unquoted;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Location;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let mut known: HashMap<(usize, String), (Location, String)> = HashMap::new();
    for (id, page, _) in context.cards() {
        for said in &page.document.front.says {
            let span = page.document.locate(&said.place);
            let place = Location::new(&page.document.path, span);
            let Some((first, title)) = known.get(&(id.edition, plain(&said.value))) else {
                known.insert((id.edition, plain(&said.value)), (place, page.title.clone()));
                continue;
            };
            let value = unquoted(&said.value);
            let message = match first.path == page.document.path {
                true => words!("“{value}”写了两次", "`{value}` is written twice"),
                false => words!("“{value}”在卡片“{title}”里已经有了", "The card “{title}” has `{value}` already"),
            };
            findings.push(
                finding(page, &rule::DUPLICATE_CUSTOMER_SENTENCE, span, message)
                    .hint(words!("删掉一句，或者改得更具体", "Delete one of them, or make it more specific"))
                    .related(first.clone(), words!("第一次写在这里", "the first one")),
            );
        }
    }
}

/// A sentence without what makes no difference to the ear: punctuation, blanks, capitals, full width.
fn plain(sentence: &str) -> String {
    sentence.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
