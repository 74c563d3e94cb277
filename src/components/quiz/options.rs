//! The options of a choice, with the marks that people type.

use super::Choice;
use super::source_line::{line_at, place};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::document::{Block, BlockKind, Inline, InlineKind, ListItem, Meaning, OptionLine, RIGHT, WRONG};
use crate::source::{Edit, Span};
use crate::words;

/// Whether a block is a list in which some item has the mark of an option.
pub fn is_options(block: &Block, text: &str) -> bool {
    let BlockKind::List { items, .. } = &block.kind else { return false };
    items.iter().any(|item| {
        item.task.is_some() || option_line(item, text).is_some_and(|(_, line)| line.meaning != Meaning::Unknown)
    })
}

/// Reads the options of a question one list after another.
#[derive(Debug, Default)]
pub struct Options {
    pub choices: Vec<Choice>,
    /// Where options are marked with a cross, and how they would be mended: wrong beside a tick, else nobody knows.
    crosses: Vec<(Span, Edit)>,
    /// Some option has a tick, not an x.
    has_tick: bool,
    /// Some mark has been reported as one that nobody knows.
    has_unknown: bool,
    /// Marks that are understood and yet not what they should be.
    slips: Vec<Slip>,
}

#[derive(Debug)]
struct Slip {
    kind: SlipKind,
    span: Span,
    typed: String,
    wanted: &'static str,
    /// `None` where more than the line would have to be written anew.
    mend: Option<Edit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SlipKind {
    FullWidth,
    Loose,
    Indented,
}

impl Options {
    /// Adds the items of a list.
    pub fn add(&mut self, items: Vec<ListItem>, understanding: &mut Understanding) {
        for item in items {
            self.add_item(item, understanding);
        }
    }

    fn add_item(&mut self, mut item: ListItem, understanding: &mut Understanding) {
        let read = option_line(&item, understanding.text);
        let right = match &read {
            Some((start, option)) => self.mark(&mut item, *start, option, understanding),
            None if item.task.is_some() => item.task == Some(true),
            None => {
                let (start, line) = line_at(understanding.text, item.span.start);
                let bullet = line.len() - line.trim_start().len();
                let text = item.blocks.first().map(|block| block.span.start as usize);
                self.report_unmarked(place(start, bullet..line.trim_end().len()), text, understanding);
                false
            }
        };
        let span = Span { start: item.span.start, end: line_end(&item, understanding.text) };
        let at = self.choices.len();
        self.choices.push(Choice { span, right, text: Vec::new(), feedback: Vec::new() });
        for block in item.blocks {
            match block.kind {
                BlockKind::Quote(inner) => self.choices[at].feedback.extend(inner),
                BlockKind::List { items, .. } if is_nested(&items, understanding.text) => {
                    self.report_nested(&items, understanding);
                    self.add(items, understanding);
                }
                _ => self.choices[at].text.push(block),
            }
        }
        // A single paragraph needs no room around it.
        if let [Block { kind, .. }] = self.choices[at].text.as_mut_slice()
            && let BlockKind::Paragraph(content) = kind
        {
            *kind = BlockKind::Plain(std::mem::take(content));
        }
    }

    /// What the mark of an item says; a mark that Markdown does not know is taken off its text, and reported.
    fn mark(
        &mut self,
        item: &mut ListItem,
        start: usize,
        option: &OptionLine,
        understanding: &mut Understanding,
    ) -> bool {
        let (_, line) = line_at(understanding.text, start as u32);
        let line = line.to_owned();
        let span = place(start, option.mark.clone());
        let typed = &line[option.mark.clone()];
        if item.task.is_none() {
            take_off(item, typed, start + option.text);
        }
        match option.meaning {
            Meaning::Cross => self.crosses.push((span, mended(&line, start, option, "[ ]"))),
            Meaning::Right if !typed.contains(['x', 'X', 'ｘ', 'Ｘ', 'х']) => self.has_tick = true,
            Meaning::Unknown => {
                self.has_unknown = true;
                understanding.findings.push(
                    Diagnostic::at(
                        &rule::OPTION_NOT_RECOGNISED,
                        understanding.path,
                        span,
                        words!("看不懂“{typed}”这个标记", "The mark `{typed}` is not understood"),
                    )
                    .hint(words!(
                        "正确的写 `[x]`，其他的写 `[ ]`",
                        "Write `[x]` for a right option and `[ ]` for the others"
                    )),
                );
            }
            _ => {}
        }
        let right = option.meaning == Meaning::Right;
        let known = matches!(option.meaning, Meaning::Right | Meaning::Wrong);
        let indented = item.task.is_none() && has_stand_in_place(&line, option);
        let wanted = if right { "[x]" } else { "[ ]" };
        let mend = (known && !indented).then(|| mended(&line, start, option, wanted));
        let slip = |kind, span, mend| Slip { kind, span, typed: typed.to_owned(), wanted, mend };
        if option.is_full_width(&line) {
            self.slips.push(slip(SlipKind::FullWidth, span, mend));
        } else if known && !option.is_plain(&line) {
            self.slips.push(slip(SlipKind::Loose, place(start, option.bullet.start..option.mark.end), mend));
        } else if known && indented {
            self.slips.push(slip(SlipKind::Indented, place(start, 0..option.mark.end), None));
        }
        right
    }

    /// Reports what was typed in another way, once for each way. Gives the options, and whether all their marks are understood.
    pub fn finish(self, understanding: &mut Understanding) -> (Vec<Choice>, bool) {
        let sure = !self.has_unknown && (self.has_tick || self.crosses.is_empty());
        for kind in [SlipKind::FullWidth, SlipKind::Loose, SlipKind::Indented] {
            let slips: Vec<&Slip> = self.slips.iter().filter(|slip| slip.kind == kind).collect();
            if let Some(first) = slips.first() {
                first.report(&slips, understanding);
            }
        }
        if let Some((span, _)) = self.crosses.first().filter(|_| !self.has_tick) {
            understanding.findings.push(
                Diagnostic::at(
                    &rule::CONFLICTING_MARKS,
                    understanding.path,
                    *span,
                    words!("“×”是对还是错，看不出来", "It cannot be seen whether `×` means right or wrong"),
                )
                .hint(words!(
                    "正确的写 `[x]`，其他的写 `[ ]`",
                    "Write `[x]` for a right option and `[ ]` for the others"
                )),
            );
        } else if let Some((span, _)) = self.crosses.first() {
            understanding.findings.push(
                Diagnostic::at(
                    &rule::LOOSE_MARK,
                    understanding.path,
                    *span,
                    words!("“×”旁边有“√”，已按 [ ] 理解", "There is a tick beside this cross, so it was taken for [ ]"),
                )
                .hint(words!("写成 `- [ ] `", "Write `- [ ] `"))
                .mend(self.crosses.iter().map(|(_, edit)| edit.clone())),
            );
        }
        (self.choices, sure)
    }

    /// `text` is where the option's words begin, if it has any.
    fn report_unmarked(&self, span: Span, text: Option<usize>, understanding: &mut Understanding) {
        understanding.findings.push(
            Diagnostic::at(
                &rule::LOOSE_MARK,
                understanding.path,
                span,
                words!("这个选项前没有 [ ]，已按 [ ] 理解", "This option has no mark; it was taken for [ ]"),
            )
            .hint(words!("写成 `- [ ] `，正确的写 `- [x] `", "Write `- [ ] `, or `- [x] ` if it is right"))
            .mend(text.map(|at| Edit::insert(at, "[ ] "))),
        );
    }

    fn report_nested(&self, items: &[ListItem], understanding: &mut Understanding) {
        let Some(first) = items.first() else { return };
        let (start, line) = line_at(understanding.text, first.span.start);
        let end = OptionLine::read(line).map_or(line.trim_end().len(), |option| option.mark.end);
        understanding.findings.push(
            Diagnostic::at(
                &rule::LOOSE_MARK,
                understanding.path,
                place(start, 0..end),
                words!(
                    "这个选项缩进了，像是上一个选项的一部分；已按单独的选项理解",
                    "This option is indented like a part of the one before; it was taken for an option of its own"
                ),
            )
            .hint(words!("各个选项从同一列开始写", "Begin all options in the same column")),
        );
    }
}

impl Slip {
    /// Tells of it, and of how many there are in the question.
    fn report(&self, all: &[&Slip], understanding: &mut Understanding) {
        let more = all.len() - 1;
        let (typed, wanted) = (&self.typed, self.wanted);
        let (rule, message) = match self.kind {
            SlipKind::FullWidth => (
                &rule::FULL_WIDTH_MARK,
                words!(
                    "“{typed}”是全角写法，已按 {wanted} 理解",
                    "`{typed}` is written in full width and was taken for {wanted}"
                ),
            ),
            SlipKind::Loose => (
                &rule::LOOSE_MARK,
                words!(
                    "这个选项没有写成 `- {wanted} ` 的样子，已按 {wanted} 理解",
                    "This option is not written as `- {wanted} `; it was taken for {wanted}"
                ),
            ),
            SlipKind::Indented => (
                &rule::LOOSE_MARK,
                words!(
                    "选项前缩进太多，本来会变成代码；已按选项理解",
                    "This option is indented so far that it would be code; it was taken for an option"
                ),
            ),
        };
        let mut finding = Diagnostic::at(rule, understanding.path, self.span, message).hint(words!(
            "写成 `- {wanted} `：横线、空格、方括号、空格，行首不缩进",
            "Write `- {wanted} `: dash, blank, brackets, blank, at the start of the line"
        ));
        finding = finding.mend(all.iter().filter_map(|slip| slip.mend.clone()));
        if more > 0 {
            finding = finding.label(words!("这道题里还有 {more} 处", "and {more} more in this question"));
        }
        understanding.findings.push(finding);
    }
}

/// The item's line, and where it begins in the file.
fn option_line(item: &ListItem, text: &str) -> Option<(usize, OptionLine)> {
    let (start, line) = line_at(text, item.span.start);
    OptionLine::read(line).map(|option| (start, option))
}

fn is_nested(items: &[ListItem], text: &str) -> bool {
    items.iter().any(|item| item.task.is_some() || option_line(item, text).is_some())
}

/// The line's mark as it should be, with the bullet in front of it unless Markdown knows that one.
fn mended(line: &str, start: usize, option: &OptionLine, wanted: &str) -> Edit {
    let behind = &line[option.bullet.end..option.mark.start];
    let known = option.has_known_bullet(line) && behind.starts_with([' ', '\t']);
    let from = if known { option.bullet.end } else { option.bullet.start };
    let (before, after) = (if known { " " } else { "- " }, if option.text < line.trim_end().len() { " " } else { "" });
    Edit { range: start + from..start + option.text, text: format!("{before}{wanted}{after}") }
}

/// The line was mended because it would have been code.
fn has_stand_in_place(line: &str, option: &OptionLine) -> bool {
    let indent = &line[..option.indent];
    indent.starts_with('\t') || indent.starts_with("    ")
}

/// Takes the mark off an item's text, whichever way it got there: as typed, or as a stand-in.
fn take_off(item: &mut ListItem, typed: &str, text_start: usize) {
    let Some(Block { kind: BlockKind::Plain(content) | BlockKind::Paragraph(content), .. }) = item.blocks.first_mut()
    else {
        return;
    };
    let Some(Inline { span, kind: InlineKind::Text(text) }) = content.first_mut() else { return };
    let rest = text.trim_start();
    let rest = rest.strip_prefix([RIGHT, WRONG]).or_else(|| rest.strip_prefix(typed)).unwrap_or(rest).trim_start();
    *text = rest.to_owned();
    span.start = (text_start as u32).min(span.end);
    if text.is_empty() {
        content.remove(0);
    }
}

/// The end of the option's own text: its feedback and what it holds do not count.
fn line_end(item: &ListItem, text: &str) -> u32 {
    let (start, line) = line_at(text, item.span.start);
    item.blocks.first().map_or((start + line.trim_end().len()) as u32, |block| block.span.end.max(item.span.start))
}

/// Words for a question whose options carry no mark at all.
pub fn unmarked_words(count: usize) -> Words {
    words!("{count} 个选项里没有 [x]", "none of the {count} options has [x]")
}
