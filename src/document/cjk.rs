//! What makes Chinese come out right where CommonMark was written for spaces between words.
//!
//! CommonMark §6.2 decides by the characters beside `**` whether it can open or close. In Chinese there is no space after
//! `**粗体。**后文`, so the rule leaves the asterisks on the page. The mend, shown by others too (the "CJK-friendly
//! emphasis" amendment to CommonMark): CJK punctuation does not count as punctuation, and CJK letters count as a boundary.
//! The parser has no such switch in its released version, so a neighbour that would decide wrongly is replaced, in a copy,
//! by a character of the same length that decides rightly; all offsets stay valid and the text is taken from the original.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Stand-ins of three and four bytes: a rare punctuation mark and a rare letter each.
const PUNCTUATION: [char; 2] = ['\u{a8ce}', '\u{10100}'];
const LETTER: [char; 2] = ['\u{a3a5}', '\u{10450}'];

/// Whether a text contains one of the stand-ins.
pub fn has_stand_in(text: &str) -> bool {
    text.contains([PUNCTUATION[0], PUNCTUATION[1], LETTER[0], LETTER[1]])
}

/// Chinese, Japanese and Korean characters, their punctuation and their full-width forms.
pub fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x11ff | 0x2e80..=0x2fff | 0x3000..=0x3029 | 0x302a..=0x302f | 0x3031..=0x303c | 0x303e..=0x3296 | 0x3298 | 0x329a..=0x33ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa960..=0xa97f | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xffef
        | 0x16fe0..=0x18fff | 0x1aff0..=0x1b2ff | 0x1f200..=0x1f2ff | 0x20000..=0x3ffff)
}

/// Han characters only: what is counted and read one by one.
pub fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Whether a line break between these two disappears: both CJK, and none Hangul, which has spaces between words.
pub fn joins(before: char, after: char) -> bool {
    let joins =
        |c| is_cjk(c) && !matches!(c as u32, 0x1100..=0x11ff | 0x3130..=0x318f | 0xa960..=0xa97f | 0xac00..=0xd7ff);
    // Chinese quotation marks and the dash are not in a CJK block, but in Chinese text they are as wide as hanzi.
    let quote = |c| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…');
    (joins(before) && (joins(after) || quote(after))) || (quote(before) && joins(after))
}

/// A neighbour of a run of `*`, or of `~~`, and what it must look like for CommonMark to decide as Chinese needs it.
pub struct Patch {
    pub at: usize,
    stand_in: char,
}

/// Every neighbour that needs a stand-in, in order, as if all the text were running text.
pub fn patches(text: &str) -> Vec<Patch> {
    let bytes = text.as_bytes();
    let mut patches = Vec::new();
    // The neighbour between two runs, as in `**一**，**“二”**`, that one of them needs as it is.
    let mut stays = None;
    let mut end = 0;
    while let Some(found) = bytes[end..].iter().position(|byte| matches!(byte, b'*' | b'~')) {
        let start = end + found;
        end = start + bytes[start..].iter().take_while(|byte| **byte == bytes[start]).count();
        // Strikethrough has two tildes. One does not stand within words, and three begin code.
        if bytes[start] == b'~' && end - start != 2 {
            continue;
        }
        // A backslash takes the first one away.
        let escaped = bytes[..start].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
        if escaped && (start + 1 == end || bytes[start] == b'~') {
            continue;
        }
        let before = if escaped { Some('*') } else { text[..start].chars().next_back() };
        let after = text[end..].chars().next();
        if let (Some(before), Some(after)) = (before, after) {
            stays = decide(start, before, end, after, stays, &mut patches);
        }
    }
    patches
}

/// Adds what a run from `start` to `end` needs; the place of a neighbour that must stay as it is for it.
fn decide(
    start: usize,
    before: char,
    end: usize,
    after: char,
    stays: Option<usize>,
    patches: &mut Vec<Patch>,
) -> Option<usize> {
    let foreign = |c| is_punctuation(c) && !is_cjk(c);
    let at_before = start - before.len_utf8();
    let mut patch = |at, c: char, stand_ins: [char; 2]| {
        let stand_in = match c.len_utf8() {
            3 => stand_ins[0],
            4 => stand_ins[1],
            _ => return,
        };
        patches.push(Patch { at, stand_in });
    };
    if foreign(after) && is_cjk(before) {
        if is_punctuation(before) {
            patches.pop_if(|patch| patch.at == at_before);
        } else {
            patch(at_before, before, PUNCTUATION);
        }
    } else if foreign(before) && is_cjk(after) {
        if is_punctuation(after) {
            return Some(end);
        }
        patch(end, after, PUNCTUATION);
    } else {
        // Beside a blank CommonMark decides rightly, and the neighbour may be needed for another run.
        if is_punctuation(before) && is_cjk(before) && !after.is_whitespace() && stays != Some(at_before) {
            patch(at_before, before, LETTER);
        }
        if is_punctuation(after) && is_cjk(after) && !before.is_whitespace() {
            patch(end, after, LETTER);
        }
    }
    None
}

/// Unicode punctuation as CommonMark §2.1 defines it: categories P and S.
pub fn is_punctuation(c: char) -> bool {
    matches!(c.general_category_group(), GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol)
}

/// The text with the stand-ins in place; the same length, byte for byte.
pub fn apply(text: &str, patches: &[Patch]) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    for patch in patches {
        let mut buffer = [0; 4];
        let stand_in = patch.stand_in.encode_utf8(&mut buffer).as_bytes();
        bytes[patch.at..patch.at + stand_in.len()].copy_from_slice(stand_in);
    }
    String::from_utf8(bytes).ok()
}
