//! “My progress”: the edition as a list of what a reader can do in it. What was done, the page's script knows.

use serde::Serialize;

use super::Renderer;
use super::page::{PageKind, PageView};
use crate::book::{PageId, Role};
use crate::components::{Component, Need};
use crate::diagnostic::Diagnostic;
use crate::document::{Acknowledge, BlockKind, each_block};
use crate::outline::{encode, output_path, own_page_path, relative};

#[derive(Serialize)]
struct ProgressView {
    #[serde(flatten)]
    page: PageView,
    /// Of all texts of the edition.
    version: String,
    parts: Vec<ProgressPart>,
}

/// A chapter, or the pages outside of any.
#[derive(Serialize)]
struct ProgressPart {
    /// The chapter's page; empty for the pages outside of chapters.
    page: String,
    number: Option<String>,
    title: String,
    href: Option<String>,
    pages: Vec<ProgressPage>,
}

#[derive(Serialize)]
struct ProgressPage {
    page: String,
    number: Option<String>,
    title: String,
    href: String,
    /// There is something to read.
    readable: bool,
    /// Readers confirm that they know it: the versions that count, separated by blanks.
    acknowledge: Option<String>,
    yearly: bool,
    items: Vec<ProgressItem>,
}

impl ProgressPage {
    fn has_anything(&self) -> bool {
        self.readable || self.acknowledge.is_some() || !self.items.is_empty()
    }
}

/// A quiz, a conversation or a checklist of a page.
#[derive(Serialize)]
struct ProgressItem {
    component: &'static str,
    id: String,
    title: String,
    href: String,
    /// It can be passed: it has a pass mark.
    pass: bool,
    /// What is to be done in a checklist.
    tasks: Vec<Task>,
}

/// An item of a checklist, as far as its state depends on it.
#[derive(Serialize)]
struct Task {
    id: String,
    done: bool,
    needs: Vec<Need>,
}

impl Renderer<'_> {
    /// The page on which readers see what they have done.
    pub fn progress(&self, edition: usize) -> Result<String, Box<Diagnostic>> {
        let own = own_page_path(self.book, edition, "progress");
        let pages = &self.book.editions[edition].pages;
        let mut parts = Vec::new();
        let mut outside = vec![self.progress_page(&own, PageId { edition, page: 0 })];
        for child in &pages[0].children {
            let id = PageId { edition, page: *child };
            if pages[*child].role == Role::Lesson {
                outside.push(self.progress_page(&own, id));
                continue;
            }
            let mut below = Vec::new();
            self.progress_pages(&own, id, &mut below);
            parts.push(ProgressPart {
                page: pages[*child].key.clone(),
                number: pages[*child].number.clone(),
                title: pages[*child].title.clone(),
                href: Some(encode(&relative(&own, &output_path(self.book, id)))),
                pages: below,
            });
        }
        outside.retain(ProgressPage::has_anything);
        if !outside.is_empty() {
            let title = self.word(edition, "progress_other_pages");
            parts.push(ProgressPart { page: String::new(), number: None, title, href: None, pages: outside });
        }
        let page = self.own_page(edition, &own, PageKind::Progress);
        let view = ProgressView { page, version: self.book.editions[edition].version(), parts };
        self.theme.render("progress.html", &self.editions[edition].context, &view)
    }

    /// A page of the site's own, with the chapter list beside it and the files of its component.
    pub fn own_page(&self, edition: usize, own: &str, kind: PageKind) -> PageView {
        let (name, component) = match kind {
            PageKind::Review => ("review", Some("review")),
            PageKind::Search => ("search", None),
            _ => ("progress", Some("progress")),
        };
        let mut view = self.bare_view(edition, own, kind, self.word(edition, name));
        let front = PageId { edition, page: 0 };
        view.contents = super::contents::mark_current(&self.contents(front), "", &view.root);
        view.translations = self.translations(front, own);
        for (at, other) in view.translations.iter_mut().enumerate() {
            other.href = encode(&relative(own, &own_page_path(self.book, at, name)));
            other.canonical = None;
        }
        if let Some(component) = component {
            self.add_files_of(component, own, &mut view);
        }
        view
    }

    fn word(&self, edition: usize, key: &str) -> String {
        self.editions[edition].view.text.get(key).cloned().unwrap_or_default()
    }

    /// A chapter's own page and everything below it in reading order.
    fn progress_pages(&self, own: &str, id: PageId, pages: &mut Vec<ProgressPage>) {
        let page = self.progress_page(own, id);
        if page.has_anything() {
            pages.push(page);
        }
        for child in &self.book.page(id).children {
            self.progress_pages(own, PageId { page: *child, ..id }, pages);
        }
    }

    fn tasks(&self, id: PageId, component: &Component) -> Vec<Task> {
        let Component::Checklist(list) = component else { return Vec::new() };
        self.with_surroundings(id, |surroundings| {
            let tasks =
                list.items().map(|item| Task { id: item.id.clone(), done: item.done, needs: item.needs(surroundings) });
            tasks.collect()
        })
    }

    fn progress_page(&self, own: &str, id: PageId) -> ProgressPage {
        let page = self.book.page(id);
        let href = encode(&relative(own, &output_path(self.book, id)));
        let mut items = Vec::new();
        each_block(&page.document.blocks, &mut |block| {
            if let BlockKind::Component(component) = &block.kind
                && let (Some(name), Some(anchor)) = (component.name(), component.id())
                && matches!(name, "quiz" | "scenario" | "checklist")
            {
                items.push(ProgressItem {
                    component: name,
                    id: format!("{}#{anchor}", page.key),
                    title: component.title().to_owned(),
                    pass: component.has_pass_mark(),
                    href: format!("{href}#{}", encode(anchor)),
                    tasks: self.tasks(id, component),
                });
            }
        });
        ProgressPage {
            page: page.key.clone(),
            number: page.number.clone(),
            title: page.title.clone(),
            href,
            readable: page.readable(),
            acknowledge: page.document.front.confirmed().map(|_| self.versions(id)),
            yearly: page.document.front.confirmed() == Some(Acknowledge::Yearly),
            items,
        }
    }
}
