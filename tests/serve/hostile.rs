//! Requests that no reader makes.

use std::fs;

use crate::FILES;
use crate::desk::Desk;

#[test]
fn nothing_but_the_site_can_be_asked_for() {
    let desk = Desk::with(FILES, &[]);
    fs::write(desk.root.parent().unwrap().join("secret.txt"), "geheim").unwrap();
    let long = format!("/{}", "a".repeat(50_000));
    for path in [
        "/../secret.txt",
        "/zh/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%00",
        "/zh/%0d%0aX-Evil:%20yes",
        "/%ff%fe",
        "/%zz",
        "//secret.txt",
        "//localhost/zh/",
        "/./onramp.yaml",
        "/onramp.yaml",
        "/content/zh/index.md",
        "/CON",
        "/_desk/nothing",
        "/_desk/../onramp.yaml",
        "/_desk/findings/../../x",
        "secret.txt",
        "http://evil.example/zh/",
        "*",
        &long,
    ] {
        let answer = desk.get(path);
        assert!(matches!(answer.status, 400 | 403 | 404 | 414 | 431 | 0), "{path:.80}: {}", answer.head);
        assert!(!answer.body.contains("geheim") && !answer.head.contains("x-evil"), "{path:.80}");
    }
    assert_eq!(desk.get("/zh/").status, 200);
}

#[test]
fn names_that_others_chose_are_refused() {
    let desk = Desk::with(FILES, &[]);
    let port = desk.port;
    for host in ["evil.example", &format!("evil.example:{port}"), "localhost.evil.example", "", "192.168.1.7"] {
        for path in ["/zh/", "/_desk/", "/_desk/search?q=x", "/_desk/events", "/_desk/findings?page=/zh/"] {
            let answer = desk.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n"));
            assert_eq!(answer.status, 403, "{host} {path}");
        }
    }
    assert!(matches!(desk.ask("GET /zh/ HTTP/1.1\r\n").status, 400 | 403), "without a name");
    assert_eq!(desk.ask(&format!("GET /zh/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n")).status, 200);
}

#[test]
fn nothing_can_be_sent_and_nothing_is_told_to_other_sites() {
    let desk = Desk::with(FILES, &[]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "EVIL"] {
        let answer = desk.ask(&format!("{method} /zh/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"));
        assert!(matches!(answer.status, 400 | 405), "{method}: {}", answer.head);
    }
    let answer =
        desk.ask("GET /_desk/findings?page=/zh/ HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n");
    assert!(!answer.head.contains("access-control") && answer.head.contains("same-origin"), "{}", answer.head);
    // Nonsense is hung up on, and others do not notice.
    for nonsense in ["\0\0\0\0", "GET\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n", "\u{16}\u{3}\u{1}"] {
        assert!(matches!(desk.ask(nonsense).status, 0 | 400 | 403 | 505));
    }
    assert_eq!(desk.get("/zh/").status, 200);
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside_of_the_project() {
    use std::os::unix::fs::symlink;

    let desk = Desk::with(FILES, &[]);
    let secret = desk.root.parent().unwrap().join("secret.svg");
    fs::write(&secret, "<svg>geheim</svg>").unwrap();
    let page = desk.until_shows("/zh/company/team/", "media/").body;
    let picture = page.split('"').find(|part| part.contains("/media/")).unwrap().replace("../../../", "/");
    // In the place of a picture that is being shown.
    fs::remove_file(desk.file("content/zh/01-company/图.svg")).unwrap();
    symlink(&secret, desk.file("content/zh/01-company/图.svg")).unwrap();
    desk.findings("/zh/", |found| found.to_string().contains("link-out-of-project"));
    let answer = desk.get(&picture);
    assert!(answer.status == 404 && !answer.body.contains("geheim"), "{answer:?}");
}
