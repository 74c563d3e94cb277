//! Numbers that people type before titles: `第1章`, `一、`, `（一）`, `1.1`, `Chapter 3:`. Onramp numbers chapters and lessons itself.

use crate::document::{circled_number, hanzi_number};

/// The ways of numbering, from the widest part of a book to the narrowest. Their order is that of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `第一篇`, `Part 1`.
    Part,
    /// `第一章`, `Chapter 1`, `模块一`.
    Chapter,
    /// `第一节`, `Section 1`, `第一课`.
    Section,
    /// `一、`.
    Chinese,
    /// `（一）`.
    ChineseInParentheses,
    /// `1.`, `1、`, `1.1`: with the number of its parts.
    Decimal(u8),
    /// `1)`, `(1)`, `（1）`.
    InParentheses,
    /// `①`.
    Circled,
}

/// A number at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub kind: Kind,
    /// The last part of it: 3 for `2.3`.
    pub value: u32,
    /// Where what it numbers begins, in bytes.
    pub end: usize,
    /// Whether it can be nothing but a number. `3 天` and `2.5折` could be part of the text.
    pub sure: bool,
}

const PARTS: &str = "篇部编卷";
const CHAPTERS: &str = "章回";
const SECTIONS: &str = "节课讲";
const ENGLISH: [(&str, Kind); 8] = [
    ("part", Kind::Part),
    ("chapter", Kind::Chapter),
    ("module", Kind::Chapter),
    ("unit", Kind::Chapter),
    ("section", Kind::Section),
    ("lesson", Kind::Section),
    ("模块", Kind::Chapter),
    ("单元", Kind::Chapter),
];

/// The number that a line begins with.
pub fn read(line: &str) -> Option<Number> {
    ordinal(line)
        .or_else(|| named(line))
        .or_else(|| chinese(line))
        .or_else(|| in_parentheses(line))
        .or_else(|| circled(line))
        .or_else(|| decimal(line))
}

/// A title without its number. `before` is the number of the title before it in the same part of the book: what could be text
/// counts as a number only when it continues the row.
pub fn strip(title: &str, before: Option<Number>) -> (&str, Option<Number>) {
    let Some(number) = read(title) else { return (title, None) };
    let continues = match before {
        Some(before) if before.kind == number.kind => number.value == before.value + 1,
        _ => number.value == 1,
    };
    let rest = title[number.end..].trim();
    if rest.is_empty() || !(number.sure || continues) {
        return (title, None);
    }
    (rest, Some(number))
}

/// `第一章`, `第 3 节`.
fn ordinal(line: &str) -> Option<Number> {
    let rest = line.strip_prefix('第')?;
    let (value, rest) = numeral(rest.trim_start())?;
    let rest = rest.trim_start();
    let unit = rest.chars().next()?;
    let kind = match unit {
        unit if PARTS.contains(unit) => Kind::Part,
        unit if CHAPTERS.contains(unit) => Kind::Chapter,
        unit if SECTIONS.contains(unit) => Kind::Section,
        _ => return None,
    };
    let mut rest = &rest[unit.len_utf8()..];
    // 第一部分
    if unit == '部' {
        rest = rest.strip_prefix('分').unwrap_or(rest);
    }
    let after = separated(rest);
    // 第三节课后, 第一部手机: without a blank it may be a word that goes on.
    let sure = after.len() < rest.len() || matches!(unit, '章' | '篇') || rest.is_empty();
    Some(Number { kind, value, end: line.len() - after.len(), sure })
}

/// `Chapter 3:`, `模块二`.
fn named(line: &str) -> Option<Number> {
    let (word, kind) = ENGLISH
        .iter()
        .find(|(word, _)| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))?;
    let rest = &line[word.len()..];
    let digits = rest.trim_start();
    if word.is_ascii() && digits.len() == rest.len() {
        return None;
    }
    let (value, rest) = numeral(digits)?;
    // Section 2.1
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let after = separated(rest);
    (after.len() < rest.len() || rest.is_empty()).then(|| Number {
        kind: *kind,
        value,
        end: line.len() - after.len(),
        sure: true,
    })
}

/// `一、`.
fn chinese(line: &str) -> Option<Number> {
    let (value, rest) = hanzi_number(line)?;
    let rest = rest.trim_start().strip_prefix(['、', '.', '．'])?;
    Some(Number { kind: Kind::Chinese, value, end: line.len() - rest.trim_start().len(), sure: true })
}

/// `（一）`, `(1)`, `1)`.
fn in_parentheses(line: &str) -> Option<Number> {
    let inner = line.strip_prefix(['（', '(']);
    let (value, rest) = numeral(inner.unwrap_or(line).trim_start())?;
    let rest = rest.trim_start().strip_prefix(['）', ')'])?;
    let is_chinese = inner.is_some_and(|inner| hanzi_number(inner.trim_start()).is_some());
    if inner.is_none() && !line.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let kind = if is_chinese { Kind::ChineseInParentheses } else { Kind::InParentheses };
    Some(Number { kind, value, end: line.len() - rest.trim_start_matches(['、', ' ', '\u{3000}']).len(), sure: true })
}

fn circled(line: &str) -> Option<Number> {
    let (value, rest) = circled_number(line)?;
    Some(Number { kind: Kind::Circled, value, end: line.len() - rest.trim_start().len(), sure: true })
}

/// `1.`, `1、`, `1.1`, `1.1.1.`, `3 天`.
fn decimal(line: &str) -> Option<Number> {
    let mut rest = line;
    let (mut parts, mut value) = (0, 0);
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 4 {
            break;
        }
        value = rest[..digits].parse().ok()?;
        parts += 1;
        rest = &rest[digits..];
        match rest.strip_prefix(['.', '．']) {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
            _ => break,
        }
    }
    if parts == 0 {
        return None;
    }
    let after_mark = rest.strip_prefix(['.', '．', '、']);
    let after = after_mark.unwrap_or(rest);
    let trimmed = separated(after);
    let has_blank = trimmed.len() < after.len();
    // “2026年” and “3D” are no numbers of titles, and neither is 3.5折; “1.1概述” is when the row goes on.
    if after_mark.is_none() && !has_blank && parts == 1 {
        return None;
    }
    // 1.5 倍 and 1.5 Overview look the same; three parts are no quantity.
    let sure =
        parts > 2 || after_mark.is_some() && (parts > 1 || has_blank || !after.starts_with(|c: char| c.is_ascii()));
    Some(Number { kind: Kind::Decimal(parts), value, end: line.len() - trimmed.len(), sure })
}

/// What follows a number, behind blanks and a mark.
fn separated(rest: &str) -> &str {
    let blank = |c: char| c.is_whitespace();
    let marks = ['：', ':', '、', '.', '．', '-', '—', '–', '·', '|'];
    rest.trim_start_matches(blank).trim_start_matches(marks).trim_start_matches(blank)
}

/// Digits or hanzi.
fn numeral(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=4).contains(&digits) {
        return Some((text[..digits].parse().ok()?, &text[digits..]));
    }
    hanzi_number(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_and_rest(line: &str) -> Option<(Kind, u32, &str)> {
        read(line).map(|number| (number.kind, number.value, &line[number.end..]))
    }

    #[test]
    fn reads_what_people_type() {
        let cases = [
            ("第1章 公司介绍", Kind::Chapter, 1, "公司介绍"),
            ("第十二章：职业发展", Kind::Chapter, 12, "职业发展"),
            ("第二篇　销售", Kind::Part, 2, "销售"),
            ("第一部分 总则", Kind::Part, 1, "总则"),
            ("第 3 节 分级", Kind::Section, 3, "分级"),
            ("Chapter 3: Pricing", Kind::Chapter, 3, "Pricing"),
            ("模块二 客户", Kind::Chapter, 2, "客户"),
            ("一、总则", Kind::Chinese, 1, "总则"),
            ("（三）流程", Kind::ChineseInParentheses, 3, "流程"),
            ("(2) 要点", Kind::InParentheses, 2, "要点"),
            ("3）要点", Kind::InParentheses, 3, "要点"),
            ("②要点", Kind::Circled, 2, "要点"),
            ("1. Overview", Kind::Decimal(1), 1, "Overview"),
            ("2、流程", Kind::Decimal(1), 2, "流程"),
            ("1.2 概述", Kind::Decimal(2), 2, "概述"),
            ("1.2.13 概述", Kind::Decimal(3), 13, "概述"),
        ];
        for (line, kind, value, rest) in cases {
            assert_eq!(kind_and_rest(line), Some((kind, value, rest)), "{line}");
        }
        for line in ["2026年目标", "4S 店", "第三方", "Chapters", "部门", "一次成交", "（示例）"] {
            let number = read(line).filter(|number| number.sure);
            assert!(number.is_none(), "{line}: {number:?}");
        }
    }

    #[test]
    fn what_could_be_text_is_a_number_only_in_a_row() {
        assert_eq!(strip("2.5折优惠", None).0, "2.5折优惠");
        let (title, first) = strip("1.1概述", None);
        assert_eq!(title, "概述");
        assert_eq!(strip("1.2流程", first).0, "流程");
        assert_eq!(strip("3 天跟进法", first).0, "3 天跟进法");
        assert_eq!(strip("第一章", None).0, "第一章");
    }
}
