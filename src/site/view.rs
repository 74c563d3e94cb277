//! Book and outline → page views: what each page shows, in words and relative addresses.

use jiff::civil::Date;

use super::Renderer;
use super::contents::mark_current;
use super::html::{self, Dress, LinkHtml};
use super::page::{DateView, EntryView, HeadingView, LinkView, PageKind, PageView, TranslationView};
use crate::book::{Html, Page, PageId, Role, own_name};
use crate::document::{Link, sanitize};
use crate::outline::{Target, address, encode, output_path, relative};

impl Renderer<'_> {
    /// The view of one page of the book.
    pub fn page_view(&self, id: PageId) -> PageView {
        let (book, edition, page) = (self.book, &self.book.editions[id.edition], self.book.page(id));
        let own = output_path(book, id);
        let front = &page.document.front;
        let link = |to: usize| self.link(&own, PageId { page: to, ..id });
        let mut crumbs: Vec<_> = std::iter::successors(page.parent, |at| edition.pages[*at].parent).map(link).collect();
        crumbs.reverse();
        let mut view = self.bare_view(id.edition, &own, kind(page), page.title.clone());
        view.sort = front.kind.name().to_owned();
        view.title_id = html::title_heading(&page.document).map(|heading| heading.id.clone());
        view.number.clone_from(&page.number);
        view.description = front.description.as_ref().map(|text| text.value.clone());
        view.canonical = self.absolute(&address(book, id));
        view.crumbs = crumbs;
        view.previous = id.page.checked_sub(1).map(link);
        view.next = (id.page + 1 < edition.pages.len()).then(|| link(id.page + 1));
        view.translations = self.translations(id, &own);
        view.contents = mark_current(&self.contents(id), &page.key, &view.root);
        view.headings = headings(page);
        view.body = self.body(id, &own);
        view.owner = front.owner.as_ref().map(|role| book.config.role(&role.value, &edition.language).to_owned());
        view.reviewed = front.reviewed.as_ref().map(|date| self.date(id.edition, date.value));
        view.review_due = front.review_due().map(|date| self.date(id.edition, date));
        view.minutes = page.document.reading_time.minutes();
        view.audience =
            front.audience.iter().map(|role| book.config.role(&role.value, &edition.language).to_owned()).collect();
        view.tags = front.tags.iter().map(|tag| tag.value.clone()).collect();
        view.entries = page.children.iter().map(|child| self.entry(&own, PageId { page: *child, ..id })).collect();
        view
    }

    /// A view with only what every page has, for pages that no author wrote.
    pub fn bare_view(&self, edition: usize, own: &str, kind: PageKind, title: String) -> PageView {
        let shared = &self.editions[edition];
        let here = |path: &String| encode(&relative(own, path));
        PageView {
            kind,
            sort: "page".to_owned(),
            title,
            title_id: None,
            number: None,
            description: None,
            root: "../".repeat(own.matches('/').count()),
            home: encode(&relative(own, &output_path(self.book, PageId { edition, page: 0 }))),
            feed: shared.feed.as_ref().map(here),
            canonical: None,
            styles: self.theme.styles().iter().map(here).collect(),
            scripts: self.theme.scripts().iter().map(here).collect(),
            icon: encode(&relative(own, self.theme.icon())),
            crumbs: Vec::new(),
            previous: None,
            next: None,
            translations: Vec::new(),
            contents: String::new(),
            headings: Vec::new(),
            body: String::new(),
            owner: None,
            reviewed: None,
            review_due: None,
            minutes: 0,
            audience: Vec::new(),
            tags: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// An absolute address, when the site's own is known.
    pub fn absolute(&self, address: &str) -> Option<String> {
        self.book.config.url.as_ref().map(|url| format!("{url}{}", encode(address)))
    }

    /// The page in every language, itself included; none when there is only one.
    pub fn translations(&self, id: PageId, own: &str) -> Vec<TranslationView> {
        if self.book.editions.len() < 2 {
            return Vec::new();
        }
        let translation = |(at, edition): (usize, &crate::book::Edition)| {
            let found = self.outline.translation(self.book, id, at);
            TranslationView {
                language: edition.language.clone(),
                name: own_name(&edition.language).to_owned(),
                site_title: self.editions[at].view.site.title.clone(),
                href: encode(&relative(own, &output_path(self.book, found.page))),
                canonical: self.absolute(&address(self.book, found.page)),
                current: at == id.edition,
                exact: found.exact,
            }
        };
        self.book.editions.iter().enumerate().map(translation).collect()
    }

    fn link(&self, own: &str, to: PageId) -> LinkView {
        LinkView { title: self.book.page(to).title.clone(), href: encode(&relative(own, &output_path(self.book, to))) }
    }

    fn entry(&self, own: &str, id: PageId) -> EntryView {
        let page = self.book.page(id);
        EntryView {
            number: page.number.clone(),
            title: page.title.clone(),
            href: encode(&relative(own, &output_path(self.book, id))),
            page: page.key.clone(),
            description: page.document.front.description.as_ref().map(|text| text.value.clone()),
            minutes: self.book.editions[id.edition].reading_time(id.page).minutes(),
            entries: page.children.iter().map(|child| self.entry(own, PageId { page: *child, ..id })).collect(),
        }
    }

    /// A day as the edition's language writes it, by the theme's `date` and `months`.
    pub fn date(&self, edition: usize, date: Date) -> DateView {
        let words = &self.editions[edition].view.text;
        let word = |key: &str| words.get(key).map_or("", String::as_str);
        let month = word("months").split(',').nth(date.month() as usize - 1).unwrap_or_default().trim();
        let shown = word("date")
            .replace("{year}", &date.year().to_string())
            .replace("{month}", &date.month().to_string())
            .replace("{month_name}", month)
            .replace("{day}", &date.day().to_string());
        DateView { iso: date.to_string(), shown }
    }

    fn body(&self, id: PageId, own: &str) -> String {
        let document = &self.book.page(id).document;
        let targets = self.outline.targets(id);
        let links: Vec<_> =
            document.links.iter().zip(targets).map(|(link, target)| self.link_html(own, link, target)).collect();
        let (words, safe) = (&self.editions[id.edition].view.text, self.book.config.html == Html::Safe);
        let html = html::render(document, &links, Dress::Site { words, safe });
        let has_html = safe && html::has_raw_html(document);
        if has_html { sanitize(&html) } else { html }
    }

    fn link_html(&self, own: &str, link: &Link, target: &Target) -> LinkHtml {
        let image = link.image;
        match target {
            Target::External(address) => {
                let trusted = link.raw && self.book.config.html == Html::Trusted;
                LinkHtml { href: Some(address.clone()), size: None, elsewhere: image && !trusted }
            }
            Target::Page { page, anchor } => {
                let path = relative(own, &output_path(self.book, *page));
                let href = match anchor {
                    Some(anchor) if output_path(self.book, *page) == own => format!("#{}", encode(anchor)),
                    Some(anchor) => format!("{}#{}", encode(&path), encode(anchor)),
                    None => encode(&path),
                };
                LinkHtml { href: Some(href), ..LinkHtml::default() }
            }
            Target::MissingAnchor { page, .. } => {
                LinkHtml { href: Some(encode(&relative(own, &output_path(self.book, *page)))), ..LinkHtml::default() }
            }
            Target::Asset { path, suffix } => match (self.outline.media.get(path), self.sources.assets.get(path)) {
                (Some(output), Some(asset)) => LinkHtml {
                    href: Some(encode(&relative(own, output)) + suffix),
                    size: asset.pixels.filter(|_| image),
                    elsewhere: false,
                },
                _ => LinkHtml::default(),
            },
            Target::MissingPage { .. } | Target::MissingFile { .. } | Target::Draft { .. } | Target::Unsafe { .. } => {
                LinkHtml::default()
            }
        }
    }
}

fn kind(page: &Page) -> PageKind {
    match page.role {
        Role::Front => PageKind::Front,
        Role::Chapter => PageKind::Chapter,
        Role::Lesson => PageKind::Lesson,
    }
}

/// The headings for “on this page”: the two levels below the title.
fn headings(page: &Page) -> Vec<HeadingView> {
    let headings = page.document.headings.iter().filter(|heading| (2..=3).contains(&heading.level));
    headings
        .map(|heading| HeadingView {
            level: heading.level,
            id: heading.id.clone(),
            href: format!("#{}", encode(&heading.id)),
            title: heading.text.clone(),
        })
        .collect()
}
