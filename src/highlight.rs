//! Code as coloured HTML, by syntect: classes only, so that one style sheet serves light and dark.
//!
//! The grammars are loaded when the first code asks for them, and never in a project without code.

use std::sync::OnceLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Every class of highlighted code begins with this.
const CLASS_STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Lines longer than this, in bytes, are not highlighted: on hostile lines some grammars take time that grows with the cube of
/// it, up to a second at this length and half a minute at twice of it. Of 10,000 code blocks in real manuals one had a longer line.
pub const LONGEST_LINE: usize = 1_000;
/// Blocks larger than this, in bytes, are not highlighted.
pub const LARGEST_BLOCK: usize = 200 * 1024;

/// Names for text that is no code, or not only: a terminal with what was typed and what came back.
const PLAIN: [&str; 10] =
    ["", "text", "txt", "plain", "plaintext", "none", "console", "terminal", "shell-session", "output"];

/// Names that GitHub and editors know and the grammars do not, in order, with a name that these do.
const ALIASES: [(&str, &str); 28] = [
    ("batch", "bat"),
    ("csharp", "cs"),
    ("delphi", "pas"),
    ("docker", "dockerfile"),
    ("elisp", "el"),
    ("fortran", "f90"),
    ("fsharp", "fs"),
    ("golang", "go"),
    ("graphviz", "dot"),
    ("ipython", "py"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("mdx", "md"),
    ("mysql", "sql"),
    ("objc", "m"),
    ("octave", "matlab"),
    ("pgsql", "sql"),
    ("plsql", "sql"),
    ("postgresql", "sql"),
    ("pwsh", "ps1"),
    ("python3", "py"),
    ("rlang", "r"),
    ("scheme", "scm"),
    ("sed", "sh"),
    ("shell", "sh"),
    ("sqlite", "sql"),
    ("tsql", "sql"),
    ("vue-html", "html"),
];

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let name = language.to_ascii_lowercase();
    let name = match ALIASES.binary_search_by_key(&name.as_str(), |(alias, _)| alias) {
        Ok(at) => ALIASES[at].1,
        Err(_) => &name,
    };
    syntaxes().find_syntax_by_token(name)
}

/// The language of a code fence's info string: its first word, without what other tools put after it (`js{1,3}`).
pub fn language(info: &str) -> &str {
    info.trim_start().split([' ', '\t', ',', '{', ':']).next().unwrap_or_default()
}

/// Whether code in that language can be highlighted, or is plain text on purpose.
pub fn is_known(language: &str) -> bool {
    PLAIN.contains(&language.to_ascii_lowercase().as_str()) || syntax(language).is_some()
}

/// The names by which languages can be called, without those of grammars that are only parts of others.
pub fn language_names() -> impl Iterator<Item = &'static str> {
    let names = syntaxes().syntaxes().iter().filter(|syntax| !syntax.hidden).flat_map(|syntax| {
        std::iter::once(syntax.name.as_str()).chain(syntax.file_extensions.iter().map(String::as_str))
    });
    names.filter(|name| !name.contains(' ')).chain(ALIASES.iter().map(|(alias, _)| *alias))
}

/// Whether the code is short enough to be highlighted in reasonable time.
pub fn is_short_enough(code: &str) -> bool {
    code.len() <= LARGEST_BLOCK && code.lines().all(|line| line.len() <= LONGEST_LINE)
}

/// The code as HTML with classes; `None` when it is to be shown plain.
pub fn highlight(language: &str, code: &str) -> Option<String> {
    if PLAIN.contains(&language.to_ascii_lowercase().as_str()) || !is_short_enough(code) {
        return None;
    }
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax(language)?, syntaxes(), CLASS_STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_by_class_and_escapes() {
        let html = highlight("rust", "fn main() { 1 < 2; }\n").unwrap();
        assert!(html.contains("hl-storage") && html.contains("&lt;") && !html.contains("style="), "{html}");
        assert_eq!(highlight("text", "fn"), None);
        assert_eq!(highlight("no-such-language", "fn"), None);
    }

    #[test]
    fn finds_the_language_in_an_info_string() {
        assert_eq!(language("js{1,3} title=\"x\""), "js");
        assert!(is_known("yaml") && is_known("toml") && is_known("TypeScript") && !is_known("klingon"));
    }

    #[test]
    fn every_alias_is_in_order_and_needed_and_leads_to_a_grammar() {
        assert!(ALIASES.is_sorted());
        for (alias, name) in ALIASES {
            assert!(syntaxes().find_syntax_by_token(alias).is_none(), "{alias} is known without us");
            assert!(syntax(alias).is_some(), "{alias} leads to {name}, which is unknown");
        }
    }
}
