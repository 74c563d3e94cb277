//! `theme.yaml`: a theme's name, and which version of the page view its templates were written for.

use serde::Deserialize;

use super::errors::yaml_error;
use super::files::ThemeFiles;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Span;
use crate::words;

/// The version of everything a theme can see: page view, template names, string keys. It rises when one of them breaks.
pub const API: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[expect(dead_code, reason = "for people who read the file")]
    name: String,
    #[expect(dead_code, reason = "for people who read the file")]
    description: Option<String>,
    api: u32,
}

/// Reports a `theme.yaml` that cannot be read, or that belongs to another version.
pub fn check(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = files.get("theme.yaml") else {
        return;
    };
    match serde_yaml::from_str::<Manifest>(&file.text) {
        Ok(manifest) if manifest.api == API => {}
        Ok(manifest) => {
            let theirs = manifest.api;
            let message = words!(
                "这个主题是为第 {theirs} 版接口写的，这里的 Onramp 用第 {API} 版",
                "this theme was written for version {theirs} of the interface, this Onramp has version {API}"
            );
            diagnostics.push(Diagnostic::at(&rule::TEMPLATE_ERROR, &file.path, Span::default(), message));
        }
        Err(error) => diagnostics.push(yaml_error(&error, file)),
    }
}
