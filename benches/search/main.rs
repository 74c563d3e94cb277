//! What the search costs: the time of the index and of the browser's files, and how large they are.
//!
//! ```text
//! cargo bench --bench search -- --project PATH [--runs 3]
//! ```
//! The project is read first; its time is not counted. Each run makes the index and all files anew; the table has the medians.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

use std::env;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::date;
use onramp::Project;
use onramp::book::Wish;
use onramp::source::Sources;
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let Some(project) = value("--project") else {
        println!("cargo bench --bench search -- --project PATH [--runs 3]");
        return Ok(());
    };
    let runs: usize = value("--runs").unwrap_or("3").parse()?;
    let root = Path::new(project);
    let sources = Sources::read(root, &root.join("site"))?;
    let project = Project::understand(sources, Wish::default(), date(2026, 1, 1));
    println!("pages: {}, memory before: {} MB", project.book.pages().count(), peak());

    let (mut index, mut files, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..runs {
        let start = Instant::now();
        let search = project.search()?;
        index.push(start.elapsed());
        let start = Instant::now();
        let made = search.files()?;
        files.push(start.elapsed());
        let start = Instant::now();
        let sizes: Vec<(&str, usize)> =
            made.par_iter().map(|file| (file.path.as_str(), search.bytes(&file.content).len())).collect();
        bytes.push(start.elapsed());
        if run == 0 {
            println!("memory at most: {} MB", peak());
            for kind in ["search/core", "search/s/", "search/lex", "search/t2s", "search/f/"] {
                let of_kind: Vec<usize> =
                    sizes.iter().filter(|(path, _)| path.starts_with(kind)).map(|(_, size)| *size).collect();
                let (count, sum) = (of_kind.len(), of_kind.iter().sum::<usize>());
                let most = of_kind.iter().max().copied().unwrap_or_default();
                // Base64 takes a third more than what is transferred.
                println!(
                    "{kind:<12} {count:>6} files {:>8} kB compressed, longest {} kB",
                    sum * 3 / 4000,
                    most * 3 / 4000
                );
            }
        }
    }
    let seconds = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    };
    println!(
        "index {:.2} s, shards {:.2} s, compression {:.2} s",
        seconds(&mut index),
        seconds(&mut files),
        seconds(&mut bytes)
    );
    Ok(())
}

/// The most memory that the process had, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1000
}
