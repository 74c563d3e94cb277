//! Characters of symbol fonts, which have no letters but pictures at their places.

/// What the common ones look like in Unicode; others are a loss.
const WINGDINGS: [(u32, char); 20] = [
    (0x4a, '☺'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];
const SYMBOL: [(u32, char); 12] = [
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
];

/// The character that a font's symbol is. Fonts have theirs in a private range, or at the places of letters.
pub fn character(font: &str, code: u32) -> Option<char> {
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let font = font.to_lowercase();
    let known: &[(u32, char)] = match font.as_str() {
        "wingdings" => &WINGDINGS,
        "symbol" => &SYMBOL,
        // “Wingdings 2” and its like; any other font has letters.
        _ if font.contains("ding") || code != place => return None,
        _ => return char::from_u32(code),
    };
    known.iter().find(|(at, _)| *at == place).map(|(_, character)| *character)
}
