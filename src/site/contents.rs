//! The chapter list beside every page: rendered once per chapter, and only marked for each page.
//!
//! A page carries the list of chapters and its own branch, never the whole book. What differs between the pages of a chapter,
//! the way to the root and the current entry, is put in afterwards.

use super::Renderer;
use super::page::{ContentsEntry, ContentsView};
use crate::book::{Edition, PageId};
use crate::diagnostic::Diagnostic;
use crate::outline::{encode, output_path};

/// Stands in the shared list for the way from a page to the site's root. A private-use character no text contains.
const ROOT: &str = "\u{f8f2}/";

/// A branch longer than this shows only its part around the open page.
const LONGEST_BRANCH: usize = 80;
const PART: usize = 40;

/// The contents around one chapter (or around one page of a very long one), still without root and current entry.
pub fn view(renderer: &Renderer, id: PageId) -> ContentsView {
    let edition = &renderer.book.editions[id.edition];
    let open: Vec<usize> = std::iter::successors(Some(id.page), |at| edition.pages[*at].parent).collect();
    ContentsView { entries: entries(renderer, edition, id, 0, &open).0 }
}

fn entries(
    renderer: &Renderer,
    edition: &Edition,
    id: PageId,
    of: usize,
    open: &[usize],
) -> (Vec<ContentsEntry>, usize) {
    let children = &edition.pages[of].children;
    let current = children.iter().position(|child| open.contains(child)).unwrap_or(0);
    let shown = match children.len() > LONGEST_BRANCH {
        true => {
            let start = current.saturating_sub(PART / 2).min(children.len() - PART);
            &children[start..start + PART]
        }
        false => children,
    };
    let list = shown.iter().map(|child| {
        let page = &edition.pages[*child];
        let is_open = open.contains(child) && !page.children.is_empty();
        let (inner, more) = if is_open { entries(renderer, edition, id, *child, open) } else { (Vec::new(), 0) };
        ContentsEntry {
            number: page.number.clone(),
            title: page.title.clone(),
            href: format!("{ROOT}{}", encode(&output_path(renderer.book, PageId { page: *child, ..id }))),
            page: page.key.clone(),
            chapter: page.role == crate::book::Role::Chapter,
            lessons: edition.lessons_below(*child),
            open: is_open,
            entries: inner,
            more,
        }
    });
    (list.collect(), children.len() - shown.len())
}

impl Renderer<'_> {
    /// The shared list for a page. Lessons of one chapter share one, unless the chapter is so long that each shows another part.
    pub fn contents(&self, id: PageId) -> std::sync::Arc<str> {
        let edition = &self.book.editions[id.edition];
        let page = &edition.pages[id.page];
        let siblings = page.parent.map_or(0, |parent| edition.pages[parent].children.len());
        let shared = match page.parent {
            Some(parent) if page.children.is_empty() && siblings <= LONGEST_BRANCH => PageId { page: parent, ..id },
            _ => id,
        };
        let cell = &self.editions[id.edition].contents[shared.page];
        cell.get_or_init(|| self.render_contents(shared).unwrap_or_default().into()).clone()
    }

    fn render_contents(&self, id: PageId) -> Result<String, Box<Diagnostic>> {
        self.theme.render("contents.html", &self.editions[id.edition].context, &view(self, id))
    }
}

/// The list as one page shows it.
pub fn mark_current(shared: &str, page: &str, root: &str) -> String {
    let mark = format!(" data-page=\"{}\"", super::html::escape_attribute(page));
    let (before, after) = shared.split_at(shared.find(&mark).unwrap_or(shared.len()));
    let current = if after.is_empty() { "" } else { " aria-current=\"page\"" };
    let mut html = String::with_capacity(shared.len() * 5 / 4);
    for (at, piece) in before.split(ROOT).enumerate() {
        html.push_str(if at > 0 { root } else { "" });
        html.push_str(piece);
    }
    html.push_str(current);
    for (at, piece) in after.split(ROOT).enumerate() {
        html.push_str(if at > 0 { root } else { "" });
        html.push_str(piece);
    }
    html
}
