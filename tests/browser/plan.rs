//! Plans: due days, ticks that follow from what the reader did, signatures, the calendar, and what is due today.

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::accessibility::faults;
use crate::reader::{DESK, NARROWEST, PHONE, Place, Reader};
use crate::sites::site;

async fn at_the_plan(place: &Place, language: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&place.address(&format!("{language}/plan/index.html"))).await?;
    Ok(reader)
}

impl Reader {
    /// Fills in a field of the plan. A date field takes its parts in an order that depends on the browser's language.
    async fn set(&self, field: &str, value: &str) -> WebDriverResult<()> {
        let script = "const [name, value] = arguments; const field = document.querySelector(`.plan [name=${name}]`);
            field.value = value; field.dispatchEvent(new Event('input', { bubbles: true }));";
        self.window.execute(script, vec![field.into(), value.into()]).await?;
        Ok(())
    }

    async fn text(&self, selector: &str) -> WebDriverResult<String> {
        self.ask(&format!("return document.querySelector('{selector}').textContent.trim()")).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn due_days_pass_the_end_of_a_month_and_a_holiday() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::files(&site);
    let reader = at_the_plan(&place, "zh").await?;
    assert_eq!(reader.text("#sit-in .item-due").await?, "开始后 5 个工作日");
    // A date that is the same for everybody needs no start.
    assert!(reader.text("#visit .item-due").await?.contains("3 月 31 日，"));

    // A Friday; the Sunday after it is worked, and the Friday after that is the first day of Spring Festival.
    reader.set("start", "2027-01-29").await?;
    for (item, day) in [
        ("read", "2027 年 1 月 31 日"),
        ("rehearse", "2027 年 2 月 28 日"),
        ("tiers", "2027 年 1 月 31 日"),
        ("sit-in", "2027 年 2 月 4 日"),
        ("visit", "2027 年 3 月 31 日"),
        ("handover", "2027 年 1 月 24 日"),
    ] {
        // The year is only said when it is not this one.
        let due = reader.text(&format!("#{item} .item-due")).await?;
        assert!(due.starts_with(day) || due.starts_with(day.trim_start_matches("2027 年 ")), "{item}: {due}");
        assert!(due.contains("还有") || due.contains("已过期") || due.contains("今天"), "{item}: {due}");
    }
    // The working day after the festival's last, then the Sunday that is worked.
    reader.set("start", "2027-02-10").await?;
    let due = reader.text("#tiers .item-due").await?;
    assert!(due.contains("2 月 12 日"), "{due}");
    reader.set("start", "2027-02-12").await?;
    let due = reader.text("#tiers .item-due").await?;
    assert!(due.contains("2 月 14 日"), "{due}");
    Ok(())
}

/// Sets the start so many days before today, by the browser's own calendar.
const STARTED: &str = "
    const day = new Date(); day.setDate(day.getDate() - arguments[0]);
    const two = (n) => String(n).padStart(2, '0');
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
";

async fn start_days_ago(reader: &Reader, days: i64) -> WebDriverResult<()> {
    let day: String = reader.window.execute(STARTED, vec![days.into()]).await?.convert()?;
    reader.set("start", &day).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn ticks_follow_from_what_was_done_and_last() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::served(&site, "/").await;
    let reader = at_the_plan(&place, "en").await?;
    start_days_ago(&reader, 2).await?;
    assert!(reader.text("#read .item-due").await?.ends_with(", today"));
    assert!(reader.text("#handover .item-due").await?.ends_with(", 7 days overdue"));
    // Whether the first working day has passed, too, depends on today's weekday.
    let progress = reader.text("#plan-progress").await?;
    assert!(["0 of 7 done, 2 overdue", "0 of 7 done, 3 overdue"].contains(&progress.as_str()), "{progress}");

    // What ticks itself cannot be ticked; what does not can, and a link in brackets does not make it tick itself.
    assert!(reader.ask::<bool>("return document.querySelector('#read > input').disabled").await?);
    reader.click("#sit-in > input").await?;

    reader.open(&place.address("en/talk/index.html")).await?;
    for _ in 0..2 {
        reader.click(".chat-choices li:first-child button").await?;
    }
    reader.open(&place.address("en/plan/index.html")).await?;
    let ticked = |item: &str| format!("document.querySelector('#{item} > input').checked");
    reader.until("the conversation that was passed is ticked", &ticked("rehearse")).await?;
    reader.until("the tick by hand is still there", &ticked("sit-in")).await?;
    assert!(!reader.ask::<bool>(&format!("return {}", ticked("read"))).await?);

    // Another language is another edition of the same plan.
    reader.open(&place.address("zh/plan/index.html")).await?;
    reader.until("the tick is there too", &ticked("sit-in")).await?;
    // One's own role hides what is for others.
    reader.set("role", "new-hire").await?;
    reader
        .until(
            "not for this role",
            "document.getElementById('transfer').hidden && !document.getElementById('new').hidden",
        )
        .await?;
    let progress = reader.text("#plan-progress").await?;
    assert!(["已完成 2 / 6 项，1 项过期", "已完成 2 / 6 项，2 项过期"].contains(&progress.as_str()), "{progress}");
    assert!(reader.happened().await?.trouble.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_mentor_signs_with_name_and_date() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let reader = at_the_plan(&Place::files(&site), "en").await?;
    reader.click("#visit .sign-open").await?;
    reader.until("the name has the focus", "document.activeElement.matches('#visit [name=by]')").await?;
    reader.window.action_chain().send_keys("Li Fang").perform().await?;
    reader.press(Key::Enter).await?;
    reader.until("it is ticked", "document.querySelector('#visit > input').checked").await?;
    let said = reader.text("#visit .item-signer").await?;
    assert!(said.starts_with("Signed by Li Fang, "), "{said}");
    let kept = reader.kept("tick/plan#visit").await?;
    assert_eq!((&kept["done"], &kept["by"]), (&true.into(), &"Li Fang".into()));
    reader.until("the way back has the focus", "document.activeElement.matches('#visit .sign-undo')").await?;
    reader.press(Key::Enter).await?;
    reader.until("it is open again", "!document.querySelector('#visit > input').checked").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_signature_has_a_name_and_a_day_that_has_come() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let reader = at_the_plan(&Place::files(&site), "en").await?;
    reader.click("#visit .sign-open").await?;
    let today: String = reader.window.execute(STARTED, vec![0.into()]).await?.convert()?;
    let tomorrow: String = reader.window.execute(STARTED, vec![(-1).into()]).await?.convert()?;
    let sign = "const [by, on] = arguments; const form = document.querySelector('#visit form');
        form.by.value = by; form.on.value = on; form.requestSubmit(); return form.hidden;";
    for (by, on) in [("  ", today.as_str()), ("Li Fang", &tomorrow), ("Li Fang", "0026-11-20"), ("Li Fang", "")] {
        let taken: bool = reader.window.execute(sign, vec![by.into(), on.into()]).await?.convert()?;
        assert!(!taken, "{by:?} {on:?}");
    }
    assert!(reader.kept("tick/plan#visit").await?.is_null());
    assert!(reader.window.execute(sign, vec![" Li Fang ".into(), today.into()]).await?.convert::<bool>()?);
    assert_eq!(reader.kept("tick/plan#visit").await?["by"], "Li Fang");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_start_that_is_a_slip_is_not_taken_and_one_can_be_taken_back() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::served(&site, "/").await;
    let reader = at_the_plan(&place, "en").await?;
    reader.set("start", "2027-01-29").await?;
    for slip in ["9999-12-31", "0202-01-29"] {
        reader.set("start", slip).await?;
        assert_eq!(reader.kept("plan/plan").await?["start"], "2027-01-29", "{slip}");
    }
    reader.set("start", "").await?;
    assert!(reader.kept("plan/plan").await?["start"].is_null());
    assert_eq!(reader.text("#sit-in .item-due").await?, "5 working days after the start");

    // Kept by an earlier version.
    let slip = "globalThis.onrampModules['record.js'].record.set('plan/plan', {start: '9999-12-31'}); return null";
    reader.ask::<Value>(slip).await?;
    for page in ["en/plan/index.html", "en/index.html"] {
        reader.open(&place.address(page)).await?;
        assert!(reader.happened().await?.trouble.is_empty(), "{page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_plan_in_two_tabs_keeps_what_each_was_told() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::served(&site, "/").await;
    let reader = at_the_plan(&place, "en").await?;
    let first = reader.window.window().await?;
    let second = reader.window.new_tab().await?;
    reader.window.switch_to_window(second).await?;
    reader.open(&place.address("en/plan/index.html")).await?;
    reader.set("start", "2027-01-29").await?;
    reader.set("role", "new-hire").await?;
    reader.window.switch_to_window(first).await?;
    reader.until("it shows here", "document.querySelector('.plan [name=start]').value === '2027-01-29'").await?;
    reader.set("name", "Li Fang").await?;
    let kept = reader.kept("plan/plan").await?;
    let all = (&kept["start"], &kept["role"], &kept["name"]);
    assert_eq!(all, (&"2027-01-29".into(), &"new-hire".into(), &"Li Fang".into()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_left_open_overnight_shows_the_new_day() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::served(&site, "/").await;
    let reader = at_the_plan(&place, "en").await?;
    start_days_ago(&reader, 2).await?;
    let night = "const before = Date.now; Date.now = () => before() + 86_400_000;
        document.dispatchEvent(new Event('visibilitychange')); return null";
    assert!(reader.text("#read .item-due").await?.ends_with(", today"));
    let before = reader.text("#plan-progress").await?;
    reader.ask::<Value>(night).await?;
    assert!(reader.text("#read .item-due").await?.ends_with(", 1 day overdue"));
    let later = reader.text("#plan-progress").await?;
    assert!(later.starts_with("0 of 7 done, ") && later != before, "{later}");
    reader.open(&place.address("en/index.html")).await?;
    reader.ask::<Value>(night).await?;
    let dues: String = reader.ask("return document.querySelector('.today ol').textContent").await?;
    assert!(dues.contains(", 1 day overdue"), "{dues}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn my_progress_counts_each_list_and_what_ticks_itself() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::served(&site, "/").await;
    let reader = at_the_plan(&place, "en").await?;
    reader.click("#sit-in > input").await?;
    reader.click("#handover > input").await?;
    let read = "globalThis.onrampModules['record.js'].record.set('read/talk', {on: '2026-11-20'}); return null";
    reader.ask::<Value>(read).await?;
    reader.open(&place.address("en/progress/index.html")).await?;
    for (list, state) in [("week1", "2 items done"), ("transfer", "1 item done"), ("new", "Nothing ticked")] {
        let said = reader.text(&format!("[data-id=\"plan#{list}\"] .state")).await?;
        assert_eq!(said, state, "{list}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_front_page_says_what_is_due_next() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::served(&site, "/a/b/").await;
    let reader = Reader::new().await?;
    let front = place.address("en/index.html");
    reader.open(&front).await?;
    reader.until("it invites to set a date", "document.querySelector('.today-invitation').checkVisibility()").await?;
    reader.click(".today-invitation a").await?;
    reader.until_at(&place, "en/plan/index.html").await?;
    start_days_ago(&reader, 0).await?;
    reader.set("role", "new-hire").await?;

    reader.open(&front).await?;
    let shown = "[...document.querySelectorAll('.today li')].filter((item) => item.checkVisibility())";
    reader.until("three are shown", &format!("{shown}.length === 3")).await?;
    let first: String = reader.ask(&format!("return {shown}[0].textContent.trim()")).await?;
    assert!(
        first.starts_with("Get to know the products") || first.starts_with("Tier ten practice customers"),
        "{first}"
    );
    let hidden: bool = reader.ask("return document.querySelector('.today-invitation').checkVisibility()").await?;
    assert!(!hidden);
    reader.click(".today li:not([hidden]) a").await?;
    reader
        .until(
            "it leads to the item",
            "location.hash.length > 1 && document.querySelector(location.hash).matches('.item')",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_plan_is_taken_along_as_a_calendar_and_a_file() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let reader = at_the_plan(&Place::files(&site), "zh").await?;
    assert!(
        reader.ask::<bool>("return document.querySelector('[data-action=calendar]').disabled === false").await?,
        "a fixed date is a date"
    );
    reader.set("start", "2027-01-29").await?;
    reader.set("name", "王小明").await?;
    // Catches what would be downloaded.
    reader.window.execute("window.taken = {}; URL.createObjectURL = (blob) => { blob.text().then((text) => { taken.text = text; }); return 'blob:x'; };
        HTMLAnchorElement.prototype.click = function () { taken.name = this.download; };", Vec::new()).await?;
    reader.click("[data-action=calendar]").await?;
    reader.until("there is a calendar", "taken.text?.startsWith('BEGIN:VCALENDAR')").await?;
    let text: String = reader.ask("return taken.text").await?;
    assert!(
        text.contains("UID:day.tiers.plan@rehearsal\r\n") && text.contains("DUE;VALUE=DATE:20270131\r\n"),
        "{text}"
    );
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 7);
    assert_eq!(reader.ask::<String>("return taken.name").await?, "plan.ics");

    reader.click("[data-action=save]").await?;
    reader.until("there is a file", "taken.text?.startsWith('{')").await?;
    let file: Value = serde_json::from_str(&reader.ask::<String>("return taken.text").await?).expect("it is JSON");
    assert_eq!(
        (&file["name"], &file["start"], &file["items"][2]["due"]),
        (&"王小明".into(), &"2027-01-29".into(), &"2027-01-31".into())
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn plans_follow_the_rules_in_every_state() -> WebDriverResult<()> {
    let site = site("rehearsal");
    let place = Place::files(&site);
    for (window, scheme) in [(DESK, "light"), (PHONE, "dark"), (NARROWEST, "light")] {
        let reader = at_the_plan(&place, "zh").await?;
        reader.resize(window).await?;
        reader.prefer(scheme).await?;
        let mut wrong = faults(&reader).await?;
        start_days_ago(&reader, 10).await?;
        reader.click("#tiers > input").await?;
        reader.click("#visit .sign-open").await?;
        wrong.extend(faults(&reader).await?);
        assert!(reader.ask::<u32>("return document.documentElement.scrollWidth").await? <= window.0);
        reader.open(&place.address("zh/index.html")).await?;
        wrong.extend(faults(&reader).await?);
        assert_eq!(wrong, [""; 0], "{window:?} {scheme}");
    }
    Ok(())
}
