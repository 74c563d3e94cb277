//! Titles of a document in which nobody used styles for them: numbered lines, and short lines that are bold or large.

use std::collections::BTreeMap;

use super::super::blocks::{Alignment, Block, Item, Mark, Paragraph, Role};
use super::take_title;
use crate::import::numbering::{self, Kind};

/// The longest line that is taken for a title, in characters.
const LONGEST: usize = 40;

/// Titles that stand for themselves, whatever the numbering.
const UNNUMBERED: [&str; 12] =
    ["前言", "序", "序言", "引言", "导言", "结语", "后记", "参考文献", "致谢", "preface", "introduction", "conclusion"];

/// Titles that have letters or numbers of their own: `附录 A`.
const APPENDIX: [&str; 2] = ["附录", "appendix"];

/// A line that could be a title.
struct Candidate {
    place: usize,
    /// `None` for one without a number.
    kind: Option<Kind>,
    /// It looks like a title: bold, or larger than the text.
    stands_out: bool,
    size: u32,
    is_known: bool,
}

/// Gives lines that are titles the role of one.
pub fn titles(blocks: &mut [Block]) {
    let body = body_size(blocks);
    let candidates: Vec<Candidate> = blocks
        .iter()
        .enumerate()
        .filter_map(|(place, block)| match block {
            Block::Paragraph(paragraph) => candidate(paragraph, place, body),
            Block::Table(_) => None,
        })
        .collect();
    let kinds = accepted_kinds(&candidates);
    let candidates = without_items(candidates);
    let levels = match kinds.is_empty() {
        false => by_number(&candidates, &kinds),
        true => by_size(&candidates, blocks.len()),
    };
    for (place, level) in levels {
        if let Block::Paragraph(paragraph) = &mut blocks[place] {
            paragraph.role = Role::Heading(level);
            paragraph.item = None;
        }
    }
}

/// The document's title among the lines before the first part's: the first that stands out, or is centred.
pub fn take_cover_title(blocks: &mut Vec<Block>) -> Option<String> {
    let is_title =
        |block: &Block| matches!(block, Block::Paragraph(paragraph) if matches!(paragraph.role, Role::Heading(_)));
    let first = blocks.iter().position(is_title)?;
    let body = body_size(blocks);
    let is_cover = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            let text = paragraph.text();
            let is_short = (1..=LONGEST).contains(&text.trim().chars().count());
            let centred = paragraph.look.alignment == Alignment::Centre;
            is_short && (centred || stands_out(paragraph, body)) && paragraph.item.is_none()
        }
        Block::Table(_) => false,
    };
    let place = blocks[..first].iter().position(is_cover)?;
    Some(take_title(blocks, place))
}

/// The size that most text has.
fn body_size(blocks: &[Block]) -> u32 {
    let mut lengths: BTreeMap<u32, usize> = BTreeMap::new();
    for paragraph in super::paragraphs(blocks) {
        *lengths.entry(paragraph.look.size).or_default() += paragraph.text().chars().count();
    }
    lengths.into_iter().max_by_key(|(_, length)| *length).map_or(0, |(size, _)| size)
}

fn stands_out(paragraph: &Paragraph, body: u32) -> bool {
    paragraph.look.bold || body > 0 && paragraph.look.size >= body + body / 5
}

fn candidate(paragraph: &Paragraph, place: usize, body: u32) -> Option<Candidate> {
    let text = paragraph.text();
    let line = text.trim();
    let is_open = line.ends_with(['。', '；', '，', ';', ',', '、']) || line.contains('。');
    let length = line.chars().count();
    if paragraph.role != Role::Text || length == 0 || length > LONGEST || is_open {
        return None;
    }
    let stands_out = stands_out(paragraph, body);
    let kind = match paragraph.item {
        Some(Item { level, mark: Mark::Number(_) }) if stands_out => Some(Kind::Decimal(level + 1)),
        Some(_) => return None,
        None => numbering::read(line)
            .filter(|number| (number.sure || stands_out) && number.end < line.len())
            .map(|number| number.kind),
    };
    let name = line.to_lowercase();
    let is_known = UNNUMBERED.contains(&name.as_str()) || APPENDIX.iter().any(|word| name.starts_with(word));
    let is_known = is_known && stands_out;
    (kind.is_some() || stands_out).then_some(Candidate { place, kind, stands_out, size: paragraph.look.size, is_known })
}

/// The ways of numbering that are those of titles. Lines that follow each other are a list, unless they look like titles.
fn accepted_kinds(candidates: &[Candidate]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = candidates.iter().filter_map(|candidate| candidate.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let is_accepted = |kind: &Kind| {
        let own: Vec<&Candidate> = candidates.iter().filter(|candidate| candidate.kind == Some(*kind)).collect();
        let standing_out = own.iter().filter(|candidate| candidate.stands_out).count();
        let alone = own.windows(2).filter(|pair| pair[1].place > pair[0].place + 1).count() + 1;
        match kind {
            Kind::Part | Kind::Chapter | Kind::Section => true,
            Kind::InParentheses | Kind::Circled => standing_out * 2 > own.len(),
            _ => standing_out * 2 > own.len() || own.len() > 1 && alone * 2 > own.len(),
        }
    };
    kinds.retain(is_accepted);
    kinds
}

/// Where some lines of a way of numbering look like titles, those that do not are items of lists.
fn without_items(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let by_look: Vec<Kind> = candidates
        .iter()
        .filter(|candidate| candidate.stands_out)
        .filter_map(|candidate| {
            candidate.kind.filter(|kind| !matches!(kind, Kind::Part | Kind::Chapter | Kind::Section))
        })
        .collect();
    let is_item =
        |candidate: &Candidate| !candidate.stands_out && candidate.kind.is_some_and(|kind| by_look.contains(&kind));
    candidates.into_iter().filter(|candidate| !is_item(candidate)).collect()
}

/// Levels in the order of the ways of numbering; lines without a number come below them.
fn by_number(candidates: &[Candidate], kinds: &[Kind]) -> Vec<(usize, u8)> {
    let mut levels = Vec::new();
    let lowest = kinds.len() as u8 + 1;
    for candidate in candidates {
        let place = candidate.kind.and_then(|kind| kinds.iter().position(|known| *known == kind));
        let level = match place {
            Some(place) => Some(place as u8 + 1),
            None if candidate.is_known => Some(1),
            // What stands out before the first part is the cover.
            None if candidate.kind.is_none() && !levels.is_empty() => Some(lowest),
            None => None,
        };
        levels.extend(level.map(|level| (candidate.place, level.min(9))));
    }
    levels
}

/// Levels by size, the largest first; of lines that follow each other only the last has text below it.
fn by_size(candidates: &[Candidate], count: usize) -> Vec<(usize, u8)> {
    let mut sizes: Vec<u32> = candidates.iter().map(|candidate| candidate.size).collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes.reverse();
    let has_text = |at: usize| {
        let next = candidates.get(at + 1).map_or(count, |next| next.place);
        let place = candidates[at].place;
        next > place + 1 || candidates.get(at + 1).is_some_and(|next| next.size < candidates[at].size)
    };
    let level =
        |candidate: &Candidate| sizes.iter().position(|size| *size == candidate.size).unwrap_or(0).min(8) as u8 + 1;
    let titles = candidates.iter().enumerate().filter(|(at, _)| has_text(*at));
    titles.map(|(_, candidate)| (candidate.place, level(candidate))).collect()
}
