//! Reads and understands a project for a command.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::environment;
use super::here::Here;
use crate::Project;
use crate::book::Wish;
use crate::diagnostic::Words;
use crate::source::Sources;
use crate::words;

/// The project's folder: the one that is given, else the project that one is in.
pub fn root(matches: &ArgMatches) -> PathBuf {
    Here::find(matches).root
}

/// Reads and understands the project; `output` is never read as content.
///
/// It is never freed: the program ends with the command, and to free millions of small pieces one by one takes as long as reading
/// a thousand pages.
pub fn project(matches: &ArgMatches, output: &Path) -> Result<&'static mut Project, Words> {
    let sources = sources(matches, output)?;
    let wish = Wish { drafts: matches.try_get_one("drafts").ok().flatten() == Some(&true) };
    Ok(Box::leak(Box::new(Project::understand(sources, wish, environment::today()))))
}

/// Reads the files of the project.
pub fn sources(matches: &ArgMatches, output: &Path) -> Result<Sources, Words> {
    let root = root(matches);
    Sources::read(&root, output).map_err(|error| unreadable(&root, &error))
}

/// A folder in a sentence.
pub fn shown(root: &Path) -> Words {
    let root = root.display().to_string();
    match root.as_str() {
        "." | "" => Words::new("这个文件夹", "this folder"),
        root => words!("{root} ", "{root}"),
    }
}

/// Why the project's folder cannot be read.
pub fn unreadable(root: &Path, error: &io::Error) -> Words {
    let root = root.display();
    match error.kind() {
        ErrorKind::NotFound => words!("没有 {root} 这个文件夹", "There is no folder {root}"),
        ErrorKind::NotADirectory => words!("{root} 不是文件夹", "{root} is not a folder"),
        ErrorKind::PermissionDenied => {
            words!("没有权限读文件夹 {root}", "You are not allowed to read the folder {root}")
        }
        _ => words!("读不了项目文件夹 {root}：{error}", "The project folder {root} cannot be read: {error}"),
    }
}
