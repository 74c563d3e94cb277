//! What is remembered between one index and the next, so that an edit costs what it changes.
//!
//! A page is cut into terms once for what it says. Pages that changed go into a segment of their own beside those that are there;
//! where the others lie does not matter to [`Index`]. Remembered = indexed afresh: `tests/remembered.rs`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Failure;
use super::index::{Index, Place};
use super::passages::{Origin, PageText};
use super::segment::{Builder, Segment};
use crate::book::{Book, PageId};
use crate::memo::Memory;
use crate::source::SourcePath;

/// With more segments, each query and each list of terms would take longer; all but the largest become one.
const MOST_SEGMENTS: usize = 16;

/// Texts and segments of the last index.
#[derive(Default)]
pub struct Remembered {
    texts: Memory<SourcePath, Origin, Arc<PageText>>,
    kept: Mutex<Vec<Kept>>,
}

/// A segment and the pages in it.
struct Kept {
    segment: Arc<Segment>,
    pages: HashMap<SourcePath, (usize, Arc<PageText>)>,
}

impl std::fmt::Debug for Remembered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Remembered")
    }
}

impl Remembered {
    /// Whether anything was indexed yet.
    pub fn is_in_use(&self) -> bool {
        !self.kept.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// What these pages say, and their index.
    pub(super) fn index(&self, book: &Book, pages: &[PageId]) -> Result<(Vec<Arc<PageText>>, Index), Failure> {
        let path = |id: &PageId| book.page(*id).document.path.clone();
        // Whoever comes second finds what the first has made.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = pages.iter().map(|id| (path(id), Origin::of(book, *id)));
        let texts = self.texts.recall_all(wanted, |_, origin| Arc::new(origin.read()));
        let paths: Vec<SourcePath> = pages.iter().map(path).collect();

        let find = |kept: &[Kept]| -> Vec<Option<Place>> {
            paths.iter().zip(&texts).map(|(path, text)| place_of(kept, path, text)).collect()
        };
        let places = find(&kept);
        give_up(&mut kept, &places);
        let places = find(&kept);
        let is_new = |at: &usize| places[*at].is_none();
        let new: Vec<usize> = (0..pages.len()).filter(is_new).collect();
        if !new.is_empty() {
            kept.push(Kept::of(new.iter().map(|at| (paths[*at].clone(), texts[*at].clone())))?);
        }
        let places: Vec<Place> = find(&kept).into_iter().flatten().collect();
        let index = Index::of(kept.iter().map(|kept| kept.segment.clone()).collect(), &places)?;
        Ok((texts, index))
    }
}

#[cfg(test)]
impl Remembered {
    /// How many pages each segment holds, still in use or not.
    pub fn sizes(&self) -> Vec<usize> {
        self.kept.lock().unwrap().iter().map(|kept| kept.pages.len()).collect()
    }
}

impl Kept {
    fn of(pages: impl Iterator<Item = (SourcePath, Arc<PageText>)>) -> Result<Kept, Failure> {
        let pages: HashMap<_, _> = pages.enumerate().map(|(at, (path, text))| (path, (at, text))).collect();
        let mut in_order: Vec<_> = pages.values().collect();
        in_order.sort_by_key(|(at, _)| *at);
        let length = |text: &PageText| text.passages.iter().map(|passage| passage.text.len()).sum::<usize>();
        let mut builder = Builder::new(in_order.iter().map(|(_, text)| length(text)).sum())?;
        in_order.into_iter().try_for_each(|(_, text)| builder.add(text))?;
        let segment = builder.finish()?.ok_or_else(|| Failure::InternalError("no pages to index".to_owned()))?;
        Ok(Kept { segment: Arc::new(segment), pages })
    }
}

fn place_of(kept: &[Kept], path: &SourcePath, text: &Arc<PageText>) -> Option<Place> {
    kept.iter().enumerate().find_map(|(segment, kept)| {
        let (page, known) = kept.pages.get(path)?;
        (Arc::ptr_eq(known, text) || known == text).then_some(Place { segment, page: *page })
    })
}

/// Lets go of segments of which less than half is still in use, and, when there are many, of all but the largest. Their pages
/// are indexed anew; as a segment has to lose that many pages first, this is rare.
fn give_up(kept: &mut Vec<Kept>, places: &[Option<Place>]) {
    let mut used = vec![0; kept.len()];
    places.iter().flatten().for_each(|place| used[place.segment] += 1);
    let is_in_use = |at: usize, kept: &Kept| used[at] * 2 > kept.pages.len();
    let left = used.iter().enumerate().filter(|(at, _)| is_in_use(*at, &kept[*at])).count();
    let most = used.iter().copied().max();
    let mut at = 0;
    kept.retain(|one| {
        let keep = is_in_use(at, one) && (left < MOST_SEGMENTS || Some(used[at]) == most);
        at += 1;
        keep
    });
}
