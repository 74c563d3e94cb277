//! Hanzi as people type them without an input method: `jisuanshuxing` and `jssx` for 计算属性, from any character on.

use std::collections::BTreeSet;

use pinyin::ToPinyin;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::tokenizer::runs;

/// How many characters from where one may begin to type are written out.
const LONGEST: usize = 10;

/// How many ways of reading one stretch are kept when several of its characters can be read in two ways.
const MOST_READINGS: usize = 4;

/// Terms in pinyin begin with it, so that no word is taken for one.
pub const MARK: char = '~';

/// Common characters with their usual readings, which tones do not count for. A dictionary lists far more, mostly rare ones.
const READINGS: &[(char, &[&str])] = &[
    ('便', &["bian", "pian"]),
    ('薄', &["bo", "bao"]),
    ('参', &["can", "shen"]),
    ('藏', &["cang", "zang"]),
    ('差', &["cha", "chai"]),
    ('长', &["chang", "zhang"]),
    ('朝', &["chao", "zhao"]),
    ('称', &["cheng", "chen"]),
    ('乘', &["cheng", "sheng"]),
    ('重', &["zhong", "chong"]),
    ('传', &["chuan", "zhuan"]),
    ('大', &["da", "dai"]),
    ('单', &["dan", "shan"]),
    ('弹', &["tan", "dan"]),
    ('地', &["di", "de"]),
    ('的', &["de", "di"]),
    ('得', &["de", "dei"]),
    ('调', &["tiao", "diao"]),
    ('都', &["dou", "du"]),
    ('度', &["du", "duo"]),
    ('行', &["xing", "hang"]),
    ('否', &["fou", "pi"]),
    ('给', &["gei", "ji"]),
    ('还', &["hai", "huan"]),
    ('合', &["he", "ge"]),
    ('和', &["he", "huo"]),
    ('会', &["hui", "kuai"]),
    ('降', &["jiang", "xiang"]),
    ('角', &["jiao", "jue"]),
    ('觉', &["jue", "jiao"]),
    ('校', &["xiao", "jiao"]),
    ('卡', &["ka", "qia"]),
    ('壳', &["ke", "qiao"]),
    ('乐', &["le", "yue"]),
    ('了', &["le", "liao"]),
    ('率', &["lv", "shuai"]),
    ('露', &["lu", "lou"]),
    ('落', &["luo", "la"]),
    ('没', &["mei", "mo"]),
    ('模', &["mo", "mu"]),
    ('奇', &["qi", "ji"]),
    ('强', &["qiang", "jiang"]),
    ('区', &["qu", "ou"]),
    ('塞', &["sai", "se"]),
    ('色', &["se", "shai"]),
    ('省', &["sheng", "xing"]),
    ('盛', &["sheng", "cheng"]),
    ('什', &["shen", "shi"]),
    ('识', &["shi", "zhi"]),
    ('熟', &["shu", "shou"]),
    ('谁', &["shei", "shui"]),
    ('说', &["shuo", "shui"]),
    ('似', &["si", "shi"]),
    ('提', &["ti", "di"]),
    ('系', &["xi", "ji"]),
    ('厦', &["xia", "sha"]),
    ('削', &["xiao", "xue"]),
    ('血', &["xue", "xie"]),
    ('折', &["zhe", "she"]),
    ('着', &["zhe", "zhao", "zhuo"]),
    ('术', &["shu", "zhu"]),
    ('属', &["shu", "zhu"]),
    ('种', &["zhong", "chong"]),
    ('曾', &["ceng", "zeng"]),
    ('查', &["cha", "zha"]),
];

/// All pinyin terms of a text, each once, in order.
pub fn terms(text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for run in runs(text).iter().filter(|run| run.han) {
        let syllables: Vec<Vec<String>> = run.text.chars().map(readings).collect();
        for start in 0..syllables.len().saturating_sub(1) {
            let end = syllables.len().min(start + LONGEST);
            for way in ways(&syllables[start..end]) {
                let initials: String = way.iter().filter_map(|syllable| syllable.chars().next()).collect();
                terms.extend([way.concat(), initials].into_iter().filter(|term| term.len() > 1));
            }
        }
    }
    terms.into_iter().map(|term| format!("{MARK}{term}")).collect()
}

/// How a character is read, the usual reading first; empty for one that has none.
pub fn readings(c: char) -> Vec<String> {
    if let Some((_, readings)) = READINGS.iter().find(|(known, _)| *known == c) {
        return readings.iter().map(|reading| (*reading).to_owned()).collect();
    }
    c.to_pinyin().map(|syllable| syllable.plain().replace('ü', "v")).into_iter().collect()
}

/// How many characters at the start of a text are read like what was typed, the last syllable perhaps not whole, or begin with its
/// letters.
pub fn heard(text: &[char], typed: &str) -> Option<usize> {
    let initials = || {
        let mut letters = typed.chars().zip(text.iter().map(Some).chain(std::iter::repeat(None)));
        let fits = letters.all(|(letter, c)| c.is_some_and(|c| readings(*c).iter().any(|way| way.starts_with(letter))));
        (fits && typed.len() > 1).then_some(typed.len())
    };
    in_full(text, typed).or_else(initials)
}

fn in_full(text: &[char], typed: &str) -> Option<usize> {
    let (first, rest) = text.split_first()?;
    readings(*first).iter().find_map(|syllable| match typed.strip_prefix(syllable.as_str()) {
        _ if syllable.starts_with(typed) => Some(1),
        Some(typed) => in_full(rest, typed).map(|length| length + 1),
        None => None,
    })
}

/// The ways of reading a stretch, that with all usual readings first.
fn ways(syllables: &[Vec<String>]) -> Vec<Vec<&str>> {
    let mut ways: Vec<Vec<&str>> = vec![Vec::new()];
    for readings in syllables.iter().filter(|readings| !readings.is_empty()) {
        let longer = readings
            .iter()
            .flat_map(|reading| ways.iter().map(move |way| way.iter().copied().chain([reading.as_str()]).collect()));
        let longer: Vec<_> = longer.take(MOST_READINGS).collect();
        ways = longer;
    }
    ways
}

/// The tokenizer of the pinyin fields.
#[derive(Clone, Default)]
pub struct Pinyin;

/// The pinyin terms of one text.
pub struct PinyinStream {
    terms: std::collections::btree_set::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Pinyin {
    type TokenStream<'a> = PinyinStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PinyinStream {
        PinyinStream { terms: terms(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for PinyinStream {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        self.token.text = term;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn every_start_in_full_and_by_initials() {
        let found = terms("计算属性");
        for term in ["~jisuanshuxing", "~jssx", "~suanshuxing", "~ssx", "~shuxing", "~sx"] {
            assert!(found.contains(term), "{term} is not in {found:?}");
        }
        assert!(!found.contains("~xing"));
    }

    #[test]
    fn common_second_readings() {
        assert!(terms("重庆").contains("~chongqing"));
        assert!(terms("银行").contains("~yinhang"));
        assert!(terms("便宜").contains("~pianyi"));
        assert!(terms("会计调整").contains("~kuaijitiaozheng"));
        assert!(terms("女装").contains("~nvzhuang"));
    }
}
