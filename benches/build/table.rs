//! The figures as Markdown.

use std::fmt::Write;

use super::measure::Cost;
use super::rounds::Results;

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
