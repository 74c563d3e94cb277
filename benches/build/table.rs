//! The figures as Markdown.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use super::measure::Cost;
use super::rounds::Results;

/// What the figures were measured on, in a line.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory = field(&read("/proc/meminfo"), "MemTotal")
        .and_then(|memory| memory.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(String::new, |kilobytes| format!(", {} GiB", kilobytes / 1_048_576));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let system = Command::new("uname").arg("-sr").output().map(|output| output.stdout).unwrap_or_default();
    let system = String::from_utf8_lossy(&system).trim().to_owned();
    format!("Machine: {processor}, {cores} cores{memory}, {system}")
}

/// One project's table. The ratios are those of processor and wall time to the floor's.
pub fn table(name: &str, results: &Results) -> String {
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let ((pages, source), (files, site)) = (results.sources, results.site);
    let mut text = format!(
        "### {name}\n\n{pages} Markdown files, {:.1} MB; the site has {files} files, {:.1} MB; {} rounds\n\n",
        megabytes(source),
        megabytes(site),
        results.runs
    );
    text.push_str("| what | × floor | wall s, median (least–most) | × floor | processor s | peak MiB |\n|---|---:|---:|---:|---:|---:|\n");
    let floor = results.rows.first().map(|(_, runs)| runs);
    for (name, runs) in &results.rows {
        let ratio = |figure: fn(&Cost) -> f64| {
            let least = floor.map_or(f64::NAN, |floor| floor.figure(figure).0);
            format!("{:.1}", runs.figure(figure).0 / least)
        };
        let (wall, least, most) = runs.figure(|cost| cost.wall);
        let (processor, memory) = (runs.figure(|cost| cost.processor).0, runs.figure(|cost| cost.memory).0);
        let _ = writeln!(
            text,
            "| {name} | {} | **{wall:.3}** ({least:.3}–{most:.3}) | {} | {processor:.3} | {memory:.0} |",
            ratio(|cost| cost.wall),
            ratio(|cost| cost.processor)
        );
    }
    text
}
