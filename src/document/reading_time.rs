//! How long a page takes to read.

use super::{Block, InlineKind, cjk::is_han, each_block, each_inline, tree::BlockKind};

/// How much text there is: Chinese characters and words of other scripts are read at different speeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct ReadingTime {
    pub han: usize,
    pub words: usize,
}

/// Chinese characters a minute; between Hugo's 500 and the 400 that textbooks for learners give.
const HAN_A_MINUTE: f64 = 450.0;
/// Words a minute, the figure Hugo uses for other languages.
const WORDS_A_MINUTE: f64 = 212.0;

impl ReadingTime {
    pub fn of(blocks: &[Block]) -> Self {
        let mut time = ReadingTime::default();
        each_inline(blocks, &mut |inline| {
            if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
                time.add(text);
            }
        });
        each_block(blocks, &mut |block| {
            if let BlockKind::Code { text, .. } = &block.kind {
                time.add(text);
            }
        });
        time
    }

    fn add(&mut self, text: &str) {
        let mut in_word = false;
        for c in text.chars() {
            if is_han(c) {
                self.han += 1;
                in_word = false;
            } else if c.is_alphanumeric() {
                self.words += usize::from(!in_word);
                in_word = true;
            } else if !matches!(c, '\'' | '’' | '-') {
                in_word = false;
            }
        }
    }

    /// Whole minutes, at least one when there is any text.
    pub fn minutes(self) -> usize {
        let minutes = self.han as f64 / HAN_A_MINUTE + self.words as f64 / WORDS_A_MINUTE;
        (minutes.round() as usize).max(usize::from(self != ReadingTime::default()))
    }
}

impl std::ops::Add for ReadingTime {
    type Output = ReadingTime;
    fn add(self, other: Self) -> Self {
        ReadingTime { han: self.han + other.han, words: self.words + other.words }
    }
}
