//! The lines of a chart with their places, and where what is wrong with them is reported.

use crate::components::Understanding;
use crate::diagnostic::{Diagnostic, rule};
use crate::document::{Fence, half_width};
use crate::source::{Edit, SourcePath, Span};
use crate::words;

/// A line that is not empty, without the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub text: &'a str,
    /// Where `text` begins in the file.
    pub start: usize,
    /// Columns before it, a tab being four.
    pub indent: usize,
}

impl<'a> Line<'a> {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Where a part of the line's text stands in the file.
    pub fn place(&self, part: &str) -> Span {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        Span::new(self.start + offset, self.start + offset + part.len())
    }

    /// Without the mark of a list item.
    pub fn without_bullet(&self) -> Line<'a> {
        let rest = ["- ", "* ", "+ ", "• ", "· "].iter().find_map(|bullet| self.text.strip_prefix(bullet));
        match rest {
            Some(rest) => {
                let text = rest.trim_start();
                Line { text, start: self.start + self.text.len() - text.len(), indent: self.indent }
            }
            None => *self,
        }
    }
}

/// The lines of the block at `span`, whose content is `code`: in a list or a quote its lines do not begin where the file's do.
pub fn read<'a>(file: &'a str, span: Span, code: &str) -> Vec<Line<'a>> {
    let block = &file[span.range()];
    let mut start = span.start as usize;
    let mut lines = Vec::new();
    let mut source = block.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line)
    });
    source.next();
    for (content, (at, line)) in code.lines().zip(source) {
        // A tab at the end is an empty cell, where tabs part the cells.
        let text = content.trim();
        let text = if text.contains('\t') { content.trim_start().trim_end_matches([' ', '　']) } else { text };
        if let Some(offset) = line.rfind(text).filter(|_| !text.is_empty()) {
            let blank = content[..content.len() - content.trim_start().len()].chars();
            let indent = blank.map(|c| if matches!(c, '\t') { 4 } else { usize::from(c == '　') + 1 }).sum();
            lines.push(Line { text: &line[offset..offset + text.len()], start: at + offset, indent });
        }
    }
    lines
}

/// Where a chart reports. One error is enough to show the block as written.
pub struct Report<'r, 'u> {
    pub understanding: &'r mut Understanding<'u>,
    /// The chart's first line.
    pub fence: Span,
    pub failed: bool,
    /// The position of the finding that tells of full-width characters.
    full_width: Option<usize>,
}

impl<'r, 'u> Report<'r, 'u> {
    pub fn new(understanding: &'r mut Understanding<'u>, block: Span, fence: &Fence) -> Self {
        let fence = Span::new(fence.open.start, fence.open.end.min(block.end as usize));
        Report { understanding, fence, failed: false, full_width: None }
    }

    pub fn path(&self) -> &'u SourcePath {
        self.understanding.path
    }

    pub fn error(&mut self, finding: Diagnostic) {
        self.failed = true;
        self.warn(finding);
    }

    pub fn warn(&mut self, finding: Diagnostic) {
        self.understanding.findings.push(finding);
    }

    /// Notes a character typed in its full-width form; once is enough for a chart.
    pub fn full_width(&mut self, place: Span) {
        self.full_width_for(place, half_width(&self.understanding.text[place.range()]));
    }

    /// The same for what should be written as `plain`.
    pub fn full_width_for(&mut self, place: Span, plain: String) {
        let mend = Edit { range: place.range(), text: plain };
        if let Some(told) = self.full_width {
            self.understanding.findings[told].mend.push(mend);
            return;
        }
        self.full_width = Some(self.understanding.findings.len());
        self.warn(
            Diagnostic::at(
                &rule::FULL_WIDTH_MARK,
                self.path(),
                place,
                words!(
                    "这里用了全角符号，已按半角理解",
                    "A full-width character is used here and was taken for the ordinary one"
                ),
            )
            .hint(words!("改成半角的 `:`、`|`、`->`、`=`", "Use the ordinary `:`, `|`, `->` or `=`"))
            .mend([mend]),
        );
    }

    /// A full-width colon, which has no blank behind it as it looks like one itself.
    pub fn full_width_colon(&mut self, place: Span) {
        let blank = if self.understanding.text[place.end as usize..].starts_with([' ', '\n', '\r']) { "" } else { " " };
        self.full_width_for(place, format!(":{blank}"));
    }

    /// A line that is none of what the chart's lines can be.
    pub fn unclear(&mut self, place: Span, hint: crate::diagnostic::Words) {
        self.error(
            Diagnostic::at(
                &rule::UNCLEAR_CHART_LINE,
                self.path(),
                place,
                words!("看不懂图里的这一行", "This line of the chart cannot be understood"),
            )
            .hint(hint),
        );
    }

    pub fn empty(&mut self, hint: crate::diagnostic::Words) {
        self.error(
            Diagnostic::at(&rule::EMPTY_CHART, self.path(), self.fence, words!("这张图是空的", "This chart is empty"))
                .hint(hint),
        );
    }

    pub fn too_large(&mut self, hint: crate::diagnostic::Words) {
        self.failed = true;
        self.hard_to_read(hint);
    }

    pub fn hard_to_read(&mut self, hint: crate::diagnostic::Words) {
        self.warn(
            Diagnostic::at(
                &rule::CHART_TOO_LARGE,
                self.path(),
                self.fence,
                words!("图太大，看不清", "The chart is too large to be read"),
            )
            .hint(hint),
        );
    }
}
