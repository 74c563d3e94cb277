//! What to say of an import: the report that lies in the project.

use super::layout::Placed;
use super::manuscript::Manuscript;
use super::report::{Fate, Loss};
use crate::diagnostic::Language;

/// The report as Markdown, in the language of the handbook: what to look through, page by page.
pub fn report(manuscript: &Manuscript, pages: &[Placed]) -> String {
    let language = Language::from_tag(&manuscript.language);
    let say = |zh: &str, en: &str| match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    };
    let mut text = say(
        "# 导入时没能原样带过来的内容\n\n对照原文逐条处理，处理完可以删掉这个文件；它不会发布到网站上。\n",
        "# What could not be carried as it was\n\nGo through it with the original at hand, then delete this file. It is not published.\n",
    );
    for (at, page) in pages.iter().enumerate() {
        let own: Vec<&Loss> = manuscript.losses.iter().filter(|loss| loss.page == at).collect();
        if own.is_empty() {
            continue;
        }
        text += &format!("\n## {}\n\n[{}]({})\n\n", page.title, page.path, page.path);
        for loss in own {
            let mark = match loss.what.fate() {
                Fate::LeftOut => "- [ ] ",
                Fate::Changed => "- ",
            };
            text += &format!("{mark}{}\n", line(loss, language));
        }
    }
    text
}

/// A loss in one line, but for its page.
pub fn line(loss: &Loss, language: Language) -> String {
    let words = loss.what.words();
    let mut line = String::new();
    if let Some(heading) = &loss.heading {
        line += &match language {
            Language::Chinese => format!("“{heading}”："),
            Language::English => format!("“{heading}”: "),
        };
    }
    line += words.in_language(language);
    if loss.count > 1 {
        line += &match language {
            Language::Chinese => format!("（{} 处）", loss.count),
            Language::English => format!(" ({} times)", loss.count),
        };
    }
    if let Some(detail) = &loss.detail {
        line += &match language {
            Language::Chinese => format!("：{detail}"),
            Language::English => format!(": {detail}"),
        };
    }
    line
}
