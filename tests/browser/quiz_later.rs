//! Quizzes over time: questions that were answered elsewhere, a clock that is put back, a new edition, a quiz without a pass mark.

use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::quiz::{KEPT, answer, answers, at, exam_answer, reload};
use crate::reader::{Place, Reader};
use crate::sites::{project, site};

/// The questions that are asked, and whether each is answered.
const ASKED: &str = "[...document.querySelectorAll('quiz-question:not([hidden])')].map((one) => [one.dataset.id, one.dataset.state ?? 'open'])";

async fn asked(reader: &Reader) -> WebDriverResult<Vec<(String, String)>> {
    reader.ask(&format!("return {ASKED}")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_test_asks_what_was_answered_on_another_page_anew() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, "zh/practice/index.html").await?;
    for (id, _, wrong) in answers() {
        answer(&reader, id, wrong, "sure").await?;
    }
    reader.open(&place.address("zh/test/index.html")).await?;
    reader.until("the questions work", "document.querySelector('quiz-set').questions").await?;
    let before = asked(&reader).await?;
    assert_eq!(before.len(), 3);
    assert!(before.iter().all(|(_, state)| state == "open"), "{before:?}");
    assert!(!reader.ask::<bool>("return document.querySelector('.quiz-result').checkVisibility()").await?);

    // What is answered here stays through a reload, and the same questions are asked.
    let all = answers();
    let right_of = |id: &str| match id {
        "follow-up" => json!(["三个工作日内"]),
        id => all.iter().find(|(known, _, _)| *known == id).expect("it is a known question").1.clone(),
    };
    answer(&reader, &before[0].0, right_of(&before[0].0), "sure").await?;
    reload(&reader).await?;
    let after = asked(&reader).await?;
    let expected: Vec<_> =
        before.iter().zip(["right", "open", "open"]).map(|((id, _), state)| (id.clone(), state.to_owned())).collect();
    assert_eq!(after, expected);
    for (id, _) in &before[1..] {
        answer(&reader, id, right_of(id), "guess").await?;
    }
    let quiz: Value = reader.ask(&format!("return {KEPT}['quiz/test#test']")).await?;
    assert_eq!((&quiz["score"], &quiz["passed"], &quiz["tries"]), (&json!(100), &json!(true), &json!(1)));

    // Another round begins with nothing answered either.
    reader.click("[data-do=again]").await?;
    assert!(asked(&reader).await?.iter().all(|(_, state)| state == "open"));
    Ok(())
}

/// Moves the clock of the page by so many seconds.
fn clock(seconds: i64) -> String {
    format!("const before = Date.now; Date.now = () => before() + {seconds}000; return null")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_clock_that_is_put_back_gives_no_time() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, "zh/exam/index.html").await?;
    let shown = "document.querySelector('.quiz-clock-time').innerText";
    let is_eight = format!("/^[78]:/.test({shown})");
    reader.click("[data-do=start]").await?;
    reader.ask::<Value>(&clock(120)).await?;
    reader.until("two minutes are gone", &is_eight).await?;
    let (id, _) = asked(&reader).await?.remove(0);
    answer(&reader, &id, exam_answer(&id), "").await?;

    // An hour back while the page is open: the time goes on from where it was.
    let start: f64 = reader.ask(&format!("return {KEPT}['quiz/exam#exam'].open.start")).await?;
    reader.ask::<Value>(&clock(-3600)).await?;
    reader.until("it is noticed", &format!("{KEPT}['quiz/exam#exam'].open.start < {start} - 3_500_000")).await?;
    assert!(reader.ask::<bool>(&format!("return {is_eight}")).await?);
    let given = format!("Object.keys({KEPT}['quiz/exam#exam'].open.given).length === 1");
    assert!(reader.ask::<bool>(&format!("return {given}")).await?, "nothing that was answered is lost");

    // While it was closed, too: what was seen last counts.
    let source = "const before = Date.now; Date.now = () => before() - 7200_000";
    let cdp = reader.window.cdp();
    cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    reload(&reader).await?;
    reader.until("the clock runs", &format!("/^[789]:/.test({shown})")).await?;
    assert!(!reader.ask::<bool>(&format!("return {shown} === '10:00'")).await?);
    assert_eq!(reader.ask::<String>("return document.querySelector('quiz-set').dataset.state").await?, "running");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_new_edition_says_what_was_updated_and_keeps_the_rest() -> WebDriverResult<()> {
    let folder = tempfile::tempdir()?;
    let page = folder.path().join("content/practice.md");
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/quizzes/content/zh/practice.md"),
    )?;
    std::fs::create_dir_all(folder.path().join("content"))?;
    std::fs::write(folder.path().join("onramp.yaml"), "title: 手册\nid: later\nlanguages: [zh]\n")?;
    std::fs::write(folder.path().join("content/index.md"), "# 手册\n\n欢迎。\n")?;
    std::fs::write(&page, &text)?;
    let place = Place::files(&project("quizzes-later", folder.path()));
    let reader = at(&place, "practice/index.html").await?;
    for (id, right, _) in answers() {
        answer(&reader, id, right, "sure").await?;
    }

    // Other words, another order of the options and a better reason are the same question; another right option is not.
    let reworded = text
        .replace("下列哪些属于探询式提问？", "哪些是探询式提问？")
        .replace("- [ ] 立刻申请折扣\n  > 还没弄清异议就让价，会削弱价值。\n", "")
        .replace("- [ ] 强调品牌实力\n", "- [ ] 强调品牌实力\n  > 他没有问这个。\n- [ ] 立刻申请折扣\n  > 太早。\n");
    let changed = reworded.replace("[[澄清|clarify]]", "[[确认|confirm]]");
    assert!(reworded != text && changed != reworded);
    std::fs::write(&page, changed)?;
    project("quizzes-later", folder.path());
    reload(&reader).await?;
    let states = asked(&reader).await?;
    let state = |id: &str| states.iter().find(|(known, _)| known == id).map(|(_, state)| state.as_str());
    assert_eq!((state("ask"), state("price-first"), state("order")), (Some("right"), Some("right"), Some("right")));
    assert_eq!(state("second"), Some("open"));
    let says: String = reader.ask("return document.querySelector('[data-id=second]').innerText").await?;
    assert!(says.contains("之后它更新了"), "{says}");
    assert_eq!(answer(&reader, "second", json!(["确认"]), "sure").await?, "right");
    reload(&reader).await?;
    assert!(asked(&reader).await?.contains(&("second".to_owned(), "right".to_owned())));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_a_pass_mark_nobody_passes_and_the_plan_ticks_when_it_is_done() -> WebDriverResult<()> {
    let folder = tempfile::tempdir()?;
    let write = |path: &str, text: &str| {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().expect("it has a folder"))?;
        std::fs::write(file, text)
    };
    write("onramp.yaml", "title: 手册\nid: unmarked\nlanguages: [zh]\n")?;
    write("content/index.md", "# 手册\n\n欢迎。\n")?;
    write(
        "content/plan.md",
        "---\nkind: plan\n---\n\n# 计划\n\n:::checklist 第 1 周 {#week}\n- [ ] 做完[小测](small.md#quiz) (D+1) {#do}\n:::\n",
    )?;
    write(
        "content/small.md",
        "# 一节\n\n:::quiz 小测 {#quiz}\n### 第一步？ {#one}\n\n- [x] 先问清\n  > 对。\n- [ ] 先降价\n  > 早了。\n:::\n",
    )?;
    let place = Place::files(&project("unmarked", folder.path()));
    let reader = at(&place, "small/index.html").await?;
    answer(&reader, "one", json!(["先降价"]), "sure").await?;
    let result: String = reader.ask("return document.querySelector('.quiz-result').innerText").await?;
    assert!(result.contains("0%") && !result.contains("及格"), "{result}");
    let kept: Value = reader.ask(&format!("return {KEPT}['quiz/small#quiz']")).await?;
    assert_eq!((&kept["best"], &kept["passed"]), (&json!(0), &Value::Null));
    reader.open(&place.address("progress/index.html")).await?;
    let state = "document.querySelector('[data-id=\"small#quiz\"] .state').textContent";
    reader
        .until("it is said how it went", &format!("{state}.includes('最好 0 分') && !{state}.includes('通过')"))
        .await?;
    assert!(
        reader.ask::<bool>("return document.querySelector('[data-quizzes]').hidden").await?,
        "there is none to pass"
    );
    reader.open(&place.address("plan/index.html")).await?;
    reader.until("the item is ticked", "document.querySelector('#do > input').checked").await
}
