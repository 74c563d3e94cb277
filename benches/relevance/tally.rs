//! Ranks → MRR@10, success@1 and success@3, for each kind of query.

use std::collections::BTreeMap;

use crate::Query;

/// Kinds that test what is not typed in full or not typed right; they are not part of the mean.
const APART: [&str; 3] = ["prefix", "typoen", "typozh"];

/// How one engine does.
pub struct Table {
    name: String,
    kinds: BTreeMap<String, Tally>,
    core: Tally,
}

#[derive(Clone, Default)]
struct Tally {
    queries: usize,
    reciprocal: f64,
    first: usize,
    third: usize,
}

impl Tally {
    fn add(&mut self, rank: Option<usize>) {
        self.queries += 1;
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        self.first += usize::from(rank == Some(1));
        self.third += usize::from(rank.is_some_and(|rank| rank <= 3));
    }

    fn columns(&self) -> String {
        let share = |sum: f64| sum / self.queries.max(1) as f64;
        format!("{:.3} / {:.3} / {:.3}", share(self.reciprocal), share(self.first as f64), share(self.third as f64))
    }
}

impl Table {
    /// `found` has the pages of each query, the best first.
    pub fn new(name: &str, queries: &[Query], found: &[Vec<String>]) -> Table {
        let mut table = Table { name: name.to_owned(), kinds: BTreeMap::new(), core: Tally::default() };
        for (query, found) in queries.iter().zip(found) {
            let rank = found.iter().position(|source| query.meant.contains(source)).map(|at| at + 1);
            table.kinds.entry(query.kind.clone()).or_default().add(rank);
            if !APART.contains(&query.kind.as_str()) {
                table.core.add(rank);
            }
        }
        table
    }
}

/// A row for each kind of query, a column for each engine: MRR@10 / success@1 / success@3.
pub fn markdown(tables: &[Table]) -> String {
    let Some(ours) = tables.first() else { return String::new() };
    let columns =
        |of: &dyn Fn(&Table) -> String| tables.iter().map(|table| format!(" {} |", of(table))).collect::<String>();
    let mut text = format!(
        "| kind | queries |{}\n|---|---:|{}\n",
        columns(&|table| table.name.clone()),
        "---|".repeat(tables.len())
    );
    let is_apart = |kind: &String| APART.contains(&kind.as_str());
    let (apart, core): (Vec<_>, Vec<_>) = ours.kinds.iter().partition(|(kind, _)| is_apart(kind));
    let row = |kind: &str, queries: usize, of: &dyn Fn(&Table) -> Tally| {
        format!("| {kind} | {queries} |{}\n", columns(&|table| of(table).columns()))
    };
    for (kind, tally) in core {
        text += &row(kind, tally.queries, &|table| table.kinds.get(kind).cloned().unwrap_or_default());
    }
    text += &row("**all of these**", ours.core.queries, &|table| table.core.clone());
    for (kind, tally) in apart {
        text += &row(kind, tally.queries, &|table| table.kinds.get(kind).cloned().unwrap_or_default());
    }
    text
}
