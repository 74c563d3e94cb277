//! A burst of events on its way to one change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notify::Event;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};

/// How long nothing may happen until a change is taken for complete: when every file was closed, when one is still open (or the
/// system does not say), when a file is empty or gone, as between the two steps of a save.
const CLOSED: Duration = Duration::from_millis(3);
const OPEN: Duration = Duration::from_millis(20);
const EMPTY: Duration = Duration::from_millis(60);
/// Whoever writes without a break is shown what there is so far.
const LONGEST: Duration = Duration::from_millis(250);

/// What has been heard of so far.
#[derive(Debug)]
pub struct Settling {
    pub paths: BTreeSet<PathBuf>,
    /// Something was missed.
    pub is_unsure: bool,
    /// Files that somebody is writing.
    open: BTreeSet<PathBuf>,
    start: Instant,
    /// How long nothing has happened.
    quiet: Duration,
    waiting: Duration,
}

impl Default for Settling {
    fn default() -> Self {
        Settling {
            paths: BTreeSet::new(),
            is_unsure: false,
            open: BTreeSet::new(),
            start: Instant::now(),
            quiet: Duration::ZERO,
            waiting: Duration::ZERO,
        }
    }
}

impl Settling {
    pub fn note(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.is_unsure = true;
            return;
        };
        self.is_unsure |= event.need_rescan();
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                self.open.retain(|path| !event.paths.contains(path));
            }
            // Reading changes nothing; we do so ourselves.
            EventKind::Access(_) => return,
            EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) | EventKind::Create(CreateKind::File) => {
                self.open.extend(event.paths.iter().cloned());
            }
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => {
                self.open.retain(|path| !event.paths.contains(path))
            }
            _ => {}
        }
        self.paths.extend(event.paths);
        self.quiet = Duration::ZERO;
    }

    /// Nothing that matters was heard of.
    pub fn is_idle(&self) -> bool {
        self.paths.is_empty() && !self.is_unsure
    }

    /// How long to wait for more; `None` when the change is complete.
    pub fn patience(&mut self, is_emptied: &dyn Fn(&Path) -> bool) -> Option<Duration> {
        let enough = if self.open.is_empty() { CLOSED } else { OPEN };
        let is_over = self.start.elapsed() >= LONGEST;
        let is_complete =
            is_over || self.quiet >= EMPTY || self.quiet >= enough && !self.paths.iter().any(|path| is_emptied(path));
        let next = if self.quiet < enough { enough - self.quiet } else { EMPTY - self.quiet.min(EMPTY) };
        self.waiting = next;
        (!is_complete).then_some(next)
    }

    /// Nothing more came in that time.
    pub fn waited(&mut self) {
        self.quiet += self.waiting;
    }
}
