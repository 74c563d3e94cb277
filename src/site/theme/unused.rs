//! Files of a theme that no page uses: a mistyped name, a folder that is none.

use super::files::{ThemeFile, ThemeFiles};
use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::source::Span;
use crate::words;

/// Reports each file of the project's theme that neither replaces one of the built-in theme nor is used by another.
pub fn check(files: &ThemeFiles, diagnostics: &mut Vec<Diagnostic>) {
    for (within, versions) in files.within("", "") {
        let Some(file) = versions.last().filter(|_| !is_built_in(versions)) else { continue };
        // A theme may say something about itself to those who read its folder.
        if is_used(within, files) || within.ends_with(".md") || within.ends_with(".txt") {
            continue;
        }
        let hint = match meant(within, files) {
            Some(near) => words!("是想替换 `{near}` 吗？", "Is it meant to replace `{near}`?"),
            None => words!(
                "模板要由另一个模板引入；样式放在 `styles/`，脚本放在 `scripts/`，文字放在 `strings/`",
                "Bring a template in from another one; style sheets go into `styles/`, scripts into `scripts/`, words into `strings/`"
            ),
        };
        let message = words!("主题里的这个文件没有用上", "Nothing uses this file of the theme");
        diagnostics.push(Diagnostic::at(&rule::UNUSED_THEME_FILE, &file.path, Span::default(), message).hint(hint));
    }
}

/// The built-in file whose name is nearest, wherever it lies.
fn meant<'a>(within: &'a str, files: &'a ThemeFiles) -> Option<&'a str> {
    let (stem, ending) = name_of(within);
    let built_in = || files.within("", ending).filter(|(_, versions)| is_built_in(versions)).map(|(within, _)| within);
    let near = nearest(stem, built_in().map(|within| name_of(within).0))?;
    built_in().find(|within| name_of(within).0 == near)
}

/// `lesson` and `html` of `templates/lesson.html`.
fn name_of(within: &str) -> (&str, &str) {
    let name = within.rsplit_once('/').map_or(within, |(_, name)| name);
    name.rsplit_once('.').unwrap_or((name, ""))
}

fn is_used(within: &str, files: &ThemeFiles) -> bool {
    let (folder, name) = within.split_once('/').unwrap_or(("", within));
    let names = |name: &str, ending: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        let others = files.within("", ending).filter(|(other, _)| *other != within);
        others.filter_map(|(_, versions)| versions.last()).any(|file| quoted.iter().any(|it| file.text.contains(it)))
    };
    match (folder, name_of(within).1) {
        ("styles", "css") | ("scripts", "js") | ("strings", "yaml") => true,
        ("templates", _) => names(name, ".html"),
        ("components", "html") => names(within, ".html"),
        ("components", "js") => is_component(name, files) || names(&format!("./{name}"), ".js"),
        ("components", "css") => is_component(name, files),
        _ => false,
    }
}

/// Whether pages with some component load a file of that name in `components/`.
fn is_component(name: &str, files: &ThemeFiles) -> bool {
    let is_part = |within: &str| name_of(within).0 == name_of(name).0;
    files.within("components/", "").any(|(within, versions)| is_built_in(versions) && is_part(within))
}

/// The built-in version of a file lies beneath all others.
fn is_built_in(versions: &[ThemeFile]) -> bool {
    versions.first().is_some_and(|file| file.embedded)
}
