//! Themes with mistakes: told at their place, and never published.

use crate::place::Place;

const LESSON: &str = "themes/default/templates/lesson.html";

#[track_caller]
fn told(template: &str, all: &[&str]) {
    let place = Place::new();
    place.build().says(0, &[]);
    let before = place.read("site/good/index.html");
    place.write(LESSON, template);
    place.check().says(1, all).says(1, &[&format!("--> {LESSON}:")]);
    place.build().says(1, &[]);
    assert_eq!(place.read("site/good/index.html"), before, "the old site stays");
    place.run(&["build", "--keep-going"]);
}

#[test]
fn a_template_that_is_not_finished() {
    told("<p>{% if title %}", &["error[template-error]"]);
    told("<p>{{ title", &["error[template-error]"]);
    told("{% extends %}", &["error[template-error]"]);
}

#[test]
fn names_that_do_not_exist() {
    told("{{ tilte }}", &["error[template-error]", "Did you mean `title`?"]);
    told("{{ title | uper }}", &["error[template-error]", "`uper`"]);
    told("{{ text.contets }}", &["error[missing-string]", "Did you mean `contents`?"]);
    told("{% include \"parts/gone.html\" %}", &["error[template-error]", "parts/gone.html"]);
    told("{% extends \"gone.html\" %}", &["error[template-error]", "gone.html"]);
}

#[test]
fn templates_in_a_circle() {
    told("{% include \"lesson.html\" %}", &["error[template-error]", "circle"]);
    told("{% extends \"lesson.html\" %}", &["error[template-error]"]);
}

#[test]
fn depth_is_refused() {
    told(&format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000)), &["error[template-error]"]);
    told(&"{% if title %}".repeat(5_000), &["error[template-error]"]);
}

#[test]
fn files_of_a_theme_that_are_no_text() {
    let place = Place::new();
    place.write(LESSON, [0xbf, 0xcd, 0xbb, 0xa7]);
    place.write("themes/default/strings/zh.yaml", "note: [");
    place.write("themes/default/theme.yaml", "- 甲");
    place.write("themes/default/scripts/fill.js", "import {x} from './gone.js';\n");
    place.check().says(1, &["error[not-utf8]", "themes/default/strings/zh.yaml", "Checked 1 page"]);
}

#[test]
fn a_theme_out_of_the_project() {
    let place = Place::new();
    place.write("onramp.yaml", "theme: ../../etc\n");
    place.check().says(1, &["error[unknown-theme]", "--> onramp.yaml:1:8"]);
}
