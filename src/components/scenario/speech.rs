//! What is said in a step: `**客户：** …` is the speech of that person, everything else tells what happens.

use crate::document::{Block, BlockKind, Inline, InlineKind, plain_text};

/// What one person says, or a piece of narration.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// `None` for narration.
    pub speaker: Option<String>,
    pub blocks: Vec<Block>,
}

/// How authors call the reader.
const READER: [&str; 6] = ["你", "您", "我", "you", "me", "i"];

impl Turn {
    /// The reader is the one who speaks.
    pub fn is_reader(&self) -> bool {
        self.speaker.as_ref().is_some_and(|name| READER.contains(&name.to_lowercase().as_str()))
    }
}

/// Adds a block: a paragraph becomes the speech of whoever it names, line by line; narration is gathered.
pub fn add(block: Block, turns: &mut Vec<Turn>) {
    let span = block.span;
    let BlockKind::Paragraph(content) = block.kind else { return narrate(block, turns) };
    for (speaker, content) in speeches(content) {
        let block = Block { span, kind: BlockKind::Paragraph(content) };
        match speaker {
            None => narrate(block, turns),
            speaker => turns.push(Turn { speaker, blocks: vec![block] }),
        }
    }
}

fn narrate(block: Block, turns: &mut Vec<Turn>) {
    match turns.last_mut() {
        Some(Turn { speaker: None, blocks }) => blocks.push(block),
        _ => turns.push(Turn { speaker: None, blocks: vec![block] }),
    }
}

/// The lines of a paragraph, each time somebody else begins to speak.
fn speeches(content: Vec<Inline>) -> Vec<(Option<String>, Vec<Inline>)> {
    let mut speeches: Vec<(Option<String>, Vec<Inline>)> = Vec::new();
    let mut rest = content;
    while !rest.is_empty() {
        let speaker = take_speaker(&mut rest);
        let next = (1..rest.len()).find(|at| is_break(&rest[at - 1]) && names_speaker(&rest[*at..]));
        let mut line: Vec<_> = rest.drain(..next.unwrap_or(rest.len())).collect();
        while line.last().is_some_and(is_break) {
            line.pop();
        }
        if speaker.is_some() || !line.is_empty() {
            speeches.push((speaker, line));
        }
    }
    speeches
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak { .. } | InlineKind::HardBreak)
}

const COLONS: [char; 2] = [':', '：'];

/// Whether a line begins with `**客户：**` or `**客户**：`.
fn names_speaker(line: &[Inline]) -> bool {
    let Some(InlineKind::Strong(name)) = line.first().map(|inline| &inline.kind) else { return false };
    let name = plain_text(name);
    let bare = name.trim().trim_end_matches(COLONS);
    let follows =
        || matches!(line.get(1).map(|next| &next.kind), Some(InlineKind::Text(text)) if text.starts_with(COLONS));
    !bare.is_empty() && (bare.len() < name.trim().len() || follows())
}

fn take_speaker(line: &mut Vec<Inline>) -> Option<String> {
    if !names_speaker(line) {
        return None;
    }
    let InlineKind::Strong(name) = line.remove(0).kind else { return None };
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.first_mut() {
        *text = text.trim_start_matches(COLONS).trim_start().to_owned();
        if text.is_empty() {
            line.remove(0);
        }
    }
    Some(plain_text(&name).trim().trim_end_matches(COLONS).trim().to_owned())
}
