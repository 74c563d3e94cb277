//! What results can be narrowed by: language, kind, chapter, and the labels of objection cards.

use std::collections::HashMap;

use super::fold::fold;
use super::query::is_blank;
use crate::book::{Book, Labels, PageId, Role, own_name};
use crate::document::Kind;
use crate::yaml::Spanned;

/// The facets in the order of the browser's file, and what may be typed before the colon.
const FACETS: [(&str, &[&str]); 6] = [
    ("edition", &["edition", "lang", "language", "语言"]),
    ("kind", &["kind", "type", "类型"]),
    ("chapter", &["chapter", "章", "章节"]),
    ("category", &["category", "类别", "分类"]),
    ("stage", &["stage", "阶段"]),
    ("role", &["role", "角色"]),
];

/// The facet of the language, by its place.
pub const EDITION: usize = 0;
pub const KIND: usize = 1;
const CHAPTER: usize = 2;
const CATEGORY: usize = 3;
const STAGE: usize = 4;
const ROLE: usize = 5;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub list: Vec<Facet>,
    /// The values that each page has, facet by facet.
    pub of_page: Vec<[Vec<u32>; FACETS.len()]>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    pub name: &'static str,
    pub words: &'static [&'static str],
    pub values: Vec<Value>,
    by_key: HashMap<String, u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As front matter writes it, or as an address does.
    pub key: String,
    /// What it is called in each edition.
    pub names: Vec<String>,
}

impl Facets {
    /// The facets of the pages that can be found.
    pub fn of(book: &Book, pages: &[PageId]) -> Facets {
        let list = FACETS.map(|(name, words)| Facet { name, words, ..Facet::default() });
        let mut facets = Facets { list: list.into(), of_page: Vec::new() };
        for edition in &book.editions {
            let key = if edition.folder.is_empty() { &edition.language } else { &edition.folder };
            let name = own_name(&edition.language).to_owned();
            facets.list[EDITION].value(key, || vec![name.clone(); book.editions.len()]);
        }
        // What the project lists comes in its own order.
        for (facet, labels) in labels(book) {
            for key in labels.keys() {
                facets.list[facet].value(key, || names(labels, key, book));
            }
        }
        for id in pages {
            facets.add(book, *id);
        }
        facets
    }

    fn add(&mut self, book: &Book, id: PageId) {
        let page = book.page(id);
        let front = &page.document.front;
        let languages = || book.editions.iter().map(|edition| edition.language.as_str());
        let mut values: [Vec<u32>; FACETS.len()] = Default::default();
        values[EDITION].push(id.edition as u32);
        let kind =
            self.list[KIND].value(front.kind.name(), || languages().map(|tag| kind_name(front.kind, tag)).collect());
        values[KIND].push(kind);
        let pages = &book.editions[id.edition];
        let itself = page.role == Role::Chapter && page.parent == Some(0);
        if let Some(chapter) = if itself { Some(id.page) } else { pages.chapter_of(page) } {
            let chapter = &pages.pages[chapter];
            let value = self.list[CHAPTER].value(&chapter.key, || vec![String::new(); book.editions.len()]);
            self.list[CHAPTER].values[value as usize].names[id.edition].clone_from(&chapter.title);
            values[CHAPTER].push(value);
        }
        let texts = [front.category.as_slice(), &front.stages, &front.roles];
        for ((facet, labels), texts) in labels(book).into_iter().zip(texts) {
            for Spanned { value: text, .. } in texts {
                let key = labels.key(text).unwrap_or(text);
                let value = self.list[facet].value(key, || names(labels, key, book));
                if !values[facet].contains(&value) {
                    values[facet].push(value);
                }
            }
        }
        self.of_page.push(values);
    }

    /// All that filters are written with: the words before the colon, keys and names of values.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.list.iter().flat_map(|facet| {
            let values = facet.values.iter().flat_map(|value| [&value.key].into_iter().chain(&value.names));
            facet.words.iter().copied().chain(values.map(String::as_str))
        })
    }

    /// The facet that a folded word names.
    pub fn named(&self, word: &str) -> Option<usize> {
        self.list.iter().position(|facet| facet.words.contains(&word))
    }
}

impl Facet {
    /// The values that a word means: by key or name, else by the beginning of one.
    pub fn find(&self, word: &str) -> Vec<u32> {
        let word = fold(word).replace('"', "");
        let word = word.trim_matches(is_blank);
        let all = |is: &dyn Fn(&str) -> bool| -> Vec<u32> {
            let of = |value: &Value| is(&fold(&value.key)) || value.names.iter().any(|name| is(&fold(name)));
            self.values.iter().zip(0..).filter(|(value, _)| !word.is_empty() && of(value)).map(|(_, at)| at).collect()
        };
        let exact = all(&|text| text == word);
        if exact.is_empty() { all(&|text| text.starts_with(word)) } else { exact }
    }

    fn value(&mut self, key: &str, names: impl FnOnce() -> Vec<String>) -> u32 {
        if let Some(value) = self.by_key.get(key) {
            return *value;
        }
        let value = self.values.len() as u32;
        self.by_key.insert(key.to_owned(), value);
        self.values.push(Value { key: key.to_owned(), names: names() });
        value
    }
}

/// The facets of cards, and the names that the project gives to their values.
fn labels(book: &Book) -> [(usize, &Labels); 3] {
    let labels = &book.config.objections;
    [(CATEGORY, &labels.categories), (STAGE, &labels.stages), (ROLE, &labels.roles)]
}

fn names(labels: &Labels, key: &str, book: &Book) -> Vec<String> {
    book.editions.iter().map(|edition| labels.name(key, &edition.language).to_owned()).collect()
}

fn kind_name(kind: Kind, language: &str) -> String {
    let (zh, en) = match kind {
        Kind::Lesson => ("课程", "Lesson"),
        Kind::Objection => ("异议卡片", "Objection card"),
        Kind::Plan => ("计划", "Plan"),
        Kind::Policy => ("制度", "Policy"),
        Kind::Glossary => ("词汇表", "Glossary"),
        Kind::Page => ("页面", "Page"),
    };
    if language.starts_with("zh") { zh } else { en }.to_owned()
}
