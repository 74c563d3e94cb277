//! `onramp build`: the project becomes a site.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::progress::Progress;
use super::{CONTENT_ERRORS, FINE, arguments, findings, load, output};
use crate::Project;
use crate::diagnostic::{Diagnostic, Format, Language, Words};
use crate::publish::{self, PublishError, Published, publish_patiently};
use crate::words;

/// Findings shown by a build; `check` shows all.
const MOST_FINDINGS: usize = 50;

/// How long `--wait` waits for another build.
const PATIENCE: Duration = Duration::from_secs(600);

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    #[expect(clippy::disallowed_methods, reason = "a build says how long it took")]
    let start = Instant::now();
    let root = load::root(matches);
    let destination = matches.get_one::<String>("output").map_or_else(|| root.join("site"), PathBuf::from);
    let progress = Progress::start(language);
    progress.step(&words!("读取项目", "Reading the project"));
    let project = load::project(matches, &destination)?;
    if project.has_errors() && !matches.get_flag("keep-going") {
        progress.finish();
        findings::print(matches, project, &project.diagnostics, language, MOST_FINDINGS)?;
        let count = findings::count(&project.diagnostics);
        let (zh, en) = (count.zh, count.en);
        tell(
            matches,
            language,
            &words!("{zh}；没有发布，原来的网站没有变动", "{en}; nothing was published, and the site is as it was"),
        );
        return Ok(CONTENT_ERRORS);
    }

    let site = if matches.get_flag("drawings") { project.site_with_drawings() } else { project.site() };
    if let Some(error) = &site.search_failure {
        progress.finish();
        return Err(super::search::failure(error));
    }
    let patience = if matches.get_flag("wait") { PATIENCE } else { Duration::ZERO };
    progress.parts(&words!("生成页面", "Writing pages"), site.len());
    let published = publish_patiently(&site, &destination, patience, &|step| match step {
        publish::Progress::Waiting => progress.step(&words!("等待另一个构建", "Waiting for another build")),
        publish::Progress::Made(count) => progress.done_parts(count),
        _ => {}
    });
    progress.finish();
    match published {
        Ok(published) => {
            findings::print(matches, project, &project.diagnostics, language, MOST_FINDINGS)?;
            if arguments::format(matches) == Format::Text {
                output::print(summary(project, &published, start.elapsed()).in_language(language))?;
            }
            Ok(if project.has_errors() { CONTENT_ERRORS } else { FINE })
        }
        Err(PublishError::Page { diagnostic, .. }) => {
            let all: Vec<Diagnostic> = project.diagnostics.iter().cloned().chain([*diagnostic]).collect();
            findings::print(matches, project, &all, language, MOST_FINDINGS)?;
            tell(
                matches,
                language,
                &words!("没有发布，原来的网站没有变动", "Nothing was published, and the site is as it was"),
            );
            Ok(CONTENT_ERRORS)
        }
        Err(error) => Err(error.words()),
    }
}

/// Where the site is, what is in it, and how long it took.
fn summary(project: &Project, published: &Published, took: Duration) -> Words {
    let mut lines = Words::new("", "");
    for edition in &project.book.editions {
        let pages = edition.pages.len();
        let name = crate::book::own_name(&edition.language);
        let of_edition: Vec<_> =
            project.diagnostics.iter().filter(|finding| belongs(project, finding, edition)).cloned().collect();
        let Words { zh, en } = findings::count(&of_edition);
        lines.zh += &format!("{name}：{pages} 页，{zh}\n");
        let page_words = if pages == 1 { "page" } else { "pages" };
        lines.en += &format!("{name}: {pages} {page_words}, {en}\n");
    }
    let place = published.path.join("index.html");
    let (place, seconds) = (place.display(), took.as_secs_f64());
    let (written, kept, removed) = (published.written, published.kept, published.removed);
    lines.zh +=
        &format!("网站：{place}\n用时 {seconds:.2} 秒；写入 {written} 个文件，{kept} 个没有变，删除 {removed} 个\n");
    lines.en +=
        &format!("Site: {place}\nTook {seconds:.2} s; {written} files written, {kept} unchanged, {removed} removed\n");
    lines
}

/// Whether a finding is about a file of the edition; with one edition, all are.
fn belongs(project: &Project, finding: &Diagnostic, edition: &crate::book::Edition) -> bool {
    if edition.folder.is_empty() {
        return true;
    }
    let root = &project.sources.content_root;
    let prefix = if root.is_empty() { format!("{}/", edition.folder) } else { format!("{root}/{}/", edition.folder) };
    finding.location.as_ref().is_some_and(|location| location.path.as_str().starts_with(&prefix))
}

fn tell(matches: &ArgMatches, language: Language, words: &Words) {
    if arguments::format(matches) == Format::Text {
        output::complain(words.in_language(language));
    }
}
