//! A running `onramp serve`, ended with the value, and somebody who asks it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take; reached only by what never happens.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Desk {
    process: Child,
    /// What it prints, line by line.
    lines: Receiver<String>,
    pub port: u16,
    pub root: PathBuf,
    /// Kept for as long as it is served.
    _place: Option<tempfile::TempDir>,
}

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Desk {
    /// Serves a project with these files.
    pub fn with(files: &[(&str, &str)], arguments: &[&str]) -> Desk {
        Desk::run_with(Command::new(env!("CARGO_BIN_EXE_onramp")), files, arguments)
    }

    /// The same by a command that runs the program with all further arguments.
    pub fn run_with(command: Command, files: &[(&str, &str)], arguments: &[&str]) -> Desk {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("项 目");
        for (path, text) in files {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let mut desk = Desk::run(command, &root, arguments);
        desk._place = Some(place);
        desk
    }

    /// Serves the project in a folder.
    #[allow(dead_code, reason = "only the tests in a browser do")]
    pub fn at(root: &Path, arguments: &[&str]) -> Desk {
        Desk::run(Command::new(env!("CARGO_BIN_EXE_onramp")), root, arguments)
    }

    /// The same by a command that runs the program with all further arguments.
    pub fn run(mut command: Command, root: &Path, arguments: &[&str]) -> Desk {
        let port = if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] };
        let mut process = command
            .args(["serve", "--lang", "en", "--project"])
            .arg(root)
            .args(port)
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", "1795392000")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut desk = Desk { process, lines, port: 0, root: root.to_owned(), _place: None };
        let line = desk.says("http://localhost:");
        desk.port = line.rsplit(':').next().unwrap().trim_end_matches('/').parse().unwrap();
        desk
    }

    /// Waits for a line with these words in it.
    pub fn says(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let line = self.lines.recv_timeout(PATIENCE.saturating_sub(start.elapsed()));
            let line = line.unwrap_or_else(|_| panic!("it never says {words:?}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n", self.port))
    }

    /// Sends the lines of a request and reads the whole answer.
    pub fn ask(&self, lines: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(format!("{lines}Connection: close\r\n\r\n").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        // Who sends nonsense may be hung up on.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    /// Waits until an address answers as it should; looks again whenever something has changed.
    pub fn until(&self, path: &str, what: &str, is_so: impl Fn(&Answer) -> bool) -> Answer {
        let mut news = News::of(self);
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if is_so(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path} never is: {what}\n{}\n{}", answer.head, answer.body);
            news.next();
        }
    }

    pub fn until_shows(&self, path: &str, words: &str) -> Answer {
        self.until(path, words, |answer| answer.status == 200 && answer.body.contains(words))
    }

    pub fn until_gone(&self, path: &str) {
        self.until(path, "gone", |answer| answer.status == 404);
    }

    /// The findings of a page when the rules have run.
    pub fn findings(&self, page: &str, is_so: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let path = format!("/_desk/findings?page={page}");
        let read = |answer: &Answer| serde_json::from_str::<serde_json::Value>(&answer.body).unwrap();
        let answer = self.until(&path, "the findings", |answer| {
            let found = read(answer);
            found["complete"] == true && is_so(&found)
        });
        read(&answer)
    }

    pub fn write(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The changes as a tab hears of them.
pub struct News(BufReader<TcpStream>);

impl News {
    pub fn of(desk: &Desk) -> News {
        let mut stream = TcpStream::connect(("127.0.0.1", desk.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let request = format!("GET /_desk/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", desk.port);
        stream.write_all(request.as_bytes()).unwrap();
        let mut news = News(BufReader::new(stream));
        news.next();
        news
    }

    /// The next change: which snapshot, and whether its rules have run. The first is what is shown now.
    pub fn next(&mut self) -> (u64, bool) {
        let (start, mut line) = (Instant::now(), String::new());
        loop {
            // Now and then a line comes that says only that the desk is still there.
            assert!(start.elapsed() < PATIENCE, "nothing changes in time");
            line.clear();
            let length = self.0.read_line(&mut line).expect("something changes in time");
            assert!(length > 0, "the desk is gone");
            if let Some(data) = line.strip_prefix("data: ") {
                let change: serde_json::Value = serde_json::from_str(data).unwrap();
                return (change["number"].as_u64().unwrap(), change["checked"] == true);
            }
        }
    }
}
