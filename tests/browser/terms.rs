//! Terms of the glossary: pointed to, focused and touched.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::accessibility::faults;
use crate::reader::{PHONE, Place, Reader};
use crate::sites::site;

const PAGE: &str = "zh/writing/terms/index.html";
const SHOWN: &str = "document.querySelector('.term-popover')?.checkVisibility()";
const HIDDEN: &str = "!document.querySelector('.term-popover')";

/// What the popover says of the term that it belongs to.
fn explains(term: &str, words: &str) -> String {
    format!(
        "document.querySelector('.term-popover .term-words')?.innerText === {}
         && document.querySelector('[aria-describedby=term-definition]')?.textContent === {}",
        json!(words),
        json!(term)
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pointing_at_a_term_explains_it() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for place in [Place::served(&site("samples"), "/a/").await, Place::files(&site("samples"))] {
        reader.open(&place.address(PAGE)).await?;
        let term = reader.window.find(By::LinkText("客单价")).await?;
        reader.window.action_chain().move_to_element_center(&term).perform().await?;
        reader.until("the definition is there", &explains("客单价", "每位客户平均花多少钱。")).await?;
        // Onto the definition itself, where it must stay, and away, where it must not.
        let words = reader.window.find(By::Css(".term-popover")).await?;
        reader.window.action_chain().move_to_element_center(&words).perform().await?;
        reader.until("it stays while it is pointed to", SHOWN).await?;
        let heading = reader.window.find(By::Css("h1")).await?;
        reader.window.action_chain().move_to_element_center(&heading).perform().await?;
        reader.until("it goes when the pointer does", HIDDEN).await?;
        term.click().await?;
        reader.until_at(&place, "zh/glossary/index.html").await?;
        reader.until("the entry is in sight", "decodeURI(location.hash) === '#客单价'").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_keyboard_explains_a_term_and_escape_ends_it() -> WebDriverResult<()> {
    let place = Place::files(&site("samples"));
    let reader = Reader::new().await?;
    reader.open(&place.address(PAGE)).await?;
    while !reader.ask::<bool>("return document.activeElement.matches('a.term')").await? {
        reader.press(Key::Tab).await?;
    }
    reader.until("the first term is explained", &explains("客单价", "每位客户平均花多少钱。")).await?;
    for scheme in ["light", "dark"] {
        reader.prefer(scheme).await?;
        assert_eq!(faults(&reader).await?, [""; 0], "{scheme}");
    }
    reader.press(Key::Escape).await?;
    reader.until("Escape ends it", HIDDEN).await?;
    reader.until("the focus stays", "document.activeElement.matches('a.term')").await?;
    reader.press(Key::Tab).await?;
    reader.until("the next term is explained", &explains("CRM", "记录客户和每次接触的系统，见各种图。")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_first_touch_explains_a_term_and_the_second_follows_it() -> WebDriverResult<()> {
    let place = Place::files(&site("samples"));
    let reader = Reader::new().await?;
    reader.resize(PHONE).await?;
    reader.window.cdp().send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
    reader.open(&place.address(PAGE)).await?;
    touch(&reader, "a.term").await?;
    reader.until("the definition is there", &explains("客单价", "每位客户平均花多少钱。")).await?;
    reader.until("with a way on", "document.querySelector('.term-popover a').checkVisibility()").await?;
    reader.until_at(&place, PAGE).await?;
    touch(&reader, "h1").await?;
    reader.until("a touch elsewhere ends it", HIDDEN).await?;
    touch(&reader, "a.term").await?;
    reader.until("the definition is there again", SHOWN).await?;
    touch(&reader, "a.term").await?;
    reader.until_at(&place, "zh/glossary/index.html").await?;
    Ok(())
}

/// A finger on the middle of an element, and off again.
async fn touch(reader: &Reader, selector: &str) -> WebDriverResult<()> {
    let (x, y): (f64, f64) = reader
        .ask(&format!(
            "const box = document.querySelector({}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2];",
            json!(selector)
        ))
        .await?;
    let cdp = reader.window.cdp();
    cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] }))
        .await?;
    cdp.send_raw("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
    Ok(())
}
