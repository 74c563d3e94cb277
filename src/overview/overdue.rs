//! Pages whose review is due, by who answers for them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::book::{Book, PageId};

/// Whoever answers for overdue pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The role by its key, or as pages name it; `None` for pages that name nobody.
    pub role: Option<&'a str>,
    /// The longest overdue first.
    pub pages: Vec<Overdue>,
}

/// A page that should have been looked at by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdue {
    pub page: PageId,
    pub due: Date,
    /// For how many days.
    pub days: i32,
}

/// All overdue pages. Owners with the most come first; pages of nobody last.
pub fn overdue(book: &Book, today: Date) -> Vec<Owner<'_>> {
    let mut owners: BTreeMap<Option<&str>, Vec<Overdue>> = BTreeMap::new();
    for (page, value) in book.pages() {
        let front = &value.document.front;
        let Some(due) = front.review_due().filter(|due| *due < today) else { continue };
        let days = (today - due).get_days();
        // Pages may name a role by its key or in words.
        let named = front.owner.as_ref().map(|owner| owner.value.as_str());
        let role = named.map(|named| book.config.role_key(named).unwrap_or(named));
        owners.entry(role).or_default().push(Overdue { page, due, days });
    }
    let mut owners: Vec<_> = owners.into_iter().map(|(role, pages)| Owner { role, pages }).collect();
    owners.iter_mut().for_each(|owner| owner.pages.sort_by_key(|page| (page.due, page.page)));
    owners.sort_by_key(|owner| (owner.role.is_none(), std::cmp::Reverse(owner.pages.len())));
    owners
}
