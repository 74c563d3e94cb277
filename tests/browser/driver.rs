//! chromedriver as a process of the test: started on a free port, gone when the test ends, even by a panic.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Where distributions put Chromium and its driver, by name.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: [&str; 2] = ["chromedriver", "chromium.chromedriver"];

/// A running chromedriver.
pub struct Driver {
    process: Child,
    /// Kept open: the driver would be stopped by a message nobody can read.
    _output: BufReader<ChildStdout>,
    pub address: String,
    pub chromium: PathBuf,
}

impl Driver {
    /// Starts chromedriver.
    ///
    /// # Panics
    /// When it or Chromium is missing: a test that cannot look at pages has failed.
    pub fn start() -> Driver {
        let chromium = find(&CHROMIUM);
        let mut process = Command::new(find(&DRIVER))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut output = BufReader::new(process.stdout.take().expect("standard output is piped"));
        let mut line = String::new();
        // “ChromeDriver was started successfully on port 45913.”
        let port = loop {
            line.clear();
            let length = output.read_line(&mut line).expect("chromedriver speaks UTF-8");
            assert!(length > 0, "chromedriver ended before it named its port");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim_end().trim_end_matches('.').to_owned();
            }
        };
        Driver { process, _output: output, address: format!("http://127.0.0.1:{port}"), chromium }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have gone by itself; either way it is not left running, nor as a zombie.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn find(names: &[&str]) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let found = places.into_iter().find(|place| Path::is_file(place));
    found.unwrap_or_else(|| panic!("no {} in PATH; tests/run installs it", names.join(" or ")))
}
