//! Nothing is wider than the narrowest telephone.

use serde::Deserialize;
use thirtyfour::prelude::*;

use crate::reader::{NARROWEST, Place, Reader};
use crate::sites::{Site, handbook, site};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_page_scrolls_sideways() -> WebDriverResult<()> {
    measure_all(handbook()).await?;
    measure_all(&site("samples")).await?;
    measure_all(&site("objections")).await
}

#[derive(Deserialize)]
struct Widths {
    page: u32,
    /// What sticks out, as selectors.
    outside: Vec<String>,
}

/// An element that scrolls by itself may hold anything; everything else has to end at the window's edge.
const MEASURE: &str = "
    const { clientWidth: width, scrollWidth } = document.documentElement;
    const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
    const outside = [...document.body.querySelectorAll('*')].filter((element) => {
        if (element.closest('.for-ears, .skip, dialog:not([open])') || !element.checkVisibility()) return false;
        if (element.getBoundingClientRect().right <= width + 0.5) return false;
        for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) if (scrolls(up)) return false;
        return true;
    });
    const name = (element) => element.localName + [...element.classList].map((name) => '.' + name).join('');
    return { page: scrollWidth, outside: outside.map(name) };
";

async fn measure_all(site: &Site) -> WebDriverResult<()> {
    let place = Place::files(site);
    let reader = Reader::new().await?;
    reader.resize(NARROWEST).await?;
    let mut wrong = Vec::new();
    // The page for addresses that do not exist needs a server; accessibility.rs looks at it.
    for page in site.pages().iter().filter(|page| *page != "404.html") {
        reader.open(&place.address(page)).await?;
        let widths: Widths = reader.ask(MEASURE).await?;
        if widths.page > NARROWEST.0 || !widths.outside.is_empty() {
            wrong.push(format!("{page}: {} wide, outside: {}", widths.page, widths.outside.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "at {} px:\n{}", NARROWEST.0, wrong.join("\n"));
    Ok(())
}
