//! Remembered = made afresh: whatever is done to a project, what is kept from before gives what reading it anew gives.

#![expect(clippy::disallowed_methods, reason = "projects are files here")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use onramp::book::Wish;
use onramp::diagnostic::{Format, Language, show};
use onramp::search::Search;
use onramp::site::Recipe;
use onramp::source::{Folder, Sources};
use onramp::{Memo, Project};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const TODAY: Date = date(2026, 11, 23);

/// Files of a project; some are in each other's way.
const FILES: &[&str] = &[
    "content/zh/index.md",
    "content/zh/01-company/index.md",
    "content/zh/01-company/01-history.md",
    "content/zh/01-company/02-team.md",
    "content/zh/company/team.md",
    "content/zh/glossary.md",
    "content/zh/playbook/price.md",
    "content/zh/plan.md",
    "content/en/index.md",
    "content/en/01-company/01-history.md",
    "content/en/.hidden.md",
    "content/zh/01-company/图.svg",
    "content/loose.md",
    "content/zh/search-tests.tsv",
    "onramp.yaml",
    "synonyms.yaml",
    "themes/default/templates/lesson.html",
    "themes/default/templates/parts/footer.html",
    "themes/default/styles/95-own.css",
    "themes/default/scripts/own.js",
    "themes/default/strings/zh.yaml",
    "themes/own/icon.svg",
    "site/index.html",
    "notes.txt",
];

const FOLDERS: &[&str] =
    &["content", "content/zh", "content/en", "content/zh/01-company", "content/zh/02-new", "themes", "themes/own"];

const PAGES: &[&str] = &[
    "",
    "# 历史\n\n## 步骤 {#steps}\n\n见[团队](02-team.md#people)。\n",
    "# 团队\n\n## 人 {#people}\n\n[历史](01-history.md#steps)，[没有](gone.md)，客户。\n\n![图](图.svg)\n",
    "# 团队\n\n## 换了名字\n\n[历史](01-history.md)\n",
    "---\ntitle: \"\"\n---\n# 另一个\n",
    "---\ntitle: 历史\naliases: [/zh/old/, /zh/company/team/]\nreviewed: 2024-01-01\nreview_every: 30d\n---\n正文\n",
    "---\ndraft: true\n---\n# 草稿\n",
    "---\nkind: glossary\n---\n# 术语\n\n客户\n: 买东西的人。\n\n团队\n: 一起做事的人。\n",
    "---\nkind: glossary\n---\n# 术语\n\n历史\n: 过去的事。\n",
    "---\ntitle: 太贵了\nkind: objection\nsays: [太贵了, 便宜点, 别家便宜]\ncategory: price\nrelated: [../01-company/02-team.md]\n---\n## 先问\n\n- 跟谁比？\n",
    "---\ntitle: 太贵了\nkind: objection\ncategory: trust\n---\n## 先问\n",
    "---\ntitle: [\n---\n坏的\n",
    "# 测验\n\n:::quiz 小测 {#q}\n### 问？\n\n- [x] 对\n- [ ] 错\n:::\n",
    "# 计划\n\n:::checklist 第一周 {#w}\n- [ ] 读[历史](01-company/01-history.md) (D+2)\n:::\n",
    "English words only, and a [link](01-company/01-history.md#steps).\n",
    "\u{feff}bytes \0 and \u{202e}more\r\n",
];

const SETTINGS: &[&str] = &[
    "",
    "title: 手册\n",
    "title: {zh: 手册, en: Handbook}\nlanguages: [zh, en]\nurl: https://example.org/a/\n",
    "languages: [en]\ntheme: own\n",
    "theme: none-such\nchecks: {missing-translation: off}\n",
    "title: [\n",
    "objections: {categories: {trust: 信任, price: 价格}}\n",
];

const SYNONYMS: &[&str] = &["", "- [历史, 沿革]\n", "- [客户, 甲方, 买方]\n- [团队]\n", "历史: 沿革\n", "[\n"];

const OTHERS: &[&str] = &[
    "",
    "{{ body | safe }}",
    "{{ no_such_field }}",
    "{% if %}",
    "p { color: red }\n",
    "export const own = 1;\n",
    "import { x } from \"./none.js\";\n",
    "previous: 上一页！\n",
    "no_such_key: 1\n",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n",
];

#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, &'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    RemoveFolder(&'static str),
    RenameFolder(&'static str, &'static str),
    /// Writes aside, then puts it in the place of the file, as many editors do.
    Replace(&'static str, &'static str),
}

fn written() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(FILES).prop_flat_map(|file| {
        let texts = match file {
            "onramp.yaml" => SETTINGS,
            "synonyms.yaml" => SYNONYMS,
            _ if file.ends_with(".md") => PAGES,
            _ => OTHERS,
        };
        (Just(file), select(texts))
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        8 => written().prop_map(|(file, text)| Edit::Write(file, text)),
        3 => written().prop_map(|(file, text)| Edit::Replace(file, text)),
        3 => select(FILES).prop_map(Edit::Remove),
        2 => (select(FILES), select(FILES)).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => select(FOLDERS).prop_map(Edit::RemoveFolder),
        2 => (select(FOLDERS), select(FOLDERS)).prop_map(|(from, to)| Edit::RenameFolder(from, to)),
    ]
}

/// Does it, as far as it can be done; the paths that a watcher would name.
fn apply(edit: &Edit, root: &Path) -> Vec<PathBuf> {
    let at = |path: &str| root.join(path);
    let write = |path: &PathBuf, text: &str| {
        let folder = path.parent().unwrap();
        let new: Vec<_> = folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(folder).unwrap();
        let _ = fs::write(path, text);
        new
    };
    match edit {
        Edit::Write(file, text) => [write(&at(file), text), vec![at(file)]].concat(),
        Edit::Replace(file, text) => {
            let beside = at(&format!("{file}~"));
            let new = write(&beside, text);
            let _ = fs::rename(&beside, at(file));
            [new, vec![beside, at(file)]].concat()
        }
        Edit::Remove(file) => {
            let _ = fs::remove_file(at(file));
            vec![at(file)]
        }
        Edit::Rename(from, to) | Edit::RenameFolder(from, to) => {
            let new: Vec<_> = at(to).ancestors().skip(1).take_while(|it| !it.exists()).map(Path::to_owned).collect();
            let _ = fs::create_dir_all(at(to).parent().unwrap());
            let _ = fs::rename(at(from), at(to));
            [new, vec![at(from), at(to)]].concat()
        }
        Edit::RemoveFolder(folder) => {
            let _ = fs::remove_dir_all(at(folder));
            vec![at(folder)]
        }
    }
}

/// All that a project gives: each output, or what is wrong with it, the files of its search, and the findings.
fn everything(
    project: &Project,
    search: &Search,
    findings: &[onramp::diagnostic::Diagnostic],
) -> BTreeMap<String, String> {
    let site = project.pages();
    let output = |recipe: &Recipe| match recipe {
        Recipe::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Recipe::File { length, hash, .. } => format!("{length} {hash}"),
        Recipe::Page(render) => match render() {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(mistake) => format!("{mistake:?}"),
        },
    };
    let mut all: BTreeMap<_, _> = site.outputs().map(|(path, recipe)| (path.to_owned(), output(recipe))).collect();
    for file in search.files().unwrap() {
        all.insert(file.path, String::from_utf8_lossy(&search.bytes(&file.content)).into_owned());
    }
    let mut lines: Vec<_> = findings
        .iter()
        .map(|finding| show(std::slice::from_ref(finding), &project.sources, Language::English, Format::Json, false))
        .collect();
    lines.sort();
    all.insert("findings".to_owned(), lines.concat());
    all
}

fn compare(remembered: &BTreeMap<String, String>, fresh: &BTreeMap<String, String>) -> Result<(), TestCaseError> {
    let names = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<Vec<_>>();
    prop_assert_eq!(names(remembered), names(fresh));
    for (path, text) in fresh {
        prop_assert_eq!(&remembered[path], text, "{}", path);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn what_is_remembered_is_what_reading_gives(first in vec(written(), 4..14), edits in vec((edit(), 0..6u8), 1..12)) {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        fs::create_dir_all(root.join("content/zh")).unwrap();
        for (file, text) in first {
            apply(&Edit::Write(file, text), root);
        }
        let output = root.join("site");
        let mut folder = Folder::open(root, &output).unwrap();
        let memo = Memo::default();
        let mut hints = Vec::new();
        for (edit, looks) in edits {
            hints.extend(apply(&edit, root));
            match looks {
                // Several edits may come as one.
                0 => continue,
                1 => { folder.look().unwrap(); }
                _ => { folder.look_at(hints.iter().map(PathBuf::as_path)).unwrap(); }
            }
            hints.clear();
            let (kept, read) = (folder.sources(), Sources::read(root, &output).unwrap());
            let texts = |sources: &Sources| sources.texts.iter().map(|(path, file)| (path.clone(), file.text.clone())).collect::<BTreeMap<_, _>>();
            prop_assert_eq!(texts(&kept), texts(&read));
            prop_assert_eq!(&kept.assets, &read.assets);
            prop_assert_eq!(&kept.content_root, &read.content_root);
            let remembered = Project::connect(kept, Wish::default(), &memo);
            let fresh = Project::understand(read, Wish::default(), TODAY);
            let search = remembered.search_again(&memo.search).unwrap();
            let remembered = everything(&remembered, &search, &remembered.findings(TODAY));
            compare(&remembered, &everything(&fresh, &fresh.search().unwrap(), &fresh.diagnostics))?;
        }
    }
}
