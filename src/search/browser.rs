//! The index as files for the browser: `search/start.js`, the core, shards of terms, the lexicon, a fragment for each page.
//!
//! All but the first are named after their content, so that a page need not change when another one does.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Search;
use super::facets::Facets;
use super::field::Field;
use super::fold::traditional;
use super::format::{FrontCoder, hash, hex, number, script};
use super::passages::Origin;
use super::pinyin::readings;
use super::shards::shards;
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
    pages: usize,
    passages: usize,
    tokens: BTreeMap<&'static str, u64>,
    editions: Vec<EditionHeader<'a>>,
    facets: Vec<FacetHeader<'a>>,
    synonyms: &'a [Vec<String>],
    lexicon: String,
    traditional: String,
    pinyin: String,
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
        let traditional = named("t2s", self.traditional().into_bytes(), &mut files);
        let lexicon = match made.lexicon.is_empty() {
            true => String::new(),
            false => named("lex", made.lexicon, &mut files),
        };
        let pinyin = match self.pinyin() {
            text if text.is_empty() => String::new(),
            text => named("pinyin", text.into_bytes(), &mut files),
        };
        let mut core = Vec::new();
        let header = self.header(lexicon, traditional, pinyin);
        // A header of texts and numbers can be written.
        let header = serde_json::to_vec(&header).unwrap_or_default();
        number(header.len() as u64, &mut core);
        core.extend(header);
        self.write_pages(&mut core);
        self.write_fragments(&mut core, &mut files);
        if made.shards.len() == 1 {
            number(0, &mut core);
            made.shards.into_iter().for_each(|shard| core.extend(shard.content));
        } else {
            number(made.shards.len() as u64, &mut core);
            let mut coder = FrontCoder::default();
            for shard in made.shards {
                coder.write(&shard.boundary, &mut core);
                let hash: [u8; 5] = hash(&shard.content);
                core.extend(hash);
                files.push(file(format!("s/{}", hex(&hash)), shard.content));
            }
        }
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

    fn header(&self, lexicon: String, traditional: String, pinyin: String) -> Header<'_> {
        let editions = self.book.editions.iter();
        let Facets { list, .. } = &self.prepared.facets;
        let facets = list.iter().map(|facet| FacetHeader {
            name: facet.name,
            words: facet.words,
            values: facet.values.iter().map(|value| ValueHeader { key: &value.key, names: &value.names }).collect(),
        });
        Header {
            version: 1,
            pages: self.prepared.index.pages(),
            passages: self.prepared.index.passages(),
            tokens: Field::ALL.iter().map(|field| (field.name(), self.prepared.index.tokens(*field))).collect(),
            editions: editions
                .map(|edition| EditionHeader { language: &edition.language, folder: &edition.folder })
                .collect(),
            facets: facets.collect(),
            synonyms: &self.prepared.synonyms.groups,
            lexicon,
            traditional,
            pinyin,
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

    fn write_fragments(&self, core: &mut Vec<u8>, files: &mut Vec<File>) {
        let hashes: Vec<[u8; 4]> = self.prepared.pages.par_iter().map(|page| hash(&self.fragment(*page))).collect();
        for (hash, page) in hashes.iter().zip(&self.prepared.pages) {
            core.extend_from_slice(hash);
            let name = format!("f/{}", hex(hash));
            files.push(File { path: path(&name), content: Content::Fragment { name, page: *page } });
        }
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

    /// The pairs of the table of Traditional characters whose Simplified one begins a term of the index.
    fn traditional(&self) -> String {
        let known = self.first_characters(&Field::WORDS);
        let pairs = traditional().filter(|(_, simplified)| known.contains(simplified));
        pairs.flat_map(|(traditional, simplified)| [traditional, simplified]).collect()
    }

    /// The readings of hanzi that can be found by them, a syllable and its characters on each line, so that the browser can mark
    /// what somebody typed in pinyin.
    fn pinyin(&self) -> String {
        let mut syllables: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
        for c in self.first_characters(&[Field::Title, Field::Says, Field::Heading]) {
            for syllable in readings(c) {
                syllables.entry(syllable).or_default().insert(c);
            }
        }
        let line = |(syllable, characters): (String, BTreeSet<char>)| {
            format!("{syllable} {}\n", characters.into_iter().collect::<String>())
        };
        syllables.into_iter().map(line).collect()
    }

    /// All characters that begin a term of these fields; of hanzi that is every one.
    fn first_characters(&self, fields: &[Field]) -> HashSet<char> {
        let mut known = HashSet::new();
        for field in fields {
            // A field that cannot be read has been reported by whoever read its postings.
            let _ = self.prepared.index.each_term(*field, "", &mut |term, _| {
                known.extend(term.chars().next());
                true
            });
        }
        known
    }
}

/// Adds a file named after its kind and content; returns the content's part of the name.
fn named(kind: &str, content: Vec<u8>, files: &mut Vec<File>) -> String {
    let hash: [u8; 5] = hash(&content);
    let hash = hex(&hash);
    files.push(file(format!("{kind}.{hash}"), content));
    hash
}

fn file(name: String, content: Vec<u8>) -> File {
    File { path: path(&name), content: Content::Script { name, bytes: content.into() } }
}

fn path(name: &str) -> String {
    format!("{FOLDER}{name}.js")
}
