//! How large an image is, from its header, so that pages keep its place while it loads.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::SourcePath;

/// Width and height in pixels (CSS pixels for SVG); `None` when the file does not say.
pub fn size(path: &SourcePath, disk: &Path) -> Option<(u32, u32)> {
    match path.extension().as_str() {
        "svg" => svg_size(disk),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::size(disk).ok()?;
            Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
        }
        _ => None,
    }
}

/// `width` and `height` of the `<svg>` element in px, else the size of its `viewBox` (SVG 2 §8.2, §7.2).
fn svg_size(disk: &Path) -> Option<(u32, u32)> {
    let mut head = Vec::new();
    fs::File::open(disk).ok()?.take(4096).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let tag = &head[head.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let number = |name: &str| attribute(tag, name)?.trim_end_matches("px").parse::<f64>().ok();
    if let (Some(width), Some(height)) = (number("width"), number("height")) {
        return Some((width.round() as u32, height.round() as u32));
    }
    let view_box: Vec<f64> =
        attribute(tag, "viewBox")?.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
    match view_box[..] {
        [_, _, width, height] => Some((width.round() as u32, height.round() as u32)),
        _ => None,
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}="))? + name.len() + 2;
    let quote = tag[start..].chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = &tag[start + 1..];
    Some(value[..value.find(quote)?].trim())
}
