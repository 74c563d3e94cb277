//! Books of mdBook and MkDocs: the list of contents, links, files, and what their Markdown has of its own.

use std::fs;
use std::path::Path;

use crate::tools::{files, findings, import, onramp, page, png, text};

fn write(folder: &Path, all: &[(&str, &str)]) {
    for (path, content) in all {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

fn markdown(folder: &Path) -> Vec<String> {
    let all = files(&folder.join("project/content"));
    all.into_iter().filter(|path| path.ends_with(".md")).collect()
}

#[test]
fn a_book_of_mdbook() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    write(
        &book,
        &[
            ("book.toml", "[book]\ntitle = \"销售手册\"\nlanguage = \"zh-CN\"\nsrc = \"src\"\n"),
            (
                "src/SUMMARY.md",
                "# Summary\n\n[前言](README.md)\n\n# 第一部分\n\n- [公司](company/README.md)\n  - [历史](company/history.md)\n  - [还没写]()\n- [客户](customers.md)\n\n# 第二部分\n\n- [报价](prices.md)\n\n---\n\n[附录](appendix.md)\n",
            ),
            ("src/README.md", "# 前言\n\n先读[历史](company/history.md#第一年)，再看[报价](./prices.html)。\n"),
            (
                "src/company/README.md",
                "# 公司\n\n![图](../images/map.png) 和 <img src=\"../images/map.png\" alt=\"同一张\">\n",
            ),
            (
                "src/company/history.md",
                "# 公司历史\n\n## 第一年\n\n见[客户][c]和[附件](../files/price.xlsx)。\n\n```rust,editable\n# fn main() {\nlet a = 1; // [不是链接](x.md)\n# }\n```\n\n[c]: ../customers.md \"客户\"\n",
            ),
            (
                "src/customers.md",
                "# 客户\n\n{{#include shared.md:tiers}}\n\n\\{{#include 原样}}\n\n{{#include nothing.md}}\n\n{{#quiz a.toml}}\n",
            ),
            (
                "src/shared.md",
                "不要这一段\n<!-- ANCHOR: tiers -->\n分三级，见[报价](prices.md)。\n<!-- ANCHOR_END: tiers -->\n",
            ),
            (
                "src/prices.md",
                "# 报价\n\n> [!NOTE]\n> 一律含税。\n\n:::不是容器\n\n回到[上面](#报价)，别去 [外面](https://example.com)。\n",
            ),
            ("src/appendix.md", "# 附录\n\n完。\n"),
            ("src/lost.md", "# 没有列出来\n"),
            ("src/files/price.xlsx", "xlsx"),
        ],
    );
    fs::create_dir_all(book.join("src/images")).unwrap();
    fs::write(book.join("src/images/map.png"), png(7)).unwrap();
    let said = import(&book, folder.path());
    assert_eq!(
        markdown(folder.path()),
        [
            "zh/01-di-yi-bu-fen/01-company/01-history.md",
            "zh/01-di-yi-bu-fen/01-company/02-hai-mei-xie.md",
            "zh/01-di-yi-bu-fen/01-company/index.md",
            "zh/01-di-yi-bu-fen/02-customers.md",
            "zh/01-di-yi-bu-fen/index.md",
            "zh/02-di-er-bu-fen/01-prices.md",
            "zh/02-di-er-bu-fen/index.md",
            "zh/03-appendix.md",
            "zh/index.md"
        ]
    );
    let front = page(folder.path(), "content/zh/index.md");
    assert!(front.contains("[历史](01-di-yi-bu-fen/01-company/01-history.md#第一年)"), "{front}");
    assert!(front.contains("[报价](02-di-er-bu-fen/01-prices.md)"), "{front}");
    let company = page(folder.path(), "content/zh/01-di-yi-bu-fen/01-company/index.md");
    assert!(company.contains("![图](images/map.png)") && company.contains("src=\"images/map.png\""), "{company}");
    let history = page(folder.path(), "content/zh/01-di-yi-bu-fen/01-company/01-history.md");
    assert!(history.starts_with("---\ntitle: 公司历史\n---\n\n## 第一年"), "{history}");
    assert!(
        history.contains("[c]: ../02-customers.md \"客户\"") && history.contains("[附件](files/price.xlsx)"),
        "{history}"
    );
    assert!(history.contains("```rust\nlet a = 1; // [不是链接](x.md)\n```"), "{history}");
    let customers = page(folder.path(), "content/zh/01-di-yi-bu-fen/02-customers.md");
    assert!(
        customers.contains("分三级，见[报价](../02-di-er-bu-fen/01-prices.md)。") && !customers.contains("ANCHOR"),
        "{customers}"
    );
    assert!(customers.contains("{{#include 原样}}") && !customers.contains("quiz"), "{customers}");
    let prices = page(folder.path(), "content/zh/02-di-er-bu-fen/01-prices.md");
    assert!(
        prices.contains("> [!NOTE]\n> 一律含税。\n\n\\:::不是容器") && prices.contains("[上面](01-prices.md)"),
        "{prices}"
    );
    assert!(page(folder.path(), "content/zh/01-di-yi-bu-fen/01-company/02-hai-mei-xie.md").contains("draft: true"));
    for words in ["lost.md", "nothing.md", "quiz a.toml", "隐藏的行"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(findings(folder.path()).0, [""; 0]);
    assert!(onramp(&["build", "--project", "project"], folder.path()).status.success());
}

#[test]
fn a_site_of_mkdocs_with_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    write(
        &site,
        &[
            (
                "mkdocs.yml",
                "site_name: 客服手册\nsite_description: 怎么接电话\ntheme:\n  name: material\n  language: zh\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n  - pymdownx.snippets\nplugins:\n  - search\nextra:\n  key: !ENV [KEY, none]\nnav:\n  - index.md\n  - 接电话:\n    - phone/index.md\n    - 开场: phone/hello.md\n    - 更深:\n      - phone/deep.md\n  - 外面: https://example.com/\n  - 没有: nothing.md\n",
            ),
            (
                "docs/index.md",
                "---\ntitle: 首页\nhide:\n  - navigation\n---\n# 欢迎\n\n从[开场](phone/hello.md#first)开始，第二句[在这](phone/hello.md#_2)，或者 [目录](phone/)。\n",
            ),
            ("docs/phone/index.md", "# 总说\n\n先听。\n"),
            (
                "docs/phone/hello.md",
                "# 开场 { .big }\n\n[TOC]\n\n## 第一句 {: #first .x }\n\n!!! warning \"别急\"\n\n    先报姓名。\n\n    - 再问好\n\n??? tip\n    慢一点。\n\n=== \"电话\"\n\n    您好。\n\n=== \"邮件\"\n\n    ```text title=\"a\"\n    !!! 不是提示框\n    ```\n\n## 第二句\n\n[按钮](deep.md){ .md-button } :material-check: 好 `{: .code }`\n\n*[CRM]: 客户关系管理\n\n--8<-- \"snippet.md\"\n\n--8<-- \"missing.md\"\n\n{{ 变量 }}\n",
            ),
            ("docs/phone/deep.md", "没有标题，只有[首页](../index.md)。\n"),
            ("docs/other.md", "# 没列出来\n\n回[第一句](phone/hello.md#first)。\n"),
            ("snippet.md", "公共的话。\n"),
        ],
    );
    let said = import(&site.join("mkdocs.yml"), folder.path());
    assert_eq!(
        markdown(folder.path()),
        [
            "zh/01-phone/01-hello.md",
            "zh/01-phone/02-geng-shen/01-deep.md",
            "zh/01-phone/02-geng-shen/index.md",
            "zh/01-phone/index.md",
            "zh/02-mei-you.md",
            "zh/03-other.md",
            "zh/index.md"
        ]
    );
    assert_eq!(page(folder.path(), "onramp.yaml"), "title: 客服手册\ndescription: 怎么接电话\nlanguages: [zh]\n");
    let front = page(folder.path(), "content/zh/index.md");
    assert!(front.starts_with("---\ntitle: 欢迎\n---\n") && front.contains("[目录](01-phone/index.md)"), "{front}");
    assert!(front.contains("[开场](01-phone/01-hello.md#first)"), "{front}");
    assert!(front.contains("[在这](01-phone/01-hello.md#第二句)"), "{front}");
    let chapter = page(folder.path(), "content/zh/01-phone/index.md");
    assert!(chapter.starts_with("---\ntitle: 接电话\n---\n"), "{chapter}");
    let hello = page(folder.path(), "content/zh/01-phone/01-hello.md");
    for part in [
        "title: 开场\n",
        "## 第一句 {#first}",
        "> [!WARNING]\n> **别急**\n>\n> 先报姓名。\n>\n> - 再问好\n",
        "> [!TIP]\n> 慢一点。\n",
        "**电话**\n\n您好。\n",
        "**邮件**\n\n```text\n!!! 不是提示框\n```\n",
        "[按钮](02-geng-shen/01-deep.md) 好 `{: .code }`",
        "公共的话。",
        "--8<-- \"missing.md\"",
    ] {
        assert!(hello.contains(part), "{part}\n---\n{hello}");
    }
    for words in [
        "选项卡",
        "折叠",
        "md-button",
        "material-check",
        "CRM: 客户关系管理",
        "missing.md",
        "example.com",
        "nothing.md",
        "hide",
        "变量",
        "other.md",
    ] {
        assert!(said.contains(words) || page(folder.path(), "import-report.md").contains(words), "{words}: {said}");
    }
    assert_eq!(findings(folder.path()).0, [""; 0]);
    assert!(onramp(&["build", "--project", "project"], folder.path()).status.success());
}

#[test]
fn a_site_of_mkdocs_in_the_order_of_its_folders() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("kb");
    write(
        &site,
        &[
            ("mkdocs.yml", "site_name: Desk\n"),
            ("docs/index.md", "# Welcome\n\nHello to everybody here.\n"),
            ("docs/b-page.md", "# Bee\n\nText about bees.\n"),
            ("docs/a folder/page one.md", "Only text, and a [way back](../b-page.md).\n"),
        ],
    );
    let said = import(&site, folder.path());
    assert_eq!(
        markdown(folder.path()),
        ["en/01-b-page.md", "en/02-a-folder/01-page-one.md", "en/02-a-folder/index.md", "en/index.md"]
    );
    assert!(page(folder.path(), "content/en/02-a-folder/01-page-one.md").contains("title: Page one\n"));
    assert!(said.contains("全部带过来了"), "{said}");
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    fs::write(folder.path().join("secret.txt"), "秘密").unwrap();
    write(
        &book,
        &[
            ("book.toml", "[book]\n"),
            ("src/SUMMARY.md", "- [甲](a.md)\n- [外](../../outside.md)\n"),
            (
                "src/a.md",
                "# 甲\n\n{{#include ../../secret.txt}}\n\n{{#include /etc/hostname}}\n\n{{#include link.txt}}\n\n[文件](../../secret.txt)\n\n{{#include a.md}}\n",
            ),
        ],
    );
    fs::write(folder.path().join("outside.md"), "# 秘密\n").unwrap();
    std::os::unix::fs::symlink(folder.path().join("secret.txt"), book.join("src/link.txt")).unwrap();
    import(&book, folder.path());
    for path in files(&folder.path().join("project")) {
        let text = fs::read_to_string(folder.path().join("project").join(&path)).unwrap_or_default();
        assert!(!text.contains("秘密"), "{path}: {text}");
    }
}

#[test]
fn settings_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let fails = |words: &str| {
        let output = onramp(&["import", "book", "--into", "project"], folder.path());
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.contains(words), "{words}: {errors}");
        assert!(!folder.path().join("project").exists());
    };
    write(folder.path(), &[("book/readme.md", "# 甲\n")]);
    fails("不用导入：`onramp build --project book`");
    write(folder.path(), &[("book/book.toml", "[book\n")]);
    fails("读不懂 book/book.toml");
    write(folder.path(), &[("book/book.toml", "[book]\n")]);
    fails("没有 book/src/SUMMARY.md");
    fs::remove_file(folder.path().join("book/book.toml")).unwrap();
    write(folder.path(), &[("book/mkdocs.yml", "nav: [\n")]);
    fails("读不懂 book/mkdocs.yml");
    write(folder.path(), &[("book/mkdocs.yml", "site_name: 甲\n")]);
    fails("没有文字");
}
