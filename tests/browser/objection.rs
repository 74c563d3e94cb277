//! Objection cards: found by filters that stand in the address, read in the order of a call, practised, printed.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::{Faults, faults};
use crate::reader::{DESK, NARROWEST, PHONE, Place, Reader};
use crate::sites::{handbook, site};

const PLAYBOOK: &str = "zh/playbook/index.html";
const CARD: &str = "zh/playbook/price/index.html";

/// The record as it stands in the storage.
const KEPT: &str =
    "JSON.parse(localStorage['onramp:' + document.documentElement.dataset.site] ?? '{\"items\":{}}').items";

/// The cards that can be seen, by the last part of their key.
const SHOWN: &str = "[...document.querySelectorAll('.playbook-card')].filter((card) => card.checkVisibility())\
                     .map((card) => card.dataset.card.split('/').at(-1)).join(' ')";

const EVERY_CARD: &str = "budget price later next-year terms";

/// The playbook in a browser with nothing kept.
async fn playbook(place: &Place, query: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&format!("{}{query}", place.address(PLAYBOOK))).await?;
    reader.until("the filters are there", "document.querySelector('.playbook-filters').checkVisibility()").await?;
    Ok(reader)
}

async fn shows(reader: &Reader, cards: &str) -> WebDriverResult<()> {
    reader.until(&format!("the cards are {cards:?}"), &format!("{SHOWN} === '{cards}'")).await
}

async fn says(reader: &Reader, words: &str) -> WebDriverResult<()> {
    let said = "document.querySelector('.playbook-count [role=status]').innerText.trim()";
    reader.until(&format!("it says {words:?}"), &format!("{said} === '{words}'")).await
}

async fn type_into(reader: &Reader, selector: &str, keys: impl Into<TypingData>) -> WebDriverResult<()> {
    reader.window.find(By::Css(selector)).await?.send_keys(keys).await
}

/// Types on whatever has the focus.
async fn strike(reader: &Reader, keys: &str) -> WebDriverResult<()> {
    reader.window.action_chain().send_keys(keys).perform().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn filters_work_from_the_keyboard_and_live_in_the_address() -> WebDriverResult<()> {
    let objections = site("objections");
    for place in [Place::served(&objections, "/a/b/").await, Place::files(&objections)] {
        let reader = playbook(&place, "").await?;
        shows(&reader, EVERY_CARD).await?;
        says(&reader, "共 5 张卡片").await?;
        // A letter chooses in a list, as for any list.
        type_into(&reader, "select[name=category]", "价").await?;
        shows(&reader, "budget price").await?;
        says(&reader, "5 张卡片中的 2 张").await?;
        type_into(&reader, "select[name=stage]", Key::Down + Key::Down).await?;
        shows(&reader, "price").await?;
        let address = reader.address().await?;
        assert!(address.ends_with("?category=price&stage=S3"), "{address}");
        assert!(
            reader
                .ask::<bool>("return document.querySelector('[data-action=practise]').innerText.includes('1')")
                .await?
        );

        reader.window.back().await?;
        reader.window.back().await?;
        shows(&reader, "budget price").await?;
        reader.window.back().await?;
        shows(&reader, EVERY_CARD).await?;
        let fields = "[...document.querySelectorAll('select')].every((field) => field.value === '')";
        reader.until("the fields follow", fields).await?;
        reader.window.forward().await?;
        shows(&reader, "budget price").await?;

        reader.open(&address).await?;
        shows(&reader, "price").await?;
        reader.click("[data-action=clear]").await?;
        shows(&reader, EVERY_CARD).await?;
        assert!(!reader.address().await?.contains('?'));
        let focus = "document.activeElement.name === 'q'";
        reader.until("the keyboard is where the filters begin", focus).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn words_narrow_the_list_and_nothing_found_is_said() -> WebDriverResult<()> {
    let objections = site("objections");
    let place = Place::files(&objections);
    // A card that anybody may say is for every role, and unknown values ask for nothing.
    let reader = playbook(&place, "?role=finance&category=gone").await?;
    shows(&reader, "budget price later terms").await?;
    type_into(&reader, "input[name=q]", "便宜").await?;
    // Not its first sentence, but one of its others.
    shows(&reader, "price").await?;
    assert!(reader.address().await?.contains("q=%E4%BE%BF%E5%AE%9C"));
    type_into(&reader, "input[name=q]", "宜").await?;
    shows(&reader, "").await?;
    says(&reader, "没有符合条件的卡片，换个条件试试。").await?;
    assert!(!reader.ask::<bool>("return document.querySelector('[data-action=practise]').checkVisibility()").await?);
    reader.click("[data-action=clear]").await?;
    shows(&reader, EVERY_CARD).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_card_leads_to_its_like_and_to_lessons_and_they_lead_back() -> WebDriverResult<()> {
    let objections = site("objections");
    let place = Place::files(&objections);
    let reader = Reader::new().await?;
    reader.open(&place.address(CARD)).await?;
    let parts: Vec<String> =
        reader.ask("return [...document.querySelectorAll('.card-part')].map((part) => part.dataset.part)").await?;
    assert_eq!(parts, ["concern", "ask", "respond", "proof", "never", "next"]);
    let size = "(selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)";
    assert!(reader.ask::<bool>(&format!("const size = {size}; return size('.said') > 1.5 * size('h1')")).await?);
    reader.window.find(By::LinkText("谈判")).await?.click().await?;
    reader.until("the address asks for the stage", "location.search === '?stage=S4'").await?;
    shows(&reader, "price terms").await?;

    reader.open(&place.address(CARD)).await?;
    reader.click(".related:not(.related-cards) a").await?;
    reader.until_at(&place, "zh/skills/pricing/index.html").await?;
    let cards: Vec<String> =
        reader.ask("return [...document.querySelectorAll('.related-cards q')].map((said) => said.innerText)").await?;
    // One that the lesson names, one that names the lesson.
    assert_eq!(cards, ["今年没做这块预算", "太贵了"]);
    reader.click(".related-cards li:nth-child(2) a").await?;
    reader.until_at(&place, CARD).await?;
    reader.click(".turn-next").await?;
    // Cards follow each other by category, in the order of onramp.yaml.
    reader.until_at(&place, "zh/playbook/later/index.html").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn words_to_say_are_copied_without_the_marks_around_them() -> WebDriverResult<()> {
    let objections = site("objections");
    let place = Place::files(&objections);
    let reader = Reader::new().await?;
    reader.open(&place.address(CARD)).await?;
    reader.ask::<Value>("navigator.clipboard.writeText = async (text) => { window.copied = text }").await?;
    assert_eq!(reader.ask::<u32>("return document.querySelectorAll('.talk .copy').length").await?, 4);
    reader.ask::<Value>("document.querySelector('.talk .copy').focus()").await?;
    reader.press(Key::Enter).await?;
    reader.until("it is copied", "window.copied === '您接着说，我先记下来。'").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn cards_are_practised_by_keyboard_and_come_back_in_the_review() -> WebDriverResult<()> {
    let objections = site("objections");
    for place in [Place::served(&objections, "/").await, Place::files(&objections)] {
        let reader = playbook(&place, "?category=price").await?;
        reader.ask::<Value>("document.querySelector('[data-action=practise]').focus()").await?;
        reader.press(Key::Enter).await?;
        let front = "document.activeElement.matches('dialog[open] .card-front')";
        reader.until("the customer speaks first", front).await?;
        let seen = "(part) => document.querySelector(`dialog ${part}`).checkVisibility()";
        assert!(!reader.ask::<bool>(&format!("return ({seen})('.card-back')")).await?);
        // A key for rating means nothing before the answer was seen.
        strike(&reader, "3").await?;
        strike(&reader, " ").await?;
        let back = "document.activeElement.matches('dialog[open] .card-back')";
        reader.until("the answer is there", back).await?;
        let answer: String = reader.ask("return document.querySelector('dialog .card-back').innerText").await?;
        let parts = ["背后的顾虑", "先问", "倾听", "“您接着说，我先记下来。”", "绝不要说", "下一步"];
        assert!(parts.iter().all(|part| answer.contains(part)), "{answer}");
        assert!(!answer.contains("听完，记下原话"), "only the words to say: {answer}");
        strike(&reader, "1").await?;
        reader
            .until(
                "the second card is there",
                &format!("{front} && document.querySelector('dialog h2').innerText.includes('2')"),
            )
            .await?;
        reader.click("dialog .review-show button").await?;
        reader.click("dialog .review-rate button[value='3']").await?;
        reader.until("the end is said", "document.activeElement.matches('.practice-end')").await?;
        let kept = format!(
            "Object.entries({KEPT}).filter(([key]) => /^schedule[/]playbook[/](price|budget)#card$/.test(key))"
        );
        let reps: Vec<u32> = reader.ask(&format!("return {kept}.map(([, item]) => item.reps)")).await?;
        assert_eq!(reps, [1, 1]);
        reader.click("dialog [data-action=again]").await?;
        reader.until("the forgotten one is asked again", front).await?;
        reader.press(Key::Enter).await?;
        reader.until("the answer is there", back).await?;
        strike(&reader, "4").await?;
        reader.until("the end is said", "document.activeElement.matches('.practice-end')").await?;
        reader.press(Key::Escape).await?;
        reader
            .until("it is closed, and the button has the focus", "document.activeElement.dataset.action === 'practise'")
            .await?;

        // Tomorrow both are due.
        let due = format!(
            "const record = globalThis.onrampModules['record.js'].record;
             for (const [key, item] of {kept}) record.set(key.slice(0), {{ ...item, due: '2020-01-01' }})"
        );
        reader.ask::<Value>(&due).await?;
        reader.open(&place.address("zh/review/index.html")).await?;
        for (turn, turning) in [(1, " "), (2, "\u{e007}")] {
            let place = format!("document.querySelector('.review-place').innerText.includes('第 {turn} ')");
            reader.until("the card is asked", &place).await?;
            assert!(!reader.ask::<bool>("return document.querySelector('.card-back').checkVisibility()").await?);
            strike(&reader, turning).await?;
            reader.until("it is turned", "document.activeElement.matches('.review-stage .card-back')").await?;
            strike(&reader, "3").await?;
        }
        reader.until("the review is done", "document.querySelector('.review-end').checkVisibility()").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_state_follows_the_rules_and_fits_a_narrow_telephone() -> WebDriverResult<()> {
    let objections = site("objections");
    let place = Place::files(&objections);
    let reader = Reader::new().await?;
    let mut wrong = Faults::default();
    let states = [
        ("the playbook", "zh/playbook/index.html", ""),
        ("nothing found", "en/playbook/index.html?q=zzz", ""),
        ("a card", "zh/playbook/price/index.html", ""),
        ("an English card", "en/playbook/price/index.html", ""),
        ("a lesson", "zh/skills/pricing/index.html", ""),
        ("a question", "zh/playbook/index.html", "document.querySelector('[data-action=practise]').click()"),
        (
            "an answer",
            "en/playbook/index.html",
            "document.querySelector('[data-action=practise]').click(); document.querySelector('dialog .review-show button').click()",
        ),
        (
            "the end",
            "zh/playbook/index.html?category=contract",
            "document.querySelector('[data-action=practise]').click(); document.querySelector('dialog .review-show button').click();
             document.querySelector('dialog .review-rate button').click()",
        ),
    ];
    for (state, page, act) in states {
        reader.open(&format!("{}{page}", place.root())).await?;
        reader.ask::<Value>(act).await?;
        for window in [DESK, PHONE, NARROWEST] {
            reader.resize(window).await?;
            for scheme in ["light", "dark"] {
                reader.prefer(scheme).await?;
                wrong.add(&format!("{state} at {} px, {scheme}", window.0), faults(&reader).await?);
            }
            let wide = "[document.documentElement, document.querySelector('dialog[open]')].filter(Boolean)\
                        .filter((box) => box.scrollWidth > box.clientWidth).length";
            assert_eq!(
                reader.ask::<u32>(&format!("return {wide}")).await?,
                0,
                "{state} scrolls sideways at {}",
                window.0
            );
        }
    }
    wrong.none()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_all_cards_are_listed_by_category() -> WebDriverResult<()> {
    let objections = site("objections");
    let place = Place::files(&objections);
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    reader.open(&place.address(PLAYBOOK)).await?;
    assert_eq!(reader.ask::<String>(&format!("return {SHOWN}")).await?, EVERY_CARD);
    let groups: Vec<String> = reader
        .ask("return [...document.querySelectorAll('.playbook-group h2')].map((group) => group.innerText)")
        .await?;
    assert_eq!(groups, ["价格", "时机", "合同"]);
    let idle =
        "[...document.querySelectorAll('button, input, select')].filter((field) => field.checkVisibility()).length";
    assert_eq!(reader.ask::<u32>(&format!("return {idle}")).await?, 0, "nothing that does nothing");
    reader.open(&place.address(CARD)).await?;
    let text: String = reader.ask("return document.querySelector('main').innerText").await?;
    assert!(text.contains("太贵了") && text.contains("《广告法》第九条"), "{text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_cards_of_the_handbook_fit_four_on_a_page() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    for language in ["zh", "en"] {
        reader.open(&place.address(&format!("{language}/playbook/index.html"))).await?;
        let cards: u32 = reader.ask("return document.querySelectorAll('.playbook-card').length").await?;
        assert_eq!(printed(&reader).await?, cards.div_ceil(4), "{cards} cards in {language}");
    }
    Ok(())
}

/// The pages of the PDF that a page prints to.
async fn printed(reader: &Reader) -> WebDriverResult<u32> {
    let pdf = reader.window.cdp().send_raw("Page.printToPDF", json!({ "preferCSSPageSize": true })).await?;
    let count = format!(
        "const pdf = atob('{}'); return pdf.match(/[/]Type\\s*[/]Page\\b/g).length",
        pdf["data"].as_str().expect("a PDF in base64")
    );
    reader.ask(&count).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn four_cards_are_printed_on_a_page_and_only_those_that_are_shown() -> WebDriverResult<()> {
    let objections = site("objections");
    let place = Place::files(&objections);
    for language in ["zh", "en"] {
        let reader = Reader::new().await?;
        let address = place.address(&format!("{language}/playbook/index.html"));
        reader.open(&address).await?;
        assert_eq!(printed(&reader).await?, 2, "five cards");
        reader.open(&format!("{address}?role=finance")).await?;
        reader.until("four are shown", &format!("{SHOWN} === 'budget price later terms'")).await?;
        assert_eq!(printed(&reader).await?, 1, "four cards");
        // Not longer than a quarter: 140 mm, at 96 px an inch, on paper of 194 mm between the margins.
        reader.resize((733, 1062)).await?;
        reader.window.cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let longest: f64 = reader
            .ask("return Math.max(...[...document.querySelectorAll('.playbook-card')].map((card) => card.getBoundingClientRect().height))")
            .await?;
        assert!((500.0..530.0).contains(&longest), "{longest} px");
        reader.open(&place.address(&format!("{language}/playbook/price/index.html"))).await?;
        assert_eq!(printed(&reader).await?, 1, "a card is one sheet");
    }
    Ok(())
}
