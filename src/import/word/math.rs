//! Formulas as one line of text, as one would read them aloud: `(a + b)/2`, `x^2`, `√(y)`.

use super::xml::Node;

/// A formula's text.
pub fn as_text(node: Node) -> String {
    let mut text = String::new();
    add(node, &mut text);
    text
}

fn add(node: Node, text: &mut String) {
    let part = |name: &str| {
        let part = node.children().find(|child| child.tag_name().name() == name);
        part.map(as_text).unwrap_or_default()
    };
    match node.tag_name().name() {
        "t" => text.push_str(node.text().unwrap_or_default()),
        "f" => *text += &format!("{}/{}", grouped(&part("num")), grouped(&part("den"))),
        "sSup" => *text += &format!("{}^{}", part("e"), grouped(&part("sup"))),
        "sSub" => *text += &format!("{}_{}", part("e"), grouped(&part("sub"))),
        "sSubSup" => *text += &format!("{}_{}^{}", part("e"), grouped(&part("sub")), grouped(&part("sup"))),
        "rad" => {
            let degree = part("deg");
            let root = if degree.is_empty() { "√".to_owned() } else { format!("{degree}√") };
            *text += &format!("{root}({})", part("e"));
        }
        "nary" => {
            let sign = property(node, "naryPr", "chr").unwrap_or("∫");
            let (from, to) = (part("sub"), part("sup"));
            let bounds = if from.is_empty() && to.is_empty() { String::new() } else { format!("({from}…{to})") };
            *text += &format!("{sign}{bounds} {}", part("e"));
        }
        "d" => {
            let open = property(node, "dPr", "begChr").unwrap_or("(");
            let close = property(node, "dPr", "endChr").unwrap_or(")");
            let inner: Vec<String> =
                node.children().filter(|child| child.tag_name().name() == "e").map(as_text).collect();
            *text += &format!("{open}{}{close}", inner.join(", "));
        }
        // Properties have texts of their own kind.
        name if name.ends_with("Pr") => {}
        _ => node.children().for_each(|child| add(child, text)),
    }
}

fn property<'a>(node: Node<'a>, properties: &str, name: &str) -> Option<&'a str> {
    let properties = node.children().find(|child| child.tag_name().name() == properties)?;
    let property = properties.children().find(|child| child.tag_name().name() == name)?;
    super::xml::attribute(property, "val")
}

/// In parentheses when it is more than one word.
fn grouped(text: &str) -> String {
    let text = text.trim();
    if text.chars().all(char::is_alphanumeric) { text.to_owned() } else { format!("({text})") }
}
