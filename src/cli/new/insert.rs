//! A quiz or a conversation at the end of a page that is there.

use std::fs;

use super::{Plan, Request, place};
use crate::cli::templates;
use crate::diagnostic::{Language, Words, nearest};
use crate::document::{Document, parse};
use crate::source::{Edit, SourceFile, SourcePath, apply};
use crate::words;

/// A component from its template.
pub fn component(name: &str, title: &str, id: &str, language: Language) -> String {
    templates::fill(&templates::page(name, language), &[("component_title", title), ("id", id)])
}

/// Puts it into the page that `--in` names, and with `--all` into its translations.
pub fn plan(request: &Request, file: &str) -> Result<Plan, Words> {
    let name = request.kind.name();
    let Some(template) = request.kind.component() else {
        return Err(words!(
            "`--in` 只用于 quiz 和 scenario；{name} 自己是一页，用 `--chapter` 指定放进哪一章",
            "`--in` is for quiz and scenario; a {name} is a page by itself, and `--chapter` says where it goes"
        ));
    };
    for unused in ["chapter", "name"] {
        if request.matches.contains_id(unused) {
            return Err(words!("用了 `--in`，就不用 `--{unused}`", "With `--in`, `--{unused}` is too much"));
        }
    }
    let page = find(request, file)?;
    let mut plan = Plan::default();
    for path in translations(request, &page)? {
        let source = &request.sources.texts[&path];
        let edition = (0..request.book.editions.len())
            .rfind(|at| path.as_str().starts_with(&place::base(&request.book, *at, &request.sources)));
        let language = Language::from_tag(&request.book.editions[edition.unwrap_or(0)].language);
        let before = parse(source).value;
        let id = free_id(&before, &request.title, template);
        let text = component(template, &request.title, &id, language);
        let edit = at_the_end(source, &text);
        if !is_understood(source, &edit, &before, &id) {
            return Err(words!(
                "{path} 的末尾有没写完的地方（没有结尾的 `:::`、代码块或注释），加不进去；先运行 `onramp check`，改好再来",
                "{path} ends within something that is not closed (a `:::`, a code block or a comment), so nothing can be added; run `onramp check` and mend it first"
            ));
        }
        plan.changed.push((source.clone(), edit));
    }
    Ok(plan)
}

/// The page that a name means: as the shell completes it, as findings write it, or within the edition.
fn find(request: &Request, file: &str) -> Result<SourcePath, Words> {
    let root = &request.here.root;
    let pages: Vec<&SourcePath> = request.book.pages().map(|(_, page)| &page.document.path).collect();
    let candidates = [file.to_owned(), format!("{file}.md")];
    for candidate in &candidates {
        if let Ok(wanted) = fs::canonicalize(candidate) {
            let same =
                |path: &&&SourcePath| fs::canonicalize(root.join(path.as_str())).is_ok_and(|page| page == wanted);
            if let Some(page) = pages.iter().find(same) {
                return Ok((**page).clone());
            }
        }
        let bases = request.editions.iter().map(|at| place::base(&request.book, *at, &request.sources));
        for base in std::iter::once(String::new()).chain(bases) {
            let path = format!("{base}{candidate}");
            if let Some(page) =
                pages.iter().find(|page| page.as_str() == path && request.sources.texts.contains_key(page))
            {
                return Ok((**page).clone());
            }
        }
    }
    let near = nearest(file, pages.iter().flat_map(|page| [page.as_str(), page.file_name()]));
    let near = near.and_then(|near| pages.iter().find(|page| page.as_str().ends_with(near)));
    Err(match near {
        Some(near) => {
            words!("没有 {file} 这一页。是不是 `{near}`？", "There is no page {file}. Did you mean `{near}`?")
        }
        None => words!(
            "没有 {file} 这一页；写页面文件的路径，例如 content/zh/01-visits/02-price.md",
            "There is no page {file}; write the path of a page's file, such as content/en/01-visits/02-price.md"
        ),
    })
}

/// The page, and with `--all` those at the same path in the other editions.
fn translations(request: &Request, page: &SourcePath) -> Result<Vec<SourcePath>, Words> {
    if !request.matches.get_flag("all") {
        return Ok(vec![page.clone()]);
    }
    let base = |at: usize| place::base(&request.book, at, &request.sources);
    let own = (0..request.book.editions.len()).rfind(|at| page.as_str().starts_with(&base(*at))).unwrap_or(0);
    let below = page.as_str()[base(own).len()..].to_owned();
    let paths = request.editions.iter().map(|at| SourcePath::new(format!("{}{below}", base(*at))));
    let paths: Vec<_> = paths.collect();
    match paths.iter().find(|path| !request.sources.texts.contains_key(path)) {
        Some(missing) => Err(words!(
            "没有 {missing}，所以什么也没写；先写好它，或者不用 `--all`",
            "There is no {missing}, so nothing was written; write it first, or leave `--all` out"
        )),
        None => Ok(paths),
    }
}

/// An id that nothing on the page has, nor begins with.
fn free_id(page: &Document, title: &str, template: &str) -> String {
    let components = page.components().into_iter().flat_map(|component| component.ids());
    let taken: Vec<&str> = page.headings.iter().map(|heading| heading.id.as_str()).chain(components).collect();
    let wanted = super::name::from_title(title).unwrap_or_else(|| template.to_owned());
    let is_free = |id: &String| {
        !taken
            .iter()
            .any(|taken| taken.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    };
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.clone()).chain(numbered).find(is_free).unwrap_or(wanted)
}

/// Behind the last line that is not empty, with an empty line between.
fn at_the_end(source: &SourceFile, component: &str) -> Edit {
    let end = source.text.trim_end().len();
    Edit { range: end..source.text.len(), text: format!("\n\n{component}") }
}

/// Whether the component comes out as one, and the page is otherwise what it was.
fn is_understood(source: &SourceFile, edit: &Edit, before: &Document, id: &str) -> bool {
    let text = apply(&source.text, std::slice::from_ref(edit));
    let after = parse(&SourceFile { path: source.path.clone(), text: text.into() }).value;
    let ids = |page: &Document| -> Vec<String> {
        page.components().iter().filter_map(|component| component.id().map(str::to_owned)).collect()
    };
    let mut expected = ids(before);
    expected.push(id.to_owned());
    ids(&after) == expected && after.blocks.len() == before.blocks.len() + 1
}
