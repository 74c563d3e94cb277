//! The text of a paragraph: runs with their look, links, notes, and what stands among them.

use super::blocks::{Block, Destination, Inline, Raised, Style};
use super::body::{Reader, branch};
use super::math;
use super::styles::RunLook;
use super::symbols;
use super::xml::{self, Node};
use crate::import::report::What;

/// A paragraph's text while it is read.
pub struct Line {
    pub content: Vec<Inline>,
    /// What text boxes in it hold.
    pub boxes: Vec<Block>,
    /// The size of its largest text in half points.
    pub size: u32,
    base: RunLook,
    /// Colours and underlines belong to what it is, a heading or a link, and are no loss.
    is_plain: bool,
}

impl Line {
    pub fn new(base: RunLook, is_plain: bool) -> Line {
        Line { content: Vec::new(), boxes: Vec::new(), size: 0, base, is_plain }
    }

    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Whether all of its text is bold.
    pub fn is_bold(&self) -> bool {
        let mut texts = self.content.iter().filter_map(|inline| match inline {
            Inline::Text(text, style) if !text.trim().is_empty() => Some(style.bold),
            _ => None,
        });
        texts.next().is_some_and(|bold| bold) && texts.all(|bold| bold)
    }
}

impl Reader<'_> {
    /// Reads what stands in a paragraph.
    pub(super) fn line(&mut self, node: Node, line: &mut Line) {
        for child in node.children().filter(Node::is_element) {
            match xml::word_name(child) {
                Some("r") => self.run(child, line),
                Some("hyperlink") => self.hyperlink(child, line),
                Some("fldSimple") => {
                    self.fields.begin();
                    self.fields.instruct(xml::attribute(child, "instr").unwrap_or_default());
                    self.separate(line);
                    self.line(child, line);
                    self.end(line);
                }
                Some("ins" | "moveTo") => {
                    self.lose(What::Revision, None);
                    self.line(child, line);
                }
                Some("del" | "moveFrom") => self.deleted(child),
                Some("bookmarkStart") => {
                    let name = xml::attribute(child, "name").filter(|name| self.wanted.contains(*name));
                    line.content.extend(name.map(|name| Inline::Anchor(name.to_owned())));
                }
                Some("pPr" | "sdtPr" | "sdtEndPr" | "bookmarkEnd") => {}
                Some(_) => self.line(child, line),
                None => self.foreign(child, line),
            }
        }
    }

    /// Elements that are not the word processor's own: formulas, and what is there in several forms.
    fn foreign(&mut self, node: Node, line: &mut Line) {
        match node.tag_name().name() {
            "AlternateContent" => {
                if let Some(branch) = branch(node) {
                    self.line(branch, line);
                }
            }
            "oMath" | "oMathPara" => {
                let formula = math::as_text(node);
                if !formula.trim().is_empty() {
                    self.lose(What::Equation, Some(formula.clone()));
                    self.text(&formula, Style::default(), line);
                }
            }
            _ => {}
        }
    }

    fn run(&mut self, node: Node, line: &mut Line) {
        let properties = xml::child(node, "rPr");
        let direct = properties.map(RunLook::read).unwrap_or_default();
        let named = properties.and_then(|properties| xml::value(properties, "rStyle"));
        let named = named.map(|style| self.styles.run(style)).unwrap_or_default();
        let look = direct.over(named).over(line.base);
        if look.hidden == Some(true) {
            let text: String = xml::all(node, "t").filter_map(|text| text.text()).collect();
            if !text.trim().is_empty() {
                self.lose(What::HiddenText, Some(text));
            }
            return;
        }
        self.pieces(node, line, look);
    }

    /// The pieces of a run.
    fn pieces(&mut self, node: Node, line: &mut Line, look: RunLook) {
        let style = style_of(look);
        for piece in node.children().filter(Node::is_element) {
            match xml::word_name(piece) {
                Some("t") => {
                    let text = piece.text().unwrap_or_default();
                    self.note_look(text, look, line);
                    self.text(text, style, line);
                }
                Some("tab" | "ptab") => self.text("\t", style, line),
                Some("br") if matches!(xml::attribute(piece, "type"), Some("page" | "column")) => {}
                Some("br" | "cr") if !self.fields.is_hidden() => line.content.push(Inline::Break),
                Some("noBreakHyphen") => self.text("\u{2011}", style, line),
                Some("sym") => self.symbol(piece, style, line),
                Some("footnoteReference") => self.note(piece, false, line),
                Some("endnoteReference") => self.note(piece, true, line),
                Some("commentReference") => {
                    let comment = xml::attribute(piece, "id").and_then(|id| self.comments.get(id).cloned());
                    self.lose(What::Comment, comment);
                }
                Some("fldChar") => match xml::attribute(piece, "fldCharType") {
                    Some("begin") => self.fields.begin(),
                    Some("separate") => self.separate(line),
                    Some("end") => self.end(line),
                    _ => {}
                },
                Some("instrText") => self.fields.instruct(piece.text().unwrap_or_default()),
                Some("drawing") => self.drawing(piece, line),
                Some("pict") => self.picture(piece, line),
                Some("object") => self.object(piece, line),
                Some("ruby") => self.ruby(piece, line),
                Some(_) => {}
                None if piece.tag_name().name() == "AlternateContent" => {
                    if let Some(branch) = branch(piece) {
                        self.pieces(branch, line, look);
                    }
                }
                None => {}
            }
        }
    }

    /// Adds text, unless it is part of a field that shows none.
    pub(super) fn text(&mut self, text: &str, style: Style, line: &mut Line) {
        if self.fields.is_hidden() || text.is_empty() {
            return;
        }
        // Text of one look is put together later: here a link may begin between two pieces.
        line.content.push(Inline::Text(text.replace(is_invisible, ""), style));
    }

    fn note_look(&mut self, text: &str, look: RunLook, line: &mut Line) {
        if self.fields.is_hidden() || text.trim().is_empty() {
            return;
        }
        line.size = line.size.max(look.size.unwrap_or(0));
        if line.is_plain {
            return;
        }
        if look.underline == Some(true) {
            self.lose(What::Underline, None);
        }
        if look.coloured == Some(true) {
            self.lose(What::Colour, None);
        }
    }

    fn symbol(&mut self, piece: Node, style: Style, line: &mut Line) {
        let font = xml::attribute(piece, "font").unwrap_or_default();
        let code = xml::attribute(piece, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(|code| symbols::character(font, code)) {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4]), style, line),
            None => self.lose(What::Symbol, Some(format!("{font} {:X}", code.unwrap_or(0)))),
        }
    }

    fn note(&mut self, piece: Node, is_endnote: bool, line: &mut Line) {
        let Some(id) = xml::attribute(piece, "id") else { return };
        if let Some(place) = self.notes.get(&(is_endnote, id.to_owned())).filter(|_| !self.fields.is_hidden()) {
            line.content.push(Inline::Note(*place));
        }
    }

    fn hyperlink(&mut self, node: Node, line: &mut Line) {
        let start = line.content.len();
        let was_plain = std::mem::replace(&mut line.is_plain, true);
        self.line(node, line);
        line.is_plain = was_plain;
        let outside = xml::attribute(node, "id").and_then(|id| self.relations.get(id)).map(|to| to.target.clone());
        let anchor = xml::attribute(node, "anchor");
        let to = match (outside, anchor) {
            (Some(address), Some(anchor)) => Destination::Address(format!("{address}#{anchor}")),
            (Some(address), None) => Destination::of(&address),
            (None, Some(anchor)) => Destination::Bookmark(anchor.to_owned()),
            (None, None) => return,
        };
        wrap(&mut line.content, start, to);
    }

    pub(super) fn separate(&mut self, line: &Line) {
        self.fields.separate(line.content.len());
    }

    pub(super) fn end(&mut self, line: &mut Line) {
        if let Some((what, detail)) = self.fields.end(&mut line.content) {
            self.lose(what, detail);
        }
    }

    /// Characters with how they are read above them.
    fn ruby(&mut self, node: Node, line: &mut Line) {
        let part = |name: &'static str| -> String {
            let part = xml::child(node, name);
            part.into_iter().flat_map(|part| xml::all(part, "t")).filter_map(|text| text.text()).collect()
        };
        let (base, above) = (part("rubyBase"), part("rt"));
        self.lose(What::Ruby, None);
        self.text(&format!("{base}（{above}）"), style_of(line.base), line);
    }
}

/// Characters that stand for objects or turn the direction of text around; what they do is not seen in Chinese or English.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fffc}')
}

/// Makes a link of what was added to a line since `start`. Pictures and text in it stay what they are; links do not nest.
pub fn wrap(content: &mut Vec<Inline>, start: usize, to: Destination) {
    let inner: Vec<Inline> = content.drain(start.min(content.len())..).collect();
    let (links, inner): (Vec<_>, Vec<_>) = inner.into_iter().partition(|inline| matches!(inline, Inline::Link { .. }));
    content.extend(links);
    if !inner.is_empty() {
        content.push(Inline::Link { to, content: inner });
    }
}

fn style_of(look: RunLook) -> Style {
    Style {
        bold: look.bold == Some(true),
        italic: look.italic == Some(true),
        strike: look.strike == Some(true),
        code: look.code == Some(true),
        raised: look.raised.unwrap_or(Raised::No),
    }
}
