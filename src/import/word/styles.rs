//! Styles: what a paragraph is for, and how text looks, through all that a style is based on.

use std::collections::HashMap;

use super::blocks::{Raised, Role};
use super::xml::{self, Node};

/// How many styles may be based on each other; more is a circle.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// In lower case, without blanks: what Word shows in English, whatever the user's language, and others in their own.
    name: String,
    based_on: Option<String>,
    /// 0 for the first level; 9 for text.
    outline: Option<u8>,
    list: Option<(Option<String>, Option<u8>)>,
    run: RunLook,
    indented: Option<bool>,
}

/// What a run says of its look. `None` leaves it to the style.
#[derive(Clone, Copy, Debug, Default)]
pub struct RunLook {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub hidden: Option<bool>,
    pub underline: Option<bool>,
    /// In a colour or on one.
    pub coloured: Option<bool>,
    pub code: Option<bool>,
    pub raised: Option<Raised>,
    pub size: Option<u32>,
}

impl RunLook {
    /// Reads `w:rPr`.
    pub fn read(properties: Node) -> RunLook {
        let fonts = xml::child(properties, "rFonts").and_then(|fonts| xml::attribute(fonts, "ascii"));
        let emphasis = xml::value(properties, "em").map(|mark| mark != "none");
        let colour = xml::value(properties, "color").map(is_colour);
        let ground = xml::value(properties, "highlight").map(|colour| colour != "none");
        let shade = xml::child(properties, "shd").and_then(|shade| xml::attribute(shade, "fill")).map(is_colour);
        RunLook {
            bold: xml::switch(properties, "b"),
            italic: emphasis.or_else(|| xml::switch(properties, "i")),
            strike: xml::switch(properties, "strike").or_else(|| xml::switch(properties, "dstrike")),
            hidden: xml::switch(properties, "vanish"),
            underline: xml::switch(properties, "u"),
            coloured: [colour, ground, shade].into_iter().flatten().reduce(|one, other| one || other),
            code: fonts.map(is_monospaced),
            raised: xml::value(properties, "vertAlign").map(|raised| match raised {
                "superscript" => Raised::Above,
                "subscript" => Raised::Below,
                _ => Raised::No,
            }),
            size: xml::value(properties, "sz").and_then(|size| size.parse().ok()),
        }
    }

    /// This look, and `below` where it says nothing.
    pub fn over(self, below: RunLook) -> RunLook {
        RunLook {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            underline: self.underline.or(below.underline),
            coloured: self.coloured.or(below.coloured),
            code: self.code.or(below.code),
            raised: self.raised.or(below.raised),
            size: self.size.or(below.size),
        }
    }
}

impl Styles {
    pub fn read(root: Node) -> Styles {
        let mut styles = Styles::default();
        for node in root.children().filter(|node| xml::is_word(*node, "style")) {
            let Some(id) = xml::attribute(node, "styleId") else { continue };
            let paragraph = xml::child(node, "pPr");
            let numbers = paragraph.and_then(|properties| xml::child(properties, "numPr"));
            let style = Style {
                name: xml::value(node, "name").unwrap_or(id).to_lowercase().split_whitespace().collect(),
                based_on: xml::value(node, "basedOn").map(str::to_owned),
                outline: paragraph.and_then(outline),
                list: numbers.map(|numbers| {
                    let level = xml::value(numbers, "ilvl").and_then(|level| level.parse().ok());
                    (xml::value(numbers, "numId").map(str::to_owned), level)
                }),
                run: xml::child(node, "rPr").map(RunLook::read).unwrap_or_default(),
                indented: paragraph.and_then(indented),
            };
            let is_default = xml::attribute(node, "default").is_some_and(|value| value == "1" || value == "true");
            if is_default && xml::attribute(node, "type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// The style's id, or that of paragraphs that name none.
    pub fn paragraph<'a>(&'a self, id: Option<&'a str>) -> Option<&'a str> {
        id.filter(|id| self.by_id.contains_key(*id)).or(self.default.as_deref())
    }

    /// What a paragraph with this style is for.
    pub fn role(&self, id: &str) -> Role {
        for style in self.chain(id) {
            // Word's “TOC Heading” is based on “heading 1” and says that it is none.
            if let Some(role) = named_role(&style.name) {
                return role;
            }
            match style.outline {
                Some(level) if level < 9 => return Role::Heading(level + 1),
                Some(_) => return Role::Text,
                None => {}
            }
        }
        Role::Text
    }

    /// The list a paragraph with this style is in: the list's id and the level.
    pub fn list(&self, id: &str) -> Option<(String, u8)> {
        let (mut list, mut level) = (None, None);
        for style in self.chain(id) {
            let Some((own_list, own_level)) = &style.list else { continue };
            list = list.or(own_list.clone());
            level = level.or(*own_level);
        }
        Some((list?, level.unwrap_or(0)))
    }

    /// How text in this style looks.
    pub fn run(&self, id: &str) -> RunLook {
        let mut look = self.chain(id).fold(RunLook::default(), |look, style| look.over(style.run));
        if self.chain(id).any(|style| is_code(&style.name)) {
            look.code = Some(true);
        }
        look
    }

    pub fn indented(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.indented).unwrap_or(false)
    }

    /// The style and all it is based on.
    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let first = self.by_id.get(id);
        let next = |style: &&'a Style| style.based_on.as_ref().and_then(|id| self.by_id.get(id));
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }
}

/// The outline level of `w:pPr`: 0 is the first, 9 is text.
pub fn outline(properties: Node) -> Option<u8> {
    xml::value(properties, "outlineLvl")?.parse().ok()
}

/// Whether `w:pPr` indents the paragraph as a whole.
pub fn indented(properties: Node) -> Option<bool> {
    let indent = xml::child(properties, "ind")?;
    let left = xml::attribute(indent, "left").or_else(|| xml::attribute(indent, "start"))?;
    // A twentieth of a point; a third of a centimetre is no accident.
    left.parse::<i64>().ok().map(|twips| twips >= 200)
}

/// The role that a style's name says.
fn named_role(name: &str) -> Option<Role> {
    let level = ["heading", "标题"].iter().find_map(|word| name.strip_prefix(word)?.parse::<u8>().ok());
    if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
        return Some(Role::Heading(level));
    }
    match name {
        "title" | "标题" => Some(Role::Title),
        "subtitle" | "副标题" => Some(Role::Subtitle),
        "quote" | "intensequote" | "blocktext" | "quotations" | "blockquote" | "引用" | "明显引用" | "文本块" => {
            Some(Role::Quote)
        }
        "caption" | "imagecaption" | "tablecaption" | "figure" | "题注" => Some(Role::Caption),
        _ if is_contents(name) => Some(Role::Contents),
        _ if is_code(name) => Some(Role::Code),
        _ => None,
    }
}

fn is_contents(name: &str) -> bool {
    let numbered = ["toc", "目录", "contents"]
        .iter()
        .any(|word| name.strip_prefix(word).is_some_and(|rest| rest.parse::<u8>().is_ok()));
    numbered || matches!(name, "tocheading" | "toc标题" | "contentsheading" | "tableoffigures" | "图表目录")
}

fn is_code(name: &str) -> bool {
    let words = ["code", "代码", "preformatted", "预设格式", "verbatim", "sourcetext", "macrotext", "宏文本"];
    words.iter().any(|word| name.contains(word)) && !name.contains("barcode")
}

fn is_monospaced(font: &str) -> bool {
    let fonts = ["consolas", "courier", "menlo", "monaco", "monospace", "mono", "lucidaconsole"];
    let font: String = font.to_lowercase().split_whitespace().collect();
    fonts.iter().any(|known| font.contains(known))
}

/// Neither black nor what the system takes by itself.
fn is_colour(value: &str) -> bool {
    let dark = |value: &str| {
        let channel = |at: usize| value.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        [0, 2, 4].into_iter().all(|at| channel(at).is_some_and(|level| level < 0x50))
    };
    !matches!(value, "auto" | "clear" | "FFFFFF" | "ffffff") && !dark(value)
}
