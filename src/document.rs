//! One Markdown file, understood: front matter as typed values, the text as a tree of blocks that know their places.
//!
//! A [`Document`] knows nothing of other files; what needs two of them lives in [`crate::outline`].

mod anchors;
mod cjk;
mod containers;
mod front_matter;
mod markdown;
mod meaning;
mod nesting;
mod numerals;
mod raw_html;
mod reading_time;
mod slips;
mod tame_html;
mod tree;
mod values;
mod version;

use crate::components::{self, Component, Objection, Understanding};
use crate::diagnostic::{Checked, Diagnostic, rule};
use crate::source::{SourceFile, SourcePath, Span};
use crate::words;
use crate::yaml::{Place, YamlText};

pub use anchors::Slugger;
pub use cjk::{is_cjk, is_han, is_punctuation};
pub use containers::{
    Attribute, Fence, Meaning, ODD_BULLETS, OptionLine, RIGHT, WRONG, attributes_in, half_width, numbering,
};
pub use front_matter::{Acknowledge, FrontMatter, Kind};
pub use markdown::{Layout, List};
pub use numerals::{circled_number, hanzi_number};
pub use raw_html::{Lost, RawHtml, RawLink, SCHEMES, lost_by_sanitizing, sanitize};
pub use reading_time::ReadingTime;
pub use tame_html::tame;
pub use tree::{
    Alert, Alignment, Block, BlockKind, Container, Definition, Inline, InlineKind, ListItem, each_block, each_inline,
    is_empty_text, plain_text,
};
pub use values::is_list;

/// One lesson, chapter page or other page, as its author wrote it.
#[derive(Clone, Debug)]
pub struct Document {
    pub path: SourcePath,
    pub front: FrontMatter,
    pub blocks: Vec<Block>,
    /// All headings of the body in order; the title is not among them.
    pub headings: Vec<Heading>,
    /// All links and images in order; inlines refer to them by position.
    pub links: Vec<Link>,
    /// The positions in `links` of the pages that `related:` names.
    pub related: Vec<usize>,
    /// The text of a level-1 heading, which is the title when the front matter has none.
    pub title_heading: Option<String>,
    pub reading_time: ReadingTime,
    /// Changes when the words below the front matter do: 8 hex digits of their BLAKE3. Empty for a page that nobody wrote.
    pub revision: String,
    /// Of a policy: BLAKE3 (64 hex digits) of what readers confirm, which neither layout nor links change. Else empty.
    pub content_hash: String,
    /// The front matter's YAML and where it begins, for finding places in it.
    front_text: String,
    front_offset: usize,
    body_offset: usize,
    absent: bool,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    /// The anchor: given as `{#id}`, else made from the text as GitHub does.
    pub id: String,
    pub text: String,
    pub span: Span,
    /// The id was written by the author.
    pub explicit: bool,
    /// It is part of a component, such as a question, and not of the page's own outline.
    pub in_component: bool,
}

/// A link or an image, with its destination as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub destination: String,
    pub span: Span,
    pub image: bool,
    /// Written as HTML (`<a href>`, `<img src>`).
    pub raw: bool,
    /// For an image: its description is empty.
    pub bare: bool,
}

impl Document {
    /// Where a front matter value stands in the file.
    pub fn locate(&self, place: &Place) -> Span {
        YamlText { path: &self.path, text: &self.front_text, offset: self.front_offset }.locate(place)
    }

    /// The components of the page in the order of the text, also those within others.
    pub fn components(&self) -> Vec<&Component> {
        let mut found = Vec::new();
        each_block(&self.blocks, &mut |block| {
            if let BlockKind::Component(component) = &block.kind {
                found.push(component.as_ref());
            }
        });
        found
    }

    /// A page that nobody wrote: a folder without `index.md`.
    pub fn absent(path: SourcePath) -> Document {
        Document {
            path,
            front: FrontMatter::default(),
            blocks: Vec::new(),
            headings: Vec::new(),
            links: Vec::new(),
            related: Vec::new(),
            title_heading: None,
            reading_time: ReadingTime::default(),
            revision: String::new(),
            content_hash: String::new(),
            front_text: String::new(),
            front_offset: 0,
            body_offset: 0,
            absent: true,
        }
    }

    /// The card that the page is, if it is one.
    pub fn objection(&self) -> Option<&Objection> {
        self.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Component(component) => match component.as_ref() {
                Component::Objection(card) => Some(card),
                _ => None,
            },
            _ => None,
        })
    }

    /// Where the text below the front matter begins in the file.
    pub fn body_start(&self) -> usize {
        self.body_offset
    }

    pub fn is_absent(&self) -> bool {
        self.absent
    }
}

/// Where the lists and tables of a page stand in its text, whose body begins at `body`.
pub fn layout(text: &str, body: usize) -> Layout {
    markdown::layout(&text[body..]).shifted(body)
}

/// Understands one file. Never fails and never panics: whatever is wrong is a diagnostic.
pub fn parse(source: &SourceFile) -> Checked<Document> {
    let mut diagnostics = Vec::new();
    let (front_text, front_offset, body_offset) = front_matter::split(source, &mut diagnostics);
    let yaml = YamlText { path: &source.path, text: front_text, offset: front_offset };
    let front = FrontMatter::read(yaml, &mut diagnostics);

    let mut body = markdown::parse(&source.text[body_offset..], body_offset);
    let mut understanding = Understanding {
        path: &source.path,
        text: &source.text,
        headings: &body.headings,
        links: &mut body.links,
        duplicates: &mut body.duplicate_ids,
        ids: body.headings.iter().map(|heading| heading.id.clone()).collect(),
        charts: 0,
        findings: &mut diagnostics,
    };
    components::understand(&mut body.blocks, &mut understanding);
    if front.kind == Kind::Glossary {
        components::gather_glossary(&mut body.blocks, &mut understanding);
    }
    if front.kind == Kind::Objection {
        components::gather_objection(&mut body.blocks, &front, &mut understanding);
    }
    let related = related(&front, yaml, understanding.links);
    hidden_direction(source, &mut diagnostics);
    let document = Document {
        path: source.path.clone(),
        content_hash: match front.kind {
            Kind::Policy => version::content_hash(&body.blocks),
            _ => String::new(),
        },
        front,
        reading_time: ReadingTime::of(&body.blocks),
        revision: version::revision(&body.blocks),
        blocks: body.blocks,
        headings: body.headings,
        links: body.links,
        related,
        title_heading: body.title,
        front_text: front_text.to_owned(),
        front_offset,
        body_offset,
        absent: false,
    };
    if body.tangled_html {
        diagnostics.push(
            Diagnostic::at(
                &rule::REMOVED_HTML,
                &document.path,
                Span::default(),
                words!(
                    "HTML 层数太多或属性太多，这一页的 HTML 都按文字显示",
                    "The HTML is nested too deep or has too many attributes, so this page shows it as text"
                ),
            )
            .hint(words!("检查有没有漏写的结束标签", "Look for end tags that are missing")),
        );
    }
    for span in body.second_titles {
        diagnostics.push(
            Diagnostic::at(
                &rule::SECOND_TITLE,
                &document.path,
                span,
                words!("一页只有一个一级标题", "A page has one level-1 heading"),
            )
            .hint(words!("改成 `##`", "Make it `##`")),
        );
    }
    for (span, id) in body.duplicate_ids {
        diagnostics.push(
            Diagnostic::at(
                &rule::DUPLICATE_ANCHOR,
                &document.path,
                span,
                words!("“{id}”这个标识用了两次", "The id `{id}` is used twice"),
            )
            .hint(words!("给其中一个换个名字", "Give one of them another name")),
        );
    }
    for span in body.heading_settings {
        diagnostics.push(
            Diagnostic::at(
                &rule::UNKNOWN_ATTRIBUTE,
                &document.path,
                span,
                words!("标题后面的花括号里只能写标识", "Braces behind a heading hold its id and nothing else"),
            )
            .hint(words!("写成 `{{#标识}}`，别的删掉", "Write `{{#id}}`, and delete the rest")),
        );
    }
    for span in body.misplaced_ids {
        diagnostics.push(
            Diagnostic::at(
                &rule::ATTRIBUTE_WITHOUT_EFFECT,
                &document.path,
                span,
                words!("这个标识没有起作用，只是标题的文字", "This id has no effect; it is part of the heading’s text"),
            )
            .hint(words!(
                "写在标题的末尾，里面没有空格和 `<`：`### 标题 {{#标识}}`",
                "Write it at the end, without blanks or `<`: `### Heading {{#id}}`"
            )),
        );
    }
    for span in body.stray_fences {
        diagnostics.push(
            Diagnostic::at(
                &rule::STRAY_FENCE,
                &document.path,
                span,
                words!("这行 `:::` 没有对应的开头", "This `:::` closes nothing"),
            )
            .hint(words!(
                "删掉它，或在前面写上 `:::quiz` 之类的开头",
                "Delete it, or open a container before it, such as `:::quiz`"
            )),
        );
    }
    slips::quotes(&document.path, &source.text, &body.full_width_quotes, &mut diagnostics);
    slips::links(&document.path, &body.link_slips, &mut diagnostics);
    slips::addresses(&document, &mut diagnostics);
    for span in body.indented_fences {
        diagnostics.push(
            Diagnostic::at(
                &rule::INDENTED_COMPONENT,
                &document.path,
                span,
                words!("这一行缩进太多，被当成了代码", "This line is indented so far that it is taken for code"),
            )
            .hint(words!("去掉行首的制表符或空格", "Remove the tab or the blanks before it")),
        );
    }
    for (span, label) in body.missing_footnotes {
        diagnostics.push(
            Diagnostic::at(
                &rule::MISSING_FOOTNOTE,
                &document.path,
                span,
                words!("脚注 [^{label}] 没有内容", "The footnote [^{label}] has no text"),
            )
            .hint(words!("在文末写 `[^{label}]: …`", "Write `[^{label}]: …` at the end")),
        );
    }
    Checked { value: document, diagnostics }
}

/// Adds what `related:` names to the links of the page, so that it is resolved and checked like any other; returns the positions.
fn related(front: &FrontMatter, yaml: YamlText, links: &mut Vec<Link>) -> Vec<usize> {
    let start = links.len();
    links.extend(front.related.iter().map(|related| Link {
        destination: related.value.clone(),
        span: yaml.locate(&related.place),
        image: false,
        raw: false,
        bare: false,
    }));
    (start..links.len()).collect()
}

/// Reports characters that turn the direction of text around, as in “Trojan Source” (CVE-2021-42574): once per file.
fn hidden_direction(source: &SourceFile, diagnostics: &mut Vec<Diagnostic>) {
    // All of them begin with these two bytes in UTF-8, which other text rarely has in this combination.
    if let Some((at, character)) = source
        .text
        .match_indices([
            '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        ])
        .next()
    {
        let code = format!("U+{:04X}", character.chars().next().unwrap_or_default() as u32);
        diagnostics.push(
            Diagnostic::at(
                &rule::HIDDEN_DIRECTION_CHARACTER,
                &source.path,
                Span::new(at, at + character.len()),
                words!("这里有看不见的方向控制字符 {code}", "There is an invisible direction character here, {code}"),
            )
            .hint(words!("删掉它；文字的样子可能和内容不一致", "Delete it: the text may not read as it looks")),
        );
    }
}
