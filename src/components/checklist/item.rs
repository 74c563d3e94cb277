//! One item: what is to be done, by when, and who confirms it.

use super::due::Due;
use super::marks::{self, Marks};
use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::document::{Block, BlockKind, Inline, InlineKind, ListItem, Slugger, plain_text};
use crate::source::{Edit, Span};
use crate::words;

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What its tick is kept under: the author's `{#id}`, else made from the text.
    pub id: String,
    /// Where the author wrote the id.
    pub id_span: Option<Span>,
    /// The first line of the item.
    pub span: Span,
    /// The author ticked it already.
    pub done: bool,
    /// It is part of the item before it.
    pub nested: bool,
    /// The line without its marks.
    pub words: Vec<Block>,
    /// The same without markup.
    pub text: String,
    /// What stands below the line.
    pub details: Vec<Block>,
    pub due: Option<Due>,
    /// The role that signs it off.
    pub signer: Option<Name>,
    /// Positions of the line's links in the document's links, without those in brackets, which only refer to something.
    pub links: Vec<usize>,
}

/// A name as an author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub name: String,
    pub span: Span,
}

/// Makes the ids that the author did not give. They begin with the list's own, so that two lists of a page may have the same
/// item; none is one that something else on the page has, above all an item of the same words.
pub fn name<'i>(items: impl Iterator<Item = &'i mut Item>, list: &str, understanding: &Understanding) {
    let (unnamed, named): (Vec<_>, Vec<_>) = items.partition(|item| item.id.is_empty());
    let mut slugger = Slugger::default();
    let taken = named.iter().map(|item| &item.id).chain(&understanding.ids);
    for id in taken.filter_map(|id| id.strip_prefix(list)?.strip_prefix('-')) {
        slugger.reserve(id);
    }
    for item in unnamed {
        item.id = format!("{list}-{}", slugger.slug(&item.text));
    }
}

/// Reads the items of one checklist.
pub struct Reader<'r, 'u> {
    understanding: &'r mut Understanding<'u>,
}

impl<'r, 'u> Reader<'r, 'u> {
    pub fn new(understanding: &'r mut Understanding<'u>) -> Self {
        Reader { understanding }
    }

    pub fn items(&mut self, items: Vec<ListItem>) -> Vec<Item> {
        let mut read = Vec::new();
        self.add(items, false, &mut read);
        read
    }

    /// Reports an indented block that is code, although it looks like items.
    pub fn report_code(&mut self, span: Span) {
        self.report(
            span,
            words!("这些条目缩进太多，被当成了代码", "These items are indented so far that they are taken for code"),
            words!("去掉行首的制表符或空格", "Remove the tab or the blanks before them"),
            None,
        );
    }

    fn add(&mut self, items: Vec<ListItem>, nested: bool, read: &mut Vec<Item>) {
        for item in items {
            let span = self.first_line(item.span);
            let mut blocks = item.blocks.into_iter();
            let (mut line, place) = match blocks.next() {
                Some(Block { kind: BlockKind::Plain(line) | BlockKind::Paragraph(line), span }) => (line, span),
                Some(other) => {
                    blocks = std::iter::once(other).chain(blocks).collect::<Vec<_>>().into_iter();
                    (Vec::new(), span)
                }
                None => (Vec::new(), span),
            };
            let done = item.task.unwrap_or_else(|| self.missing_box(&mut line, place, span));
            let Marks { due, signer, id } = marks::take(&mut line, self.understanding);
            self.report_misplaced_id(&line);
            let text = plain_text(&line).trim().to_owned();
            if text.is_empty() && blocks.len() == 0 {
                self.understanding.findings.push(
                    Diagnostic::at(
                        &rule::UNCLEAR_ITEM,
                        self.understanding.path,
                        span,
                        words!("这一条没有写要做什么", "This item does not say what is to be done"),
                    )
                    .hint(words!("写上要做的事，或者删掉这一条", "Write what is to be done, or delete the item")),
                );
            }
            let (id, id_span) = match id.filter(|(id, _)| !id.is_empty()) {
                Some((id, span)) => (id, Some(span)),
                // Made once the author's own are known.
                None => (String::new(), None),
            };
            let mut links = Vec::new();
            add_links(&line, &mut links);
            let words = vec![Block { span: place, kind: BlockKind::Plain(line) }];
            let (lists, details): (Vec<_>, Vec<_>) = blocks.partition(is_task_list);
            read.push(Item { id, id_span, span, done, nested, words, text, details, due, signer, links });
            for list in lists {
                if let BlockKind::List { items, .. } = list.kind {
                    self.add(items, true, read);
                }
            }
        }
    }

    /// Reports an item without `[ ]`, and takes off what was probably meant as one; whether that was ticked.
    fn missing_box(&mut self, line: &mut [Inline], place: Span, span: Span) -> bool {
        let start = place.start as usize;
        let written = &self.understanding.text[place.range()];
        let mark = match line.first_mut() {
            Some(Inline { kind: InlineKind::Text(text), .. }) => take_look_alike(text),
            _ => None,
        };
        let message = match &mark {
            Some((mark, done)) => {
                let meant = if *done { "[x]" } else { "[ ]" };
                words!("“{mark}”不是方框，已按 {meant} 理解", "`{mark}` is not a box and was taken for `{meant}`")
            }
            None => words!("这一条前面没有方框", "This item has no box"),
        };
        let mend = match &mark {
            Some((mark, done)) => written.strip_prefix(mark.as_str()).map(|rest| {
                let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}', '\u{fe0f}']).len();
                let plain = if *done { "[x] " } else { "[ ] " };
                Edit { range: start..start + mark.len() + blank, text: plain.to_owned() }
            }),
            None => (!line.is_empty()).then(|| Edit::insert(start, "[ ] ")),
        };
        self.report(span, message, words!("写成 `- [ ] 要做的事`", "Write `- [ ] something to do`"), mend);
        mark.is_some_and(|(_, done)| done)
    }

    /// `{#id}` where it is text: not at the end of the line, or with a blank in it.
    fn report_misplaced_id(&mut self, line: &[Inline]) {
        let is_id = |inline: &&Inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains("{#"));
        let Some(inline) = line.iter().find(is_id) else { return };
        let written = &self.understanding.text[inline.span.range()];
        let at = inline.span.start as usize + written.find("{#").unwrap_or_default();
        let end = self.understanding.text[at..].find('}').map_or(inline.span.end as usize, |close| at + close + 1);
        self.understanding.findings.push(
            Diagnostic::at(
                &rule::ATTRIBUTE_WITHOUT_EFFECT,
                self.understanding.path,
                Span::new(at, end.min((inline.span.end as usize).max(at))),
                words!("这个标识没有起作用，只是这一条的文字", "This id has no effect; it is part of the item’s text"),
            )
            .hint(words!(
                "写在这一行的末尾，里面不留空格：`{{#标识}}`",
                "Write it at the end of the line, without blanks: `{{#id}}`"
            )),
        );
    }

    fn report(&mut self, span: Span, message: Words, hint: Words, mend: Option<Edit>) {
        let finding = Diagnostic::at(&rule::ITEM_WITHOUT_BOX, self.understanding.path, self.first_line(span), message);
        self.understanding.findings.push(finding.hint(hint).mend(mend));
    }

    fn first_line(&self, span: Span) -> Span {
        let line = self.understanding.text[span.range()].lines().next().unwrap_or_default().trim_end();
        Span::new(span.start as usize, span.start as usize + line.len())
    }
}

fn is_task_list(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::List { items, .. } if items.iter().any(|item| item.task.is_some()))
}

/// The links that do not stand in brackets.
fn add_links(inlines: &[Inline], links: &mut Vec<usize>) {
    let mut open = 0_usize;
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                for c in text.chars() {
                    match c {
                        '(' | '（' => open += 1,
                        ')' | '）' => open = open.saturating_sub(1),
                        _ => {}
                    }
                }
            }
            InlineKind::Link { link, .. } if open == 0 => links.push(*link),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Strikethrough(inner) if open == 0 => {
                add_links(inner, links);
            }
            _ => {}
        }
    }
}

/// Takes `【x】`, `[√]`, `[]`, `☐` and their like off the start of a text; with whether it was ticked.
fn take_look_alike(text: &mut String) -> Option<(String, bool)> {
    let first = text.chars().next()?;
    let end = match first {
        '□' | '☐' | '☑' | '✓' | '✔' | '✅' => first.len_utf8(),
        '[' | '【' | '［' | '(' | '（' | '〔' => {
            let inner = &text[first.len_utf8()..];
            let length = inner.find([']', '】', '］', ')', '）', '〕'])?;
            let close = inner[length..].chars().next().map_or(0, char::len_utf8);
            let box_like = inner[..length].chars().all(|c| c.is_whitespace() || "xX×✕√✓✔".contains(c));
            box_like.then_some(first.len_utf8() + length + close)?
        }
        _ => return None,
    };
    let mark = text[..end].to_owned();
    let rest = text[end..].trim_start_matches('\u{fe0f}').trim_start().to_owned();
    *text = rest;
    let done = mark.contains(['x', 'X', '×', '✕', '√', '✓', '✔', '☑', '✅']);
    Some((mark, done))
}
