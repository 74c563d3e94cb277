//! What a page means, apart from where on the page it is written.

use super::Document;

impl Document {
    /// A text that is the same for two pages that say and do the same, however they are laid out.
    ///
    /// It is the tree itself as Rust shows it, without places: so every part of every component is in it, and none can be
    /// forgotten that is added later.
    pub fn meaning(&self) -> String {
        let understood = (&self.blocks, &self.headings, &self.links, &self.related, &self.title_heading);
        let stated = (&self.front_text, &self.revision, &self.content_hash);
        without_places(&format!("{stated:?} {understood:?}"))
    }
}

/// Takes `Span { start: 1, end: 2 }` and `1..2` out of what is shown, but not out of texts.
pub fn without_places(shown: &str) -> String {
    let mut kept = String::with_capacity(shown.len());
    let mut rest = shown;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => quoted(rest, c),
            _ => c.len_utf8(),
        };
        let place = match c {
            'S' => rest.strip_prefix("Span { ").and_then(|inner| Some("Span { ".len() + inner.find('}')? + 1)),
            '0'..='9' => range(rest),
            _ => None,
        };
        if place.is_none() {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[place.unwrap_or(length)..];
    }
    kept
}

/// The length of a text in quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The length of a range of numbers.
fn range(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let last = digits(text[first..].strip_prefix("..")?);
    (last > 0).then_some(first + 2 + last)
}

#[cfg(test)]
mod tests {
    use super::without_places;
    use crate::source::Span;

    #[test]
    fn only_places_are_left_out() {
        let shown = format!("{:?}", (Span::new(3, 4), 1..2, "Span { start: 1, end: 2 } \" 1..2", 'x', '"', 7));
        assert_eq!(without_places(&shown), r#"(, , "Span { start: 1, end: 2 } \" 1..2", 'x', '"', 7)"#);
    }
}
