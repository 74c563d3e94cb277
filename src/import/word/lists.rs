//! Lists: which paragraphs are numbered, how, and with which number.

use std::collections::{HashMap, HashSet};

use super::blocks::{Item, Mark};
use super::xml::{self, Node};

const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Lists {
    /// Definitions by their id.
    definitions: HashMap<String, Definition>,
    /// Lists by their id: the definition, and levels that begin anew.
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<u64>; LEVELS]>,
    begun: HashSet<String>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// It is told under this name elsewhere, or is what that name means.
    link: Option<String>,
    style: Option<String>,
}

#[derive(Clone, Debug)]
struct Level {
    shape: Shape,
    start: u64,
    /// Not simply 1, 2, 3.
    special: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Bullet,
    Number,
    Nothing,
}

#[derive(Debug)]
struct List {
    definition: String,
    /// Levels that begin at a number of their own.
    starts: HashMap<usize, u64>,
    /// Levels that are defined anew.
    levels: HashMap<usize, Level>,
}

impl Lists {
    pub fn read(root: Node) -> Lists {
        let mut lists = Lists::default();
        for node in root.children() {
            match xml::word_name(node) {
                Some("abstractNum") => {
                    if let Some(id) = xml::attribute(node, "abstractNumId") {
                        lists.definitions.insert(id.to_owned(), Definition::read(node));
                    }
                }
                Some("num") => {
                    if let (Some(id), Some(definition)) =
                        (xml::attribute(node, "numId"), xml::value(node, "abstractNumId"))
                    {
                        let list =
                            List { definition: definition.to_owned(), starts: starts(node), levels: levels(node) };
                        lists.lists.insert(id.to_owned(), list);
                    }
                }
                _ => {}
            }
        }
        lists.follow_links();
        lists
    }

    /// Definitions that are told elsewhere become those.
    fn follow_links(&mut self) {
        let styles: HashMap<String, String> = self
            .definitions
            .iter()
            .filter_map(|(id, definition)| Some((definition.style.clone()?, id.clone())))
            .collect();
        for list in self.lists.values_mut() {
            let link = self.definitions.get(&list.definition).and_then(|definition| definition.link.as_ref());
            if let Some(meant) = link.and_then(|link| styles.get(link)) {
                list.definition.clone_from(meant);
            }
        }
    }

    /// The next paragraph of a list: its mark, and whether the mark looked special. `None` when there is no such list.
    pub fn next(&mut self, list: &str, level: u8) -> Option<(Item, bool)> {
        let at = usize::from(level).min(LEVELS - 1);
        let List { definition, starts, levels } = self.lists.get(list)?;
        let known = levels.get(&at).cloned().or(self.definitions.get(definition)?.levels[at].clone());
        let shape = known.unwrap_or(Level { shape: Shape::Bullet, start: 1, special: false });
        let counts = self.counts.entry(definition.clone()).or_default();
        if self.begun.insert(list.to_owned()) {
            // A list that says where it begins does not go on counting for the one before it.
            for (level, start) in starts.iter().filter(|(level, _)| **level < LEVELS) {
                counts[*level] = start.checked_sub(1);
                counts[level + 1..].fill(None);
            }
        }
        let level = at as u8;
        let mark = match shape.shape {
            Shape::Bullet => Mark::Bullet,
            Shape::Nothing => Mark::None,
            Shape::Number => {
                let count = counts[at].map_or(shape.start, |count| count.saturating_add(1));
                counts[at] = Some(count);
                // CommonMark reads nine digits.
                Mark::Number(count.min(999_999_999))
            }
        };
        if mark != Mark::None {
            counts[at + 1..].fill(None);
        }
        Some((Item { level, mark }, shape.special))
    }
}

impl Definition {
    fn read(node: Node) -> Definition {
        let mut definition = Definition {
            link: xml::value(node, "numStyleLink").map(str::to_owned),
            style: xml::value(node, "styleLink").map(str::to_owned),
            ..Definition::default()
        };
        for level in node.children().filter(|child| xml::is_word(*child, "lvl")) {
            let place = xml::attribute(level, "ilvl").and_then(|level| level.parse::<usize>().ok());
            if let Some(slot) = place.and_then(|place| definition.levels.get_mut(place)) {
                *slot = Some(Level::read(level));
            }
        }
        definition
    }
}

impl Level {
    fn read(node: Node) -> Level {
        let format = xml::value(node, "numFmt").unwrap_or("decimal");
        let text = xml::value(node, "lvlText").unwrap_or_default();
        let picture = xml::child(node, "lvlPicBulletId").is_some();
        let shape = match format {
            "none" => Shape::Nothing,
            // pandoc gives paragraphs that go on with an item a bullet that is a blank.
            _ if text.trim().is_empty() && !picture => Shape::Nothing,
            "bullet" => Shape::Bullet,
            // A constant text instead of a number.
            _ if !text.contains('%') => Shape::Bullet,
            _ => Shape::Number,
        };
        let simple = matches!(format, "bullet" | "none" | "decimal" | "decimalFullWidth" | "decimalZero");
        let start = xml::value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        Level { shape, start, special: !simple && shape == Shape::Number }
    }
}

/// The numbers at which levels of a list begin.
fn starts(node: Node) -> HashMap<usize, u64> {
    let overrides = node.children().filter(|child| xml::is_word(*child, "lvlOverride"));
    let read = |node: Node| {
        let level = xml::attribute(node, "ilvl")?.parse().ok()?;
        Some((level, xml::value(node, "startOverride")?.parse().ok()?))
    };
    overrides.filter_map(read).collect()
}

/// The levels of a list that are not those of its definition.
fn levels(node: Node) -> HashMap<usize, Level> {
    let overrides = node.children().filter(|child| xml::is_word(*child, "lvlOverride"));
    let read = |node: Node| {
        let level = xml::child(node, "lvl")?;
        Some((xml::attribute(node, "ilvl")?.parse().ok()?, Level::read(level)))
    };
    overrides.filter_map(read).collect()
}
