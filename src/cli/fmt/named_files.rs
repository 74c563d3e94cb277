//! The pages that are named on the command line.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::ArgMatches;

use crate::diagnostic::Words;
use crate::source::{SourcePath, Sources};
use crate::words;

/// The pages of all files and folders that were named; `None` when none was, which means all.
///
/// # Errors
/// For a name that is no page of the project: whoever mistypes one should not think that it was looked at.
pub fn of(matches: &ArgMatches, root: &Path, sources: &Sources) -> Result<Option<BTreeSet<SourcePath>>, Words> {
    let Some(names) = matches.get_many::<String>("file") else { return Ok(None) };
    let unread = sources.diagnostics.iter().filter_map(|finding| Some(finding.location.as_ref()?.path.clone()));
    let paths = sources.texts.keys().cloned().chain(unread).filter(SourcePath::is_markdown);
    let pages: Vec<_> =
        paths.filter_map(|path| Some((fs::canonicalize(root.join(path.as_str())).ok()?, path))).collect();
    let mut named = BTreeSet::new();
    for name in names {
        // As a shell completes it, else as findings write it.
        let file = fs::canonicalize(name).or_else(|_| fs::canonicalize(root.join(name)));
        let Ok(file) = file else { return Err(words!("没有 {name} 这个文件", "There is no file {name}")) };
        let below = pages.iter().filter(|(page, _)| page.starts_with(&file)).map(|(_, path)| path);
        let below: Vec<_> = below.cloned().collect();
        if below.is_empty() {
            return Err(no_page(name, root, sources));
        }
        named.extend(below);
    }
    Ok(Some(named))
}

fn no_page(name: &str, root: &Path, sources: &Sources) -> Words {
    let content = root.join(&sources.content_root);
    let content = content.display();
    words!(
        "{name} 不是这个项目的页面；页面是 {content} 里的 .md 文件。项目在别处的话，用 `--project`",
        "{name} is no page of this project; its pages are the .md files in {content}. For a project elsewhere, use `--project`"
    )
}
