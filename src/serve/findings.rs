//! What is wrong, for the panel in the page: with this page, with settings and theme, and how much there is elsewhere.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::answer::{Answer, Asker};
use super::linking::{Entry, Linking};
use super::query::value;
use super::snapshot::Snapshot;
use crate::diagnostic::{Diagnostic, Severity, Words};
use crate::outline::{encode, output_path};
use crate::site::Recipe;
use crate::source::SourcePath;
use crate::words;

/// How many other pages with findings are listed.
const MOST_PAGES: usize = 30;
/// How many findings of one kind are listed.
pub const MOST_FINDINGS: usize = 100;

#[derive(Serialize)]
struct Findings {
    /// The snapshot they are about.
    number: u64,
    /// The rules have run; otherwise there will be more.
    complete: bool,
    errors: usize,
    warnings: usize,
    /// Of this page.
    here: Vec<Entry>,
    /// Of settings, theme, files that cannot be read as pages, and whatever concerns all pages.
    everywhere: Vec<Entry>,
    /// Other pages with findings.
    others: Vec<Other>,
    text: BTreeMap<&'static str, String>,
    language: &'static str,
}

#[derive(Serialize)]
struct Other {
    title: String,
    href: String,
    errors: usize,
    warnings: usize,
}

/// The findings for the page at the output path that the query names: `page=zh/company/index.html`, percent-encoded.
pub fn answer(snapshot: &Snapshot, root: &Path, query: &str, asker: &Asker) -> Answer {
    let path = value(query, "page").unwrap_or_default();
    let path = path.trim_start_matches('/');
    let index = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let findings = gather(snapshot, root, &index, asker);
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    let body = serde_json::to_vec(&findings).unwrap_or_default();
    Answer { status: 200, kind: "application/json".to_owned(), body, ..Answer::default() }
}

fn gather(snapshot: &Snapshot, root: &Path, index: &str, asker: &Asker) -> Findings {
    let project = snapshot.project();
    let (book, sources) = (&project.book, &project.sources);
    let own = snapshot.page_at(index).map(|id| &book.page(id).document.path);
    let (all, complete) = snapshot.findings();
    let (mut here, mut everywhere, mut others) =
        (Vec::new(), Vec::new(), BTreeMap::<&SourcePath, (usize, usize)>::new());
    for finding in all {
        let path = finding.location.as_ref().map(|place| &place.path);
        match path {
            Some(path) if Some(path) == own => here.push(finding),
            Some(path) if project.outline.page_of(path).is_some() => {
                let (errors, warnings) = others.entry(path).or_default();
                *(if finding.severity == Severity::Error { errors } else { warnings }) += 1;
            }
            _ => everywhere.push(finding),
        }
    }
    // A mistake in a template shows only when the page is rendered.
    let broken = match snapshot.site().get(index) {
        Some(Recipe::Page(render)) => render().err(),
        _ => None,
    };
    here.extend(broken.as_deref());
    let link = Linking::new(snapshot, root, asker);
    let held = &snapshot.held;
    let mut entries = link.entries(first(held.findings.iter().collect()), &held.sources, asker.language);
    entries.extend(link.entries(first(everywhere), sources, asker.language));
    let found = all.iter().chain(&held.findings).chain(broken.as_deref());
    let (errors, total) = found.fold((0, 0), |(errors, total), finding| {
        (errors + usize::from(finding.severity == Severity::Error), total + 1)
    });
    let mut others: Vec<_> = others.into_iter().collect();
    // Pages that keep the site from being published come first.
    others.sort_by_key(|(path, (errors, _))| (*errors == 0, *path));
    let other = |(path, (errors, warnings)): (&SourcePath, (usize, usize))| {
        let id = project.outline.page_of(path)?;
        let href = format!("/{}", encode(output_path(book, id).trim_end_matches("index.html")));
        Some(Other { title: book.page(id).title.clone(), href, errors, warnings })
    };
    Findings {
        number: snapshot.number,
        complete,
        errors,
        warnings: total - errors,
        here: link.entries(first(here), sources, asker.language),
        everywhere: entries,
        others: others.into_iter().take(MOST_PAGES).filter_map(other).collect(),
        text: texts(!held.findings.is_empty(), asker),
        language: if asker.language == crate::diagnostic::Language::Chinese { "zh-CN" } else { "en" },
    }
}

/// As many as a page can show, the worst first when there are more.
fn first(mut findings: Vec<&Diagnostic>) -> Vec<&Diagnostic> {
    if findings.len() > MOST_FINDINGS {
        findings.sort_by_key(|finding| finding.severity);
        findings.truncate(MOST_FINDINGS);
    }
    findings
}

/// What the panel says, in the language of whoever started the desk.
fn texts(is_held: bool, asker: &Asker) -> BTreeMap<&'static str, String> {
    let say = |words: Words| words.in_language(asker.language).to_owned();
    let mut texts = BTreeMap::from([
        ("title", say(words!("检查结果", "Findings"))),
        ("here", say(words!("这一页", "This page"))),
        ("everywhere", say(words!("设置、主题和别的文件", "Settings, theme and other files"))),
        ("others", say(words!("别的页", "Other pages"))),
        ("colon", say(words!("：", ": "))),
        ("none", say(words!("没有发现问题", "Nothing found"))),
        ("checking", say(words!("还在检查……", "Still checking…"))),
        ("error", say(words!("错误", "error"))),
        ("warning", say(words!("警告", "warning"))),
        ("errors", say(words!("{{n}} 个错误", "errors: {{n}}"))),
        ("warnings", say(words!("{{n}} 个警告", "warnings: {{n}}"))),
        ("project", say(words!("整个项目：", "Whole project: "))),
        ("mend", say(words!("修复：", "To mend: "))),
        ("desk", say(words!("工作台", "Desk"))),
        ("all", say(words!("到工作台看全部", "See everything on the desk"))),
        ("open", say(words!("在编辑器中打开", "Open in the editor"))),
        (
            "gone",
            say(words!("连不上 onramp serve，页面不会更新", "onramp serve is gone; the page is not kept up to date")),
        ),
    ]);
    if is_held {
        let held = words!(
            "onramp.yaml 有错误，现在还按原来的设置显示",
            "onramp.yaml has mistakes; the pages are shown with the settings as they were"
        );
        texts.insert("held", say(held));
    }
    texts
}
