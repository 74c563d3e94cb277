//! Tables of contents that were typed by hand, with dots and page numbers that mean nothing on a site.

use super::super::blocks::Block;
use super::remove;
use crate::import::numbering;
use crate::import::report::What;

/// Removes lines of such tables where several follow each other, with the word above them.
pub fn remove_typed(blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < blocks.len() {
        let length = blocks[at..].iter().take_while(|block| is_line(block)).count();
        if length < 2 {
            at += length.max(1);
            continue;
        }
        let first = if at > 0 && is_title(&blocks[at - 1]) { at - 1 } else { at };
        // Told where it was: by what stands before it, and else by what comes next.
        let teller = first.saturating_sub(1);
        blocks[teller].losses_mut().push((What::TableOfContents, None));
        for _ in first..at + length {
            remove(blocks, first);
        }
        at = first;
    }
}

/// The word above a table of contents, which stands for nothing without it.
pub fn is_title(block: &Block) -> bool {
    let Block::Paragraph(paragraph) = block else { return false };
    let text: String = paragraph.text().to_lowercase().split_whitespace().collect();
    matches!(text.as_str(), "目录" | "目錄" | "目次" | "contents" | "tableofcontents")
}

/// `第一章　总则……1`
fn is_line(block: &Block) -> bool {
    let Block::Paragraph(paragraph) = block else { return false };
    let text = paragraph.text();
    let line = text.trim();
    let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let leaders = words.trim_end();
    let is_dotted = ["……", "....", "····", "．．．．"].iter().any(|leader| leaders.ends_with(leader));
    let is_tabbed = words.ends_with('\t') && numbering::read(line).is_some();
    words.len() < line.len() && (is_dotted || is_tabbed)
}
