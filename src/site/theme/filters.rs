//! What templates can do with a text beyond tera's own filters.

use tera::{Kwargs, State, Tera, TeraResult};

/// Adds the filters to an engine.
pub fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
}

/// `{{ text.minutes | fill(n=6) }}`: puts values into a text's `{placeholders}`.
///
/// A text with a bar has two forms, `{n} minute|{n} minutes`, the first for one and the second for any other `n`.
fn fill(text: &str, values: Kwargs, _: &State) -> TeraResult<String> {
    let mut filled = match text.split_once('|') {
        Some((one, other)) => if values.must_get::<i64>("n")? == 1 { one } else { other }.to_owned(),
        None => text.to_owned(),
    };
    for (name, value) in values.iter() {
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    Ok(filled)
}
