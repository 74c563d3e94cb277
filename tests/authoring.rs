//! The commands that write for authors, with the real program: what `init` and `new` write is a project without findings, and
//! what the manual says about hooks, continuous integration and shells is run.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "projects, hooks and the manual are files")]

#[path = "support/fences.rs"]
#[expect(dead_code, reason = "the transcripts need the rest")]
mod fences;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use onramp::source::SourcePath;
use onramp::yaml::{Yaml, YamlText};

/// 23 November 2026, in seconds.
const TODAY: &str = "1795392000";

fn program_folder() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_onramp")).parent().unwrap()
}

fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:{}", program_folder().display(), std::env::var("PATH").unwrap_or_default()))
        .env("HOME", folder)
        .env("SOURCE_DATE_EPOCH", TODAY)
        .env("LANG", "en_US.UTF-8");
    for (name, value) in [("GIT_AUTHOR_NAME", "a"), ("GIT_AUTHOR_EMAIL", "a@example.com")] {
        command.env(name, value).env(name.replace("AUTHOR", "COMMITTER"), value);
    }
    command
}

fn run(line: &str, folder: &Path) -> Output {
    command("sh", folder).args(["-c", line]).output().unwrap()
}

/// What a line prints that must succeed.
fn said(line: &str, folder: &Path) -> String {
    let output = run(line, folder);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{line}\n{text}");
    text
}

/// What a line prints that must be refused.
fn refused(line: &str, folder: &Path) -> String {
    let output = run(line, folder);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{line}\n{text}");
    text
}

/// The text of the manual's fence that has this info string, the same in both languages.
fn from_manual(page: &str, info: &str) -> String {
    let read = |language: &str| {
        let path = format!("{}/docs/content/{language}/05-commands/{page}.md", env!("CARGO_MANIFEST_DIR"));
        let markdown = fs::read_to_string(path).unwrap();
        let fences = fences::read(&markdown);
        fences.into_iter().find(|fence| fence.info == info).unwrap_or_else(|| panic!("{page}: no {info}")).text
    };
    assert_eq!(read("zh"), read("en"), "{page}");
    read("en")
}

#[test]
fn a_new_project_has_no_findings_in_any_language() {
    for languages in ["zh", "en", "zh,en", "en,zh"] {
        let folder = tempfile::tempdir().unwrap();
        said(&format!("onramp init p --language {languages}"), folder.path());
        let project = folder.path().join("p");
        assert_eq!(said("onramp check --drafts --format json", &project), "[]\n", "{languages}");
        assert_eq!(said("onramp fmt --check", &project), "Nothing to change\n", "{languages}");
        said("onramp build", &project);
        assert!(project.join("site/index.html").is_file());
        // Half a year later the pages ask for another look, and nothing else is wrong.
        let later = run("SOURCE_DATE_EPOCH=1827000000 onramp check --format json", &project);
        let later = String::from_utf8(later.stdout).unwrap();
        assert!(later.contains("review-overdue"), "{later}");
        assert_eq!(later.matches("\"rule\"").count(), later.matches("review-overdue").count(), "{later}");
    }
}

#[test]
fn new_pages_of_every_kind_fit_in() {
    for (language, speak) in [("zh", "zh_CN.UTF-8"), ("en", "en_US.UTF-8")] {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        said(&format!("onramp init . --language {language}"), here);
        for kind in ["lesson", "chapter", "objection", "quiz", "scenario", "policy"] {
            said(&format!("LANG={speak} onramp new {kind} New {kind} --chapter 1"), here);
            said(&format!("LANG={speak} onramp new {kind} Other {kind} --chapter 1"), here);
        }
        let page = format!("content/{language}/01-visits/02-price.md");
        for kind in ["quiz", "scenario", "quiz", "scenario"] {
            said(&format!("onramp new {kind} 再来一次 --in {page}"), here);
        }
        let found = said("onramp check --format json", here);
        let rules: Vec<_> = found.lines().filter(|line| line.contains("\"rule\"")).map(str::trim).collect();
        // Lessons wait for their text, and nothing else is missing.
        assert_eq!(rules, ["\"rule\": \"empty-page\","; 2], "{found}");
        assert_eq!(said("onramp fmt --check", here), "Nothing to change\n");
        said("onramp build", here);
    }
}

#[test]
fn init_asks_for_a_title_on_a_terminal_only() {
    let folder = tempfile::tempdir().unwrap();
    // `script` gives the program a terminal.
    let typed = r#"printf 'Our own handbook\n' | script -qec "onramp init p" /dev/null"#;
    let shown = said(typed, folder.path());
    assert!(shown.contains("Title in English [Account Manager Handbook]: "), "{shown}");
    let config = fs::read_to_string(folder.path().join("p/onramp.yaml")).unwrap();
    assert!(config.contains("\ntitle: Our own handbook\n") && config.contains("\nid: our-own-handbook\n"), "{config}");
    let shown = said("printf 'No\n' | onramp init q", folder.path());
    assert!(!shown.contains("Title"), "{shown}");
}

/// A project in a repository of its own, with the manual's hook.
fn repository(folder: &Path) -> PathBuf {
    said("git init -q . && onramp init . --language zh,en", folder);
    let hook = folder.join(".git/hooks/pre-commit");
    fs::write(&hook, from_manual("check", "sh hook")).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    folder.to_owned()
}

#[test]
fn the_hook_of_the_manual_refuses_what_is_wrong_in_the_commit() {
    let folder = tempfile::tempdir().unwrap();
    let here = repository(folder.path());
    said("git add . && git commit -qm first", &here);

    let page = here.join("content/en/index.md");
    let good = fs::read_to_string(&page).unwrap();
    fs::write(&page, format!("{good}\n[gone](gone.md)\n")).unwrap();
    let shown = refused("git commit -qam second", &here);
    assert!(shown.contains("error[link-to-missing-page]") && shown.contains("content/en/index.md"), "{shown}");

    // What counts is what is about to be committed, not what lies in the folder.
    said("git add .", &here);
    fs::write(&page, &good).unwrap();
    refused("git commit -qm second", &here);
    said("git add . && git commit -q --allow-empty -m second", &here);
    fs::write(&page, format!("{good}\n[gone](gone.md)\n")).unwrap();
    fs::write(here.join("content/en/glossary.md"), "---\ntitle: Words\nkind: glossary\n---\n\nbasis\n: What counts.\n")
        .unwrap();
    said("git add content/en/glossary.md && git commit -qm third", &here);

    fs::write(&page, format!("{good}\n* one\n* two\n")).unwrap();
    let shown = refused("git commit -qam fourth", &here);
    assert!(shown.contains("the marks of a list"), "{shown}");
    said("onramp fmt && git commit -qam fourth", &here);
    assert_eq!(said("git log --format=%s", &here), "fourth\nthird\nsecond\nfirst\n");
}

fn field<'y>(yaml: &'y Yaml, key: &str) -> Option<&'y Yaml> {
    let Yaml::Map(entries) = yaml else { return None };
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// The commands of a workflow, in order.
fn commands(yaml: &Yaml) -> Vec<String> {
    match yaml {
        Yaml::Map(entries) => entries
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value) {
                ("run", Yaml::Text(line)) => vec![line.clone()],
                ("script", Yaml::List(lines)) => lines
                    .iter()
                    .filter_map(|line| match line {
                        Yaml::Text(line) => Some(line.clone()),
                        _ => None,
                    })
                    .collect(),
                _ => commands(value),
            })
            .collect(),
        Yaml::List(items) => items.iter().flat_map(commands).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_workflows_of_the_manual_do_what_they_say() {
    for info in ["yaml github", "yaml gitlab"] {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        said("onramp init . --language zh,en", here);
        fs::create_dir(here.join("tools")).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_onramp"), here.join("tools/onramp")).unwrap();
        let (path, text) = (SourcePath::new("workflow.yaml"), from_manual("check", info));
        let yaml = YamlText { path: &path, text: &text, offset: 0 }.parse().unwrap();
        assert!(info != "yaml github" || field(&yaml, "on").is_some() && field(&yaml, "jobs").is_some());
        let lines = commands(&yaml);
        assert!(lines.iter().any(|line| line.contains("onramp check")), "{lines:?}");
        let script = format!("set -e; GITHUB_PATH=github-path\n{}", lines.join("\n"));
        said(&script, here);
        fs::write(here.join("content/en/index.md"), "# A\n\n[gone](gone.md)\n").unwrap();
        let shown = refused(&script, here);
        let expected = match info {
            "yaml github" => {
                "::error file=content/en/index.md,line=3,col=1,endLine=3,endColumn=16,title=link-to-missing-page::"
            }
            _ => "error[link-to-missing-page]: There is no page `gone.md`",
        };
        assert!(shown.contains(expected), "{shown}");
    }
}

#[test]
fn annotations_name_files_from_where_one_is() {
    let folder = tempfile::tempdir().unwrap();
    said("onramp init docs/manual --language en", folder.path());
    fs::write(folder.path().join("docs/manual/content/en/index.md"), "# A\n\n[gone](gone.md)\n").unwrap();
    let shown = refused("onramp check --format github --project ./docs/manual", folder.path());
    assert!(shown.starts_with("::error file=docs/manual/content/en/index.md,line=3,"), "{shown}");
}

/// What bash offers for a line, with the script that Onramp prints.
fn completed(line: &str, folder: &Path) -> Vec<String> {
    let words: Vec<_> = line.split(' ').map(|word| format!("'{word}'")).collect();
    let script = format!(
        "eval \"$(onramp completions bash)\"\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_onramp onramp '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words.len() - 1,
        line.rsplit(' ').next().unwrap(),
        line.rsplit(' ').nth(1).unwrap(),
    );
    let output = command("bash", folder).args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_rules_and_kinds() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    assert_eq!(completed("onramp ini", here), ["init"]);
    assert_eq!(completed("onramp comp", here), ["completions"]);
    assert_eq!(completed("onramp check --dr", here), ["--drafts"]);
    assert_eq!(completed("onramp explain no-right", here), ["no-right-answer"]);
    assert_eq!(completed("onramp new obj", here), ["objection"]);
    assert_eq!(completed("onramp check --format g", here), ["github"]);
    assert_eq!(completed("onramp schema fr", here), ["front-matter"]);
}

#[test]
fn other_shells_can_read_their_scripts() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["zsh", "fish"] {
        let script = said(&format!("onramp completions {shell} | tee script"), folder.path());
        assert!(script.contains("completions") && (shell == "fish" || script.contains("no-right-answer")), "{shell}");
        // Where the shell is not installed, its script is at least not empty.
        if run(&format!("command -v {shell}"), folder.path()).status.success() {
            said(&format!("{shell} -n script"), folder.path());
        }
    }
}
