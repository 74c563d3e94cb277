//! Joins linked scripts into the files that pages load: one for every page, and few for each component.

use std::collections::{BTreeMap, BTreeSet};

use super::Linked;

/// A file of scripts, each after the ones it imports.
#[derive(Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The last script's name, without its extension: the one that the others are there for. `site` for those of every page.
    pub name: String,
    /// Whether every page loads it.
    pub is_shared: bool,
    pub text: String,
    /// Names of the scripts in it.
    scripts: BTreeSet<String>,
}

/// The bundles in the order in which they must run. `linked` is in such an order too; `is_shared` are the scripts of every page.
///
/// Scripts that are needed in the same places go into one file. What two components import is a file by itself, so a page with
/// both loads it once, and a page with one of them nothing that it does not use.
pub fn bundle(linked: &[Linked], is_shared: impl Fn(&str) -> bool) -> Vec<Bundle> {
    let imported: BTreeSet<&str> =
        linked.iter().filter(|script| !is_shared(&script.name)).flat_map(names_of_imports).collect();
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for script in linked.iter().filter(|script| !is_shared(&script.name) && !imported.contains(script.name.as_str())) {
        for name in needed(linked, &script.name) {
            users.entry(name).or_default().insert(&script.name);
        }
    }
    let mut groups: Vec<(BTreeSet<&str>, Bundle)> = Vec::new();
    for script in linked {
        let of = match is_shared(&script.name) {
            true => BTreeSet::new(),
            false => users.remove(script.name.as_str()).unwrap_or_default(),
        };
        let position = groups.iter().position(|(users, _)| *users == of).unwrap_or_else(|| {
            let is_shared = of.is_empty();
            let (name, text, scripts) = (String::new(), String::new(), BTreeSet::new());
            groups.push((of, Bundle { name, is_shared, text, scripts }));
            groups.len() - 1
        });
        let group = &mut groups[position].1;
        if group.is_shared { "site" } else { script.name.trim_end_matches(".js") }.clone_into(&mut group.name);
        // One that fails does not take the others along.
        group.text.push_str(&format!("try{{{}}}catch(error){{reportError(error)}}\n", script.text.trim_end()));
        group.scripts.insert(script.name.clone());
    }
    // A script's imports have all of its users, and more when they are in another file: so those come first.
    groups.sort_by_key(|(users, bundle)| if bundle.is_shared { 0 } else { usize::MAX - users.len() });
    groups.into_iter().map(|(_, bundle)| bundle).collect()
}

impl Bundle {
    /// Whether a page that wants the script called `name` has to load this file.
    pub fn is_for(&self, name: &str, linked: &[Linked]) -> bool {
        needed(linked, name).iter().any(|needed| self.scripts.contains(*needed))
    }
}

fn names_of_imports(script: &Linked) -> impl Iterator<Item = &str> {
    script.imports.iter().map(String::as_str)
}

/// A script and all that it imports, directly or not.
fn needed<'a>(linked: &'a [Linked], name: &'a str) -> BTreeSet<&'a str> {
    let mut needed = BTreeSet::from([name]);
    // Imports come before their importers, so one pass from the end finds all of them.
    for script in linked.iter().rev() {
        if needed.contains(script.name.as_str()) {
            needed.extend(names_of_imports(script));
        }
    }
    needed
}
