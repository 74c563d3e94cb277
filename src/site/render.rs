//! Book, outline and theme → the site: a recipe for every output.

use std::sync::{Arc, OnceLock};

use super::page::{EditionView, PageKind, PageView, SiteView};
use super::theme::{EditionContext, Theme};
use super::{Recipe, Site};
use crate::book::{Book, PageId};
use crate::diagnostic::Diagnostic;
use crate::outline::{Outline, encode, output_path, own_page_path, relative};
use crate::source::Sources;

/// All that pages are made from. Shared by their recipes.
pub struct Renderer<'a> {
    pub book: &'a Book,
    pub outline: &'a Outline,
    pub sources: &'a Sources,
    pub theme: &'a Theme,
    pub editions: Vec<EditionShared>,
    /// Components are drawn for whoever writes them.
    pub drawings: bool,
}

/// What the pages of one edition share, made once.
pub struct EditionShared {
    pub view: EditionView,
    pub context: EditionContext,
    /// Where the edition's feed goes, if it has one.
    pub feed: Option<String>,
    /// The chapter list around each page that needs one of its own.
    pub contents: Vec<OnceLock<Arc<str>>>,
    /// The words of the search as a script: its output path and text.
    pub search_words: (String, String),
}

/// The whole site as recipes. Nothing is rendered yet.
pub fn render<'a>(book: &'a Book, outline: &'a Outline, sources: &'a Sources, theme: &'a Theme) -> Site<'a> {
    site(Renderer::new(book, outline, sources, theme))
}

/// The same site for trainers: with the drawings of its conversations.
pub fn render_with_drawings<'a>(
    book: &'a Book,
    outline: &'a Outline,
    sources: &'a Sources,
    theme: &'a Theme,
) -> Site<'a> {
    site(Renderer { drawings: true, ..Renderer::new(book, outline, sources, theme) })
}

fn site<'a>(renderer: Renderer<'a>) -> Site<'a> {
    let Renderer { book, outline, sources, theme, .. } = renderer;
    let mut site = Site::default();
    if book.editions.is_empty() {
        return site;
    }
    let renderer = Arc::new(renderer);
    for (id, _) in book.pages() {
        let renderer = renderer.clone();
        site.insert(output_path(book, id), Recipe::Page(Box::new(move || renderer.page(id).map(String::into_bytes))));
    }
    for (path, bytes) in theme.assets() {
        site.insert(path, Recipe::Bytes(bytes));
    }
    for (source, output) in &outline.media {
        // Two files of one name and content have one address: a picture that both languages have in their folders.
        if let Some(asset) = sources.assets.get(source)
            && site.get(output).is_none()
        {
            let (disk, length, hash) = (asset.disk.clone(), asset.length, asset.hash.clone());
            site.insert(output.clone(), Recipe::File { disk, length, hash });
        }
    }
    for alias in &outline.aliases {
        site.insert(
            alias.output.clone(),
            Recipe::Bytes(renderer.redirect(&alias.output, alias.page).into_bytes().into()),
        );
    }
    for edition in 0..book.editions.len() {
        let (for_progress, for_review) = (renderer.clone(), renderer.clone());
        site.insert(
            own_page_path(book, edition, "progress"),
            Recipe::Page(Box::new(move || for_progress.progress(edition).map(String::into_bytes))),
        );
        site.insert(
            own_page_path(book, edition, "review"),
            Recipe::Page(Box::new(move || for_review.review(edition).map(String::into_bytes))),
        );
        let for_search = renderer.clone();
        site.insert(
            own_page_path(book, edition, "search"),
            Recipe::Page(Box::new(move || for_search.search_page(edition).map(String::into_bytes))),
        );
        let (path, script) = &renderer.editions[edition].search_words;
        site.insert(path, Recipe::Bytes(script.as_bytes().into()));
    }
    for (path, edition, template) in renderer.program_files() {
        let renderer = renderer.clone();
        let make = move || renderer.program_file(edition, template).map(String::into_bytes);
        site.insert(path, Recipe::Page(Box::new(make)));
    }
    let renderer_404 = renderer.clone();
    site.insert("404.html", Recipe::Page(Box::new(move || renderer_404.not_found().map(String::into_bytes))));
    if book.editions[0].folder.is_empty() {
        return site;
    }
    site.insert("index.html", Recipe::Page(Box::new(move || renderer.languages().map(String::into_bytes))));
    site
}

impl<'a> Renderer<'a> {
    /// Makes what the pages of each edition share.
    pub fn new(book: &'a Book, outline: &'a Outline, sources: &'a Sources, theme: &'a Theme) -> Self {
        let editions = book.editions.iter().map(|edition| {
            let title =
                book.config.title.get(&edition.language).map_or_else(|| edition.pages[0].title.clone(), str::to_owned);
            let (chapters, lessons) = edition.count();
            let view = EditionView {
                site: SiteView {
                    id: book.config.site_id(),
                    title,
                    description: book.config.description.get(&edition.language).map(str::to_owned),
                    url: book.config.url.clone(),
                    language: edition.language.clone(),
                    chapters,
                    lessons,
                },
                text: theme.strings(&edition.language),
            };
            let feed = match edition.folder.as_str() {
                "" => "feed.xml".to_owned(),
                folder => format!("{folder}/feed.xml"),
            };
            EditionShared {
                context: theme.edition(&view),
                view,
                feed: book.config.url.is_some().then_some(feed),
                contents: edition.pages.iter().map(|_| OnceLock::new()).collect(),
                search_words: (String::new(), String::new()),
            }
        });
        let mut renderer = Renderer { editions: editions.collect(), book, outline, sources, theme, drawings: false };
        for edition in 0..renderer.editions.len() {
            renderer.editions[edition].search_words = renderer.search_words(edition);
        }
        renderer
    }

    fn page(&self, id: PageId) -> Result<String, Box<Diagnostic>> {
        let view = self.page_view(id)?;
        self.theme.render(Theme::template_of(view.kind), &self.editions[id.edition].context, &view)
    }

    /// The page for addresses that do not exist, which says so in every language.
    fn not_found(&self) -> Result<String, Box<Diagnostic>> {
        let mut view = self.not_found_view(0);
        for (edition, shared) in self.editions.iter().enumerate().skip(1) {
            view.body += &self.theme.render("parts/not-found.html", &shared.context, &self.not_found_view(edition))?;
        }
        self.theme.render(Theme::template_of(view.kind), &self.editions[0].context, &view)
    }

    /// A host shows the page at any depth, so its links are absolute when they can be.
    fn not_found_view(&self, edition: usize) -> PageView {
        let title = self.editions[edition].view.text.get("not_found").cloned().unwrap_or_default();
        let mut view = self.bare_view(edition, "404.html", PageKind::NotFound, title);
        view.translations = self.translations(PageId { edition, page: 0 }, "404.html");
        if let Some(path) = self.book.config.url.as_deref().and_then(url_path) {
            let absolute = |href: &mut String| *href = format!("{path}{href}");
            view.styles.iter_mut().chain(&mut view.scripts).for_each(absolute);
            view.translations.iter_mut().map(|translation| &mut translation.href).for_each(absolute);
            let search = &mut view.search;
            [&mut view.home, &mut view.icon, &mut view.progress, &mut view.review, &mut search.page, &mut search.index]
                .into_iter()
                .chain(&mut view.feed)
                .chain(search.load.iter_mut().chain(&mut search.arrive).chain(&mut search.cards))
                .for_each(absolute);
            path.clone_into(&mut view.root);
        }
        view
    }

    /// `/`: the choice of language.
    fn languages(&self) -> Result<String, Box<Diagnostic>> {
        let title = self.editions[0].view.site.title.clone();
        let mut view = self.bare_view(0, "index.html", PageKind::Languages, title);
        view.canonical = self.absolute("");
        view.translations = self.translations(PageId { edition: 0, page: 0 }, "index.html");
        if view.translations.is_empty() {
            // One language in a folder of its own: the choice has one answer.
            return Ok(self.redirect("index.html", PageId { edition: 0, page: 0 }));
        }
        self.theme.render(Theme::template_of(view.kind), &self.editions[0].context, &view)
    }

    /// A page that leads on to another, for older addresses; works without a server's help.
    fn redirect(&self, from: &str, to: PageId) -> String {
        let language = &self.book.editions[to.edition].language;
        let title = super::html::escape_attribute(&self.book.page(to).title);
        let href = super::html::escape_href(&encode(&relative(from, &output_path(self.book, to))));
        let canonical = match self.absolute(&crate::outline::address(self.book, to)) {
            Some(address) => format!("<link rel=\"canonical\" href=\"{}\">\n", super::html::escape_href(&address)),
            None => String::new(),
        };
        format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n{canonical}\
             <meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n\
             <p><a href=\"{href}\">{title}</a></p>\n</html>\n"
        )
    }
}

/// `https://example.org/handbook/` → `/handbook/`.
fn url_path(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1;
    host.find('/').map(|slash| &host[slash..])
}
