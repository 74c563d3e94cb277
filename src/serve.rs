//! Shows the project while somebody writes it: read once, held in memory, each page rendered when a browser asks for it.
//!
//! An edit is read, what it changes is understood again, the open tabs are told; the rules run after that, and their findings
//! follow. Nothing is ever written.

mod answer;
mod client;
mod desk;
mod desk_page;
mod findings;
mod host;
mod html;
mod http;
mod linking;
mod listen;
mod query;
mod samples;
mod search_page;
mod searching;
mod snapshot;
mod survey;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use jiff::civil::Date;
use tokio::sync::watch::Sender;

use crate::Project;
use crate::book::{Editor, Wish};
use crate::diagnostic::{Diagnostic, Language, Words};
use crate::source::{Folder, History};
use crate::watch::{Change, Watch};

use desk::{Desk, Shown};
use http::Service;
use survey::{Surveys, survey_when_asked};

pub use listen::{PORT, own_address};

/// How the project is to be shown.
pub struct Options {
    pub root: PathBuf,
    /// Where the site is published to, which is not read.
    pub output: PathBuf,
    pub wish: Wish,
    pub port: u16,
    /// Whoever is in the same network may look.
    pub colleagues: bool,
    /// Look at the folder every half second instead of being told of changes.
    pub poll: bool,
    pub language: Language,
    /// Instead of the one in `onramp.yaml`.
    pub editor: Option<Editor>,
    /// Asked again for every change, as a desk may stand open over midnight.
    pub today: fn() -> Date,
    /// Tells one run of the program from the next.
    pub run: u64,
}

/// What happens, for whoever started it.
pub enum News<'a> {
    /// Pages can be asked for.
    Listening(SocketAddr, Option<IpAddr>),
    /// The folder is not watched but looked at again and again.
    Polling(&'a Words),
    /// Something is different now; the paths when they are known.
    Changed(Vec<String>),
    /// The rules have run.
    Checked(&'a Project, Vec<Diagnostic>),
    /// The project's folder cannot be read any more; what was read last is still shown.
    Unreadable(io::Error),
}

/// Why nothing can be shown.
#[derive(Debug)]
pub enum ServeError {
    /// The project's folder cannot be read.
    Folder(io::Error),
    /// The port, and those after it, cannot be used.
    Port(io::Error),
}

/// Shows the project until the program is ended.
///
/// # Errors
/// When the folder cannot be read at first, or there is no port to listen at.
pub fn serve(options: Options, say: &(dyn Fn(News) + Sync)) -> Result<(), ServeError> {
    let Options { root, output, .. } = &options;
    // Before reading, so that nothing is missed in between.
    let mut watch = Watch::start(root, options.poll);
    let mut folder = Folder::open(root, output).map_err(ServeError::Folder)?;
    let listener = listen::listen(options.port, options.colleagues).map_err(ServeError::Port)?;
    let address = listener.local_addr().map_err(ServeError::Port)?;

    let mut desk = Desk::new(options.wish);
    let shown = Shown::new(desk.renew(folder.sources()));
    let first = http::Change { number: 1, ..http::Change::default() };
    let (changes, receiver) = tokio::sync::watch::channel(first);
    let (surveys, asked) = Surveys::new();
    let service = Service {
        shown: shown.clone(),
        surveys: surveys.clone(),
        today: options.today,
        root: root.clone(),
        changes: receiver,
        run: options.run,
        colleagues: options.colleagues,
        language: options.language,
        editor: options.editor.clone(),
    };
    let (wake, woken) = channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            if let Err(error) = http::run(listener, service) {
                say(News::Unreadable(error));
            }
        });
        let (shown, changes) = (&shown, &changes);
        scope.spawn(move || check_again_and_again(&woken, shown, changes, options.today, say));
        scope.spawn(move || {
            let done = |number| changes.send_modify(|change| change.surveyed = number);
            survey_when_asked(&asked, &surveys, shown, History::of(root), &done);
        });
        say(News::Listening(address, options.colleagues.then(own_address).flatten()));
        let _ = wake.send(());
        let (mut why, mut is_readable) = (None, true);
        loop {
            if watch.why_polling() != why.as_ref() {
                why = watch.why_polling().cloned();
                why.iter().for_each(|why| say(News::Polling(why)));
            }
            let change = watch.wait(&|disk| folder.is_emptied(disk));
            let different = match &change {
                Change::At(paths) => folder.look_at(paths.iter().map(PathBuf::as_path)),
                Change::Somewhere => folder.look(),
            };
            match different {
                Ok(is_different) => {
                    is_readable = true;
                    if !is_different {
                        continue;
                    }
                }
                Err(error) => {
                    if std::mem::take(&mut is_readable) {
                        say(News::Unreadable(error));
                    }
                    continue;
                }
            }
            let next = Arc::new(desk.renew(folder.sources()));
            let before = shown.replace(next.clone());
            changes.send_modify(|change| (change.number, change.is_checked) = (next.number, false));
            let _ = wake.send(());
            say(News::Changed(named(&change, root)));
            // To free a large one takes a while; by now nobody waits for it.
            drop(before);
        }
    })
}

/// Runs the rules on what is shown whenever that is another thing. One thread of its own does it, so that the next edit does not
/// wait for it.
fn check_again_and_again(
    woken: &Receiver<()>,
    shown: &Shown,
    changes: &Sender<http::Change>,
    today: fn() -> Date,
    say: &(dyn Fn(News) + Sync),
) {
    let Ok(alone) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
    while woken.recv().is_ok() {
        // Of several changes only the last one matters.
        while woken.try_recv().is_ok() {}
        let snapshot = alone.install(|| shown.check(today()));
        changes.send_if_modified(|change| {
            let is_current = change.number == snapshot.number;
            change.is_checked |= is_current;
            is_current
        });
        let (findings, _) = snapshot.findings();
        let held = snapshot.held.findings.iter().chain(findings).cloned().collect();
        say(News::Checked(snapshot.project(), held));
        alone.install(|| snapshot.keep_search_up());
    }
}

fn named(change: &Change, root: &Path) -> Vec<String> {
    let Change::At(paths) = change else { return Vec::new() };
    let within = |path: &PathBuf| Some(path.strip_prefix(root).ok()?.to_string_lossy().into_owned());
    paths.iter().filter_map(within).collect()
}
