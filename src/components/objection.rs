//! An objection card: a page of `kind: objection`, whose headings are the parts of an answer.
//!
//! What the customer says stands in the front matter. Of the text, each part is known by its heading, in either language and in
//! several wordings; the four steps of the response (listen, acknowledge, explore, respond) are headings within it. In a step,
//! a quote holds words to say; below an item of “never say”, a quote holds the reason.

mod headings;
mod view;

use super::{Component, Understanding};
use crate::diagnostic::{Diagnostic, Words, nearest, rule};
use crate::document::{Block, BlockKind, FrontMatter, each_block, is_empty_text};
use crate::source::Span;
use crate::words;

pub use headings::{Part, ResponseStep};
pub use view::{FlashCardView, ObjectionView};

/// The answer to an objection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objection {
    /// What the customer says, in several wordings, the most usual one first.
    pub says: Vec<String>,
    /// Text before the first heading.
    pub before: Vec<Block>,
    /// In the order of a call; what is no part stands behind the part it was written after.
    pub sections: Vec<Section>,
    /// Parts and steps that a heading nobody knows probably means.
    pub meant: Vec<&'static str>,
}

/// A heading with what is below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// `None` when the heading names no part of a card.
    pub part: Option<Part>,
    pub title: String,
    pub id: String,
    /// The heading.
    pub span: Span,
    /// All of the text but steps and things never to say.
    pub blocks: Vec<Block>,
    pub steps: Vec<Step>,
    pub never: Vec<Never>,
    /// Text behind the things never to say.
    pub after: Vec<Block>,
}

/// One step of the response.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub step: Option<ResponseStep>,
    pub title: String,
    pub id: String,
    /// The heading.
    pub span: Span,
    pub blocks: Vec<Block>,
}

/// Something never to say, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Never {
    pub span: Span,
    pub words: Vec<Block>,
    /// Of the quotes below the item.
    pub reason: Vec<Block>,
}

/// Makes the text of a card one component. The title's heading stays in front of it.
pub fn gather(blocks: &mut Vec<Block>, front: &FrontMatter, understanding: &mut Understanding) {
    // As for any page: comments for other programs may stand before the title.
    let first = blocks.iter().position(|block| !matches!(block.kind, BlockKind::Html(_)));
    let is_title = |at: &usize| matches!(blocks[*at].kind, BlockKind::Heading { level: 1, .. });
    let start = first.filter(is_title).map_or(0, |at| at + 1);
    let body: Vec<_> = blocks.drain(start..).collect();
    let span = match (body.first(), body.last()) {
        (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
        _ => Span::default(),
    };
    let says = front.says.iter().map(|said| unquoted(&said.value).to_owned()).filter(|said| !said.is_empty()).collect();
    let mut card = Objection { says, ..Objection::default() };
    // Sections are headings of the highest level there is, as some begin with `#` and some with `###`.
    let depth = body.iter().filter_map(level).min().unwrap_or(2);
    for block in body {
        match (level(&block), card.sections.last_mut()) {
            (Some(level), _) if level == depth => card.open_section(&block, understanding),
            (Some(_), Some(section)) if section.part == Some(Part::Respond) => {
                open_step(section, &block, &mut card.meant, understanding);
            }
            (_, Some(section)) => section.add(block),
            (_, None) => card.before.push(block),
        }
    }
    card.put_in_order();
    blocks.push(Block { span, kind: BlockKind::Component(Box::new(Component::Objection(card))) });
}

/// A sentence without the quotation marks around it, which the theme sets itself.
pub fn unquoted(sentence: &str) -> &str {
    let inner = |open, close| sentence.strip_prefix(open)?.strip_suffix(close);
    let pairs = [('“', '”'), ('"', '"'), ('「', '」'), ('‘', '’')];
    let bare = pairs.into_iter().find_map(|(open, close)| inner(open, close).filter(|bare| !bare.contains(open)));
    bare.unwrap_or(sentence).trim()
}

/// The level of a heading that can be linked to; level 1 is shown as 2.
fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, index: Some(_), .. } => Some(level.max(2)),
        _ => None,
    }
}

/// The text and anchor of a heading.
fn named(block: &Block, understanding: &Understanding) -> (String, String) {
    let BlockKind::Heading { index: Some(index), .. } = &block.kind else { return Default::default() };
    let heading = understanding.headings.get(*index);
    heading.map(|heading| (heading.text.clone(), heading.id.clone())).unwrap_or_default()
}

impl Objection {
    /// The sections that are this part: more than one when an author wrote its heading twice.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.part == Some(part))
    }

    /// The steps of the response.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.sections.iter().flat_map(|section| &section.steps)
    }

    /// How many questions there are to ask: the items of the lists below “ask first”.
    pub fn questions(&self) -> usize {
        let lists = self.part(Part::Ask).flat_map(|section| &section.blocks);
        let items = lists.map(|block| match &block.kind {
            BlockKind::List { items, .. } => items.len(),
            _ => 0,
        });
        items.sum()
    }

    /// Calls `visit` for every run of blocks in it, in the order in which they are shown.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Block])) {
        visit(&self.before);
        for section in &self.sections {
            visit(&section.blocks);
            section.steps.iter().for_each(|step| visit(&step.blocks));
            for never in &section.never {
                visit(&never.words);
                visit(&never.reason);
            }
            visit(&section.after);
        }
    }

    fn open_section(&mut self, block: &Block, understanding: &mut Understanding) {
        let (title, id) = named(block, understanding);
        let part = Part::of(&title);
        if part.is_none() {
            let message = words!("异议卡里没有“{title}”这一部分", "An objection card has no part `{title}`");
            let known = (Part::wordings(), Part::STANDARD);
            self.meant.extend(report(&title, block.span, message, known, understanding));
        }
        let (blocks, steps, never, after) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        self.sections.push(Section { part, title, id, span: block.span, blocks, steps, never, after });
    }

    /// Parts in the order of a call, whatever the order of the text.
    fn put_in_order(&mut self) {
        let mut place = None;
        let mut placed: Vec<_> = std::mem::take(&mut self.sections)
            .into_iter()
            .map(|section| {
                place = section.part.or(place);
                (place, section)
            })
            .collect();
        placed.sort_by_key(|(place, _)| *place);
        self.sections.extend(placed.into_iter().map(|(_, section)| section));
    }
}

impl Section {
    fn add(&mut self, block: Block) {
        match (self.part, block.kind) {
            (Some(Part::Never), BlockKind::List { items, .. }) => {
                self.never.extend(items.into_iter().map(|item| Never::read(item.span, item.blocks)));
            }
            (Some(Part::Never), kind) if !self.never.is_empty() => self.after.push(Block { kind, ..block }),
            (_, kind) => match self.steps.last_mut() {
                Some(step) => step.blocks.push(Block { kind, ..block }),
                None => self.blocks.push(Block { kind, ..block }),
            },
        }
    }

    /// Whether nothing stands below the heading.
    pub fn is_empty(&self) -> bool {
        [&self.blocks, &self.after].iter().all(|blocks| is_empty_text(blocks))
            && self.steps.is_empty()
            && self.never.is_empty()
    }
}

impl Never {
    fn read(span: Span, blocks: Vec<Block>) -> Never {
        let (mut words, mut reason) = (Vec::new(), Vec::new());
        for block in blocks {
            match block.kind {
                BlockKind::Quote(inner) => reason.extend(inner),
                kind => words.push(Block { kind, span: block.span }),
            }
        }
        Never { span, words, reason }
    }
}

impl Step {
    /// The words to say, quote by quote.
    pub fn talk(&self) -> Vec<&[Block]> {
        let mut quotes: Vec<&[Block]> = Vec::new();
        let mut end = 0;
        each_block(&self.blocks, &mut |block| {
            // A quote within another is part of it.
            if let BlockKind::Quote(inner) = &block.kind
                && block.span.start >= end
            {
                end = block.span.end;
                quotes.push(inner);
            }
        });
        quotes
    }
}

fn open_step(section: &mut Section, block: &Block, meant: &mut Vec<&'static str>, understanding: &mut Understanding) {
    let (title, id) = named(block, understanding);
    let step = ResponseStep::of(&title);
    if step.is_none() {
        let message = words!("回应里没有“{title}”这一步", "A response has no step `{title}`");
        let known = (ResponseStep::wordings(), ResponseStep::STANDARD);
        meant.extend(report(&title, block.span, message, known, understanding));
    }
    section.steps.push(Step { step, title, id, span: block.span, blocks: Vec::new() });
}

/// Reports a heading that is not known; returns the standard name of what it probably means. `known`: every wording with its
/// standard name, and the standard names for messages.
fn report(
    title: &str,
    span: Span,
    message: Words,
    known: (impl Iterator<Item = (&'static str, &'static str)> + Clone, (&'static str, &'static str)),
    understanding: &mut Understanding,
) -> Option<&'static str> {
    let (wordings, (zh, en)) = known;
    let near = nearest(&headings::normal(title), wordings.clone().map(|(wording, _)| wording));
    let meant = wordings.clone().find(|(wording, _)| Some(*wording) == near).map(|(_, name)| name);
    let hint = match meant {
        Some(name) => words!("是不是“{name}”？", "Did you mean `{name}`?"),
        None if ResponseStep::of(title).is_some() => words!(
            "这是回应的一步：用三级标题 `###`，写在“回应”下面",
            "This is a step of the response: make it `###`, below “Respond”"
        ),
        None => words!("这里可以写：{zh}", "Headings here: {en}"),
    };
    understanding
        .findings
        .push(Diagnostic::at(&rule::UNKNOWN_CARD_HEADING, understanding.path, span, message).hint(hint));
    meant
}
