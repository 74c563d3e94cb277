//! Conversations: played to each ending, left and taken up again, by keyboard, and read without scripts.

use serde::Deserialize;
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::accessibility::faults;
use crate::reader::{DESK, NARROWEST, PHONE, Place, Reader};
use crate::sites::{Site, site};

fn rehearsal() -> Site {
    site("rehearsal")
}

async fn at_the_talk(place: &Place, language: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&place.address(&format!("{language}/talk/index.html"))).await?;
    Ok(reader)
}

impl Reader {
    /// Takes a choice by its place among the choices offered, counted from 1.
    async fn choose(&self, number: usize) -> WebDriverResult<()> {
        self.click(&format!(".chat-choices li:nth-child({number}) button")).await
    }

    /// What the record keeps under a key.
    pub async fn kept(&self, key: &str) -> WebDriverResult<Value> {
        let text = "localStorage['onramp:' + document.documentElement.dataset.site] ?? '{}'";
        self.ask(&format!("return JSON.parse({text}).items?.['{key}'] ?? null")).await
    }
}

/// What the chat shows at the end.
#[derive(Debug, Deserialize, PartialEq)]
struct End {
    verdict: String,
    total: Vec<String>,
    path: usize,
    /// What the reader said.
    said: usize,
    remarks: usize,
}

const END: &str = "
    const all = (selector) => [...document.querySelectorAll(selector)];
    return {
        verdict: document.querySelector('.verdict').textContent,
        total: all('.chat-total span').map((part) => part.textContent),
        path: all('.path li').length,
        said: all('.chat .chat-own').length,
        remarks: all('.chat .remark').length,
    };
";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_ending_is_reached_and_judged() -> WebDriverResult<()> {
    let site = rehearsal();
    let place = Place::files(&site);
    let total = |score: &str| [score, "最高 4", "3 分通过"].map(str::to_owned).to_vec();
    // The choices, how it is judged, the ending, the points, and how many remarks there are on the way.
    let ways: [(&[usize], &str, &str, i32, usize); 4] = [
        (&[1, 1], "通过", "agreed", 4, 1),
        (&[1, 2], "还没通过", "stuck", 2, 1),
        (&[2, 2], "还没通过", "stuck", -3, 1),
        // A way back counts, too: the points lost stay lost, and those won are won once.
        (&[2, 1, 1, 1], "通过", "agreed", 3, 2),
    ];
    for (choices, verdict, ending, score, remarks) in ways {
        let reader = at_the_talk(&place, "zh").await?;
        for choice in choices {
            reader.choose(*choice).await?;
        }
        let end: End = reader.ask(END).await?;
        let (path, said) = (choices.len(), choices.len());
        assert_eq!(
            end,
            End {
                verdict: verdict.into(),
                total: total(&format!("得分 {score}").replace('-', "−")),
                path,
                said,
                remarks
            }
        );
        let kept = reader.kept("scenario/talk#too-expensive").await?;
        assert_eq!(
            (&kept["ending"], &kept["score"], &kept["passed"]),
            (&ending.into(), &score.into(), &(verdict == "通过").into())
        );
        assert!(reader.happened().await?.trouble.is_empty());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_conversation_goes_on_where_it_was_left() -> WebDriverResult<()> {
    let site = rehearsal();
    let place = Place::served(&site, "/").await;
    let reader = at_the_talk(&place, "zh").await?;
    reader.choose(1).await?;
    reader.window.refresh().await?;
    reader
        .until("the step is the second", "document.querySelector('.chat-choices').textContent.includes('服务范围')")
        .await?;
    assert_eq!(reader.ask::<usize>("return document.querySelectorAll('.chat .chat-own').length").await?, 1);

    // The same ids in both languages, and other words: the way is the same.
    reader.open(&place.address("en/talk/index.html")).await?;
    reader
        .until("the second step", "document.querySelector('.chat-choices').textContent.includes('same scope')")
        .await?;
    assert_eq!(reader.ask::<usize>("return document.querySelectorAll('.chat .chat-own').length").await?, 1);
    reader.choose(1).await?;
    assert_eq!(reader.kept("scenario/talk#too-expensive").await?["passed"], true);
    reader.click(".chat-again").await?;

    // Whoever has passed stays so, whatever the next attempt brings.
    reader.choose(2).await?;
    reader.choose(2).await?;
    assert_eq!(reader.ask::<End>(END).await?.verdict, "Not passed yet");
    let kept = reader.kept("scenario/talk#too-expensive").await?;
    assert_eq!(
        (&kept["passed"], &kept["score"], &kept["ending"]),
        (&true.into(), &4.into(), &"stuck".into()),
        "the best attempt counts"
    );
    reader.click(".chat-again").await?;
    reader.until("the beginning again", "document.querySelectorAll('.chat .chat-own').length === 0").await?;
    reader
        .until(
            "the first choice has the focus",
            "document.activeElement.matches('.chat-choices li:first-child button')",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_conversation_is_had_with_the_keyboard() -> WebDriverResult<()> {
    let site = rehearsal();
    let reader = at_the_talk(&Place::files(&site), "en").await?;
    reader.ask::<Value>("document.querySelector('.chat-choices button').focus(); return null").await?;
    reader.window.action_chain().send_keys("1").perform().await?;
    reader.until("the next choice has the focus", "document.activeElement.textContent.includes('same scope')").await?;
    reader.press(Key::Enter).await?;
    reader.until("the result has the focus", "document.activeElement.matches('.chat-result')").await?;
    reader.press(Key::Tab).await?;
    reader.until("then comes the button to try again", "document.activeElement.matches('.chat-again')").await?;
    reader.press(Key::Tab).await?;
    reader.press(Key::Enter).await?;
    reader.until("the whole conversation is shown", "document.querySelector('.script').checkVisibility()").await?;
    reader.until("and the chat is not", "!document.querySelector('.chat').checkVisibility()").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_link_to_a_step_shows_it() -> WebDriverResult<()> {
    let site = rehearsal();
    let place = Place::files(&site);
    let reader = at_the_talk(&place, "en").await?;
    reader.open(&format!("{}#stuck", place.address("en/talk/index.html"))).await?;
    reader.until("the step is seen", "document.getElementById('stuck').checkVisibility()").await?;
    // A link that was cut off in the middle of a character leads to the page.
    for cut in ["#%E4%B8", "#%"] {
        let reader = Reader::new().await?;
        reader.open(&format!("{}{cut}", place.address("en/talk/index.html"))).await?;
        reader.until("the chat is there", "document.querySelector('.chat-choices button')").await?;
        assert!(reader.happened().await?.trouble.is_empty(), "{cut}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_it_is_a_script_to_read() -> WebDriverResult<()> {
    let site = rehearsal();
    let place = Place::files(&site);
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    reader.open(&place.address("zh/talk/index.html")).await?;
    let text = reader.window.find(By::Css(".script")).await?.text().await?;
    for words in ["你们比 A 公司贵 20%", "先认同，再澄清。", "+2 分", "约定下周演示", "对话结束"]
    {
        assert!(text.contains(words), "{words} is missing in:\n{text}");
    }
    assert!(reader.window.find_all(By::Css(".chat, .chat-choices")).await?.is_empty());
    reader.click("a[href='#clarify']").await?;
    assert!(reader.address().await?.ends_with("#clarify"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn conversations_follow_the_rules_in_every_state() -> WebDriverResult<()> {
    let site = rehearsal();
    let place = Place::files(&site);
    for (window, scheme) in [(DESK, "light"), (PHONE, "dark"), (NARROWEST, "light")] {
        let reader = at_the_talk(&place, "zh").await?;
        reader.resize(window).await?;
        reader.prefer(scheme).await?;
        let mut wrong = faults(&reader).await?;
        reader.choose(2).await?;
        wrong.extend(faults(&reader).await?);
        reader.choose(2).await?;
        wrong.extend(faults(&reader).await?);
        assert!(reader.ask::<u32>("return document.documentElement.scrollWidth").await? <= window.0);
        reader.click(".chat-result .chat-switch").await?;
        wrong.extend(faults(&reader).await?);
        assert_eq!(wrong, [""; 0], "{window:?} {scheme}");
    }
    Ok(())
}
