//! A project in a folder of its own, and the program run on it.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Nothing here takes longer in earnest; a build without optimization on a busy machine gets its time.
const SECONDS: &str = "120";

/// A user who owns nothing.
const NOBODY: u32 = 65_534;

pub struct Place {
    folder: TempDir,
}

/// What a run of the program gave.
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    /// A project with one good page.
    pub fn new() -> Place {
        let place = Place::empty();
        place.write("content/good.md", "好的一页。\n");
        place
    }

    pub fn empty() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// Something beside the project, outside of it.
    pub fn outside(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: impl AsRef<OsStr>, content: impl AsRef<[u8]>) {
        let file = self.root().join(Path::new(&path));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    pub fn link(&self, path: &str, target: impl AsRef<Path>) {
        let link = self.root().join(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(target, link).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    pub fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    pub fn check(&self) -> Outcome {
        self.run(&["check"])
    }

    pub fn build(&self) -> Outcome {
        self.run(&["build"])
    }

    /// Runs the program in the project's folder.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        fs::create_dir_all(self.root()).unwrap();
        run(command(arguments).current_dir(self.root()))
    }

    /// Runs it as a user who owns nothing, for what the owner or root may do anyway. `None` when this test may not become
    /// such a user, or such a user may not reach the program.
    pub fn run_as_nobody(&self, arguments: &[&str]) -> Option<Outcome> {
        fs::set_permissions(self.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let become_nobody = |command: &mut Command| {
            command.uid(NOBODY).gid(NOBODY).output().ok().filter(|output| output.status.success())
        };
        if become_nobody(&mut command(&["--version"])).is_none() {
            println!("left out: this needs to become another user, who may read the program");
            return None;
        }
        Some(run(command(arguments).current_dir(self.root()).uid(NOBODY).gid(NOBODY)))
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new("timeout");
    command.args([SECONDS, env!("CARGO_BIN_EXE_onramp")]).args(arguments);
    if arguments.first().is_some_and(|first| !first.starts_with('-')) {
        command.args(["--lang", "en"]);
    }
    command.env("SOURCE_DATE_EPOCH", "1795392000").env_remove("RUST_BACKTRACE");
    command
}

fn run(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().expect("the program was killed");
    let outcome = Outcome { code, stdout: text(output.stdout), stderr: text(output.stderr) };
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    assert_ne!(code, 124, "it took longer than {SECONDS} s");
    assert!((0..=2).contains(&code), "exit code {code}: {}", outcome.stderr);
    outcome
}

impl Outcome {
    /// The exit code, and everything that must have been said.
    #[track_caller]
    pub fn says(self, code: i32, all: &[&str]) -> Outcome {
        let said = format!("{}\n{}", self.stdout, self.stderr);
        assert_eq!(self.code, code, "{said}");
        for part in all {
            assert!(said.contains(part), "not said: {part}\n{}", said.chars().take(4_000).collect::<String>());
        }
        self
    }
}
