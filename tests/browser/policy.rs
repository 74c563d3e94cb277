//! Policies: to confirm a version, a changed one, one whose year is over, the receipt, and what follows from it elsewhere.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::faults;
use crate::reader::{DESK, NARROWEST, PHONE, Place, Reader};
use crate::sites::{project, site};

const GIFTS: &str = "zh/rules/gifts/index.html";

/// Lets the browser believe that it is another day, from the next page on.
async fn on_the_day(reader: &Reader, day: &str) -> WebDriverResult<()> {
    let source = format!("{{ const now = new Date('{day}T09:00:00').getTime(); Date.now = () => now; }}");
    let cdp = reader.window.cdp();
    cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    Ok(())
}

impl Reader {
    async fn said(&self) -> WebDriverResult<String> {
        self.ask("return document.querySelector('.policy-state').innerText.trim()").await
    }

    async fn shows(&self, selector: &str) -> WebDriverResult<bool> {
        self.ask(&format!("return Boolean(document.querySelector('{selector}')?.checkVisibility())")).await
    }

    async fn confirm(&self, name: &str) -> WebDriverResult<()> {
        let field = self.window.find(By::Css(".policy-confirm input")).await?;
        field.clear().await?;
        field.send_keys(name).await?;
        self.click(".policy-confirm button").await?;
        self.until("it is confirmed", "document.querySelector('.policy').dataset.state === 'current'").await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_version_is_confirmed_ticks_the_plan_and_can_be_taken_back() -> WebDriverResult<()> {
    let site = site("policies");
    for place in [Place::served(&site, "/a/").await, Place::files(&site)] {
        let reader = Reader::new().await?;
        on_the_day(&reader, "2027-01-31").await?;
        reader.open(&place.address(GIFTS)).await?;
        assert!(reader.said().await?.starts_with("读完以后"));
        reader.confirm("王小明").await?;
        assert_eq!(reader.said().await?, "你已在 2027 年 1 月 31 日确认这一版，有效期到 2028 年 1 月 31 日。");
        reader.until("what is said has the focus", "document.activeElement.matches('.policy-state')").await?;
        let kept = reader.kept("ack/rules/gifts").await?;
        let version: String = reader.ask("return document.querySelector('.policy').dataset.version").await?;
        assert_eq!(
            (&kept["version"], &kept["on"], &kept["name"]),
            (&version.clone().into(), &"2027-01-31".into(), &"王小明".into())
        );
        assert!(
            reader
                .ask::<bool>(&format!("return document.querySelector('.about').innerText.includes('版本 {version}')"))
                .await?
        );

        // The other policy, without a name, in the other language, is confirmed for good.
        reader.open(&place.address("en/rules/data/index.html")).await?;
        reader.confirm("").await?;
        assert_eq!(reader.said().await?, "You confirmed this version on 31 January 2027.");
        assert_eq!(reader.kept("ack/rules/data").await?["name"], Value::Null);
        for language in ["zh", "en"] {
            reader.open(&place.address(&format!("{language}/plan/index.html"))).await?;
            reader.until("both are ticked", "document.querySelectorAll('.item > input:checked').length === 2").await?;
        }
        reader.open(&place.address("zh/rules/data/index.html")).await?;
        assert_eq!(reader.said().await?, "你已在 2027 年 1 月 31 日确认这一版。（读的是 English 版）");
        assert!(!reader.shows("[data-undo]").await?, "that was another visit");

        reader.open(&place.address("zh/progress/index.html")).await?;
        let state = "document.querySelector('[data-of=\"rules/gifts\"] .state').textContent";
        reader.until("progress lists it", &format!("{state}.includes('2027 年 1 月 31 日确认')")).await?;
        reader.open(&place.address("zh/rules/data/index.html")).await?;
        assert!(reader.happened().await?.trouble.is_empty());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_mistaken_click_is_taken_back_by_keyboard() -> WebDriverResult<()> {
    let site = site("policies");
    let reader = Reader::new().await?;
    reader.open(&Place::files(&site).address(GIFTS)).await?;
    reader.ask::<Value>("document.querySelector('.policy-confirm input').focus()").await?;
    reader.press(Key::Tab).await?;
    reader.press(Key::Enter).await?;
    reader.until("it is confirmed", "document.querySelector('.policy').dataset.state === 'current'").await?;
    for _ in 0..3 {
        reader.press(Key::Tab).await?;
    }
    reader.until("the way back has the focus", "document.activeElement.matches('[data-undo]')").await?;
    reader.press(Key::Enter).await?;
    reader.until("it is open again", "document.querySelector('.policy').dataset.state === 'open'").await?;
    reader.until("and asks again", "document.activeElement.matches('.policy-confirm button')").await?;
    assert_eq!(reader.kept("ack/rules/gifts").await?["gone"], Value::Bool(true));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_year_later_it_is_asked_again() -> WebDriverResult<()> {
    let site = site("policies");
    let place = Place::files(&site);
    let ticked = "document.querySelector('#gifts > input').checked";
    let reader = Reader::new().await?;
    on_the_day(&reader, "2028-02-29").await?;
    for page in [GIFTS, "zh/rules/data/index.html"] {
        reader.open(&place.address(page)).await?;
        reader.confirm("王小明").await?;
    }
    // The last day of a year that began on a day the next year has not.
    on_the_day(&reader, "2029-02-28").await?;
    reader.open(&place.address("zh/plan/index.html")).await?;
    reader.until("it still holds", ticked).await?;

    on_the_day(&reader, "2029-03-01").await?;
    reader.open(&place.address("zh/plan/index.html")).await?;
    let undone = format!("!{ticked} && document.querySelector('#data > input').checked");
    reader.until("only the yearly one is asked for again", &undone).await?;
    reader.open(&place.address("zh/progress/index.html")).await?;
    let state = "document.querySelector('[data-of=\"rules/gifts\"] .state').textContent";
    reader.until("progress says so", &format!("{state}.includes('确认已于 2029 年 2 月 28 日到期')")).await?;
    reader.open(&place.address(GIFTS)).await?;
    let said = reader.said().await?;
    assert!(said.starts_with("你在 2028 年 2 月 29 日的确认有效期到 2029 年 2 月 28 日，已经到期"), "{said}");
    reader.confirm("王小明").await?;
    assert!(reader.said().await?.contains("2030 年 3 月 1 日"));
    // To take that back brings back what was there before.
    reader.click("[data-undo]").await?;
    assert_eq!(reader.kept("ack/rules/gifts").await?["on"], "2028-02-29");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_changed_version_is_asked_again() -> WebDriverResult<()> {
    let folder = tempfile::tempdir()?;
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/policies");
    copy(&from, folder.path())?;
    let page = folder.path().join("content/zh/rules/01-gifts.md");
    let text = std::fs::read_to_string(&page)?;
    let place = Place::files(&project("policies-changed", folder.path()));
    let reader = Reader::new().await?;
    on_the_day(&reader, "2027-01-31").await?;
    reader.open(&place.address(GIFTS)).await?;
    reader.confirm("").await?;

    // Another owner and other lines are the same policy.
    let relaid = text.replace("owner: compliance", "owner: Legal").replace("一律不收。", "\n一律不收。\n");
    std::fs::write(&page, relaid.replace("## 登记", "## 登记 {#register}"))?;
    project("policies-changed", folder.path());
    reader.open(&place.address(GIFTS)).await?;
    assert!(reader.said().await?.starts_with("你已在"));

    std::fs::write(&page, text.replace("200 元", "100 元"))?;
    project("policies-changed", folder.path());
    reader.open(&place.address(GIFTS)).await?;
    let said = reader.said().await?;
    assert!(said.starts_with("你在 2027 年 1 月 31 日确认过，之后内容有变更"), "{said}");
    reader.open(&place.address("zh/progress/index.html")).await?;
    let state = "document.querySelector('[data-of=\"rules/gifts\"] .state').textContent";
    reader.until("progress says so", &format!("{state}.includes('2027 年 1 月 31 日确认过，之后有变更')")).await?;
    reader.open(&place.address("zh/plan/index.html")).await?;
    assert!(!reader.ask::<bool>("return document.querySelector('#gifts > input').checked").await?);
    reader.open(&place.address(GIFTS)).await?;
    reader.confirm("").await?;
    reader.open(&place.address("zh/plan/index.html")).await?;
    reader.until("the new one ticks", "document.querySelector('#gifts > input').checked").await
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(std::fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}

/// The pieces of the page that would be on paper.
async fn on_paper(reader: &Reader) -> WebDriverResult<String> {
    let cdp = reader.window.cdp();
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let text = reader.ask("return document.body.innerText").await?;
    cdp.send_raw("Emulation.setEmulatedMedia", json!({ "media": "screen" })).await?;
    Ok(text)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_receipt_is_printed_alone_and_the_policy_without_it() -> WebDriverResult<()> {
    let site = site("policies");
    let place = Place::served(&site, "/a/").await;
    let reader = Reader::new().await?;
    on_the_day(&reader, "2027-01-31").await?;
    reader.open(&place.address(GIFTS)).await?;
    reader.confirm("").await?;
    reader.ask::<Value>("window.printed = 0; window.print = () => { printed += 1; }").await?;
    // Without a name there is no receipt: the field says so.
    reader.click(".policy-receipt button").await?;
    assert_eq!(reader.ask::<u32>("return printed").await?, 0);
    reader.window.find(By::Css(".policy-receipt input")).await?.send_keys("王小明").await?;
    reader.click(".policy-receipt button").await?;
    assert_eq!(reader.ask::<u32>("return printed").await?, 1);
    assert_eq!(reader.kept("ack/rules/gifts").await?["name"], "王小明");

    let paper = on_paper(&reader).await?;
    let hash: String = reader.ask("return document.querySelector('data.edition').value").await?;
    assert_eq!(hash.len(), 64);
    for part in [
        "本人声明",
        "王小明",
        "礼品与招待",
        &place.address(GIFTS),
        &hash[..8],
        &hash,
        "2027 年 1 月 31 日",
        "没有经过任何人核验",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    assert!(!paper.contains("200 元") && !paper.contains("打印回执"), "{paper}");
    reader.ask::<Value>("dispatchEvent(new Event('afterprint'))").await?;
    let paper = on_paper(&reader).await?;
    assert!(paper.contains("200 元") && paper.contains(&format!("版本 {}", &hash[..8])), "{paper}");
    assert!(!paper.contains("本人声明") && !paper.contains("打印回执"), "{paper}");
    // Nothing of it shows on the screen.
    assert!(!reader.shows(".policy-paper").await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_the_policy_can_be_read() -> WebDriverResult<()> {
    let site = site("policies");
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    reader.open(&Place::files(&site).address(GIFTS)).await?;
    let text = reader.window.find(By::Tag("main")).await?.text().await?;
    assert!(text.contains("200 元") && text.contains("确认需要 JavaScript"), "{text}");
    assert!(!text.contains("我已阅读"), "{text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn policies_follow_the_rules_in_every_state() -> WebDriverResult<()> {
    let site = site("policies");
    let place = Place::files(&site);
    for (window, scheme, language) in [(DESK, "light", "zh"), (PHONE, "dark", "en"), (NARROWEST, "light", "en")] {
        let reader = Reader::new().await?;
        reader.resize(window).await?;
        reader.prefer(scheme).await?;
        on_the_day(&reader, "2027-01-31").await?;
        let page = place.address(&format!("{language}/rules/gifts/index.html"));
        reader.open(&page).await?;
        let mut wrong = faults(&reader).await?;
        reader.confirm("A").await?;
        wrong.extend(faults(&reader).await?);
        assert!(reader.ask::<u32>("return document.documentElement.scrollWidth").await? <= window.0);
        on_the_day(&reader, "2028-02-01").await?;
        reader.open(&page).await?;
        assert_eq!(reader.ask::<String>("return document.querySelector('.policy').dataset.state").await?, "lapsed");
        wrong.extend(faults(&reader).await?);
        reader.ask::<Value>("globalThis.onrampModules['record.js'].record.set('ack/rules/gifts', {version: '00000000', on: '2027-01-31'})").await?;
        reader.until("it is changed", "document.querySelector('.policy').dataset.state === 'changed'").await?;
        wrong.extend(faults(&reader).await?);
        assert!(reader.ask::<u32>("return document.documentElement.scrollWidth").await? <= window.0);
        assert_eq!(wrong, [""; 0], "{window:?} {scheme}");
    }
    Ok(())
}
