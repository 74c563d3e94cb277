//! Front matter and `onramp.yaml` as attackers and broken programs write them.

use crate::place::Place;

/// The text as front matter, and as `onramp.yaml`: it must be told at its place, and the other pages be understood.
#[track_caller]
fn told(text: &str, rule: &str) {
    let place = Place::new();
    place.write("content/bad.md", format!("---\n{text}\n---\n正文\n"));
    let outcome = place.check();
    let code = outcome.code;
    outcome.says(code, &[&format!("[{rule}]"), "--> content/bad.md:", "Checked 2 pages"]);

    let place = Place::new();
    place.write("onramp.yaml", format!("{text}\n"));
    let outcome = place.check();
    let code = outcome.code;
    outcome.says(code, &[&format!("[{rule}]"), "--> onramp.yaml:", "Checked 1 page"]);
}

#[test]
fn a_bomb_of_aliases() {
    let line = |at: u8| {
        let (name, before) = ((b'b' + at) as char, (b'a' + at) as char);
        format!("{name}: &{name} [{}]\n", vec![format!("*{before}"); 9].join(", "))
    };
    told(&format!("a: &a [x, x, x, x, x, x, x, x, x]\n{}", (0..9).map(line).collect::<String>()), "invalid-yaml");
}

#[test]
fn depth() {
    told(&format!("a: {}{}", "[".repeat(5_000), "]".repeat(5_000)), "invalid-yaml");
    told(&format!("a: {}", "[".repeat(60_000)), "invalid-yaml");
    told(&format!("a: {}1{}", "{b: ".repeat(5_000), "}".repeat(5_000)), "invalid-yaml");
    told(&"- ".repeat(50_000), "invalid-yaml");
    told(&(0..5_000).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>(), "invalid-yaml");
    told("a: &a\n  b: *a", "invalid-yaml");
}

#[test]
fn a_hundred_thousand_keys() {
    told(&(0..100_000).map(|number| format!("k{number}: 1\n")).collect::<String>(), "invalid-yaml");
}

#[test]
fn as_many_keys_as_are_read() {
    told(&(0..9_000).map(|number| format!("k{number}: 1\n")).collect::<String>(), "unknown-key");
    told(&"title: 甲\n".repeat(9_000), "duplicate-key");
}

#[test]
fn many_settings() {
    let place = Place::new();
    let lines = |key: &str| (0..2_000).map(|number| format!("  k{number}: {key}\n")).collect::<String>();
    place.write("onramp.yaml", format!("checks:\n{}roles:\n{}title:\n{}", lines("off"), lines("甲"), lines("乙")));
    place.check().says(0, &["warning[unknown-key]: There is no rule `k0`", "--> onramp.yaml:2:3"]);
}

#[test]
fn many_languages_and_aliases() {
    let place = Place::new();
    let list = |item: &dyn Fn(usize) -> String| (0..3_000).map(item).collect::<Vec<_>>().join(", ");
    place.write("onramp.yaml", format!("languages: [{}]\n", list(&|number| format!("l{number}"))));
    place.write("content/bad.md", format!("---\naliases: [{}]\n---\n甲\n", list(&|number| format!("/a{number}/.."))));
    place
        .check()
        .says(1, &["error[language-without-pages]", "error[wrong-type]", "--> content/bad.md:2:", "Checked 2"]);
}

#[test]
fn a_scalar_of_a_megabyte() {
    told(&format!("title: \"{}\"", "客".repeat(340_000)), "invalid-yaml");
}

#[test]
fn a_list_where_settings_belong() {
    told("- 甲\n- 乙", "wrong-type");
    told("只有一句话", "wrong-type");
}
