//! Texts: encodings, line ends, sizes, depth.

use crate::place::Place;

#[test]
fn other_encodings_are_named_and_other_pages_built() {
    let place = Place::new();
    place.write("content/gbk.md", [0xbf, 0xcd, 0xbb, 0xa7, b'\n']);
    place.write("content/utf16.md", [0xff, 0xfe, 0xa2, 0x5b, 0x37, 0x62]);
    place.write("content/latin1.md", b"caf\xe9 au lait");
    place.check().says(
        1,
        &[
            "error[not-utf8]: The file is not UTF-8 text; it looks like GBK (from byte 0 on)\n --> content/gbk.md",
            "it looks like UTF-16 (from byte 0 on)\n --> content/utf16.md",
            "(from byte 3 on)\n --> content/latin1.md",
            "Checked 1 page",
        ],
    );
    place.run(&["build", "--keep-going"]).says(1, &[]);
    assert!(place.read("site/good/index.html").contains("好的一页。"));
    assert!(!place.has("site/gbk/index.html"));
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let text = "---\ntitle: 标题\n---\n\n# 标题\n\n第一行\n第二行\n\n- 甲\n- 乙\n\n```text\n一\n二\n```\n\n| a |\n|---|\n| b |";
    let page = |text: &str| {
        let place = Place::new();
        place.write("content/page.md", text);
        place.write("onramp.yaml", "title: 手册\n".replace('\n', if text.contains('\r') { "\r\n" } else { "\n" }));
        place.build().says(0, &["no findings"]);
        place.read("site/page/index.html")
    };
    let html = page(text);
    assert!(html.contains("第一行第二行"), "{html}");
    assert_eq!(page(&text.replace('\n', "\r\n")), html);
    assert_eq!(page(&text.replace('\n', "\r")), html);
    assert_eq!(page(&format!("\u{feff}{text}\n")), html);
    assert_eq!(page(&format!("\u{feff}{}", text.replacen('\n', "\r\n", 4))), html);
}

#[test]
fn a_nul_character_is_replaced_and_told() {
    let place = Place::new();
    place.write("content/page.md", "甲\0乙\n");
    place.check().says(0, &["warning[nul-character]", "--> content/page.md:1:2"]);
    place.build().says(0, &[]);
    assert!(place.read("site/page/index.html").contains("甲\u{fffd}乙"));
}

#[test]
fn a_file_of_50_megabytes_is_left_out() {
    let place = Place::new();
    place.write("content/large.md", "客户说太贵。\n".repeat(50 * 1024 * 1024 / 19 + 1));
    place.check().says(1, &["error[file-too-large]: The file has 50 MB", "--> content/large.md", "Checked 1 page"]);
}

#[test]
fn long_lines_and_many_blocks_end() {
    let place = Place::new();
    place.write("content/line.md", "客户".repeat(40_000));
    place.write("content/marks.md", "a **b** `c` ~~d~~ [e](good.md) ".repeat(8_000));
    place.write("content/breaks.md", "客户\n".repeat(100_000));
    place.write("content/rows.md", format!("|a|\n|-|\n{}", "|b|\n".repeat(100_000)));
    place.write("content/tasks.md", "- [ ] a\n".repeat(20_000));
    place.write("content/bold.md", "**粗体。**后文".repeat(20_000));
    place.write("content/headings.md", format!("# a\n\n{}", "## a\n\n".repeat(10_000)));
    let notes = |end: &str| (0..10_000).map(|number| format!("[^{number}]{end}")).collect::<String>();
    place.write("content/notes.md", format!("{}\n\n{}", notes(" "), notes(": x\n\n")));
    place.check().says(0, &["Checked 9 pages: no findings"]);
}

#[test]
fn ten_thousand_deep_ends() {
    let place = Place::new();
    let deep = |mark: &str, end: &str| mark.repeat(10_000) + "客户" + &end.repeat(10_000);
    place.write("content/quotes.md", deep("> ", ""));
    place.write("content/lists.md", deep("- ", ""));
    place.write("content/both.md", deep("> 1. ", ""));
    place.write("content/alerts.md", "> [!NOTE]\n".repeat(10_000));
    place.write("content/stars.md", deep("*", "*"));
    place.write("content/emphasis.md", deep("**a ", " b**"));
    place.write("content/struck.md", deep("~~a ", " b~~"));
    place.write("content/brackets.md", deep("[", "]"));
    place.write("content/parens.md", deep("[a](", ""));
    place.write("content/code.md", (0..300).map(|count| "`".repeat(count) + " ").collect::<String>());
    place.write("content/inline.md", deep("<b>", "</b>"));
    place.write("content/comments.md", deep("<!-- ", ""));
    let list: String = (0..500).map(|depth| " ".repeat(2 * depth) + "- a\n").collect();
    place.write("content/indented.md", list);
    place.check().says(0, &["Checked 14 pages"]);
    place.build().says(0, &[]);
    assert!(place.read("site/quotes/index.html").contains("客户"));
}

#[test]
fn images_and_links_in_one_another_end() {
    let place = Place::new();
    place.write("content/page.md", "![".repeat(5_000) + "a" + &"](x.png)".repeat(5_000));
    place.check().says(1, &["error[missing-image]", "--> content/page.md:1:"]);
}

#[test]
fn a_hundred_thousand_mistakes_are_told_in_time() {
    let place = Place::new();
    place.write("content/page.md", "[a](gone.md)\n\n".repeat(10_000));
    place.check().says(1, &["Checked 2 pages: 10000 errors", "--> content/page.md:19999:1"]);
    place.build().says(1, &["`onramp check` lists them all"]);
}
