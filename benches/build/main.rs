//! How long builds take: whole runs of the program on a generated handbook, or on a project of your own.
//!
//! ```text
//! cargo bench --bench build                                   100, 1,000 and 10,000 lessons
//! cargo bench --bench build -- --pages 100,1000 --runs 3
//! cargo bench --bench build -- --project PATH                 a project as it is, errors and all
//! HUGO=/usr/bin/hugo cargo bench --bench build                Hugo on the same files, in the same rounds
//! cargo bench --bench build -- --corpus PATH --pages 1000     only writes the corpus
//! ```
//! Each round runs everything once, so that a slow minute of the machine hits all alike; the tables have the medians.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and writes files")]

mod corpus;
mod floor;
mod hugo;
mod machine;
mod measure;
mod page;
mod random;
mod rounds;
mod runs;
mod table;
mod words;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};

use rounds::Bench;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, content, output, length] = arguments.as_slice()
        && flag == "--floor"
    {
        return Ok(floor::run(Path::new(content), Path::new(output), length.parse()?)?);
    }
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let sizes = value("--pages").unwrap_or("100,1000,10000").split(',').map(str::parse);
    let sizes: Vec<usize> = sizes.collect::<Result<_, _>>()?;
    if let Some(folder) = value("--corpus") {
        return Ok(corpus::write(Path::new(folder), sizes[0])?);
    }
    let runs: Option<usize> = value("--runs").map(str::parse).transpose()?;
    let hugo = env::var_os("HUGO").map(PathBuf::from);

    println!("{}\n", machine::machine());
    if let Some(project) = value("--project") {
        let bench = Bench::of_project(Path::new(project), runs.unwrap_or(5))?;
        println!("{}", table::table(project, &bench.measure()?));
        return Ok(());
    }
    // Kept to the end, for what is said in `rounds` about removing.
    let mut benches = Vec::new();
    for lessons in sizes {
        let runs = runs.unwrap_or(if lessons > 5_000 { 5 } else { 9 });
        let bench = Bench::of_lessons(lessons, runs, hugo.clone())?;
        println!("{}", table::table(&format!("{lessons} lessons"), &bench.measure()?));
        benches.push(bench);
    }
    Ok(())
}
