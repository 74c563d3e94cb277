//! Documents made by hand, for what no converter makes: the parts of a .docx, with only what a test is about.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#,
);

/// A document in the making.
pub struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    relations: Vec<String>,
}

impl Docx {
    /// A document with this body.
    pub fn new(body: &str) -> Docx {
        let document = format!("<?xml version=\"1.0\"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
        let docx = Docx { parts: vec![("word/document.xml".to_owned(), document.into_bytes())], relations: Vec::new() };
        docx.with_styles(STYLES)
    }

    /// With the styles of a Chinese Word, whose ids are numbers.
    fn with_styles(self, styles: &str) -> Docx {
        self.with_part("styles", "styles.xml", &format!("<w:styles {NAMESPACES}>{styles}</w:styles>"))
    }

    /// With a part to which the document points.
    pub fn with_part(mut self, kind: &str, name: &str, text: &str) -> Docx {
        self.parts.push((format!("word/{name}"), text.as_bytes().to_vec()));
        self.with_relation(kind, kind, name, "")
    }

    /// With a part of the word processor's: its content is put between tags of that name.
    pub fn with_word_part(self, kind: &str, content: &str) -> Docx {
        let text = format!("<w:{kind} {NAMESPACES}>{content}</w:{kind}>");
        self.with_part(kind, &format!("{kind}.xml"), &text)
    }

    pub fn with_picture(mut self, id: &str, name: &str, bytes: Vec<u8>) -> Docx {
        self.parts.push((format!("word/media/{name}"), bytes));
        self.with_relation(id, "image", &format!("media/{name}"), "")
    }

    pub fn with_link(self, id: &str, address: &str) -> Docx {
        self.with_relation(id, "hyperlink", address, r#" TargetMode="External""#)
    }

    fn with_relation(mut self, id: &str, kind: &str, target: &str, more: &str) -> Docx {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        self.relations.push(format!(r#"<Relationship Id="{id}" Type="{base}/{kind}" Target="{target}"{more}/>"#));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let relations = |lines: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{lines}</Relationships>"
            )
        };
        let main = r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#;
        let mut add = |name: &str, bytes: &[u8]| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        };
        add("_rels/.rels", relations(main).as_bytes());
        add("word/_rels/document.xml.rels", relations(&self.relations.concat()).as_bytes());
        for (name, bytes) in &self.parts {
            add(name, bytes);
        }
        zip.finish().unwrap().into_inner()
    }

    pub fn save(&self, folder: &Path) -> PathBuf {
        let path = folder.join("手册.docx");
        fs::write(&path, self.bytes()).unwrap();
        path
    }
}

/// Names are English in every Word; ids are not.
const STYLES: &str = r#"
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="B4"><w:name w:val="标题 4"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公司一级标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="character" w:styleId="hl"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
"#;

/// A paragraph of plain text.
pub fn p(text: &str) -> String {
    styled("a", text)
}

/// A paragraph in a style; `1` is the first level of titles.
pub fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, r(text))
}

pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A run with properties.
pub fn look(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph of these runs.
pub fn line(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}
