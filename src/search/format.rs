//! How the browser's files are written: numbers, sorted terms, and a script around the whole.
//!
//! A file is a classic script, because a page opened from a disk may load nothing else: a call of `onrampSearch` with the file's name
//! and its content, compressed (RFC 1952) and in Base64 (RFC 4648).
//!
//! The core: its header as a piece of JSON, for each page how many passages it has, tantivy's norms field by field, for each facet and
//! page how many values and which; then the only shard, if there is but one. A shard: its terms as a piece of lines, then a piece for each
//! term: a byte of flags, and postings of the fields that it names.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

/// What a text shares with the one before is written up to here.
const MOST_SHARED: usize = 94;

/// Appends a number, seven bits in each byte, the low ones first (LEB128).
pub fn number(mut value: u64, to: &mut Vec<u8>) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// Texts as lines: each begins with a character that says how many units of UTF-16 it shares with the one before (a blank for none),
/// and goes on with the rest.
pub fn lines<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let (mut lines, mut before) = (String::new(), "");
    for text in texts {
        if !lines.is_empty() {
            lines.push('\n');
        }
        let both = before.chars().zip(text.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c);
        // Nothing behind the most is shared, so that the character is one of ASCII.
        let (mut units, mut bytes) = (0, 0);
        for c in both.take_while(|c| c.len_utf16() == 1).take(MOST_SHARED) {
            units += 1;
            bytes += c.len_utf8();
        }
        lines.push(char::from(b' ' + units));
        lines.push_str(&text[bytes..]);
        before = text;
    }
    lines
}

/// Appends a content with its length before it.
pub fn piece(content: &[u8], to: &mut Vec<u8>) {
    number(content.len() as u64, to);
    to.extend_from_slice(content);
}

/// Appends ascending ids, each as the difference to the one before, with how often something is there.
pub fn postings(entries: impl ExactSizeIterator<Item = (u32, u32)>, to: &mut Vec<u8>) {
    number(entries.len() as u64, to);
    let mut before = 0;
    for (id, count) in entries {
        number(u64::from(id - before) << 1 | u64::from(count > 1), to);
        if count > 1 {
            number(u64::from(count), to);
        }
        before = id;
    }
}

/// The first bytes of the BLAKE3 of a content: what its file is named after.
pub fn hash<const LENGTH: usize>(content: &[u8]) -> [u8; LENGTH] {
    let mut first = [0; LENGTH];
    first.copy_from_slice(&blake3::hash(content).as_bytes()[..LENGTH]);
    first
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The script that hands over a content under its name.
pub fn script(name: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(content.len() / 2), Compression::best());
    // Writing to memory does not fail.
    let compressed = encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default();
    let mut script = format!("onrampSearch(\"{name}\",\"");
    STANDARD.encode_string(compressed, &mut script);
    script.push_str("\")\n");
    script.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let mut bytes = Vec::new();
        [0, 127, 128, 300].into_iter().for_each(|value| number(value, &mut bytes));
        assert_eq!(bytes, [0, 127, 0x80, 1, 0xac, 2]);
    }

    #[test]
    fn terms_share_their_beginnings() {
        assert_eq!(lines(["price", "pricing", "价格", "价格表"].into_iter()), " price\n$ing\n 价格\n\"表");
    }

    #[test]
    fn postings_are_differences() {
        let mut bytes = Vec::new();
        postings([(3, 1), (5, 2)].into_iter(), &mut bytes);
        assert_eq!(bytes, [2, 3 << 1, 2 << 1 | 1, 2]);
    }
}
