//! Pictures, text boxes, and what is drawn.

use std::sync::Arc;

use super::blocks::{Destination, Inline};
use super::body::Reader;
use super::runs::{Line, wrap};
use super::xml::{self, Node};
use crate::import::image_kind;
use crate::import::manuscript::{Asset, Content};
use crate::import::report::What;

impl Reader<'_> {
    /// `w:drawing`: a picture, a text box, a chart, shapes.
    pub(super) fn drawing(&mut self, node: Node, line: &mut Line) {
        if self.fields.is_hidden() {
            return;
        }
        let properties = xml::all(node, "docPr").next();
        let description = properties.and_then(description).unwrap_or_default();
        let kind = xml::all(node, "graphicData").next().and_then(|data| data.attribute("uri")).unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        match kind {
            "chart" | "chartex" => return self.lose(What::Chart, Some(description)),
            "diagram" => return self.lose(What::Diagram, Some(description)),
            _ => {}
        }
        let link = xml::all(node, "hlinkClick").next();
        let link = link.and_then(|link| xml::attribute(link, "id")).and_then(|id| self.relations.get(id));
        let link = link.filter(|to| to.external).map(|to| to.target.clone());
        let start = line.content.len();
        let mut found = false;
        for blip in xml::all(node, "blip") {
            found = true;
            self.blip(blip, &description, line);
        }
        if let Some(address) = link {
            wrap(&mut line.content, start, Destination::Address(address));
        }
        let boxes = self.text_boxes(node, line);
        if boxes > 1 || boxes == 0 && !found {
            self.lose(What::Shape, Some(description));
        }
    }

    /// `w:pict`: the same, as older programs write it.
    pub(super) fn picture(&mut self, node: Node, line: &mut Line) {
        if self.fields.is_hidden() {
            return;
        }
        let found = self.image_data(node, line);
        let boxes = self.text_boxes(node, line);
        let is_rule = node.descendants().any(|shape| xml::attribute(shape, "hr").is_some());
        let is_watermark = node.descendants().any(|shape| shape.tag_name().name() == "textpath");
        if !found && boxes == 0 && !is_rule && !is_watermark {
            self.lose(What::Shape, None);
        }
    }

    /// `w:object`: something of another program, with a picture of it.
    pub(super) fn object(&mut self, node: Node, line: &mut Line) {
        if self.fields.is_hidden() {
            return;
        }
        let program = xml::all(node, "OLEObject").next().and_then(|object| xml::attribute(object, "ProgID"));
        self.lose(What::EmbeddedObject, program.map(str::to_owned));
        self.image_data(node, line);
    }

    fn image_data(&mut self, node: Node, line: &mut Line) -> bool {
        let mut found = false;
        for data in xml::all(node, "imagedata") {
            found = true;
            let shape = data.parent().and_then(|shape| xml::attribute(shape, "alt"));
            let Some(id) = xml::attribute(data, "id") else { continue };
            self.image(id, shape.unwrap_or_default(), line);
        }
        found
    }

    fn text_boxes(&mut self, node: Node, line: &mut Line) -> usize {
        // Those within others are read with them.
        let is_outermost = |content: &Node| {
            let mut above = content.ancestors().skip(1).take_while(|above| *above != node);
            !above.any(|above| xml::is_word(above, "txbxContent"))
        };
        let contents: Vec<Node> = xml::all(node, "txbxContent").filter(is_outermost).collect();
        let mut filled = 0;
        for content in contents {
            let blocks = self.aside(content);
            if !blocks.is_empty() {
                filled += 1;
                self.lose(What::TextBox, None);
                line.boxes.extend(blocks);
            }
        }
        filled
    }

    fn blip(&mut self, blip: Node, description: &str, line: &mut Line) {
        match (xml::attribute(blip, "embed"), xml::attribute(blip, "link")) {
            (Some(id), _) if !id.is_empty() => self.image(id, description, line),
            (_, Some(id)) => {
                let target = self.relations.get(id).map(|to| to.target.clone());
                self.lose(What::LinkedPicture, target);
            }
            _ => self.lose(What::MissingPicture, Some(description.to_owned())),
        }
    }

    fn image(&mut self, id: &str, description: &str, line: &mut Line) {
        let Some(relation) = self.relations.get(id).cloned() else {
            return self.lose(What::MissingPicture, Some(description.to_owned()));
        };
        if relation.external {
            return self.lose(What::LinkedPicture, Some(relation.target));
        }
        if let Some(asset) = self.asset(&relation.target) {
            line.content.push(Inline::Image { asset, description: description.to_owned() });
        }
    }

    /// The picture in a part, read once.
    fn asset(&mut self, part: &str) -> Option<usize> {
        if let Some(known) = self.pictures.get(part) {
            let known = *known;
            if known.is_none() {
                self.lose(What::PictureFormat, Some(part.to_owned()));
            }
            return known;
        }
        let asset = match self.package.picture(part) {
            Ok(Some(bytes)) => match image_kind(&bytes) {
                Some(kind) => {
                    let content = Content::Bytes(Arc::from(bytes));
                    self.assets.push(Asset { content, stem: None, extension: kind.to_owned(), is_image: true });
                    Some(self.assets.len() - 1)
                }
                None => {
                    self.lose(What::PictureFormat, Some(part.to_owned()));
                    None
                }
            },
            // A picture that cannot be unpacked is one that is not there.
            Ok(None) | Err(_) => {
                self.lose(What::MissingPicture, Some(part.to_owned()));
                None
            }
        };
        self.pictures.insert(part.to_owned(), asset);
        asset
    }
}

/// What a picture shows, as its author described it.
fn description(properties: Node) -> Option<String> {
    let text = xml::attribute(properties, "descr").filter(|text| !text.trim().is_empty());
    let text = text.or_else(|| xml::attribute(properties, "title"))?;
    // What Office makes by itself says so on a line of its own.
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let own =
        lines.filter(|line| !line.contains("Description automatically generated") && !line.contains("描述已自动生成"));
    Some(own.collect::<Vec<_>>().join(" "))
}
