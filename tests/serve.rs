//! `onramp serve` as it is used: the real program, real files, edits of every kind.

#![expect(clippy::disallowed_methods, reason = "projects are files, and patience needs a clock")]

#[path = "serve/desk.rs"]
mod desk;
#[path = "serve/desk_page.rs"]
mod desk_page;
#[path = "serve/edits.rs"]
mod edits;
#[path = "serve/hostile.rs"]
mod hostile;
#[path = "serve/mistakes.rs"]
mod mistakes;
#[path = "serve/search.rs"]
mod search;

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::Path;

use desk::{Desk, News};

/// A small project in both languages.
pub const FILES: &[(&str, &str)] = &[
    ("onramp.yaml", "title: {zh: 手册, en: Handbook}\nlanguages: [zh, en]\n"),
    ("content/zh/index.md", "# 手册\n\n欢迎。\n"),
    ("content/zh/01-company/index.md", "# 公司\n"),
    ("content/zh/01-company/01-history.md", "# 历史\n\n## 开头 {#start}\n\n老的正文。\n"),
    ("content/zh/01-company/02-team.md", "# 团队\n\n见[历史](01-history.md#start)。\n\n![图](图.svg)\n"),
    ("content/zh/01-company/图.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n"),
    ("content/en/index.md", "# Handbook\n\nWelcome.\n"),
    ("content/en/01-company/01-history.md", "# History\n\nOld text.\n"),
];

pub const HISTORY: &str = "/zh/company/history/";

/// Every file of a folder with its text and when it was changed.
fn tree(folder: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(tree(&path));
        } else {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            all.insert(path.display().to_string(), (fs::read(&path).unwrap(), modified));
        }
    }
    all
}

#[test]
fn pages_come_as_the_published_site_should_send_them_and_nothing_is_written() {
    let files = [FILES, &[("site/index.html", "published")], &[("site/.onramp-manifest.json", "{}")]].concat();
    let desk = Desk::with(&files, &[]);
    let before = tree(&desk.root);
    let page = desk.get(HISTORY);
    assert_eq!(page.status, 200);
    for header in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'self';",
        "x-content-type-options: nosniff",
        "referrer-policy: same-origin",
        "cache-control: no-cache",
    ] {
        assert!(page.head.contains(header), "{header} is not in {}", page.head);
    }
    assert!(!page.head.contains("access-control"), "{}", page.head);
    assert!(page.body.contains("老的正文"), "{}", page.body);
    // What pages ask for is there, with its own type.
    for (mark, kind) in [(".css", "text/css"), (".js", "text/javascript"), (".svg", "image/svg+xml")] {
        let href =
            page.body.split('"').find(|part| part.starts_with("../../../theme/") && part.ends_with(mark)).unwrap();
        let file = desk.get(&href.replace("../../../", "/"));
        assert!(file.status == 200 && file.head.contains(&format!("content-type: {kind}")), "{href}: {}", file.head);
    }
    let picture = desk.get("/zh/company/team/");
    let picture = picture.body.split('"').find(|part| part.contains("/media/")).unwrap().replace("../../../", "/");
    assert_eq!(desk.get(&picture).status, 200, "{picture}");

    let head = desk.ask(&format!("HEAD {HISTORY} HTTP/1.1\r\nHost: localhost\r\n"));
    assert!(head.status == 200 && head.body.is_empty() && head.head.contains("content-length: "), "{head:?}");
    let tag = page.head.split("etag: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let known = desk.ask(&format!("GET {HISTORY} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {tag}\r\n"));
    assert!(known.status == 304 && known.body.is_empty(), "{known:?}");
    let folder = desk.get("/zh/company");
    assert!(folder.status == 308 && folder.head.contains("location: /zh/company/\r\n"), "{folder:?}");
    let missing = desk.get("/zh/nothing/at/all/");
    assert!(missing.status == 404 && missing.body.contains("<base href=\"/\">"), "{missing:?}");
    assert_eq!(tree(&desk.root), before);
}

#[test]
fn a_site_below_a_path_has_its_page_for_missing_addresses() {
    let desk = Desk::with(FILES, &[]);
    desk.write("onramp.yaml", "title: x\nlanguages: [zh, en]\nurl: https://example.org/a/b/\n");
    let missing = desk.until("/nothing/", "absolute links", |answer| answer.body.contains("\"/a/b/theme/"));
    let sheet = missing.body.split('"').find(|part| part.starts_with("/a/b/theme/") && part.ends_with(".css")).unwrap();
    assert_eq!(desk.get(sheet).status, 200);
}

#[test]
fn the_next_free_port_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let desk = Desk::with(FILES, &["--port", &port.to_string()]);
    assert!(desk.port > port, "{} is after {port}", desk.port);
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn colleagues_may_look_only_when_they_are_asked_to() {
    let desk = Desk::with(FILES, &["--lan"]);
    let ask = |host: &str| desk.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n")).status;
    assert_eq!((ask("192.168.7.7:4242"), ask("localhost"), ask("evil.example")), (200, 200, 403));
    let alone = Desk::with(FILES, &[]);
    let ask = |host: &str| alone.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n")).status;
    assert_eq!((ask("192.168.7.7:4242"), ask("localhost")), (403, 200));
}

#[test]
fn tabs_hear_of_a_change_and_then_that_it_was_checked() {
    let desk = Desk::with(FILES, &[]);
    desk.findings("/zh/", |_| true);
    let mut news = News::of(&desk);
    // From outside, in one step, so that nobody can see it half written.
    let save = |text: &str| {
        let beside = desk.root.with_extension("new");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, desk.file("content/zh/index.md")).unwrap();
    };
    save("# 手册\n\n新的。\n");
    let (first, mut checked) = news.next();
    // The rules run after the page can be seen; whoever listens late hears of both at once.
    while !checked {
        let (number, is_checked) = news.next();
        assert_eq!(number, first);
        checked = is_checked;
    }
    // A save that changes nothing is no change.
    save("# 手册\n\n新的。\n");
    save("# 手册\n\n更新的。\n");
    assert_eq!(news.next().0, first + 1);
}
