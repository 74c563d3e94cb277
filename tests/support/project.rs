//! Files of a project as a case describes them.

#![expect(clippy::disallowed_methods, reason = "cases become files")]

use std::fs::{self, File};
use std::path::Path;

/// Writes one file of a case into `folder`; `kind` says how its text is meant.
pub fn write(folder: &Path, path: &str, kind: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    match kind {
        "image" => fs::write(file, png(text.trim())).unwrap(),
        "bytes" => fs::write(file, bytes(text)).unwrap(),
        "link" => std::os::unix::fs::symlink(text.trim(), file).unwrap(),
        "size" => {
            let megabytes: u64 = text.trim().trim_end_matches("MB").trim().parse().unwrap();
            File::create(file).unwrap().set_len(megabytes << 20).unwrap();
        }
        _ => fs::write(file, text).unwrap(),
    }
}

/// The head of a PNG image of a size such as `40x30` (PNG §5.2, §11.2.1): enough for whoever wants to know the size.
fn png(size: &str) -> Vec<u8> {
    let (width, height) = size.split_once('x').unwrap();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    for number in [width, height] {
        png.extend(number.parse::<u32>().unwrap().to_be_bytes());
    }
    png.extend([8, 2, 0, 0, 0]);
    png
}

/// Bytes in hexadecimal, apart by blanks; what stands in quotes is taken as it is.
fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (position, part) in text.split('"').enumerate() {
        match position % 2 {
            0 => bytes.extend(part.split_whitespace().map(|hex| u8::from_str_radix(hex, 16).unwrap())),
            _ => bytes.extend(part.bytes()),
        }
    }
    bytes
}
