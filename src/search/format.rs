//! How the browser's files are written: numbers, sorted terms, and a script around the whole.
//!
//! A file is a classic script, because a page opened from a disk may load nothing else: a call of `onrampSearch` with the file's name
//! and its content, compressed (RFC 1952) and in Base64 (RFC 4648).

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Appends a number, seven bits in each byte, the low ones first (LEB128).
pub fn number(mut value: u64, to: &mut Vec<u8>) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// Writes texts in the order of their bytes, each as what it does not share with the one before.
#[derive(Default)]
pub struct FrontCoder {
    before: Vec<u8>,
}

impl FrontCoder {
    pub fn write(&mut self, text: &str, to: &mut Vec<u8>) {
        let shared = self.before.iter().zip(text.as_bytes()).take_while(|(a, b)| a == b).count();
        number(shared as u64, to);
        number((text.len() - shared) as u64, to);
        to.extend_from_slice(&text.as_bytes()[shared..]);
        self.before.clear();
        self.before.extend_from_slice(text.as_bytes());
    }
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
        let (mut coder, mut bytes) = (FrontCoder::default(), Vec::new());
        ["price", "pricing"].into_iter().for_each(|term| coder.write(term, &mut bytes));
        assert_eq!(bytes, b"\x00\x05price\x04\x03ing");
    }

    #[test]
    fn postings_are_differences() {
        let mut bytes = Vec::new();
        postings([(3, 1), (5, 2)].into_iter(), &mut bytes);
        assert_eq!(bytes, [2, 3 << 1, 2 << 1 | 1, 2]);
    }
}
