//! Text that people read, kept in both languages side by side, so that neither is forgotten.

/// A language that Onramp itself speaks: in findings, on the command line, in `explain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// The language named by a tag such as `zh`, `zh_CN.UTF-8` or `en-GB`; anything but Chinese is English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("zh") { Language::Chinese } else { Language::English }
    }
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    pub zh: String,
    pub en: String,
}

impl Words {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Words { zh: zh.into(), en: en.into() }
    }

    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// A sentence in both languages with the same values in it: `words!("找不到 {name}", "{name} is missing")`.
#[macro_export]
macro_rules! words {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Words::new(format!($zh), format!($en))
    };
}
