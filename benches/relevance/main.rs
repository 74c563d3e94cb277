//! How good the search is: known queries on a project, and how far up the page they mean is found.
//!
//! ```text
//! cargo bench --bench relevance -- --project PATH --queries FILE.tsv
//! ```
//! The file has a head line, then on each line the query's kind, the query and the pages it means, below the project's folder and
//! separated by `|`. For each kind: MRR@10 (the mean of 1/rank, 0 beyond the tenth), success@1 and success@3.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and reads files")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use jiff::civil::date;
use onramp::Project;
use onramp::book::Wish as BookWish;
use onramp::search::Wish;
use onramp::source::Sources;

/// Kinds that test what is not typed in full or not typed right; they are not part of the mean.
const APART: [&str; 3] = ["prefix", "typozh", "typoen"];

#[derive(Default)]
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

    fn line(&self, name: &str) -> String {
        let share = |count: usize| count as f64 / self.queries.max(1) as f64;
        let mrr = self.reciprocal / self.queries.max(1) as f64;
        format!("{name:<12}{:>8}{mrr:>8.3}{:>8.3}{:>8.3}", self.queries, share(self.first), share(self.third))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let (Some(project), Some(queries)) = (value("--project"), value("--queries")) else {
        println!("cargo bench --bench relevance -- --project PATH --queries FILE.tsv [--misses]");
        return Ok(());
    };
    let misses = arguments.iter().any(|argument| argument == "--misses");
    let root = Path::new(project);
    let sources = Sources::read(root, &root.join("site"))?;
    let project = Project::understand(sources, BookWish::default(), date(2026, 1, 1));
    let start = Instant::now();
    let search = project.search()?;
    println!("index: {:.2} s", start.elapsed().as_secs_f64());

    let text = fs::read_to_string(queries)?;
    let (mut kinds, mut core, mut all): (BTreeMap<&str, Tally>, Tally, Tally) = Default::default();
    let mut times = Vec::new();
    for line in text.lines().skip(1) {
        let [kind, query, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not three columns: {line}").into());
        };
        let start = Instant::now();
        let found = search.find(query, &Wish { limit: 10, ..Wish::default() })?;
        times.push(start.elapsed());
        let is_meant = |source: &str| expected.split('|').any(|path| path == source);
        let rank = found.hits.iter().position(|hit| is_meant(hit.source.as_str())).map(|at| at + 1);
        if misses && rank != Some(1) {
            let first = found.hits.first().map_or("-", |hit| hit.source.as_str());
            println!("{kind}\t{query}\t{expected}\t{rank:?}\t{first}");
        }
        kinds.entry(kind).or_default().add(rank);
        all.add(rank);
        if !APART.contains(&kind) {
            core.add(rank);
        }
    }
    println!("{:<12}{:>8}{:>8}{:>8}{:>8}", "kind", "queries", "MRR@10", "S@1", "S@3");
    kinds.iter().for_each(|(kind, tally)| println!("{}", tally.line(kind)));
    println!("{}", core.line("core"));
    println!("{}", all.line("all"));
    times.sort_unstable();
    if let (Some(median), Some(worst)) = (times.get(times.len() / 2), times.last()) {
        println!("query: median {:.2} ms, worst {:.2} ms", median.as_secs_f64() * 1e3, worst.as_secs_f64() * 1e3);
    }
    Ok(())
}
