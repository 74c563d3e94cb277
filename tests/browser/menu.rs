//! The contents on a telephone.

use thirtyfour::prelude::*;

use crate::reader::{PHONE, Place, Reader};
use crate::sites::handbook;

const OPEN: &str = "document.querySelector('dialog').open";
const CLOSED: &str = "!document.querySelector('dialog').open && document.querySelector('.sidebar nav')";

async fn on_a_phone(place: &Place) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.resize(PHONE).await?;
    reader.open(&place.address("zh/skills/objections/index.html")).await?;
    Ok(reader)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_menu_leads_to_a_page() -> WebDriverResult<()> {
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        let reader = on_a_phone(&place).await?;
        reader.click(".bar-menu").await?;
        reader.until("the menu is open", OPEN).await?;
        reader.click("dialog a[data-page='skills/closing']").await?;
        reader.until_at(&place, "zh/skills/closing/index.html").await?;
        reader.until("the new page has its menu closed", CLOSED).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_menu_goes_away_in_every_usual_way() -> WebDriverResult<()> {
    let reader = on_a_phone(&Place::files(handbook())).await?;
    let focused = "document.activeElement.matches('.bar-menu')";
    reader.click(".bar-menu").await?;
    reader.until("the menu is open", OPEN).await?;
    reader.press(Key::Escape).await?;
    reader.until("Escape closes it, and the focus is back", &format!("{CLOSED} && {focused}")).await?;

    reader.press(Key::Enter).await?;
    reader.until("Enter opens it", OPEN).await?;
    reader.click("dialog .sheet-head button").await?;
    reader.until("its button closes it", CLOSED).await?;

    reader.press(Key::Space).await?;
    reader.until("the space bar opens it", OPEN).await?;
    reader.window.action_chain().move_to(5, 400).click().perform().await?;
    reader.until("a tap beside it closes it", CLOSED).await?;

    reader.click(".bar-menu").await?;
    reader.until("the menu is open", OPEN).await?;
    reader.click("dialog [aria-current]").await?;
    reader.until("choosing this page closes it", CLOSED).await?;

    reader.click(".bar-menu").await?;
    reader.until("the menu is open", OPEN).await?;
    reader.resize(crate::reader::DESK).await?;
    reader.until("it goes where there is room for the list", CLOSED).await?;
    reader.until("the list stands beside the text", "document.querySelector('.sidebar nav').checkVisibility()").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_menu_shows_the_page_and_keeps_the_focus_while_it_is_open() -> WebDriverResult<()> {
    let reader = on_a_phone(&Place::files(handbook())).await?;
    reader.click(".bar-menu").await?;
    reader.until("the menu is open", OPEN).await?;
    let shown = "(() => { const box = document.querySelector('dialog [aria-current=page]').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; })()";
    reader.until("the current page is in sight", shown).await?;
    // From the close button through all entries: nothing of the page behind is reached.
    let stops: usize = reader.ask("return document.querySelectorAll('dialog :is(a, button)').length").await?;
    assert!(stops > 12, "{stops} places to stop at");
    for _ in 0..stops + 2 {
        reader.press(Key::Tab).await?;
        let behind = "return document.activeElement !== document.body && !document.activeElement.closest('dialog')";
        assert!(!reader.ask::<bool>(behind).await?, "the focus has left the open menu");
    }
    reader.press(Key::Escape).await?;
    reader.until("nothing is trapped", CLOSED).await
}
