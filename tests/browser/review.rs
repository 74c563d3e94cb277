//! The review and “My progress” in each of their states, by the rules of axe-core and in every width.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::{Faults, look};
use crate::reader::{Place, Reader};
use crate::sites::handbook;

/// What a reader has kept: a question and a card that are due, and a little of everything.
const KEPT: &str = r#"{
    "read/company/history": {"on": "2026-11-18", "lang": "zh-CN", "rev": "1", "t": 1},
    "answer/company/history#raised": {"right": false, "sure": true, "t": 1},
    "schedule/company/history#growth-claim": {"due": "2026-11-20", "s": 2, "d": 5, "reps": 1, "lapses": 0, "last": "2026-11-18", "t": 1},
    "schedule/company/history#raised": {"due": "2026-11-21", "s": 2, "d": 5, "reps": 1, "lapses": 1, "last": "2026-11-20", "t": 1},
    "schedule/playbook/price-too-high#card": {"due": "2026-11-21", "s": 2, "d": 5, "reps": 1, "lapses": 0, "last": "2026-11-20", "t": 1},
    "quiz/company#test": {"best": 90, "score": 90, "passed": true, "tries": 2, "t": 1},
    "tick/onboarding#c04": {"done": true, "on": "2026-11-20", "t": 1}
}"#;

async fn with_a_record(place: &Place, page: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/index.html")).await?;
    let keep = format!(
        "localStorage['onramp:' + document.documentElement.dataset.site] = JSON.stringify({{v: 1, items: {KEPT}}});
         globalThis.onrampModules['record.js'].record.set('x', {{}}); return null"
    );
    reader.ask::<Value>(&keep).await?;
    reader.open(&place.address(page)).await?;
    Ok(reader)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_session_goes_from_what_was_sure_and_wrong_to_the_end() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = with_a_record(&place, "zh/review/index.html").await?;
    let mut wrong = Faults::default();
    let shown = "document.querySelector('.review-stage quiz-question')?.dataset.id";
    reader.until("sure and wrong comes first", &format!("{shown} === 'raised'")).await?;
    look(&reader, "a question", &mut wrong).await?;
    reader
        .ask::<Value>(
            "const question = document.querySelector('.review-stage quiz-question');
             question.querySelector('.blank').value = '5 亿'; question.querySelector('button[value=sure]').click(); return null",
        )
        .await?;
    look(&reader, "an answered question", &mut wrong).await?;
    reader.click(".review-onward button").await?;
    reader.until("then comes what waited longest", &format!("{shown} === 'growth-claim'")).await?;
    reader
        .ask::<Value>(
            "const question = document.querySelector('.review-stage quiz-question');
             question.querySelector('.option input').click(); question.querySelector('button[value=guess]').click(); return null",
        )
        .await?;
    reader.click(".review-onward button").await?;
    reader.until("then the card of another chapter", "document.querySelector('.review-stage .card-front')").await?;
    look(&reader, "a card", &mut wrong).await?;
    reader.click(".review-show button").await?;
    look(&reader, "a turned card", &mut wrong).await?;
    reader.click(".review-rate [value='3']").await?;
    reader.until("that was all", "document.querySelector('.review-end').checkVisibility()").await?;
    look(&reader, "the end", &mut wrong).await?;
    wrong.none()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn my_progress_follows_the_rules_in_every_state() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = with_a_record(&place, "zh/progress/index.html").await?;
    let mut wrong = Faults::default();
    look(&reader, "folded", &mut wrong).await?;
    reader
        .ask::<Value>("document.querySelectorAll('details').forEach((part) => { part.open = true }); return null")
        .await?;
    look(&reader, "unfolded", &mut wrong).await?;
    let folder = tempfile::tempdir()?;
    let site: String = reader.ask("return document.documentElement.dataset.site").await?;
    let file = folder.path().join("progress.json");
    let items = json!({"read/company/mission": {"t": 5, "on": "2026-11-19"}});
    let text = json!({"onramp": site, "v": 1, "title": "手册", "exported": "2026-11-20T00:00:00Z", "items": items});
    std::fs::write(&file, text.to_string())?;
    let field = reader.window.find(By::Css("[data-import]")).await?;
    field.send_keys(file.to_str().expect("the path is UTF-8")).await?;
    reader.until("it is asked", "document.querySelector('.import-preview').checkVisibility()").await?;
    look(&reader, "an import", &mut wrong).await?;
    reader.click("[data-merge]").await?;
    look(&reader, "imported", &mut wrong).await?;
    wrong.none()
}
