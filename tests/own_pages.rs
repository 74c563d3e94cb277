//! The pages a site makes itself: “My progress” and “Review”.

#![expect(clippy::disallowed_methods, reason = "the tests write the projects that they read")]

use std::path::Path;

use onramp::Project;
use onramp::book::Wish;
use onramp::diagnostic::rule;
use onramp::site::Recipe;
use onramp::source::Sources;

fn project(files: &[(&str, &str)]) -> Project {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("has a folder")).expect("is made");
        std::fs::write(path, text).expect("is written");
    }
    let sources = Sources::read(folder.path(), Path::new("site")).expect("can be read");
    Project::understand(sources, Wish::default(), jiff::civil::date(2026, 11, 20))
}

fn html(project: &Project, path: &str) -> String {
    let site = project.site();
    let Some(Recipe::Page(page)) = site.get(path) else { panic!("no page {path}") };
    String::from_utf8(page().expect("renders")).expect("is text")
}

const CONFIG: (&str, &str) = ("onramp.yaml", "title: {zh-CN: 手册, en: Handbook}\nlanguages: [zh, en]\n");

#[test]
fn progress_lists_chapters_with_what_can_be_done_in_them() {
    let project = project(&[
        CONFIG,
        ("content/zh/index.md", "# 手册\n\n欢迎。\n"),
        ("content/zh/01-a/index.md", "# 甲\n\n先读这一章。\n"),
        (
            "content/zh/01-a/01-x.md",
            "# 子\n\n正文。\n\n:::quiz 小测 {#small}\n### 问？ {#q}\n\n- [x] 对\n  > 是。\n- [ ] 错\n  > 否。\n\n> 解析：如此。\n:::\n",
        ),
        ("content/zh/01-a/02-y.md", "---\nkind: policy\nacknowledge: yearly\n---\n# 丑\n\n正文。\n"),
        ("content/zh/01-a/03-z.md", "---\nkind: policy\n---\n# 寅\n\n只供查阅。\n"),
        ("content/zh/glossary.md", "# 术语\n\n正文。\n"),
        ("content/en/index.md", "# Handbook\n\nWelcome.\n"),
    ]);
    let page = html(&project, "zh/progress/index.html");
    assert!(page.contains(r#"data-part="a""#), "{page}");
    assert!(page.contains(r#"<li data-of="a/x" data-readable>"#), "{page}");
    assert!(
        page.contains(r#"<li data-component="quiz" data-id="a/x#small"><p><a href="../a/x/index.html#small">小测"#)
    );
    assert!(page.contains(r#"<li data-of="a/y" data-readable data-acknowledge=""#), "{page}");
    assert!(page.contains(r#"<li data-of="a/z" data-readable>"#), "{page}");
    assert!(!page.contains(r#"data-of="a">"#), "a page that leads to others is not read by itself");
    assert!(page.contains(r#"data-part="""#) && page.contains(r#"data-of="glossary""#), "{page}");
    let english = html(&project, "en/progress/index.html");
    assert!(english.contains("My progress") && english.contains(r#"href="../../zh/progress/index.html""#), "{english}");
    assert!(html(&project, "zh/review/index.html").contains("<review-session"));
}

#[test]
fn a_question_about_a_chart_is_asked_with_it_wherever_it_is_asked() {
    let chart = "```饼图 title=\"构成\"\n甲: 40\n乙: 60\n```\n";
    let talk =
        ":::scenario 谈 {#talk}\n### 开场\n\n**客户：** 贵。\n\n- [“跟谁比？”](#end)\n\n### 结束 {#end}\n\n好。\n:::\n";
    let lesson = format!(
        "# 甲\n\n{talk}\n:::quiz 小测 {{#small pass=80}}\n### 哪一份大？ {{#q}}\n\n{chart}\n- [x] 乙\n  > 是。\n- [ ] 甲\n  > 否。\n:::\n"
    );
    let project = project(&[
        ("content/index.md", "# 手册\n\n欢迎。\n"),
        ("content/a.md", &lesson),
        ("content/b.md", "# 乙\n\n:::quiz 测验 {#test from=a.md}\n:::\n"),
    ]);
    assert!(project.diagnostics.is_empty(), "{:?}", project.diagnostics);
    for path in ["a/index.html", "b/index.html", "review/index.html"] {
        let page = html(&project, path);
        assert!(page.contains("class=\"chart chart-pie\""), "{path} has no chart: {page}");
        assert!(page.contains("theme/chart."), "{path} has no style for it: {page}");
    }
    let review = html(&project, "review/index.html");
    assert!(!review.contains("theme/scenario."), "only what questions need: {review}");
    let progress = html(&project, "progress/index.html");
    assert!(
        progress.contains(r#"data-id="a#small" data-pass>"#) && progress.contains(r#"data-id="a#talk">"#),
        "{progress}"
    );
}

#[test]
fn the_version_changes_with_any_text_and_nothing_else() {
    let version = |text: &str, theme: &str| {
        let files = [("content/index.md", "# A\n"), ("content/b.md", text), ("themes/default/styles/99-x.css", theme)];
        project(&files).book.editions[0].version()
    };
    assert_eq!(version("# B\n\nOne.\n", ""), version("# B\n\nOne.\n", "a { color: red }"));
    assert_eq!(version("# B\n\nOne.\n", "").len(), 8);
    assert_ne!(version("# B\n\nOne.\n", ""), version("# B\n\nTwo.\n", ""));
    assert_ne!(version("# B\n\nOne.\n", ""), version("# C\n\nOne.\n", ""));
}

#[test]
fn no_author_takes_the_address_of_such_a_page() {
    for (path, text) in [
        ("content/zh/progress.md", "# 进度\n\n正文。\n"),
        ("content/zh/03-Review.md", "# 回顾\n\n正文。\n"),
        ("content/zh/progress/index.md", "# 进度\n\n正文。\n"),
        ("content/zh/a.md", "---\naliases: [/zh/review/]\n---\n# 甲\n\n正文。\n"),
    ] {
        let project =
            project(&[CONFIG, ("content/zh/index.md", "# 手册\n"), ("content/en/index.md", "# H\n"), (path, text)]);
        let found: Vec<_> =
            project.diagnostics.iter().filter(|finding| finding.rule == &rule::ADDRESS_COLLISION).collect();
        assert_eq!(found.len(), 1, "{path}: {:?}", project.diagnostics);
        assert_eq!(found[0].location.as_ref().map(|location| location.path.as_str()), Some(path));
        assert!(html(&project, "zh/progress/index.html").contains("<my-progress"), "{path}");
    }
    let deeper = project(&[("content/index.md", "# A\n"), ("content/b/progress.md", "# B\n\nText.\n")]);
    assert!(!deeper.diagnostics.iter().any(|finding| finding.rule == &rule::ADDRESS_COLLISION));
}

#[test]
fn a_card_is_shown_in_short_without_what_belongs_to_its_page() {
    let card = "---\ntitle: 太贵\nkind: objection\nsays: [太贵了, 便宜点, 报不上去]\n---\n## 背后\n\n#### 细看\n\n没算账。[^1]\n\n\
                ## 先问\n\n- 跟什么比？见[首页](../index.md)\n- 谁定？\n\n## 回应\n\n### 倾听\n\n记下来。\n\n> “您说。”\n\n\
                ## 下一步\n\n:::quiz 小测 {#small}\n### 问？ {#q}\n\n- [x] 对\n  > 是。\n- [ ] 错\n  > 否。\n\n> 解析：如此。\n:::\n\n\
                [^1]: 注。\n";
    let project = project(&[
        ("content/index.md", "# 手册\n\n欢迎。\n"),
        ("content/playbook/index.md", "# 异议库\n\n卡片。\n"),
        ("content/playbook/price.md", card),
    ]);
    let playbook = html(&project, "playbook/index.html");
    assert!(playbook.contains("“您说。”") && !playbook.contains("记下来"), "{playbook}");
    assert!(playbook.contains("<h4>细看</h4>") && !playbook.contains("[^1]"), "{playbook}");
    assert!(!playbook.contains("quiz-set"), "what is asked has its place on the card: {playbook}");
    assert!(playbook.contains(r#"<a href="../index.html">首页</a>"#), "{playbook}");
    let review = html(&project, "review/index.html");
    assert!(review.contains(r#"data-question="playbook/price#card""#), "{review}");
    assert!(
        review.contains(r#"data-question="playbook/price#q""#),
        "a quiz on a card is asked like any other: {review}"
    );
    assert!(review.contains("flash-card.") && !review.contains("objection."), "only what flash cards need: {review}");
    assert!(!html(&project, "index.html").contains("flash-card."));
}
