//! Versions of a text: of all that readers read, and of what the readers of a policy confirm.

use super::meaning::without_places;
use super::tree::{Block, BlockKind, Definition, Inline, InlineKind};
use crate::components::Component;

/// 8 hex digits of the BLAKE3 of what readers read, practice included. How it is laid out does not count, nor do ids and links:
/// whoever aligns a table or writes `{#id}` behind a question has changed nothing for them.
pub fn revision(blocks: &[Block]) -> String {
    let mut words = Words { hasher: blake3::Hasher::new(), with_practice: true };
    words.blocks(blocks);
    words.hasher.finalize().to_hex()[..8].to_owned()
}

/// BLAKE3 (64 hex digits) of what a page says.
///
/// Only words and what orders them count: a page whose lines are broken elsewhere, whose front matter, ids or links change, or
/// whose quiz gets another question is the same policy, and nobody has to confirm it again.
pub fn content_hash(blocks: &[Block]) -> String {
    let mut words = Words { hasher: blake3::Hasher::new(), with_practice: false };
    words.blocks(blocks);
    words.hasher.finalize().to_hex().to_string()
}

struct Words {
    hasher: blake3::Hasher,
    /// Quizzes and conversations count too.
    with_practice: bool,
}

impl Words {
    /// A piece with its length, so that no two texts are written alike; one blank for each gap.
    fn add(&mut self, mark: &str, text: &str) {
        let length = text.split_whitespace().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
        self.hasher.update(mark.as_bytes()).update(length.to_string().as_bytes()).update(b":");
        for (at, word) in text.split_whitespace().enumerate() {
            self.hasher.update(if at == 0 { b"" } else { b" " }).update(word.as_bytes());
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
        self.add("end", "");
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.line("text", content),
            BlockKind::Heading { level, content, .. } => self.line(&format!("heading {level} "), content),
            BlockKind::Code { text, .. } => {
                // Blanks mean something in code.
                self.hasher.update(format!("code{}:{text}", text.len()).as_bytes());
            }
            BlockKind::Html(html) => self.html(&html.text),
            BlockKind::Quote(inner) => self.part("quote", inner),
            BlockKind::Alert(kind, inner) => self.part(&format!("{kind:?}"), inner),
            BlockKind::Footnote { label, blocks } => self.part(&format!("note {label} "), blocks),
            BlockKind::List { start, items } => {
                self.add(if start.is_some() { "numbers" } else { "list" }, "");
                for item in items {
                    self.part(&format!("item {:?} ", item.task), &item.blocks);
                }
            }
            BlockKind::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    self.add("row", "");
                    row.iter().for_each(|cell| self.line("cell", cell));
                }
            }
            BlockKind::Definitions(parts) => {
                for part in parts {
                    match part {
                        Definition::Term(content) => self.line("term", content),
                        Definition::Details(inner) => self.part("details", inner),
                    }
                }
            }
            BlockKind::Component(component) => match component.as_ref() {
                // They practise the policy, and are none.
                Component::Quiz(_) | Component::Scenario(_) if !self.with_practice => {}
                Component::Chart(chart) => self.add("chart", &without_places(&format!("{chart:?}"))),
                component => {
                    self.add("component", component.title());
                    component.parts(&mut |blocks| self.blocks(blocks));
                }
            },
            BlockKind::Container(_) | BlockKind::Rule => {}
        }
    }

    fn part(&mut self, mark: &str, blocks: &[Block]) {
        self.add(mark, "");
        self.blocks(blocks);
    }

    fn html(&mut self, html: &str) {
        // What authors note for themselves is read by nobody.
        if !html.trim_start().starts_with("<!--") {
            self.add("html", html);
        }
    }

    fn line(&mut self, mark: &str, content: &[Inline]) {
        let mut line = String::new();
        add_words(content, &mut line);
        self.add(mark, &line);
    }
}

/// The words of a line, with the marks of what is struck out: that is no longer said.
fn add_words(content: &[Inline], line: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => line.push_str(text),
            InlineKind::Strikethrough(inner) => {
                line.push_str("~~");
                add_words(inner, line);
                line.push_str("~~");
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Link { content: inner, .. }
            | InlineKind::Image { description: inner, .. } => add_words(inner, line),
            InlineKind::SoftBreak { joins: true } => {}
            InlineKind::SoftBreak { joins: false } | InlineKind::HardBreak => line.push(' '),
            InlineKind::FootnoteReference(label) => line.push_str(&format!("[^{label}]")),
            InlineKind::Html(html) if !html.text.starts_with("<!--") => line.push_str(&html.text),
            InlineKind::Html(_) | InlineKind::Blank(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, parse};
    use crate::source::{SourceFile, SourcePath, normalize_text};

    fn page(text: &str) -> Document {
        let text = normalize_text(&format!("---\nkind: policy\n---\n{text}")).into_owned().into();
        parse(&SourceFile { path: SourcePath::new("a.md"), text }).value
    }

    fn version(text: &str) -> String {
        page(text).content_hash
    }

    #[test]
    fn layout_and_ids_make_no_other_revision() {
        let revision = |text: &str| page(text).revision;
        let typed = "：：：quiz 小测\n### 问？\n-【x】对\n- [ ] 错\n:::\n\n:::清单\n* [ ] 读\n:::\n\n|甲|\n|-|\n\n```饼图\n一：1\n```\n";
        let plain = ":::quiz 小测 {#a}\n### 问？ {#b}\n- [x] 对\n- [ ] 错\n:::\n\n:::清单 {#c}\n- [ ] 读 {#d}\n:::\n\n| 甲  |\n| --- |\n\n```饼图\n一: 1\n```\n";
        assert_eq!(revision(typed), revision(plain));
        for (word, other) in [("问", "答"), ("错", "不对"), ("读", "写"), ("甲", "乙"), ("一: 1", "一: 2")] {
            assert_ne!(revision(&plain.replace(word, other)), revision(plain), "{word}");
        }
    }

    #[test]
    fn layout_links_ids_and_practice_change_nothing() {
        let plain = version("# 礼品\n\n## 上限\n\n不收**现金**，\n见[登记](a.md)。\n\n- 一\n- 二\n");
        assert_eq!(plain.len(), 64);
        for same in [
            "# 礼品\r\n\r\n## 上限\r\n\r\n不收**现金**，\r\n见[登记](a.md)。\r\n\r\n- 一\r\n- 二\r\n",
            "\n# 礼品 \n## 上限 {#limit}\n不收*现金*，见[登记](b.md#c)。\n\n* 一\n\n* 二\n\n<!-- 改前问法务 -->\n",
            "# 礼品\n\n## 上限\n\n不收**现金**，见[登记](a.md)。\n\n- 一\n- 二\n\n:::quiz\n### 问？\n- [x] 是\n- [ ] 否\n:::\n",
        ] {
            assert_eq!(version(same), plain, "{same}");
        }
    }

    #[test]
    fn words_and_what_orders_them_change_it() {
        let plain = version("不收现金。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n");
        for other in [
            "不收礼品。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
            "~~不~~收现金。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
            "不收现金。\n\n- 二\n- 一\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
            "不收现金。\n\n- 一\n  - 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
            "不收现金。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 |\n| 2 |\n",
            "不收现金。\n\n- 一\n- 二\n",
        ] {
            assert_ne!(version(other), plain, "{other}");
        }
    }
}
