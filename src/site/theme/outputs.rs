//! The files that all pages of a site share: the style sheet, the scripts, the icon.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::files::ThemeFiles;
use crate::diagnostic::Diagnostic;
use crate::site::scripts::{self, Script};

#[derive(Debug)]
pub struct Outputs {
    files: Vec<(String, Arc<[u8]>)>,
    pub styles: Vec<String>,
    /// The scripts of every page.
    pub scripts: Vec<String>,
    /// By component, the style sheet and the scripts that a page with it loads besides.
    pub components: BTreeMap<String, ComponentFiles>,
    pub icon: String,
}

/// What a component needs on a page.
#[derive(Clone, Debug, Default)]
pub struct ComponentFiles {
    pub style: Option<String>,
    /// In the order in which they must run.
    pub scripts: Vec<String>,
}

impl Outputs {
    /// Joins the styles, links the scripts and gives every file its name.
    ///
    /// Scripts that cannot be linked are reported, and the default theme's are used instead.
    pub fn make(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Outputs {
        let mut outputs = Outputs {
            files: Vec::new(),
            styles: Vec::new(),
            scripts: Vec::new(),
            components: BTreeMap::new(),
            icon: String::new(),
        };
        let sheet: String = files
            .folder("styles", ".css")
            .filter_map(|(_, versions)| versions.last())
            .map(|file| format!("{}\n", file.text.trim_end()))
            .collect();
        let path = outputs.add("site", "css", &sheet);
        outputs.styles.push(path);

        outputs.add_scripts(files, diagnostics);
        for (name, versions) in files.folder("components", ".css") {
            if let Some(file) = versions.last() {
                let name = name.trim_end_matches(".css");
                let path = outputs.add(name, "css", &file.text);
                outputs.components.entry(name.to_owned()).or_default().style = Some(path);
            }
        }

        let icon = files.get("icon.svg").map_or("", |file| &file.text);
        outputs.icon = outputs.add("icon", "svg", icon);
        outputs
    }

    /// Links the scripts of `scripts/`, which every page loads, and of `components/`, which load with their component.
    fn add_scripts(&mut self, files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) {
        let sources = |embedded_only: bool| {
            let both = files.folder("scripts", ".js").chain(files.folder("components", ".js"));
            let chosen = both.filter_map(move |(name, versions)| {
                let mut versions = versions.iter().rev();
                let file = versions.find(|file| file.embedded || !embedded_only)?;
                Some(Script { name: name.to_owned(), path: file.path.clone(), text: file.text.clone() })
            });
            chosen.collect::<Vec<_>>()
        };
        let linked = scripts::link(&sources(false)).or_else(|findings| {
            diagnostics.extend(findings);
            scripts::link(&sources(true))
        });
        let linked = linked.unwrap_or_default();
        let shared = |name: &str| files.get(&format!("scripts/{name}")).is_some();
        let bundles = scripts::bundle(&linked, shared);
        let files: Vec<_> = bundles.iter().map(|bundle| (bundle, self.add(&bundle.name, "js", &bundle.text))).collect();
        let (every_page, some_pages): (Vec<_>, Vec<_>) = files.into_iter().partition(|(bundle, _)| bundle.is_shared);
        self.scripts = every_page.into_iter().map(|(_, path)| path).collect();
        for script in linked.iter().filter(|script| !shared(&script.name)) {
            let wanted = some_pages.iter().filter(|(bundle, _)| bundle.is_for(&script.name, &linked));
            let name = script.name.trim_end_matches(".js").to_owned();
            self.components.entry(name).or_default().scripts = wanted.map(|(_, path)| path.clone()).collect();
        }
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
