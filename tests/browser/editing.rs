//! A page in a browser while somebody writes it: `onramp serve` with real edits.

use std::fs;

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::desk::Desk;
use crate::reader::{DESK, Reader};

const FILE: &str = "content/zh/01-company/01-history.md";
const PAGE: &str = "/zh/company/history/";

/// A page that is much longer than the window, with two questions in it.
fn text(first: &str, question: &str) -> String {
    let filler = |part: &str| (0..30).map(|line| format!("{part}第 {line} 段。\n\n")).collect::<String>();
    format!(
        "# 历史\n\n{first}\n\n{}:::quiz 小测 {{#q}}\n\n### {question} {{#one}}\n\n- [x] 先问清楚\n  > 对。\n- [ ] 立刻降价\n  > 不对。\n\n\
         ### 第二题？ {{#two}}\n\n答案是 [[澄清]]。\n:::\n\n## 后面 {{#after}}\n\n{}",
        filler("前面"),
        filler("后面")
    )
}

fn project() -> Vec<(&'static str, String)> {
    vec![
        ("onramp.yaml", "title: 手册\nlanguages: [zh]\n".to_owned()),
        ("content/zh/index.md", "# 手册\n".to_owned()),
        (FILE, text("老的第一段。", "先做什么？")),
        ("themes/default/styles/95-own.css", "h1 { outline: 1px solid rgb(1, 1, 1) }\n".to_owned()),
        ("themes/default/scripts/own.js", "document.documentElement.dataset.own = \"1\";\nexport {};\n".to_owned()),
    ]
}

/// The page in a browser, with a mark on the window that only a new page would lose, an answer given, another begun, and scrolled
/// to the heading behind the quiz.
async fn begun(desk: &Desk) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&format!("http://localhost:{}{PAGE}", desk.port)).await?;
    reader.until("the questions work", "document.querySelector('quiz-set').questions").await?;
    // The first question, answered; the second, begun.
    reader
        .ask::<Value>(
            "[...document.querySelectorAll('[data-id=one] .option')].find((option) => option.innerText.includes('先问清楚')).querySelector('input').click();
             return null",
        )
        .await?;
    reader.click("[data-id=one] button[value=sure]").await?;
    reader.until("it is answered", "document.querySelector('[data-id=one]').dataset.state === 'right'").await?;
    reader.until("the outcome has the focus", "document.activeElement.matches('.outcome')").await?;
    reader.window.find(By::Css("[data-id=two] .blank")).await?.send_keys("澄").await?;
    reader
        .ask::<Value>(
            "window.mark = true;
             document.activeElement.blur();
             scrollTo({ top: document.getElementById('after').getBoundingClientRect().top + scrollY - 300, behavior: 'instant' });
             return null",
        )
        .await?;
    Ok(reader)
}

const KEPT: &str = "document.querySelector('[data-id=one]').dataset.state === 'right' \
    && document.querySelector('[data-id=two] .blank').value === '澄'";

/// How far the heading behind the quiz is from the top of the window.
async fn place(reader: &Reader) -> WebDriverResult<f64> {
    reader.ask("return document.getElementById('after').getBoundingClientRect().top").await
}

fn with_files() -> Desk {
    let files = project();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    Desk::with(&files, &[])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_edit_shows_and_scroll_and_answers_stay() -> WebDriverResult<()> {
    let desk = with_files();
    let reader = begun(&desk).await?;
    let before = place(&reader).await?;
    // Longer than it was, so that all below it moves.
    desk.write(FILE, &text(&"新的第一段。".repeat(200), "先做什么？"));
    reader.until("the new text shows", "document.querySelector('main').innerText.includes('新的第一段')").await?;
    assert!(reader.ask::<bool>("return window.mark === true").await?, "the page was loaded anew");
    assert!(reader.ask::<bool>(&format!("return {KEPT}")).await?, "the answers are gone");
    let after = place(&reader).await?;
    assert!((before - after).abs() < 2.0, "what was at {before} is at {after}");
    // The outcome of the answer is still on the page.
    assert!(reader.ask::<bool>("return document.querySelector('[data-id=one]').innerText.includes('对。')").await?);

    // A question that is written anew takes the place of the old one; the other keeps what was begun.
    desk.write(FILE, &text("再改。", "该先做什么？"));
    reader
        .until("the new question shows", "document.querySelector('[data-id=one]').innerText.includes('该先做什么')")
        .await?;
    reader.until("what was begun is there", "document.querySelector('[data-id=two] .blank').value === '澄'").await?;
    assert!(reader.ask::<bool>("return window.mark === true").await?, "the page was loaded anew");
    // They still work.
    reader.until("it can be answered", "document.querySelector('[data-id=two] button[value=sure]')").await?;
    reader.until("it knows its answer", "document.querySelector('[data-id=one]').dataset.state").await?;
    assert_eq!(reader.happened().await?.trouble, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn of_a_changed_style_only_the_sheet_is_exchanged() -> WebDriverResult<()> {
    let desk = with_files();
    let reader = begun(&desk).await?;
    reader.happened().await?;
    let before = place(&reader).await?;
    let outline = |color: &str| format!("getComputedStyle(document.querySelector('h1')).outlineColor === '{color}'");
    reader.until("the old style shows", &outline("rgb(1, 1, 1)")).await?;
    reader.ask::<Value>("window.main = document.querySelector('main'); return null").await?;
    let sheets: usize = reader.ask("return document.styleSheets.length").await?;
    for number in 2..5 {
        desk.write("themes/default/styles/95-own.css", &format!("h1 {{ outline: 1px solid rgb({number}, 1, 1) }}\n"));
        reader.until("the new style shows", &outline(&format!("rgb({number}, 1, 1)"))).await?;
    }
    assert!(reader.ask::<bool>(&format!("return window.mark && window.main.isConnected && {KEPT}")).await?);
    // The new sheet is there before the old one goes, and the page does not jump.
    reader.until("the old sheet is gone", &format!("document.styleSheets.length === {sheets}")).await?;
    assert_eq!(place(&reader).await?, before);
    let happened = reader.happened().await?;
    assert_eq!(happened.trouble, Vec::<String>::new());
    assert!(!happened.requests.iter().any(|request| request.ends_with(".js")), "{:?}", happened.requests);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_changed_script_loads_the_page_anew_and_what_was_begun_is_put_back() -> WebDriverResult<()> {
    let desk = with_files();
    let reader = begun(&desk).await?;
    let before = place(&reader).await?;
    desk.write("themes/default/scripts/own.js", "document.documentElement.dataset.own = \"2\";\nexport {};\n");
    reader.until("the new script has run", "document.documentElement.dataset.own === '2'").await?;
    reader.until("the answers are there", KEPT).await?;
    reader
        .until(
            "it is where it was",
            &format!("Math.abs(document.getElementById('after').getBoundingClientRect().top - {before}) < 2"),
        )
        .await?;
    assert_eq!(reader.happened().await?.trouble, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_tab_shows_the_edit() -> WebDriverResult<()> {
    let desk = with_files();
    let reader = Reader::new().await?;
    let address = format!("http://localhost:{}{PAGE}", desk.port);
    reader.open(&address).await?;
    // More than the six connections that a browser keeps to one server.
    let mut tabs = vec![reader.window.window().await?];
    for _ in 0..8 {
        let tab = reader.window.new_tab().await?;
        reader.window.switch_to_window(tab.clone()).await?;
        reader.open(&address).await?;
        tabs.push(tab);
    }
    desk.write(FILE, &text("各处都新。", "先做什么？"));
    for tab in tabs {
        reader.window.switch_to_window(tab).await?;
        reader.until("the new text shows", "document.querySelector('main').innerText.includes('各处都新')").await?;
    }
    Ok(())
}

/// What the panel says, through its shadow.
const PANEL: &str = "document.querySelector('onramp-findings').shadowRoot";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_panel_tells_of_a_mistake_and_forgets_it_when_it_is_mended() -> WebDriverResult<()> {
    let desk = with_files();
    let reader = Reader::new().await?;
    reader.open(&format!("http://localhost:{}{PAGE}", desk.port)).await?;
    reader
        .until("without a mistake only the desk is offered", &format!("{PANEL}?.querySelector('a[href=\"/_desk/\"]')"))
        .await?;
    desk.write(FILE, &text("见[没有的页](gone.md)。", "先做什么？"));
    reader
        .until("the mistake is counted", &format!("{PANEL}.querySelector('button')?.innerText.includes('1')"))
        .await?;
    reader.ask::<Value>(&format!("{PANEL}.querySelector('button').click(); return null")).await?;
    let said: String = reader.ask(&format!("return {PANEL}.querySelector('#list').innerText")).await?;
    assert!(said.contains("link-to-missing-page") && said.contains("01-history.md:3:2"), "{said}");
    let href: String = reader.ask(&format!("return {PANEL}.querySelector('.place a').href")).await?;
    assert!(href.starts_with("vscode://file/"), "{href}");
    // All else of the page is there.
    assert!(reader.ask::<bool>("return document.querySelectorAll('quiz-question').length === 2").await?);
    for (window, scheme) in [(DESK, "light"), (crate::reader::PHONE, "dark"), (crate::reader::NARROWEST, "light")] {
        reader.resize(window).await?;
        reader.prefer(scheme).await?;
        assert_eq!(crate::accessibility::faults(&reader).await?, Vec::<String>::new());
        let wide: bool = reader
            .ask(&format!("return {PANEL}.querySelector('#list').getBoundingClientRect().right > innerWidth"))
            .await?;
        assert!(!wide, "the list is wider than a window of {} px", window.0);
    }
    desk.write(FILE, &text("改好了。", "先做什么？"));
    reader.until("nothing is wrong", &format!("!{PANEL}.querySelector('button')")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_broken_template_is_told_of_and_a_page_that_was_broken_comes_back() -> WebDriverResult<()> {
    let desk = with_files();
    let reader = Reader::new().await?;
    reader.open(&format!("http://localhost:{}{PAGE}", desk.port)).await?;
    let lesson = "themes/default/templates/lesson.html";
    desk.write(lesson, "{{ no_such_field }}\n");
    reader.until("it is told", &format!("{PANEL}.querySelector('button')")).await?;
    assert!(reader.ask::<bool>("return document.querySelector('main').innerText.includes('老的第一段')").await?);
    // Whoever begins with the mistake sees it in the place of the page, until it is mended.
    let broken = Desk::at(&desk.root, &[]);
    reader.open(&format!("http://localhost:{}{PAGE}", broken.port)).await?;
    assert!(reader.ask::<bool>("return document.body.innerText.includes('no_such_field')").await?);
    fs::remove_file(desk.file(lesson)).unwrap();
    reader.until("the page is back", "document.querySelector('main')?.innerText.includes('老的第一段')").await?;
    reader.until("nothing is wrong", &format!("{PANEL}?.querySelector('a[href=\"/_desk/\"]')")).await?;
    // And when the program ends, the page says so.
    drop(broken);
    reader
        .until("it says that nobody is there", &format!("{PANEL}.querySelector('button')?.innerText.includes('gone')"))
        .await
}
