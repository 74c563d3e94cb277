use unicode_width::UnicodeWidthStr;

use super::*;
use crate::diagnostic::{Severity, Words, rule};
use crate::source::{Location, SourceFile, SourcePath, Span};

const LESSON: &str = "content/zh/05-skills/04-objections.md";

pub fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        let path = SourcePath::new(*path);
        let text = (*text).into();
        let file = SourceFile { path, text };
        sources.texts.insert(file.path.clone(), file);
    }
    sources
}

/// A finding at the first place where `part` stands in `text`.
fn at(path: &str, text: &str, part: &str) -> Diagnostic {
    let start = text.find(part).unwrap();
    let span = Span::new(start, start + part.len());
    let message = Words::new("链接指向的页面不存在", "the link leads to a page that does not exist");
    Diagnostic::at(&rule::LINK_TO_MISSING_PAGE, &SourcePath::new(path), span, message)
}

fn in_text(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    show(diagnostics, sources, language, Format::Text, false)
}

/// How many columns stand before the caret, and before `part` in the line above it.
fn columns(output: &str, part: &str) -> (usize, usize) {
    let lines: Vec<&str> = output.lines().collect();
    let caret = lines.iter().position(|line| line.contains('^')).unwrap();
    let before = |line: &str, part: &str| line[..line.find(part).unwrap()].width();
    (before(lines[caret], "^"), before(lines[caret - 1], part))
}

#[test]
fn a_finding_in_chinese_and_english() {
    let text = format!("{}见[价格](缺.md)一节。\n", "\n".repeat(36));
    let finding = at(LESSON, &text, "[价格](缺.md)")
        .label(Words::new("没有“缺.md”", "no “缺.md”"))
        .hint(Words::new("改成已有的页面", "name a page that exists"));
    let sources = sources(&[(LESSON, &text)]);
    let findings = [finding];
    assert_eq!(
        in_text(&findings, &sources, Language::Chinese),
        "\
错误[link-to-missing-page] 链接指向的页面不存在
  --> content/zh/05-skills/04-objections.md:37:2
   |
37 | 见[价格](缺.md)一节。
   |   ^^^^^^^^^^^^^ 没有“缺.md”
   = 修复：改成已有的页面
"
    );
    assert_eq!(
        in_text(&findings, &sources, Language::English),
        "\
error[link-to-missing-page]: the link leads to a page that does not exist
  --> content/zh/05-skills/04-objections.md:37:2
   |
37 | 见[价格](缺.md)一节。
   |   ^^^^^^^^^^^^^ no “缺.md”
   = help: name a page that exists
"
    );
}

#[test]
fn the_caret_stands_under_its_place_after_wide_characters() {
    for before in [
        "",
        "abc ",
        "客户说“太贵”，",
        "👍 好的！",
        "ｆｕｌｌ　width ",
        "한국어 かな ",
        "e\u{301}\u{200b}x",
        &" ".repeat(60),
        &"\u{3000}".repeat(35),
    ] {
        let text = format!("{before}[x](y.md) 后面");
        let output = in_text(&[at("a.md", &text, "[x]")], &sources(&[("a.md", &text)]), Language::Chinese);
        let (caret, place) = columns(&output, "[x]");
        assert_eq!(caret, place, "{output}");
        assert!(output.contains(&format!("a.md:1:{}\n", before.chars().count() + 1)), "{output}");
    }
}

#[test]
fn the_emoji_form_of_a_sign_does_not_move_the_caret() {
    let text = "❤\u{fe0f}❤\u{fe0f} [x](y.md)";
    let output = in_text(&[at("a.md", text, "[x]")], &sources(&[("a.md", text)]), Language::English);
    assert!(output.contains("--> a.md:1:6\n"), "{output}");
    assert!(output.contains("1 | ❤❤ [x](y.md)\n  |    ^^^\n"), "{output}");
}

#[test]
fn a_tab_counts_as_one_character_and_is_shown_as_four_columns() {
    let text = "\tkey: [x]\n";
    let output = in_text(&[at("a.yaml", text, "[x]")], &sources(&[("a.yaml", text)]), Language::English);
    assert!(output.contains("--> a.yaml:1:7\n"), "{output}");
    assert!(output.contains("1 |     key: [x]\n  |          ^^^\n"), "{output}");
}

#[test]
fn related_places_are_shown_below() {
    let one = "# 甲 {#price}\n";
    let other = format!("{}# 乙 {{#price}}\n", "\n".repeat(11));
    let finding = at("a.md", one, "{#price}")
        .related(
            Location::new(&SourcePath::new("b.md"), Span::new(17, 25)),
            Words::new("也叫 price", "is called price too"),
        )
        .related(Location::file(&SourcePath::new("price.png")), Words::new("还有这张图", "and this picture"));
    let sources = sources(&[("a.md", one), ("b.md", &other)]);
    let findings = [finding];
    assert_eq!(
        in_text(&findings, &sources, Language::Chinese),
        "\
错误[link-to-missing-page] 链接指向的页面不存在
  --> a.md:1:5
   |
 1 | # 甲 {#price}
   |      ^^^^^^^^
   |
  ::: b.md:12:5
   |
12 | # 乙 {#price}
   |      -------- 也叫 price
   = 另见 price.png：还有这张图
"
    );
    assert!(in_text(&findings, &sources, Language::English).ends_with("   = see price.png: and this picture\n"));
}

#[test]
fn a_finding_without_text_shows_what_it_has() {
    let project = Diagnostic::project(&rule::EMPTY_PROJECT, Words::new("没有 Markdown 文件", "no Markdown found"))
        .hint(Words::new("运行 `onramp init`", "run `onramp init`"));
    let picture = Location::file(&SourcePath::new("content/图\u{1b}[31m\u{9b}.png"));
    let mut file = Diagnostic::new(&rule::UNREADABLE_FILE, picture, Words::new("打不开\n这个文件", "cannot be opened"));
    file.severity = Severity::Warning;
    assert_eq!(
        in_text(&[file, project], &Sources::default(), Language::Chinese),
        "\
错误[empty-project] 没有 Markdown 文件
  = 修复：运行 `onramp init`

警告[unreadable-file] 打不开 这个文件
 --> content/图␛[31m\u{fffd}.png
"
    );
}

#[test]
fn a_place_of_many_lines_ends_with_its_first_and_a_short_one_is_shown_whole() {
    let text = "---\ntitle: 一\ntags: 二\nowner: 三\n";
    let sources = sources(&[("a.md", text)]);
    let output = in_text(&[at("a.md", text, text)], &sources, Language::English);
    assert!(output.ends_with(" --> a.md:1:1\n  |\n1 | ---\n  | ^^^\n"), "{output}");
    let output = in_text(&[at("a.md", text, "---\ntitle: 一\n")], &sources, Language::English);
    assert!(output.ends_with("1 | / ---\n2 | | title: 一\n  | |_________^\n"), "{output}");
}

#[test]
fn a_very_long_line_is_cut_around_the_place() {
    let text = format!("{}[x](y.md){}", "价格太贵".repeat(20_000), "再考虑考虑".repeat(20_000));
    let output = in_text(&[at("a.md", &text, "[x]")], &sources(&[("a.md", &text)]), Language::Chinese);
    assert!(output.contains("--> a.md:1:80001\n"), "{output}");
    let (caret, place) = columns(&output, "[x]");
    assert_eq!(caret, place, "{output}");
    assert!(output.lines().all(|line| line.width() <= 120), "{output}");
    assert!(output.contains("1 | ...价格太贵"), "{output}");
}

#[test]
fn colour_only_when_asked_and_only_in_text() {
    let sources = sources(&[("a.md", "[x]")]);
    let findings = [at("a.md", "[x]", "[x]")];
    for format in [Format::Json, Format::Github] {
        assert!(!show(&findings, &sources, Language::English, format, true).contains('\u{1b}'));
    }
    assert!(!in_text(&findings, &sources, Language::English).contains('\u{1b}'));
    let coloured = show(&findings, &sources, Language::English, Format::Text, true);
    assert!(coloured.contains("\u{1b}[91merror[link-to-missing-page]\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn json_has_every_field_in_a_fixed_order() {
    let text = "一\n见[x]\n";
    let finding = at("a.md", text, "[x]\n")
        .label(Words::new("“这里”", "“here”"))
        .related(Location::file(&SourcePath::new("a.md")), Words::new("这个文件", "this file"));
    let sources = sources(&[("a.md", text)]);
    assert_eq!(
        show(&[finding], &sources, Language::Chinese, Format::Json, false),
        r#"[
  {
    "rule": "link-to-missing-page",
    "severity": "error",
    "message": "链接指向的页面不存在",
    "hint": null,
    "path": "a.md",
    "line": 2,
    "column": 2,
    "endLine": 3,
    "endColumn": 1,
    "label": "“这里”",
    "related": [
      {
        "path": "a.md",
        "line": 1,
        "column": 1,
        "message": "这个文件"
      }
    ]
  }
]
"#
    );
    assert_eq!(show(&[], &sources, Language::Chinese, Format::Json, false), "[]\n");
}

#[test]
fn github_commands_are_escaped() {
    let path = "a,b:c%.md";
    let mut finding = at(path, "见[x]", "[x]").hint(Words::new("先一\r\n后二", "at 100%: a, b"));
    finding.message = Words::new("错", "a\nb");
    let sources = sources(&[(path, "见[x]")]);
    let findings = [finding];
    assert_eq!(
        show(&findings, &sources, Language::English, Format::Github, false),
        "::error file=a%2Cb%3Ac%25.md,line=1,col=2,endLine=1,endColumn=5,title=link-to-missing-page::a%0Ab%0Aat 100%25: a, b\n"
    );
    assert!(show(&findings, &sources, Language::Chinese, Format::Github, false).ends_with("::错%0A先一%0D%0A后二\n"));
}

#[test]
fn github_takes_columns_only_within_one_line() {
    let text = "# 一\n二\n三\n";
    let sources = sources(&[("a.md", text)]);
    let heading = at("a.md", text, "# 一\n");
    let both = at("a.md", text, "二\n三\n");
    let mut whole = Diagnostic::project(&rule::EMPTY_PROJECT, Words::new("空", "empty"));
    whole.severity = Severity::Warning;
    assert_eq!(
        show(&[both, heading, whole], &sources, Language::Chinese, Format::Github, false),
        "\
::warning title=empty-project::空
::error file=a.md,line=1,col=1,endLine=1,endColumn=4,title=link-to-missing-page::链接指向的页面不存在
::error file=a.md,line=2,endLine=3,title=link-to-missing-page::链接指向的页面不存在
"
    );
}

#[test]
fn twenty_thousand_findings_in_one_file() {
    // Would take minutes if every finding read the file, or its long line, from the start.
    let text = format!("{}{}", "第一行\n".repeat(100_000), "见[x]".repeat(100_000));
    let sources = sources(&[("a.md", &text)]);
    let end = text.len();
    let message = Words::new("错", "wrong");
    let path = SourcePath::new("a.md");
    let findings: Vec<_> = (0..20_000)
        .map(|number| Span::new(end - 6 * number, end))
        .map(|span| Diagnostic::at(&rule::EMPTY_PAGE, &path, span, message.clone()))
        .collect();
    let output = in_text(&findings, &sources, Language::English);
    assert_eq!(output.matches("warning[empty-page]: wrong").count(), 20_000);
    assert!(output.contains("--> a.md:100001:399997\n"));
}
