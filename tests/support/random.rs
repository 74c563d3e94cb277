//! Markdown and whole projects by chance, of pieces that have broken generators before.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What texts are made of: marks that begin and end things, in and out of order, and letters of one to four bytes.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "  \n",
    "\\",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "# ",
    "## ",
    "### ",
    "###### ",
    "===\n",
    "---\n",
    "***",
    "```",
    "```rust\n",
    "~~~ x\n",
    "`",
    "``",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](other.md)",
    "](#步骤)",
    "](<a b.md> \"t\")",
    "![",
    "![图](a.png)",
    "[ref]",
    "[ref]: other.md\n",
    "[^1]",
    "[^1]: ",
    "[^x]",
    "| a | b |\n|---|:-:|\n",
    "|",
    "|---|\n",
    "- [ ] ",
    "- [x] ",
    "> [!NOTE]\n> ",
    "term\n: ",
    "```chart bar title=\"x\" unit=% mark=客户\n",
    "```饼图 客户\n",
    "```chart line\n",
    "```漏斗图 {#id}\n",
    "```flow 客户 方向＝right\n",
    "```org\n",
    "客户: 12\n",
    "a: -1,200.5%\n",
    "| a | 客户 |\n",
    "| a | 3 |\n",
    "客户\t1\t2\n",
    "：",
    "甲 -> 乙: x\n",
    "乙——＞客户 -> 甲\n",
    "→",
    "  甲: 乙\n",
    ": ",
    "{#id}",
    "{#步骤 .c}",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<div onclick=\"x()\">",
    "<img src=x onerror=y()>",
    "<script>",
    "</script>",
    "<style>",
    "<svg onload=x>",
    "</svg>",
    "<iframe srcdoc=\"<script>\">",
    "<a href=\"javascript:x\">",
    "<a href='",
    "<a name=n id=i>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?x",
    "<",
    ">",
    "\"",
    "'",
    "=",
    " onload=x ",
    "&",
    "&amp;",
    "&#106;avascript:x",
    "&colon;",
    "&Tab;",
    "&#0;",
    "javascript:x",
    "JaVaScRiPt:x",
    "](javascript:x)",
    "](java\tscript:x)",
    "](data:text/html,x)",
    "](vbscript:x)",
    "<javascript:x>",
    "<https://example.com/>",
    "//example.com",
    "客户",
    "步骤",
    "，",
    "。",
    "“",
    "”",
    "（",
    "）",
    "、",
    "한국어",
    "テスト",
    "𠀀",
    "é",
    "e\u{301}",
    "👨‍👩‍👧",
    "a",
    "abc",
    "Z",
    "1",
    "!",
    "\u{a8ce}",
    "\u{10450}",
    "\u{f8f0}",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "\u{3000}",
    "\u{fffd}",
    "\u{7f}",
    "\u{1}",
];

/// Front matter, well made and not.
const FRONTS: &[&str] = &[
    "",
    "",
    "---\n---\n",
    "---\ntitle: 标题\n---\n",
    "---\ntitle: \"引号: 冒号\"\ntags: [甲, '乙', 3]\naliases: [/old/, /x/../y]\nreviewed: 2026-01-01\nreview_every: 1d\n---\n",
    "---\ntitle: [错]\ntitel: 甲\ntitle: 乙\nreviewed: 昨天\n---\n",
    "---\ntitle：全角\n---\n",
    "---\na: &a [1, *a]\nb: !!binary x\n---\n",
    "---\ntags:\n  - |\n    多行\n    文字\n  - >-\n    折叠\ndescription: \"\\u263a \\\"x\\\"\"\n---\n",
    "---\ntitle: 没有结束\n",
    "---\n# 注释\n? 复杂\n: 值\n---\n",
    "---\n\ttab: x\n---\n",
];

/// A file's text.
pub fn markdown() -> impl Strategy<Value = String> {
    (select(FRONTS), vec(select(PIECES), 0..50)).prop_map(|(front, pieces)| front.to_owned() + &pieces.concat())
}

/// What pages with components are made of, line by line, as authors write them and as they should not.
const LINES: &[&str] = &[
    ":::quiz",
    ":::quiz 小测 {pass=80}",
    ":::quiz 小测 {#小测}",
    "：：：测验 考试 ｛mode＝exam｝",
    "::::scenario 嫌贵 {客户}",
    ":::情景 {}",
    ":::checklist 第 1 周",
    ":::清单 {#步骤 roles=a}",
    ":::unknown",
    ":::",
    ":::",
    "::::",
    "  :::",
    "> :::",
    "> :::quiz 引",
    "- :::checklist 表",
    "    :::quiz",
    "::quiz 小测",
    "：：测验 {及格=80 抽题=1}",
    "::",
    ":::quiz 小测 {#a pass = 80} 后面",
    ":::quiz {pass=80 pass='9 0' #b",
    ":::测验【及格=80】",
    "### 说给 {客户名}",
    "### 题 {#乙 .c d=e}",
    "### 题 {#丙} 后面",
    "    1. 一",
    "### 问？",
    "### 问？",
    "### 问 {#id}",
    "### 问 {#id}",
    "### 问 {.c}",
    "### 问 ｛a｝ ",
    "### 问 ###",
    "###问",
    "＃＃＃ 问　",
    "### [[答|b]] 和 [[6±1]]",
    "#### **粗。**\\",
    "### {客户} \\{x\\}",
    "> ### 引",
    "- ### 项",
    "标题",
    "---",
    "===",
    "",
    "",
    "",
    "- [x] 对",
    "- [ ] 错  ",
    "  > 反馈",
    "-[x]甲",
    "- 【x】乙",
    "\t- [ ] 丙",
    "- [ ] 做 (D+3) @导师",
    "- [ ] 做 {#做}",
    "- [ ] 做 {#}",
    "- [ ] `码`\\",
    "  - [x] [a](lesson.md#问)",
    "  续",
    "- [ ]",
    "- [走](#问) `+1`",
    "- [走](#问) `＋１`",
    "* 甲",
    "+ 乙  ",
    "1) 丙",
    "* [√] 丁",
    "•【 】戊",
    "- 做 ＠导师",
    "- □ 做",
    "> 解析：x",
    "> 参考答案：y",
    "1. 甲",
    "2、乙",
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "|客户|`a\\|b`",
    ":-:|--:",
    "> | 引 | é |",
    "**客户：** 贵",
    "[[空]]",
    "<b>",
    "<!-- x -->",
    "<div id=\"问\">",
    "```",
    "```pie 图 #a",
    "甲: 1",
    "乙：2",
    "[^1]",
    "[^1]: 注",
    "词",
    ": 义",
    "\u{3000}",
    "\u{0}",
];

/// A page of components, with any line ends.
pub fn components() -> impl Strategy<Value = String> {
    let end = select(&["\n", "\n", "\r\n", "\r"][..]);
    let front = select(&["", "", "\u{feff}", "---\ntitle: 标题\n---\n", "---\nkind: plan\n---\n"][..]);
    (front, vec(select(LINES), 0..40), end, any::<bool>()).prop_map(|(front, lines, end, ended)| {
        let text = front.to_owned() + &lines.join("\n") + if ended { "\n" } else { "" };
        text.replace('\n', end)
    })
}

/// Containers within containers, and marks by the hundred.
pub fn deep() -> impl Strategy<Value = String> {
    let mark = select(&["> ", "- ", "1. ", "> - ", "**", "*", "[", "![", "~~", "<b>", "`", "[^1]: ", ": ", "|"][..]);
    (mark, 1..400_usize, "[a\u{5ba2}*\\]> \n]{0,20}").prop_map(|(mark, times, end)| mark.repeat(times) + &end)
}

/// The parts of paths: numbers, hanzi, capitals, an address of the site's own.
const NAMES: &[&str] =
    &["index", "01-a", "02-a", "a", "b", "B", "10-客户", "步骤 二", "README", "x.y", "other", "404.html"];
const FOLDERS: &[&str] = &["", "", "a/", "01-c/", "c/", "C/", "客户/", "a/b/", "sitemap.xml/"];

/// A file of a project: its path below an edition's folder, and its text.
pub fn page() -> impl Strategy<Value = (String, String)> {
    let link = (
        select(FOLDERS),
        select(NAMES),
        select(&["", "#步骤", "#id", "#i", "#标题"][..]),
        select(&["", "../", "/"][..]),
    )
        .prop_map(|(folder, name, anchor, start)| format!("\n[去](<{start}{folder}{name}.md{anchor}>)\n"));
    (select(FOLDERS), select(NAMES), markdown(), vec(link, 0..4))
        .prop_map(|(folder, name, text, links)| (format!("{folder}{name}.md"), text + &links.concat()))
}

/// A project: its files by path; a path may come twice, then the last one counts.
pub fn project() -> impl Strategy<Value = Vec<(String, String)>> {
    let config =
        select(&["", "url: https://example.com/sub/\n", "languages: [zh, en]\nurl: https://example.com\n"][..]);
    let edition = select(&["content/zh/", "content/en/", "content/"][..]);
    (config, vec((edition, page()), 1..12), any::<bool>()).prop_map(|(config, pages, flat)| {
        let file = |(edition, (path, text)): (&str, (String, String))| match flat {
            true => (format!("content/{path}"), text),
            false => (format!("{edition}{path}"), text),
        };
        let mut files: Vec<_> = pages.into_iter().map(file).collect();
        files.push(("content/a.svg".to_owned(), "<svg width=\"8\" height=\"8\"></svg>".to_owned()));
        if !config.is_empty() {
            files.push(("onramp.yaml".to_owned(), config.to_owned()));
        }
        files
    })
}
