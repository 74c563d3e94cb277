//! The titles of a document: by their styles or, where nobody used any, by their numbers and their look.

mod contents;
mod infer;

use super::blocks::{Block, Inline, Paragraph, Role};
use super::typed_lists::without_start;
use crate::import::numbering::{self, Kind, Number};

pub use contents::is_title as is_contents_title;

/// What stands on the cover.
#[derive(Debug, Default)]
pub struct Cover {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    /// The widest parts of the book are made of chapters themselves: `第一篇`, `Part 1`.
    pub has_parts: bool,
}

/// A title is no longer than this, in characters; a longer one is text in a title's style.
const LONGEST_TITLE: usize = 120;

/// Finds the titles of all parts and gives them their roles; takes the document's own title out.
pub fn find(blocks: &mut Vec<Block>) -> Cover {
    contents::remove_typed(blocks);
    for paragraph in paragraphs_mut(blocks) {
        let text = paragraph.text();
        let is_no_title = text.trim().is_empty() || text.chars().count() > LONGEST_TITLE;
        if matches!(paragraph.role, Role::Heading(_) | Role::Title | Role::Subtitle) && is_no_title {
            paragraph.role = Role::Text;
        }
    }
    let styled = paragraphs(blocks).filter(|paragraph| matches!(paragraph.role, Role::Heading(_))).count();
    if styled < 2 {
        infer::titles(blocks);
    }
    let mut cover =
        Cover { title: take(blocks, Role::Title), subtitle: take(blocks, Role::Subtitle), has_parts: false };
    if cover.title.is_none() {
        cover.title = take_single_top(blocks).or_else(|| infer::take_cover_title(blocks));
    }
    // By the numbers, before they go.
    cover.has_parts = has_parts(blocks);
    strip_numbers(blocks);
    cover
}

/// The levels of titles that there are, from the widest.
pub fn levels(blocks: &[Block]) -> Vec<u8> {
    let mut levels: Vec<u8> = paragraphs(blocks)
        .filter_map(|paragraph| match paragraph.role {
            Role::Heading(level) => Some(level),
            _ => None,
        })
        .collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

pub fn paragraphs(blocks: &[Block]) -> impl Iterator<Item = &Paragraph> {
    blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

fn paragraphs_mut(blocks: &mut [Block]) -> impl Iterator<Item = &mut Paragraph> {
    blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

/// Whether a title of the widest level is that of a part.
fn has_parts(blocks: &[Block]) -> bool {
    let top = levels(blocks).into_iter().min();
    let mut tops =
        paragraphs(blocks).filter(|paragraph| matches!(paragraph.role, Role::Heading(level) if Some(level) == top));
    let is_part = |paragraph: &Paragraph| {
        numbering::read(paragraph.text().trim()).is_some_and(|number| number.kind == Kind::Part && number.sure)
    };
    tops.any(is_part)
}

/// The first paragraph with this role; others with it are text.
fn take(blocks: &mut Vec<Block>, role: Role) -> Option<String> {
    let found = blocks.iter().position(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.role == role));
    let text = found.map(|place| take_title(blocks, place));
    for paragraph in paragraphs_mut(blocks).filter(|paragraph| paragraph.role == role) {
        paragraph.role = Role::Text;
    }
    text
}

/// Takes a title out and gives back its words; pictures in it stay.
fn take_title(blocks: &mut Vec<Block>, place: usize) -> String {
    let Some(mut taken) = remove(blocks, place) else { return String::new() };
    let words = one_line(&taken.text());
    taken.content.retain(|inline| matches!(inline, Inline::Image { .. }));
    if !taken.content.is_empty() {
        let pictures = Paragraph { content: taken.content, ..Paragraph::default() };
        blocks.insert(place, Block::Paragraph(pictures));
    }
    words
}

/// Takes a paragraph out; what it could not carry is told by the one beside it.
fn remove(blocks: &mut Vec<Block>, place: usize) -> Option<Paragraph> {
    let Block::Paragraph(mut taken) = blocks.remove(place) else { return None };
    let last = blocks.len().saturating_sub(1);
    if let Some(next) = blocks.get_mut(place.min(last)) {
        next.losses_mut().splice(0..0, taken.losses.drain(..));
    }
    Some(taken)
}

pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A single title of the widest level before all others is the document's own.
fn take_single_top(blocks: &mut Vec<Block>) -> Option<String> {
    let titles: Vec<(usize, u8)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(place, block)| match block {
            Block::Paragraph(Paragraph { role: Role::Heading(level), .. }) => Some((place, *level)),
            _ => None,
        })
        .collect();
    let (place, top) = *titles.first()?;
    let is_single = titles.len() > 1 && titles[1..].iter().all(|(_, level)| *level > top);
    let is_numbered = match &blocks[place] {
        Block::Paragraph(paragraph) => numbering::read(paragraph.text().trim()).is_some_and(|number| number.sure),
        Block::Table(_) => false,
    };
    (is_single && !is_numbered).then(|| take_title(blocks, place))
}

/// Takes typed numbers off the titles.
fn strip_numbers(blocks: &mut [Block]) {
    // The last number at each level, forgotten when a wider part begins.
    let mut before: [Option<Number>; 10] = [None; 10];
    for paragraph in paragraphs_mut(blocks) {
        let Role::Heading(level) = paragraph.role else { continue };
        let text = paragraph.text();
        let start = text.len() - text.trim_start().len();
        let line = text.trim();
        let place = usize::from(level).min(9);
        let (rest, number) = numbering::strip(line, before[place]);
        before[place + 1..].fill(None);
        before[place] = number;
        if number.is_some() {
            let end = start + line.len() - rest.len();
            paragraph.content = without_start(&paragraph.content, end);
        }
    }
}
