//! A server that is started, asked and ended.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(600);
/// How often is asked.
const POLL: Duration = Duration::from_millis(4);

pub struct Server {
    process: Child,
    pub port: u16,
    /// Seconds until the first page was there.
    pub started: f64,
}

impl Server {
    /// Starts a program in a folder; `{port}` in its arguments stands for a free port. Waits until it has the page.
    pub fn start(name: &str, command: &[&str], folder: &Path, page: &str) -> io::Result<Server> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let arguments = command[1..].iter().map(|argument| argument.replace("{port}", &port.to_string()));
        let start = Instant::now();
        let process = Command::new(command[0])
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Server { process, port, started: 0.0 };
        server.until(page, |_| true).map_err(|error| io::Error::other(format!("{name}: {error}")))?;
        server.started = start.elapsed().as_secs_f64();
        // What goes on after the first page would be measured with the first edit.
        thread::sleep(Duration::from_secs(2));
        Ok(server)
    }

    /// Asks for a page again and again until it is as it should be.
    pub fn until(&mut self, page: &str, is_so: impl Fn(&str) -> bool) -> io::Result<()> {
        let start = Instant::now();
        let mut connection = None;
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait()? {
                return Err(io::Error::other(format!("it ended with {status}")));
            }
            if let Ok((200, body)) = self.get(page, &mut connection)
                && is_so(&body)
            {
                return Ok(());
            }
            thread::sleep(POLL);
        }
        Err(io::Error::other(format!("{page} does not come")))
    }

    /// A page over a connection that is kept.
    pub fn get(&self, page: &str, connection: &mut Option<BufReader<TcpStream>>) -> io::Result<(u16, String)> {
        let answer = self.ask(page, connection);
        if answer.is_err() {
            *connection = None;
        }
        answer
    }

    fn ask(&self, page: &str, connection: &mut Option<BufReader<TcpStream>>) -> io::Result<(u16, String)> {
        let mut stream = match connection.take() {
            Some(stream) => stream,
            None => BufReader::new(self.connect()?),
        };
        let host = self.port;
        write!(stream.get_mut(), "GET {page} HTTP/1.1\r\nHost: localhost:{host}\r\n\r\n")?;
        let (mut status, mut length, mut line, mut is_chunked, mut closes) = (0, None, String::new(), false, false);
        loop {
            line.clear();
            if stream.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            } else if let Some(rest) = header.strip_prefix("http/1.") {
                status = rest.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
                closes = rest.starts_with('0');
            } else if let Some(rest) = header.strip_prefix("content-length:") {
                length = rest.trim().parse::<usize>().ok();
            }
            is_chunked |= header.starts_with("transfer-encoding:") && header.contains("chunked");
            closes |= header == "connection: close";
        }
        let mut body = Vec::new();
        match length {
            _ if is_chunked => chunks(&mut stream, &mut body)?,
            Some(length) => {
                body.resize(length, 0);
                stream.read_exact(&mut body)?;
            }
            None => drop(stream.read_to_end(&mut body)?),
        }
        if !closes && (is_chunked || length.is_some()) {
            *connection = Some(stream);
        }
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }

    pub fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    /// The most memory it has had, in MiB.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = most.and_then(|most| most.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1024.0)
    }

    pub fn stop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn chunks(stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let length = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        let start = body.len();
        body.resize(start + length, 0);
        stream.read_exact(&mut body[start..])?;
        line.clear();
        stream.read_line(&mut line)?;
        if length == 0 {
            return Ok(());
        }
    }
}
