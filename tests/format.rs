//! `fmt` changes how pages are written, and nothing else.

#[path = "support/built.rs"]
#[expect(dead_code, reason = "other tests need the rest")]
mod built;
#[path = "support/random.rs"]
#[expect(dead_code, reason = "other tests need the rest")]
mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use onramp::format::{Formatted, Scope, format};
use onramp::source::{Sources, rewrite};
use proptest::prelude::*;
use proptest::test_runner::Config;

use built::Built;

fn cases(cases: u32) -> Config {
    const UNSAID: u32 = 256;
    let default = Config::default();
    let cases = if default.cases == UNSAID { cases } else { default.cases };
    Config { cases, failure_persistence: None, max_shrink_iters: 400, ..default }
}

fn sources(root: &Path) -> Sources {
    Sources::read(root, &root.join("site")).unwrap()
}

/// What `fmt` would do to a project.
fn found(root: &Path) -> Vec<Formatted> {
    format(&sources(root), Scope { ids: true, layout: true }, &|_| true)
}

/// Does it.
fn fmt(root: &Path) {
    let read = sources(root);
    for page in found(root).iter().filter(|page| !page.passes.is_empty()) {
        rewrite(root, &read.texts[&page.path], &page.passes).unwrap();
    }
}

/// Formats a project, and looks at what became of its site and of its files.
fn check(root: PathBuf, files: &[(String, String)]) {
    let texts = |root: &Path| -> BTreeMap<String, String> {
        files.iter().map(|(path, _)| (path.clone(), built::read(&root.join(path)))).collect()
    };
    let (before, written) = (Built::of(&built::understand(root.clone())), texts(&root));
    fmt(&root);
    let formatted = texts(&root);
    let after = Built::of(&built::understand(root.clone()));
    assert!(before.outputs == after.outputs, "{:?}\n{written:?}\n{formatted:?}", before.differing(&after));
    // Once is enough.
    let again: Vec<_> = found(&root).into_iter().filter(|page| !page.passes.is_empty()).collect();
    assert!(again.is_empty(), "{again:?}\n{written:?}\n{formatted:?}");
    // Lines end as they did, and as many of them.
    for (path, text) in &written {
        let ends = |text: &str| text.matches(['\r', '\n']).collect::<String>();
        assert_eq!(ends(text), ends(&formatted[path]), "{path}");
        assert_eq!(text.starts_with('\u{feff}'), formatted[path].starts_with('\u{feff}'), "{path}");
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn formatting_components_changes_nothing_that_is_shown(text in random::components()) {
        let folder = tempfile::tempdir().unwrap();
        let files = [("content/lesson.md".to_owned(), text)];
        check(built::write(folder.path(), &files), &files);
    }

    #[test]
    fn formatting_any_text_changes_nothing_that_is_shown(text in random::markdown()) {
        let folder = tempfile::tempdir().unwrap();
        let files = [("content/lesson.md".to_owned(), text)];
        check(built::write(folder.path(), &files), &files);
    }
}

#[test]
fn formatting_a_glossary_a_card_and_a_policy_changes_nothing_that_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let pages = [
        (
            "glossary.md",
            "---\nkind: glossary\n---\n\n口径 {#basis}\n：比较时算进了什么，没算进什么。\n\n决策人\n：说了算的人\n",
        ),
        (
            "card.md",
            "---\nkind: objection\nsays: [太贵了]\n---\n## 先问\n* 跟谁比？\n* 多少？\n\n## 绝不要说\n+ “最低”\n  > 查得到\n",
        ),
        (
            "policy.md",
            "---\nkind: policy\nacknowledge: yearly\n---\n# 礼品\n\n|上限|元|\n|-|-:|\n|单次|200|\n\n```饼图 份额\n一：1\n二：2\n```\n\n* 不收现金\n",
        ),
    ];
    let files = pages.map(|(name, text)| (format!("content/{name}"), text.to_owned()));
    check(built::write(folder.path(), &files), &files);
    let read = |name: &str| built::read(&folder.path().join("content").join(name));
    assert!(read("glossary.md").contains("\n: 比较时"), "{}", read("glossary.md"));
    assert!(read("card.md").contains("- 跟谁比？\n") && read("card.md").contains("- “最低”\n  > 查得到"));
    let policy = read("policy.md");
    assert!(policy.contains("| 上限 |  元 |\n| ---- | --: |\n| 单次 | 200 |\n"), "{policy}");
    assert!(policy.contains("一: 1\n二: 2\n") && policy.contains("\n- 不收现金"), "{policy}");
}

/// Of the handbook, every page means the same afterwards.
#[test]
fn formatting_the_handbook_changes_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copied = Command::new("cp")
        .arg("-r")
        .args(["content", "onramp.yaml"].map(|name| root.join(name)))
        .arg(folder.path())
        .status();
    assert!(copied.unwrap().success());
    let project = |root: &Path| built::understand(root.to_owned());
    let before = Built::of(&project(folder.path()));
    fmt(folder.path());
    let after = Built::of(&project(folder.path()));
    assert!(before.outputs == after.outputs, "{:?}", before.differing(&after));
    assert!(found(folder.path()).iter().all(|page| page.passes.is_empty()));
}
