//! `onramp check`: every rule, and every page rendered, without writing anything.

use std::collections::BTreeSet;

use clap::ArgMatches;
use rayon::prelude::*;

use super::progress::Progress;
use super::{CONTENT_ERRORS, FINE, arguments, findings, load, output};
use crate::Project;
use crate::diagnostic::{Diagnostic, Format, Language, Words};
use crate::format::{Scope, What, format};
use crate::search::Outcome;
use crate::site::Recipe;
use crate::source::Sources;
use crate::words;

pub fn run(matches: &ArgMatches, language: Language) -> Result<u8, Words> {
    let progress = Progress::start(language);
    progress.step(&words!("检查项目", "Checking the project"));
    let output = load::root(matches).join("site");
    let project = load::project(matches, &output)?;
    let template_error = first_template_error(project);
    project.diagnostics.extend(template_error);
    let outcomes = if matches.get_flag("search") { search_tests(project)? } else { Vec::new() };
    progress.finish();
    findings::print(matches, project, &project.diagnostics, language, usize::MAX)?;
    if arguments::format(matches) == Format::Text {
        let pages = project.book.pages().filter(|(_, page)| page.written).count();
        let Words { zh, en } = findings::count(&project.diagnostics);
        let line = words!("检查了 {pages} 页：{zh}\n", "Checked {pages} pages: {en}\n");
        output::print(line.in_language(language))?;
        let mended = mended_by_fmt(project);
        if mended > 0 {
            let line = words!("其中 {mended} 处，`onramp fmt` 能改好\n", "`onramp fmt` can mend {mended} of them\n");
            output::print(line.in_language(language))?;
        }
        for Outcome { file, tests, first, among } in outcomes {
            let line = words!(
                "{file}：{tests} 条搜索测试，{first} 条第一个就是，{among} 条在前三个里\n",
                "{file}: {tests} search tests, {first} find their page first, {among} among the first three\n"
            );
            output::print(line.in_language(language))?;
        }
    }
    Ok(if project.has_errors() { CONTENT_ERRORS } else { FINE })
}

/// How many findings `onramp fmt` really takes away: it leaves out what would change a page in another way, too.
fn mended_by_fmt(project: &Project) -> usize {
    let with_mend = project.diagnostics.iter().filter(|finding| !finding.mend.is_empty());
    let pages: BTreeSet<_> = with_mend.filter_map(|finding| Some(&finding.location.as_ref()?.path)).collect();
    if pages.is_empty() {
        return 0;
    }
    // The other pages are understood already, and nobody wants to wait for them again.
    let Sources { texts, content_root, .. } = &project.sources;
    let texts =
        texts.iter().filter(|(path, _)| pages.contains(path) || Some(*path) == project.book.config.path.as_ref());
    let texts = texts.map(|(path, file)| (path.clone(), file.clone())).collect();
    let few = Sources { texts, content_root: content_root.clone(), ..Sources::default() };
    let formatted = format(&few, Scope { ids: false, layout: true }, &|path| pages.contains(path));
    formatted.iter().flat_map(|page| &page.changes).filter(|change| matches!(change.what, What::Mark(_))).count()
}

/// Runs the queries that come with the content; those that fail are findings.
fn search_tests(project: &mut Project) -> Result<Vec<Outcome>, Words> {
    let mut findings = Vec::new();
    let search = project.search().map_err(|error| super::search::failure(&error))?;
    let outcomes = search.run_tests(&project.sources, &mut findings).map_err(|error| super::search::failure(&error))?;
    project.book.config.apply_checks(&mut findings);
    project.diagnostics.extend(findings);
    Ok(outcomes)
}

/// Mistakes in templates show only when a page is rendered. One is enough: it is usually the same on every page.
fn first_template_error(project: &Project) -> Option<Diagnostic> {
    let site = project.pages();
    let recipes: Vec<_> = site.outputs().map(|(_, recipe)| recipe).collect();
    recipes.into_par_iter().find_map_first(|recipe| match recipe {
        Recipe::Page(render) => render().err().map(|error| *error),
        _ => None,
    })
}
