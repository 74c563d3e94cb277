//! Which lines become chapters and lessons, with styles and without any.

use crate::docx::{Docx, line, look, p, styled};
use crate::tools::{files, import, page};

fn pages(folder: &std::path::Path) -> Vec<String> {
    let all = files(&folder.join("project/content/zh"));
    all.into_iter().filter(|path| path.ends_with(".md")).collect()
}

fn bold(text: &str) -> String {
    line(&look("<w:b/>", text))
}

fn sized(size: u32, text: &str) -> String {
    line(&look(&format!("<w:sz w:val=\"{size}\"/>"), text))
}

fn imported(body: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    import(&Docx::new(body).save(folder.path()), folder.path());
    folder
}

#[test]
fn styles_of_a_chinese_word() {
    let body = [
        styled("t", "客户经理手册"),
        styled("own", "第一章　公司"),
        styled("2", "1.1 历史"),
        styled("3", "1.1.1 开头"),
        styled("B4", "（1）细节"),
        p("正文。"),
        styled("own", "第二章　客户"),
        p("只有正文，没有小节。"),
    ];
    let folder = imported(&body.concat());
    assert_eq!(pages(folder.path()), ["01-gong-si/01-li-shi.md", "01-gong-si/index.md", "02-ke-hu.md", "index.md"]);
    let lesson = page(folder.path(), "content/zh/01-gong-si/01-li-shi.md");
    assert_eq!(lesson, "---\ntitle: 历史\n---\n\n## 开头\n\n### 细节\n\n正文。\n");
    assert_eq!(page(folder.path(), "onramp.yaml"), "title: 客户经理手册\nlanguages: [zh]\n");
}

#[test]
fn a_single_title_above_all_is_the_books() {
    let body = [styled("1", "新人手册"), styled("2", "公司"), p("甲。"), styled("2", "客户"), p("乙。")];
    let folder = imported(&body.concat());
    assert_eq!(pages(folder.path()), ["01-gong-si.md", "02-ke-hu.md", "index.md"]);
    assert!(page(folder.path(), "onramp.yaml").contains("title: 新人手册"));
}

#[test]
fn parts_hold_chapters_that_hold_lessons() {
    let body = [
        styled("1", "第一篇 入门"),
        styled("2", "第一章 公司"),
        styled("3", "第一节 历史"),
        p("甲。"),
        styled("1", "第二篇 提高"),
        styled("2", "第二章 谈判"),
        p("乙。"),
    ];
    let folder = imported(&body.concat());
    assert_eq!(
        pages(folder.path()),
        [
            "01-ru-men/01-gong-si/01-li-shi.md",
            "01-ru-men/01-gong-si/index.md",
            "01-ru-men/index.md",
            "02-ti-gao/01-tan-pan.md",
            "02-ti-gao/index.md",
            "index.md"
        ]
    );
}

#[test]
fn numbers_typed_by_hand_without_any_style() {
    let body = [
        line(&look("<w:b/><w:sz w:val=\"44\"/>", "销售制度汇编")),
        p("二〇二六年版"),
        p("第一章 总则"),
        p("一、用途"),
        p("为了统一做法，制定本制度。"),
        p("二、范围"),
        p("适用于全体客户经理："),
        p("1、直销；"),
        p("2、渠道；"),
        p("3、售前。"),
        p("第二章 报价"),
        p("一、权限"),
        p("（一）客户经理"),
        p("九折以内自己决定。"),
        p("（二）总监"),
        p("八折以内由总监批准。"),
    ];
    let folder = imported(&body.concat());
    assert_eq!(
        pages(folder.path()),
        [
            "01-zong-ze/01-yong-tu.md",
            "01-zong-ze/02-fan-wei.md",
            "01-zong-ze/index.md",
            "02-bao-jia/01-quan-xian.md",
            "02-bao-jia/index.md",
            "index.md"
        ]
    );
    let scope = page(folder.path(), "content/zh/01-zong-ze/02-fan-wei.md");
    assert!(scope.ends_with("适用于全体客户经理：\n\n1. 直销；\n2. 渠道；\n3. 售前。\n"), "{scope}");
    let right = page(folder.path(), "content/zh/02-bao-jia/01-quan-xian.md");
    assert!(right.contains("## 客户经理\n") && right.contains("## 总监\n"), "{right}");
    assert!(page(folder.path(), "content/zh/index.md").starts_with("---\ntitle: 销售制度汇编\n---\n\n二〇二六年版\n"));
}

#[test]
fn contents_that_were_typed_are_left_out() {
    let body = [
        p("目　录"),
        p("第一章　总则……………1"),
        p("第二章　报价…………12"),
        styled("1", "第一章　总则"),
        p("正文。"),
        styled("1", "第二章　报价"),
        p("完。"),
    ];
    let folder = imported(&body.concat());
    assert_eq!(pages(folder.path()), ["01-zong-ze.md", "02-bao-jia.md", "index.md"]);
    assert!(page(folder.path(), "content/zh/index.md").ends_with("---\n"));
    assert!(page(folder.path(), "import-report.md").contains("目录没有带过来"));
}

#[test]
fn bold_and_large_lines_without_numbers() {
    let body = [
        sized(48, "客服手册"),
        sized(32, "接电话"),
        sized(24, "先听完整句话，不要打断客户，边听边记下要点，再复述一遍确认，然后才回答客户的问题。"),
        sized(32, "回邮件"),
        line(&look("<w:b/><w:sz w:val=\"28\"/>", "称呼")),
        sized(24, "写全名和职位，不用绰号；不确定职位时先查客户档案，查不到就问一句，客户不会介意的。"),
        line(&look("<w:b/><w:sz w:val=\"28\"/>", "结尾")),
        sized(24, "写清楚下一步谁做什么、什么时候做完。"),
    ];
    let folder = imported(&body.concat());
    assert_eq!(
        pages(folder.path()),
        [
            "01-jie-dian-hua.md",
            "02-hui-you-jian/01-cheng-hu.md",
            "02-hui-you-jian/02-jie-wei.md",
            "02-hui-you-jian/index.md",
            "index.md"
        ]
    );
    assert!(page(folder.path(), "onramp.yaml").contains("title: 客服手册"));
}

#[test]
fn decimals_and_lists_are_told_apart() {
    let body = [
        bold("1 概述"),
        p("开头。"),
        bold("1.1 目标"),
        p("1. 第一步"),
        p("2. 第二步"),
        bold("1.2 方法"),
        p("正文 3.5 折不是标题。"),
        bold("2 流程"),
        p("结束。"),
    ];
    let folder = imported(&body.concat());
    assert_eq!(
        pages(folder.path()),
        ["01-gai-shu/01-mu-biao.md", "01-gai-shu/02-fang-fa.md", "01-gai-shu/index.md", "02-liu-cheng.md", "index.md"]
    );
    assert!(page(folder.path(), "content/zh/01-gai-shu/01-mu-biao.md").ends_with("1. 第一步\n2. 第二步\n"));
}

#[test]
fn english_chapters() {
    let body = [
        styled("1", "Chapter 1: The company"),
        styled("2", "1.1 History"),
        p("Founded long ago, and still here."),
        styled("1", "Chapter 2: Customers"),
        p("They come first."),
    ];
    let folder = imported(&body.concat());
    let all = files(&folder.path().join("project/content"));
    assert_eq!(
        all,
        ["en/01-the-company/01-history.md", "en/01-the-company/index.md", "en/02-customers.md", "en/index.md"]
    );
}

#[test]
fn five_thousand_titles() {
    let body: String = (1..=5000)
        .map(|number| match number % 50 {
            1 => styled("1", &format!("第{}章 主题", number / 50 + 1)),
            _ => styled("2", &format!("小节 {number}")) + &p("正文。"),
        })
        .collect();
    let folder = imported(&body);
    let found = pages(folder.path());
    assert_eq!(found.len(), 5001);
    assert!(found.contains(&"100-zhu-ti-100/49-xiao-jie-5000.md".to_owned()), "{:?}", &found[found.len() - 3..]);
}
