//! The editor in which a place in the project is opened from a page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// An editor, known by the addresses that open it: `{path}`, `{line}` and `{column}` stand for the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(Option<String>);

/// Editors by name, with the addresses that they register with the system. `{path}` begins with a slash.
const EDITORS: [(&str, &str); 11] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("windsurf", "windsurf://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("emacs", "org-protocol://open-source?url=file://{path}&line={line}&col={column}"),
];

/// What a browser would run instead of handing it to a program.
const RUN_BY_BROWSERS: [&str; 5] = ["javascript", "data", "vbscript", "blob", "file"];

/// What may stand in an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');

impl Editor {
    /// The editor of that name; `none`; or an address with `{path}` in it. `None` when it is none of these.
    pub fn named(name: &str) -> Option<Editor> {
        if name.eq_ignore_ascii_case("none") {
            return Some(Editor(None));
        }
        let known = EDITORS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let address = known.map(|(_, address)| *address).or_else(|| is_address(name).then_some(name))?;
        Some(Editor(Some(address.to_owned())))
    }

    /// The names there are.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EDITORS.iter().map(|(name, _)| *name).chain(["none"])
    }

    /// The address that opens a place, by the file's absolute path, line and column from 1; `None` when nothing is to be opened.
    pub fn link(&self, path: &str, line: usize, column: usize) -> Option<String> {
        // `C:\a` becomes `/C:/a`.
        let path = path.replace('\\', "/");
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path = format!("{slash}{}", utf8_percent_encode(&path, PATH));
        let address = self.0.as_ref()?.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        Some(address.replace("{path}", &path))
    }
}

impl Default for Editor {
    fn default() -> Self {
        Editor(Some(EDITORS[0].1.to_owned()))
    }
}

fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let is_run = RUN_BY_BROWSERS.iter().any(|run| run.eq_ignore_ascii_case(scheme));
    is_scheme && !is_run && rest.contains("{path}") && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn links_open_the_place() {
        let link = |name: &str| Editor::named(name).and_then(|editor| editor.link("/home/客 户/a#b.md", 3, 7));
        let path = "/home/%E5%AE%A2%20%E6%88%B7/a%23b.md";
        assert_eq!(link("VSCode"), Some(format!("vscode://file{path}:3:7")));
        assert_eq!(link("my-editor:{path}?l={line}"), Some(format!("my-editor:{path}?l=3")));
        assert_eq!(link("none"), None);
        assert_eq!(Editor::default().link("C:\\a\\b.md", 1, 1).unwrap(), "vscode://file/C:/a/b.md:1:1");
    }

    #[test]
    fn nothing_is_run_in_a_browser() {
        for name in
            ["javascript:alert(1)//{path}", "JavaScript:{path}", "data:{path}", "vim", "vscode://file", "a b:{path}"]
        {
            assert_eq!(Editor::named(name), None, "{name}");
        }
    }
}
