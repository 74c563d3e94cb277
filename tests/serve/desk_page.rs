//! The desk: what it lists, and that it is nowhere but here.

use std::process::Command;

use scraper::{Html, Selector};

use crate::FILES;
use crate::desk::Desk;

/// A handbook with one of everything that the desk tells of.
const GAPS: &[(&str, &str)] = &[
    (
        "onramp.yaml",
        "title: {zh: 手册, en: Handbook}\nlanguages: [zh, en]\nroles:\n  sales-ops: {zh: 销售运营, en: sales operations}\n",
    ),
    ("content/zh/index.md", "# 手册\n"),
    ("content/en/index.md", "# Handbook\n"),
    (
        "content/zh/01-company/01-history.md",
        "---\nowner: 销售运营\nreviewed: 2026-01-01\nreview_every: 30d\n---\n# 历史\n\n见[太贵了](../playbook/price.md)，客户。\n",
    ),
    (
        "content/en/01-company/01-history.md",
        "---\nowner: sales-ops\nreviewed: 2025-12-01\nreview_every: 30d\n---\n# History\n\nSee [too expensive](../playbook/price.md).\n",
    ),
    (
        "content/zh/01-company/02-team.md",
        "# 团队\n\n:::quiz 小测 {#q}\n\n### 谁先说？ {#who}\n\n- [x] 客户\n- [ ] 我们\n:::\n",
    ),
    (
        "content/zh/playbook/price.md",
        "---\ntitle: 太贵了\nkind: objection\nsays: [太贵了]\n---\n## 先问\n\n- 跟谁比？\n",
    ),
    (
        "content/en/playbook/price.md",
        "---\ntitle: Too expensive\nkind: objection\nsays: [too expensive]\n---\n## Ask first\n\n- Than what?\n",
    ),
    (
        "content/zh/playbook/trust.md",
        "---\ntitle: 没听说过你们\nkind: objection\nsays: [没听说过你们, 太贵了]\n---\n## 先问\n\n- 看重什么？\n",
    ),
    (
        "content/zh/glossary.md",
        "---\nkind: glossary\n---\n# 术语\n\n客户\n: 买东西的人。\n\n采购额\n: 一年买了多少。\n",
    ),
];

/// The text of each part of the desk by the id of its heading, when all is counted.
fn parts(desk: &Desk, query: &str) -> impl Fn(&str) -> String {
    let counted =
        |body: &str| !body.contains("正在统计") && !body.contains("Being counted") && !body.contains("hecking…");
    let page =
        desk.until(&format!("/_desk/{query}"), "all counted", |answer| answer.status == 200 && counted(&answer.body));
    let page = Html::parse_document(&page.body);
    move |id| {
        let part = Selector::parse(&format!("section[aria-labelledby='{id}']")).unwrap();
        let part = page.select(&part).next().unwrap_or_else(|| panic!("no part {id}"));
        part.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn it_tells_what_is_due_and_what_is_missing() {
    let desk = Desk::with(GAPS, &[]);
    let part = parts(&desk, "?lang=en");
    // 2026-11-23; both editions name one role, in words and by its key.
    let overdue = part("overdue");
    assert!(overdue.contains("sales operations") && !overdue.contains("No owner"), "{overdue}");
    assert!(overdue.contains("历史") && overdue.contains("2026-01-31") && overdue.contains("296 days"), "{overdue}");
    let missing = part("missing");
    for path in ["02-team.md", "trust.md", "glossary.md"] {
        assert!(missing.contains(&format!("{path} English")), "{path}: {missing}");
    }
    assert!(!missing.contains("01-history.md"), "{missing}");
    // By what the pages say of their review, as there is no repository.
    let outdated = part("outdated");
    assert!(outdated.contains("no Git repository") && outdated.contains("en/01-company/01-history.md"), "{outdated}");
    assert!(outdated.contains("31 days"), "{outdated}");
    let sentences = part("sentences");
    // Two cards have the sentence; it finds one of them first.
    assert!(sentences.contains("太贵了 没听说过你们 content/zh/playbook/trust.md 2 太贵了"), "{sentences}");
    assert_eq!(sentences.matches("playbook/").count(), 1, "{sentences}");
    let cards = part("unmentioned");
    assert!(cards.contains("trust.md") && !cards.contains("price.md"), "{cards}");
    let lessons = part("unasked");
    assert!(
        lessons.contains("01-history.md") && !lessons.contains("team.md") && !lessons.contains("price.md"),
        "{lessons}"
    );
    let terms = part("terms");
    assert!(terms.contains("采购额") && !terms.contains("客户"), "{terms}");
    let lengths = part("lengths");
    assert!(lengths.contains("中文 6 pages") && lengths.contains("English 3 pages"), "{lengths}");
}

#[test]
fn it_lists_all_findings_by_page_and_by_rule() {
    let broken = "# 历史\n\n[断了](gone.md)，[又断了](gone-too.md)\n";
    let files =
        [FILES, &[("content/zh/01-company/01-history.md", broken), ("content/en/index.md", "# A\n\n#### B\n\nC\n")]]
            .concat();
    let desk = Desk::with(&files, &[]);
    let mistakes = parts(&desk, "?lang=zh")("mistakes");
    for words in [
        "历史 content/zh/01-company/01-history.md",
        "link-to-missing-page",
        "01-history.md:3:1",
        "heading-level-skipped",
    ] {
        assert!(mistakes.contains(words), "{words}: {mistakes}");
    }
    // Settings that are not in use are among them.
    desk.write("onramp.yaml", "title: [\n");
    desk.until("/_desk/", "the mistake in the settings", |answer| answer.body.contains("invalid-yaml"));
}

#[test]
fn dates_are_those_of_git_where_there_is_a_repository() {
    let desk = Desk::with(GAPS, &[]);
    let root = &desk.root;
    let git = |arguments: &[&str], day: &str| {
        let output = Command::new("git")
            .arg("-C")
            .arg(root)
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", format!("{day}T08:00:00Z"))
            .env("GIT_COMMITTER_DATE", format!("{day}T08:00:00Z"))
            .output()
            .expect("git is installed");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "--quiet"], "2026-01-01");
    git(&["add", "."], "2026-01-01");
    git(&["commit", "--quiet", "-m", "all"], "2026-01-01");
    // All of one commit: nothing is behind. A change of the project makes the desk look.
    desk.write("content/zh/index.md", "# 手册\n\n一。\n");
    desk.write("content/en/index.md", "# Handbook\n\nOne.\n");
    git(&["commit", "--quiet", "-am", "both"], "2026-02-01");
    desk.write("synonyms.yaml", "- [贵, 价高]\n");
    desk.until("/_desk/?lang=en", "dates of Git", |answer| answer.body.contains("No translation is older"));
    // The original goes on, under another name; the translation gets another name only.
    for language in ["zh", "en"] {
        git(&["mv", &format!("content/{language}/01-company"), &format!("content/{language}/02-firm")], "2026-03-01");
    }
    git(&["commit", "--quiet", "-m", "names"], "2026-03-01");
    let page = std::fs::read_to_string(desk.file("content/zh/02-firm/01-history.md")).unwrap();
    desk.write("content/zh/02-firm/01-history.md", &format!("{page}\n补充。\n"));
    git(&["commit", "--quiet", "-am", "more"], "2026-03-11");
    desk.write("synonyms.yaml", "- [贵, 价高, 太贵]\n");
    let shown = |answer: &crate::desk::Answer, words: &str| answer.status == 200 && answer.body.contains(words);
    let page = desk.until("/_desk/?lang=en", "the page that is behind", |answer| shown(answer, "69 days"));
    assert!(page.body.contains("2026-01-01") && page.body.contains("2026-03-11"), "{}", page.body);
    // A change that is not committed is one of now.
    let page = std::fs::read_to_string(desk.file("content/en/02-firm/01-history.md")).unwrap();
    desk.write("content/en/02-firm/01-history.md", &format!("{page}\nMore.\n"));
    desk.until("/_desk/?lang=en", "nothing behind", |answer| shown(answer, "No translation is older"));
    // Nothing was written into the repository: another process may hold its lock.
    std::fs::write(desk.file(".git/index.lock"), "").unwrap();
    desk.write("content/en/index.md", "# Handbook\n\nTwo.\n");
    desk.until("/_desk/?lang=en", "still dates of Git", |answer| shown(answer, "last change that Git knows"));
}

#[test]
fn a_search_says_why_each_result_is_where_it_is() {
    let desk = Desk::with(GAPS, &[]);
    let page = desk.get("/_desk/search?lang=en&q=%E5%A4%AA%E8%B4%B5%E4%BA%86");
    assert_eq!(page.status, 200);
    let html = Html::parse_document(&page.body);
    let texts = |selector: &str| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).map(|found| found.text().collect::<String>()).collect()
    };
    assert!(texts(".desk-results h2")[0].contains("太贵了"), "{:?}", texts(".desk-results h2"));
    let why = &texts(".desk-why")[0];
    assert!(why.contains("The best passage") && why.contains("100%") && why.contains("太贵"), "{why}");
    // The numbers are those of the command.
    let told = Command::new(env!("CARGO_BIN_EXE_onramp"))
        .args(["search", "太贵了", "--explain", "--format", "json", "--project"])
        .arg(&desk.root)
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert!(why.contains(&format!("{:.2}", told[0]["parts"]["passage"][0].as_f64().unwrap())), "{why}");
    // Nothing typed, nothing found, hostile words.
    assert_eq!(desk.get("/_desk/search").status, 200);
    assert!(desk.get("/_desk/search?q=qqqqqq&lang=en").body.contains("Nothing found for “qqqqqq”"));
    let page = desk.get("/_desk/search?lang=en&q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").body;
    assert!(!page.contains("<script>alert"), "{page}");
    // What is searched for is what the project says now.
    desk.write("content/zh/01-company/02-team.md", "# 团队\n\n独角兽。\n");
    desk.until("/_desk/search?q=%E7%8B%AC%E8%A7%92%E5%85%BD", "the new word", |answer| {
        answer.body.contains("02-team.md")
    });
}

#[test]
fn readers_search_what_the_project_says_now() {
    let desk = Desk::with(FILES, &[]);
    let start = desk.get("/search/start.js");
    assert!(start.status == 200 && start.head.contains("text/javascript"), "{start:?}");
    assert_eq!(desk.get("/search/no-such.js").status, 404);
    desk.write("content/zh/01-company/01-history.md", "# 历史\n\n独角兽。\n");
    desk.until("/search/start.js", "another index", |answer| answer.body != start.body);
}

#[test]
fn the_desk_is_never_published() {
    let desk = Desk::with(FILES, &[]);
    let output = Command::new(env!("CARGO_BIN_EXE_onramp"))
        .args(["build", "--keep-going", "--project"])
        .arg(&desk.root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = crate::tree(&desk.file("site"));
    assert!(files.keys().any(|path| path.ends_with("index.html")));
    for (path, (bytes, _)) in files {
        assert!(!path.contains("desk"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("_desk/"), "{path} names it");
    }
}

#[test]
fn long_lists_show_their_beginning_until_all_is_wanted() {
    let mut files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    files.extend(
        (0..60).map(|page| (format!("content/zh/02-many/{page:02}-page-{page}.md"), format!("# 第 {page} 页\n"))),
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let desk = Desk::with(&files, &[]);
    let count = |query: &str| parts(&desk, query)("unasked").matches("02-many/").count();
    assert_eq!((count(""), count("?all=unasked"), count("?all=terms")), (28, 60, 28));
    let part = parts(&desk, "?lang=en")("unasked");
    assert!(part.contains("Show all 63"), "{part}");
}
