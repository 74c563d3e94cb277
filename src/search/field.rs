//! The fields of the index.

/// What is searched of a passage and its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Title,
    Says,
    Tags,
    Heading,
    Body,
    /// Pinyin of the title and of what customers say.
    TitlePinyin,
    HeadingPinyin,
}

impl Field {
    pub const ALL: [Field; 7] =
        [Field::Title, Field::Says, Field::Tags, Field::Heading, Field::Body, Field::TitlePinyin, Field::HeadingPinyin];

    /// The fields whose terms are words and pairs of hanzi: the first ones of all.
    pub const WORDS: [Field; 5] = [Field::Title, Field::Says, Field::Tags, Field::Heading, Field::Body];
    pub const PINYIN: [Field; 2] = [Field::TitlePinyin, Field::HeadingPinyin];

    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Says => "says",
            Field::Tags => "tags",
            Field::Heading => "heading",
            Field::Body => "body",
            Field::TitlePinyin => "title_pinyin",
            Field::HeadingPinyin => "heading_pinyin",
        }
    }

    /// Whether its postings are pages rather than passages.
    pub fn is_of_page(self) -> bool {
        matches!(self, Field::Title | Field::Says | Field::Tags | Field::TitlePinyin)
    }

    pub fn is_pinyin(self) -> bool {
        self != self.in_words()
    }

    /// The field of words that pinyin counts as, and whose lengths it has: of names that are read alike the shorter one is meant.
    pub fn in_words(self) -> Field {
        match self {
            Field::TitlePinyin => Field::Title,
            Field::HeadingPinyin => Field::Heading,
            field => field,
        }
    }
}
