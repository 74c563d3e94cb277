//! The file that says that Onramp made a folder, and which files in it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::PublishError;
use super::stage::Made;

/// The manifest's name in the site's top folder. A folder with it is a published site, and never a source of one.
pub const MANIFEST: &str = ".onramp-manifest.json";

const TOOL: &str = "onramp";
const FORMAT: u32 = 1;

/// What the site consists of. The same site has the same manifest: no dates, no versions, no machine in it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    made_by: String,
    format: u32,
    /// By output path.
    pub files: BTreeMap<String, Entry>,
}

/// One file of the site, so that a copy of it can be verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// BLAKE3 of the content, in hexadecimal.
    pub blake3: String,
    /// In bytes.
    pub length: u64,
}

/// What alone tells whose a manifest is, whatever the rest may look like in a later format.
#[derive(Deserialize)]
struct Head {
    made_by: String,
    format: u32,
}

impl Manifest {
    pub fn of(made: &[Made]) -> Self {
        let files = made.iter().map(|output| (output.path.to_owned(), output.entry.clone())).collect();
        Manifest { made_by: TOOL.to_owned(), format: FORMAT, files }
    }

    /// The manifest as JSON, with a line for each file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let json = |value: &str| serde_json::Value::from(value).to_string();
        let mut text = format!("{{\"made_by\":{},\"format\":{},\"files\":{{", json(&self.made_by), self.format);
        for (index, (path, Entry { blake3, length })) in self.files.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            text += &format!("{comma}\n{}:{{\"blake3\":{},\"length\":{length}}}", json(path), json(blake3));
        }
        text += "\n}}\n";
        text.into_bytes()
    }

    /// Reads a manifest found in `folder`. Anything but a manifest of Onramp's means that the folder is not ours.
    pub fn parse(folder: &Path, bytes: &[u8]) -> Result<Self, PublishError> {
        match serde_json::from_slice::<Head>(bytes) {
            Ok(head) if head.made_by == TOOL && head.format > FORMAT => {
                Err(PublishError::NewerFormat { folder: folder.to_path_buf() })
            }
            Ok(head) if head.made_by == TOOL => {
                serde_json::from_slice(bytes).map_err(|_| PublishError::NotOurs { folder: folder.to_path_buf() })
            }
            _ => Err(PublishError::NotOurs { folder: folder.to_path_buf() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back_what_it_wrote() {
        let entry = Entry { blake3: blake3::hash(b"x").to_hex().to_string(), length: 1 };
        for paths in [vec![], vec!["a.html"], vec!["a \"b\"\n.html", "zh/公司/index.html"]] {
            let files = paths.iter().map(|path| (path.to_string(), entry.clone())).collect();
            let manifest = Manifest { made_by: TOOL.into(), format: FORMAT, files };
            let read = Manifest::parse(Path::new("site"), &manifest.to_bytes()).unwrap();
            assert_eq!(read.files, manifest.files);
        }
    }

    #[test]
    fn other_peoples_files_are_no_manifest() {
        let parse = |text: &str| Manifest::parse(Path::new("site"), text.as_bytes());
        for text in
            ["", "{}", "null", r#"{"made_by":"other","format":1,"files":{}}"#, r#"{"made_by":"onramp","format":1}"#]
        {
            assert!(matches!(parse(text), Err(PublishError::NotOurs { .. })), "{text}");
        }
        let newer = parse(r#"{"made_by":"onramp","format":2,"entries":[]}"#);
        assert!(matches!(newer, Err(PublishError::NewerFormat { .. })));
    }
}
