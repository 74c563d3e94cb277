//! Book and outline → page views: what each page shows, in words and relative addresses.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Renderer;
use super::contents::mark_current;
use super::html::{self, ComponentHtml, Dress, LinkHtml, TermHtml};
use super::page::{DateView, EntryView, HeadingView, LinkView, PageKind, PageView, TranslationView};
use crate::book::{Html, Page, PageId, Role, own_name};
use crate::components::objection::Section;
use crate::components::quiz::{Question, quizzes};
use crate::components::{Component, View};
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Kind, Link, each_block, sanitize};
use crate::outline::{Target, Term, address, encode, output_path, own_page_path, relative};

impl Renderer<'_> {
    /// The view of one page of the book.
    pub fn page_view(&self, id: PageId) -> Result<PageView, Box<Diagnostic>> {
        let (book, edition, page) = (self.book, &self.book.editions[id.edition], self.book.page(id));
        let own = output_path(book, id);
        let front = &page.document.front;
        let link = |to: usize| self.link(&own, PageId { page: to, ..id });
        let mut crumbs: Vec<_> = std::iter::successors(page.parent, |at| edition.pages[*at].parent).map(link).collect();
        crumbs.reverse();
        let mut view = self.bare_view(id.edition, &own, kind(page), page.title.clone());
        view.page.clone_from(&page.key);
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
        let (body, uses_terms) = self.body(id, &own)?;
        (view.body, view.exercises) = match (body.split_once(EXERCISES), page.role) {
            (Some((before, after)), Role::Chapter) if !page.children.is_empty() => {
                (before.to_owned(), after.to_owned())
            }
            (Some((before, after)), _) => (format!("{before}{after}"), String::new()),
            (None, _) => (body, String::new()),
        };
        view.owner = front.owner.as_ref().map(|role| book.config.role(&role.value, &edition.language).to_owned());
        view.reviewed = front.reviewed.as_ref().map(|date| self.date(id.edition, date.value));
        view.review_due = front.review_due().map(|date| self.date(id.edition, date));
        view.minutes = page.document.reading_time.minutes();
        view.revision.clone_from(&page.document.revision);
        view.audience =
            front.audience.iter().map(|role| book.config.role(&role.value, &edition.language).to_owned()).collect();
        view.tags = front.tags.iter().map(|tag| tag.value.clone()).collect();
        view.entries = self.entries(&own, id);
        view.policy = self.policy(id, &own);
        view.plan = self.plan(id);
        view.card = self.card(id, &own);
        view.playbook = self.playbook(id, &own)?;
        (view.objections, view.related) = self.related(id, &own);
        if page.role == Role::Front {
            view.today = self.today(id.edition, &own);
            view.examples = self.search_examples(id.edition, &own);
        }
        self.add_component_files(id, &own, &mut view);
        if uses_terms {
            self.add_files_of("term", &own, &mut view);
        }
        Ok(view)
    }

    /// Styles and scripts of the components on the page; a page loads nothing that it does not use.
    pub fn add_component_files(&self, id: PageId, own: &str, view: &mut PageView) {
        let page = self.book.page(id);
        let mut names: BTreeSet<_> = page.document.components().into_iter().filter_map(Component::name).collect();
        for quiz in quizzes(&page.document) {
            // What stands in questions that come from other pages.
            self.bank(id, quiz).into_iter().for_each(|(_, question)| names.extend(components_in(question)));
        }
        // None of these is a component, but each has its files like one.
        names.extend(view.plan.as_ref().map(|_| "plan"));
        names.extend(view.today.first().map(|_| "today"));
        names.extend(view.policy.as_ref().filter(|policy| policy.asks).map(|_| "policy"));
        names.extend(view.playbook.iter().flat_map(|_| ["flash-card", "playbook"]));
        for name in names {
            self.add_files_of(name, own, view);
        }
    }

    /// Likewise for a page of which only the questions are shown, and of a card what fits a flash card.
    pub fn add_question_files(&self, page: &Page, own: &str, view: &mut PageView) {
        let mut names = BTreeSet::new();
        names.extend(page.document.objection().map(|_| "flash-card"));
        for component in page.document.components().into_iter().filter(|component| component.asks()) {
            names.extend(component.name());
            if let Component::Quiz(quiz) = component {
                quiz.questions.iter().for_each(|question| names.extend(components_in(question)));
            }
        }
        for name in names {
            self.add_files_of(name, own, view);
        }
    }

    /// Style and scripts of one component, each once.
    pub fn add_files_of(&self, name: &str, own: &str, view: &mut PageView) {
        let files = self.theme.component(name);
        let here = |path: &String| encode(&relative(own, path));
        let styles: Vec<_> = files.style.iter().map(here).filter(|path| !view.styles.contains(path)).collect();
        view.styles.extend(styles);
        let scripts: Vec<_> = files.scripts.iter().map(here).filter(|path| !view.scripts.contains(path)).collect();
        view.scripts.extend(scripts);
    }

    /// A view with only what every page has, for pages that no author wrote.
    pub fn bare_view(&self, edition: usize, own: &str, kind: PageKind, title: String) -> PageView {
        let shared = &self.editions[edition];
        let here = |path: &String| encode(&relative(own, path));
        PageView {
            kind,
            page: String::new(),
            sort: "page".to_owned(),
            title,
            title_id: None,
            number: None,
            description: None,
            root: "../".repeat(own.matches('/').count()),
            home: encode(&relative(own, &output_path(self.book, PageId { edition, page: 0 }))),
            progress: here(&own_page_path(self.book, edition, "progress")),
            review: here(&own_page_path(self.book, edition, "review")),
            search: self.search_view(edition, own),
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
            exercises: String::new(),
            owner: None,
            reviewed: None,
            review_due: None,
            minutes: 0,
            revision: String::new(),
            audience: Vec::new(),
            tags: Vec::new(),
            entries: Vec::new(),
            policy: None,
            plan: None,
            today: Vec::new(),
            examples: Vec::new(),
            card: None,
            playbook: None,
            objections: Vec::new(),
            related: Vec::new(),
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
            sort: page.document.front.kind.name().to_owned(),
            description: page.document.front.description.as_ref().map(|text| text.value.clone()),
            minutes: self.book.editions[id.edition].reading_time(id.page).minutes(),
            lessons: self.book.editions[id.edition].lessons_below(id.page),
            cards: self.cards(id).count(),
            entries: self.entries(own, id),
        }
    }

    /// The pages of a chapter, but for objection cards, which a playbook shows its own way.
    fn entries(&self, own: &str, id: PageId) -> Vec<EntryView> {
        let children = self.book.page(id).children.iter().map(|child| PageId { page: *child, ..id });
        children.filter(|child| !self.is_card_of_playbook(*child)).map(|child| self.entry(own, child)).collect()
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

    /// The text of a page as HTML. HTML that authors wrote is sanitized; what templates made of components is not, so those are
    /// put in afterwards. Also says whether a term of the glossary is linked.
    fn body(&self, id: PageId, own: &str) -> Result<(String, bool), Box<Diagnostic>> {
        let document = &self.book.page(id).document;
        let links = self.links(id, own);
        let safe = self.book.config.html == Html::Safe;
        let sanitizes = safe && html::has_raw_html(document);
        let clean = |html: String| if sanitizes { sanitize(&html) } else { html };
        let parts = RefCell::new(Vec::new());
        let shared = &self.editions[id.edition];
        let first_exercise = document.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Component(component) if component.is_exercise() => Some(&**component),
            _ => None,
        });
        let components: &ComponentHtml = &|component, fragment| {
            let mut view = self.with_surroundings(id, |surroundings| {
                component.view(&mut |blocks| clean(fragment(blocks)), surroundings)
            });
            if let (Component::Quiz(quiz), View::Quiz(view)) = (component, &mut view) {
                self.complete_quiz(id, own, quiz, view)?;
            }
            let template = format!("components/{}.html", component.name().unwrap_or_default());
            let mut html = self.theme.render(&template, &shared.context, &view)?;
            if first_exercise.is_some_and(|first| std::ptr::eq(first, component)) {
                html.insert(0, EXERCISES);
            }
            if !sanitizes {
                return Ok(html);
            }
            parts.borrow_mut().push(html);
            Ok(format!("<p>{}</p>\n", placeholder(parts.borrow().len() - 1)))
        };
        let uses_terms = Cell::new(false);
        let entry = |term: &Term| {
            uses_terms.set(true);
            format!("{}#{}", encode(&relative(own, &output_path(self.book, term.page))), encode(&term.anchor))
        };
        let terms = self.outline.terms(id.edition).filter(|_| document.front.kind != Kind::Glossary);
        let terms = terms.map(|terms| TermHtml { terms, href: &entry });
        let dress = Dress::Site { words: &shared.view.text, components, safe, terms };
        let mut html = clean(html::render(document, &links, dress)?);
        // A component within another was made first, so the outer ones are put in first.
        for (at, part) in parts.into_inner().into_iter().enumerate().rev() {
            html = html.replace(&format!("<p>{}</p>\n", placeholder(at)), &part);
        }
        if uses_terms.get() {
            html.push_str(&self.theme.render("components/term.html", &shared.context, &NoFields {})?);
        }
        Ok((html, uses_terms.get()))
    }

    /// HTML of a part of a page, sanitized if its author's HTML has to be.
    pub fn clean(&self, id: PageId, html: String) -> String {
        let sanitizes = self.book.config.html == Html::Safe && html::has_raw_html(&self.book.page(id).document);
        if sanitizes { sanitize(&html) } else { html }
    }

    /// Where the links of a page lead, seen from the output path `own`.
    pub fn links(&self, id: PageId, own: &str) -> Vec<LinkHtml> {
        let links = self.book.page(id).document.links.iter().zip(self.outline.targets(id));
        links.map(|(link, target)| self.link_html(own, link, target)).collect()
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
                    href: Some(encode(&relative(own, output)) + suffix.as_str()),
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

/// For a template that needs only what the edition shares.
#[derive(serde::Serialize)]
struct NoFields {}

/// Stands before the first exercise of a page; a private-use character that no text contains.
const EXERCISES: char = '\u{f8f5}';

/// Stands for a component while its page is sanitized; private-use characters no text contains.
fn placeholder(at: usize) -> String {
    format!("\u{f8f4}{at}\u{f8f4}")
}

fn kind(page: &Page) -> PageKind {
    match page.role {
        Role::Front => PageKind::Front,
        Role::Chapter => PageKind::Chapter,
        Role::Lesson => PageKind::Lesson,
    }
}

/// The components that stand in a question, such as a chart, by name.
fn components_in(question: &Question) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    question.parts(&mut |blocks| {
        each_block(blocks, &mut |block| {
            if let BlockKind::Component(component) = &block.kind {
                names.extend(component.name());
            }
        });
    });
    names
}

/// What “on this page” lists: the two levels of headings below the title, and the components that have a title.
/// Of a card its parts in the order in which they are shown.
fn headings(page: &Page) -> Vec<HeadingView> {
    if let Some(card) = page.document.objection() {
        let heading = |section: &Section| HeadingView {
            level: 2,
            id: section.id.clone(),
            href: format!("#{}", encode(&section.id)),
            title: section.title.clone(),
        };
        return card.sections.iter().map(heading).collect();
    }
    let own = page.document.headings.iter().filter(|heading| (2..=3).contains(&heading.level) && !heading.in_component);
    let mut found: Vec<_> =
        own.map(|heading| (heading.span.start, heading.level, &*heading.id, &*heading.text)).collect();
    for block in &page.document.blocks {
        // A chart belongs to the text around it.
        if let BlockKind::Component(component) = &block.kind
            && let (Some(id), false) = (component.id(), component.title().is_empty())
            && !matches!(**component, Component::Chart(_))
        {
            found.push((block.span.start, 2, id, component.title()));
        }
    }
    found.sort_by_key(|(start, ..)| *start);
    // Below a heading with its own name.
    found.dedup_by(|after, before| after.3 == before.3);
    let view = |(_, level, id, title): (u32, u8, &str, &str)| HeadingView {
        level,
        id: id.to_owned(),
        href: format!("#{}", encode(id)),
        title: title.to_owned(),
    };
    found.into_iter().map(view).collect()
}
