//! What is in a Word document, before it is divided into pages: paragraphs and tables in a row, as Word has them.

use crate::import::report::What;

/// A paragraph or a table.
#[derive(Debug)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

#[derive(Debug, Default)]
pub struct Paragraph {
    pub role: Role,
    pub content: Vec<Inline>,
    pub item: Option<Item>,
    pub look: Look,
    /// What could not be carried, told where the paragraph ends up.
    pub losses: Vec<(What, Option<String>)>,
}

/// What a paragraph is for, by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Text,
    /// The document's own title, and the line below it.
    Title,
    Subtitle,
    /// From 1.
    Heading(u8),
    Quote,
    Code,
    /// What a picture or table shows.
    Caption,
    /// Part of a table of contents.
    Contents,
}

/// How a paragraph looks, for documents in which titles are known by that alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Everything in it is bold.
    pub bold: bool,
    /// The size of its largest text in half points.
    pub size: u32,
    pub alignment: Alignment,
    /// Indented as a whole, not only its first line.
    pub indented: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    #[default]
    Start,
    Centre,
    End,
}

/// The place of a paragraph in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// From 0.
    pub level: u8,
    pub mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Bullet,
    Number(u64),
    /// No mark of its own: it goes on with the item before it.
    None,
}

#[derive(Debug, Default)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
    pub losses: Vec<(What, Option<String>)>,
}

#[derive(Debug, Default)]
pub struct Cell {
    pub blocks: Vec<Block>,
    /// How many columns it takes.
    pub span: usize,
    /// It goes on with the cell above.
    pub continues: bool,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(String, Style),
    Break,
    Image {
        asset: usize,
        description: String,
    },
    Link {
        to: Destination,
        content: Vec<Inline>,
    },
    /// A footnote or endnote, by its position among all.
    Note(usize),
    /// A bookmark that something links to.
    Anchor(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    Address(String),
    Bookmark(String),
}

impl Block {
    /// What could not be carried here.
    pub fn losses_mut(&mut self) -> &mut Vec<(What, Option<String>)> {
        match self {
            Block::Paragraph(paragraph) => &mut paragraph.losses,
            Block::Table(table) => &mut table.losses,
        }
    }
}

impl Inline {
    /// What a picture shows; empty for anything else.
    pub fn description(&self) -> &str {
        match self {
            Inline::Image { description, .. } => description,
            _ => "",
        }
    }
}

impl Destination {
    /// What is written as an address may be a place in the document.
    pub fn of(address: &str) -> Destination {
        match address.strip_prefix('#') {
            Some(bookmark) => Destination::Bookmark(bookmark.to_owned()),
            None => Destination::Address(address.to_owned()),
        }
    }
}

/// How a piece of text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
    pub code: bool,
    pub raised: Raised,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Raised {
    #[default]
    No,
    Above,
    Below,
}

impl Style {
    /// Whether a blank looks the same with it as without.
    pub fn is_invisible_on_blanks(self) -> bool {
        !self.code && self.raised == Raised::No
    }
}

impl Paragraph {
    /// The words alone.
    pub fn text(&self) -> String {
        let mut text = String::new();
        add_text(&self.content, &mut text);
        text
    }

    /// Nothing that could be seen.
    pub fn is_empty(&self) -> bool {
        self.content.iter().all(is_blank)
    }
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break | Inline::Anchor(_) => true,
        Inline::Link { content, .. } => content.iter().all(is_blank),
        Inline::Image { .. } | Inline::Note(_) => false,
    }
}

/// Adds the words of a line.
pub fn add_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(part, _) => text.push_str(part),
            Inline::Break => text.push(' '),
            Inline::Link { content, .. } => add_text(content, text),
            Inline::Image { .. } | Inline::Note(_) | Inline::Anchor(_) => {}
        }
    }
}
