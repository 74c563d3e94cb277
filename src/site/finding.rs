//! The search, as pages need it: what they load when it is opened, its words, and the page of results. What it finds is made in
//! `search`; here is only where that lies.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::page::{LinkView, PageKind, SearchView};
use super::theme::Theme;
use crate::book::PageId;
use crate::diagnostic::Diagnostic;
use crate::document::Kind;
use crate::outline::{encode, encode_value, output_path, own_page_path, relative};
use crate::search::START;

/// Strings of the theme that the search's scripts use begin like this.
const WORDS: &str = "search_";

/// … and these of its others.
const SHARED_WORDS: [&str; 5] = ["close", "contents", "copied", "copy", "copy_failed"];

/// How many sentences of customers the front page offers.
const EXAMPLES: usize = 3;

/// What the search's scripts know of an edition. All paths are from the site's root.
#[derive(Serialize)]
struct Words<'a> {
    language: &'a str,
    /// The page of results, and the ways out when nothing is found.
    page: String,
    contents: String,
    cards: Option<String>,
    /// By their keys, without `search_` where they begin so.
    text: BTreeMap<&'a str, &'a str>,
}

impl Renderer<'_> {
    /// What a page at the output path `own` loads for the search, in that order; the index comes last.
    pub fn search_view(&self, edition: usize, own: &str) -> SearchView {
        let here = |path: &str| encode(&relative(own, path));
        let files = self.theme.component("search");
        let words = &self.editions[edition].search_words.0;
        let load = files.style.iter().chain([words]).chain(&files.scripts).map(|path| here(path));
        SearchView {
            page: here(&own_page_path(self.book, edition, "search")),
            load: load.collect(),
            index: here(START),
            arrive: self.theme.component("search-arrival").scripts.iter().map(|path| here(path)).collect(),
            cards: self.cards_page(edition).map(|id| here(&output_path(self.book, id))),
        }
    }

    /// The words of an edition as a script: its output path and text. Pages would carry them for nothing, as few are searched.
    pub fn search_words(&self, edition: usize) -> (String, String) {
        let (of, shared) = (&self.book.editions[edition], &self.editions[edition]);
        let word = |key: &'static str| Some((key, shared.view.text.get(key)?.as_str()));
        let own = shared.view.text.iter().filter_map(|(key, text)| Some((key.strip_prefix(WORDS)?, text.as_str())));
        let text = own.chain(SHARED_WORDS.into_iter().filter_map(word));
        let cards = self.cards_page(edition).map(|id| encode(&output_path(self.book, id)));
        let words = Words {
            language: &of.language,
            page: encode(&own_page_path(self.book, edition, "search")),
            contents: format!("{}#site:chapters", encode(&output_path(self.book, PageId { edition, page: 0 }))),
            cards,
            text: text.collect(),
        };
        // Nothing in it can fail to be written as JSON.
        let json = serde_json::to_string(&words).unwrap_or_default();
        let script = format!("globalThis.onrampWords={json};\n");
        let hash = blake3::hash(script.as_bytes()).to_hex();
        (format!("theme/words.{}.{}.js", of.language.to_ascii_lowercase(), &hash[..8]), script)
    }

    /// Where the objection cards of an edition are: the page above the first one.
    fn cards_page(&self, edition: usize) -> Option<PageId> {
        let mut cards = self.book.editions[edition].pages.iter();
        let card = cards.find(|page| page.document.front.kind == Kind::Objection)?;
        Some(PageId { edition, page: card.parent.filter(|parent| *parent > 0)? })
    }

    /// What customers say, as examples for the search: the first words of a few cards, each of another category.
    pub fn search_examples(&self, edition: usize, own: &str) -> Vec<LinkView> {
        let fronts = self.book.editions[edition].pages.iter().map(|page| &page.document.front);
        let cards: Vec<_> = fronts.filter(|front| front.kind == Kind::Objection && !front.says.is_empty()).collect();
        // Short ones are how people talk; of each category there is one before there is a second one of any.
        let category = |at: usize| cards[at].category.as_ref().map(|category| &category.value);
        let mut by_length: Vec<usize> = (0..cards.len()).collect();
        by_length.sort_by_key(|at| cards[*at].says[0].value.chars().count());
        let is_first =
            |place: &usize| by_length[..*place].iter().all(|other| category(*other) != category(by_length[*place]));
        let (mut chosen, rest): (Vec<usize>, Vec<usize>) = (0..by_length.len()).partition(is_first);
        chosen.extend(rest);
        chosen.truncate(EXAMPLES);
        let page = encode(&relative(own, &own_page_path(self.book, edition, "search")));
        let link =
            |title: &String| LinkView { title: title.clone(), href: format!("{page}?q={}", encode_value(title)) };
        chosen.into_iter().map(|place| link(&cards[by_length[place]].says[0].value)).collect()
    }

    /// The page on which results stay, can be narrowed down, and have an address.
    pub fn search_page(&self, edition: usize) -> Result<String, Box<Diagnostic>> {
        let own = own_page_path(self.book, edition, "search");
        let here = |path: &String| encode(&relative(&own, path));
        let mut view = self.own_page(edition, &own, PageKind::Search);
        let files = self.theme.component("search-page");
        view.styles.extend(self.theme.component("search").style.iter().map(here));
        view.scripts.push(here(&self.editions[edition].search_words.0));
        view.scripts.extend(files.scripts.iter().map(here));
        self.theme.render(Theme::template_of(view.kind), &self.editions[edition].context, &view)
    }
}
