use super::*;

fn script(name: &str, text: &str) -> Script {
    Script { name: name.into(), path: SourcePath::new(format!("themes/default/scripts/{name}")), text: text.into() }
}

fn linked(scripts: &[(&str, &str)]) -> Vec<Linked> {
    let scripts: Vec<_> = scripts.iter().map(|(name, text)| script(name, text)).collect();
    link(&scripts).expect("links")
}

/// The message and the text at the place of the only finding.
fn refused(text: &str) -> (String, String) {
    let scripts = [script("a.js", text), script("fill.js", "export const fill = 1;")];
    let found = link(&scripts).expect_err("is refused");
    assert_eq!(found.len(), 1, "{found:?}");
    let span = found[0].location.as_ref().expect("a place").span;
    (found[0].message.en.clone(), text[span.range()].to_owned())
}

#[test]
fn imports_come_from_the_registry_and_exports_go_there() {
    let scripts = linked(&[
        ("a.js", "import {\n  one,\n  two as zwei,\n} from \"./b.js\";\nexport const three = one + zwei;\n"),
        ("b.js", "export function one() {}\nconst two = 2;\nexport { two, two as deux };\n"),
    ]);
    assert_eq!(scripts[0].name, "b.js");
    assert!(
        scripts[0].text.contains("[`b.js`]={one:") || scripts[0].text.contains("[\"b.js\"]={one:"),
        "{}",
        scripts[0].text
    );
    assert!(scripts[0].text.contains("deux:"), "{}", scripts[0].text);
    assert!(scripts[1].text.contains("{one:") && scripts[1].text.contains("two:"), "{}", scripts[1].text);
    assert!(scripts[1].text.contains("={three:"), "{}", scripts[1].text);
}

#[test]
fn what_is_no_script_is_refused_at_its_place() {
    let (message, at) = refused("const a = 1;\nfunction broken( {\n}\nconst b = 2;\n");
    assert!(message.starts_with("this script cannot be used: "), "{message}");
    assert!(!at.is_empty() && !at.contains("const a"), "{at:?}");
    // Only a module can wait outside of its functions.
    let (message, _) = refused("const answer = await fetch(\"x\");\nexport { answer };\n");
    assert!(message.contains("await"), "{message}");
}

#[test]
fn comments_and_blanks_go_and_literals_stay() {
    let source = "// first\n/** @param {string} words */\nexport function go(words) {\n    return `a  // b\n    ${ words /* c */ }` + \"/* e  */\";\n}\n";
    let text = &linked(&[("a.js", source)])[0].text;
    assert!(text.contains("a  // b\n    ${") && text.contains("/* e  */"), "{text}");
    assert!(!text.contains("first") && !text.contains("@param") && !text.contains("words"), "{text}");
}

#[test]
fn scripts_that_are_needed_together_are_one_file() {
    let scripts = linked(&[
        ("base.js", "export const base = 1;"),
        ("other.js", ""),
        ("quiz.js", "import { ask } from \"./question.js\";\nimport { due } from \"./schedule.js\";"),
        ("exam.js", "export const exam = 1;"),
        ("question.js", "import { exam } from \"./exam.js\";\nexport const ask = 1;"),
        ("schedule.js", "import { base } from \"./base.js\";\nexport const due = 1;"),
        ("cards.js", "import { due } from \"./schedule.js\";"),
        ("term.js", ""),
    ]);
    let bundles = bundle(&scripts, |name| matches!(name, "base.js" | "other.js"));
    let names = |wanted: &str| {
        let files = bundles.iter().filter(|bundle| bundle.is_for(wanted, &scripts) && !bundle.is_shared);
        files.map(|bundle| bundle.name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        bundles.iter().filter(|bundle| bundle.is_shared).map(|bundle| &bundle.name).collect::<Vec<_>>(),
        ["site"]
    );
    assert!(bundles[0].is_shared && bundles[0].text.matches("use strict").count() == 2);
    assert_eq!(names("quiz.js"), ["schedule", "quiz"]);
    assert_eq!(names("cards.js"), ["schedule", "cards"]);
    assert_eq!(names("term.js"), ["term"]);
}

#[test]
fn the_order_follows_the_imports_and_then_the_names() {
    let scripts = linked(&[
        ("a.js", "import { d } from \"./d.js\";"),
        ("b.js", ""),
        ("c.js", "export const c = 1"),
        ("d.js", "import { c } from \"./c.js\";\nexport class d {}"),
    ]);
    let order: Vec<_> = scripts.iter().map(|script| script.name.as_str()).collect();
    assert_eq!(order, ["c.js", "d.js", "a.js", "b.js"]);
}

#[test]
fn what_only_looks_like_an_import_is_left_alone() {
    let source = "// import x\n/* export default */\nconst a = \"import(1)\", b = 'export', c = `import ${ {a: `export`}.a } (`;\n\
                  const re = /import \"/; o.import(1); const p = { import: 1, export: 2 }; 4 / 2 / import_me;\n";
    assert!(linked(&[("a.js", source)])[0].text.contains(".import(1)"));
}

#[test]
fn everything_else_is_refused_at_its_place() {
    for (text, at) in [
        ("export default class {}", "export"),
        ("export * from \"./fill.js\";", "export"),
        ("export { fill } from \"./fill.js\";", "export"),
        ("export const { a } = b;", "export"),
        ("import fill from \"./fill.js\";", "import"),
        ("import * as all from \"./fill.js\";", "import"),
        ("import \"./fill.js\";", "import"),
        ("import { fill } from \"fill\";", "import"),
        ("const a = 1;\nimport { fill } from \"./fill.js\";", "import"),
        ("if (x) { import(\"./fill.js\"); }", "import"),
        ("const c = `${import(\"./fill.js\")}`;", "import"),
        ("console.log(import.meta.url)", "import"),
        ("import { fil } from \"./fill.js\";", "fil"),
        ("import { fill } from \"./fil.js\";", "\"./fil.js\""),
        ("import { a } from \"./a.js\"; export const a = 1;", "\"./a.js\""),
    ] {
        assert_eq!(refused(text).1, at, "{text}");
    }
}

#[test]
fn near_names_are_suggested() {
    let found =
        link(&[script("a.js", "import { fill } from \"./fil.js\";"), script("fill.js", "")]).expect_err("is refused");
    assert_eq!(found[0].hint.as_ref().expect("a hint").en, "Did you mean `./fill.js`?");
}

#[test]
fn a_circle_is_named() {
    let found = link(&[
        script("a.js", "import { b } from \"./b.js\"; export const a = 1;"),
        script("b.js", "import { a } from \"./a.js\"; export const b = 1;"),
    ])
    .expect_err("is refused");
    assert!(found[0].message.en.ends_with("a.js → b.js → a.js"), "{}", found[0].message.en);
}

#[test]
fn no_script_makes_the_reader_panic() {
    for text in [
        "import",
        "export",
        "import {",
        "import { a",
        "import { a } from",
        "import { a } from \"./",
        "export {",
        "`${",
        "`${`",
        "'\\",
        "/",
        "/[",
        "/*",
        "é`${é}`é",
        "export async",
        "}}}",
    ] {
        let _ = link(&[script("a.js", text)]);
    }
}
