//! Pictures that browsers show, known by their first bytes and not by their names.

/// The extension of a picture's format; `None` for one that browsers do not show, such as EMF, WMF and TIFF.
pub fn image_kind(bytes: &[u8]) -> Option<&'static str> {
    let start = |prefix: &[u8]| bytes.starts_with(prefix);
    if start(b"\x89PNG\r\n\x1a\n") {
        Some("png")
    } else if start(b"\xff\xd8\xff") {
        Some("jpg")
    } else if start(b"GIF87a") || start(b"GIF89a") {
        Some("gif")
    } else if start(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("webp")
    } else if start(b"BM") && bytes.len() > 26 {
        Some("bmp")
    } else if bytes.get(4..12).is_some_and(|brand| brand == b"ftypavif") {
        Some("avif")
    } else {
        is_svg(bytes).then_some("svg")
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<svg") || (head.starts_with("<?xml") || head.starts_with("<!--")) && head.contains("<svg")
}
