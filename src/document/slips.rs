//! Findings about marks in running text that Markdown reads otherwise than they were meant.

use super::Document;
use super::markdown::LinkSlip;
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{Edit, SourcePath, Span};
use crate::words;

/// Reports quotes that begin with `》`, once for the page.
pub fn quotes(path: &SourcePath, text: &str, quotes: &[Span], findings: &mut Vec<Diagnostic>) {
    if let Some(first) = quotes.first() {
        let (mark, more) = (&text[first.range()], quotes.len() - 1);
        let mut finding = Diagnostic::at(
            &rule::FULL_WIDTH_MARK,
            path,
            *first,
            words!("行首的“{mark}”是全角写法，已按 `>` 理解", "“{mark}” at the start of a line was taken for `>`"),
        )
        .hint(words!("引用写成 `> `", "Begin a quote with `> `"))
        .mend(quotes.iter().map(|quote| mended(*quote, text)));
        if more > 0 {
            finding = finding.label(words!("这一页里还有 {more} 处", "and {more} more on this page"));
        }
        findings.push(finding);
    }
}

/// Reports each link and image that is text.
pub fn links(path: &SourcePath, slips: &[(Span, LinkSlip)], findings: &mut Vec<Diagnostic>) {
    for (span, slip) in slips {
        let (message, hint) = match slip {
            LinkSlip::Exclamation => (
                words!(
                    "图片前面是全角的“！”，成了文字和链接",
                    "The “！” before this image is full-width, so it is text and a link"
                ),
                words!("改成半角的 `!`：`![说明](图片)`", "Use the ordinary `!`: `![description](image)`"),
            ),
            LinkSlip::Brackets => (
                words!(
                    "链接的地址写在了全角括号里，只是文字",
                    "The address stands in full-width brackets, so this is text and no link"
                ),
                words!("改成半角括号：`[文字](地址)`", "Use ordinary brackets: `[text](address)`"),
            ),
            LinkSlip::Blank => (
                words!(
                    "地址里有空格，所以只是文字，不是链接",
                    "There is a blank in the address, so this is text and no link"
                ),
                words!(
                    "用尖括号括起来：`[文字](<文件 名.pdf>)`",
                    "Put the address in angle brackets: `[text](<file name.pdf>)`"
                ),
            ),
        };
        findings.push(Diagnostic::at(&rule::LINK_NOT_RECOGNISED, path, *span, message).hint(hint));
    }
}

/// Reports links without an address.
pub fn addresses(document: &Document, findings: &mut Vec<Diagnostic>) {
    let written = document.links.iter().filter(|link| !link.raw && !link.image);
    for link in written.filter(|link| link.destination.trim().is_empty()) {
        let message = words!("这个链接没有写地址", "This link has no address");
        let finding = Diagnostic::at(&rule::LINK_NOT_RECOGNISED, &document.path, link.span, message);
        findings.push(finding.hint(words!("在 `()` 里写上地址", "Write the address between the `()`")));
    }
}

/// `》对` → `> 对`.
fn mended(mark: Span, text: &str) -> Edit {
    let rest = &text[mark.end as usize..];
    let words = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    let blank = if words.starts_with('\n') || words.is_empty() { "" } else { " " };
    Edit { range: mark.start as usize..text.len() - words.len(), text: format!(">{blank}") }
}
