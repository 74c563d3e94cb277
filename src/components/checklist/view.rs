//! What a checklist's template gets.

use serde::Serialize;

use super::{Checklist, Due, Item, Part};
use crate::components::Surroundings;
use crate::document::Block;

#[derive(Clone, Debug, Serialize)]
pub struct ChecklistView {
    pub id: String,
    pub heading: String,
    /// For whom it is, by the keys of `roles:`, separated by blanks; empty when it is for everybody.
    pub roles: String,
    /// The same in words.
    pub role_names: Vec<String>,
    pub parts: Vec<PartView>,
}

/// Text or items, one of which is empty.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    pub html: String,
    pub items: Vec<ItemView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    pub id: String,
    pub nested: bool,
    pub done: bool,
    /// HTML of the line.
    pub words: String,
    /// HTML of what stands below it.
    pub details: String,
    pub due: Option<DueView>,
    /// Everything that must be done for the item to tick itself; empty when the reader ticks it.
    pub needs: Vec<Need>,
    /// The role that signs, in words.
    pub signer: Option<String>,
}

/// A due day as a template and a script need it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DueView {
    /// For scripts: `D+3`, `W-1` or `2026-12-31`.
    pub code: String,
    /// `day`, `working-day` or `date`.
    pub unit: &'static str,
    /// Before (-1), on (0) or after (1) the first day.
    pub side: i32,
    /// How many days before or after it.
    pub count: u32,
    /// A date in words.
    pub date: String,
}

/// Something that the record tells to be done or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Need {
    pub kind: NeedKind,
    /// The key in the reader's record: `read/customers/tiers`.
    pub key: String,
    /// Of a policy, the versions of which one must have been acknowledged, one for each language, separated by blanks.
    pub versions: String,
    /// An acknowledgement holds for a year.
    pub yearly: bool,
}

impl Need {
    /// Something that is done once and for all.
    pub fn new(kind: NeedKind, key: String) -> Need {
        Need { kind, key, versions: String::new(), yearly: false }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NeedKind {
    /// A lesson was read.
    Read,
    /// A quiz or a conversation was passed.
    Pass,
    /// A quiz or a conversation without a pass mark was gone through to its end.
    End,
    /// A policy was acknowledged.
    Acknowledge,
}

impl Checklist {
    pub fn view<'a>(
        &'a self,
        html: &mut dyn FnMut(&'a [Block]) -> String,
        surroundings: &Surroundings,
    ) -> ChecklistView {
        let roles = self.roles.iter().map(|role| (surroundings.role)(&role.name));
        let (keys, role_names): (Vec<_>, Vec<_>) = roles.unzip();
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(blocks) => PartView { html: html(blocks), items: Vec::new() },
            Part::Items(items) => PartView {
                html: String::new(),
                items: items.iter().map(|item| item.view(html, surroundings)).collect(),
            },
        });
        ChecklistView {
            id: self.id.clone(),
            heading: self.title.clone(),
            parts: parts.collect(),
            roles: keys.join(" "),
            role_names,
        }
    }
}

impl Item {
    fn view<'a>(&'a self, html: &mut dyn FnMut(&'a [Block]) -> String, surroundings: &Surroundings) -> ItemView {
        ItemView {
            id: self.id.clone(),
            nested: self.nested,
            done: self.done,
            words: html(&self.words),
            details: html(&self.details),
            due: self.due.map(|due| due.view(surroundings)),
            needs: self.needs(surroundings),
            signer: self.signer.as_ref().map(|signer| (surroundings.role)(&signer.name).1),
        }
    }

    /// Everything that must be done for the item to tick itself. What somebody signs does not.
    pub fn needs(&self, surroundings: &Surroundings) -> Vec<Need> {
        let mut needs = Vec::new();
        for need in self.links.iter().filter(|_| self.signer.is_none()).flat_map(|link| (surroundings.needs)(*link)) {
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        needs
    }
}

impl Due {
    pub fn view(self, surroundings: &Surroundings) -> DueView {
        let (letter, unit, days) = match self {
            Due::Day(days) => ("D", "day", days),
            Due::WorkingDay(days) => ("W", "working-day", days),
            Due::On(date) => {
                let shown = (surroundings.date)(date);
                return DueView { code: date.to_string(), unit: "date", side: 0, count: 0, date: shown };
            }
        };
        let code = format!("{letter}{days:+}");
        DueView { code, unit, side: days.signum(), count: days.unsigned_abs(), date: String::new() }
    }
}
