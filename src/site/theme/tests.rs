use super::*;
use crate::diagnostic::rule;
use crate::site::page::{HeadingView, LinkView, PageView, SiteView, TranslationView};
use crate::source::{SourceFile, SourcePath};

fn project(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        let path = SourcePath::new(*path);
        sources.texts.insert(path.clone(), SourceFile { path, text: (*text).into() });
    }
    sources
}

fn load(name: &str, files: &[(&str, &str)]) -> Checked<Theme> {
    Theme::load(name, &project(files))
}

fn edition(theme: &Theme, language: &str) -> EditionContext {
    let site = SiteView {
        id: "test".into(),
        title: "Handbook".into(),
        description: None,
        url: None,
        language: language.into(),
        chapters: 1,
        lessons: 1,
    };
    theme.edition(&EditionView { site, text: theme.strings(language) })
}

fn page(kind: PageKind) -> PageView {
    let link = |title: &str| LinkView { title: title.into(), href: "../index.html".into() };
    let heading = |id: &str| HeadingView { level: 2, id: id.into(), href: format!("#{id}"), title: id.to_uppercase() };
    PageView {
        kind,
        page: "customers/tiers".into(),
        sort: "lesson".into(),
        title: "Tiers & <levels>".into(),
        title_id: None,
        number: Some("2.1".into()),
        description: None,
        root: "../../".into(),
        home: "../index.html".into(),
        progress: "../progress/index.html".into(),
        review: "../review/index.html".into(),
        search: Default::default(),
        feed: None,
        canonical: None,
        styles: vec!["../../theme/site.css".into()],
        scripts: vec!["../../theme/appearance.1.js".into(), "../../theme/other.2.js".into()],
        icon: "../../theme/icon.svg".into(),
        crumbs: vec![link("Front")],
        previous: Some(link("Before")),
        next: None,
        translations: vec![TranslationView {
            language: "zh".into(),
            name: "中文".into(),
            site_title: "手册".into(),
            href: "../zh/index.html".into(),
            canonical: None,
            current: false,
            exact: true,
        }],
        contents: "<ol></ol>".into(),
        headings: vec![heading("a"), heading("b"), heading("c")],
        body: "<p>Text</p>".into(),
        exercises: String::new(),
        owner: Some("Sales".into()),
        reviewed: None,
        review_due: None,
        minutes: 1,
        revision: "1a2b3c4d".into(),
        audience: Vec::new(),
        tags: Vec::new(),
        entries: Vec::new(),
        policy: None,
        plan: None,
        today: Vec::new(),
        examples: Vec::new(),
        card: None,
        playbook: None,
        objections: Vec::new(),
        related: Vec::new(),
    }
}

/// The error of rendering a lesson with these files over the default theme.
fn lesson_error(files: &[(&str, &str)]) -> Box<Diagnostic> {
    let Checked { value: theme, diagnostics } = load("default", files);
    assert_eq!(diagnostics, [], "loads without findings");
    theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).expect_err("is a mistake")
}

fn place_of<'a>(diagnostic: &Diagnostic, files: &[(&'a str, &'a str)]) -> (&'a str, &'a str) {
    let location = diagnostic.location.as_ref().expect("has a place");
    let (path, text) = files.iter().find(|(path, _)| *path == location.path.as_str()).expect("in one of the files");
    (path, &text[location.span.range()])
}

#[test]
fn the_default_theme_has_no_findings_and_renders_every_kind_of_page() {
    let Checked { value: theme, diagnostics } = load("default", &[]);
    assert_eq!(diagnostics, []);
    for language in ["zh", "en"] {
        for kind in [PageKind::Front, PageKind::Chapter, PageKind::Lesson, PageKind::NotFound, PageKind::Languages] {
            let html =
                theme.render(Theme::template_of(kind), &edition(&theme, language), &page(kind)).expect("renders");
            assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{kind:?}");
            assert!(!html.contains(" style=") && !html.contains("<style") && !html.contains(" onclick"), "{kind:?}");
            assert!(!html.contains("<levels>"), "{kind:?} escapes the title");
        }
    }
}

#[test]
fn only_the_appearance_is_set_before_the_page_is_shown() {
    let theme = load("default", &[]).value;
    let html = theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).expect("renders");
    assert!(html.contains(r#"<script src="../../theme/appearance.1.js"></script>"#), "{html}");
    assert!(html.contains(r#"<script src="../../theme/other.2.js" defer></script>"#), "{html}");
}

#[test]
fn contents_links_are_written_so_that_the_current_page_can_be_marked() {
    use crate::site::page::{ContentsEntry, ContentsView};
    let lesson = ContentsEntry {
        number: Some("1.1".into()),
        title: "History".into(),
        href: "history/index.html".into(),
        page: "company/history".into(),
        chapter: false,
        lessons: 0,
        open: false,
        entries: Vec::new(),
        more: 0,
    };
    let chapter = |page: &str, open| ContentsEntry {
        page: page.into(),
        title: page.into(),
        href: "index.html".into(),
        chapter: true,
        lessons: 1,
        open,
        entries: vec![lesson.clone()],
        more: 2,
        ..lesson.clone()
    };
    let theme = load("default", &[]).value;
    let view = ContentsView { entries: vec![chapter("company", true), chapter("skills", false)] };
    let html = theme.render("contents.html", &edition(&theme, "en"), &view).expect("renders");
    assert_eq!(html.matches(r#"<a href="history/index.html" data-page="company/history">"#).count(), 1, "{html}");
    assert_eq!(html.matches("data-page=").count(), 3);
    assert_eq!(html.matches("2 more").count(), 1);
    assert!(!html.contains("aria-current"));
}

#[test]
fn a_project_overrides_single_files_and_can_extend_what_it_replaces() {
    let files = [
        (
            "themes/mine/templates/lesson.html",
            "{% extends \"default/lesson.html\" %}{% block aside %}MINE{% endblock %}",
        ),
        ("themes/mine/strings/en.yaml", "next: Onward\n"),
        ("themes/mine/styles/99-mine.css", "body { color: red }"),
        ("themes/other/templates/lesson.html", "OTHER"),
    ];
    let Checked { value: theme, diagnostics } = load("mine", &files);
    assert_eq!(diagnostics, []);
    let html = theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).expect("renders");
    assert!(html.contains("MINE") && html.contains("<p>Text</p>"));
    assert_eq!(theme.strings("en")["next"], "Onward");
    assert_eq!(theme.strings("en")["previous"], "Previous");
    assert_eq!(theme.strings("zh")["next"], "下一页");
    let assets = theme.assets();
    let (_, sheet) = assets.iter().find(|(path, _)| *path == theme.styles()[0]).expect("the style sheet");
    let sheet = std::str::from_utf8(sheet).expect("text");
    assert!(sheet.starts_with("/*") && sheet.ends_with("body { color: red }\n"));
}

#[test]
fn assets_are_named_after_their_content() {
    let (one, two) = (load("default", &[]).value, load("default", &[]).value);
    let changed = load("default", &[("themes/default/styles/99.css", "p { margin: 0 }")]).value;
    assert_eq!(one.assets(), two.assets());
    assert_ne!(one.styles(), changed.styles());
    assert_eq!(one.scripts(), changed.scripts());
    assert!(one.icon().starts_with("theme/icon.") && one.icon().ends_with(".svg"));
    let paths: Vec<_> = one.assets().into_iter().map(|(path, _)| path).collect();
    assert!(one.scripts().iter().all(|script| paths.contains(script)));
}

#[test]
fn an_unknown_theme_is_reported_with_the_nearest_name() {
    let found = load("defalt", &[]).diagnostics;
    assert_eq!(found[0].rule, &rule::UNKNOWN_THEME);
    assert_eq!(found[0].hint.as_ref().expect("a hint").en, "Did you mean `default`?");
    assert!(load("mine", &[("themes/mine/theme.yaml", "name: mine\napi: 1\n")]).diagnostics.is_empty());
}

#[test]
fn a_template_that_cannot_be_parsed_is_reported_and_the_one_beneath_is_used() {
    let files = [(
        "themes/default/templates/lesson.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ title | }}{% endblock %}",
    )];
    let Checked { value: theme, diagnostics } = load("default", &files);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].rule, &rule::TEMPLATE_ERROR);
    let (_, at) = place_of(&diagnostics[0], &files);
    assert_eq!(at, "}}");
    assert!(theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).is_ok());
}

#[test]
fn unknown_filters_includes_and_parents_are_found_when_loading() {
    for (text, at, says) in [
        ("{{ title | uppper }}", "uppper", "filter named `uppper`"),
        ("啊{% include \"parts/baar.html\" %}", "\"parts/baar.html\"", "template named `parts/baar.html`"),
        ("{% extends \"bse.html\" %}", "\"bse.html\"", "extends `bse.html`"),
        ("{% include \"lesson.html\" %}", "\"lesson.html\"", "in a circle"),
    ] {
        let files = [("themes/default/templates/lesson.html", text)];
        let Checked { value: theme, diagnostics } = load("default", &files);
        let found = diagnostics.first().unwrap_or_else(|| panic!("nothing found in {text}"));
        assert!(found.message.en.contains(says), "{}", found.message.en);
        let (_, found_at) = place_of(found, &files);
        assert!(at.contains(found_at) && !found_at.is_empty() || says == "in a circle", "{text}: {found_at:?}");
        assert!(theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).is_ok());
    }
}

#[test]
fn a_field_that_a_page_does_not_have_is_an_error_wherever_it_is_read() {
    for text in ["<h1>{{ titel }}</h1>", "{% if titel %}{% endif %}", "{% for x in titel %}{% endfor %}"] {
        let files = [("themes/default/templates/parts/heading.html", text)];
        let found = lesson_error(&files);
        assert_eq!(place_of(&found, &files).1, "titel", "{text}");
        assert_eq!(found.hint.as_ref().expect("a hint").en, "Did you mean `title`?");
        assert!(found.message.en.ends_with("(while rendering “Tiers & <levels>”)"), "{}", found.message.en);
        assert!(found.message.zh.ends_with("（生成《Tiers & <levels>》时）"), "{}", found.message.zh);
    }
}

#[test]
fn an_error_in_an_include_says_by_way_of_which_templates() {
    let files = [("themes/default/templates/parts/heading.html", "{{ site.titel }}")];
    let found = lesson_error(&files);
    assert_eq!(place_of(&found, &files).1, "titel");
    assert!(found.hint.as_ref().expect("a hint").en.contains("`title`"));
    let way: Vec<_> = found.related.iter().map(|(at, _)| at.path.as_str()).collect();
    assert_eq!(way, ["themes/default/templates/lesson.html"]);
}

#[test]
fn a_missing_word_has_a_rule_of_its_own() {
    let files = [("themes/default/templates/parts/heading.html", "{{ text.nxt }}")];
    let found = lesson_error(&files);
    assert_eq!(found.rule, &rule::MISSING_STRING);
    assert_eq!(found.hint.as_ref().expect("a hint").en, "Did you mean `next`?");
}

#[test]
fn names_that_a_loop_gives_may_be_used_in_includes() {
    let files = [
        ("themes/default/templates/lesson.html", "{% for h in headings %}{% include \"parts/one.html\" %}{% endfor %}"),
        ("themes/default/templates/parts/one.html", "{{ h.title }}"),
    ];
    let theme = load("default", &files).value;
    assert_eq!(theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).expect("renders"), "ABC");
}

#[test]
fn strings_fall_back_from_tag_to_language_to_english() {
    let files = [
        ("themes/default/strings/zh-TW.yaml", "next: 下一頁\n"),
        ("themes/default/strings/fr.yaml", "next: Suivant\n"),
    ];
    let Checked { value: theme, diagnostics } = load("default", &files);
    assert_eq!(diagnostics, []);
    let words = |language: &str| (theme.strings(language)["next"].clone(), theme.strings(language)["previous"].clone());
    assert_eq!(words("zh-TW"), ("下一頁".into(), "上一页".into()));
    assert_eq!(words("zh-CN"), ("下一页".into(), "上一页".into()));
    assert_eq!(words("fr-CA"), ("Suivant".into(), "Previous".into()));
    assert_eq!(words("ja"), ("Next".into(), "Previous".into()));
}

#[test]
fn both_languages_have_the_same_words() {
    let theme = load("default", &[]).value;
    let keys = |language: &str| theme.strings.own(language).keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys("zh"), keys("en"));
}

#[test]
fn mistakes_in_strings_are_found_at_their_place() {
    let files = [("themes/default/strings/en.yaml", "# mine\nnext: On\nprevios: Back\n")];
    let found = load("default", &files).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].rule, place_of(&found[0], &files).1), (&rule::UNKNOWN_KEY, "previos"));
    assert_eq!(found[0].hint.as_ref().expect("a hint").en, "Did you mean `previous`?");

    let files = [("themes/default/strings/en.yaml", "next: On\nprevious: [\n")];
    let Checked { value: theme, diagnostics: found } = load("default", &files);
    assert_eq!(found[0].rule, &rule::INVALID_YAML);
    assert_eq!(theme.strings("en")["next"], "Next");

    let own = [
        ("themes/default/strings/en.yaml", "motto: Ask first\n"),
        ("themes/default/templates/parts/footer.html", "{{ text.motto }}"),
    ];
    assert_eq!(load("default", &own).diagnostics, []);
}

#[test]
fn a_theme_for_another_version_is_reported() {
    let found = load("mine", &[("themes/mine/theme.yaml", "name: mine\napi: 2\n")]).diagnostics;
    assert!(found[0].message.en.contains("version 2"));
    let found = load("mine", &[("themes/mine/theme.yaml", "name: mine\napi: 1\ncolour: red\n")]).diagnostics;
    assert_eq!(found[0].rule, &rule::INVALID_YAML);
}

#[test]
fn texts_are_filled_and_numbered() {
    let fill = |template: &str| {
        let files = [("themes/default/templates/lesson.html", template)];
        let theme = load("default", &files).value;
        theme.render("lesson.html", &edition(&theme, "en"), &page(PageKind::Lesson)).expect("renders")
    };
    assert_eq!(fill("{{ '{n} minute|{n} minutes' | fill(n=1) }}"), "1 minute");
    assert_eq!(fill("{{ '{n} minute|{n} minutes' | fill(n=2) }}"), "2 minutes");
    assert_eq!(fill("{{ '约 {n} 分钟，{what}' | fill(n=1, what='<b>') }}"), "约 1 分钟，&lt;b&gt;");
}

/// Every script of the default theme is what node takes for a script. Skipped where node is not installed: it is no part of
/// what Onramp needs, and the linker's own tests look at the text.
#[test]
fn linked_scripts_are_valid_for_node() {
    let has_node = std::process::Command::new("node").arg("--version").output().is_ok();
    if !has_node {
        eprintln!("skipped: node is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let theme = load("default", &[]).value;
    for (path, text) in theme.assets().iter().filter(|(path, _)| path.ends_with(".js")) {
        let file = folder.path().join(path.replace('/', "-"));
        #[expect(clippy::disallowed_methods, reason = "node reads the script from a file")]
        std::fs::write(&file, text).expect("written");
        let checked = std::process::Command::new("node").arg("--check").arg(&file).output().expect("node runs");
        assert!(checked.status.success(), "{path}: {}", String::from_utf8_lossy(&checked.stderr));
    }
}
