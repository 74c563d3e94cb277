//! `unused-image`: a picture in the content that no page shows. It is not published.

use super::Context;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::Location;
use crate::words;

const IMAGES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"];

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let root = context.sources.content_root.as_str();
    for path in context.sources.assets.keys() {
        let in_content = path.as_str().starts_with(root) && !path.as_str().starts_with("themes/");
        if in_content && IMAGES.contains(&path.extension().as_str()) && !context.outline.media.contains_key(path) {
            findings.push(
                Diagnostic::new(
                    &rule::UNUSED_IMAGE,
                    Location::file(path),
                    words!("没有页面用到这张图片", "No page uses this image"),
                )
                .hint(words!("删掉它，或在页面里引用", "Delete it, or show it on a page")),
            );
        }
    }
}
