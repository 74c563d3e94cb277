//! What templates can do with a text beyond tera's own filters.

use crate::site::html::{BLANK, escape_attribute};
use tera::{Kwargs, State, Tera, TeraResult};

/// Adds the filters to an engine.
pub fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
    tera.register_filter("blanks", blanks);
}

/// `{{ text.minutes | fill(n=6) }}`: puts values into a text's `{placeholders}`.
///
/// A text with a bar has two forms, `{n} minute|{n} minutes`, the first for one, won or lost, and the second for any other `n`.
fn fill(text: &str, values: Kwargs, _: &State) -> TeraResult<String> {
    let mut filled = match text.split_once('|') {
        Some((one, other)) => if values.must_get::<i64>("n")?.abs() == 1 { one } else { other }.to_owned(),
        None => text.to_owned(),
    };
    for (name, value) in values.iter() {
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(filled)
}

/// `{{ question.stem | blanks(label=text.quiz_blank, numbers=question.numbers) }}`: puts fields into the gaps of a question.
///
/// `label` names a field, with `{n}` for its number; `numbers` says of each gap whether a number is wanted.
fn blanks(html: &str, values: Kwargs, _: &State) -> TeraResult<String> {
    let (label, numbers): (String, Vec<bool>) = (values.must_get("label")?, values.must_get("numbers")?);
    let mut parts = html.split(BLANK);
    let mut filled = parts.next().unwrap_or_default().to_owned();
    while let (Some(number), Some(after)) = (parts.next(), parts.next()) {
        let at: usize = number.parse().unwrap_or_default();
        let label = escape_attribute(&label.replace("{n}", &(at + 1).to_string()));
        let (mode, size) = if numbers.get(at) == Some(&true) { (" inputmode=\"decimal\"", 8) } else { ("", 14) };
        filled.push_str(&format!(
            "<input class=\"blank\" type=\"text\" name=\"{at}\" size=\"{size}\" aria-label=\"{label}\"{mode} autocomplete=\"off\" \
             autocapitalize=\"off\" spellcheck=\"false\" disabled>"
        ));
        filled.push_str(after);
    }
    Ok(filled)
}
