//! `image-without-description`: whoever cannot see the picture learns nothing of it.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, link, _) in context.links().filter(|(_, _, link, _)| link.image && link.bare) {
        findings.push(
            finding(
                page,
                &rule::IMAGE_WITHOUT_DESCRIPTION,
                link.span,
                words!("图片没有说明文字", "The image has no description"),
            )
            .hint(words!(
                "在方括号里写一句：`![图上是什么](…)`",
                "Say in the brackets what it shows: `![what it shows](…)`"
            )),
        );
    }
}
