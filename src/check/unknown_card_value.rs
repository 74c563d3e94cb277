//! `unknown-card-value`: a card names a category, stage or customer's role that `objections:` in `onramp.yaml` does not have.

use super::{Context, finding};
use crate::book::Labels;
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let labels = &context.book.config.objections;
    for (_, page, _) in context.cards() {
        let front = &page.document.front;
        let lists: [(&Labels, &str, Vec<_>); 3] = [
            (&labels.categories, "categories", front.category.iter().collect()),
            (&labels.stages, "stages", front.stages.iter().collect()),
            (&labels.roles, "roles", front.roles.iter().collect()),
        ];
        for (known, list, written) in lists {
            // A project that lists none calls them as it likes.
            let unknown = written.into_iter().filter(|value| !known.is_empty() && known.key(&value.value).is_none());
            for value in unknown {
                let typed = &value.value;
                findings.push(
                    finding(
                        page,
                        &rule::UNKNOWN_CARD_VALUE,
                        page.document.locate(&value.place),
                        words!(
                            "`onramp.yaml` 的 objections.{list} 里没有“{typed}”",
                            "`objections.{list}` in `onramp.yaml` has no `{typed}`"
                        ),
                    )
                    .hint(words!(
                        "在那里加上它，写明它在每种语言里的名字",
                        "Add it there, with its name in each language"
                    ))
                    .maybe_hint(
                        nearest(typed, known.words()).map(|near| words!("是不是“{near}”？", "Did you mean `{near}`?")),
                    ),
                );
            }
        }
    }
}
