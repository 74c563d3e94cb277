//! The index as files for the browser: `search/start.js`, the core, shards of terms, the lexicon, a fragment for each page.
//!
//! All but the first are named after their content, so that a page need not change when another one does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Search;
use super::facets::Facets;
use super::field::Field;
use super::fold::traditional;
use super::format::{hash, hex, number, piece, script};
use super::passages::Origin;
use super::pinyin::readings;
use super::score::Lengths;
use super::shards::shards;
use super::synonyms::Member;
use crate::book::PageId;
use crate::outline::output_path;

/// The folder of the files in the site.
pub const FOLDER: &str = "search/";

/// The file that pages name.
pub const START: &str = "search/start.js";

/// A file of the search: its bytes are made when somebody asks for them.
pub struct File {
    /// Below the site's root.
    pub path: String,
    pub content: Content,
}

pub enum Content {
    /// As it is.
    Plain(Vec<u8>),
    /// To be put into a script under that name.
    Script { name: String, bytes: Arc<[u8]> },
    /// The fragment of a page, to be made again and put into a script under that name.
    Fragment { name: String, page: PageId },
}

#[derive(Serialize)]
struct Header<'a> {
    version: u32,
    pages: LevelHeader,
    passages: LevelHeader,
    editions: Vec<EditionHeader<'a>>,
    facets: Vec<FacetHeader<'a>>,
    synonyms: &'a [Vec<Member>],
    /// Names of files; empty when there is nothing in one.
    lexicon: String,
    traditional: String,
    pinyin: String,
    /// The names of the fragments, one after another, and of the shards: none when the only one ends the core.
    fragments: String,
    shards: String,
    /// Where each shard begins, with a blank between.
    boundaries: String,
}

/// How many there are, and by field how long their texts are on average.
#[derive(Serialize)]
struct LevelHeader {
    count: usize,
    averages: Vec<f64>,
}

#[derive(Serialize)]
struct EditionHeader<'a> {
    language: &'a str,
    folder: &'a str,
}

#[derive(Serialize)]
struct FacetHeader<'a> {
    name: &'static str,
    words: &'static [&'static str],
    values: Vec<ValueHeader<'a>>,
}

#[derive(Serialize)]
struct ValueHeader<'a> {
    key: &'a str,
    names: &'a [String],
}

#[derive(Serialize)]
struct Fragment<'a> {
    address: String,
    title: &'a str,
    crumbs: Vec<&'a str>,
    says: &'a [String],
    talk: &'a [String],
    passages: Vec<(&'a str, u8, &'a str, &'a str)>,
}

impl Search<'_> {
    /// All files of the search; none when there is nothing to find.
    pub fn files(&self) -> tantivy::Result<Vec<File>> {
        if self.prepared.pages.is_empty() {
            return Ok(Vec::new());
        }
        let mut files = Vec::new();
        let made = shards(&self.ranker())?;
        let mut header = self.header();
        header.traditional = named("t2s", known_traditional(&made.characters, &self.prepared.facets), &mut files);
        header.lexicon = named("lex", made.lexicon, &mut files);
        header.pinyin = named("pinyin", known_readings(&made.characters), &mut files);
        header.fragments = self.write_fragments(&mut files);
        let (mut boundaries, mut only) = (Vec::new(), Vec::new());
        if let [_] = made.shards[..] {
            only = made.shards.into_iter().flat_map(|shard| shard.content).collect();
        } else {
            for shard in made.shards {
                boundaries.push(shard.boundary);
                let name = hex(&hash::<5>(&shard.content));
                header.shards.push_str(&name);
                files.push(file(format!("s/{name}"), shard.content));
            }
        }
        header.boundaries = boundaries.join(" ");
        let mut core = Vec::new();
        // A header of texts and numbers can be written.
        piece(&serde_json::to_vec(&header).unwrap_or_default(), &mut core);
        self.write_pages(&mut core);
        core.extend(only);
        let core_hash: [u8; 5] = hash(&core);
        let name = format!("core.{}", hex(&core_hash));
        let start = format!("onrampSearch(\"start\",\"{name}\")\n").into_bytes();
        files.push(file(name, core));
        files.push(File { path: START.to_owned(), content: Content::Plain(start) });
        // Pages of the same content share a fragment, and so may shards.
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        Ok(files)
    }

    /// The bytes of a file.
    pub fn bytes(&self, content: &Content) -> Vec<u8> {
        match content {
            Content::Plain(bytes) => bytes.clone(),
            Content::Script { name, bytes } => script(name, bytes),
            Content::Fragment { name, page } => script(name, &self.fragment(*page)),
        }
    }

    /// The header, still without the names of files.
    fn header(&self) -> Header<'_> {
        let averages = |of: &dyn Fn(&Lengths) -> f64| {
            Field::WORDS.map(|field| of(&self.prepared.statistics.lengths[field as usize])).into()
        };
        let editions = self.book.editions.iter();
        let Facets { list, .. } = &self.prepared.facets;
        let facets = list.iter().map(|facet| FacetHeader {
            name: facet.name,
            words: facet.words,
            values: facet.values.iter().map(|value| ValueHeader { key: &value.key, names: &value.names }).collect(),
        });
        Header {
            version: 3,
            pages: LevelHeader { count: self.prepared.index.pages(), averages: averages(&|of| of.page_average) },
            passages: LevelHeader {
                count: self.prepared.index.passages(),
                averages: averages(&|of| of.passage_average),
            },
            editions: editions
                .map(|edition| EditionHeader { language: &edition.language, folder: &edition.folder })
                .collect(),
            facets: facets.collect(),
            synonyms: &self.prepared.synonyms.groups,
            lexicon: String::new(),
            traditional: String::new(),
            pinyin: String::new(),
            fragments: String::new(),
            shards: String::new(),
            boundaries: String::new(),
        }
    }

    fn write_pages(&self, core: &mut Vec<u8>) {
        for page in 0..self.prepared.index.pages() as u32 {
            number(self.prepared.index.passages_of(page).len() as u64, core);
        }
        Field::WORDS.iter().for_each(|field| core.extend_from_slice(self.prepared.index.norms(*field)));
        for facet in 0..self.prepared.facets.list.len() {
            for values in &self.prepared.facets.of_page {
                number(values[facet].len() as u64, core);
                values[facet].iter().for_each(|value| number(u64::from(*value), core));
            }
        }
    }

    /// Adds the fragments of all pages; returns their names.
    fn write_fragments(&self, files: &mut Vec<File>) -> String {
        let name = |page: &PageId| hex(&hash::<4>(&self.fragment(*page)));
        let names: Vec<String> = self.prepared.pages.par_iter().map(name).collect();
        for (name, page) in names.iter().zip(&self.prepared.pages) {
            let name = format!("f/{name}");
            files.push(File { path: path(&name), content: Content::Fragment { name, page: *page } });
        }
        names.concat()
    }

    /// What a result of the page shows.
    pub fn fragment(&self, id: PageId) -> Vec<u8> {
        let text = Origin::of(self.book, id).read();
        let pages = &self.book.editions[id.edition].pages;
        let mut crumbs = Vec::new();
        let mut above = self.book.page(id).parent;
        while let Some(page) = above.filter(|page| *page != 0) {
            crumbs.insert(0, pages[page].title.as_str());
            above = pages[page].parent;
        }
        let passages = text.passages.iter();
        let fragment = Fragment {
            address: output_path(self.book, id),
            title: &text.title,
            crumbs,
            says: &text.says,
            talk: &text.talk,
            passages: passages
                .map(|passage| {
                    (passage.anchor.as_str(), passage.level, passage.heading.as_str(), passage.text.as_str())
                })
                .collect(),
        };
        serde_json::to_vec(&fragment).unwrap_or_default()
    }
}

/// The pairs of the table of Traditional characters whose Simplified one begins a term of the index, or is part of a filter.
fn known_traditional(characters: &BTreeMap<char, u8>, facets: &Facets) -> String {
    let of_filters: BTreeSet<char> = facets.texts().flat_map(str::chars).collect();
    let is_known = |c: &char| characters.contains_key(c) || of_filters.contains(c);
    let pairs = traditional().filter(|(_, simplified)| is_known(simplified));
    pairs.flat_map(|(traditional, simplified)| [traditional, simplified]).collect()
}

/// The readings of hanzi that can be found by them, a syllable and its characters on each line, so that the browser can mark
/// what somebody typed in pinyin.
fn known_readings(characters: &BTreeMap<char, u8>) -> String {
    let sound = [Field::Title, Field::Says, Field::Heading].iter().fold(0, |flags, field| flags | 1 << *field as u8);
    let mut syllables: BTreeMap<String, String> = BTreeMap::new();
    for (c, _) in characters.iter().filter(|(_, fields)| **fields & sound > 0) {
        for syllable in readings(*c) {
            syllables.entry(syllable).or_default().push(*c);
        }
    }
    syllables.into_iter().map(|(syllable, characters)| format!("{syllable} {characters}\n")).collect()
}

/// Adds a file named after its kind and content, if there is any; returns its name.
fn named(kind: &str, content: String, files: &mut Vec<File>) -> String {
    if content.is_empty() {
        return content;
    }
    let name = format!("{kind}.{}", hex(&hash::<5>(content.as_bytes())));
    files.push(file(name.clone(), content.into_bytes()));
    name
}

fn file(name: String, content: Vec<u8>) -> File {
    File { path: path(&name), content: Content::Script { name, bytes: content.into() } }
}

fn path(name: &str) -> String {
    format!("{FOLDER}{name}.js")
}
