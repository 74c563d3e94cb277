//! How soon an edit shows: from the moment a file is written until a plain HTTP client has the page with the new text.
//!
//! ```text
//! cargo bench --bench serve                                        1,000 and 10,000 lessons
//! cargo bench --bench serve -- --pages 1000 --runs 15
//! HUGO=… MDBOOK=… MKDOCS=… cargo bench --bench serve               programs to compare with, on the same files
//! cargo bench --bench serve -- --peers-up-to 1000                  larger books are shown by Onramp and Hugo only
//! ```
//! Every server is started, asked for one page until it has it, and then edited so many times. Of Onramp, other edits than that of
//! one page's text are measured, too, and how soon a tab has the page that waits to be told instead of asking.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time and writes files")]

#[path = "../build/corpus.rs"]
mod corpus;
#[path = "../build/hugo.rs"]
mod hugo;
#[path = "../build/machine.rs"]
mod machine;
#[path = "../build/page.rs"]
mod page;
#[path = "../build/random.rs"]
mod random;
#[path = "../build/words.rs"]
mod words;

mod edit;
mod peers;
mod server;

use std::env;
use std::error::Error;
use std::path::Path;

use edit::Edit;
use server::Server;

/// The page that is looked at: somewhere in the middle.
const CHAPTER: &str = "003-chapter-3";
const LESSON: &str = "07-lesson-107";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let sizes = value("--pages").unwrap_or("1000,10000").split(',').map(str::parse);
    let sizes: Vec<usize> = sizes.collect::<Result<_, _>>()?;
    let runs: usize = value("--runs").unwrap_or("11").parse()?;
    let largest: usize = value("--peers-up-to").unwrap_or("1000").parse()?;

    println!("{}\n", machine::machine());
    for lessons in sizes {
        let place = tempfile::tempdir()?;
        corpus::write(place.path(), lessons)?;
        println!("### {lessons} lessons\n");
        println!("| what | start s | edit ms, median (least–most) | peak MiB |\n|---|---:|---:|---:|");
        onramp(place.path(), runs)?;
        for peer in peers::all(lessons <= largest) {
            let place = tempfile::tempdir()?;
            corpus::write(place.path(), lessons)?;
            let mut server = peer.start(place.path())?;
            let edit = Edit::text(&place.path().join(format!("content/zh/{CHAPTER}/{LESSON}.md")))?;
            let times = edit.by_asking(&mut server, peer.path, runs)?;
            row(&peer.name, Some(server.started), &times, server.memory());
            server.stop();
        }
        println!();
    }
    Ok(())
}

/// Edits of every kind, each with a server of its own.
fn onramp(root: &Path, runs: usize) -> Result<(), Box<dyn Error>> {
    let page = "/zh/chapter-3/lesson-107/";
    let file = root.join(format!("content/zh/{CHAPTER}/{LESSON}.md"));
    let start = || Server::start("onramp", &[env!("CARGO_BIN_EXE_onramp"), "serve", "--port", "{port}"], root, page);
    let edits: [(&str, Edit, bool); 6] = [
        ("Onramp, a page's text", Edit::text(&file)?, false),
        ("… told instead of asking", Edit::text(&file)?, true),
        ("… saved by renaming", Edit::text(&file)?.by_renaming(), true),
        ("… with a tab that shows the findings", Edit::text(&file)?.with_findings(), true),
        ("… a page's title, which others show", Edit::title(&file)?, true),
        ("… a style sheet of the theme", Edit::style(root)?, true),
    ];
    for (name, edit, is_told) in edits {
        let mut server = start()?;
        let times =
            if is_told { edit.by_event(&server, page, runs)? } else { edit.by_asking(&mut server, page, runs)? };
        row(name, Some(server.started), &times, server.memory());
        server.stop();
    }
    Ok(())
}

fn row(name: &str, started: Option<f64>, times: &[f64], memory: f64) {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let (least, most) = (times[0], times[times.len() - 1]);
    let (median, started) = (times[times.len() / 2], started.map_or(String::new(), |started| format!("{started:.2}")));
    println!("| {name} | {started} | **{median:.0}** ({least:.0}–{most:.0}) | {memory:.0} |");
}
