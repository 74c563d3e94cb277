//! `link-to-missing-file` and `missing-image`: a file that is not in the project.

use super::suggestion::{self, Patience};
use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    let missing = context.links().filter_map(|(_, page, link, target)| match target {
        Target::MissingFile { path } => Some((page, link, path)),
        _ => None,
    });
    let candidates: Vec<_> = context.sources.assets.keys().collect();
    let mut patience = Patience::default();
    for (page, link, path) in missing {
        let destination = &link.destination;
        let (rule, message) = match link.image {
            true => (&rule::MISSING_IMAGE, words!("没有“{destination}”这张图片", "There is no image `{destination}`")),
            false => {
                (&rule::LINK_TO_MISSING_FILE, words!("没有“{destination}”这个文件", "There is no file `{destination}`"))
            }
        };
        let hint = patience
            .allows(candidates.len())
            .then(|| suggestion::nearest_file(&page.document.path, path, &candidates))
            .flatten();
        findings.push(
            finding(page, rule, link.span, message)
                .hint(words!(
                    "把文件放进项目，写成从本文件出发的相对路径",
                    "Put the file into the project and write its path from this file"
                ))
                .maybe_hint(hint)
                .maybe_hint(suggestion::of_slip(destination)),
        );
    }
}
