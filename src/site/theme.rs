//! The theme: what turns a page view into HTML, and the files every page shares.
//!
//! The default theme lies in `themes/default/` of this repository and is built into the program. A project overrides it file
//! by file with `themes/<name>/…`; whatever a theme does not have comes from the default one. tera is used only here and in
//! the files next to this one.

mod errors;
mod files;
mod filters;
mod manifest;
mod outputs;
mod strings;
mod templates;
mod unused;
mod wording;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Checked, Diagnostic};
use crate::memo::Memory;
use crate::site::page::{EditionView, PageKind};
use crate::source::{SourceFile, SourcePath, Sources};

use files::ThemeFiles;
pub use outputs::ComponentFiles;
use outputs::Outputs;
use strings::Strings;
use templates::Templates;

/// A theme, ready to render: templates compiled, scripts linked, words read.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    strings: Strings,
    outputs: Outputs,
}

/// The theme of last time, with all that it was made of and what was found in it.
pub type Themes = Memory<(), ThemeSource, (Arc<Theme>, Arc<[Diagnostic]>)>;

/// A theme's name and the texts of all themes there are.
type ThemeSource = (String, Vec<(SourcePath, Arc<str>)>);

/// What every page of an edition shares, converted for the templates once instead of once per page.
#[derive(Clone, Debug)]
pub struct EditionContext(tera::Context);

impl Theme {
    /// Reads the theme of that name: the project's files over the default theme's.
    ///
    /// Always gives a theme that renders. A file with a mistake is reported and replaced by the one beneath it, so that the
    /// preview can still show pages while somebody edits a template.
    pub fn load(name: &str, sources: &Sources) -> Checked<Theme> {
        let mut diagnostics = Vec::new();
        let files = ThemeFiles::gather(name, sources, &mut diagnostics);
        manifest::check(&files, &mut diagnostics);
        unused::check(&files, &mut diagnostics);
        let templates = Templates::compile(&files, &mut diagnostics);
        let strings = Strings::read(&files, &mut diagnostics);
        let outputs = Outputs::make(&files, &mut diagnostics);
        Checked { value: Theme { templates, strings, outputs }, diagnostics }
    }

    /// The same with its findings, from memory when nothing it is made of has changed.
    pub fn recall(name: &str, sources: &Sources, memory: &Themes) -> (Arc<Theme>, Vec<Diagnostic>) {
        let is_of_theme = |file: &&SourceFile| file.path.as_str().starts_with("themes/");
        let files = sources.texts.values().filter(is_of_theme);
        let files = files.map(|file| (file.path.clone(), file.text.clone())).collect();
        let loaded = memory.recall((name.to_owned(), files), |_| {
            let Checked { value, diagnostics } = Theme::load(name, sources);
            (Arc::new(value), Arc::from(diagnostics))
        });
        (loaded.0, loaded.1.to_vec())
    }

    /// The template that renders pages of this kind.
    pub fn template_of(kind: PageKind) -> &'static str {
        match kind {
            PageKind::Front => "front.html",
            PageKind::Chapter => "chapter.html",
            PageKind::Lesson => "lesson.html",
            PageKind::NotFound => "not-found.html",
            PageKind::Progress => "progress.html",
            PageKind::Review => "review.html",
            PageKind::Search => "search.html",
            PageKind::Desk => "desk.html",
            PageKind::Languages => "languages.html",
        }
    }

    /// Prepares what all pages of one edition share. Templates see it as `site` and `text`.
    pub fn edition(&self, view: &EditionView) -> EditionContext {
        let mut context = tera::Context::new();
        context.insert("site", &view.site);
        context.insert("text", &view.text);
        EditionContext(context)
    }

    /// Renders a template (`lesson.html`) for a view, whose fields the template sees by their own names.
    ///
    /// # Errors
    /// A mistake in the template: [`rule::TEMPLATE_ERROR`](crate::diagnostic::rule::TEMPLATE_ERROR), or
    /// [`rule::MISSING_STRING`](crate::diagnostic::rule::MISSING_STRING) for a word that no strings file has.
    pub fn render(
        &self,
        template: &str,
        edition: &EditionContext,
        view: &impl Serialize,
    ) -> Result<String, Box<Diagnostic>> {
        self.templates.render(template, &edition.0, view)
    }

    /// The theme's words in a language: exact tag over primary subtag over English, the theme's over the default theme's.
    pub fn strings(&self, language: &str) -> BTreeMap<String, String> {
        self.strings.of(language)
    }

    /// The files that every page uses: output path (`theme/site.1a2b3c4d.css`) and content.
    ///
    /// The names carry a hash of the content, so that a host may let browsers keep them for ever.
    pub fn assets(&self) -> Vec<(String, Arc<[u8]>)> {
        self.outputs.all().to_vec()
    }

    /// What a page with the component of that name loads besides what every page loads.
    pub fn component(&self, name: &str) -> ComponentFiles {
        self.outputs.components.get(name).cloned().unwrap_or_default()
    }

    /// Output paths of the style sheets, in the order in which pages link them.
    pub fn styles(&self) -> &[String] {
        &self.outputs.styles
    }

    /// Output paths of the scripts, each after the ones it imports.
    pub fn scripts(&self) -> &[String] {
        &self.outputs.scripts
    }

    /// Output path of the icon.
    pub fn icon(&self) -> &str {
        &self.outputs.icon
    }
}
