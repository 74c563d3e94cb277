//! Waits for changes in a project's folder and lets them settle.
//!
//! What comes out are hints: where something may have changed. Where the system cannot tell (its limit of watches is reached, the
//! folder is on another machine), the hint is “somewhere”, every half second; and now and then it is that anyway, so that nothing
//! is missed for long.

#![expect(clippy::disallowed_methods, reason = "waiting needs a clock")]

mod far_away;
mod settling;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::Words;
use crate::words;

use settling::Settling;

/// How often a folder is looked at that cannot be watched, and how often one that can.
const POLL: Duration = Duration::from_millis(500);
const MAKE_SURE: Duration = Duration::from_secs(5);
/// Looking takes at most one part of so many of the time: where it is the only way to notice anything, and where it is not.
const POLL_SHARE: u32 = 4;
const MAKE_SURE_SHARE: u32 = 20;
/// Into a new folder something may be written before it is watched.
const NEW_FOLDER: Duration = Duration::from_millis(200);

/// The folders whose every change matters.
const TOPS: [&str; 2] = ["content", "themes"];

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    At(BTreeSet<PathBuf>),
    Somewhere,
}

/// A folder that is being watched.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    /// As the system names it, which may be another name.
    real_root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// The whole folder is watched, not only its parts.
    is_plain: bool,
    /// Why it is polled.
    why: Option<Words>,
    /// To be looked at once more, soon.
    again: bool,
    /// When it was last told of a change, which has been looked at since.
    last: Option<Instant>,
}

impl Watch {
    /// Watches the project in `root`; with `poll`, looks at it every half second instead.
    pub fn start(root: &Path, poll: bool) -> Watch {
        let (sender, events) = mpsc::channel();
        let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut watch = Watch {
            root: root.to_owned(),
            real_root,
            watcher: None,
            events,
            is_plain: false,
            why: None,
            again: false,
            last: None,
        };
        if poll {
            watch.why = Some(words!("按要求", "as you asked"));
        } else if far_away::is_far_away(root) {
            watch.why = Some(words!("它在另一台机器上", "it is on another machine"));
        } else {
            let config = Config::default().with_follow_symlinks(false);
            match RecommendedWatcher::new(sender, config) {
                Ok(watcher) => watch.watcher = Some(watcher),
                Err(error) => watch.give_up(&error),
            }
            watch.watch_all();
        }
        watch
    }

    /// Why the folder is looked at every half second instead of being watched.
    pub fn why_polling(&self) -> Option<&Words> {
        self.why.as_ref()
    }

    /// Waits for the next change. `is_emptied` says of a file that it is empty or gone and was not before: then somebody may be
    /// just writing it, and it is waited for a little longer.
    pub fn wait(&mut self, is_emptied: &dyn Fn(&Path) -> bool) -> Change {
        // Reading the project at first is no looking, and takes much longer.
        let looked = self.last.map_or(Duration::ZERO, |last| last.elapsed());
        let change = self.next(looked, is_emptied);
        self.last = Some(Instant::now());
        change
    }

    fn next(&mut self, looked: Duration, is_emptied: &dyn Fn(&Path) -> bool) -> Change {
        let Some(watcher) = &self.watcher else {
            thread::sleep(POLL.max(looked * POLL_SHARE));
            return Change::Somewhere;
        };
        // Kept alive for as long as it is waited for.
        let _ = watcher;
        loop {
            let patience =
                if std::mem::take(&mut self.again) { NEW_FOLDER } else { MAKE_SURE.max(looked * MAKE_SURE_SHARE) };
            let first = match self.events.recv_timeout(patience) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return Change::Somewhere,
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return Change::Somewhere;
                }
            };
            let mut settling = Settling::default();
            settling.note(first);
            if settling.is_idle() {
                continue;
            }
            while let Some(patience) = settling.patience(&|path| is_emptied(&self.named(path))) {
                match self.events.recv_timeout(patience) {
                    Ok(event) => settling.note(event),
                    Err(_) => settling.waited(),
                }
            }
            let paths: BTreeSet<PathBuf> = settling.paths.iter().map(|path| self.named(path)).collect();
            self.again = paths.iter().any(|path| path.is_dir());
            let is_top = |path: &PathBuf| TOPS.iter().any(|top| *path == self.root.join(top)) || *path == self.root;
            if paths.iter().any(is_top) {
                self.watch_all();
            }
            return if settling.is_unsure { Change::Somewhere } else { Change::At(paths) };
        }
    }

    /// A path as the project names it.
    fn named(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.real_root).map_or_else(|_| path.to_owned(), |within| self.root.join(within))
    }

    /// Watches what there is now: the top for what comes and goes there, and all that matters below it.
    fn watch_all(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let root = &self.real_root;
        let is_plain = !root.join(TOPS[0]).is_dir();
        let mut outcome = Ok(());
        if is_plain != self.is_plain {
            // It was not watched the first time.
            let _ = watcher.unwatch(root);
        }
        let mode = if is_plain { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        outcome = outcome.and(watcher.watch(root, mode));
        self.is_plain = is_plain;
        for top in TOPS.map(|top| root.join(top)) {
            if is_plain || !top.is_dir() {
                continue;
            }
            // A folder that was removed and made again has the name of one that is watched no more.
            let _ = watcher.unwatch(&top);
            outcome = outcome.and(watcher.watch(&top, RecursiveMode::Recursive));
        }
        match outcome {
            // It was there a moment ago; whatever is going on, more will be heard of it.
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => self.again = true,
            Err(error) => self.give_up(&error),
            Ok(()) => {}
        }
    }

    /// From now on the folder is looked at every half second.
    fn give_up(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.why = Some(match &error.kind {
            ErrorKind::MaxFilesWatch => words!(
                "系统允许监视的文件数用完了（Linux：提高 fs.inotify.max_user_watches）",
                "the system's limit of watched files is reached (on Linux, raise fs.inotify.max_user_watches)"
            ),
            _ => words!("监视不了：{error}", "it cannot be watched: {error}"),
        });
    }
}
