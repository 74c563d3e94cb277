//! The contents beside the text, previous and next, and headings: ways through the book.

use thirtyfour::prelude::*;

use crate::reader::{Place, Reader};
use crate::sites::{handbook, site};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_contents_show_where_one_is_and_lead_on() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        reader.open(&place.address("zh/skills/objections/index.html")).await?;
        let mut at = "zh/skills/objections/index.html".to_owned();
        // A lesson of the same chapter, another chapter, one of its lessons, the first chapter, the last lesson.
        for next in ["skills/closing", "tools", "tools/analysis", "company", "career", "career/learning"] {
            let current: Vec<String> = reader
                .ask("return [...document.querySelectorAll('.sidebar [aria-current=page]')].map((link) => link.href)")
                .await?;
            assert_eq!(current.iter().map(|address| place.page(address)).collect::<Vec<_>>(), [at.as_str()]);
            let open = "return document.querySelector('.sidebar [aria-current]').closest('.sidebar nav > ol > li').matches('.open')";
            assert!(reader.ask::<bool>(open).await?, "the chapter of {at} is open");
            reader.click(&format!(".sidebar a[data-page='{next}']")).await?;
            at = format!("zh/{next}/index.html");
            reader.until_at(&place, &at).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_contents_and_the_foot_reach_every_page() -> WebDriverResult<()> {
    let reader = Reader::new().await?;
    for site in [handbook(), &site("samples")] {
        let place = Place::files(site);
        let mut missing: Vec<_> = site.pages().into_iter().filter(|page| page.contains('/')).collect();
        let mut waiting: Vec<_> = missing.iter().filter(|page| page.matches('/').count() == 1).cloned().collect();
        assert_eq!(waiting, ["en/index.html", "zh/index.html"]);
        // Each link is followed where it may lead to more: into chapters, which show their lessons.
        while let Some(page) = waiting.pop() {
            let Some(found) = missing.iter().position(|other| *other == page) else { continue };
            missing.remove(found);
            reader.open(&place.address(&page)).await?;
            let links: Vec<String> = reader
                .ask(
                    "return [...document.querySelectorAll('.sidebar a, .entries a, .foot a')].map((link) => link.href)",
                )
                .await?;
            waiting.extend(links.iter().map(|address| place.page(address)));
        }
        assert!(missing.is_empty(), "nothing leads to {missing:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn next_leads_from_the_front_page_to_the_last() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/index.html")).await?;
    reader.click(".entries .entry h3 a").await?;
    let seen = turn_pages(&reader, &place, "zh/company/index.html", "next").await?;
    assert_eq!(seen.last().map(String::as_str), Some("zh/playbook/payment-terms/index.html"));
    assert_eq!(sorted(seen), all_but_the_front_page("zh"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn previous_leads_from_the_last_page_to_the_front() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    let last = "en/playbook/payment-terms/index.html";
    reader.open(&place.address(last)).await?;
    let mut seen = turn_pages(&reader, &place, last, "prev").await?;
    assert_eq!(seen.pop().as_deref(), Some("en/index.html"));
    assert_eq!(seen.last().map(String::as_str), Some("en/company/index.html"));
    assert_eq!(sorted(seen), all_but_the_front_page("en"));
    Ok(())
}

/// Follows `rel=next` or `rel=prev` to the end; the pages that were seen, in order.
async fn turn_pages(reader: &Reader, place: &Place, from: &str, rel: &str) -> WebDriverResult<Vec<String>> {
    let (mut seen, mut at) = (Vec::new(), from.to_owned());
    loop {
        reader.until_at(place, &at).await?;
        assert!(!seen.contains(&at), "{at} comes twice");
        seen.push(at);
        let next = format!("return document.querySelector('main a[rel={rel}]')?.href ?? null");
        let Some(address) = reader.ask::<Option<String>>(&next).await? else { return Ok(seen) };
        at = place.page(&address);
        reader.click(&format!("main a[rel={rel}]")).await?;
    }
}

fn sorted(mut pages: Vec<String>) -> Vec<String> {
    pages.sort();
    pages
}

fn all_but_the_front_page(language: &str) -> Vec<String> {
    // The site's own pages are about the book, not of it.
    let own = ["progress", "review", "search"].map(|name| format!("{language}/{name}/index.html"));
    let inner = |page: &String| page.starts_with(language) && page.matches('/').count() > 1 && !own.contains(page);
    handbook().pages().into_iter().filter(inner).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn links_lead_to_chinese_headings() -> WebDriverResult<()> {
    let samples = site("samples");
    let reader = Reader::new().await?;
    for place in [Place::served(&samples, "/a/b/").await, Place::files(&samples)] {
        reader.open(&place.address("zh/writing/everything/index.html")).await?;
        let headings: Vec<String> = reader
            .ask("return [...document.querySelectorAll('.prose :is(h2, h3, h4, h5, h6)[id]')].map((heading) => heading.id)")
            .await?;
        assert_eq!(headings[..2], ["一客户说太贵了怎么办", "二表格"]);
        for id in &headings {
            // Its own link, and the link in the list beside the text if it has one, lead to it.
            for list in [".prose", ".aside"] {
                let link = format!("{list} a[href='#{}']", onramp::outline::encode(id));
                let there = format!("document.querySelector({})", serde_json::json!(link));
                if list == ".aside" && !reader.ask::<bool>(&format!("return {there} !== null")).await? {
                    continue;
                }
                reader.ask::<Option<bool>>("location.hash = ''; scrollTo(0, 0)").await?;
                reader.ask::<Option<bool>>(&format!("{there}.click()")).await?;
                let reached = format!(
                    "(() => {{ const box = document.getElementById('{id}').getBoundingClientRect(); \
                     const bar = document.querySelector('.bar').getBoundingClientRect().bottom; \
                     const end = document.documentElement.scrollHeight - innerHeight - scrollY < 2; \
                     return decodeURIComponent(location.hash) === '#{id}' && box.top >= bar && (box.top < bar + 100 || end); }})()"
                );
                reader.until(&format!("{list} leads to {id}"), &reached).await?;
            }
        }
        // And from another page, in the address.
        reader.open(&format!("{}#{}", place.address("zh/writing/everything/index.html"), "二表格")).await?;
        reader.until("the heading is under the bar", "Math.abs(document.getElementById('二表格').getBoundingClientRect().top - document.querySelector('.bar').getBoundingClientRect().bottom) < 100").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_heading_being_read_is_marked() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/skills/objections/index.html")).await?;
    let marked = "document.querySelectorAll('.aside [aria-current]')";
    for place in ["start", "end"] {
        for nth in [0, 3] {
            reader
                .ask::<Option<bool>>(&format!(
                    "document.querySelectorAll('.prose h2')[{nth}].scrollIntoView({{ block: '{place}' }})"
                ))
                .await?;
            if place == "start" {
                let name = format!("document.querySelectorAll('.prose h2')[{nth}].id");
                reader
                    .until(
                        "the heading at the top is marked",
                        &format!("{marked}.length === 1 && decodeURIComponent({marked}[0].hash.slice(1)) === {name}"),
                    )
                    .await?;
            }
        }
    }
    Ok(())
}
