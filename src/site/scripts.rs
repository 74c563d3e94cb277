//! Links ES modules into classic scripts, because browsers refuse `type="module"` on pages opened from a disk.
//!
//! A theme's scripts are written as standard modules, so that editors and type checkers understand them. Each becomes a function
//! whose exports go into a registry, and whose imports come from there; [`bundle`] puts those that are needed together into one
//! `<script defer>`. Loaded in that order, every script finds what it imports. An imported value is read when the importing
//! script starts.

mod bundle;
mod code;
mod minify;
mod module;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest, rule};
use crate::source::{SourcePath, Span};
use crate::words;

pub use bundle::bundle;
use module::{Import, Module};

/// One script of a theme.
pub struct Script {
    /// Its file name, by which others import it: `./fill.js`, or `../scripts/fill.js` from a component's script.
    pub name: String,
    pub path: SourcePath,
    pub text: Arc<str>,
}

/// A script that a page can load.
#[derive(Debug)]
pub struct Linked {
    pub name: String,
    pub text: String,
    /// Names of the scripts that must run before it.
    pub imports: Vec<String>,
}

/// The linked scripts, each after the ones it imports and otherwise in the order of their names.
///
/// # Errors
/// What is no script, anything beyond static imports and exports by name, an import of something that is not there, a circle: all
/// findings of [`rule::TEMPLATE_ERROR`], as nothing can be linked then.
pub fn link(scripts: &[Script]) -> Result<Vec<Linked>, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let mut modules = BTreeMap::new();
    for script in scripts {
        if let Some(mistake) = minify::mistake_in_module(&script.text) {
            findings.push(no_script(script, &mistake.message, mistake.at));
            continue;
        }
        match module::read(&script.path, &script.text) {
            Ok(module) => {
                modules.insert(script.name.as_str(), (script, module));
            }
            Err(found) => findings.extend(found),
        }
    }
    if findings.is_empty() {
        for (script, module) in modules.values() {
            findings.extend(module.imports.iter().filter_map(|import| unresolved(script, import, &modules)));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut order = Vec::new();
    let mut done = BTreeSet::new();
    for name in modules.keys() {
        visit(name, &modules, &mut Vec::new(), &mut done, &mut order).map_err(|circle| vec![*circle])?;
    }
    let mut linked = Vec::new();
    for name in order {
        let Some(module) = modules.get(name) else { continue };
        let imports = module.1.imports.iter().map(|import| import.from.clone()).collect();
        match minify::minify(&wrap(name, module)) {
            Ok(text) => linked.push(Linked { name: name.to_owned(), text, imports }),
            // What only modules can do, such as to wait outside of functions.
            Err(mistake) => findings.push(no_script(module.0, &mistake.message, 0..0)),
        }
    }
    if findings.is_empty() { Ok(linked) } else { Err(findings) }
}

fn no_script(script: &Script, message: &str, at: Range<usize>) -> Diagnostic {
    let message = words!("这个脚本用不了：{message}", "this script cannot be used: {message}");
    Diagnostic::at(&rule::TEMPLATE_ERROR, &script.path, Span::inside(&script.text, at), message)
}

type Modules<'a> = BTreeMap<&'a str, (&'a Script, Module)>;

/// Puts a module after its imports; `way` are the modules whose imports are being followed.
fn visit<'a>(
    name: &'a str,
    modules: &'a Modules<'a>,
    way: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
    order: &mut Vec<&'a str>,
) -> Result<(), Box<Diagnostic>> {
    let Some((script, module)) = modules.get(name).filter(|_| !done.contains(name)) else {
        return Ok(());
    };
    way.push(name);
    for import in &module.imports {
        if let Some(start) = way.iter().position(|earlier| *earlier == import.from) {
            let circle = [&way[start..], &[import.from.as_str()]].concat().join(" → ");
            let message = words!("脚本互相导入成了圈：{circle}", "the scripts import each other in a circle: {circle}");
            return Err(Box::new(Diagnostic::at(&rule::TEMPLATE_ERROR, &script.path, import.from_span, message)));
        }
        visit(&import.from, modules, way, done, order)?;
    }
    way.pop();
    done.insert(name);
    order.push(name);
    Ok(())
}

/// What is wrong with an import whose script, or a name in it, is not there.
fn unresolved(script: &Script, import: &Import, modules: &Modules<'_>) -> Option<Diagnostic> {
    let at = |span: Span, message| Diagnostic::at(&rule::TEMPLATE_ERROR, &script.path, span, message);
    let from = &import.from;
    let Some((_, module)) = modules.get(from.as_str()) else {
        let hint = nearest(from, modules.keys().copied())
            .map(|near| words!("是想写 `./{near}` 吗？", "Did you mean `./{near}`?"));
        let message = words!("主题里没有 `{from}` 这个脚本", "the theme has no script `{from}`");
        return Some(at(import.from_span, message).maybe_hint(hint));
    };
    let exports = || module.exports.iter().map(|name| name.outside.as_str());
    let missing = import.names.iter().find(|name| !exports().any(|export| export == name.outside))?;
    let name = &missing.outside;
    let hint = nearest(name, exports()).map(|near| words!("是想写 `{near}` 吗？", "Did you mean `{near}`?"));
    Some(at(missing.span, words!("`{from}` 没有导出 `{name}`", "`{from}` does not export `{name}`")).maybe_hint(hint))
}

/// The classic script of a module.
fn wrap(name: &str, (script, module): &(&Script, Module)) -> String {
    let mut text = String::from("(function(modules){\"use strict\";");
    let mut done = 0;
    for edit in &module.edits {
        text.push_str(&script.text[done..edit.span.range().start]);
        text.push_str(&edit.replacement);
        done = edit.span.range().end;
    }
    text.push_str(script.text[done..].trim_end());
    let exports: Vec<_> = module.exports.iter().map(|name| name.as_property()).collect();
    text.push_str(&format!("\nmodules[\"{name}\"]={{{}}};", exports.join(",")));
    text.push_str("})(globalThis.onrampModules??={});\n");
    text
}
