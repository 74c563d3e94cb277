//! What is read by programs: sitemap, feed, robots.txt, llms.txt.

use serde::Serialize;

use super::Renderer;
use crate::book::PageId;
use crate::diagnostic::Diagnostic;
use crate::outline::{address, encode, output_path};

/// How many pages a feed holds, the latest first.
const FEED_LENGTH: usize = 30;

#[derive(Serialize)]
struct SitemapView {
    pages: Vec<SitemapPage>,
}

#[derive(Serialize)]
struct SitemapPage {
    address: String,
    reviewed: Option<String>,
    translations: Vec<(String, String)>,
}

#[derive(Serialize)]
struct FeedView {
    /// The feed's own address, and that of the edition's front page.
    address: String,
    home: String,
    /// The latest day on which any page was reviewed.
    updated: String,
    pages: Vec<FeedPage>,
}

#[derive(Serialize)]
struct FeedPage {
    address: String,
    title: String,
    description: Option<String>,
    reviewed: String,
}

#[derive(Serialize)]
struct RobotsView {
    sitemap: Option<String>,
}

#[derive(Serialize)]
struct LlmsView {
    title: String,
    description: Option<String>,
    editions: Vec<LlmsEdition>,
}

#[derive(Serialize)]
struct LlmsEdition {
    language: String,
    pages: Vec<LlmsPage>,
}

#[derive(Serialize)]
struct LlmsPage {
    chapter: bool,
    title: String,
    address: String,
    description: Option<String>,
}

impl Renderer<'_> {
    /// Output paths of the files for programs. Sitemap and feeds need absolute addresses, so they exist only with `url:`.
    pub fn program_files(&self) -> Vec<(String, usize, &'static str)> {
        let mut files = vec![("robots.txt".to_owned(), 0, "robots.txt"), ("llms.txt".to_owned(), 0, "llms.txt")];
        if self.book.config.url.is_some() {
            files.push(("sitemap.xml".to_owned(), 0, "sitemap.xml"));
            let feeds = self
                .editions
                .iter()
                .enumerate()
                .filter_map(|(at, edition)| Some((edition.feed.clone()?, at, "feed.xml")));
            files.extend(feeds);
        }
        files
    }

    /// Renders one of them.
    pub fn program_file(&self, edition: usize, template: &str) -> Result<String, Box<Diagnostic>> {
        let context = &self.editions[edition].context;
        match template {
            "sitemap.xml" => self.theme.render(template, context, &self.sitemap()),
            "feed.xml" => self.theme.render(template, context, &self.feed(edition)),
            "llms.txt" => self.theme.render(template, context, &self.llms()),
            _ => self.theme.render(template, context, &RobotsView { sitemap: self.absolute("sitemap.xml") }),
        }
    }

    fn sitemap(&self) -> SitemapView {
        let pages = self.book.pages().filter_map(|(id, page)| {
            let translations = self.translations(id, "").into_iter().filter(|other| other.exact);
            Some(SitemapPage {
                address: self.absolute(&address(self.book, id))?,
                reviewed: page.document.front.reviewed.as_ref().map(|date| date.value.to_string()),
                translations: translations.filter_map(|other| Some((other.language, other.canonical?))).collect(),
            })
        });
        SitemapView { pages: pages.collect() }
    }

    fn feed(&self, edition: usize) -> FeedView {
        let pages = self.book.editions[edition].pages.iter().enumerate();
        let mut dated: Vec<_> =
            pages.filter_map(|(at, page)| Some((page.document.front.reviewed.as_ref()?.value, at, page))).collect();
        dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        dated.truncate(FEED_LENGTH);
        let absolute = |path: &str| self.absolute(path).unwrap_or_default();
        FeedView {
            address: absolute(self.editions[edition].feed.as_deref().unwrap_or_default()),
            home: absolute(&address(self.book, PageId { edition, page: 0 })),
            updated: dated.first().map_or_else(|| "1970-01-01".to_owned(), |(date, _, _)| date.to_string()),
            pages: dated
                .into_iter()
                .map(|(date, at, page)| FeedPage {
                    address: absolute(&address(self.book, PageId { edition, page: at })),
                    title: page.title.clone(),
                    description: page.document.front.description.as_ref().map(|text| text.value.clone()),
                    reviewed: date.to_string(),
                })
                .collect(),
        }
    }

    fn llms(&self) -> LlmsView {
        let edition = |(at, edition): (usize, &crate::book::Edition)| LlmsEdition {
            language: crate::book::own_name(&edition.language).to_owned(),
            pages: edition
                .pages
                .iter()
                .enumerate()
                .map(|(page, value)| {
                    let id = PageId { edition: at, page };
                    LlmsPage {
                        chapter: !value.children.is_empty(),
                        title: value.title.clone(),
                        address: self
                            .absolute(&address(self.book, id))
                            .unwrap_or_else(|| encode(&output_path(self.book, id))),
                        description: value.document.front.description.as_ref().map(|text| text.value.clone()),
                    }
                })
                .collect(),
        };
        let site = &self.editions[0].view.site;
        LlmsView {
            title: site.title.clone(),
            description: site.description.clone(),
            editions: self.book.editions.iter().enumerate().map(edition).collect(),
        }
    }
}
