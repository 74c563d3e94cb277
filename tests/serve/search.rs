//! The search of what is shown: what is written is found, as the published site would find it.

use std::process::Command;

use crate::desk::Desk;
use crate::{FILES, HISTORY};

/// What the first file of a published search would say of the project as it is on disk: it names all others by their content.
fn published(desk: &Desk) -> String {
    let output = tempfile::tempdir().unwrap();
    let site = output.path().join("site");
    let build = Command::new(env!("CARGO_BIN_EXE_onramp"))
        .args(["build", "--keep-going", "--project"])
        .arg(&desk.root)
        .arg("--output")
        .arg(&site)
        .output()
        .unwrap();
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    std::fs::read_to_string(site.join("search/start.js")).unwrap()
}

#[test]
fn what_is_written_is_found_as_in_the_published_site() {
    let desk = Desk::with(FILES, &[]);
    let start = |desk: &Desk| desk.get("/search/start.js?1").body;
    assert_eq!(start(&desk), published(&desk));
    for (file, text) in [
        (
            "content/zh/01-company/01-history.md",
            "# 历史\n\n## 开头 {#start}\n\n全新的一句话。\n\n## 后来\n\n再一句。\n",
        ),
        ("content/zh/01-company/03-new.md", "# 新的一页\n\n别处没有的词。\n"),
        ("content/zh/01-company/01-history.md", "# 历史\n\n## 开头 {#start}\n\n老的正文。\n"),
        ("synonyms.yaml", "- [历史, 往事]\n"),
        ("onramp.yaml", "title: 改名\nlanguages: [en, zh]\n"),
    ] {
        let before = start(&desk);
        desk.write(file, text);
        let wanted = published(&desk);
        assert_ne!(wanted, before, "{file}");
        desk.until("/search/start.js", file, |answer| answer.body == wanted);
    }
    std::fs::remove_file(desk.file("content/zh/01-company/03-new.md")).unwrap();
    let wanted = published(&desk);
    desk.until("/search/start.js", "without the new page", |answer| answer.body == wanted);

    // Every file that it names is there, with the type that browsers ask for.
    let core = start(&desk).split('"').nth(3).unwrap().to_owned();
    let answer = desk.get(&format!("/search/{core}.js"));
    assert!(answer.status == 200 && answer.head.contains("content-type: text/javascript"), "{}", answer.head);
    assert_eq!(desk.get("/search/core.0000000000.js").status, 404);
    assert_eq!(desk.get("/search/s/../start.js").status, 400);
    assert_eq!(desk.get(HISTORY).status, 200);
}

#[test]
fn the_desk_is_told_why() {
    let desk = Desk::with(FILES, &[]);
    let ask = |query: &str| -> serde_json::Value {
        let answer = desk.get(&format!("/_desk/search.json?{query}"));
        assert!(answer.status == 200 && answer.head.contains("application/json"), "{answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    };
    let found = ask("q=%E8%80%81%E7%9A%84%E6%AD%A3%E6%96%87");
    assert_eq!(found[0]["source"], "content/zh/01-company/01-history.md");
    assert_eq!(found[0]["anchor"], "start");
    assert!(found[0]["parts"]["tokens"].as_array().is_some_and(|tokens| tokens.len() == 3), "{found}");
    assert_eq!(ask("q=old+text&edition=zh").as_array().map(Vec::len), Some(0));
    assert_eq!(ask("q=old+text&own=en&limit=1")[0]["edition"], "en");
    assert_eq!(ask("").as_array().map(Vec::len), Some(0));
    assert_eq!(ask("q=%ff%00&limit=x&kind=%22"), serde_json::json!([]));
    // What is written after the first search is found too.
    desk.write("content/zh/01-company/01-history.md", "# 历史\n\n写在后来的话。\n");
    desk.until("/_desk/search.json?q=%E5%90%8E%E6%9D%A5%E7%9A%84%E8%AF%9D", "found", |answer| {
        answer.body.contains("01-history.md")
    });
}
