//! Text → terms: every position of a run of hanzi gives the at most two characters that start there; other letters and digits
//! give the words they form. No dictionary is needed, and query and text cannot be cut differently.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::each_folded;

/// Longer words, such as encoded data, are known by so many of their first characters.
pub const LONGEST_WORD: usize = 40;

/// How a character of a folded text stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Of a script that is written without blanks between words, or whose words carry endings without a limit (Hangul).
    Han,
    Word,
    Separator,
}

pub fn class(c: char) -> Class {
    match c {
        'a'..='z' | '0'..='9' => Class::Word,
        '\0'..='\x7f' => Class::Separator,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}'
        // Thai and Lao, Burmese, Khmer.
        | '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' => Class::Han,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Separator,
    }
}

/// A stretch of hanzi, or a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub han: bool,
    /// Folded; a word of at most [`LONGEST_WORD`] characters.
    pub text: String,
}

/// The runs of a text in order.
pub fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last = Class::Separator;
    let mut length = 0;
    each_folded(text, &mut |c| {
        let class = class(c);
        match runs.last_mut().filter(|_| class == last) {
            _ if class == Class::Separator => {}
            Some(run) => {
                length += 1;
                if run.han || length <= LONGEST_WORD {
                    run.text.push(c);
                }
            }
            None => {
                length = 1;
                runs.push(Run { han: class == Class::Han, text: c.into() });
            }
        }
        last = class;
    });
    runs
}

/// The terms of a run: one for a word, one for each character of hanzi.
pub fn terms(run: &Run) -> impl Iterator<Item = &str> {
    let whole = (!run.han).then_some(run.text.as_str());
    let pairs = run.text.char_indices().filter(move |_| run.han).map(|(at, _)| {
        let pair = &run.text[at..];
        let end = pair.char_indices().nth(2).map_or(pair.len(), |(end, _)| end);
        &pair[..end]
    });
    whole.into_iter().chain(pairs)
}

/// The tokenizer of all fields but pinyin, as tantivy wants it.
#[derive(Clone, Default)]
pub struct Terms {
    folded: String,
    token: Token,
}

/// The terms of one text, cut out of its folded form one by one.
pub struct TermStream<'a> {
    folded: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        let Terms { folded, token } = self;
        folded.clear();
        each_folded(text, &mut |c| folded.push(c));
        token.reset();
        TermStream { folded, at: 0, token }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.folded[self.at..];
        let Some(skipped) = rest.find(|c| class(c) != Class::Separator) else {
            self.at = self.folded.len();
            return false;
        };
        let start = self.at + skipped;
        let mut following = self.folded[start..].chars();
        let first = following.next().unwrap_or_default();
        let after_first = start + first.len_utf8();
        let end = if class(first) == Class::Han {
            self.at = after_first;
            following.next().filter(|c| class(*c) == Class::Han).map_or(after_first, |c| after_first + c.len_utf8())
        } else {
            let word = &self.folded[start..];
            let length = word.find(|c| class(c) != Class::Word).unwrap_or(word.len());
            self.at = start + length;
            start + word[..length].char_indices().nth(LONGEST_WORD).map_or(length, |(cut, _)| cut)
        };
        self.token.text.clear();
        self.token.text.push_str(&self.folded[start..end]);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        runs(text).iter().flat_map(|run| terms(run).map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn hanzi_give_pairs_and_the_last_one_of_a_run() {
        assert_eq!(cut("客户说：太贵了"), ["客户", "户说", "说", "太贵", "贵了", "了"]);
        assert_eq!(cut("CRM系统v3.2"), ["crm", "系统", "统", "v3", "2"]);
        assert_eq!(cut("…！？"), [""; 0]);
        assert_eq!(cut(&"x".repeat(100)), ["x".repeat(LONGEST_WORD)]);
    }

    proptest::proptest! {
        #[test]
        fn tantivy_gets_the_same_terms(text in "([a-zA-Z0-9 ，。：]|[一-龥]|\\PC|[\u{e00}-\u{e4e}\u{ac00}-\u{ad00}]){0,60}") {
            let mut tokenizer = Terms::default();
            let mut stream = tokenizer.token_stream(&text);
            let mut streamed = Vec::new();
            while stream.advance() {
                streamed.push(stream.token().text.clone());
            }
            proptest::prop_assert_eq!(streamed, cut(&text));
        }
    }
}
