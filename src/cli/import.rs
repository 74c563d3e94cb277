//! `onramp import SOURCE`: a handbook of another program becomes a project.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;

use super::progress::Progress;
use super::{FINE, arguments, output};
use crate::diagnostic::{Format, Language, Words};
use crate::import::{self, Fate, ImportError, Layout, Loss, Manuscript, Placed, REPORT};
use crate::words;

/// How many pages and how many losses are listed for people; the rest is counted.
const MOST_PAGES: usize = 20;
const MOST_LOSSES: usize = 20;

/// For programs: what was written or, with `--dry-run`, would be.
#[derive(Serialize)]
struct Report<'a> {
    source: String,
    kind: &'a str,
    project: String,
    written: bool,
    title: &'a str,
    language: &'a str,
    pages: Vec<PageRow<'a>>,
    files: Vec<&'a str>,
    losses: Vec<LossRow<'a>>,
}

#[derive(Serialize)]
struct PageRow<'a> {
    path: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct LossRow<'a> {
    kind: &'a str,
    left_out: bool,
    page: &'a str,
    heading: Option<&'a str>,
    message: String,
    detail: Option<&'a str>,
    count: usize,
}

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let source = matches.get_one::<String>("source").map(PathBuf::from).unwrap_or_default();
    let into = matches.get_one::<String>("into").map_or_else(|| import::default_folder(&source), PathBuf::from);
    let dry_run = matches.get_flag("dry-run");
    let failed = |error: ImportError| error.words();
    if !dry_run {
        // Said before a large document is read.
        import::is_free(&into).map_err(failed)?;
    }
    let progress = Progress::start(language);
    progress.step(&words!("读取", "Reading"));
    let wanted = matches.get_one::<String>("language").map(String::as_str);
    let manuscript = import::read(&source, wanted).map_err(failed)?;
    let layout = import::lay_out(&manuscript);
    if !dry_run {
        progress.step(&words!("写入", "Writing"));
        import::write(&layout, &into).map_err(failed)?;
    }
    progress.finish();
    let text = match arguments::format(matches) {
        Format::Json => json(&source, &into, dry_run, &manuscript, &layout, language),
        Format::Text | Format::Github => shown(&source, &into, dry_run, &manuscript, &layout, language),
    };
    output::print(&text)?;
    Ok(FINE)
}

fn json(
    source: &Path,
    into: &Path,
    dry_run: bool,
    manuscript: &Manuscript,
    layout: &Layout,
    language: Language,
) -> String {
    let loss = |loss: &'_ Loss| -> (&'static str, bool, String) {
        (loss.what.id(), loss.what.fate() == Fate::LeftOut, loss.what.words().in_language(language).to_owned())
    };
    let losses = manuscript.losses.iter().map(|found| {
        let (kind, left_out, message) = loss(found);
        LossRow {
            kind,
            left_out,
            page: &layout.pages[found.page].path,
            heading: found.heading.as_deref(),
            message,
            detail: found.detail.as_deref(),
            count: found.count,
        }
    });
    let report = Report {
        source: source.display().to_string(),
        kind: manuscript.kind,
        project: into.display().to_string(),
        written: !dry_run,
        title: &manuscript.title,
        language: &manuscript.language,
        pages: layout.pages.iter().map(|page| PageRow { path: &page.path, title: &page.title }).collect(),
        files: layout.files.keys().map(String::as_str).collect(),
        losses: losses.collect(),
    };
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn shown(
    source: &Path,
    into: &Path,
    dry_run: bool,
    manuscript: &Manuscript,
    layout: &Layout,
    language: Language,
) -> String {
    let mut lines = vec![summary(source, manuscript, layout)];
    let folder = into.display();
    lines.push(match dry_run {
        true => words!("会写到 {folder}（这次没有写）：", "Would go to {folder} (nothing was written):"),
        false => words!("写到了 {folder}：", "Written to {folder}:"),
    });
    let mut text: String = lines.iter().map(|words| format!("{}\n", words.in_language(language))).collect();
    let most = if dry_run { usize::MAX } else { MOST_PAGES };
    for page in layout.pages.iter().take(most) {
        text += &format!("  {}{}  {}\n", "  ".repeat(page.depth), page.title, page.path);
    }
    if layout.pages.len() > most {
        let more = layout.pages.len() - most;
        text += words!("  还有 {more} 页\n", "  and {more} more pages\n").in_language(language);
    }
    text += &losses(manuscript, &layout.pages, language);
    text + next_step(into, dry_run, !manuscript.losses.is_empty()).in_language(language)
}

/// “手册.docx（Word）：《手册》，12 页，8 个图片和附件，语言 zh”.
fn summary(source: &Path, manuscript: &Manuscript, layout: &Layout) -> Words {
    let (source, kind) = (source.display(), manuscript.kind);
    let pages = layout.pages.len();
    let is_file = |path: &&String| path.contains("/images/") || path.contains("/files/");
    let files = layout.files.keys().filter(is_file).count();
    let (title, tag) = (&manuscript.title, &manuscript.language);
    let page_words = one_or_more(pages, "page", "pages");
    let (zh, en) = match files {
        0 => (String::new(), String::new()),
        files => (
            format!("，{files} 个图片和附件"),
            format!(", {}", one_or_more(files, "picture or file", "pictures and files")),
        ),
    };
    words!(
        "{source}（{kind}）：《{title}》，{pages} 页{zh}，语言 {tag}",
        "{source} ({kind}): “{title}”, {page_words}{en}, language {tag}"
    )
}

fn one_or_more(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}

/// What could not be carried, page by page.
fn losses(manuscript: &Manuscript, pages: &[Placed], language: Language) -> String {
    let count = manuscript.losses.len();
    let things = one_or_more(count, "thing", "things");
    if count == 0 {
        return words!("全部带过来了\n", "Everything was carried\n").in_language(language).to_owned();
    }
    let mut text = words!(
        "没能原样带过来的有 {count} 条，请对照原文看一遍：\n",
        "{things} could not be carried unchanged; compare with the original:\n"
    )
    .in_language(language)
    .to_owned();
    let mut page = None;
    let mut losses: Vec<&Loss> = manuscript.losses.iter().collect();
    losses.sort_by_key(|loss| loss.page);
    for loss in losses.into_iter().take(MOST_LOSSES) {
        if page != Some(loss.page) {
            page = Some(loss.page);
            let Placed { title, path, .. } = &pages[loss.page];
            text += &format!("  {title}  {path}\n");
        }
        text += &format!("    - {}\n", import::line(loss, language));
    }
    if count > MOST_LOSSES {
        let more = count - MOST_LOSSES;
        text += words!("  还有 {more} 条\n", "  and {more} more\n").in_language(language);
    }
    text
}

fn next_step(into: &Path, dry_run: bool, has_losses: bool) -> Words {
    let report = into.join(REPORT);
    let (folder, report) = (output::typed(into), report.display());
    match (dry_run, has_losses) {
        (true, _) => words!("去掉 `--dry-run` 就会写入\n", "Without `--dry-run` it is written\n"),
        (false, true) => words!(
            "全部列在 {report}。接下来：`onramp serve --project {folder}`\n",
            "All are listed in {report}. Next: `onramp serve --project {folder}`\n"
        ),
        (false, false) => {
            words!("接下来：`onramp serve --project {folder}`\n", "Next: `onramp serve --project {folder}`\n")
        }
    }
}
