//! `onramp fmt --ids`: writes the ids by which readers' records are kept, and touches nothing else.

use clap::ArgMatches;
use serde::Serialize;

use super::{CONTENT_ERRORS, FINE, arguments, environment, load, output};
use crate::book::{Wish, assemble};
use crate::diagnostic::{Diagnostic, Format, Language, Severity, Words, show};
use crate::ids::{self, Kind, PageIds};
use crate::outline::outline;
use crate::source::{LineColumn, RewriteError, SourcePath, Sources, Span, rewrite};
use crate::words;

/// For programs: what was written or, with `--check`, would be, and where nothing can be. Lines and columns count from 1,
/// columns in characters.
#[derive(Serialize)]
struct Report<'a> {
    written: bool,
    ids: Vec<Written<'a>>,
    refused: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct Written<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    kind: Kind,
    id: &'a str,
    /// The id before, when another language's took its place.
    was: Option<&'a str>,
}

#[derive(Serialize)]
struct Refused<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    message: String,
}

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    if !matches.get_flag("ids") {
        return Err(words!(
            "`fmt` 现在会做一件事：`onramp fmt --ids` 补上缺少的标识，加 `--check` 只列出来",
            "`fmt` does one thing so far: `onramp fmt --ids` writes missing ids; with `--check` it only lists them"
        ));
    }
    let root = load::root(matches);
    let sources = load::sources(matches, &root.join("site"))?;
    // What is a draft today is published tomorrow.
    let book = assemble(&sources, Wish { drafts: true }).value;
    let outline = outline(&book, &sources).value;
    let pages = ids::missing(&book, &outline, &sources);
    let unread: Vec<Diagnostic> = sources.diagnostics.iter().filter(|found| is_unread_page(found)).cloned().collect();

    let only_check = matches.get_flag("check");
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for page in pages {
        let written = match sources.texts.get(&page.path) {
            Some(source) if !only_check && !page.missing.is_empty() => rewrite(&root, source, &page.insertions()),
            _ => Ok(()),
        };
        match written {
            Ok(()) => done.push(page),
            Err(error) => failed.push((page.path, reason(&error))),
        }
    }

    match arguments::format(matches) {
        Format::Text => {
            let colour = environment::colour(matches, &std::io::stdout());
            output::print(&show(&unread, &sources, language, Format::Text, colour))?;
            tell(&done, &failed, &sources, only_check, language)?;
        }
        _ => output::print(&report(&done, &failed, &unread, &sources, only_check, language))?,
    }
    let missing = done.iter().any(|page| !page.missing.is_empty());
    let refused = done.iter().any(|page| !page.refused.is_empty());
    let is_fine = failed.is_empty() && unread.is_empty() && !refused && !(only_check && missing);
    Ok(if is_fine { FINE } else { CONTENT_ERRORS })
}

/// A page that could not be read gets no ids, and nobody should think that it had them.
fn is_unread_page(finding: &Diagnostic) -> bool {
    let is_page = finding.location.as_ref().is_some_and(|location| location.path.is_markdown());
    is_page && finding.severity == Severity::Error
}

fn reason(error: &RewriteError) -> Words {
    match error {
        RewriteError::Changed => {
            words!(
                "刚才有人改了它，没有写；再运行一次",
                "somebody has just changed it, so it was left alone; run this again"
            )
        }
        RewriteError::Io(error) => words!("写不了：{error}", "it cannot be written: {error}"),
    }
}

/// Page by page for people.
fn tell(
    done: &[PageIds],
    failed: &[(SourcePath, Words)],
    sources: &Sources,
    only_check: bool,
    language: Language,
) -> Result<(), Words> {
    let mut text = String::new();
    for page in done {
        for missing in &page.missing {
            let place = place(sources, &page.path, missing.span);
            let (path, id, LineColumn { line, column }) = (&page.path, &missing.id, place);
            let Words { zh, en } = kind(missing.kind);
            let mut said = words!("{path}:{line}:{column}  {zh} {{#{id}}}", "{path}:{line}:{column}  {en} {{#{id}}}");
            if let Some(was) = &missing.was {
                said.zh += &format!("，和默认语言的一样；原来是 {{#{was}}}，记在它名下的答案不再算数");
                said.en +=
                    &format!(", as in the default language; was {{#{was}}}, and answers kept under that count no more");
            }
            text += said.in_language(language);
            text.push('\n');
        }
    }
    let pages = done.iter().filter(|page| !page.missing.is_empty()).count();
    let ids: usize = done.iter().map(|page| page.missing.len()).sum();
    let one = |count: usize, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let (id_words, file_words) = (one(ids, "id"), one(pages, "file"));
    let summary = match (ids, only_check) {
        (0, _) => words!("没有缺少的标识", "No ids are missing"),
        (_, true) => words!(
            "{pages} 个文件缺少 {ids} 个标识，`onramp fmt --ids` 会补上",
            "{id_words} missing in {file_words}; `onramp fmt --ids` writes them"
        ),
        (_, false) => words!("写了 {ids} 个标识，{pages} 个文件", "Wrote {id_words} into {file_words}"),
    };
    let refused = done.iter().flat_map(|page| page.refused.iter().map(|refused| (&page.path, refused)));
    for (path, (kind, span)) in refused {
        let LineColumn { line, column } = place(sources, path, *span);
        let Words { zh, en } = cannot(*kind);
        output::complain(words!("{path}:{line}:{column}  {zh}", "{path}:{line}:{column}  {en}").in_language(language));
    }
    for (path, Words { zh, en }) in failed {
        output::complain(words!("{path}：{zh}", "{path}: {en}").in_language(language));
    }
    let is_whole = failed.is_empty() && done.iter().all(|page| page.refused.is_empty());
    if ids > 0 || is_whole {
        text += summary.in_language(language);
        text.push('\n');
    }
    output::print(&text)
}

fn report(
    done: &[PageIds],
    failed: &[(SourcePath, Words)],
    unread: &[Diagnostic],
    sources: &Sources,
    only_check: bool,
    language: Language,
) -> String {
    let mut report = Report { written: !only_check, ids: Vec::new(), refused: Vec::new() };
    for page in done {
        let path = page.path.as_str();
        for missing in &page.missing {
            let LineColumn { line, column } = place(sources, &page.path, missing.span);
            let was = missing.was.as_deref();
            report.ids.push(Written { path, line, column, kind: missing.kind, id: &missing.id, was });
        }
        for (kind, span) in &page.refused {
            let LineColumn { line, column } = place(sources, &page.path, *span);
            let message = cannot(*kind).in_language(language).to_owned();
            report.refused.push(Refused { path, line, column, message });
        }
    }
    let whole =
        |path, words: &Words| Refused { path, line: 1, column: 1, message: words.in_language(language).to_owned() };
    report.refused.extend(failed.iter().map(|(path, words)| whole(path.as_str(), words)));
    let locations = unread.iter().filter_map(|finding| Some((finding.location.as_ref()?, &finding.message)));
    report.refused.extend(locations.map(|(location, words)| whole(location.path.as_str(), words)));
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn cannot(kind: Kind) -> Words {
    let Words { zh, en } = self::kind(kind);
    words!(
        "这里写不进{zh}的标识，请手写一个 `{{#名字}}`",
        "No id can be written here; give this {en} one by hand: `{{#name}}`"
    )
}

fn kind(kind: Kind) -> Words {
    match kind {
        Kind::Quiz => Words::new("测验", "quiz"),
        Kind::Question => Words::new("题目", "question"),
        Kind::Scenario => Words::new("情景对话", "conversation"),
        Kind::Checklist => Words::new("清单", "checklist"),
        Kind::Item => Words::new("条目", "item"),
    }
}

fn place(sources: &Sources, path: &SourcePath, span: Span) -> LineColumn {
    sources
        .texts
        .get(path)
        .map_or(LineColumn { line: 1, column: 1 }, |file| LineColumn::of(&file.text, span.start as usize))
}
