//! Records that no site wrote: edited by hand, cut off, or of another program. No page breaks on them, and none shows nonsense.

use serde_json::{Map, Value, json};
use thirtyfour::prelude::*;

use crate::reader::{Place, Reader};
use crate::sites::handbook;

const PAGES: [&str; 10] = [
    "zh/index.html",
    "zh/onboarding/index.html",
    "zh/company/index.html",
    "zh/company/history/index.html",
    "zh/customers/index.html",
    "zh/customers/tiers/index.html",
    "zh/compliance/requirements/index.html",
    "zh/playbook/index.html",
    "zh/progress/index.html",
    "zh/review/index.html",
];

const KEYS: [&str; 16] = [
    "place",
    "read/company/history",
    "answer/company/history#milestones",
    "answer/company/history#raised",
    "quiz/company/history#quiz",
    "quiz/company#test",
    "quiz/customers#test",
    "scenario/customers/tiers#sc-vip",
    "tick/onboarding#c04",
    "tick/onboarding#c06",
    "ack/compliance/requirements",
    "plan/onboarding",
    "schedule/company/history#raised",
    "schedule/playbook/price-too-high#card",
    "certificate",
    "absent/zh-CN",
];

const FIELDS: [&str; 32] = [
    "on", "rev", "lang", "right", "sure", "given", "tries", "at", "seed", "begun", "keys", "open", "score", "best",
    "passed", "path", "ending", "done", "by", "version", "name", "start", "role", "due", "s", "d", "reps", "lapses",
    "last", "ids", "page", "seconds",
];

fn odd() -> Vec<Value> {
    vec![
        json!(null),
        json!(-1),
        json!(1e300),
        json!("<img src=x onerror=alert(1)>"),
        json!([]),
        json!([null]),
        json!({}),
        json!({"start": "x", "keys": [1, "customers/tiers#gold"], "given": {"customers/tiers#gold": 5}, "revs": [], "marks": {"right": "x", "all": {}, "verdicts": 1}}),
        json!({"start": 1, "seen": 1e300, "keys": ["customers/tiers#gold"], "given": [], "done": true}),
        json!(true),
        json!("2026-13-45"),
        json!("9999999-01-01"),
    ]
}

/// A record whose items have every field, of a kind that it should not be of; another kind in each round.
fn record(round: usize) -> String {
    let odd = odd();
    let item = |at: usize| {
        let fields = FIELDS
            .iter()
            .enumerate()
            .map(|(field, name)| ((*name).to_owned(), odd[(round + 5 * at + 7 * field) % odd.len()].clone()));
        let mut item: Map<String, Value> = fields.collect();
        item.insert("t".to_owned(), json!(1_764_000_000_000_u64 + at as u64));
        Value::Object(item)
    };
    let items: Map<String, Value> = KEYS.iter().enumerate().map(|(at, key)| ((*key).to_owned(), item(at))).collect();
    json!({ "v": 1, "items": items }).to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_page_breaks_on_a_record_of_the_wrong_kinds() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    for round in 0..odd().len() {
        reader.open(&place.address("zh/index.html")).await?;
        let keep = format!(
            "localStorage['onramp:' + document.documentElement.dataset.site] = {}; return null",
            json!(record(round))
        );
        reader.ask::<Value>(&keep).await?;
        for page in PAGES {
            // The page before writes what it had when it is left.
            reader.open("about:blank").await?;
            reader.open(&place.address(page)).await?;
            let nonsense: Option<Vec<String>> = reader
                .ask("return document.body.innerText.match(/.*(NaN|undefined|\\[object|Infinity|Invalid|e\\+\\d).*/g)")
                .await?;
            assert_eq!(nonsense, None, "{page} in round {round}");
        }
        let trouble = reader.happened().await?.trouble;
        assert!(trouble.is_empty(), "round {round}: {trouble:?}");
    }
    Ok(())
}
