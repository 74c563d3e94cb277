//! The search of a snapshot, made when somebody asks for it.
//!
//! To index takes longer than to show a page, so no page waits for it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::answer::Answer;
use super::snapshot::Snapshot;
use crate::Project;
use crate::search::{Content, FOLDER, Prepared, Remembered, Search, Wish};

/// How many results are told of when nobody says how many.
const MOST: usize = 20;

pub struct Searching {
    memory: Arc<Remembered>,
    /// `None` without the memory for it.
    prepared: OnceLock<Option<Arc<Prepared>>>,
    /// What the browser's search loads, by output path.
    files: OnceLock<BTreeMap<String, Content>>,
}

impl Searching {
    pub fn new(memory: Arc<Remembered>) -> Searching {
        Searching { memory, prepared: OnceLock::new(), files: OnceLock::new() }
    }

    pub fn search<'a>(&self, project: &'a Project) -> Option<Search<'a>> {
        let prepare = || project.search_again(&self.memory).ok().map(|search| search.prepared());
        let prepared = self.prepared.get_or_init(prepare).clone()?;
        Some(Search::with(&project.book, prepared))
    }

    pub fn file(&self, project: &Project, path: &str) -> Option<Vec<u8>> {
        if !path.starts_with(FOLDER) {
            return None;
        }
        let search = self.search(project)?;
        self.files(&search).get(path).map(|content| search.bytes(content))
    }

    /// Makes all of it, if any of it was made for an earlier snapshot.
    pub fn keep_up(&self, project: &Project) {
        if self.memory.is_in_use()
            && let Some(search) = self.search(project)
        {
            self.files(&search);
        }
    }

    fn files(&self, search: &Search) -> &BTreeMap<String, Content> {
        self.files.get_or_init(|| {
            let files = search.files().unwrap_or_default();
            files.into_iter().map(|file| (file.path, file.content)).collect()
        })
    }
}

/// Results with the parts of their scores, as `onramp search --explain --format json` has them, for `q=QUERY` and, if they are
/// given, `edition=`, `kind=` and `limit=`. The pages of `own=`, an edition's folder or language, come first, as they do for its readers.
pub fn answer(snapshot: &Snapshot, query: &str) -> Answer {
    let value = |name: &str| {
        let part = query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
        let blanks = part.replace('+', " ");
        Some(percent_encoding::percent_decode_str(&blanks).decode_utf8_lossy().into_owned())
    };
    let editions = &snapshot.project().book.editions;
    let wish = Wish {
        limit: value("limit").and_then(|limit| limit.parse().ok()).unwrap_or(MOST).min(100),
        own: value("own").and_then(|own| editions.iter().position(|of| of.folder == own || of.language == own)),
        edition: value("edition"),
        kind: value("kind"),
        explain: true,
    };
    let words = value("q").unwrap_or_default();
    let Some(Ok(found)) = snapshot.search().map(|search| search.find(&words, &wish)) else {
        return Answer::text(503, "no memory for the index");
    };
    // Writing JSON fails only for maps whose keys are no strings, and there are none.
    let body = serde_json::to_vec(&found.rows(true)).unwrap_or_default();
    Answer { status: 200, kind: "application/json".to_owned(), body, ..Answer::default() }
}
