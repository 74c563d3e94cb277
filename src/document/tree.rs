//! The tree that a page's text becomes: blocks and inlines, each with its span in the file.

use super::RawHtml;
use super::containers::Fence;
use crate::components::Component;
use crate::source::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    Paragraph(Vec<Inline>),
    /// Text of a tight list item: a paragraph without `<p>`.
    Plain(Vec<Inline>),
    /// `index` is the position in the document's headings; `None` for the title.
    Heading {
        level: u8,
        index: Option<usize>,
        content: Vec<Inline>,
    },
    Code {
        info: String,
        text: String,
    },
    Html(RawHtml),
    Quote(Vec<Block>),
    Alert(Alert, Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Definitions(Vec<Definition>),
    Footnote {
        label: String,
        blocks: Vec<Block>,
    },
    Rule,
    /// `:::name` … `:::`, before it is understood.
    Container(Container),
    Component(Box<Component>),
}

/// What stands between two `:::` fences, with the fence itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    pub fence: Fence,
    pub blocks: Vec<Block>,
}

impl Container {
    /// Holds the place of a container while it is being understood.
    pub fn empty() -> Container {
        Container { fence: Fence::default(), blocks: Vec::new() }
    }
}

/// GitHub's five kinds of alert: `> [!NOTE]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    pub span: Span,
    /// `[ ]` or `[x]`.
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    Term(Vec<Inline>),
    Details(Vec<Block>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    pub span: Span,
    pub kind: InlineKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    /// `link` is the position in the document's links.
    Link {
        link: usize,
        title: String,
        content: Vec<Inline>,
    },
    Image {
        link: usize,
        title: String,
        description: Vec<Inline>,
    },
    Html(RawHtml),
    /// A line break in the source; `joins` when it stands between two CJK characters and must not become a space.
    SoftBreak {
        joins: bool,
    },
    HardBreak,
    FootnoteReference(String),
    /// A gap in a question, to be filled in: `[[answer]]`, by its number in the question.
    Blank(usize),
}

/// The text of inlines without any markup, as for a title or an image's description.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    add_plain_text(inlines, &mut text);
    text
}

fn add_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Code(part) => text.push_str(part),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { description: content, .. } => add_plain_text(content, text),
            InlineKind::SoftBreak { joins: true } => {}
            InlineKind::SoftBreak { joins: false } | InlineKind::HardBreak => text.push(' '),
            InlineKind::Blank(_) => text.push('…'),
            InlineKind::Html(_) | InlineKind::FootnoteReference(_) => {}
        }
    }
}

/// Whether nothing of these blocks would be seen: there are none, or only comments, which authors write for themselves.
pub fn is_empty_text(blocks: &[Block]) -> bool {
    let is_comment = |block: &Block| matches!(&block.kind, BlockKind::Html(html) if is_comments(&html.text));
    blocks.iter().all(is_comment)
}

fn is_comments(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|inner| inner.split_once("-->")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// Calls `visit` for each block, parents first.
pub fn each_block<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote { blocks: inner, .. } => {
                each_block(inner, visit)
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_block(&item.blocks, visit)),
            BlockKind::Definitions(parts) => {
                for part in parts {
                    if let Definition::Details(inner) = part {
                        each_block(inner, visit);
                    }
                }
            }
            BlockKind::Container(container) => each_block(&container.blocks, visit),
            BlockKind::Component(component) => component.parts(&mut |blocks| each_block(blocks, visit)),
            _ => {}
        }
    }
}

/// Calls `visit` for each inline of the blocks, parents first.
pub fn each_inline<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Inline)) {
    each_block(blocks, &mut |block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) | BlockKind::Heading { content, .. } => {
            walk(content, visit)
        }
        BlockKind::Table { head, rows, .. } => {
            head.iter().chain(rows.iter().flatten()).for_each(|cell| walk(cell, visit))
        }
        BlockKind::Definitions(parts) => {
            for part in parts {
                if let Definition::Term(content) = part {
                    walk(content, visit);
                }
            }
        }
        _ => {}
    });
}

fn walk<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Image { description: content, .. } => walk(content, visit),
            _ => {}
        }
    }
}
