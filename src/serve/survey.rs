//! What takes too long to find out while a page is asked for: it is found out beside, and then the page is told.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;

use super::desk::Shown;
use super::snapshot::Snapshot;
use crate::overview::{Sentence, UnusedTerm, lost_sentences, unused_terms};
use crate::source::{History, SourcePath};

/// How long nothing may change before all of it is counted again.
const QUIET: Duration = Duration::from_millis(300);

/// Found out of one snapshot. Pages are named by their files, so that most of it is still right for the next one.
#[derive(Debug)]
pub struct Survey {
    /// The snapshot.
    pub number: u64,
    pub unused_terms: Vec<UnusedTerm>,
    /// `None` when there is no memory for the search.
    pub lost_sentences: Option<Vec<Sentence>>,
    /// When files were last changed, when Git knows.
    pub dates: Option<BTreeMap<SourcePath, Timestamp>>,
}

/// The last survey, for whoever shows it.
#[derive(Clone, Debug)]
pub struct Surveys {
    last: Arc<RwLock<Option<Arc<Survey>>>>,
    wake: Sender<()>,
}

impl Surveys {
    /// With what wakes [`survey_when_asked`].
    pub fn new() -> (Surveys, Receiver<()>) {
        let (wake, woken) = channel();
        (Surveys { last: Arc::default(), wake }, woken)
    }

    /// The last survey. When it is of another snapshot, one of this is begun; nobody waits for it.
    pub fn last(&self, wanted: &Snapshot) -> Option<Arc<Survey>> {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner).clone();
        if last.as_ref().is_none_or(|survey| survey.number != wanted.number) {
            let _ = self.wake.send(());
        }
        last
    }

    fn replace(&self, survey: Survey) {
        *self.last.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(survey));
    }
}

/// Surveys what is shown whenever somebody asks, on one thread of its own; `done` is told of which snapshot.
pub fn survey_when_asked(
    woken: &Receiver<()>,
    surveys: &Surveys,
    shown: &Shown,
    mut history: History,
    done: &dyn Fn(u64),
) {
    let Ok(alone) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
    let mut last = 0;
    while woken.recv().is_ok() {
        while woken.recv_timeout(QUIET).is_ok() {}
        let snapshot = shown.now();
        if snapshot.number == last {
            continue;
        }
        last = snapshot.number;
        surveys.replace(alone.install(|| survey(&snapshot, &mut history)));
        done(last);
    }
}

fn survey(snapshot: &Snapshot, history: &mut History) -> Survey {
    let project = snapshot.project();
    let dates = history.dates(project.book.pages().map(|(_, page)| &page.document.path));
    let lost_sentences = snapshot.search().and_then(|search| lost_sentences(&project.book, &search).ok());
    let unused_terms = unused_terms(&project.book, &project.outline);
    Survey { number: snapshot.number, unused_terms, lost_sentences, dates }
}
