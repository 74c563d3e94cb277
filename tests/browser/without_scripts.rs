//! Without JavaScript everything can be read and reached.

use serde::Deserialize;
use thirtyfour::prelude::*;

use crate::reader::{PHONE, Place, Reader};
use crate::sites::{Site, handbook, site};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_has_its_text_and_a_way_on() -> WebDriverResult<()> {
    read_all(handbook()).await?;
    read_all(&site("samples")).await?;
    read_all(&site("objections")).await
}

#[derive(Deserialize)]
struct Read {
    text: usize,
    /// Links to other pages that can be seen: in the list beside the text, the contents on a front page, the way there from a page that needs scripts.
    links: usize,
    /// Controls that would do nothing.
    idle: Vec<String>,
}

const READ: &str = "
    const seen = (element) => element.checkVisibility({ visibilityProperty: true });
    return {
        text: document.querySelector('main').innerText.trim().length,
        links: [...document.querySelectorAll('.sidebar a, .entries a, .languages a, .needs-script a')].filter(seen).length,
        idle: [...document.querySelectorAll('button, input:not([disabled])')].filter(seen).map((one) => one.outerHTML),
    };
";

async fn read_all(site: &Site) -> WebDriverResult<()> {
    let place = Place::files(site);
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    let mut wrong = Vec::new();
    for page in site.pages().iter().filter(|page| *page != "404.html") {
        reader.open(&place.address(page)).await?;
        let read: Read = reader.ask(READ).await?;
        if read.text < 10 || read.links < 2 || !read.idle.is_empty() {
            wrong.push(format!("{page}: {} characters, {} links, {:?}", read.text, read.links, read.idle));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_menu_on_a_telephone_is_a_link_to_the_contents() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    reader.resize(PHONE).await?;
    reader.allow_scripts(false).await?;
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        reader.open(&place.address("zh/skills/objections/index.html")).await?;
        reader.click(".bar-menu").await?;
        reader.until_at(&place, "zh/index.html").await?;
        let shown = "Math.abs(document.getElementById('site:chapters').getBoundingClientRect().top) < innerHeight / 2";
        reader.until("the contents are in sight", shown).await?;
    }
    Ok(())
}
