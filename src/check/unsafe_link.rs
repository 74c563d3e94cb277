//! `unsafe-link`: an address that could run as a program or read a file; it is not taken over into the page.

use super::{Context, finding};
use crate::diagnostic::{Diagnostic, rule};
use crate::outline::Target;
use crate::words;

pub fn check(context: Context, findings: &mut Vec<Diagnostic>) {
    for (_, page, link, target) in context.links() {
        let Target::Unsafe { scheme } = target else { continue };
        findings.push(
            finding(
                page,
                &rule::UNSAFE_LINK,
                link.span,
                words!(
                    "“{scheme}:”开头的链接不安全，已从页面去掉",
                    "A link that begins with `{scheme}:` is not safe and was left out"
                ),
            )
            .hint(words!("用 https:// 链接，或指向项目里的文件", "Use an https:// address, or a file of the project")),
        );
    }
}
