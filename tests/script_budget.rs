//! How much script a page makes a browser fetch: little, and nothing that it does not use.

#![expect(clippy::disallowed_methods, reason = "the test writes the project that it reads")]

use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};
use onramp::Project;
use onramp::book::Wish;
use onramp::site::{Recipe, Site};
use onramp::source::Sources;

/// The most that the scripts of a page with every component may weigh together, each compressed by gzip, in bytes.
const BUDGET: usize = 25_000;

/// The most that the search's engine may weigh, in bytes: what reads the index, understands a query, ranks and makes snippets.
const ENGINE_BUDGET: usize = 6_000;

/// The engine's scripts.
const ENGINE: [&str; 7] = ["index", "tokens", "query", "expand", "rank", "engine", "snippet"];

const QUIZ: &str = "\n:::quiz 小测 {#quiz}\n### 第一步？ {#first}\n\n- [x] 先问清\n  > 对。\n- [ ] 先降价\n  > 错。\n\n> 解析：如此。\n:::\n";
const EXAM: &str = "\n:::quiz 考试 {#exam mode=exam pass=80}\n### 第二步？ {#second}\n\n- [x] 再回应\n  > 对。\n- [ ] 再降价\n  > 错。\n\n> 解析：如此。\n:::\n";
const SCENARIO: &str = "\n:::scenario 嫌贵 {#price pass=1}\n### 开场\n\n**客户：** 太贵。\n\n- [“跟什么比？”](#澄清) `+1`\n\n### 澄清\n\n**客户：** 跟去年。\n:::\n";
const CHECKLIST: &str = "\n:::checklist 第 1 周 {#week}\n- [ ] 读[别的](other.md) (D+2)\n:::\n";
const CHARTS: &str = "\n```饼图 title=\"构成\"\n甲: 40\n乙: 60\n```\n\n```flow title=\"流程\"\n甲 -> 乙\n```\n";

fn site(check: impl FnOnce(&Site<'_>)) {
    let folder = tempfile::tempdir().expect("a folder");
    let all = format!(
        "---\nkind: policy\nacknowledge: yearly\n---\n\n# 全部\n\n漏斗在这里。\n{QUIZ}{EXAM}{SCENARIO}{CHECKLIST}{CHARTS}"
    );
    let files = [
        ("all.md", all.as_str()),
        ("quiz.md", &format!("# 测\n{QUIZ}")),
        ("charts.md", &format!("# 图\n{CHARTS}")),
        ("other.md", "# 别的\n\n正文。\n"),
        ("terms.md", "---\nkind: glossary\n---\n\n# 词汇\n\n漏斗\n: 从线索到签约。\n"),
    ];
    std::fs::create_dir(folder.path().join("content")).expect("is made");
    for (name, text) in files {
        std::fs::write(folder.path().join("content").join(name), text).expect("is written");
    }
    let sources = Sources::read(folder.path(), Path::new("site")).expect("can be read");
    let project = Project::understand(sources, Wish::default(), jiff::civil::date(2026, 11, 23));
    assert!(project.diagnostics.is_empty(), "{:?}", project.diagnostics);
    check(&project.site());
}

/// The scripts that a page loads, by file name without its hash, and how many bytes each is when compressed.
fn scripts(site: &Site<'_>, page: &str) -> Vec<(String, usize)> {
    let Some(Recipe::Page(render)) = site.get(page) else { panic!("no page {page}") };
    let html = String::from_utf8(render().expect("renders")).expect("is text");
    let sources = html.split("<script").skip(1).filter_map(|tag| tag.split_once("src=\"")?.1.split('"').next());
    let sizes = sources.map(|source| {
        let path = source.trim_start_matches("../");
        let Some(Recipe::Bytes(text)) = site.get(path) else { panic!("no script {path}") };
        let name = path.trim_start_matches("theme/").split('.').next().unwrap_or_default();
        (name.to_owned(), compressed(text))
    });
    sizes.collect()
}

fn compressed(text: &[u8]) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(text).expect("is compressed");
    gzip.finish().expect("is compressed").len()
}

#[test]
fn a_page_with_every_component_stays_within_the_budget() {
    site(|site| {
        let scripts = scripts(site, "all/index.html");
        println!("{scripts:?}");
        let names: Vec<_> = scripts.iter().map(|(name, _)| name.as_str()).collect();
        for component in ["site", "quiz", "scenario", "checklist", "term", "policy"] {
            assert!(names.contains(&component), "{component} is not among {names:?}");
        }
        let total: usize = scripts.iter().map(|(_, size)| size).sum();
        assert!(total < BUDGET, "{total} bytes: {scripts:?}");
    });
}

#[test]
fn a_page_loads_nothing_that_it_does_not_use() {
    site(|site| {
        let names = |page: &str| scripts(site, page).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names("other/index.html"), ["site"]);
        assert_eq!(names("charts/index.html"), ["site"]);
        assert_eq!(names("quiz/index.html"), ["site", "schedule", "quiz"]);
    });
}

#[test]
fn the_engine_of_the_search_stays_within_its_budget() {
    site(|site| {
        let is_search = |path: &str| path.starts_with("theme/search-results.");
        let (path, recipe) = site.outputs().find(|(path, _)| is_search(path)).expect("the search is there");
        let Recipe::Bytes(text) = recipe else { panic!("no script {path}") };
        let text = std::str::from_utf8(text).expect("is text");
        // Each script of a bundle is tried by itself, and says at its end what it is.
        let mut engine = String::new();
        for name in ENGINE {
            let script = text.split_inclusive("catch(error){reportError(error)}\n");
            let end = format!("[`search-{name}.js`]={{");
            engine.extend(script.filter(|script| script.contains(&end)));
            assert!(engine.contains(&end), "{name} is not in {path}");
        }
        let size = compressed(engine.as_bytes());
        println!("{size} bytes");
        assert!(size < ENGINE_BUDGET, "{size} bytes");
    });
}
