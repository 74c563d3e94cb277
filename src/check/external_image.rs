//! `external-image`: a picture from another site. Pages ask nothing of other sites, so it is shown as a link.

use super::{Context, finding};
use crate::book::Html;
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, link, target) in context.links() {
        let trusted = link.raw && context.book.config.html == Html::Trusted;
        if !link.image || trusted || !matches!(target, Target::External(_)) {
            continue;
        }
        let message = match link.raw {
            true => words!("图片在别的网站上，已从页面去掉", "The image is on another site and was left out"),
            false => words!(
                "图片在别的网站上，页面里只显示为链接",
                "The image is on another site, so the page shows a link to it"
            ),
        };
        findings.push(finding(page, &rule::EXTERNAL_IMAGE, link.span, message).hint(words!(
            "下载图片，放进项目，用相对路径引用",
            "Download the image into the project and use its path"
        )));
    }
}
