//! Words that mean the same to whoever searches: `synonyms.yaml`.

use super::query::{Token, looked_for, spaced, trimmed};
use super::tokenizer::runs;

/// More ways to say one thing would drown it.
const MOST: usize = 16;

/// Groups of words and phrases; each finds the others of its group. No group leads on to another, so circles do no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    pub groups: Vec<Vec<String>>,
}

impl Synonyms {
    /// Adds to the tokens of a query what may stand for them; `text` is the query as [`spaced`] writes it.
    pub fn expand(&self, text: &str, tokens: &mut [Token]) {
        for group in &self.groups {
            let members: Vec<Member> = group.iter().map(|words| Member::new(words)).collect();
            for (at, member) in members.iter().enumerate().filter(|(_, member)| member.is_in(text)) {
                let others =
                    members.iter().enumerate().filter(|(other, member)| *other != at && !member.terms.is_empty());
                let others: Vec<_> = others.map(|(_, member)| &member.terms).collect();
                for token in tokens.iter_mut().filter(|token| member.terms.contains(&token.text)) {
                    for terms in &others {
                        if token.synonyms.len() < MOST
                            && !token.synonyms.contains(terms)
                            && terms[..] != [token.text.as_str()]
                        {
                            token.synonyms.push((*terms).clone());
                        }
                    }
                }
            }
        }
    }
}

/// One of a group.
struct Member {
    /// As it must stand in a query.
    text: String,
    terms: Vec<String>,
}

impl Member {
    fn new(words: &str) -> Member {
        let runs = runs(words);
        let text = trimmed(&spaced(&runs), &runs).to_owned();
        Member { text, terms: runs.iter().flat_map(looked_for).map(str::to_owned).collect() }
    }

    fn is_in(&self, text: &str) -> bool {
        !self.terms.is_empty() && text.contains(&self.text)
    }
}
