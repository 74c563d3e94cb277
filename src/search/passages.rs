//! Page → passages: what a search can find and lead to. A passage is a heading with what stands below it, up to the next one.

use crate::book::{Book, PageId};
use crate::components::Component;
use crate::components::objection::{Objection, Part, unquoted};
use crate::document::{Block, BlockKind, Definition, Document, Inline, plain_text};
use crate::memo::Same;

/// What is searched of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageText {
    pub title: String,
    /// What customers say, of an objection card.
    pub says: Vec<String>,
    /// Words to say to them.
    pub talk: Vec<String>,
    /// Tags and the like, one on each line.
    pub tags: String,
    /// The first has neither anchor nor heading: it is what stands before the first heading, even if that is nothing.
    pub passages: Vec<Passage>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The id that leads to it on the page; empty for the top.
    pub anchor: String,
    pub level: u8,
    pub heading: String,
    /// Each paragraph, item or row of a table on a line.
    pub text: String,
}

/// All that the text of a page is made from.
#[derive(Debug, PartialEq, Eq)]
pub struct Origin {
    document: Same<Document>,
    title: String,
    /// What the category of a card is called in the page's language.
    category: Option<String>,
}

impl Origin {
    pub fn of(book: &Book, id: PageId) -> Origin {
        let page = book.page(id);
        let language = &book.editions[id.edition].language;
        let categories = &book.config.objections.categories;
        let category = |name: &str| categories.name(categories.key(name).unwrap_or(name), language).to_owned();
        let category = page.document.front.category.as_ref().map(|name| category(&name.value));
        Origin { document: Same(page.document.clone()), title: page.title.clone(), category }
    }

    /// Reads the page. Only what a reader sees before answering anything is in it, so no answer of an exam.
    pub fn read(&self) -> PageText {
        let Origin { document: Same(document), title, category } = self;
        let front = &document.front;
        let texts = |values: &[crate::yaml::Spanned<String>]| -> Vec<String> {
            values.iter().map(|value| value.value.clone()).collect()
        };
        let mut tags = texts(&front.tags);
        tags.extend(category.clone());
        let first = Passage {
            text: front.description.as_ref().map(|text| format!("{}\n", text.value)).unwrap_or_default(),
            ..Passage::default()
        };
        let mut reader = Reader { document, passages: vec![first], at: 0, talk: Vec::new() };
        let blocks = &document.blocks;
        // The title is no heading of its own. Comments for other programs may stand before it.
        let first = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Html(_)));
        let heading = first.filter(|at| matches!(blocks[*at].kind, BlockKind::Heading { level: 1, .. }));
        blocks.iter().enumerate().filter(|(at, _)| Some(*at) != heading).for_each(|(_, block)| reader.block(block));
        PageText {
            title: title.clone(),
            says: texts(&front.says).iter().map(|said| unquoted(said).to_owned()).collect(),
            talk: reader.talk,
            tags: tags.join("\n"),
            passages: reader.passages,
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    passages: Vec<Passage>,
    /// The passage that text goes to.
    at: usize,
    talk: Vec<String>,
}

impl<'a> Reader<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.line(&plain_text(content)),
            BlockKind::Heading { level, index, .. } => {
                if let Some(heading) = index.and_then(|index| self.document.headings.get(index)) {
                    self.open(&heading.id, *level, &heading.text);
                }
            }
            BlockKind::Code { text, .. } => self.line(text.trim_end()),
            BlockKind::Html(html) => self.line(&html.words()),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote { blocks: inner, .. } => {
                self.blocks(inner);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Table { head, rows, .. } => {
                self.row(head);
                rows.iter().for_each(|row| self.row(row));
            }
            BlockKind::Definitions(parts) => {
                for part in parts {
                    match part {
                        Definition::Term(content) => self.line(&plain_text(content)),
                        Definition::Details(inner) => self.blocks(inner),
                    }
                }
            }
            BlockKind::Rule => {}
            BlockKind::Container(container) => self.blocks(&container.blocks),
            BlockKind::Component(component) => self.component(component),
        }
    }

    /// A component with an anchor and a title is a passage; after it, the text goes on where it was.
    fn component(&mut self, component: &'a Component) {
        let before = self.at;
        match component {
            Component::Glossary(glossary) => {
                for entry in &glossary.entries {
                    self.open(&entry.id, 3, &entry.names().collect::<Vec<_>>().join(" · "));
                    entry.definitions.iter().for_each(|blocks| self.blocks(blocks));
                }
            }
            Component::Objection(card) => self.card(card),
            _ => {
                match component.id() {
                    Some(id) => self.open(id, 3, component.title()),
                    None => self.line(component.title()),
                }
                component.shown(&mut |blocks| self.blocks(blocks));
            }
        }
        self.at = before;
    }

    /// The parts of a card and the steps of its response are passages; quotes in the steps are words to say.
    fn card(&mut self, card: &'a Objection) {
        self.blocks(&card.before);
        for section in &card.sections {
            self.open(&section.id, 2, &section.title);
            self.blocks(&section.blocks);
            for step in &section.steps {
                self.open(&step.id, 3, &step.title);
                self.blocks(&step.blocks);
            }
            if section.part == Some(Part::Respond) {
                let steps = section.steps.iter().flat_map(|step| &step.blocks);
                let quotes = steps.chain(&section.blocks).filter(|block| matches!(block.kind, BlockKind::Quote(_)));
                quotes.for_each(|quote| self.talk.push(words(quote, self.document)));
            }
            for never in &section.never {
                self.blocks(&never.words);
                self.blocks(&never.reason);
            }
            self.blocks(&section.after);
        }
    }

    fn open(&mut self, anchor: &str, level: u8, heading: &str) {
        self.at = self.passages.len();
        let (anchor, heading) = (anchor.to_owned(), heading.trim().to_owned());
        self.passages.push(Passage { anchor, level, heading, text: String::new() });
    }

    fn row(&mut self, cells: &[Vec<Inline>]) {
        let cells: Vec<_> = cells.iter().map(|cell| plain_text(cell)).collect();
        self.line(&cells.join(" "));
    }

    fn line(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() {
            let text = &mut self.passages[self.at].text;
            text.push_str(line);
            text.push('\n');
        }
    }
}

/// The text of one block.
fn words(block: &Block, document: &Document) -> String {
    let mut reader = Reader { document, passages: vec![Passage::default()], at: 0, talk: Vec::new() };
    reader.block(block);
    reader.passages.swap_remove(0).text.trim_end().to_owned()
}
