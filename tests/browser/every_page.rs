//! Every page of both editions opens without a word on the console, a failed request, or a request that leaves the site.

use thirtyfour::prelude::*;

use crate::reader::{Place, Reader};
use crate::sites::{Site, handbook, site};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn opens_on_a_server() -> WebDriverResult<()> {
    open_all(handbook(), &Place::served(handbook(), "/").await, &[]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn opens_under_a_path() -> WebDriverResult<()> {
    // This page is shown for addresses at any depth, so it has to know where the site stands: `url` in onramp.yaml.
    open_all(handbook(), &Place::served(handbook(), "/a/b/").await, &["404.html"]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn opens_from_files() -> WebDriverResult<()> {
    // Only a server shows the page for addresses that do not exist.
    open_all(handbook(), &Place::files(handbook()), &["404.html"]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn opens_with_pictures_and_all() -> WebDriverResult<()> {
    let samples = site("samples");
    open_all(&samples, &Place::served(&samples, "/a/b/").await, &[]).await?;
    open_all(&samples, &Place::files(&samples), &["404.html"]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_address_that_does_not_exist_leads_back() -> WebDriverResult<()> {
    let samples = site("samples");
    let place = Place::served(&samples, "/a/b/").await;
    let reader = Reader::new().await?;
    reader.open(&format!("{}zh/writing/no/such/page/", place.root())).await?;
    // Its styles and scripts are found although nobody can know from where they are asked for.
    reader
        .until("the page has its styles", "getComputedStyle(document.querySelector('.bar')).position === 'sticky'")
        .await?;
    reader.until("the page has its scripts", "!document.querySelector('appearance-button button').hidden").await?;
    reader.click("main .button").await?;
    reader.until_at(&place, "zh/index.html").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_says_that_its_review_is_overdue() -> WebDriverResult<()> {
    let samples = site("samples");
    let place = Place::files(&samples);
    let reader = Reader::new().await?;
    // Reviewed in 2024, every 90 days: the browser's clock decides, as the page cannot know when it is read.
    for (page, words) in
        [("zh/writing/everything/index.html", "天"), ("en/writing/everything/index.html", "days overdue")]
    {
        reader.open(&place.address(page)).await?;
        let said: String = reader.ask("return document.querySelector('review-due').innerText").await?;
        assert!(said.contains(words) && said.chars().any(|c| c.is_ascii_digit()), "{said:?}");
    }
    Ok(())
}

async fn open_all(site: &Site, place: &Place, left_out: &[&str]) -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    let mut wrong = Vec::new();
    let pages = site.pages();
    for page in pages.iter().filter(|page| !left_out.contains(&page.as_str())) {
        reader.open(&place.address(page)).await?;
        if page == "index.html" {
            reader.until("the reader's language is chosen", "document.body.matches('.page-front')").await?;
        }
        let happened = reader.happened().await?;
        // Without this a log that went silent would look like a site without faults.
        assert!(!happened.requests.is_empty(), "{page}: the browser did not say what it asked for");
        wrong.extend(happened.trouble.iter().map(|trouble| format!("{page}: {trouble}")));
        wrong.extend(happened.strangers(place).iter().map(|address| format!("{page}: asked for {address}")));
    }
    if let Place::Served(server) = place {
        wrong.extend(server.refused());
    }
    // What one page says, all of them often say.
    let first = wrong.iter().take(30).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} faults on {} pages, the first of them:\n{first}", wrong.len(), pages.len());
    Ok(())
}
