//! What Word has and Markdown has not, or has otherwise: each thing alone in a document.

use std::path::Path;

use crate::docx::{Docx, line, look, p, r, styled};
use crate::tools::{files, findings, import, onramp, page, png, text};

const LESSON: &str = "content/zh/01-ke.md";

/// A lesson with this body, imported; what the command printed.
fn lesson(folder: &Path, body: &str, more: impl FnOnce(Docx) -> Docx) -> (String, String) {
    let body = format!(
        "{}{}{body}{}{}",
        styled("t", "手册"),
        styled("1", "课"),
        styled("1", "尾"),
        p("到这里就完了，没有别的。")
    );
    let said = import(&more(Docx::new(&body)).save(folder), folder);
    let (errors, _) = findings(folder);
    assert_eq!(errors, [""; 0]);
    let text = page(folder, LESSON);
    (text.strip_prefix("---\ntitle: 课\n---\n").unwrap().trim().to_owned(), said)
}

fn plain(body: &str) -> (String, String) {
    lesson(tempfile::tempdir().unwrap().path(), body, |docx| docx)
}

#[test]
fn runs_are_put_together() {
    let body = line(&format!(
        "{}{}{}{}{}",
        look("<w:b/>", "重"),
        look("<w:b/><w:rFonts w:hint=\"eastAsia\"/>", "要"),
        look("", "  "),
        look("<w:b/>", "：先问"),
        r("再说。"),
    ));
    assert_eq!(plain(&body).0, "**重要  ：先问**再说。");
}

#[test]
fn marks_stand_where_every_program_reads_them() {
    let cases = [
        (r("词") + &look("<w:b/>", "“引文”") + &r("词"), "词“**引文**”词"),
        (look("<w:b/>", "注意：") + &r("不要"), "**注意**：不要"),
        (look("<w:b/>", " 前后有空 ") + &r("文"), "**前后有空** 文"),
        (look("<w:i/>", "甲") + &look("<w:b/><w:i/>", "乙"), "*甲**乙***"),
        (look("<w:b/>", "甲") + &look("<w:b/><w:i/>", "乙") + &look("<w:b/>", "丙"), "**甲*乙*丙**"),
        (look("<w:i/>", "甲") + &look("<w:b/>", "乙"), "甲**乙**"),
        (look("<w:b/>", "！"), "**！**"),
        (look("<w:strike/>", "旧") + &look("<w:b w:val=\"0\"/>", "新"), "~~旧~~新"),
        (r("x") + &look("<w:vertAlign w:val=\"superscript\"/>", "2"), "x<sup>2</sup>"),
        (look("<w:rFonts w:ascii=\"Consolas\"/>", "a|b `c`"), "`` a|b `c` ``"),
    ];
    for (runs, wanted) in cases {
        assert_eq!(plain(&line(&runs)).0, wanted, "{runs}");
    }
}

#[test]
fn text_that_looks_like_markdown_stays_text() {
    let lines = [
        ("* 星", "\\* 星"),
        ("# 井", "\\# 井"),
        ("1. 数", "1\\. 数"),
        (":::quiz 测验", "\\:::quiz 测验"),
        ("：：：测验", "&#xFF1A;：：测验"),
        ("- [x] 勾", "\\- \\[x\\] 勾"),
        ("&gt; 引", "\\> 引"),
        ("a&lt;b&gt;c", "a\\<b>c"),
        ("&amp;lt;", "\\&lt;"),
        ("3~5 到 6~7", "3\\~5 到 6\\~7"),
        ("3~5 天", "3~5 天"),
        ("a_b 和 _c_", "a_b 和 \\_c\\_"),
        ("| a | b |", "\\| a | b |"),
        ("|---|", "\\|---|"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("\u{3000}\u{3000}首行", "首行"),
        ("C:\\*", "C:\\\\\\*"),
        ("```", "\\`\\`\\`"),
    ];
    for (typed, wanted) in lines {
        let (found, _) = plain(&(p(typed) + &p("后文")));
        assert_eq!(found, format!("{wanted}\n\n后文"), "{typed}");
    }
}

#[test]
fn lists_with_their_levels_and_numbers() {
    let numbering = r#"
        <w:abstractNum w:abstractNumId="0">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;
    let item = |list: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
            r(text)
        )
    };
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "甲一"),
        item(1, 1, "甲二"),
        item(1, 0, "乙"),
        p("插一句。"),
        item(1, 0, "丙"),
        item(3, 0, "另起"),
        item(2, 0, "中文数字"),
        item(0, 0, "不在列表里"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let (found, said) = lesson(folder.path(), &body.concat(), |docx| docx.with_word_part("numbering", numbering));
    let wanted = "1. 甲\n   - 甲一\n   - 甲二\n2. 乙\n\n插一句。\n\n3. 丙\n\n1) 另起\n\n1. 中文数字\n\n不在列表里";
    assert_eq!(found, wanted);
    assert!(said.contains("列表编号"), "{said}");
}

#[test]
fn tables_that_markdown_cannot_hold() {
    let cell = |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[cell("", &p("级别")), cell("<w:gridSpan w:val=\"2\"/>", &line(&look("<w:b/>", "权限")))]),
        row(&[
            cell("<w:vMerge w:val=\"restart\"/>", &p("A|B")),
            cell("", &(p("九折") + &p("自批"))),
            cell("", &p("当天"))
        ]),
        row(&[cell("<w:vMerge/>", &p("")), cell("", &p("八折")), cell("", &p("两天"))]),
    );
    let (found, said) = plain(&table);
    assert_eq!(found, "| 级别 | 权限 |  |\n|---|---|---|\n| A\\|B | 九折<br>自批 | 当天 |\n| A\\|B | 八折 | 两天 |");
    assert!(said.contains("合并的单元格") && said.contains("几段话"), "{said}");
    let frame = format!("<w:tbl>{}</w:tbl>", row(&[cell("", &(p("注意") + &p("先问后答。")))]));
    assert_eq!(plain(&frame).0, "> 注意\n>\n> 先问后答。");
}

#[test]
fn tracked_changes_and_comments() {
    let body = line(&format!(
        r#"{}<w:ins w:id="1" w:author="a">{}</w:ins><w:del w:id="2"><w:r><w:delText>旧价</w:delText></w:r></w:del>
        <w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>"#,
        r("现在"),
        r("新价"),
        r("生效")
    ));
    // A paragraph whose end is deleted goes on with the next one.
    let joined = r#"<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"#.to_owned()
        + &p("后半");
    let folder = tempfile::tempdir().unwrap();
    let comment = format!(r#"<w:comment w:id="0" w:author="张三">{}</w:comment>"#, p("数字对吗？"));
    let (found, said) = lesson(folder.path(), &(body + &joined), |docx| docx.with_word_part("comments", &comment));
    assert_eq!(found, "现在新价生效\n\n前半后半");
    assert!(said.contains("张三: 数字对吗？") && said.contains("旧价") && said.contains("全部接受"), "{said}");
    let report = page(folder.path(), "import-report.md");
    assert!(report.contains("## 课\n") && report.contains("- [ ] 批注没有带过来：张三: 数字对吗？"), "{report}");
}

#[test]
fn notes_are_numbered_on_each_page() {
    let reference = |kind: &str, id: u8| format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
    let note = |kind: &str, id: u8, text: &str| format!(r#"<w:{kind} w:id="{id}">{}</w:{kind}>"#, p(text));
    let body = line(&(r("甲") + &reference("endnote", 2) + &r("乙") + &reference("footnote", 3)))
        + &format!(r#"<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr>{}{}</w:p>"#, r("小节"), reference("footnote", 4))
        + &line(&(r("丙") + &reference("footnote", 3)));
    let folder = tempfile::tempdir().unwrap();
    let separator = r#"<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>"#;
    let footnotes = format!("{separator}{}{}", note("footnote", 3, "脚注"), note("footnote", 4, "标题上的"));
    let body = format!("{}{body}{}", styled("1", "章"), styled("1", "尾"));
    let docx = Docx::new(&body)
        .with_word_part("footnotes", &footnotes)
        .with_word_part("endnotes", &note("endnote", 2, "尾注"));
    let said = import(&docx.save(folder.path()), folder.path());
    let chapter = page(folder.path(), "content/zh/01-zhang/index.md");
    assert!(chapter.ends_with("甲[^1]乙[^2]\n\n[^1]: 尾注\n\n[^2]: 脚注\n"), "{chapter}");
    let section = page(folder.path(), "content/zh/01-zhang/01-xiao-jie.md");
    assert!(section.starts_with("---\ntitle: 小节\n---\n") && section.ends_with("丙[^1]\n\n[^1]: 脚注\n"), "{section}");
    assert!(said.contains("标题上的脚注没有带过来：标题上的"), "{said}");
}

#[test]
fn links_inside_and_out() {
    let mark = |name: &str| format!(r#"<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>"#);
    let to = |name: &str, text: &str| {
        format!(r#"<w:hyperlink w:anchor="{name}">{}</w:hyperlink>"#, look("<w:rStyle w:val=\"hl\"/>", text))
    };
    let field = |instruction: &str, text: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            r(text)
        )
    };
    let body = [
        styled("1", "甲"),
        line(
            &(to("_Tail", "看尾巴")
                + &r("，")
                + &to("here", "看这里")
                + &r("，")
                + &to("_Sub", "看小节")
                + &r("，")
                + &to("gone", "没有了")),
        ),
        line(
            &(field(r#" HYPERLINK "https://example.com/a b(1)" "#, "外面")
                + &r("！")
                + r#"<w:hyperlink r:id="rId9"><w:r><w:t>文件</w:t></w:r></w:hyperlink>"#),
        ),
        line(
            &(r("见")
                + &field(r"REF _Sub \h", "小节")
                + r#"<w:hyperlink r:id="rId10"><w:r><w:t>和&#x202A;这里</w:t></w:r></w:hyperlink>"#),
        ),
        styled("1", "乙"),
        p("开头。"),
        format!(r#"<w:p><w:pPr><w:pStyle w:val="3"/></w:pPr>{}{}</w:p>"#, mark("_Sub"), r("子：小节")),
        line(&(r("前") + &mark("here") + &r("后"))),
        format!(r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{}{}</w:p>"#, mark("_Tail"), r("丙")),
        p("完。"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let docx = Docx::new(&body.concat()).with_link("rId9", "file:///C:/价格.xlsx").with_link("rId10", "#here");
    let said = import(&docx.save(folder.path()), folder.path());
    let first = page(folder.path(), "content/zh/01-jia.md");
    let second = page(folder.path(), "content/zh/02-yi/index.md");
    assert!(second.contains("开头。"), "{second}");
    assert!(
        first.contains(
            "[看尾巴](03-bing.md)，[看这里](02-yi/01-zi-xiao-jie.md#here)，[看小节](02-yi/01-zi-xiao-jie.md)，没有了\n"
        ),
        "{first}"
    );
    assert!(first.contains("[外面](https://example.com/a%20b%281%29)！文件\n"), "{first}");
    assert!(first.contains("见[小节](02-yi/01-zi-xiao-jie.md)[和这里](02-yi/01-zi-xiao-jie.md#here)\n"), "{first}");
    assert!(said.contains("没有了") && said.contains("价格.xlsx"), "{said}");
    assert_eq!(findings(folder.path()).0, [""; 0]);
}

#[test]
fn pictures_beside_their_pages() {
    let drawing = |id: &str, description: &str| {
        format!(
            r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{description}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
        )
    };
    let body = line(
        &(drawing("rId7", "分级[流程]") + &drawing("rId7", "") + &drawing("rId8", "旧图") + &drawing("rId9", "第二张")),
    );
    let folder = tempfile::tempdir().unwrap();
    let (found, said) = lesson(folder.path(), &body, |docx| {
        docx.with_picture("rId7", "image1.png", png(1))
            .with_picture("rId8", "image2.emf", b"\x01\0\0\0EMF".to_vec())
            .with_picture("rId9", "image3.png", png(2))
    });
    assert_eq!(found, "![分级\\[流程\\]](images/ke-1.png)![](images/ke-1.png)![第二张](images/ke-2.png)");
    assert!(said.contains("浏览器显示不了这种图片") && said.contains("image2.emf"), "{said}");
    let images: Vec<String> = files(folder.path()).into_iter().filter(|path| path.ends_with(".png")).collect();
    assert_eq!(images, ["project/content/zh/images/ke-1.png", "project/content/zh/images/ke-2.png"]);
}

#[test]
fn what_is_drawn_framed_or_worked_out() {
    let shape = |content: &str| {
        format!(
            r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="a"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>{content}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#
        )
    };
    let text_box = shape(&format!("<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>", p("框里的话")));
    let formula = r#"<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"#;
    let chart = r#"<w:r><w:drawing><wp:inline><wp:docPr id="2" name="c" descr="销售额"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>"#;
    let contents = r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目录条目</w:t></w:r></w:p></w:sdtContent></w:sdt>"#;
    let body = [
        p("目 录"),
        contents.to_owned(),
        line(&(r("正文") + &text_box)),
        line(formula),
        line(&(r("图：") + &shape("") + chart)),
        line(&look("<w:vanish/>", "给自己看的")),
        line(&(look("<w:u w:val=\"single\"/>", "下划线") + &look("<w:highlight w:val=\"yellow\"/>", "高亮"))),
        line("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:r><w:t>好</w:t></w:r>"),
        line(
            "<w:r><w:ruby><w:rt><w:r><w:t>kè</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>客</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        ),
        styled("c", "a = 1"),
        styled("c", "b = 2"),
        styled("q", "引用"),
    ];
    let (found, said) = plain(&body.concat());
    let wanted =
        "正文\n\n> 框里的话\n\nx=(a+b)/2\n\n图：\n\n下划线高亮\n\n✓好\n\n客（kè）\n\n```\na = 1\nb = 2\n```\n\n> 引用";
    assert_eq!(found, wanted);
    for word in [
        "目录没有带过来",
        "文本框",
        "公式",
        "手绘图形",
        "Office 图表",
        "销售额",
        "给自己看的",
        "下划线去掉",
        "颜色和底纹",
        "注音",
    ] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[test]
fn headers_are_told_but_not_page_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let (_, said) = lesson(folder.path(), &p("正文。"), |docx| {
        docx.with_word_part("header", &p("内部资料 请勿外传")).with_word_part("footer", &p("第 3 页 共 9 页"))
    });
    assert!(said.contains("内部资料") && !said.contains("第 3 页"), "{said}");
}

#[test]
fn the_strict_edition_and_utf_16_are_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let docx = Docx::new(&(styled("1", "甲") + &p("严格。"))).bytes();
    // The same document with the namespace of the ISO edition.
    let strict = crate::hostile::rewritten(&docx, |name, bytes| match name.ends_with(".xml") {
        true => text(&bytes)
            .replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            .into_bytes(),
        false => bytes,
    });
    let wide = crate::hostile::rewritten(&strict, |name, bytes| match name {
        "word/document.xml" => {
            let units =
                text(&bytes).replace("严格", "宽").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
            [vec![0xff, 0xfe], units].concat()
        }
        _ => bytes,
    });
    std::fs::write(folder.path().join("宽.docx"), wide).unwrap();
    import(&folder.path().join("宽.docx"), folder.path());
    assert!(page(folder.path(), "content/zh/01-jia.md").contains("宽。"));
}

#[test]
fn for_programs_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let body = styled("1", "甲") + &line(&look("<w:u w:val=\"single\"/>", "字"));
    let document = Docx::new(&body).save(folder.path());
    let output = onramp(&["import", &document.display().to_string(), "--format", "json", "--dry-run"], folder.path());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["written"], false);
    assert_eq!(report["project"], "手册");
    assert_eq!(report["pages"][1]["path"], "content/zh/01-jia.md");
    assert_eq!(report["losses"][0]["kind"], "underline");
    assert_eq!(report["losses"][0]["page"], "content/zh/01-jia.md");
    assert_eq!(files(folder.path()), ["手册.docx"]);
}
