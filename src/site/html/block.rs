//! Paragraphs, headings, lists and the rest of what stands on lines of its own.

use std::fmt::Display;

use super::{Dress, Writer, escape_attribute, escape_href, escape_text};
use crate::components::Component;
use crate::document::{Alert, Block, BlockKind, Definition, Inline, ListItem, RawHtml, tame};
use crate::highlight;
use crate::outline::encode;

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        self.end_raw_elements();
        match &block.kind {
            BlockKind::Paragraph(content) => self.element("p", content),
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading { level, index, content } => self.heading(*level, *index, content),
            BlockKind::Code { info, text } => self.code(info, text),
            BlockKind::Html(html) => {
                self.start_line();
                self.raw_html(html);
            }
            BlockKind::Quote(inner) => {
                self.open("<blockquote>\n");
                self.blocks(inner);
                self.close("</blockquote>\n");
            }
            BlockKind::Alert(alert, inner) => self.alert(*alert, inner),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Table { alignments, head, rows } => self.table(alignments, head, rows),
            BlockKind::Definitions(parts) => self.definitions(parts),
            BlockKind::Footnote { .. } => {}
            BlockKind::Rule => self.open("<hr />\n"),
            BlockKind::Container(container) => self.blocks(&container.blocks),
            BlockKind::Component(component) => self.component(component),
        }
    }

    /// A component by its template; in plain dress its parts as they are.
    fn component(&mut self, component: &'a Component) {
        let components = match self.dress {
            Dress::Site { components, .. } if component.name().is_some() => components,
            _ => return component.parts(&mut |blocks| self.blocks(blocks)),
        };
        // Components ask and answer; an explanation in passing could give something away.
        let made = components(component, &mut |blocks| self.without_terms(|writer| writer.fragment(blocks)));
        match made {
            Ok(html) => {
                self.start_line();
                self.html.push_str(&html);
            }
            Err(error) => self.error = self.error.take().or(Some(error)),
        }
    }

    /// Blocks as HTML of their own, for a place in a component's template.
    fn fragment(&mut self, blocks: &'a [Block]) -> String {
        let before = std::mem::take(&mut self.html);
        self.blocks(blocks);
        std::mem::replace(&mut self.html, before)
    }

    pub(super) fn open(&mut self, tag: impl Display) {
        self.start_line();
        self.put(tag);
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.start_line();
        self.html.push_str(tag);
    }

    fn element(&mut self, name: &str, content: &'a [Inline]) {
        self.open(format_args!("<{name}>"));
        self.inlines(content);
        self.put(format_args!("</{name}>\n"));
    }

    fn heading(&mut self, level: u8, index: Option<usize>, content: &'a [Inline]) {
        if self.is_plain() {
            return self.element(&format!("h{level}"), content);
        }
        // The page's title is its only level-1 heading.
        let level = level.max(2);
        if self.detached {
            return self.element(&format!("h{level}"), content);
        }
        let (id, title) = match index.and_then(|index| self.document.headings.get(index)) {
            Some(heading) => (heading.id.as_str(), heading.text.as_str()),
            None => ("", ""),
        };
        let label = escape_attribute(&self.word("anchor").replace("{title}", title));
        let (id, href) = (escape_attribute(id), encode(id));
        self.open(format_args!("<h{level} id=\"{id}\">"));
        self.without_terms(|writer| writer.inlines(content));
        self.put(format_args!(" <a class=\"anchor\" href=\"#{href}\" aria-label=\"{label}\"></a></h{level}>\n"));
    }

    fn code(&mut self, info: &str, text: &str) {
        let language = highlight::language(info);
        if self.is_plain() {
            let word = info.split_whitespace().next().unwrap_or_default();
            let class =
                if word.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escape_attribute(word)) };
            self.open(format_args!("<pre><code{class}>"));
            escape_text(text, &mut self.html);
            self.html.push_str("</code></pre>\n");
            return;
        }
        self.open(format_args!(
            "<div class=\"code\" data-language=\"{}\"><pre tabindex=\"0\"><code class=\"hl-code\">",
            escape_attribute(language)
        ));
        match (!language.is_empty()).then(|| highlight::highlight(language, text)).flatten() {
            Some(html) => self.html.push_str(&html),
            None => escape_text(text, &mut self.html),
        }
        self.html.push_str("</code></pre></div>\n");
    }

    fn alert(&mut self, alert: Alert, inner: &'a [Block]) {
        let name = match alert {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        };
        let word = escape_attribute(self.word(&format!("alert_{name}")));
        self.open(format_args!(
            "<div class=\"alert alert-{name}\" role=\"note\">\n<p class=\"alert-title\">{word}</p>\n"
        ));
        self.blocks(inner);
        self.close("</div>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &'a [ListItem]) {
        let tasks = !self.is_plain() && items.iter().any(|item| item.task.is_some());
        let class = if tasks { " class=\"task-list\"" } else { "" };
        let (open, close) = match start {
            None => (format!("<ul{class}>\n"), "</ul>\n"),
            Some(1) => (format!("<ol{class}>\n"), "</ol>\n"),
            Some(start) => (format!("<ol start=\"{start}\"{class}>\n"), "</ol>\n"),
        };
        self.open(&open);
        for item in items {
            self.open("<li>");
            if let Some(done) = item.task {
                let label = escape_attribute(self.word(if done { "task_done" } else { "task_open" }));
                let checked = if done { " checked=\"\"" } else { "" };
                self.put(format_args!("<input type=\"checkbox\" disabled=\"\"{checked} aria-label=\"{label}\" />\n"));
            }
            self.blocks(&item.blocks);
            self.html.push_str("</li>\n");
        }
        self.html.push_str(close);
    }

    fn definitions(&mut self, parts: &'a [Definition]) {
        self.open("<dl>\n");
        for part in parts {
            match part {
                Definition::Term(content) => self.without_terms(|writer| writer.element("dt", content)),
                Definition::Details(blocks) => {
                    self.open("<dd>");
                    self.blocks(blocks);
                    self.html.push_str("</dd>\n");
                }
            }
        }
        self.html.push_str("</dl>\n");
    }

    /// The footnotes' texts, with a way back to where each was referred to.
    pub(super) fn footnote_texts(&mut self) {
        if self.footnotes.order.is_empty() {
            return;
        }
        let (title, back) = (escape_attribute(self.word("footnotes")), escape_attribute(self.word("footnote_back")));
        self.open(format_args!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n"));
        // A footnote's text may refer to further ones, so the list can grow on the way.
        let mut at = 0;
        while let Some(label) = self.footnotes.order.get(at).copied() {
            at += 1;
            self.put(format_args!("<li id=\"fn-{at}\">"));
            self.blocks(self.footnotes.texts.get(label).copied().unwrap_or_default());
            let link = format!(" <a class=\"footnote-back\" href=\"#fnref-{at}\" aria-label=\"{back}\">↩</a>");
            match self.html.strip_suffix("</p>\n") {
                Some(before) => {
                    let length = before.len();
                    self.html.truncate(length);
                    self.html.push_str(&link);
                    self.html.push_str("</p>\n");
                }
                None => self.html.push_str(&link),
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    /// HTML as written; on a page, its links lead where the outline says.
    pub(super) fn raw_html(&mut self, raw: &RawHtml) {
        let address = |link| {
            let target = self.link(link);
            target.href.filter(|_| !target.elsewhere).map(|href| escape_href(&href))
        };
        let html = match self.dress {
            Dress::Plain => raw.text.clone(),
            Dress::Site { safe: true, .. } => tame(&raw.with_links(address)).into_owned(),
            Dress::Site { safe: false, .. } => raw.with_links(address).into_owned(),
        };
        self.html.push_str(&html);
    }
}
