//! Sites to publish, trees to compare, and a process to publish in.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::time::Duration;

use onramp::publish::{Progress, PublishError, publish, publish_patiently};
use onramp::site::{Recipe, Site};
use tempfile::TempDir;

/// A temporary folder with a folder for sources and, once published, `www/site`.
pub struct Place {
    root: TempDir,
    pub sources: PathBuf,
    /// A folder that holds nothing but the site.
    pub parent: PathBuf,
    pub site: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        Place::in_folder(tempfile::tempdir().unwrap())
    }

    /// A place in memory where the system has one, for tests with so many files that a disk would take minutes.
    pub fn in_memory() -> Self {
        Place::in_folder(folder_in_memory())
    }

    fn in_folder(root: TempDir) -> Self {
        let (sources, parent) = (root.path().join("sources"), root.path().join("www"));
        fs::create_dir(&sources).unwrap();
        fs::create_dir(&parent).unwrap();
        Place { sources, site: parent.join("site"), parent, root }
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// What lies in the folder that holds the site.
    pub fn beside(&self) -> Vec<String> {
        entries(&self.parent)
    }
}

fn folder_in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

pub fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file below a folder, by its path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

pub fn site_of<'a>(pages: &[(&'a str, &'a str)]) -> Site<'a> {
    let mut site = Site::default();
    for (path, text) in pages {
        let text = text.to_string();
        site.insert(*path, Recipe::Page(Box::new(move || Ok(text.clone().into_bytes()))));
    }
    site
}

/// Writes a source file and gives the recipe that copies it.
pub fn file(disk: &Path, bytes: &[u8]) -> Recipe<'static> {
    fs::write(disk, bytes).unwrap();
    let hash = blake3::hash(bytes).to_hex().to_string();
    Recipe::File { disk: disk.to_path_buf(), length: bytes.len() as u64, hash }
}

/// A site in some version: of each ten files, four are the same in all versions, four differ, two exist in this one only.
pub fn version(name: &str, files: usize) -> Site<'static> {
    let mut site = Site::default();
    for number in 0..files {
        let (path, text) = match number % 10 {
            0..4 => (format!("same/{number}/index.html"), format!("same {number}\n").repeat(200)),
            4..8 => (format!("changed/{number}/index.html"), format!("{name} {number}\n").repeat(200)),
            _ => (format!("only/{name}/{number}.html"), format!("only in {name} {number}\n").repeat(100)),
        };
        site.insert(path, Recipe::Page(Box::new(move || Ok(text.clone().into_bytes()))));
    }
    site
}

/// What a folder holds that this version was published to, and nothing else ever.
pub fn version_tree(name: &str, files: usize) -> BTreeMap<String, Vec<u8>> {
    let folder = folder_in_memory();
    publish(&version(name, files), &folder.path().join("site"), &|_| ()).unwrap();
    tree(&folder.path().join("site"))
}

/// A publish in a process of its own: the test binary again, with a job in its environment.
#[derive(Clone, Copy, Default)]
pub struct Job<'a> {
    pub version: &'a str,
    pub files: usize,
    /// `Made(3)`, `Swapping`: when the publish comes that far, the process aborts, at once and without cleaning up.
    pub abort_at: &'a str,
    /// Prints `holding` when it has the lock, and goes on when its standard input ends.
    pub hold: bool,
    pub patience: Duration,
}

/// Exit codes of a job.
pub const DONE: i32 = 0;
pub const NO_SPACE: i32 = 80;
pub const BUSY: i32 = 81;
pub const REFUSED: i32 = 82;
pub const NO_PERMISSION: i32 = 83;
pub const OTHER: i32 = 84;

impl Job<'_> {
    pub fn command(&self, destination: &Path) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        self.prepare(&mut command, destination);
        command
    }

    /// The same job, with the test binary started by another program: `strace … <binary>`.
    pub fn command_under(&self, program: &str, arguments: &[&str], destination: &Path) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).arg(env::current_exe().unwrap());
        self.prepare(&mut command, destination);
        command
    }

    fn prepare(&self, command: &mut Command, destination: &Path) {
        command
            .args(["support::publishes_when_started_as_a_job", "--exact", "--nocapture"])
            .env("PUBLISH_JOB", format!("{} {} {} {}", self.version, self.files, self.hold, self.patience.as_millis()))
            .env("PUBLISH_TO", destination)
            .env("PUBLISH_ABORT_AT", self.abort_at)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
    }
}

/// Not a test but the other side of [`Job`]; without a job it does nothing.
#[test]
fn publishes_when_started_as_a_job() {
    let Ok(job) = env::var("PUBLISH_JOB") else { return };
    let words: Vec<&str> = job.split(' ').collect();
    let (name, files, hold, patience) = (words[0], words[1], words[2] == "true", words[3]);
    let abort_at = env::var("PUBLISH_ABORT_AT").unwrap();
    let mut site = version(name, files.parse().unwrap());
    if hold {
        let wait = || {
            println!("holding");
            std::io::read_to_string(std::io::stdin()).unwrap();
            Ok(b"held\n".to_vec())
        };
        site.insert("held.html", Recipe::Page(Box::new(wait)));
    }
    let progress = |step: Progress| {
        if format!("{step:?}") == abort_at {
            process::abort();
        }
    };
    let destination = PathBuf::from(env::var_os("PUBLISH_TO").unwrap());
    let patience = Duration::from_millis(patience.parse().unwrap());
    process::exit(match publish_patiently(&site, &destination, patience, &progress) {
        Ok(_) => DONE,
        Err(PublishError::NoSpace { .. }) => NO_SPACE,
        Err(PublishError::Busy { .. }) => BUSY,
        Err(PublishError::Permission { .. }) => NO_PERMISSION,
        Err(PublishError::Forbidden { .. }) => REFUSED,
        Err(error) => {
            eprintln!("{error}");
            OTHER
        }
    });
}
