//! What readers do with keys and buttons: skip to the text, change the appearance, copy.

use thirtyfour::prelude::*;

use crate::reader::{Place, Reader};
use crate::sites::handbook;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_first_key_offers_to_skip_to_the_text() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    for page in ["zh/index.html", "zh/skills/index.html", "en/skills/objections/index.html"] {
        reader.open(&place.address(page)).await?;
        reader.press(Key::Tab).await?;
        let seen = "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0";
        reader.until("the first stop is the link to the text, in sight", seen).await?;
        reader.press(Key::Enter).await?;
        reader.until("the text has the focus", "document.activeElement.matches('main')").await?;
        reader.press(Key::Tab).await?;
        reader
            .until(
                "the next stop is in the text",
                "document.activeElement.closest('main') !== null && !document.activeElement.matches('main')",
            )
            .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_stop_shows_that_it_has_the_focus() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/skills/objections/index.html")).await?;
    let stops: usize = reader
        .ask("return document.querySelectorAll('a, button, summary, input, select, textarea, [tabindex=\"0\"]').length")
        .await?;
    let mut seen = 0;
    loop {
        reader.press(Key::Tab).await?;
        let (outside, name, width): (bool, String, f64) = reader
            .ask(
                // An option of a question shows the outline around its words as well.
                "const on = document.activeElement, style = getComputedStyle(on.closest('.option') ?? on);
                 return [on === document.body, on.outerHTML.slice(0, 120), style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)];",
            )
            .await?;
        if outside || seen > stops {
            break;
        }
        assert!(width >= 1.0, "no outline: {name}");
        seen += 1;
    }
    assert!(seen > 30, "only {seen} stops");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_appearance_goes_round_and_is_kept() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        reader.prefer("dark").await?;
        reader.open(&place.address("zh/index.html")).await?;
        let dark_paper = paper(&reader).await?;
        reader.prefer("light").await?;
        let light_paper = paper(&reader).await?;
        assert_ne!(dark_paper, light_paper);
        for (chosen, shown) in [("light", &light_paper), ("dark", &dark_paper)] {
            reader.click("appearance-button button").await?;
            assert_eq!(&paper(&reader).await?, shown, "{chosen}");
            // Against what the system says, on this page again and on the next.
            for page in ["zh/index.html", "en/skills/index.html"] {
                reader.open(&place.address(page)).await?;
                assert_eq!(&paper(&reader).await?, shown, "{chosen} on {page}");
                let name = "return document.querySelector('appearance-button button').getAttribute('aria-label')";
                assert!(!reader.ask::<String>(name).await?.is_empty());
            }
            reader.open(&place.address("zh/index.html")).await?;
        }
        reader.click("appearance-button button").await?;
        for (scheme, shown) in [("light", &light_paper), ("dark", &dark_paper)] {
            reader.prefer(scheme).await?;
            assert_eq!(&paper(&reader).await?, shown, "as the system");
        }
    }
    Ok(())
}

async fn paper(reader: &Reader) -> WebDriverResult<String> {
    reader.ask("return getComputedStyle(document.documentElement).backgroundColor").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_copy_button_says_that_it_has_copied() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        reader.open(&place.address("en/service/growth/index.html")).await?;
        reader.until("there is a button", "document.querySelector('.code button.copy')").await?;
        reader.ask::<Option<bool>>("document.querySelector('.code button.copy').focus()").await?;
        reader.press(Key::Enter).await?;
        reader.until("it says so", "document.querySelector('.copy [role=status]')?.textContent === document.querySelector('.copy').dataset.copied").await?;
    }
    Ok(())
}
