//! The files that all pages of a site share: the style sheet, the scripts, the icon.

use std::sync::Arc;

use super::files::ThemeFiles;
use crate::diagnostic::Diagnostic;
use crate::site::scripts::{self, Script};

#[derive(Debug)]
pub struct Outputs {
    files: Vec<(String, Arc<[u8]>)>,
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
    pub icon: String,
}

impl Outputs {
    /// Joins the styles, links the scripts and gives every file its name.
    ///
    /// Scripts that cannot be linked are reported, and the default theme's are used instead.
    pub fn make(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
        let mut outputs = Outputs { files: Vec::new(), styles: Vec::new(), scripts: Vec::new(), icon: String::new() };
        let sheet: String = files
            .folder("styles", ".css")
            .filter_map(|(_, versions)| versions.last())
            .map(|file| format!("{}\n", file.text.trim_end()))
            .collect();
        let path = outputs.add("site", "css", &sheet);
        outputs.styles.push(path);

        let sources = |embedded_only: bool| {
            let folder = files.folder("scripts", ".js").filter_map(move |(name, versions)| {
                let mut versions = versions.iter().rev();
                let file = versions.find(|file| file.embedded || !embedded_only)?;
                Some(Script { name: name.to_owned(), path: file.path.clone(), text: file.text.clone() })
            });
            folder.collect::<Vec<_>>()
        };
        let linked = scripts::link(&sources(false)).or_else(|findings| {
            diagnostics.extend(findings);
            scripts::link(&sources(true))
        });
        for (name, text) in linked.unwrap_or_default() {
            let path = outputs.add(name.trim_end_matches(".js"), "js", &text);
            outputs.scripts.push(path);
        }

        let icon = files.get("icon.svg").map_or("", |file| &file.text);
        outputs.icon = outputs.add("icon", "svg", icon);
        outputs
    }

    /// All of them with their output paths.
    pub fn all(&self) -> &[(String, Arc<[u8]>)] {
        &self.files
    }

    fn add(&mut self, name: &str, extension: &str, text: &str) -> String {
        // Eight digits name some dozen files; the hash keeps versions apart, it does not guard against anybody.
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let path = format!("theme/{name}.{}.{extension}", &hash[..8]);
        self.files.push((path.clone(), text.as_bytes().into()));
        path
    }
}
