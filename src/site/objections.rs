//! Objection cards: what their pages, the playbook, flash cards and the lessons behind them show.

use std::collections::BTreeMap;

use super::Renderer;
use super::html::{self, ComponentHtml, Dress};
use super::page::{
    CardEntryView, CardGroupView, CardLabelView, CardLinkView, CardView, FilterOptionView, FilterView, LinkView,
    PlaybookView,
};
use crate::book::{Html, Labels, PageId, Role};
use crate::diagnostic::Diagnostic;
use crate::document::{FrontMatter, Kind, is_cjk};
use crate::outline::{Target, encode, encode_value, output_path, relative};

/// The three filters of a playbook, as they are called in an address.
const FILTERS: [&str; 3] = ["category", "stage", "role"];

impl Renderer<'_> {
    /// The top of a card; `None` for any other page.
    pub fn card(&self, id: PageId, own: &str) -> Option<CardView> {
        let page = self.book.page(id);
        let card = page.document.objection()?;
        let above = page.parent.map(|parent| PageId { page: parent, ..id }).filter(|parent| self.is_playbook(*parent));
        let playbook = above.map(|parent| encode(&relative(own, &output_path(self.book, parent))));
        let labels = |filter: usize| {
            let label = |key: String| CardLabelView {
                name: self.labels(filter).name(&key, &self.book.editions[id.edition].language).to_owned(),
                href: playbook.as_ref().map(|href| format!("{href}?{}={}", FILTERS[filter], encode_value(&key))),
            };
            self.keys(&page.document.front, filter).into_iter().map(label).collect::<Vec<_>>()
        };
        Some(CardView {
            says: card.says.clone(),
            category: labels(0).into_iter().next(),
            stages: labels(1),
            roles: labels(2),
        })
    }

    /// The cards of a chapter; `None` when it has none.
    pub fn playbook(&self, id: PageId, own: &str) -> Result<Option<PlaybookView>, Box<Diagnostic>> {
        if !self.is_playbook(id) {
            return Ok(None);
        }
        let pages = &self.book.editions[id.edition].pages;
        let cards: Vec<_> = self.cards(id).collect();
        let filters = (0..FILTERS.len()).map(|filter| FilterView {
            name: FILTERS[filter],
            options: self.options(id, filter, cards.iter().map(|card| &pages[card.page].document.front)),
        });
        let filters = filters.filter(|filter| !filter.options.is_empty()).collect();
        let mut groups: BTreeMap<(usize, String), Vec<CardEntryView>> = BTreeMap::new();
        for card in &cards {
            let entry = self.card_entry(*card, own)?;
            let place = if entry.category.is_empty() { usize::MAX } else { self.labels(0).place(&entry.category) };
            groups.entry((place, entry.category.clone())).or_default().push(entry);
        }
        let language = &self.book.editions[id.edition].language;
        let group = |((_, key), cards): ((usize, String), Vec<CardEntryView>)| CardGroupView {
            title: Some(self.labels(0).name(&key, language).to_owned()).filter(|title| !title.is_empty()),
            cards,
        };
        Ok(Some(PlaybookView { filters, groups: groups.into_iter().map(group).collect(), cards: cards.len() }))
    }

    /// A card in short, as HTML for a page at `own`; `None` for a page that is no card.
    pub fn flash_card(&self, id: PageId, own: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let document = &self.book.page(id).document;
        let Some(card) = document.objection() else { return Ok(None) };
        let shared = &self.editions[id.edition];
        let links = self.links(id, own);
        let clean = |html: String| self.clean(id, html);
        // What is asked or played has its place on the card's own page.
        let components: &ComponentHtml = &|_, _| Ok(String::new());
        let safe = self.book.config.html == Html::Safe;
        let dress = Dress::Site { words: &shared.view.text, components, safe, terms: None };
        let view = html::fragments(document, &links, dress, |fragment| {
            card.flash_card(&mut |blocks| clean(fragment(blocks)))
        })?;
        self.theme.render("components/flash-card.html", &shared.context, &view).map(Some)
    }

    /// The pages that belong to a page: objection cards, and others.
    pub fn related(&self, id: PageId, own: &str) -> (Vec<CardLinkView>, Vec<LinkView>) {
        let (mut cards, mut others) = (Vec::new(), Vec::new());
        for related in self.outline.related(id) {
            let page = self.book.page(*related);
            let href = encode(&relative(own, &output_path(self.book, *related)));
            match page.document.objection() {
                Some(card) => {
                    let said = card.says.first().cloned().unwrap_or_default();
                    cards.push(CardLinkView { said, title: page.title.clone(), href });
                }
                None => others.push(LinkView { title: page.title.clone(), href }),
            }
        }
        for link in &self.book.page(id).document.related {
            if let Some(Target::External(address)) = self.outline.targets(id).get(*link) {
                others.push(LinkView { title: address.clone(), href: address.clone() });
            }
        }
        (cards, others)
    }

    /// Whether a page is a chapter that holds objection cards.
    pub fn is_playbook(&self, id: PageId) -> bool {
        self.cards(id).next().is_some()
    }

    /// The objection cards of a chapter.
    pub fn cards(&self, id: PageId) -> impl Iterator<Item = PageId> {
        let page = self.book.page(id);
        let children = page.children.iter().filter(|_| page.role == Role::Chapter);
        let cards = children.map(move |child| PageId { page: *child, ..id });
        cards.filter(|card| self.book.page(*card).document.front.kind == Kind::Objection)
    }

    /// Whether a page is a card that its chapter shows as one.
    pub fn is_card_of_playbook(&self, id: PageId) -> bool {
        let page = self.book.page(id);
        let is_chapter = |above: usize| self.book.editions[id.edition].pages[above].role == Role::Chapter;
        page.document.front.kind == Kind::Objection && page.parent.is_some_and(is_chapter)
    }

    fn card_entry(&self, id: PageId, own: &str) -> Result<CardEntryView, Box<Diagnostic>> {
        let page = self.book.page(id);
        let front = &page.document.front;
        let flash = self.flash_card(id, own)?.unwrap_or_default();
        let keys = |filter: usize| self.keys(front, filter);
        let language = &self.book.editions[id.edition].language;
        let names =
            |filter: usize| keys(filter).iter().map(|key| self.labels(filter).name(key, language).to_owned()).collect();
        Ok(CardEntryView {
            page: page.key.clone(),
            title: page.title.clone(),
            href: encode(&relative(own, &output_path(self.book, id))),
            description: front.description.as_ref().map(|text| text.value.clone()),
            says: page.document.objection().map(|card| card.says.clone()).unwrap_or_default(),
            category: keys(0).join("|"),
            stages: keys(1).join("|"),
            roles: keys(2).join("|"),
            stage_names: names(1),
            role_names: names(2),
            size: print_size(&flash),
            flash,
        })
    }

    /// The names that some filter goes by.
    fn labels(&self, filter: usize) -> &Labels {
        let labels = &self.book.config.objections;
        [&labels.categories, &labels.stages, &labels.roles][filter]
    }

    /// What a card has written for a filter, by the keys of `onramp.yaml`.
    fn keys(&self, front: &FrontMatter, filter: usize) -> Vec<String> {
        let written = [front.category.as_slice(), &front.stages, &front.roles][filter];
        let labels = self.labels(filter);
        written.iter().map(|value| labels.key(&value.value).unwrap_or(&value.value).to_owned()).collect()
    }

    /// Whatever the cards have for a filter, in the order of `onramp.yaml`, then as it comes.
    fn options<'f>(
        &self,
        id: PageId,
        filter: usize,
        cards: impl Iterator<Item = &'f FrontMatter>,
    ) -> Vec<FilterOptionView> {
        let mut keys: Vec<String> = Vec::new();
        for key in cards.flat_map(|front| self.keys(front, filter)) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let labels = self.labels(filter);
        keys.sort_by_key(|key| labels.place(key));
        let language = &self.book.editions[id.edition].language;
        let option = |key: String| FilterOptionView { name: labels.name(&key, language).to_owned(), key };
        keys.into_iter().map(option).collect()
    }
}

/// How small a card has to be printed to fit a quarter of a page, from 1 to 6; the theme gives each a size of letters.
fn print_size(html: &str) -> usize {
    let mut in_tag = false;
    let mut length = 0;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag || c.is_whitespace() => {}
            // In tenths of a letter of a usual font. Some fonts are wider, and a hanzi takes the room of two letters.
            _ => length += if is_cjk(c) { 20 } else { 12 },
        }
    }
    1 + [9_000, 12_000, 15_000, 17_500, 23_000].iter().filter(|most| length > **most).count()
}
