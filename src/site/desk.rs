//! The frame of pages that only `serve` has: the theme's own, in the language of whoever writes.

use super::Renderer;
use super::contents::mark_current;
use super::page::{EditionView, LinkView, PageKind, PageView, TranslationView};
use super::theme::EditionContext;
use crate::book::{PageId, own_name};

/// Bar, contents and footer for a page of the desk, and the theme's words.
pub struct DeskFrame {
    pub context: EditionContext,
    pub view: PageView,
}

impl Renderer<'_> {
    /// The frame of a page at the output path `own`, with the words of a language, which need not be an edition's. `title` is the key
    /// of a word, `others` are the page's addresses in each language. `None` for a book without an edition.
    pub fn desk_frame(&self, own: &str, language: &str, title: &str, others: &[(&str, String)]) -> Option<DeskFrame> {
        let short = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let edition =
            self.book.editions.iter().position(|edition| short(&edition.language) == short(language)).unwrap_or(0);
        let mut shared: EditionView = self.editions.get(edition)?.view.clone();
        shared.text = self.theme.strings(language);
        if short(&shared.site.language) != short(language) {
            language.clone_into(&mut shared.site.language);
        }
        let title = shared.text.get(title).cloned().unwrap_or_default();
        let mut view = self.bare_view(edition, own, PageKind::Desk, title);
        let front = PageId { edition, page: 0 };
        view.contents = mark_current(&self.contents(front), "", &view.root);
        view.crumbs = vec![LinkView { title: shared.site.title.clone(), href: view.home.clone() }];
        let translation = |(tag, href): &(&str, String)| TranslationView {
            language: (*tag).to_owned(),
            name: own_name(tag).to_owned(),
            site_title: shared.site.title.clone(),
            href: href.clone(),
            canonical: None,
            current: short(tag) == short(language),
            exact: true,
        };
        view.translations = others.iter().map(translation).collect();
        Some(DeskFrame { context: self.theme.edition(&shared), view })
    }
}
