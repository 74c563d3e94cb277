//! One module: what it imports and exports, and what has to change for it to become a classic script.

use super::code::code_only;
use crate::diagnostic::{Diagnostic, Words, rule};
use crate::source::{SourcePath, Span};
use crate::words;

/// A module, read.
#[derive(Debug, Default)]
pub struct Module {
    pub imports: Vec<Import>,
    pub exports: Vec<Name>,
    /// In the order of their places, not overlapping.
    pub edits: Vec<Edit>,
}

/// `import { names } from "./from";`
#[derive(Debug)]
pub struct Import {
    pub names: Vec<Name>,
    /// The file name, without `./`.
    pub from: String,
    pub from_span: Span,
}

/// A name that crosses the module's border: `inside as outside` in an export, `outside as inside` in an import.
#[derive(Debug)]
pub struct Name {
    pub inside: String,
    pub outside: String,
    pub span: Span,
}

impl Name {
    /// The name as a property of the object that holds a module's exports.
    pub fn as_property(&self) -> String {
        if self.inside == self.outside { self.inside.clone() } else { format!("{}:{}", self.outside, self.inside) }
    }
}

/// A piece of the text that is replaced.
#[derive(Debug)]
pub struct Edit {
    pub span: Span,
    pub replacement: String,
}

/// Reads a module. Accepts static imports by name at the top, and exports by name; reports everything else.
pub fn read(path: &SourcePath, text: &str) -> Result<Module, Vec<Diagnostic>> {
    let code = code_only(text);
    let mut reader = Reader { path, text, code: &code, module: Module::default(), findings: Vec::new() };
    reader.read();
    if reader.findings.is_empty() { Ok(reader.module) } else { Err(reader.findings) }
}

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    /// The text with comments and the insides of strings blanked out: same length, same places.
    code: &'a str,
    module: Module,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let (mut depth, mut at, mut imports_end) = (0_usize, 0, 0);
        while let Some(&byte) = self.code.as_bytes().get(at) {
            match byte {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => depth = depth.saturating_sub(1),
                _ if is_name(byte) => {
                    let end = at + name_length(&self.code[at..]);
                    let property = self.code[..at].trim_end().ends_with('.');
                    match &self.code[at..end] {
                        "import" if !property => {
                            let on_top = self.code[imports_end..at].trim().is_empty();
                            at = self.import(at, end, depth == 0 && on_top);
                            imports_end = at;
                        }
                        "export" if !property && depth == 0 => at = self.export(at, end),
                        _ => at = end,
                    }
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Reads `import …` whose keyword ends at `after`; gives where to go on.
    fn import(&mut self, start: usize, after: usize, on_top: bool) -> usize {
        let rest = self.code[after..].trim_start();
        if rest.starts_with(':') {
            return after; // A property's name.
        }
        if rest.starts_with(['(', '.']) {
            return self.refuse(
                start,
                after,
                words!("脚本不能用动态的 import", "scripts cannot use `import` dynamically"),
            );
        }
        if !on_top {
            return self.refuse(
                start,
                after,
                words!("import 要写在脚本最前面", "imports have to stand at the top of a script"),
            );
        }
        let Some((import, end)) = self.import_by_name(after) else {
            let message = words!(
                "只能这样导入：`import {{ 名字 }} from \"./文件.js\";`",
                "imports have one form: `import {{ name }} from \"./file.js\";`"
            );
            return self.refuse(start, after, message);
        };
        let names: Vec<_> = import.names.iter().map(Name::as_property).collect();
        let lines = "\n".repeat(self.text[start..end].matches('\n').count());
        let replacement = format!("const {{{}}}=modules[\"{}\"];{lines}", names.join(","), import.from);
        self.module.edits.push(Edit { span: Span::new(start, end), replacement });
        self.module.imports.push(import);
        end
    }

    /// `{ a, b as c } from "./x.js";` after the keyword, and where it ends.
    fn import_by_name(&self, after: usize) -> Option<(Import, usize)> {
        let (pairs, at) = self.names(after)?;
        let at = at + leading_space(&self.code[at..]);
        let at = at + self.code[at..].strip_prefix("from").map(|_| "from".len())?;
        let at = at + leading_space(&self.code[at..]);
        let quote = self.code[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let close = at + 1 + self.code[at + 1..].find(quote)?;
        let from = self.text[at + 1..close]
            .strip_prefix("./")
            .or_else(|| self.text[at + 1..close].strip_prefix("../scripts/"))?
            .to_owned();
        let end = close + 1;
        let end = end + self.code[end..].strip_prefix(';').map_or(0, |_| 1);
        let names = pairs.into_iter().map(|name| flipped(&name)).collect();
        Some((Import { names, from, from_span: Span::new(at, close + 1) }, end))
    }

    /// Reads `export …` whose keyword ends at `after`; gives where to go on.
    fn export(&mut self, start: usize, after: usize) -> usize {
        let declaration = after + leading_space(&self.code[after..]);
        if self.code[declaration..].starts_with('{') {
            if let Some((names, end)) = self.names(after)
                && !self.code[end..].trim_start().starts_with("from")
            {
                let end = end + self.code[end..].strip_prefix(';').map_or(0, |_| 1);
                let replacement = "\n".repeat(self.text[start..end].matches('\n').count());
                self.module.edits.push(Edit { span: Span::new(start, end), replacement });
                self.module.exports.extend(names);
                return end;
            }
        } else if let Some(span) = self.declared(declaration) {
            let name = self.code[span.range()].to_owned();
            self.module.exports.push(Name { inside: name.clone(), outside: name, span });
            // Blanks keep the columns of the line.
            let replacement = " ".repeat(declaration - start);
            self.module.edits.push(Edit { span: Span::new(start, declaration), replacement });
            return declaration;
        }
        let message = words!(
            "只能按名字导出函数、类、常量或变量，或写 `export {{ 名字 }};`",
            "only a function, class, constant or variable can be exported by its name, or `export {{ name }};`"
        );
        self.refuse(start, after, message)
    }

    /// The name that a declaration gives: `async function name`, `class name`, `const name`, `let name`.
    fn declared(&self, at: usize) -> Option<Span> {
        let mut at = at;
        for keyword in ["async", "function", "class", "const", "let"] {
            let word = &self.code[at..at + name_length(&self.code[at..])];
            if word == keyword {
                at += word.len() + leading_space(&self.code[at + word.len()..]);
                if keyword != "async" {
                    let length = name_length(&self.code[at..]);
                    return (length > 0).then(|| Span::new(at, at + length));
                }
            }
        }
        None
    }

    /// A list `{ a, b as c }`, read as in an export, and where it ends.
    fn names(&self, after: usize) -> Option<(Vec<Name>, usize)> {
        let open = after + leading_space(&self.code[after..]);
        self.code[open..].strip_prefix('{')?;
        let close = open + self.code[open..].find('}')?;
        let mut names = Vec::new();
        let mut start = open + 1;
        for item in self.code[open + 1..close].split(',') {
            let item_start = start;
            start += item.len() + 1;
            let words: Vec<_> = item.split_whitespace().collect();
            let (inside, outside) = match words[..] {
                [] => continue,
                [name] => (name, name),
                [inside, "as", outside] => (inside, outside),
                _ => return None,
            };
            if ![inside, outside].iter().all(|name| name.bytes().all(is_name) && *name != "default") {
                return None;
            }
            let at = item_start + leading_space(item);
            let span = Span::new(at, at + item.trim().len());
            names.push(Name { inside: inside.to_owned(), outside: outside.to_owned(), span });
        }
        Some((names, close + 1))
    }

    fn refuse(&mut self, start: usize, end: usize, message: Words) -> usize {
        self.findings.push(Diagnostic::at(&rule::TEMPLATE_ERROR, self.path, Span::new(start, end), message));
        end
    }
}

/// In `a as b` an import has the other module's name first, an export its own.
fn flipped(name: &Name) -> Name {
    Name { inside: name.outside.clone(), outside: name.inside.clone(), span: name.span }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

fn name_length(code: &str) -> usize {
    code.bytes().take_while(|byte| is_name(*byte)).count()
}

fn leading_space(code: &str) -> usize {
    code.len() - code.trim_start().len()
}
