//! How good the search is: known queries on a project, and how far up the page they mean is found.
//!
//! ```text
//! cargo bench --bench relevance -- --project PATH --queries FILE.tsv [--peers] [--misses]
//! ```
//! The file has a head line, then on each line the query's kind, the query and the pages it means, below the project's folder and
//! separated by `|`. For each kind: MRR@10 (the mean of 1/rank, 0 beyond the tenth), success@1 and success@3. `--peers` asks other
//! engines the same (`benches/peers`, after `npm install` there); `--misses` lists what is not found first.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and reads files")]

mod peers;
mod tally;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::date;
use onramp::Project;
use onramp::book::Wish as BookWish;
use onramp::search::Wish;
use onramp::source::Sources;

use tally::Table;

/// How many results count.
const MOST: usize = 10;

/// A query and the pages that it means.
pub struct Query {
    pub kind: String,
    pub text: String,
    pub meant: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let (Some(project), Some(queries)) = (value("--project"), value("--queries")) else {
        println!("cargo bench --bench relevance -- --project PATH --queries FILE.tsv [--peers] [--misses]");
        return Ok(());
    };
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let root = Path::new(project);
    let sources = Sources::read(root, &root.join("site"))?;
    let project = Project::understand(sources, BookWish::default(), date(2026, 1, 1));
    let queries = read(queries)?;

    let start = Instant::now();
    let search = project.search()?;
    println!("{} pages, index: {:.2} s", project.book.pages().count(), start.elapsed().as_secs_f64());
    let (mut found, mut times) = (Vec::new(), Vec::new());
    for query in &queries {
        let start = Instant::now();
        let hits = search.find(&query.text, &Wish { limit: MOST, ..Wish::default() })?.hits;
        times.push(start.elapsed());
        found.push(hits.iter().map(|hit| hit.source.to_string()).collect::<Vec<_>>());
        let first = found.last().and_then(|found| found.first());
        if has("--misses") && !first.is_some_and(|first| query.meant.contains(first)) {
            println!("{}\t{}\t{:?}\t{first:?}", query.kind, query.text, query.meant);
        }
    }
    println!("{}", in_milliseconds(times));
    let mut tables = vec![Table::new("Onramp", &queries, &found)];
    if has("--peers") {
        let others = peers::ask(&project, &search, &queries)?;
        tables.extend(others.iter().map(|(name, found)| Table::new(name, &queries, found)));
    }
    println!("{}", tally::markdown(&tables));
    Ok(())
}

fn read(file: &str) -> Result<Vec<Query>, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let query = |line: &str| {
        let [kind, text, meant] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not three columns: {line}").into());
        };
        let meant = meant.split('|').map(str::to_owned).collect();
        Ok(Query { kind: kind.to_owned(), text: text.to_owned(), meant })
    };
    text.lines().skip(1).map(query).collect()
}

fn in_milliseconds(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |place: usize| times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    format!("query: median {:.2} ms, worst {:.2} ms\n", at(times.len() / 2), at(times.len().saturating_sub(1)))
}
