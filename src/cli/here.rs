//! The project that one is in, and where in it one is.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::load;
use crate::diagnostic::Words;
use crate::words;

pub struct Here {
    /// The project's folder.
    pub root: PathBuf,
    /// It was named with `--project`.
    pub is_given: bool,
    /// The folder in it that one is in, `/`-separated; empty at the top.
    pub within: String,
}

impl Here {
    /// `--project`, else the folder that one is in, else the nearest one around it that has an `onramp.yaml`: who is in a chapter
    /// wants a lesson of that chapter.
    pub fn find(matches: &ArgMatches) -> Here {
        let is_given = matches.value_source("project") == Some(ValueSource::CommandLine);
        let given = Here { root: folder(matches), is_given, within: String::new() };
        if is_given || is_project(&given.root) {
            return given;
        }
        let Ok(folder) = std::env::current_dir() else { return given };
        let mut root = PathBuf::new();
        let mut within: Vec<String> = Vec::new();
        for (inner, outer) in folder.ancestors().zip(folder.ancestors().skip(1)) {
            root.push("..");
            within.insert(0, inner.file_name().unwrap_or_default().to_string_lossy().into_owned());
            if outer.join("onramp.yaml").is_file() {
                return Here { root, is_given, within: within.join("/") };
            }
        }
        given
    }
}

/// The folder of `--project`.
fn folder(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<String>("project").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

impl Here {
    /// A file's path as one would type it here.
    pub fn shown(&self, path: &str) -> String {
        let here = format!("{}/", self.within);
        match path.strip_prefix(&here).filter(|_| !self.within.is_empty()) {
            Some(below) => below.to_owned(),
            None => {
                let shown = self.root.join(path).display().to_string();
                shown.strip_prefix("./").unwrap_or(&shown).to_owned()
            }
        }
    }

    /// Whether anything says that here is a project.
    pub fn is_project(&self) -> bool {
        is_project(&self.root)
    }

    /// What went wrong, and, where nothing says that here is a project, that it may be elsewhere.
    pub fn explain(&self, Words { zh, en }: Words) -> Words {
        match self.is_project() {
            true => Words { zh, en },
            false => words!(
                "{zh}（这里没有 onramp.yaml，整个文件夹算一个项目；项目在别处的话，到那里运行，或用 `--project`）",
                "{en} (There is no onramp.yaml here, so the whole folder is taken for a project; if yours is elsewhere, go there, or use `--project`)"
            ),
        }
    }
}

fn is_project(folder: &Path) -> bool {
    folder.join("onramp.yaml").is_file() || folder.join("content").is_dir()
}

/// That there is nothing that could get a new page.
pub fn no_project(root: &Path) -> Words {
    let Words { zh, en } = load::shown(root);
    words!(
        "{zh}里没有 Onramp 项目：用 `onramp init 文件夹` 新建一个，或用 `--project` 指出它在哪里",
        "There is no Onramp project in {en}: make one with `onramp init FOLDER`, or say with `--project` where it is"
    )
}
