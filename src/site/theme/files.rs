//! Which file of a theme is used: the project's own over the default theme's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_embed::Embed;

use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::source::{SourcePath, Sources, normalize_text};
use crate::words;

/// The name of the theme that is built in, and that every other theme stands on.
pub const DEFAULT: &str = "default";

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/themes/default"]
struct DefaultTheme;

/// A file of a theme. `path` is where the project has it or would have it: `themes/default/templates/lesson.html`.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    pub path: SourcePath,
    pub text: Arc<str>,
    /// It comes with the program, so a mistake in it is ours.
    pub embedded: bool,
}

/// All files of a theme by their path within it (`templates/lesson.html`), with the versions beneath each.
#[derive(Debug)]
pub struct ThemeFiles {
    layers: BTreeMap<String, Vec<ThemeFile>>,
}

impl ThemeFiles {
    /// Collects the files of the theme `name`. A name that does not exist is reported, and the default theme is used.
    pub fn gather(name: &str, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> ThemeFiles {
        let mut layers: BTreeMap<String, Vec<ThemeFile>> = BTreeMap::new();
        for (within, text) in embedded() {
            let path = SourcePath::new(format!("themes/{DEFAULT}/{within}"));
            layers.entry(within).or_default().push(ThemeFile { path, text, embedded: true });
        }
        let mut known = BTreeSet::from([DEFAULT]);
        for path in sources.texts.keys() {
            known.extend(theme_and_rest(path).map(|(theme, _)| theme));
        }
        if !known.contains(name) {
            diagnostics.push(unknown_theme(name, &known));
        }
        // The default theme's files first: a project may override those too, beneath a theme of its own.
        let wanted = if name == DEFAULT { vec![DEFAULT] } else { vec![DEFAULT, name] };
        for wanted in wanted {
            for (path, file) in &sources.texts {
                if let Some((theme, within)) = theme_and_rest(path)
                    && theme == wanted
                {
                    let versions = layers.entry(within.to_owned()).or_default();
                    // A copy that was never changed replaces nothing.
                    if versions.last().is_none_or(|beneath| beneath.text != file.text) {
                        versions.push(ThemeFile { path: path.clone(), text: file.text.clone(), embedded: false });
                    }
                }
            }
        }
        ThemeFiles { layers }
    }

    /// The version of a file that is used.
    pub fn get(&self, within: &str) -> Option<&ThemeFile> {
        self.layers.get(within)?.last()
    }

    /// The files in a folder with this ending, by name within the folder, in order; each with all its versions.
    pub fn folder<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a [ThemeFile])> {
        self.layers.iter().filter_map(move |(within, versions)| {
            let name = within.strip_prefix(folder)?.strip_prefix('/')?;
            name.ends_with(ending).then_some((name, versions.as_slice()))
        })
    }
}

/// `themes/<theme>/<rest>`, taken apart.
fn theme_and_rest(path: &SourcePath) -> Option<(&str, &str)> {
    path.as_str().strip_prefix("themes/")?.split_once('/')
}

/// The built-in files in the order of their paths, which a file system does not promise.
fn embedded() -> BTreeMap<String, Arc<str>> {
    DefaultTheme::iter()
        .filter_map(|within| {
            let file = DefaultTheme::get(&within)?;
            let text = normalize_text(std::str::from_utf8(&file.data).ok()?).into();
            Some((within.replace('\\', "/"), text))
        })
        .collect()
}

fn unknown_theme(name: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let all = known.iter().copied().collect::<Vec<_>>();
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => words!("是想写 `{near}` 吗？", "Did you mean `{near}`?"),
        None => {
            let (zh, en) = (all.join("、"), all.join(", "));
            words!(
                "现有的主题：{zh}；自己的主题放在 `themes/{name}/`",
                "The themes there are: {en}; a theme of your own goes into `themes/{name}/`"
            )
        }
    };
    Diagnostic::project(&rule::UNKNOWN_THEME, words!("没有名为 `{name}` 的主题", "there is no theme named `{name}`"))
        .hint(hint)
}
