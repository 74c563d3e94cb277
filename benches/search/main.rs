//! What the search costs whoever builds: the time and memory of the index and of the browser's files, beside Pagefind's.
//!
//! ```text
//! cargo bench --bench search -- --project PATH [--runs 3] [--pagefind PROGRAM] [--keep FOLDER]
//! ```
//! Each round is a process that understands the project and then makes index and files, and one that runs Pagefind on the site's pages.
//! Ours is measured twice: what the search adds, and the whole process with the project. `--keep` leaves the site and Pagefind's bundle
//! there, for `benches/peers/cost.mjs`.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and writes files")]

#[path = "../build/measure.rs"]
mod measure;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

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
    if let Some(project) = value("--alone") {
        return alone(Path::new(project));
    }
    let Some(project) = value("--project") else {
        println!("cargo bench --bench search -- --project PATH [--runs 3] [--pagefind PROGRAM] [--keep FOLDER]");
        return Ok(());
    };
    let runs: usize = value("--runs").unwrap_or("3").parse()?;
    let place = tempfile::tempdir()?;
    let folder = value("--keep").map_or_else(|| place.path().to_owned(), |folder| folder.into());
    let (site, bundle) = (folder.join("site"), folder.join("pagefind"));
    let pagefind = value("--pagefind");
    if pagefind.is_some() {
        fs::create_dir_all(&folder)?;
        let mut build = Command::new(env!("CARGO_BIN_EXE_onramp"));
        build.args(["build", "--keep-going", "--project", project, "--output"]).arg(&site);
        measure::run(&mut build, &[0, 1])?;
    }

    let (mut ours, mut theirs): (Vec<Vec<f64>>, Vec<Vec<f64>>) = Default::default();
    for _ in 0..runs {
        let output = Command::new(env::current_exe()?).args(["--alone", project]).output()?;
        let line = String::from_utf8(output.stdout)?;
        ours.push(line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?);
        if let Some(program) = pagefind {
            let _ = fs::remove_dir_all(&bundle);
            let mut command = Command::new(program);
            command.arg("--site").arg(&site).arg("--output-path").arg(&bundle).args([
                "--root-selector",
                "main",
                "--quiet",
            ]);
            let cost = measure::run(&mut command, &[0])?;
            theirs.push(vec![cost.wall, cost.processor, cost.memory]);
        }
    }
    let [index, shards, bytes, added, whole, processor, pages] = medians(&ours)[..] else {
        return Err("the process says something else".into());
    };
    let total = index + shards + bytes;
    println!("{pages} pages, {runs} rounds, medians\n");
    println!("| what | wall s | processor s | memory MiB |\n|---|---:|---:|---:|");
    println!("| index | {index:.2} | | |\n| shards | {shards:.2} | | |\n| compressing all files | {bytes:.2} | | |");
    println!(
        "| **Onramp's search** | **{total:.2}** | {processor:.2} | **{added:.0}** added, {whole:.0} with the project |"
    );
    if let [wall, processor, memory] = medians(&theirs)[..] {
        println!("| Pagefind | {wall:.2} | {processor:.2} | {memory:.0} |");
        println!("| ratio | 1 : {:.1} | | 1 : {:.1} added, 1 : {:.1} |", wall / total, memory / added, memory / whole);
    }
    Ok(())
}

/// One round of ours: seconds of index, shards and compression, MiB added and in all, processor seconds, pages.
fn alone(root: &Path) -> Result<(), Box<dyn Error>> {
    let sources = Sources::read(root, &root.join("site"))?;
    let project = Project::understand(sources, Wish::default(), date(2026, 1, 1));
    let (before, used) = (memory("VmRSS:"), processor());
    let start = Instant::now();
    let search = project.search()?;
    let index = start.elapsed();
    let start = Instant::now();
    let files = search.files()?;
    let shards = start.elapsed();
    let start = Instant::now();
    // Compressed and let go, as a build writes them one by one.
    let length: usize = files.par_iter().map(|file| search.bytes(&file.content).len()).sum();
    let bytes = start.elapsed();
    let whole = memory("VmHWM:");
    let [index, shards, bytes] = [index, shards, bytes].map(|time| time.as_secs_f64());
    let pages = project.book.pages().count();
    println!("{index} {shards} {bytes} {} {whole} {} {pages}", whole - before, processor() - used);
    assert!(length > 0 || pages == 0);
    Ok(())
}

/// Memory of this process in MiB, now (`VmRSS:`) or at most (`VmHWM:`); 0 where the system does not say.
fn memory(which: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

/// Processor seconds of this process so far, in user mode and in the system.
fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    // Fields 14 and 15 (proc(5)), in hundredths of a second; the first after the name is the third.
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn medians(runs: &[Vec<f64>]) -> Vec<f64> {
    let Some(first) = runs.first() else { return Vec::new() };
    let median = |at: usize| {
        let mut values: Vec<f64> = runs.iter().map(|run| run[at]).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    (0..first.len()).map(median).collect()
}
