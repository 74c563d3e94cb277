//! The search as a reader uses it: opened, typed into, followed; and when its files are missing, broken or hostile.

use std::path::PathBuf;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::{Faults, faults};
use crate::reader::{DESK, NARROWEST, PHONE, Place, Reader};
use crate::sites::{Site, handbook};

const OPEN: &str = "document.querySelector('dialog.search')?.open";
const FOUND: &str =
    "document.querySelector('.search-found:not([aria-busy])') && document.querySelectorAll('dialog .found').length > 0";

/// Opens a page and the search on it, and types.
async fn search(reader: &Reader, place: &Place, page: &str, words: &str) -> WebDriverResult<()> {
    reader.open(&place.address(page)).await?;
    reader.click(".bar-search").await?;
    reader.until("the search is open", OPEN).await?;
    type_in(reader, words).await
}

async fn type_in(reader: &Reader, words: &str) -> WebDriverResult<()> {
    reader.window.action_chain().send_keys(words).perform().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_is_loaded_before_it_is_opened() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/company/index.html")).await?;
    let before = reader.happened().await?.requests;
    assert!(!before.iter().any(|request| request.contains("search")), "{before:?}");
    type_in(&reader, "/").await?;
    reader
        .until(
            "the core is there",
            "performance.getEntriesByType('resource').some(({ name }) => name.includes('/search/core.'))",
        )
        .await?;
    // Opened by a key, and closed by another; what had the focus has it again.
    assert!(reader.ask::<bool>(&format!("return {OPEN}")).await?);
    reader.press(Key::Escape).await?;
    reader.until("it is closed", &format!("!{OPEN}")).await?;
    reader.window.action_chain().key_down(Key::Control).send_keys("k").key_up(Key::Control).perform().await?;
    reader.until("Ctrl K opens it", OPEN).await?;
    let refused = if let Place::Served(server) = &place { server.refused() } else { Vec::new() };
    assert!(refused.is_empty(), "{refused:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_result_opens_at_its_passage_with_the_words_marked() -> WebDriverResult<()> {
    for place in [Place::served(handbook(), "/a/b/").await, Place::files(handbook())] {
        let reader = Reader::new().await?;
        search(&reader, &place, "zh/company/index.html", "参照物不同").await?;
        reader.until("something is found", FOUND).await?;
        let marked: Vec<String> =
            reader.ask("return [...document.querySelectorAll('.found mark')].map((mark) => mark.textContent)").await?;
        assert!(marked.contains(&"参照物不同".to_owned()), "{marked:?}");
        reader.press(Key::Enter).await?;
        reader.until_at(&place, "zh/playbook/price-too-high/index.html").await?;
        reader.until("the words are marked", "CSS.highlights.get('onramp-found')?.size > 0").await?;
        let seen = "const { top, bottom } = [...CSS.highlights.get('onramp-found')].map((range) => range.getBoundingClientRect()).find(({ top }) => top > 0);
                    return location.hash.length > 1 && top < innerHeight";
        assert!(reader.ask::<bool>(seen).await?, "a marked word of the passage is in sight");
        assert!(!reader.address().await?.contains("mark="), "the address can be passed on");
        assert!(reader.happened().await?.trouble.is_empty());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_to_say_is_read_and_copied_in_the_result() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = Reader::new().await?;
    search(&reader, &place, "zh/company/index.html", "太贵了").await?;
    reader
        .until(
            "the card is on top",
            &format!("{FOUND} && document.querySelector('.found .found-title').href.includes('price-too-high')"),
        )
        .await?;
    let talk: String = reader.ask("return document.querySelector('.found .found-talk').innerText").await?;
    assert!(talk.chars().count() > 40, "{talk}");
    reader.window.action_chain().key_down(Key::Control).send_keys("c").key_up(Key::Control).perform().await?;
    reader
        .until("it is said to be copied", "document.querySelector('.found-copy[data-state]')?.textContent === '已复制'")
        .await?;
    reader.until("one can type on", "document.activeElement.matches('.search-field')").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn keys_and_screen_readers_know_what_is_chosen() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    search(&reader, &place, "en/company/index.html", "customer").await?;
    reader.until("several are found", FOUND).await?;
    let chosen = "const field = document.querySelector('.search-field');
                  const cell = document.getElementById(field.getAttribute('aria-activedescendant'));
                  return [field.getAttribute('role'), field.getAttribute('aria-expanded'), field.getAttribute('aria-controls'),
                          cell?.role, cell?.ariaSelected, cell?.id, String(document.activeElement === field)]";
    let state: Vec<String> = reader.ask(chosen).await?;
    assert_eq!(state, ["combobox", "true", "site:found", "gridcell", "true", "site:found-0", "true"]);
    reader.press(Key::Down).await?;
    assert_eq!(reader.ask::<Vec<String>>(chosen).await?[5], "site:found-1");
    reader.press(Key::Up).await?;
    reader.press(Key::Up).await?;
    let last: Vec<String> = reader.ask(chosen).await?;
    let cells: usize = reader.ask("return document.querySelectorAll('.found-cell').length").await?;
    assert_eq!(last[5], format!("site:found-{}", cells - 1), "up from the first leads to the last");
    let said: String = reader.ask("return document.querySelector('.search-said[role=status]').textContent").await?;
    assert!(said.contains("pages found"), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pinyin_and_mistakes_are_marked_where_they_hit() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    for (page, typed, hit) in [
        ("zh/index.html", "kehu", "客户"),
        ("zh/index.html", "khfl", "客户分类"),
        ("en/index.html", "objetcions", "objections"),
    ] {
        search(&reader, &place, page, typed).await?;
        let marked = format!(
            "[...document.querySelectorAll('.found mark')].some((mark) => mark.textContent.toLowerCase() === {})",
            json!(hit)
        );
        reader.until(&format!("{typed} marks {hit}"), &marked).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_found_leads_on() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    search(&reader, &place, "en/company/index.html", "xqzzjk").await?;
    reader
        .until(
            "the contents are offered",
            "document.querySelector('.search-way-out a')?.href.includes('en/index.html#site:chapters')",
        )
        .await?;
    search(&reader, &place, "en/company/index.html", "customer stage:nonsense").await?;
    reader
        .until(
            "the query without its filter is offered",
            "document.querySelector('.search-again')?.textContent === 'customer'",
        )
        .await?;
    reader.click(".search-again").await?;
    reader.until("it finds something", FOUND).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn recent_searches_can_be_repeated_and_forgotten() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = Reader::new().await?;
    search(&reader, &place, "zh/company/index.html", "客户分级").await?;
    reader.until("something is found", FOUND).await?;
    reader.press(Key::Enter).await?;
    reader.until_at(&place, "zh/customers/tiers/index.html").await?;
    reader.click(".bar-search").await?;
    reader
        .until("it is remembered", "document.querySelector('.search-recent + ul button')?.textContent === '客户分级'")
        .await?;
    reader.click(".search-recent + ul button").await?;
    reader.until("it is found again", FOUND).await?;
    reader
        .window
        .action_chain()
        .key_down(Key::Control)
        .send_keys("a")
        .key_up(Key::Control)
        .send_keys(Key::Backspace)
        .perform()
        .await?;
    reader.until("the list is back", "document.querySelector('.search-recent')").await?;
    reader.click(".search-recent button").await?;
    reader.until("it is forgotten", "!document.querySelector('.search-recent') && !Object.keys(localStorage).some((key) => key.startsWith('onramp-searches'))").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_of_results_has_an_address_and_facets() -> WebDriverResult<()> {
    for place in [Place::served(handbook(), "/a/b/").await, Place::files(handbook())] {
        let reader = Reader::new().await?;
        reader.open(&format!("{}?q=%E5%AE%A2%E6%88%B7", place.address("zh/search/index.html"))).await?;
        reader.until("results are there", "document.querySelectorAll('search-page .found').length === 20").await?;
        let count = "return Number(document.querySelector('.search-said').textContent.match(/\\d+/)[0])";
        let all: usize = reader.ask(count).await?;
        reader.click(".search-facets select[name=kind] option[value=policy]").await?;
        reader
            .until(
                "there are fewer",
                &format!("Number(document.querySelector('.search-said').textContent.match(/\\d+/)[0]) < {all}"),
            )
            .await?;
        let fewer: usize = reader.ask(count).await?;
        let address = reader.address().await?;
        assert!(address.contains("kind=policy"), "{address}");
        reader.open(&address).await?;
        reader
            .until(
                "the address brings the same",
                &format!("document.querySelector('.search-said').textContent.includes('{fewer}')"),
            )
            .await?;
        assert!(reader.happened().await?.trouble.is_empty());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_search_follows_the_rules() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    let mut wrong = Faults::default();
    for window in [DESK, PHONE, NARROWEST] {
        reader.resize(window).await?;
        for scheme in ["light", "dark"] {
            reader.prefer(scheme).await?;
            for (page, words) in [("zh/company/index.html", "客户"), ("en/company/index.html", "xqzzjk")] {
                search(&reader, &place, page, words).await?;
                reader
                    .until("an answer is there", "document.querySelector('.search-said')?.textContent.length > 2")
                    .await?;
                wrong.add(&format!("{words} at {} px, {scheme}", window.0), faults(&reader).await?);
                let wide: u32 = reader.ask("return document.documentElement.scrollWidth").await?;
                assert!(wide <= window.0, "{wide} at {} px", window.0);
            }
            reader.open(&format!("{}?q=customer", place.address("en/search/index.html"))).await?;
            reader.until("results are there", "document.querySelector('search-page .found')").await?;
            wrong.add(&format!("results at {} px, {scheme}", window.0), faults(&reader).await?);
        }
    }
    wrong.none()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn broken_files_are_told_and_do_no_harm() -> WebDriverResult<()> {
    // Not a number of bytes that its own first number allows; not compressed; nothing at all; a bomb of 100 MB of zeros.
    let bomb = compressed(&vec![0; 100_000_000]);
    for (name, text) in [
        ("cut", format!("onrampSearch(\"core\",\"{}\")", compressed(b"\xff\xff\x03{}"))),
        ("plain", "onrampSearch(\"core\",\"AAAA\")".to_owned()),
        ("odd", "onrampSearch(\"core\",{})".to_owned()),
        ("silent", String::new()),
        ("bomb", format!("onrampSearch(\"core\",\"{bomb}\")")),
    ] {
        let site = copy_of_the_search(name);
        each_file(&site, "search", &|path| path.contains("core."), &|_| Some(text.clone()));
        told(&site).await?;
    }
    let site = copy_of_the_search("gone");
    std::fs::remove_file(site.folder.join("search/start.js")).expect("it was there");
    told(&site).await?;
    let site = copy_of_the_search("shards");
    each_file(&site, "search/s", &|_| true, &|_| {
        Some(format!("onrampSearch(\"s\",\"{}\")", compressed(b"\x00\x05abc")))
    });
    told(&site).await
}

async fn told(site: &Site) -> WebDriverResult<()> {
    let place = Place::files(site);
    let reader = Reader::new().await?;
    search(&reader, &place, "zh/company/index.html", "客户").await?;
    reader
        .until(
            "it is told, with a way out",
            "document.querySelector('.search-broken [role=alert]') && document.querySelector('.search-way-out a')",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_a_fragment_says_is_only_text() -> WebDriverResult<()> {
    let site = copy_of_the_search("hostile");
    let evil = json!({
        "address": "zh/index.html", "title": "<img src=x onerror=document.title='evil'>客户", "crumbs": ["<b>b</b>"],
        "says": ["客户<script>document.title='evil'</script>"], "talk": ["<i>i</i>"],
        "passages": [["x\" onclick=\"", 2, "<h1>", "客户<svg onload=document.title='evil'>\u{0}\u{202e}"]]
    });
    let elsewhere =
        json!({ "address": "javascript:document.title='evil'", "title": "客户", "passages": [["", 1, "", ""]] });
    let wrong = |index: usize| if index.is_multiple_of(2) { evil.clone() } else { elsewhere.clone() };
    let script = |value: Value| format!("onrampSearch(\"f\",\"{}\")", compressed(value.to_string().as_bytes()));
    each_file(&site, "search/f", &|_| true, &|at| Some(script(wrong(at))));
    let place = Place::files(&site);
    let reader = Reader::new().await?;
    search(&reader, &place, "zh/company/index.html", "客户").await?;
    reader.until("results are there", FOUND).await?;
    let state: (usize, usize, String, Vec<String>) = reader
        .ask(
            "const dialog = document.querySelector('dialog.search');
             return [dialog.querySelectorAll('img, script, h1, .found b b, .found svg[onload], [onclick]').length, dialog.querySelectorAll('.found').length,
                     document.title, [...dialog.querySelectorAll('.found a')].map((link) => link.protocol)]",
        )
        .await?;
    assert_eq!(state.0, 0, "markup from a file has become elements");
    assert!(state.1 > 0 && !state.2.contains("evil"), "{state:?}");
    assert!(state.3.iter().all(|protocol| protocol == "file:"), "{state:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn any_query_is_answered_at_once() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/company/index.html")).await?;
    reader.click(".bar-search").await?;
    reader.until("the search is there", "document.querySelector('.search-tips')").await?;
    const FILL: &str = "const field = document.querySelector('.search-field'); field.value = arguments[0];
                        field.dispatchEvent(new Event('input', { bubbles: true }));";
    let long = "客户".repeat(5_000);
    let odd = [
        "😀😀👨‍👩‍👧‍👦",
        "\u{0}\u{1}\u{7f}\u{202e}",
        "(.*)+$[a-",
        "<img src=x onerror=alert(1)>",
        "\"",
        "“”",
        "阶段:",
        ":::",
        "~ke",
        "的",
        "a",
        "\u{300}\u{300}",
    ];
    for words in odd.into_iter().chain([long.as_str()]) {
        reader.window.execute(FILL, vec![json!(words)]).await?;
        reader.window.execute(FILL, vec![json!("客户")]).await?;
        reader.until(&format!("{words:?} keeps nothing up"), FOUND).await?;
        reader.window.execute(FILL, vec![json!(words)]).await?;
        reader
            .until(
                "it is answered",
                "document.querySelector('.search-said').textContent || document.querySelector('.search-tips')",
            )
            .await?;
    }
    assert!(reader.happened().await?.trouble.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_it_says_so_and_leads_to_the_contents() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    reader.open(&place.address("zh/company/index.html")).await?;
    reader.click(".bar-search").await?;
    reader.until_at(&place, "zh/search/index.html").await?;
    let shown: String = reader.ask("return document.querySelector('.needs-script').innerText").await?;
    assert!(shown.contains("JavaScript") && shown.contains("目录"), "{shown}");
    Ok(())
}

/// The handbook's search and one page of it, in a folder of its own where its files can be broken.
fn copy_of_the_search(name: &str) -> Site {
    let from = &handbook().folder;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sites").join(format!("search-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    for part in ["search", "search/s", "search/f", "theme", "zh/company"] {
        std::fs::create_dir_all(folder.join(part)).expect("is made");
        let files = from.join(part).read_dir().expect("can be read").map(|entry| entry.expect("can be read").path());
        for file in files.filter(|path| path.is_file()) {
            let name = file.file_name().expect("has a name");
            std::fs::copy(&file, folder.join(part).join(name)).expect("is copied");
        }
    }
    Site { folder }
}

/// Writes anew the files of a folder whose path fits.
fn each_file(site: &Site, folder: &str, fits: &dyn Fn(&str) -> bool, text: &dyn Fn(usize) -> Option<String>) {
    let entries = site.folder.join(folder).read_dir().expect("can be read");
    let files = entries.map(|entry| entry.expect("can be read").path()).filter(|path| path.is_file());
    for (at, path) in files.filter(|path| fits(path.to_str().expect("is text"))).enumerate() {
        if let Some(text) = text(at) {
            std::fs::write(path, text).expect("is written");
        }
    }
}

fn compressed(content: &[u8]) -> String {
    use base64::Engine;
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("is compressed");
    base64::engine::general_purpose::STANDARD.encode(encoder.finish().expect("is compressed"))
}
