//! Examples that are files of a project: pages, settings, words, search tests.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use jiff::civil::date;
use onramp::book::Wish;
use onramp::diagnostic::{Diagnostic, Severity};
use onramp::site::Recipe;
use onramp::source::{SEARCH_TESTS, SourcePath, Sources};
use onramp::yaml::{Yaml, YamlText};
use onramp::{Memo, Project};

use super::around;
use super::pages::{Block, Kind, Page, Part};
use super::{fences, project};

/// The files that stand around the examples: a path, what it is, its text.
pub struct World {
    language: &'static str,
    files: Vec<(String, String, String)>,
}

/// A file that an example is or becomes.
pub struct File {
    path: String,
    text: String,
}

impl World {
    pub fn of(language: &'static str) -> World {
        let path = format!("{}/tests/manual/project.{language}.md", env!("CARGO_MANIFEST_DIR"));
        let fences = fences::read(&std::fs::read_to_string(path).unwrap());
        let file = |fence: fences::Fence| {
            let (kind, path) = fence.info.split_once(" file=").unwrap();
            (path.to_owned(), kind.to_owned(), fence.text)
        };
        World { language, files: fences.into_iter().map(file).collect() }
    }

    fn text(&self, path: &str) -> Option<&str> {
        Some(&self.files.iter().find(|file| file.0 == path)?.2)
    }

    /// What is found in the project when it has these files as well, or instead.
    pub fn findings(&self, files: &[&File]) -> Vec<Diagnostic> {
        let folder = tempfile::tempdir().unwrap();
        self.files.iter().for_each(|(path, kind, text)| project::write(folder.path(), path, kind, text));
        files.iter().for_each(|file| project::write(folder.path(), &file.path, "", &file.text));
        findings(folder.path())
    }

    /// The file that a block becomes; `number` tells the pages of one example apart.
    fn file(&self, page: &Page, block: &Block, number: usize) -> Result<File, String> {
        let (language, text) = (self.language, block.text.as_str());
        let own = own_path(page, number);
        let card = self.text(&format!("content/{language}/playbook/price.md")).unwrap();
        let whole = |text: &str| around::whole(page, text, card);
        let yaml = block.info.starts_with("yaml");
        Ok(match block.file() {
            Some(path) if yaml && path.ends_with(".md") && !text.starts_with("---\n") => {
                let front = with_keys(self.text(path).ok_or("there is no such page")?, text)?;
                File { path: path.to_owned(), text: front }
            }
            Some(path) => File { path: path.to_owned(), text: text.to_owned() },
            None if !yaml => File { path: own, text: whole(text) },
            None if text.starts_with("---\n") => File { path: own, text: whole(&format!("{text}\n…\n")) },
            None => match keys(text)? {
                None => File { path: "synonyms.yaml".to_owned(), text: text.to_owned() },
                Some(keys) if keys.is_subset(&CONFIG) => {
                    let config = with_keys(self.text("onramp.yaml").unwrap(), text)?;
                    File { path: "onramp.yaml".to_owned(), text: config }
                }
                Some(keys) if keys.is_subset(&FRONT_MATTER) => {
                    File { path: own, text: whole(&format!("---\n{text}---\n\n…\n")) }
                }
                Some(keys) => return Err(format!("neither onramp.yaml nor front matter has all of {keys:?}")),
            },
        })
    }
}

/// What `onramp check --search` finds in a folder. What is remembered of the project before is not understood again.
pub fn findings(folder: &Path) -> Vec<Diagnostic> {
    static MEMO: LazyLock<Memo> = LazyLock::new(Memo::default);
    let sources = Sources::read(folder, &folder.join("site")).unwrap();
    let has = |wanted: &dyn Fn(&SourcePath) -> bool| sources.texts.keys().any(wanted);
    let has_search_tests = has(&|path| path.file_name() == SEARCH_TESTS);
    let has_templates = has(&|path| path.as_str().contains("/templates/"));
    let project = Project::connect(sources, Wish::default(), &MEMO);
    let mut findings = project.findings(date(2026, 11, 23));
    if has_search_tests {
        project.search().unwrap().run_tests(&project.sources, &mut findings).unwrap();
    }
    // Rendering finds nothing but mistakes in templates.
    if has_templates {
        let site = project.pages();
        let render = |(_, recipe): (&str, &Recipe)| match recipe {
            Recipe::Page(render) => render().err(),
            _ => None,
        };
        findings.extend(site.outputs().find_map(render).map(|finding| *finding));
    }
    findings
}

/// Where the page of an example lies, which decides where its links lead. All but a few lie in a chapter.
fn own_path(page: &Page, number: usize) -> String {
    let language = page.language;
    match page.name.as_str() {
        "03-components/objection.md" => format!("content/{language}/playbook/price.md"),
        "03-components/checklist.md" | "03-components/policy.md" => format!("content/{language}/plan.md"),
        _ => format!("content/{language}/05-skills/example-{number}.md"),
    }
}

/// The keys that a schema knows, which are those that the reader knows (`tests/schema.rs`).
fn known(which: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_onramp")).args(["schema", which]).output().unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

static CONFIG: LazyLock<BTreeSet<String>> = LazyLock::new(|| known("config"));
static FRONT_MATTER: LazyLock<BTreeSet<String>> = LazyLock::new(|| known("front-matter"));

/// The keys of a YAML mapping; `None` for a list.
fn keys(text: &str) -> Result<Option<BTreeSet<String>>, String> {
    let path = SourcePath::new("example.yaml");
    match (YamlText { path: &path, text, offset: 0 }).parse() {
        Ok(Yaml::Map(entries)) => Ok(Some(entries.into_iter().map(|(key, _)| key).collect())),
        Ok(Yaml::List(_)) => Ok(None),
        Ok(_) => Err("neither keys nor a list".to_owned()),
        Err(finding) => Err(finding.message.en),
    }
}

/// A file of settings, or a page with front matter, in which these keys are as the example has them.
pub fn with_keys(text: &str, example: &str) -> Result<String, String> {
    let keys = keys(example)?.ok_or("a list has no keys")?;
    let front = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
    let mut kept = String::new();
    let mut keeps = true;
    for line in front.map_or(text, |(front, _)| front).lines() {
        if !line.starts_with([' ', '-', '#']) {
            keeps = !line.split_once(':').is_some_and(|(key, _)| keys.contains(key));
        }
        if keeps {
            kept += line;
            kept.push('\n');
        }
    }
    Ok(match front {
        Some((_, body)) => format!("---\n{kept}{example}---\n{body}"),
        None => kept + example,
    })
}

pub fn list(findings: &[Diagnostic]) -> String {
    let line = |finding: &Diagnostic| {
        let path = finding.location.as_ref().map_or("", |location| location.path.as_str());
        format!("\n    {}: {} ({path})", finding.rule.name, finding.message.en)
    };
    findings.iter().map(line).collect()
}

/// A mend takes the rule's finding away and brings no error.
pub fn speaks_against_mend(finding: &Diagnostic, rule: &str) -> bool {
    finding.rule.name == rule || finding.severity == Severity::Error
}

/// What is wrong with the examples of a page.
pub fn run(page: &Page) -> Vec<String> {
    let world = World::of(page.language);
    let (mut examples, mut wrong) = (Vec::new(), Vec::new());
    for (number, block) in page.of(Kind::Project).enumerate() {
        let file = match world.file(page, block, number) {
            Ok(file) => file,
            Err(why) => {
                wrong.push(page.wrong(block, &why));
                continue;
            }
        };
        match (page.part(block), page.rule()) {
            (Part::Example, _) => examples.push((block, file)),
            (Part::Mend, Some(rule)) => {
                // A page takes the place of the example's pages, any other file that of its own kind.
                let is_own = |path: &str| path.contains("/example-");
                let replaced = |path: &str| path == file.path || is_own(&file.path) && is_own(path);
                let kept = examples.iter().map(|(_, file)| file).filter(|other| !replaced(&other.path));
                let files: Vec<_> = kept.chain([&file]).collect();
                let mut found = world.findings(&files);
                found.retain(|finding| speaks_against_mend(finding, rule));
                if !found.is_empty() {
                    wrong.push(page.wrong(block, &format!("this does not mend it: {}", list(&found))));
                }
            }
            _ => {
                let found = world.findings(&[&file]);
                if !found.is_empty() {
                    wrong.push(page.wrong(block, &format!("this should be right: {}", list(&found))));
                }
            }
        }
    }
    wrong.extend(not_found(&world, page, &examples));
    wrong
}

/// The examples of a rule in which it is not found.
fn not_found(world: &World, page: &Page, examples: &[(&Block, File)]) -> Vec<String> {
    let Some(rule) = page.rule() else { return Vec::new() };
    let files: Vec<_> = examples.iter().map(|(_, file)| file).collect();
    let found = world.findings(&files);
    let own: Vec<_> = found.iter().filter(|finding| finding.rule.name == rule).collect();
    let is_in = |path: &str| {
        own.iter().any(|finding| finding.location.as_ref().is_some_and(|location| location.path.as_str() == path))
    };
    let pages: Vec<_> = examples.iter().filter(|(_, file)| file.path.contains("/example-")).collect();
    // Of several pages, each shows the mistake; of one it may be told on another page.
    let silent: Vec<_> = match pages.len() {
        2.. => pages.into_iter().filter(|(_, file)| !is_in(&file.path)).collect(),
        _ => examples.first().filter(|_| own.is_empty()).into_iter().collect(),
    };
    let why = format!("{rule} is not found here, but {}", list(&found));
    silent.into_iter().map(|(block, _)| page.wrong(block, &why)).collect()
}
