//! How far a build is, on a terminal; nothing in a pipe.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostic::{Language, Words};

/// A line on standard error that is replaced as the work goes on and gone when it is done.
pub struct Progress {
    bar: ProgressBar,
    language: Language,
}

impl Progress {
    pub fn start(language: Language) -> Progress {
        // indicatif draws on standard error, and only if it is a terminal.
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(100));
        Progress { bar, language }
    }

    /// A step without a known length.
    pub fn step(&self, words: &Words) {
        self.bar.set_message(words.in_language(self.language).to_owned());
    }

    /// A step of so many parts.
    pub fn parts(&self, words: &Words, parts: usize) {
        self.bar.set_length(parts as u64);
        self.bar.set_style(
            ProgressStyle::with_template("{spinner} {msg} {bar:30} {pos}/{len}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        self.step(words);
    }

    pub fn done_parts(&self, parts: usize) {
        self.bar.set_position(parts as u64);
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
