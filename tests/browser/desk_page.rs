//! The desk in a browser.

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::accessibility::Faults;
use crate::desk::Desk;
use crate::reader::{DESK, NARROWEST, PHONE, Reader};

fn handbook() -> Desk {
    Desk::at(std::path::Path::new(env!("CARGO_MANIFEST_DIR")), &[])
}

async fn at(desk: &Desk, page: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&format!("http://localhost:{}/_desk/{page}", desk.port)).await?;
    reader
        .until("all is counted", "document.readyState === 'complete' && !document.querySelector('.desk-counting')")
        .await?;
    Ok(reader)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_desk_follows_the_rules_of_accessibility_and_fits_every_window() -> WebDriverResult<()> {
    let desk = handbook();
    // Counted before the browser looks, which has less patience.
    desk.until("/_desk/", "all counted", |answer| answer.status == 200 && !answer.body.contains("desk-counting"));
    let mut wrong = Faults::default();
    for page in [
        "?lang=zh",
        "?lang=en",
        "?lang=en&all=lengths",
        "search?lang=zh&q=%E5%A4%AA%E8%B4%B5%E4%BA%86",
        "search?lang=en&q=discuont",
    ] {
        let reader = at(&desk, page).await?;
        // Before axe brings styles of its own.
        let happened = reader.happened().await?;
        assert_eq!(happened.trouble, Vec::<String>::new(), "{page}");
        let own = format!("http://localhost:{}/", desk.port);
        assert!(happened.requests.iter().all(|request| request.starts_with(&own)), "{:?}", happened.requests);
        for window in [DESK, PHONE, NARROWEST] {
            reader.resize(window).await?;
            for scheme in ["light", "dark"] {
                reader.prefer(scheme).await?;
                wrong
                    .add(&format!("{page} at {} px, {scheme}", window.0), crate::accessibility::faults(&reader).await?);
            }
            let overflow: f64 = reader.ask("return document.documentElement.scrollWidth - innerWidth").await?;
            assert!(overflow <= 0.0, "{page} is {overflow} px wider than a window of {} px", window.0);
        }
    }
    wrong.none()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_desk_changes_with_the_project_and_stays_open_where_it_was() -> WebDriverResult<()> {
    let desk = Desk::with(
        &[
            ("onramp.yaml", "title: 手册\nlanguages: [zh]\n"),
            ("content/zh/index.md", "# 手册\n\n[断了](gone.md)\n"),
            ("content/zh/01-a/01-lesson.md", "# 一课\n\n正文。\n"),
            ("content/zh/glossary.md", "---\nkind: glossary\n---\n# 术语\n\n采购额\n: 一年买了多少。\n"),
        ],
        &[],
    );
    let reader = Reader::new().await?;
    reader.open(&format!("http://localhost:{}/_desk/", desk.port)).await?;
    let terms = "document.getElementById('terms').parentElement.innerText";
    reader.until("the term is not used", &format!("{terms}.includes('采购额')")).await?;
    reader.until("the mistake is listed", "document.querySelectorAll('.desk-group').length === 2").await?;
    reader.click(".desk-group summary").await?;
    reader.ask::<Value>("window.mark = true; return null").await?;
    desk.write("content/zh/01-a/01-lesson.md", "# 一课\n\n看采购额。\n\n[也断了](no.md)\n");
    reader.until("the term is used", &format!("!{terms}.includes('采购额')")).await?;
    reader
        .until(
            "both mistakes are listed",
            "document.querySelector('#mistakes').parentElement.innerText.includes('2 errors')",
        )
        .await?;
    let open: bool =
        reader.ask("return window.mark && document.querySelectorAll('.desk-group[open]').length === 1").await?;
    assert!(open, "what was open is closed");
    // By keyboard: a group is opened and closed, and a search begun.
    reader.ask::<Value>("document.querySelector('.desk-group[open] summary').focus(); return null").await?;
    reader.press(Key::Enter).await?;
    reader.until("it is closed", "!document.querySelector('.desk-group[open]')").await?;
    reader.ask::<Value>("document.getElementById('desk-query').focus(); return null").await?;
    reader.window.active_element().await?.send_keys("采购" + Key::Enter).await?;
    reader.until("it is found", "document.querySelector('.desk-results')?.innerText.includes('一课')").await?;
    // What is found follows the project, too.
    desk.write("content/zh/01-a/01-lesson.md", "# 另一课\n\n看采购额。\n");
    reader.until("its new name shows", "document.querySelector('.desk-results')?.innerText.includes('另一课')").await
}
