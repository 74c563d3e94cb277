//! The browser translates the page while it is read: every text becomes another one, in elements of its own. What decides
//! anything stands in values and attributes, so nothing breaks.

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::quiz::at;
use crate::reader::{Place, Reader};
use crate::sites::{handbook, site};

/// What the translation of Chromium does.
const TRANSLATE: &str = "
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const all = [];
    while (texts.nextNode()) if (texts.currentNode.data.trim() && !texts.currentNode.parentElement.closest('option, template, script')) all.push(texts.currentNode);
    for (const text of all) {
        const outer = document.createElement('font'), inner = document.createElement('font');
        text.replaceWith(outer);
        outer.append(inner);
        inner.append('x' + text.data);
    }
    return null";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn questions_are_judged() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, "zh/practice/index.html").await?;
    reader.ask::<Value>(TRANSLATE).await?;
    let value = "const question = document.querySelector('[data-id=\"price-first\"]');
        const right = question.answer.right[0];
        question.querySelector(`input[value=\"${right}\"]`).click();
        question.querySelector('button[value=sure]').click();
        return question.dataset.state";
    assert_eq!(reader.ask::<String>(value).await?, "right");
    let order = "const question = document.querySelector('[data-id=order]');
        const { order } = question.answer;
        const items = () => [...question.querySelectorAll('.order-item')].map((item) => item.dataset.value);
        order.forEach((value, place) => {
            while (items().indexOf(value) > place) question.querySelector(`[data-value=\"${value}\"] [data-move=up] path`).parentElement.parentElement.click();
        });
        question.querySelector('button[value=sure] font').click();
        return question.dataset.state";
    assert_eq!(reader.ask::<String>(order).await?, "right");
    Ok(())
}

async fn translated(place: &Place, page: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&place.address(page)).await?;
    reader.ask::<Value>(TRANSLATE).await?;
    Ok(reader)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_conversation_is_had_to_its_end() -> WebDriverResult<()> {
    let place = Place::files(&site("rehearsal"));
    let reader = translated(&place, "zh/talk/index.html").await?;
    reader.click(".chat-choices li:nth-child(1) button").await?;
    reader.ask::<Value>(TRANSLATE).await?;
    reader.click(".chat-choices li:nth-child(1) button").await?;
    reader.until("it is over", "document.querySelector('.chat-result').checkVisibility()").await?;
    assert_eq!(reader.kept("scenario/talk#too-expensive").await?["passed"], true);
    assert!(reader.happened().await?.trouble.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_plan_counts_and_is_signed() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = translated(&place, "zh/onboarding/index.html").await?;
    let start = "const field = document.querySelector('.plan [name=start]');
        field.value = '2026-11-23'; field.dispatchEvent(new Event('input', { bubbles: true })); return null";
    reader.ask::<Value>(start).await?;
    reader.click("#c04 > input").await?;
    reader.click("#c06 .sign-open").await?;
    reader.window.find(By::Css("#c06 [name=by]")).await?.send_keys("Li").await?;
    reader.click("#c06 .sign-form button").await?;
    assert_eq!(reader.kept("tick/onboarding#c06").await?["by"], "Li");
    reader.until("both count", "document.querySelector('#plan-progress').innerText.startsWith('已完成 2 /')").await?;
    assert!(reader.happened().await?.trouble.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn cards_are_filtered_and_practised_and_a_policy_is_confirmed() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = translated(&place, "zh/playbook/index.html").await?;
    let price = "const field = document.querySelector('select[name=category]');
        field.value = 'price'; field.dispatchEvent(new Event('change', { bubbles: true })); return null";
    reader.ask::<Value>(price).await?;
    let shown = "[...document.querySelectorAll('.playbook-card')].filter((card) => card.checkVisibility()).length";
    reader.until("some are shown", &format!("{shown} > 0 && {shown} < 10")).await?;
    reader.click("[data-action=practise]").await?;
    reader.ask::<Value>(TRANSLATE).await?;
    reader.click("dialog .review-show button").await?;
    reader.click("dialog .review-rate [value='3']").await?;
    let kept = "Object.keys(JSON.parse(localStorage['onramp:' + document.documentElement.dataset.site]).items)";
    reader.until("the rating is kept", &format!("{kept}.some((key) => key.endsWith('#card'))")).await?;
    reader.open(&place.address("zh/compliance/requirements/index.html")).await?;
    reader.ask::<Value>(TRANSLATE).await?;
    reader.click(".policy-confirm button").await?;
    reader.until("it is confirmed", "document.querySelector('.policy').dataset.state === 'current'").await?;
    assert!(reader.happened().await?.trouble.is_empty());
    Ok(())
}
