//! The document's XML → paragraphs and tables. Whatever is not known is looked into for text, so that no words get lost.

use std::collections::{HashMap, HashSet};

use super::blocks::{Alignment, Block, Cell, Inline, Item, Look, Paragraph, Role, Table};
use super::fields::Fields;
use super::lists::Lists;
use super::outline::is_contents_title;
use super::package::{Package, Relations};
use super::runs::Line;
use super::styles::{self, RunLook, Styles};
use super::xml::{self, Node};
use crate::import::manuscript::Asset;
use crate::import::report::What;

/// Reads the parts of one document, one after the other.
pub struct Reader<'a> {
    pub(super) package: &'a mut Package,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    /// Of the part that is being read.
    pub(super) relations: Relations,
    /// Bookmarks that something links to.
    pub(super) wanted: HashSet<String>,
    /// Comments by their id.
    pub(super) comments: HashMap<String, String>,
    /// Notes by kind (whether it is an endnote) and id.
    pub(super) notes: HashMap<(bool, String), usize>,
    pub(super) assets: Vec<Asset>,
    /// Assets by the part that holds them; `None` for a picture that cannot be shown.
    pub(super) pictures: HashMap<String, Option<usize>>,
    pub(super) fields: Fields,
    /// Losses of paragraphs that are not there; the next one tells them.
    waiting: Vec<(What, Option<String>)>,
    /// One table of contents is like the other.
    told_of_contents: bool,
    /// The beginning of a paragraph whose end is deleted: it goes on with the next one.
    begun: Vec<Inline>,
}

impl<'a> Reader<'a> {
    pub fn new(package: &'a mut Package, styles: Styles, lists: Lists) -> Reader<'a> {
        Reader {
            package,
            styles,
            lists,
            relations: Relations::new(),
            wanted: HashSet::new(),
            comments: HashMap::new(),
            notes: HashMap::new(),
            assets: Vec::new(),
            pictures: HashMap::new(),
            fields: Fields::default(),
            waiting: Vec::new(),
            told_of_contents: false,
            begun: Vec::new(),
        }
    }

    /// The paragraphs and tables below a node: a body, a cell, a note, a text box.
    pub fn blocks(&mut self, node: Node) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.add_blocks(node, &mut blocks);
        blocks
    }

    /// The same for something that stands within a paragraph that is being read.
    pub(super) fn aside(&mut self, node: Node) -> Vec<Block> {
        let (fields, begun) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.begun));
        let blocks = self.blocks(node);
        (self.fields, self.begun) = (fields, begun);
        blocks
    }

    /// Losses that no paragraph came for any more.
    pub fn rest(&mut self) -> Vec<(What, Option<String>)> {
        std::mem::take(&mut self.waiting)
    }

    pub(super) fn lose(&mut self, what: What, detail: Option<String>) {
        self.waiting.push((what, detail));
    }

    fn add_blocks(&mut self, node: Node, blocks: &mut Vec<Block>) {
        for child in node.children().filter(Node::is_element) {
            match xml::word_name(child) {
                Some("p") => self.paragraph(child, blocks),
                Some("tbl") => {
                    let table = self.table(child);
                    if !table.rows.is_empty() {
                        blocks.push(Block::Table(table));
                    }
                }
                Some("sdt") if is_contents(child) => self.contents(blocks),
                Some("ins" | "moveTo") => {
                    self.lose(What::Revision, None);
                    self.add_blocks(child, blocks);
                }
                Some("del" | "moveFrom") => self.deleted(child),
                // It marks what comes next.
                Some("bookmarkStart") => {
                    let name = xml::attribute(child, "name").filter(|name| self.wanted.contains(*name));
                    self.begun.extend(name.map(|name| Inline::Anchor(name.to_owned())));
                }
                Some("altChunk") => self.lose(What::EmbeddedObject, None),
                Some("sectPr" | "tblPr" | "sdtPr" | "pPr") => {}
                Some(_) => self.add_blocks(child, blocks),
                None if child.tag_name().name() == "AlternateContent" => {
                    if let Some(branch) = branch(child) {
                        self.add_blocks(branch, blocks);
                    }
                }
                None => {}
            }
        }
    }

    /// A table of contents, and the word above it, which stands for nothing without it.
    fn contents(&mut self, blocks: &mut Vec<Block>) {
        if blocks.last().is_some_and(is_contents_title) {
            blocks.pop();
        }
        if !std::mem::replace(&mut self.told_of_contents, true) {
            self.lose(What::TableOfContents, None);
        }
    }

    pub(super) fn deleted(&mut self, node: Node) {
        let text: String =
            xml::all(node, "delText").chain(xml::all(node, "t")).filter_map(|text| text.text()).collect();
        if !text.trim().is_empty() {
            self.lose(What::DeletedText, Some(text));
        }
    }

    fn paragraph(&mut self, node: Node, blocks: &mut Vec<Block>) {
        let properties = xml::child(node, "pPr");
        let given = properties.and_then(|properties| xml::value(properties, "pStyle"));
        let style = self.styles.paragraph(given).map(str::to_owned);
        let role = self.role(properties, style.as_deref());
        // Numbers count on even where the paragraph is empty.
        let item = self.item(properties, style.as_deref());
        let mut base = style.as_deref().map_or_else(RunLook::default, |style| self.styles.run(style));
        if role != Role::Text {
            // The look of titles, quotes and captions belongs to what they are.
            base = RunLook { size: base.size, ..RunLook::default() };
        }

        let was_in_contents = self.fields.in_contents();
        let mut line = Line::new(base, matches!(role, Role::Heading(_) | Role::Title | Role::Subtitle));
        line.content = std::mem::take(&mut self.begun);
        self.line(node, &mut line);
        self.fields.end_of_paragraph(&mut line.content);

        if role == Role::Contents || was_in_contents || self.fields.in_contents() && line.is_empty() {
            self.contents(blocks);
            return;
        }
        let mark = properties.and_then(|properties| xml::child(properties, "rPr"));
        if mark.is_some_and(|mark| xml::child(mark, "del").is_some()) {
            self.begun = line.content;
            return;
        }
        let mut paragraph = Paragraph {
            role,
            item: item.filter(|_| matches!(role, Role::Text | Role::Quote | Role::Code)),
            look: Look {
                bold: line.is_bold(),
                size: line.size,
                alignment: properties.map_or(Alignment::Start, alignment),
                indented: self.is_indented(properties, style.as_deref()),
            },
            content: line.content,
            losses: Vec::new(),
        };
        let boxes = std::mem::take(&mut line.boxes);
        // An empty line of code is one; any other empty paragraph is only distance.
        if !paragraph.is_empty() || role == Role::Code && follows_code(blocks) {
            paragraph.losses = std::mem::take(&mut self.waiting);
            blocks.push(Block::Paragraph(paragraph));
        } else {
            let anchors = paragraph.content.into_iter().filter(|inline| matches!(inline, Inline::Anchor(_)));
            self.begun.extend(anchors);
        }
        for boxed in boxes {
            blocks.push(quoted(boxed));
        }
    }

    fn role(&self, properties: Option<Node>, style: Option<&str>) -> Role {
        match properties.and_then(styles::outline) {
            Some(level) if level < 9 => Role::Heading(level + 1),
            Some(_) => Role::Text,
            None => style.map_or(Role::Text, |style| self.styles.role(style)),
        }
    }

    fn item(&mut self, properties: Option<Node>, style: Option<&str>) -> Option<Item> {
        let own = properties.and_then(|properties| xml::child(properties, "numPr"));
        let own_list = own.and_then(|own| xml::value(own, "numId"));
        let own_level = own.and_then(|own| xml::value(own, "ilvl")).and_then(|level| level.parse().ok());
        let of_style = style.and_then(|style| self.styles.list(style));
        let (list, level) = match (own_list, of_style) {
            (Some(list), of_style) => (list.to_owned(), own_level.or(of_style.map(|(_, level)| level)).unwrap_or(0)),
            (None, Some((list, level))) => (list, own_level.unwrap_or(level)),
            (None, None) => return None,
        };
        // List 0 takes the paragraph out of its style's list.
        let (item, is_special) = self.lists.next(&list, level).filter(|_| list != "0")?;
        if is_special {
            self.lose(What::ListNumbers, None);
        }
        Some(item)
    }

    fn is_indented(&self, properties: Option<Node>, style: Option<&str>) -> bool {
        let own = properties.and_then(styles::indented);
        own.unwrap_or_else(|| style.is_some_and(|style| self.styles.indented(style)))
    }

    fn table(&mut self, node: Node) -> Table {
        let mut table = Table { losses: std::mem::take(&mut self.waiting), ..Table::default() };
        self.add_rows(node, &mut table);
        table.losses.append(&mut self.waiting);
        table
    }

    /// Rows may stand in content controls and tracked changes.
    fn add_rows(&mut self, node: Node, table: &mut Table) {
        for child in node.children().filter(Node::is_element) {
            match xml::word_name(child) {
                Some("tr") => {
                    let properties = xml::child(child, "trPr");
                    if properties.is_some_and(|properties| xml::child(properties, "del").is_some()) {
                        self.deleted(child);
                        continue;
                    }
                    let mut row = Vec::new();
                    self.add_cells(child, &mut row);
                    if !row.is_empty() {
                        table.rows.push(row);
                    }
                }
                Some("tblPr" | "tblGrid") | None => {}
                Some(_) => self.add_rows(child, table),
            }
        }
    }

    fn add_cells(&mut self, node: Node, row: &mut Vec<Cell>) {
        for child in node.children().filter(Node::is_element) {
            match xml::word_name(child) {
                Some("tc") => {
                    let properties = xml::child(child, "tcPr");
                    let span = properties.and_then(|properties| xml::value(properties, "gridSpan"));
                    let merge = properties.and_then(|properties| xml::child(properties, "vMerge"));
                    row.push(Cell {
                        blocks: self.blocks(child),
                        // More columns than a page has room for are a mistake.
                        span: span.and_then(|span| span.parse::<usize>().ok()).unwrap_or(1).clamp(1, 100),
                        continues: merge.is_some_and(|merge| xml::attribute(merge, "val") != Some("restart")),
                    });
                }
                Some("trPr" | "tblPrEx") | None => {}
                Some(_) => self.add_cells(child, row),
            }
        }
    }
}

/// What a text box holds, as a quote.
fn quoted(block: Block) -> Block {
    match block {
        Block::Paragraph(mut paragraph) => {
            paragraph.role = Role::Quote;
            Block::Paragraph(paragraph)
        }
        table => table,
    }
}

fn follows_code(blocks: &[Block]) -> bool {
    matches!(blocks.last(), Some(Block::Paragraph(paragraph)) if paragraph.role == Role::Code)
}

/// A content control that holds the table of contents.
fn is_contents(control: Node) -> bool {
    let gallery = xml::child(control, "sdtPr")
        .and_then(|properties| xml::child(properties, "docPartObj"))
        .and_then(|part| xml::value(part, "docPartGallery"));
    gallery == Some("Table of Contents")
}

fn alignment(properties: Node) -> Alignment {
    match xml::value(properties, "jc") {
        Some("center") => Alignment::Centre,
        Some("right" | "end") => Alignment::End,
        _ => Alignment::Start,
    }
}

/// What to read of something that is there twice: for programs that know it, and for those that do not.
pub fn branch<'a>(alternatives: Node<'a>) -> Option<Node<'a>> {
    let named = |name: &'static str| alternatives.children().filter(move |child| child.tag_name().name() == name);
    named("Choice").find(|choice| choice.has_children()).or_else(|| named("Fallback").next())
}
