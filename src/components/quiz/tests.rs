use std::fmt::Write;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::{each_inline, parse};
use crate::source::{SourceFile, SourcePath};

fn file(text: &str) -> SourceFile {
    let text = crate::source::normalize_text(text);
    SourceFile { path: SourcePath::new("lesson.md"), text: Arc::from(text.as_ref()) }
}

/// The quizzes of a page in few words, and the names of the rules that found something.
fn understood(text: &str) -> (String, Vec<&'static str>) {
    let document = parse(&file(text));
    let mut words = String::new();
    for question in quizzes(&document.value).iter().flat_map(|quiz| &quiz.questions) {
        let text = |blocks: &[Block]| revision::words(blocks);
        write!(words, "{}|{}|", text(&question.stem), revision::kind(&question.answer)).unwrap();
        match &question.answer {
            Answer::Choice { options, .. } => {
                for option in options {
                    let mark = if option.right { "x" } else { " " };
                    write!(words, "[{mark}]{}", text(&option.text)).unwrap();
                    if !option.feedback.is_empty() {
                        write!(words, "({})", text(&option.feedback)).unwrap();
                    }
                }
            }
            Answer::Blanks(fields) => {
                words.push_str(&fields.iter().map(|f| f.shown.clone()).collect::<Vec<_>>().join(","))
            }
            Answer::Order(items) => words.push_str(&items.iter().map(|item| text(item)).collect::<Vec<_>>().join(">")),
            Answer::Match(matching) => {
                matching
                    .pairs
                    .iter()
                    .for_each(|[left, right]| write!(words, "{}={};", text(left), text(right)).unwrap());
                matching.distractors.iter().for_each(|item| write!(words, "={};", text(item)).unwrap());
            }
            Answer::Open { model } => words.push_str(&text(model)),
            Answer::Missing => {}
        }
        for (name, part) in [("body", &question.body), ("hint", &question.hint), ("why", &question.explanation)] {
            if !part.is_empty() {
                write!(words, "|{name}:{}", text(part)).unwrap();
            }
        }
        words.push('\n');
    }
    (words, document.diagnostics.iter().map(|finding| finding.rule.name).collect())
}

fn quiz(body: &str) -> (String, Vec<&'static str>) {
    understood(&format!(":::quiz\n{body}\n:::\n"))
}

const PLAIN: &str = "### 第一步？\n\n- [ ] 打折\n- [x] 澄清\n- [ ] 品牌\n\n> 先澄清。";
const MEANT: &str = "第一步？|single|[ ]打折[x]澄清[ ]品牌|why:先澄清。\n";

#[test]
fn what_is_typed_by_habit_means_what_was_meant() {
    let changed = |from: &str, to: &str| PLAIN.replace(from, to);
    for (body, rules) in [
        (PLAIN.to_owned(), vec![]),
        (changed("- [", "\t- ["), vec!["loose-mark"]),
        (changed("- [", "    - ["), vec!["loose-mark"]),
        (changed("- [", "-["), vec!["loose-mark"]),
        (changed("- [", "["), vec!["loose-mark"]),
        (changed("- [", "• ["), vec!["loose-mark"]),
        (changed("] ", "]"), vec!["loose-mark"]),
        (changed("- [ ] ", "-[]").replace("- [x] ", "-[x]"), vec!["loose-mark"]),
        (changed("[ ]", "[]"), vec!["loose-mark"]),
        (changed("[x]", "[√]"), vec!["loose-mark"]),
        (changed("[x]", "[✓]").replace("[ ]", "[×]"), vec!["loose-mark", "loose-mark"]),
        (changed("[x]", "[x ]"), vec!["loose-mark"]),
        (changed("[x]", "[X]"), vec![]),
        (changed("[x]", "【x】"), vec!["full-width-mark"]),
        (changed("[x]", "［ｘ］"), vec!["full-width-mark"]),
        (changed("[x]", "（x）").replace("[ ]", "（ ）"), vec!["full-width-mark"]),
        (changed("### ", "###"), vec!["loose-mark"]),
        (changed("### ", "＃＃＃ "), vec!["full-width-mark"]),
        (changed("\n- [", "\n\n- ["), vec![]),
        (changed("\n- [x", "\n  - [x"), vec!["loose-mark"]),
        (changed("- [ ] 品牌", "- 品牌"), vec!["loose-mark"]),
        (changed("- [x]", "- [ ]").replace("\n\n>", "\n\n答案：B\n\n>"), vec!["loose-mark"]),
        (changed("> 先", "**解析：** 先"), vec![]),
        (changed("> 先", "> 解析：先"), vec![]),
    ] {
        assert_eq!(quiz(&body), (MEANT.to_owned(), rules), "{body}");
    }
}

#[test]
fn what_cannot_be_known_is_told() {
    let rules = |body: &str| quiz(body).1;
    assert_eq!(rules(&PLAIN.replace("[x]", "[ ]")), ["no-right-answer"]);
    assert_eq!(rules(&PLAIN.replace("[x]", "[y]")), ["option-not-recognised"]);
    assert_eq!(rules(&PLAIN.replace("[x]", "[×]")), ["conflicting-marks"]);
    assert_eq!(rules(&PLAIN.replace("？\n", "？（单选）\n").replace("[ ] 打", "[x] 打")), ["conflicting-marks"]);
    assert_eq!(rules(&PLAIN.replace("\n\n>", "\n\n答案：A\n\n>")), ["conflicting-marks"]);
    assert_eq!(rules("### 第一步？\n\n- 打折\n- 澄清"), ["no-right-answer", "missing-explanation"]);
    assert_eq!(rules("### 第一步？\n\n说说看。"), ["no-right-answer"]);
    assert_eq!(rules("说明"), ["no-right-answer"]);
    assert_eq!(rules(""), ["no-question"]);
    assert_eq!(rules("###\n\n- [x] a\n- [ ] b\n\n> c"), ["no-question"]);
}

#[test]
fn each_kind_is_seen_from_how_it_is_written() {
    let is = |body: &str, meant: &str| assert_eq!(quiz(body), (format!("{meant}\n"), vec![]), "{body}");
    is("### 属于？\n- [x] a\n- [x] b\n- [ ] c\n> d", "属于？|multiple|[x]a[x]b[ ]c|why:d");
    is("### 属于？（多选）\n- [x] a\n- [ ] b\n> d", "属于？（多选）|multiple|[x]a[ ]b|why:d");
    is("### 算 A 级\n- [ ] 对\n- [x] 错\n> d", "算 A 级|true-false|[ ]对[x]错|why:d");
    is("### 第二步是 [[澄清|clarify]]。", "第二步是 …。|fill|澄清 / clarify");
    is(
        "### 收入\n\n是 [[6000±50]] 元，[[10..20]] 次。\n\n> 算一算。",
        "收入|fill|6000±50,10–20|body:是 … 元，… 次。|why:算一算。",
    );
    is("### 排序\n\n1. 认同\n2. 澄清", "排序|order|认同>澄清");
    is(
        "### 配对\n\n| 异议 | 话术 |\n|-|-|\n| 贵 | 拆分 |\n| 等 | 确认 |\n| | 多余 |",
        "配对|match|贵=拆分;等=确认;=多余;",
    );
    is("### 回应\n\n> 参考答案：先认同。\n> 提示：慢一点", "回应|open|先认同。|hint:慢一点");
    is("### 回应\n\n参考答案：\n\n先认同。\n\n再问。", "回应|open|先认同。 再问。");
    is("第一步？\n\n- [ ] 打折\n- [x] 澄清\n\n> 为什么", "第一步？|single|[ ]打折[x]澄清|why:为什么");
}

#[test]
fn quotes_belong_where_they_stand() {
    let body =
        "### 客户说：\n\n> 太贵了。\n\n- [ ] 打折\n  > 会削弱\n- [x] 澄清\n\n  > 对\n\n> 提示：想一想\n> 解析：先问";
    let meant = "客户说：|single|[ ]打折(会削弱)[x]澄清(对)|body:太贵了。|hint:想一想|why:先问\n";
    assert_eq!(quiz(body), (meant.to_owned(), vec![]));
    let detached = "### 第一步？\n- [ ] 打折\n> 会削弱\n\n- [x] 澄清\n> 对\n\n- [ ] 品牌\n> 不急\n";
    let meant = "第一步？|single|[ ]打折(会削弱)[x]澄清(对)[ ]品牌(不急)\n";
    assert_eq!(quiz(detached), (meant.to_owned(), vec!["detached-feedback"]));
}

#[test]
fn a_question_without_its_heading_is_one_all_the_same() {
    let body = "### 一？\n- [x] a\n- [ ] b\n> c\n\n二？\n\n- [ ] d\n- [x] e\n\n> f";
    let (words, rules) = quiz(body);
    assert_eq!(words, "一？|single|[x]a[ ]b|why:c\n二？|single|[ ]d[x]e|why:f\n");
    assert_eq!(rules, ["no-question"]);
}

#[test]
fn the_answer_decides_the_revision() {
    let rev = |body: &str| {
        let document = parse(&file(&format!(":::quiz\n{body}\n:::\n")));
        quizzes(&document.value)[0].questions[0].rev.clone()
    };
    let before = rev(PLAIN);
    assert_eq!(before, rev(&PLAIN.replace("第一步？", "先做什么？").replace("先澄清。", "因为。")));
    assert_eq!(before, rev("### 第一步？\n- [x] 澄清\n- [ ] 品牌\n- [ ] 打折"));
    assert_ne!(before, rev(&PLAIN.replace("打折", "降价")));
    assert_ne!(before, rev(&PLAIN.replace("[ ] 打", "[x] 打")));
}

#[test]
fn anchors_do_not_tell_answers() {
    let document = parse(&file(":::quiz\n### 第二步是 [[澄清|clarify]]。\n:::\n"));
    let heading = &document.value.headings[0];
    assert_eq!((heading.id.as_str(), heading.text.as_str()), ("第二步是-", "第二步是 …。"));
}

/// Pieces of quizzes, right and wrong.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ":::quiz 题 {#a pass=80}\n",
        ":::\n",
        "：：：测验\n",
        "### 题\n",
        "###题 ｛＃a｝\n",
        "＃＃ 题",
        "- [x] a\n",
        "-[x]b",
        "\t- 【x】 c\n",
        "    - [ ] d\n",
        "• [√] e\n",
        "1、认同\n",
        "2.澄清\n",
        "①",
        "> 解析：**f**\n",
        "  > g\n",
        "\t\t> h\n",
        "[[",
        "]]",
        "[[a|b]]",
        "[[6±1]]",
        "| a | b |\n|-|-|\n| c | d |\n",
        "答案：A\n",
        "```\n",
        "\n",
        "\n\n",
        " ",
        "\t",
        "**",
        "“",
        "x",
        "【",
        "（ ）",
        "—[×]",
        "\u{1}",
        "[ ] ",
        "> ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_that_is_typed_makes_it_panic(text in pieces()) {
        let source = file(&format!(":::quiz\n{text}"));
        let document = parse(&source);
        let fits = |span: Span| source.text.is_char_boundary(span.start as usize) && source.text.is_char_boundary(span.end as usize);
        each_block(&document.value.blocks, &mut |block| assert!(fits(block.span), "{:?}", block.span));
        each_inline(&document.value.blocks, &mut |inline| assert!(fits(inline.span), "{:?}", inline.span));
        for finding in &document.diagnostics {
            assert!(fits(finding.location.as_ref().unwrap().span), "{finding:?}");
        }
    }
}
