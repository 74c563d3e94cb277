//! Holds what `ARCHITECTURE.md` says: who may use whom, one door for each dependency, small files, plain names.

#![expect(clippy::disallowed_methods, reason = "the source code is files")]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the pipeline. Each may use those of the lines above its own, and itself.
const LAYERS: &[&[&str]] = &[
    &["source", "diagnostic", "yaml", "memo"],
    &["document", "components"],
    &["book"],
    &["outline"],
    &["check", "highlight", "ids", "search"],
    &["overview", "format"],
    &["site"],
    &["publish", "watch", "import"],
    &["serve"],
    &["cli"],
];

/// Exceptions within a line: these three are the words everybody uses, and whoever shows code asks how it is coloured.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("source", "diagnostic"),
    ("diagnostic", "source"),
    ("yaml", "source"),
    ("yaml", "diagnostic"),
    // A page has components, and a component has blocks.
    ("document", "components"),
    ("components", "document"),
    ("check", "highlight"),
];

/// The only places that may use a dependency: a file, or a module with its folder.
const DOORS: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["document/markdown"]),
    ("htmlize", &["document/raw_html"]),
    ("ammonia", &["document/raw_html"]),
    ("unicode_properties", &["document/cjk", "document/anchors"]),
    ("tera", &["site/theme"]),
    ("syntect", &["highlight"]),
    ("two_face", &["highlight"]),
    ("serde_yaml", &["yaml", "site/theme"]),
    ("walkdir", &["source"]),
    ("imagesize", &["source"]),
    ("annotate_snippets", &["diagnostic/show"]),
    ("unicode_width", &["diagnostic/show", "components/drawing", "site/html", "format/tables", "cli/init"]),
    ("unicode_linebreak", &["components/drawing"]),
    ("dagre", &["components/drawing"]),
    ("pinyin", &["components/glossary", "search/pinyin"]),
    ("tantivy", &["search"]),
    ("flate2", &["search/format"]),
    ("aho_corasick", &["outline/terms"]),
    ("strsim", &["diagnostic", "search/expand"]),
    ("rust_embed", &["diagnostic/explain", "site/theme", "cli/templates"]),
    (
        "percent_encoding",
        &["book/editor", "components/scenario/choice", "outline", "serve", "site/html", "import/links"],
    ),
    ("petgraph", &["components/scenario/graph"]),
    ("rustix", &["publish", "watch/far_away"]),
    ("zip", &["import/word/package"]),
    ("roxmltree", &["import/word/xml"]),
    ("toml", &["import/mdbook"]),
    ("oxc_allocator", &["site/scripts/minify"]),
    ("oxc_codegen", &["site/scripts/minify"]),
    ("oxc_diagnostics", &["site/scripts/minify"]),
    ("oxc_minifier", &["site/scripts/minify"]),
    ("oxc_parser", &["site/scripts/minify"]),
    ("oxc_span", &["site/scripts/minify"]),
    ("notify", &["watch"]),
    ("axum", &["serve/http"]),
    ("tokio", &["serve"]),
    ("futures_util", &["serve/http"]),
    ("mime_guess", &["serve/answer"]),
    ("self_cell", &["serve"]),
    ("qrcode", &["cli/serve"]),
    ("open", &["cli/serve"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("indicatif", &["cli"]),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "manager", "misc", "common", "process"];

const LONGEST: usize = 450;
const MEDIAN: usize = 150;

struct Source {
    /// Below `src/`, such as `outline/links.rs`.
    path: String,
    text: String,
}

impl Source {
    /// `outline/links`, also for `outline/links/mod.rs`-like folders' own files.
    fn stem(&self) -> &str {
        self.path.trim_end_matches(".rs")
    }

    fn module(&self) -> &str {
        self.stem().split('/').next().unwrap_or_default()
    }

    /// The lines with code, and their numbers from 1. Comments may name whom they like.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines =
            self.text.lines().enumerate().map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()));
        lines.filter(|(_, line)| !line.trim().is_empty())
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut sources) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        for path in paths.collect::<Vec<PathBuf>>() {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let parts: Vec<_> =
                    path.strip_prefix(&root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
                sources.push(Source { path: parts.join("/"), text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The names that follow `prefix` in a line, where it is not the end of a longer name.
fn names_after<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    line.match_indices(prefix).filter(move |(at, _)| !line[..*at].ends_with(is_name)).map(move |(at, _)| {
        let rest = &line[at + prefix.len()..];
        &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    })
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn may_use(from: &str, to: &str) -> bool {
    from == to || layer(to) < layer(from) || NEIGHBOURS.contains(&(from, to))
}

fn holds(broken: Vec<String>) {
    assert!(broken.is_empty(), "{} places break the architecture\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_module_has_its_place() {
    let known = |source: &&Source| matches!(source.module(), "lib" | "main") || layer(source.module()).is_some();
    let lost = sources().iter().filter(|source| !known(source)).map(|source| source.path.clone()).collect::<Vec<_>>();
    holds(
        lost.iter().map(|path| format!("src/{path} is in no layer: add it to LAYERS and to ARCHITECTURE.md")).collect(),
    );
}

#[test]
fn data_goes_one_way() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !matches!(source.module(), "lib" | "main")) {
        for (number, line) in source.code() {
            let place = format!("src/{}:{number}", source.path);
            if line.contains("crate::{") {
                broken
                    .push(format!("{place}: write one `use crate::…` for each module, so that this test can read it"));
            }
            for module in names_after(line, "crate::").filter(|name| layer(name).is_some()) {
                let from = source.module();
                if !may_use(from, module) {
                    broken.push(format!(
                        "{place}: `{from}` may not use `{module}`, which comes after it in the pipeline"
                    ));
                }
            }
        }
    }
    holds(broken);
}

#[test]
fn every_dependency_has_one_door() {
    let mut broken = Vec::new();
    for source in sources() {
        for (number, line) in source.code() {
            for (dependency, doors) in DOORS {
                let through = |door: &&&str| source.stem() == **door || source.stem().starts_with(&format!("{door}/"));
                // A path that begins with the crate's name; `super::tera::` is a module of our own.
                let path = format!("{dependency}::");
                let named = names_after(line, &path).next().is_some() && !line.contains(&format!("::{path}"));
                if (named || line.trim() == format!("use {dependency};")) && doors.iter().find(through).is_none() {
                    let (place, doors) = (format!("src/{}:{number}", source.path), doors.join(", "));
                    broken.push(format!(
                        "{place}: `{dependency}` is used only in {doors}, so that it can be exchanged there"
                    ));
                }
            }
        }
    }
    holds(broken);
}

#[test]
fn every_door_is_one() {
    let all = sources();
    let uses = |door: &str, dependency: &str| {
        let mut behind = all.iter().filter(|source| source.stem().starts_with(door));
        behind.any(|source| source.text.contains(dependency))
    };
    let unused = DOORS.iter().flat_map(|(dependency, doors)| doors.iter().map(move |door| (*door, *dependency)));
    let unused = unused.filter(|(door, dependency)| !uses(door, dependency));
    holds(unused.map(|(door, dependency)| format!("{door} does not use {dependency} any more: mend DOORS")).collect());
}

#[test]
fn files_are_small_and_well_named() {
    let all = sources();
    let mut lengths: Vec<_> = all.iter().map(|source| source.text.lines().count()).collect();
    let mut broken: Vec<_> = all
        .iter()
        .zip(&lengths)
        .filter(|(_, lines)| **lines > LONGEST)
        .map(|(source, lines)| format!("src/{} has {lines} lines, more than {LONGEST}: split it", source.path))
        .collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    if median > MEDIAN {
        broken.push(format!("half of the files have {median} lines or more; keep it under {MEDIAN}"));
    }
    for source in &all {
        if let Some(name) = source.stem().split('/').find(|name| EMPTY_NAMES.contains(name)) {
            broken.push(format!("src/{}: `{name}` does not say what is inside", source.path));
        }
    }
    holds(broken);
}
