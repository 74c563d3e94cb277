//! The blocks of a conversation, divided into steps.

use super::choice::{self, Names};
use super::{Choice, Step, Turn, speech};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Block, BlockKind, ListItem};
use crate::source::Span;
use crate::words;

/// A step's heading with what stands below it.
struct Section {
    heading: Block,
    index: usize,
    blocks: Vec<Block>,
}

/// What stands before the first step, and the steps.
pub fn read(blocks: Vec<Block>, fence: Span, understanding: &mut Understanding) -> (Vec<Block>, Vec<Step>) {
    let (introduction, sections) = divide(blocks);
    if sections.is_empty() {
        understanding.findings.push(
            Diagnostic::at(
                &rule::SCENARIO_WITHOUT_STEPS,
                understanding.path,
                fence,
                words!("这段情景对话没有步骤", "This conversation has no steps"),
            )
            .hint(words!("每一步写一个标题，例如 `### 开场`", "Give each step a heading, such as `### Opening`")),
        );
    }
    let names = Names::new(sections.iter().filter_map(|section| understanding.headings.get(section.index)));
    let steps = sections.into_iter().filter_map(|section| {
        let heading = understanding.headings.get(section.index)?.clone();
        let (turns, choices) = contents(section.blocks, &names, understanding);
        Some(Step {
            id: heading.id,
            title: heading.text,
            span: heading.span,
            heading: vec![section.heading],
            turns,
            choices,
        })
    });
    let steps = steps.collect();
    (introduction, steps)
}

fn divide(blocks: Vec<Block>) -> (Vec<Block>, Vec<Section>) {
    let mut introduction = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    for block in blocks {
        if let BlockKind::Heading { index: Some(index), .. } = block.kind {
            sections.push(Section { heading: block, index, blocks: Vec::new() });
            continue;
        }
        sections.last_mut().map_or(&mut introduction, |section| &mut section.blocks).push(block);
    }
    (introduction, sections)
}

/// What is said in a step, and what can be chosen.
fn contents(blocks: Vec<Block>, names: &Names, understanding: &mut Understanding) -> (Vec<Turn>, Vec<Choice>) {
    let (mut turns, mut choices): (Vec<Turn>, Vec<Choice>) = (Vec::new(), Vec::new());
    for block in blocks {
        match block.kind {
            BlockKind::List { start, items } => {
                let any = items.iter().any(|item| choice::is_choice(item, names, understanding));
                let mut rest = Vec::new();
                for item in items {
                    if choice::is_choice(&item, names, understanding) {
                        choices.extend(choice::read(item, names, understanding));
                        continue;
                    }
                    if any || choice::looks_like_one(&item, understanding.text) {
                        report_missing_link(&item, understanding);
                    }
                    rest.push(item);
                }
                if !rest.is_empty() {
                    let kind = BlockKind::List { start, items: rest };
                    speech::add(Block { span: block.span, kind }, &mut turns);
                }
            }
            BlockKind::Quote(inner) if !choices.is_empty() => {
                understanding.findings.push(
                    Diagnostic::at(
                        &rule::DETACHED_REMARK,
                        understanding.path,
                        first_line(block.span, understanding.text),
                        words!(
                            "这段点评没有缩进，不属于任何选项",
                            "This remark is not indented, so it belongs to no choice"
                        ),
                    )
                    .hint(words!(
                        "在 `>` 前面加两个空格，放到它点评的选项下面",
                        "Put two blanks before the `>`, right below the choice it is about"
                    )),
                );
                if let Some(last) = choices.last_mut() {
                    last.remark.extend(inner);
                }
            }
            BlockKind::Code { ref info, ref text } if info.is_empty() && text.trim_start().starts_with("- [") => {
                understanding.findings.push(
                    Diagnostic::at(
                        &rule::CHOICE_WITHOUT_LINK,
                        understanding.path,
                        first_line(block.span, understanding.text),
                        words!(
                            "这些选项缩进太多，被当成了代码",
                            "These choices are indented so far that they are taken for code"
                        ),
                    )
                    .hint(words!("去掉行首的制表符或空格", "Remove the tab or the blanks before them")),
                );
                speech::add(block, &mut turns);
            }
            _ => speech::add(block, &mut turns),
        }
    }
    (turns, choices)
}

fn report_missing_link(item: &ListItem, understanding: &mut Understanding) {
    let line = first_line(item.span, understanding.text);
    let text = &understanding.text[line.range()];
    let hint = if text.contains("](") {
        words!("链接的地址里不能有空格；写成 `[…](#步骤)`", "A link's destination has no blanks: `[…](#step)`")
    } else if text.contains(['【', '（']) && text.contains('#') {
        words!("链接要用半角的 `[…](#步骤)`", "A link is written in ordinary brackets: `[…](#step)`")
    } else {
        words!("把要说的话写成链接：`[“…”](#步骤)`", "Write what is said as a link: `[“…”](#step)`")
    };
    understanding.findings.push(
        Diagnostic::at(
            &rule::CHOICE_WITHOUT_LINK,
            understanding.path,
            line,
            words!("这个选项没有指向任何步骤", "This choice leads to no step"),
        )
        .hint(hint),
    );
}

fn first_line(span: Span, text: &str) -> Span {
    let line = text[span.range()].lines().next().unwrap_or_default().trim_end();
    Span::new(span.start as usize, span.start as usize + line.len())
}
