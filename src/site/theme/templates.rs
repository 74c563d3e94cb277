//! The templates, compiled, and the rendering of one page.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::errors;
use super::files::{ThemeFile, ThemeFiles};
use super::filters;
use crate::diagnostic::Diagnostic;

/// How a project's template reaches the one it replaces: `{% extends "default/lesson.html" %}`.
const BENEATH: &str = "default/";

#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// By the name that templates use: `lesson.html`, `parts/bar.html`.
    files: BTreeMap<String, ThemeFile>,
    /// For each template the fields it reads, its parents' and includes' too. tera takes a missing field in an `if` for
    /// false; we want to hear of it.
    fields: BTreeMap<String, Vec<String>>,
}

impl Templates {
    /// Compiles all templates of a theme.
    ///
    /// A file that cannot be parsed is reported and replaced by the version beneath it. When files do not fit together (a
    /// parent that is missing, a circle), that is reported and the default theme's templates are used.
    pub fn compile(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Templates {
        let mut chosen = BTreeMap::new();
        let wanted: Vec<_> = templates(files).filter_map(|(_, versions)| Some(&versions.last()?.text)).collect();
        for (name, versions) in templates(files) {
            let mut sound = versions.iter().rev().filter(|file| match syntax_error(name, file) {
                Some(diagnostic) => {
                    diagnostics.push(diagnostic);
                    false
                }
                None => true,
            });
            if let Some(file) = sound.next() {
                chosen.insert(name.to_owned(), file.clone());
                // Only when somebody asks for it: a component may be defined once among all templates.
                if !file.embedded
                    && wanted.iter().any(|text| text.contains(&format!("\"{BENEATH}{name}\"")))
                    && let Some(beneath) = sound.find(|file| file.embedded)
                {
                    chosen.insert(format!("{BENEATH}{name}"), beneath.clone());
                }
            }
        }
        match together(&chosen) {
            Ok(tera) => Templates::new(tera, chosen),
            Err(error) => {
                diagnostics.extend(errors::loading(&error, &chosen));
                let embedded = templates(files).filter_map(|(name, versions)| {
                    let file = versions.iter().find(|file| file.embedded)?;
                    Some((name.to_owned(), file.clone()))
                });
                let chosen = embedded.collect();
                let tera = together(&chosen).unwrap_or_else(|_| engine());
                Templates::new(tera, chosen)
            }
        }
    }

    fn new(tera: Tera, files: BTreeMap<String, ThemeFile>) -> Templates {
        let set_by_templates: BTreeSet<&str> =
            files.values().flat_map(|file| errors::names_set_in(&file.text)).collect();
        let fields = files
            .keys()
            .map(|name| {
                let read = tera.get_template_variables(name).unwrap_or_default();
                let read = read.into_iter().filter(|field| !set_by_templates.contains(field));
                (name.clone(), read.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect())
            })
            .collect();
        Templates { tera, files, fields }
    }

    /// Renders one page.
    pub fn render(&self, template: &str, edition: &Context, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let mut context = edition.clone();
        match Context::from_serialize(view) {
            Ok(fields) => context.extend(fields),
            Err(error) => return Err(Box::new(errors::rendering(&error, template, &self.files, &context))),
        }
        for field in self.fields.get(template).into_iter().flatten() {
            if !context.contains_key(field) {
                return Err(Box::new(errors::unknown_field(
                    field,
                    template,
                    &self.files,
                    &context,
                    &field_names(view),
                )));
            }
        }
        self.tera
            .render(template, &context)
            .map_err(|error| Box::new(errors::rendering(&error, template, &self.files, &context)))
    }
}

/// Pages and their parts by their names in `templates/`, components as `components/quiz.html`.
fn templates(files: &ThemeFiles) -> impl Iterator<Item = (&str, &[ThemeFile])> {
    files.folder("templates", "").chain(files.within("components/", ".html"))
}

/// What is wrong with a template by itself, before it meets its parents and includes.
fn syntax_error(name: &str, file: &ThemeFile) -> Option<Diagnostic> {
    let error = engine().add_raw_template(name, &file.text).err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => Some(errors::syntax(report, file)),
        _ => None,
    }
}

fn together(files: &BTreeMap<String, ThemeFile>) -> Result<Tera, tera::Error> {
    let mut tera = engine();
    tera.add_raw_templates(files.iter().map(|(name, file)| (name, &file.text)))?;
    Ok(tera)
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    filters::register(&mut tera);
    tera
}

/// All that a template may read, for "did you mean".
fn field_names(view: &impl Serialize) -> Vec<String> {
    let fields = match serde_json::to_value(view) {
        Ok(serde_json::Value::Object(fields)) => fields.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    };
    fields.into_iter().chain(["site".to_owned(), "text".to_owned()]).collect()
}
