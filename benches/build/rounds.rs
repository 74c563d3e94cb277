//! What is measured, round by round.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::measure::{Cost, run};
use super::runs::Runs;
use super::{corpus, floor, hugo};

/// The program under test, built with the release profile by `cargo bench`.
const ONRAMP: &str = env!("CARGO_BIN_EXE_onramp");

/// A project in a folder of its own, which may be changed, and what to run on it.
pub struct Bench {
    folder: TempDir,
    /// Where the Markdown is, below the project.
    content: PathBuf,
    runs: usize,
    hugo: Option<PathBuf>,
    /// Exit codes of a build that count as success: a real project may have errors, the generated one has none.
    fine: &'static [i32],
}

/// All figures of one project.
pub struct Results {
    /// Markdown files and their bytes; files of the site and their bytes.
    pub sources: (usize, u64),
    pub site: (usize, u64),
    pub runs: usize,
    /// By what was measured; the first is the floor.
    pub rows: Vec<(String, Runs)>,
}

impl Bench {
    pub fn of_lessons(lessons: usize, runs: usize, hugo: Option<PathBuf>) -> io::Result<Bench> {
        let folder = tempfile::tempdir()?;
        let project = folder.path().join("project");
        corpus::write(&project, lessons)?;
        hugo::prepare(&project)?;
        Ok(Bench { content: project.join("content"), folder, runs, hugo, fine: &[0] })
    }

    /// Measures a copy, because a page is changed between two builds.
    pub fn of_project(project: &Path, runs: usize) -> io::Result<Bench> {
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("project");
        for entry in WalkDir::new(project) {
            let entry = entry?;
            let to = copy.join(entry.path().strip_prefix(project).unwrap_or(entry.path()));
            if entry.file_type().is_dir() {
                fs::create_dir_all(&to)?;
            } else {
                // Not `fs::copy`, which would copy a write protection too.
                fs::write(&to, fs::read(entry.path())?)?;
            }
        }
        let content = if copy.join("content").is_dir() { copy.join("content") } else { copy };
        Ok(Bench { folder, content, runs, hugo: None, fine: &[0, 1] })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn measure(&self) -> io::Result<Results> {
        let kept = self.path("kept");
        // Once without counting: files come into the page cache, and the floor learns how long a page is.
        self.build(&kept)?;
        let (pages, bytes) = floor::weigh(&kept, Some("html"));
        let length = bytes as usize / pages.max(1);
        let mut edited = self.some_page()?;

        let mut rows: Vec<(String, Runs)> = Vec::new();
        for round in 0..self.runs {
            let mut note = |name: &str, cost: Cost| match rows.iter_mut().find(|(known, _)| known == name) {
                Some((_, runs)) => runs.add(cost),
                None => {
                    let mut runs = Runs::default();
                    runs.add(cost);
                    rows.push((name.to_owned(), runs));
                }
            };
            // Every output has a folder of its own, and none is removed before the end: file systems are slow to make new files
            // for a minute after many were removed (ext4 does not reuse their inodes at once).
            note("floor", self.floor(&self.path(&format!("floor-{round}")), length)?);
            note("build, nothing there yet", self.build(&self.path(&format!("site-{round}")))?);
            note("build, nothing changed", self.build(&kept)?);
            edited.change(round)?;
            note("build, one page's text changed", self.build(&kept)?);
            note("check", run(Command::new(ONRAMP).arg("check").args(self.project()), self.fine)?);
            if let Some(hugo) = &self.hugo {
                note("Hugo, nothing there yet", self.hugo(hugo, &self.path(&format!("hugo-{round}")))?);
            }
        }
        Ok(Results {
            sources: floor::weigh(&self.content, Some("md")),
            site: floor::weigh(&kept, None),
            runs: self.runs,
            rows,
        })
    }

    fn project(&self) -> [PathBuf; 2] {
        ["--project".into(), self.path("project")]
    }

    fn build(&self, output: &Path) -> io::Result<Cost> {
        let mut command = Command::new(ONRAMP);
        command.args(["build", "--keep-going", "--output"]).arg(output).args(self.project());
        run(&mut command, self.fine)
    }

    /// In a process of its own, as all others are.
    fn floor(&self, output: &Path, length: usize) -> io::Result<Cost> {
        let mut command = Command::new(env::current_exe()?);
        command.arg("--floor").arg(&self.content).arg(output).arg(length.to_string());
        run(&mut command, &[0])
    }

    fn hugo(&self, hugo: &Path, output: &Path) -> io::Result<Cost> {
        let mut command = Command::new(hugo);
        command.args(["--noBuildLock", "--source"]).arg(self.path("project")).arg("--destination").arg(output);
        run(&mut command, &[0])
    }

    /// The page in the middle, to be changed between builds.
    fn some_page(&self) -> io::Result<Edited> {
        let mut pages: Vec<PathBuf> = WalkDir::new(&self.content)
            .into_iter()
            .filter_map(Result::ok)
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        pages.sort();
        let path = pages.swap_remove(pages.len() / 2);
        Ok(Edited { text: fs::read_to_string(&path)?, path })
    }
}

struct Edited {
    path: PathBuf,
    text: String,
}

impl Edited {
    /// The page with another last paragraph.
    fn change(&mut self, round: usize) -> io::Result<()> {
        fs::write(&self.path, format!("{}\n\nRound {round}.\n", self.text))
    }
}
