//! What the words of questions and options mean beyond their text.

use unicode_normalization::UnicodeNormalization;

use super::Choice;
use super::question::text_of;
use crate::document::is_cjk;

/// A text for comparison: NFKC, without case, without blanks beside hanzi and punctuation at the ends. Readers' answers are
/// compared in the same way by `answer.js`.
pub fn normal(text: &str) -> String {
    let lower = text.nfkc().collect::<String>().to_lowercase();
    let trimmed = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '#' | '°'));
    let kept = if trimmed.is_empty() { lower.trim() } else { trimmed };
    let words: Vec<_> = kept.split_whitespace().collect();
    let mut joined = String::new();
    for word in words {
        let beside_cjk = joined.ends_with(is_cjk) || word.starts_with(is_cjk);
        if !joined.is_empty() && !beside_cjk {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// The words of an option.
pub fn option_text(choice: &Choice) -> String {
    choice.text.iter().map(text_of).collect::<String>().trim().to_owned()
}

/// `（多选）`, `(select all that apply)`.
pub fn asks_for_several(stem: &str) -> bool {
    let stem = stem.nfkc().collect::<String>().to_lowercase();
    ["(多选", "(可多选", "(不定项", "[多选", "【多选", "select all", "choose all", "select two", "more than one answer"]
        .iter()
        .any(|words| stem.contains(words))
}

/// `（单选）`, `(choose one)`.
pub fn asks_for_one(stem: &str) -> bool {
    let stem = stem.nfkc().collect::<String>().to_lowercase();
    ["(单选", "[单选", "【单选", "(choose one", "(select one", "(one answer"].iter().any(|words| stem.contains(words))
}

/// Two options such as 对 and 错.
pub fn is_true_false(choices: &[Choice]) -> bool {
    const PAIRS: [[&str; 2]; 9] = [
        ["对", "错"],
        ["对", "不对"],
        ["正确", "错误"],
        ["正确", "不正确"],
        ["是", "否"],
        ["是", "不是"],
        ["true", "false"],
        ["yes", "no"],
        ["right", "wrong"],
    ];
    let [first, second] = choices else { return false };
    let (first, second) = (normal(&option_text(first)), normal(&option_text(second)));
    PAIRS.iter().any(|[yes, no]| (first == *yes && second == *no) || (first == *no && second == *yes))
}

/// The options that `B` or `A、C` or an option's own text name, in order; `None` when the text says anything else.
pub fn letters(text: &str, choices: &[Choice]) -> Option<Vec<usize>> {
    let text = text.nfkc().collect::<String>();
    let text = text.trim().trim_end_matches(['。', '.', ';', '；']);
    if let Some(at) = choices.iter().position(|choice| normal(&option_text(choice)) == normal(text)) {
        return Some(vec![at]);
    }
    let mut found = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '、' | '和' | '与' | '/')) {
        let at = (c as usize).checked_sub('A' as usize).filter(|at| *at < choices.len())?;
        found.push(at);
    }
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// Whether an option speaks of others by where they stand: `以上都对`, `A 和 B`, "all of the above".
pub fn names_positions(text: &str, others: &[String]) -> bool {
    let text = normal(text);
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    const ABOVE: [&str; 12] = [
        "以上都",
        "以上全",
        "以上皆",
        "以上均",
        "以上各",
        "以上所",
        "以上选项",
        "以上说法",
        "以上答案",
        "上述都",
        "上述全",
        "上述选项",
    ];
    const WHOLE: [&str; 11] =
        ["都对", "都不对", "都是", "都不是", "全对", "全不对", "全部正确", "都正确", "都不正确", "全都对", "以上"];
    const ENGLISH: [&str; 10] = [
        "all of the above",
        "none of the above",
        "any of the above",
        "both of the above",
        "all the above",
        "neither of the above",
        "all of these",
        "none of these",
        "the options above",
        "the answers above",
    ];
    if ABOVE.iter().any(|words| compact.starts_with(words))
        || WHOLE.contains(&compact.as_str())
        || ENGLISH.iter().any(|words| text.starts_with(words))
    {
        return true;
    }
    names_letters(&text, others)
}

/// `A 和 B`, `A、C 都对`, "both A and B": letters of options and nothing else. Where options are letters themselves, as
/// levels of customers may be, they mean those.
fn names_letters(normal_text: &str, others: &[String]) -> bool {
    let is_letter = |word: &str| word.len() == 1 && word.starts_with(|c: char| ('a'..='h').contains(&c));
    let mut text = normal_text.replace(['、', ',', '&', '/', '+', '和', '与', '及', '或'], " ");
    for words in ["都对", "都不对", "都是", "都不是", "都正确", "选项", "项"] {
        text = text.replace(words, " ");
    }
    let words: Vec<_> = text.split_whitespace().collect();
    let letters = words.iter().filter(|word| is_letter(word)).count();
    letters >= 2
        && words.iter().all(|word| {
            is_letter(word) || matches!(*word, "both" | "and" | "or" | "neither" | "nor" | "either" | "only")
        })
        && !others.iter().any(|other| is_letter(&normal(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_as_people_do() {
        assert_eq!(normal(" “ＣＲＭ 系统。” "), "crm系统");
        assert_eq!(normal("C++"), "c++");
        assert_eq!(normal("……"), "......");
    }

    #[test]
    fn finds_words_that_lose_their_sense_when_shuffled() {
        let none: [String; 0] = [];
        for text in [
            "以上都对",
            "以上都不对。",
            "以上选项都正确",
            "A 和 B",
            "A、C 都对",
            "Both A and B",
            "All of the above",
            "None of the above.",
            "都不对",
        ] {
            assert!(names_positions(text, &none), "{text}");
        }
        for text in [
            "以上海为例",
            "100 万元以上都是 A 级",
            "上述流程",
            "都不便宜",
            "A 级和 B 级",
            "Plan A",
            "above all, listen",
            "都对外公开",
        ] {
            assert!(!names_positions(text, &none), "{text}");
        }
        assert!(!names_positions("A 和 B", &["A".to_owned(), "C".to_owned()]));
    }

    #[test]
    fn sees_what_is_asked_for() {
        assert!(
            asks_for_several("下列哪些属于探询？（多选）") && asks_for_several("Which apply? (Select all that apply)")
        );
        assert!(!asks_for_several("多选几个客户"));
        assert!(asks_for_one("第一步是？（单选）"));
    }
}
