//! What texts are compared by: Unicode NFKC, lower case, Simplified characters, Latin letters without accents.
//!
//! The browser folds in the same way with `normalize("NFKC")` and `toLowerCase()`, so whatever is done here must be possible there.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Pairs of a Traditional character and the Simplified one it is searched as, a pair on each line.
const TRADITIONAL: &str = include_str!("traditional.txt");

/// Characters of the basic plane from which the table of Traditional characters is taken.
const FIRST_HAN: u32 = 0x3400;
const AFTER_HAN: u32 = 0xa000;

/// The Simplified character for each of the range, or itself.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = (FIRST_HAN..AFTER_HAN).filter_map(char::from_u32).collect();
    for (traditional, simplified) in traditional() {
        if let Some(entry) = table.get_mut((traditional as usize).wrapping_sub(FIRST_HAN as usize)) {
            *entry = simplified;
        }
    }
    table
});

/// The pairs of Traditional and Simplified characters that are folded.
pub fn traditional() -> impl Iterator<Item = (char, char)> {
    TRADITIONAL.lines().filter_map(|line| {
        let mut pair = line.chars();
        pair.next().zip(pair.next())
    })
}

/// A text, folded.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_folded(text, &mut |c| folded.push(c));
    folded
}

/// Calls `take` for each character of the folded text.
///
/// NFKC looks at neighbours, and is slow. It is asked only for stretches of characters other than ASCII and the usual hanzi and
/// punctuation, each with the character before it: a normalization boundary lies before each of those (Unicode UAX #15 §9).
pub fn each_folded(text: &str, take: &mut impl FnMut(char)) {
    let mut rest = text;
    loop {
        let mut before = None;
        let mut unusual = None;
        for (at, c) in rest.char_indices() {
            let Some(plain) = plain(c) else {
                unusual = Some(before.map_or(at, |(at, _)| at));
                break;
            };
            if let Some((_, last)) = before.replace((at, plain)) {
                take(last);
            }
        }
        let Some(start) = unusual else {
            if let Some((_, last)) = before {
                take(last);
            }
            return;
        };
        let first = rest[start..].chars().next().map_or(0, char::len_utf8);
        let end = rest[start + first..].find(|c| plain(c).is_some()).map_or(rest.len(), |end| start + first + end);
        rest[start..end].nfkc().for_each(|c| fold_normal(c, take));
        rest = &rest[end..];
    }
}

/// What a character becomes that no neighbour can change; `None` for all that need a closer look.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' => Some(simplified(c)),
        '，' => Some(','),
        '：' => Some(':'),
        '；' => Some(';'),
        '（' => Some('('),
        '）' => Some(')'),
        '！' => Some('!'),
        '？' => Some('?'),
        '。' | '、' | '“' | '”' | '《' | '》' => Some(c),
        _ => None,
    }
}

/// Folds a character of a normalized text.
fn fold_normal(c: char, take: &mut impl FnMut(char)) {
    for lower in c.to_lowercase() {
        take(match lower {
            // Lower case of a capital sigma depends on its place in the word, which must not matter.
            'ς' => 'σ',
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => std::iter::once(lower).nfd().next().unwrap_or(lower),
            _ => simplified(lower),
        });
    }
}

fn simplified(c: char) -> char {
    match c as u32 {
        code @ FIRST_HAN..AFTER_HAN => SIMPLIFIED[(code - FIRST_HAN) as usize],
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, without any short cut.
    fn slowly(text: &str) -> String {
        let mut folded = String::new();
        text.nfkc().for_each(|c| fold_normal(c, &mut |c| folded.push(c)));
        folded
    }

    #[test]
    fn folds_case_width_script_and_accents() {
        assert_eq!(fold("ＣＲＭ，第１期"), "crm,第1期");
        assert_eq!(fold("後續發票"), "后续发票");
        assert_eq!(fold("Café Łódź ΟΔΟΣ"), "cafe łodz οδοσ");
    }

    proptest::proptest! {
        #[test]
        fn short_cuts_change_nothing(text in "([a-zA-Z，。：<=K]|[一-龥]|\\PC|[\u{300}-\u{36f}\u{1100}-\u{11ff}\u{ac00}-\u{ad00}ΣσςA]){0,40}") {
            proptest::prop_assert_eq!(fold(&text), slowly(&text));
        }
    }
}
