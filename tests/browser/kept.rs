//! What readers keep: what counts as read, two tabs, a storage that refuses, a file of progress from one browser to the next.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::reader::{NARROWEST, Place, Reader};
use crate::sites::handbook;

const LESSON: &str = "zh/customers/tiers/index.html";
const PROGRESS: &str = "zh/progress/index.html";

/// The record as it stands in the storage.
const KEPT: &str =
    "JSON.parse(localStorage['onramp:' + document.documentElement.dataset.site] ?? '{\"items\":{}}').items";

/// A record from an earlier day: the lesson was open long enough, its end not reached; another one is read.
const BEFORE: &str = "localStorage['onramp:' + document.documentElement.dataset.site] = JSON.stringify({v: 1, items: {
    'place': {page: 'customers/tiers', lang: 'zh-CN', seconds: 600, t: 1},
    'read/customers/records': {on: '2026-11-18', lang: 'zh-CN', t: 1},
    'answer/customers/records#a': {right: true, t: 1}}})";

async fn with_a_record(place: &Place) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/index.html")).await?;
    // Any change makes the page read the record before it writes; else it would never know of this one.
    reader.ask::<Value>(&format!("{BEFORE}; globalThis.onrampModules['record.js'].record.set('x', {{}})")).await?;
    Ok(reader)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_lesson_is_read_when_its_end_is_seen_and_can_be_unread() -> WebDriverResult<()> {
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        let reader = with_a_record(&place).await?;
        reader.open(&place.address(LESSON)).await?;
        let is_read = format!("{KEPT}['read/customers/tiers']?.rev?.length === 8");
        let ring = "document.querySelector('a[data-page=customers]').dataset.done";
        reader.until("the ring shows the other lesson", &format!("{ring} === '1/4'")).await?;
        assert!(!reader.ask::<bool>(&format!("return {is_read}")).await?, "the end was not seen");
        reader.ask::<Value>("document.querySelector('reading-mark').scrollIntoView()").await?;
        reader.until("it is read", &is_read).await?;
        reader.until("the ring shows both", &format!("{ring} === '2/4'")).await?;
        let said: String = reader.ask("return document.querySelector('.reading-mark p').innerText").await?;
        assert!(said.contains("读完"), "{said}");
        reader.click(".reading-mark button").await?;
        reader.until("it is unread", &format!("{KEPT}['read/customers/tiers'].gone")).await?;
        reader.click(".reading-mark button").await?;
        reader.until("that is undone", &is_read).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn time_alone_and_the_end_alone_are_not_reading() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address(LESSON)).await?;
    reader.ask::<Value>("document.querySelector('reading-mark').scrollIntoView()").await?;
    // The observer has told by the second frame; nothing may follow from it in the first second of a page of minutes.
    let after: Value = reader
        .window
        .execute_async(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0, true)))",
            Vec::new(),
        )
        .await?
        .convert()?;
    assert_eq!(after, json!(true));
    assert!(reader.ask::<bool>(&format!("return !({KEPT}['read/customers/tiers'])")).await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_front_page_leads_back_to_where_one_was() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/index.html")).await?;
    assert!(reader.ask::<bool>("return document.querySelector('.continue').hidden").await?, "nothing was begun");
    reader.open(&place.address(LESSON)).await?;
    reader.open(&place.address("en/index.html")).await?;
    reader.until("it leads back", "document.querySelector('.continue a')?.checkVisibility()").await?;
    reader.click(".continue a").await?;
    // In the other language too: pages have the same name there.
    reader.until_at(&place, "en/customers/tiers/index.html").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn two_tabs_keep_each_others_work_and_show_it() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/customers/index.html")).await?;
    let first = reader.window.window().await?;
    let second = reader.window.new_tab().await?;
    reader.window.switch_to_window(second.clone()).await?;
    reader.open(&place.address("zh/customers/index.html")).await?;
    for turn in 0..10 {
        for (tab, name) in [(&first, "a"), (&second, "b")] {
            reader.window.switch_to_window(tab.clone()).await?;
            let set = format!("globalThis.onrampModules['record.js'].record.set('tick/{name}#{turn}', {{done: true}})");
            reader.ask::<Value>(&set).await?;
        }
    }
    let set = "globalThis.onrampModules['record.js'].record.set('read/customers/tiers', {on: '2026-11-20'})";
    reader.ask::<Value>(set).await?;
    reader.window.switch_to_window(first).await?;
    reader
        .until("the other tab's tick shows", "document.querySelector('a[data-page=\"customers/tiers\"] .tick')")
        .await?;
    reader.until("all is kept", &format!("Object.keys({KEPT}).length === 21")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_storage_that_refuses_is_said_and_the_page_works_on() -> WebDriverResult<()> {
    let refusals = [
        (
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})",
            "不让本站保存",
        ),
        ("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }", "满了"),
        ("localStorage['onramp:' + document.documentElement.dataset.site] = '{\"v\":2,\"items\":{}}'", "更新版本"),
    ];
    let place = Place::files(handbook());
    for (refusal, words) in refusals {
        let reader = Reader::new().await?;
        // A new document has no element before its first script, so the site's name is waited for.
        let source = match refusal.contains("dataset") {
            true => format!("document.addEventListener('readystatechange', () => {{ {refusal} }}, {{once: true}})"),
            false => refusal.to_owned(),
        };
        let cdp = reader.window.cdp();
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        reader.resize(NARROWEST).await?;
        reader.open(&place.address(LESSON)).await?;
        let notice = "document.querySelector('record-notice')";
        reader
            .until("it is said", &format!("{notice}.checkVisibility() && {notice}.innerText.includes('{words}')"))
            .await?;
        reader
            .ask::<Value>(
                "globalThis.onrampModules['record.js'].record.set('read/customers/tiers', {on: '2026-11-20'})",
            )
            .await?;
        reader.until("the page shows it", "document.querySelector('.reading-mark[hidden]') === null").await?;
        reader.click("record-notice button").await?;
        reader.until("it can be closed", &format!("!{notice}.checkVisibility()")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn progress_goes_into_a_file_is_cleared_and_comes_back() -> WebDriverResult<()> {
    for place in [Place::served(handbook(), "/").await, Place::files(handbook())] {
        let reader = with_a_record(&place).await?;
        reader.open(&place.address(PROGRESS)).await?;
        let folder = tempfile::tempdir()?;
        let allow = json!({ "behavior": "allow", "downloadPath": folder.path() });
        reader.window.cdp().send_raw("Browser.setDownloadBehavior", allow).await?;
        reader.click("[data-export]").await?;
        reader.until("it is said", "document.querySelector('.said p')?.innerText.includes('已导出')").await?;
        let start = std::time::Instant::now();
        let file = loop {
            // The file has another name until it is whole.
            let files: Vec<_> = folder.path().read_dir()?.flatten().map(|entry| entry.path()).collect();
            if let Some(file) = files.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "json")) {
                break file;
            }
            assert!(start.elapsed().as_secs() < 10, "the file never came");
            tokio::task::yield_now().await;
        };
        reader.ask::<Value>("document.querySelectorAll('details').forEach((part) => { part.open = true })").await?;
        reader.click("[data-part=customers] [data-reset]").await?;
        reader.click("dialog[open] button[value=no]").await?;
        assert!(reader.ask::<bool>(&format!("return !{KEPT}['read/customers/records'].gone")).await?);
        reader.click("[data-part=customers] [data-reset]").await?;
        reader.click("dialog[open] button[value=yes]").await?;
        let gone = format!("{KEPT}['read/customers/records'].gone && {KEPT}['answer/customers/records#a'].gone");
        reader.until("the chapter is cleared", &gone).await?;

        let foreign = folder.path().join("foreign.json");
        std::fs::write(&foreign, std::fs::read_to_string(&file)?.replacen("\"onramp\": \"", "\"onramp\": \"x", 1))?;
        choose(&reader, &foreign).await?;
        reader
            .until("it is refused", "document.querySelector('.import-error').innerText.includes('另一个网站')")
            .await?;
        let plan = folder.path().join("plan.json");
        std::fs::write(&plan, "{\"format\":\"onramp-plan\",\"version\":1,\"items\":[]}")?;
        choose(&reader, &plan).await?;
        reader
            .until("it is said what it is", "document.querySelector('.import-error').innerText.includes('保存给主管')")
            .await?;
        // What another version keeps is counted at least.
        let other = folder.path().join("other.json");
        let text = std::fs::read_to_string(&file)?;
        let (head, _) = text.split_once("\"items\"").expect("the file has items");
        std::fs::write(&other, format!("{head}\"items\": {{\"game/a\": {{\"t\": 5}}}}}}"))?;
        choose(&reader, &other).await?;
        let list = "document.querySelector('.import-preview li')?.innerText === '其他记录：1 条'";
        reader.until("the list is not empty", list).await?;
        reader.click("[data-cancel]").await?;
        choose(&reader, &file).await?;
        reader.until("it is asked", "document.querySelector('.import-preview').checkVisibility()").await?;
        assert!(reader.ask::<bool>(&format!("return Boolean({gone})")).await?, "a preview changes nothing");
        reader.click("[data-merge]").await?;
        let back = format!(
            "{KEPT}['read/customers/records'].on === '2026-11-18' && {KEPT}['answer/customers/records#a'].right"
        );
        reader.until("it is back", &back).await?;
        reader.click(".said button").await?;
        reader.until("that can be undone", &gone).await?;
    }
    Ok(())
}

async fn choose(reader: &Reader, file: &std::path::Path) -> WebDriverResult<()> {
    let field = reader.window.find(By::Css("[data-import]")).await?;
    field.send_keys(file.to_str().expect("the path is UTF-8")).await
}
