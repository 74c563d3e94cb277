//! The sites that are looked at, built by the program itself, once for all tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

/// A built site on disk.
pub struct Site {
    pub folder: PathBuf,
}

/// The handbook that Onramp ships with.
pub fn handbook() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| build("handbook", Path::new(env!("CARGO_MANIFEST_DIR"))))
}

/// A project under `tests/sites/`, for what the handbook has no example of.
pub fn site(name: &str) -> Site {
    // Tests that share a site would each find the other one building it.
    static BUILDING: Mutex<()> = Mutex::new(());
    let _turn = BUILDING.lock();
    build(name, &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name))
}

/// A project anywhere, built into a folder of that name; built again, the site in the same place changes.
pub fn project(name: &str, project: &Path) -> Site {
    build(name, project)
}

impl Site {
    /// Every page there is, as its path in the site: `zh/company/index.html`. The same order every time.
    pub fn pages(&self) -> Vec<String> {
        let mut pages = Vec::new();
        collect(&self.folder, "", &mut pages);
        pages.sort();
        assert!(!pages.is_empty(), "{} has no pages", self.folder.display());
        pages
    }
}

fn build(name: &str, project: &Path) -> Site {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sites").join(name);
    let output = Command::new(env!("CARGO_BIN_EXE_onramp"))
        .args(["build", "--lang", "en", "--wait", "--project"])
        .arg(project)
        .arg("--output")
        .arg(&folder)
        .output()
        .expect("the program starts");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success(), "{} does not build:\n{said}", project.display());
    Site { folder }
}

fn collect(folder: &Path, path: &str, pages: &mut Vec<String>) {
    for entry in folder.read_dir().expect("the site can be read") {
        let entry = entry.expect("the site can be read");
        let name = entry.file_name().into_string().expect("addresses are UTF-8");
        let path = if path.is_empty() { name } else { format!("{path}/{name}") };
        if entry.path().is_dir() {
            collect(&entry.path(), &path, pages);
        } else if path.ends_with(".html") {
            pages.push(path);
        }
    }
}
