//! `onramp search QUERY`: what a reader would find.

use std::io;

use clap::ArgMatches;

use super::progress::Progress;
use super::{FINE, arguments, environment, load, output};
use crate::diagnostic::{Format, Language, Words};
use crate::search::{Failure, Found, Hit, Snippet, Wish};
use crate::words;

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let query: Vec<&str> = matches.get_many::<String>("query").into_iter().flatten().map(String::as_str).collect();
    let wish = Wish {
        limit: matches.get_one::<u32>("limit").map_or(10, |limit| *limit as usize),
        own: None,
        edition: matches.get_one::<String>("edition").cloned(),
        kind: matches.get_one::<String>("kind").cloned(),
        explain: matches.get_flag("explain"),
    };
    let progress = Progress::start(language);
    progress.step(&words!("读取项目", "Reading the project"));
    let project = load::project(matches, &load::root(matches).join("site"))?;
    let found =
        project.search().and_then(|search| search.find(&query.join(" "), &wish)).map_err(|error| failure(&error))?;
    progress.finish();
    let text = match arguments::format(matches) {
        Format::Text | Format::Github => {
            let colour = environment::colour(matches, &io::stdout());
            shown(&found, &wish, language, colour)
        }
        Format::Json => json(&found, &wish),
    };
    output::print(&text)?;
    Ok(FINE)
}

/// The index could not be made or read.
pub fn failure(error: &Failure) -> Words {
    words!("搜索索引建不起来：{error}", "The search index cannot be made: {error}")
}

fn json(found: &Found, wish: &Wish) -> String {
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    serde_json::to_string_pretty(&found.rows(wish.explain)).unwrap_or_default() + "\n"
}

fn shown(found: &Found, wish: &Wish, language: Language, colour: bool) -> String {
    let mut text = String::new();
    for (hit, rank) in found.hits.iter().zip(1..) {
        let heading = if hit.heading.is_empty() { String::new() } else { format!(" › {}", hit.heading) };
        let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
        let (title, source, score) = (&hit.title, &hit.source, hit.score);
        text += &format!("{rank}. {title}{heading}\n   {source}{anchor}  {score:.2}\n");
        if !hit.snippet.text.is_empty() {
            text += &format!("   {}\n", marked(&hit.snippet, colour));
        }
        if wish.explain {
            text += explained(hit, language).as_str();
        }
        text.push('\n');
    }
    let total = found.total;
    let shown = found.hits.len();
    let line = match (total, shown) {
        (0, _) => words!("什么也没找到", "Nothing found"),
        (1, _) => words!("找到 1 页", "1 page found"),
        _ if total > shown => {
            words!("找到 {total} 页，显示前 {shown} 页", "{total} pages found, the first {shown} shown")
        }
        _ => words!("找到 {total} 页", "{total} pages found"),
    };
    text += line.in_language(language);
    text.push('\n');
    if !found.near.is_empty() {
        let near = found.near.join(", ");
        text += words!("是不是：{near}\n", "Did you mean: {near}\n").in_language(language);
    }
    for (part, pages) in &found.without {
        text += words!("去掉 {part} 有 {pages} 页\n", "Without {part}: {pages}\n").in_language(language);
    }
    text
}

/// The snippet with its marks in bold.
fn marked(snippet: &Snippet, colour: bool) -> String {
    if !colour {
        return snippet.text.clone();
    }
    let (mut text, mut at) = (String::new(), 0);
    for range in &snippet.marks {
        text += &snippet.text[at..range.start];
        text += &format!("\u{1b}[1m{}\u{1b}[0m", &snippet.text[range.clone()]);
        at = range.end;
    }
    text + &snippet.text[at..]
}

/// How a score comes about, line by line.
fn explained(hit: &Hit, language: Language) -> String {
    let (passage, page) = (hit.of_passage, hit.of_page);
    let (a, b, c, names) = (passage.score, passage.coverage * 100.0, passage.total(), passage.by_name());
    let (d, e, f) = (page.score, page.coverage * 100.0, page.total());
    let head = words!(
        "   段落 {a:.3} × ({b:.0} %)² × {names:.2}（名称）= {c:.3}；整页 {d:.3} × ({e:.0} %)² = {f:.3}\n",
        "   passage {a:.3} × ({b:.0} %)² × {names:.2} (names) = {c:.3}; page {d:.3} × ({e:.0} %)² = {f:.3}\n"
    );
    let mut text = head.in_language(language).to_owned();
    for part in &hit.parts {
        let names = ["title", "says", "tags", "heading", "body"];
        let fields = names.iter().zip(part.fields).filter(|(_, score)| *score > 0.0);
        let fields: Vec<_> = fields.map(|(name, score)| format!("{name} {score:.3}")).collect();
        let terms = part.terms.join(" + ");
        let (token, weight, score) = (&part.token, part.weight, part.score);
        text += &format!("     {token} → {terms} × {weight:.2}: {score:.3} ({})\n", fields.join(", "));
    }
    text
}
