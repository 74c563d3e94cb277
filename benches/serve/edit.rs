//! An edit that is made again and again, and how long each takes to show.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::server::Server;

/// Between two edits; whatever a server does after showing one is done by then.
const PAUSE: Duration = Duration::from_millis(700);
/// The first edit is not counted.
const WARM_UP: usize = 1;

pub struct Edit {
    file: PathBuf,
    /// The text, with `{mark}` where each edit is another one.
    text: String,
    renames: bool,
    asks_for_findings: bool,
    /// The page names what was changed instead of holding it: a style sheet by its hash.
    is_named: bool,
}

impl Edit {
    /// The first paragraph of a page.
    pub fn text(file: &Path) -> io::Result<Edit> {
        let text = fs::read_to_string(file)?;
        let mut paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
        let is_plain =
            |part: &String| !part.contains('\n') && !part.trim_start().starts_with(['#', '-', '|', '>', '`', '+']);
        let at = paragraphs.iter().skip(1).position(is_plain).ok_or(io::ErrorKind::InvalidData)? + 1;
        paragraphs[at] += " {mark}";
        Ok(Edit::of(file, paragraphs.join("\n\n")))
    }

    /// The title, which lists, neighbours and the chapter show too.
    pub fn title(file: &Path) -> io::Result<Edit> {
        let text = fs::read_to_string(file)?.replacen("title: \"", "title: \"{mark} ", 1);
        Ok(Edit::of(file, text))
    }

    /// A style sheet of the project's own.
    pub fn style(root: &Path) -> io::Result<Edit> {
        let file = root.join("themes/default/styles/95-own.css");
        fs::create_dir_all(root.join("themes/default/styles"))?;
        fs::write(&file, "p { --mark: none }\n")?;
        Ok(Edit { is_named: true, ..Edit::of(&file, "p { --mark: {mark} }\n".to_owned()) })
    }

    fn of(file: &Path, text: String) -> Edit {
        Edit { file: file.to_owned(), text, renames: false, asks_for_findings: false, is_named: false }
    }

    /// Writes beside the file and puts that in its place, as many editors do.
    pub fn by_renaming(self) -> Edit {
        Edit { renames: true, ..self }
    }

    /// Asks for the findings after each page, as an open tab does.
    pub fn with_findings(self) -> Edit {
        Edit { asks_for_findings: true, ..self }
    }

    /// Milliseconds until the text is there, by asking every few of them.
    pub fn by_asking(&self, server: &mut Server, page: &str, runs: usize) -> io::Result<Vec<f64>> {
        let mut times = Vec::new();
        for run in 0..runs + WARM_UP {
            thread::sleep(PAUSE);
            let mark = mark(run);
            self.write(&mark)?;
            let start = Instant::now();
            server.until(page, |body| body.contains(&mark))?;
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(times.split_off(WARM_UP))
    }

    /// Milliseconds until the text is there, by waiting to be told, as a tab does.
    pub fn by_event(&self, server: &Server, page: &str, runs: usize) -> io::Result<Vec<f64>> {
        let mut events = BufReader::new(server.connect()?);
        write!(events.get_mut(), "GET /_desk/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port)?;
        next(&mut events)?;
        let (mut times, mut connection) = (Vec::new(), None);
        let (_, mut last) = server.get(page, &mut connection)?;
        for run in 0..runs + WARM_UP {
            thread::sleep(PAUSE);
            let mark = mark(run);
            self.write(&mark)?;
            let start = Instant::now();
            loop {
                next(&mut events)?;
                let (_, body) = server.get(page, &mut connection)?;
                if body.contains(&mark) || self.is_named && body != last {
                    last = body;
                    break;
                }
            }
            times.push(start.elapsed().as_secs_f64() * 1000.0);
            if self.asks_for_findings {
                server.get(&format!("/_desk/findings?page={page}"), &mut connection)?;
            }
        }
        Ok(times.split_off(WARM_UP))
    }

    fn write(&self, mark: &str) -> io::Result<()> {
        let text = self.text.replace("{mark}", mark);
        if self.renames {
            let beside = self.file.with_extension("md~");
            fs::write(&beside, text)?;
            return fs::rename(beside, &self.file);
        }
        fs::write(&self.file, text)
    }
}

fn mark(run: usize) -> String {
    format!("edited{}x{run}q", std::process::id())
}

/// Waits for the next event.
fn next(events: &mut BufReader<std::net::TcpStream>) -> io::Result<()> {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        if events.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}
