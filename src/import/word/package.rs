//! A `.docx` as a package of parts: the only place that knows the zip format. Nothing is written from here, so a part named
//! `../x` is just a name; and no part is read further than its limit, so a zip bomb ends there.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::xml;
use crate::diagnostic::Words;
use crate::import::ImportError;
use crate::words;

/// The largest part of text, in bytes unpacked: a thousand pages take a tenth of it.
const LARGEST_TEXT: u64 = 64 << 20;

/// The largest picture, and all that is unpacked together.
const LARGEST_PICTURE: u64 = 64 << 20;
const LARGEST_TOTAL: u64 = 1 << 30;

/// More parts than any document has.
const MOST_PARTS: usize = 100_000;

/// An opened document.
pub struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Positions by name, in lower case and without a leading slash, as names do not differ by case.
    places: BTreeMap<String, usize>,
    path: PathBuf,
    unpacked: u64,
}

/// Where a part points to.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The last part of its type's address: `image`, `hyperlink`, `footnotes`.
    pub kind: String,
    /// A part's name, or an address outside.
    pub target: String,
    pub external: bool,
}

/// The relations of one part by their id.
pub type Relations = BTreeMap<String, Relation>;

impl Package {
    pub fn open(bytes: Vec<u8>, path: &Path) -> Result<Package, ImportError> {
        let damaged = |_| ImportError::Damaged { path: path.to_owned(), reason: no_package() };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MOST_PARTS {
            let part = archive.len().to_string();
            return Err(ImportError::TooLarge { path: path.to_owned(), part });
        }
        let mut places = BTreeMap::new();
        for place in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(place) {
                places.entry(normal(&name)).or_insert(place);
            }
        }
        Ok(Package { archive, places, path: path.to_owned(), unpacked: 0 })
    }

    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&normal(name))
    }

    /// The main part, which the package names itself.
    pub fn main(&mut self) -> Result<String, ImportError> {
        let found = self.relations("")?.into_values().find(|relation| relation.kind == "officeDocument");
        let name = found.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        if self.has(&name) {
            Ok(name)
        } else {
            Err(self.damaged(words!("里面没有 {name}", "there is no {name} in it")))
        }
    }

    /// A part of text; `None` when there is none of that name.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(bytes) = self.unpack(name, LARGEST_TEXT)? else { return Ok(None) };
        match xml::decode(bytes) {
            Some(text) => Ok(Some(text)),
            None => Err(self.damaged(words!("{name} 的编码认不出来", "the encoding of {name} is unknown"))),
        }
    }

    /// A picture's bytes.
    pub fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        self.unpack(name, LARGEST_PICTURE)
    }

    /// What a part points to; the package itself is the part without a name.
    pub fn relations(&mut self, part: &str) -> Result<Relations, ImportError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = self.text(&name)? else { return Ok(Relations::new()) };
        let document = xml::parse(&text, &name, &self.path)?;
        let relations = document.root_element().children().filter(|node| node.tag_name().name() == "Relationship");
        let read = |node: xml::Node| {
            let target = node.attribute("Target")?;
            let external = node.attribute("TargetMode") == Some("External");
            let target = if external { target.to_owned() } else { resolve(folder, target) };
            let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((node.attribute("Id")?.to_owned(), Relation { kind, target, external }))
        };
        Ok(relations.filter_map(read).collect())
    }

    pub fn damaged(&self, reason: Words) -> ImportError {
        ImportError::Damaged { path: self.path.clone(), reason }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    fn unpack(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(place) = self.places.get(&normal(name)) else { return Ok(None) };
        let too_large = || ImportError::TooLarge { path: self.path.clone(), part: name.to_owned() };
        let broken = || ImportError::Damaged {
            path: self.path.clone(),
            reason: words!("里面的 {name} 解不开", "{name} in it cannot be unpacked"),
        };
        let part = self.archive.by_index(*place).map_err(|_| broken())?;
        let limit = limit.min(LARGEST_TOTAL.saturating_sub(self.unpacked));
        let mut bytes = Vec::new();
        // What the zip says of the size may be a lie.
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > limit {
            return Err(too_large());
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target written in a part of `folder`: from the top when it begins with a slash.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Why a file that should be a package is none.
pub fn no_package() -> Words {
    words!("不是完整的 .docx，可能没有下载完", "it is no whole .docx; perhaps it was not downloaded to the end")
}
