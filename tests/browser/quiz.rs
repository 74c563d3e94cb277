//! Quizzes: each kind of question, right and wrong, practice and exam, and what is left of both after a reload.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::{Faults, look, look_at};
use crate::reader::{NARROWEST, Place, Reader};
use crate::sites::site;

const PRACTICE: &str = "zh/practice/index.html";
const EXAM: &str = "zh/exam/index.html";

/// The record as it stands in the storage.
pub const KEPT: &str =
    "JSON.parse(localStorage['onramp:' + document.documentElement.dataset.site] ?? '{\"items\":{}}').items";

/// Fills in an answer by the words that a reader sees, as a reader would, and hands it in with the button of that value.
const ANSWER: &str = r#"
    const answer = (id, given, by) => {
        const question = document.querySelector(`quiz-question[data-id="${id}"]`);
        const said = (element) => element.innerText.trim();
        const change = (field) => field.dispatchEvent(new Event('input', { bubbles: true }));
        for (const option of question.querySelectorAll('.option')) {
            const wanted = given.includes(said(option.querySelector('label')));
            if (option.querySelector('input').checked !== wanted) option.querySelector('input').click();
        }
        question.querySelectorAll('.blank, textarea').forEach((field, at) => { field.value = given[at]; change(field); });
        for (const row of question.querySelectorAll('.match-row')) {
            const select = row.querySelector('select');
            const wanted = given[said(row.querySelector('label'))];
            select.value = [...select.options].find((option) => option.text === wanted).value;
            change(select);
        }
        if (question.dataset.kind === 'order') given.forEach((words, place) => {
            const items = () => [...question.querySelectorAll('.order-item')];
            const at = () => items().findIndex((item) => said(item.querySelector('.order-text')) === words);
            while (at() > place) items()[at()].querySelector('[data-move=up]').click();
        });
        if (by) question.querySelector(`button[value=${by}]`).click();
        return question;
    };
"#;

pub async fn answer(reader: &Reader, id: &str, given: Value, by: &str) -> WebDriverResult<String> {
    reader.ask(&format!("{ANSWER} return answer('{id}', {given}, '{by}').dataset.state ?? ''")).await
}

/// A browser with nothing kept, at a page.
pub async fn at(place: &Place, page: &str) -> WebDriverResult<Reader> {
    let reader = Reader::new().await?;
    reader.open(&place.address(page)).await?;
    reader.until("the questions work", "document.querySelector('quiz-set').questions").await?;
    Ok(reader)
}

pub async fn reload(reader: &Reader) -> WebDriverResult<()> {
    reader.window.refresh().await?;
    reader.until("the questions work", "document.querySelector('quiz-set').questions").await
}

/// Every kind of question with a right answer and a wrong one.
pub fn answers() -> Vec<(&'static str, Value, Value)> {
    vec![
        ("price-first", json!(["先问清比较的对象和口径"]), json!(["立刻申请折扣"])),
        ("ask", json!(["您目前怎么处理这类需求？", "什么情况下您会考虑更换？"]), json!(["您目前怎么处理这类需求？"])),
        ("second", json!([" “ＣＬＡＲＩＦＹ。” "]), json!(["认同"])),
        ("income", json!(["６,０５０ 元", "15％"]), json!(["6051", "0.15"])),
        ("order", json!(["认同", "澄清", "回应", "确认"]), json!(["澄清", "认同", "回应", "确认"])),
        (
            "match",
            json!({"价格太贵": "拆分到每天的成本", "再考虑考虑": "确认决策标准", "已经有供应商": "问清现在最不满意的一点"}),
            json!({"价格太贵": "确认决策标准", "再考虑考虑": "确认决策标准", "已经有供应商": "问清现在最不满意的一点"}),
        ),
        ("edge", json!(["错"]), json!(["对"])),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_kind_of_question_knows_right_from_wrong() -> WebDriverResult<()> {
    let quizzes = site("quizzes");
    for place in [Place::served(&quizzes, "/a/b/").await, Place::files(&quizzes)] {
        let reader = at(&place, PRACTICE).await?;
        for (id, right, wrong) in answers() {
            assert_eq!(answer(&reader, id, wrong, "guess").await?, "wrong", "{id}");
            reader.until("the outcome has the focus", "document.activeElement.matches('.outcome')").await?;
            let kept: Value = reader.ask(&format!("return {KEPT}['answer/practice#{id}']")).await?;
            assert_eq!(
                (&kept["right"], &kept["sure"], &kept["tries"]),
                (&json!(false), &json!(false), &json!(1)),
                "{id}"
            );
            reader.click(&format!("[data-id={id}] button[value=again]")).await?;
            reader
                .until("it is asked again", &format!("document.querySelector('[data-id=\"{id}\"] button[value=sure]')"))
                .await?;
            assert_eq!(answer(&reader, id, right, "sure").await?, "right", "{id}");
            let kept: Value = reader.ask(&format!("return {KEPT}['answer/practice#{id}']")).await?;
            assert_eq!(
                (&kept["right"], &kept["sure"], &kept["tries"]),
                (&json!(true), &json!(true), &json!(2)),
                "{id}"
            );
            let due: String = reader.ask(&format!("return {KEPT}['schedule/practice#{id}'].due")).await?;
            assert_eq!(due.len(), "2026-11-23".len(), "{id}");
        }
        // An open question is rated by oneself, against the model answer.
        answer(&reader, "pitch", json!(["先认同，再问。"]), "show").await?;
        reader.until("the model answer shows", "document.querySelector('[data-id=pitch] .outcome .model')").await?;
        assert!(!reader.ask::<bool>("return document.querySelector('.quiz-result').checkVisibility()").await?);
        reader.click("[data-id=pitch] button[value=right]").await?;
        reader.until("the result shows", "document.querySelector('.quiz-result').checkVisibility()").await?;
        let quiz: Value = reader.ask(&format!("return {KEPT}['quiz/practice#price']")).await?;
        assert_eq!((&quiz["score"], &quiz["passed"]), (&json!(100), &json!(true)));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_option_says_why_and_the_wrong_ones_are_done_again() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, PRACTICE).await?;
    for (id, right, wrong) in answers() {
        answer(&reader, id, if id == "ask" || id == "edge" { wrong } else { right }, "sure").await?;
    }
    answer(&reader, "pitch", json!(["好"]), "show").await?;
    reader.click("[data-id=pitch] button[value=right]").await?;
    let told = "[...document.querySelectorAll('[data-id=\"price-first\"] .option')].every((option) => option.querySelector('.verdict'))";
    assert!(reader.ask::<bool>(&format!("return {told}")).await?, "each option has a verdict");
    let words: String = reader.ask("return document.querySelector('[data-id=\"price-first\"]').innerText").await?;
    assert!(words.contains("会削弱价值") && words.contains("先澄清，再回应"), "{words}");
    let result: String = reader.ask("return document.querySelector('.quiz-result').innerText").await?;
    assert!(result.contains("答对 6 题，共 8 题，75%") && result.contains("没有及格，需要 80%"), "{result}");
    assert!(result.contains("先看看： 下列哪些属于探询式提问？"), "{result}");

    reader.click("[data-do=wrong]").await?;
    let open = "[...document.querySelectorAll('quiz-question')].filter((one) => one.right === undefined).map((one) => one.dataset.id).join()";
    assert_eq!(reader.ask::<String>(&format!("return {open}")).await?, "ask,edge");
    let here: bool =
        reader.ask("return document.querySelector('[data-id=ask]').contains(document.activeElement)").await?;
    assert!(here, "the first of them has the focus");
    for (id, right, _) in answers().into_iter().filter(|(id, _, _)| *id == "ask" || *id == "edge") {
        answer(&reader, id, right, "sure").await?;
    }
    let quiz: Value = reader.ask(&format!("return {KEPT}['quiz/practice#price']")).await?;
    assert_eq!((&quiz["score"], &quiz["passed"], &quiz["tries"]), (&json!(100), &json!(true), &json!(2)));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_keyboard_alone_is_enough() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, PRACTICE).await?;
    reader.ask::<Value>("document.querySelector('[data-id=\"price-first\"] input').focus()").await?;
    let order: Vec<String> = reader
        .ask("return [...document.querySelectorAll('[data-id=\"price-first\"] label')].map((one) => one.innerText)")
        .await?;
    let right = order.iter().position(|words| words.contains("先问清")).expect("it is there") + 1;
    reader.window.action_chain().send_keys(right.to_string()).perform().await?;
    reader.press(Key::Enter).await?;
    reader
        .until("it is right", "document.querySelector('[data-id=\"price-first\"]').dataset.state === 'right'")
        .await?;
    // From the outcome two steps: a link in it, then the way on.
    reader.until("the way on is near", "document.activeElement.matches('.outcome')").await?;
    reader.ask::<Value>("document.querySelector('[data-id=\"price-first\"] button[value=next]').focus()").await?;
    reader.press(Key::Enter).await?;
    reader
        .until(
            "the next question has the focus",
            "document.querySelector('[data-id=ask]').contains(document.activeElement)",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_reload_loses_nothing_and_a_changed_answer_is_asked_again() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, PRACTICE).await?;
    let order = "[...document.querySelectorAll('.option label, .order-text')].map((one) => one.innerText).join()";
    for (id, right, wrong) in answers() {
        answer(&reader, id, if id == "ask" { wrong } else { right }, "sure").await?;
    }
    let before: String = reader.ask(&format!("return {order}")).await?;
    reload(&reader).await?;
    assert_eq!(reader.ask::<String>(&format!("return {order}")).await?, before);
    let states: Vec<String> = reader
        .ask("return [...document.querySelectorAll('quiz-question')].map((one) => one.dataset.state ?? 'open')")
        .await?;
    assert_eq!(states, ["right", "wrong", "right", "right", "right", "right", "right", "open"]);

    // The content changes: the same question with another answer.
    let change = "const { record } = globalThis.onrampModules['record.js'];
        record.set('answer/practice#ask', { ...record.get('answer/practice#ask'), rev: '00000000' })";
    reader.ask::<Value>(change).await?;
    reload(&reader).await?;
    reader.until("it says so", "document.querySelector('[data-id=ask]').innerText.includes('之后它更新了')").await?;
    reader.until("and asks", "document.querySelector('[data-id=ask] button[value=sure]').checkVisibility()").await?;
    // In another language the same questions have other texts; an answer there is none to these.
    reader.open(&place.address("en/practice/index.html")).await?;
    let said: bool = reader.ask("return document.body.innerText.includes('updated since')").await?;
    assert!(!said);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_exam_survives_a_reload_and_ends_when_time_is_up() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, EXAM).await?;
    assert!(!reader.ask::<bool>("return document.querySelector('.quiz-questions').checkVisibility()").await?);
    reader.click("[data-do=start]").await?;
    let asked = "[...document.querySelectorAll('quiz-question')].filter((one) => one.checkVisibility())";
    let shown = format!(
        "{asked}.map((one) => one.dataset.id + [...one.querySelectorAll('.option, .order-item')].map((item) => item.dataset.value))"
    );
    let given = format!("{asked}.map((one) => JSON.stringify(one.given() ?? null))");
    let ids: Vec<String> = reader.ask(&format!("return {asked}.map((one) => one.dataset.id)")).await?;
    assert_eq!(ids.len(), 4);
    for id in &ids[..2] {
        answer(&reader, id, exam_answer(id), "").await?;
    }
    let (order, filled): (Value, Value) =
        (reader.ask(&format!("return {shown}")).await?, reader.ask(&format!("return {given}")).await?);
    // Half a minute passes while the page is closed.
    later(&reader, 30).await?;
    reload(&reader).await?;
    assert_eq!(
        reader.ask::<Value>(&format!("return {shown}")).await?,
        order,
        "questions and options in the same order"
    );
    assert_eq!(reader.ask::<Value>(&format!("return {given}")).await?, filled, "the answers are there");
    let clock: String = reader.ask("return document.querySelector('.quiz-clock-time').innerText").await?;
    assert!(clock.starts_with("9:"), "{clock}");
    for id in &ids[2..] {
        answer(&reader, id, exam_answer(id), "").await?;
    }
    reader.click("[data-do=finish]").await?;
    reader.click(".quiz-confirm [value=yes]").await?;
    reader.until("the result has the focus", "document.activeElement.matches('.quiz-result')").await?;
    let result: String = reader.ask("return document.querySelector('.quiz-result').innerText").await?;
    assert!(result.contains("答对 4 题，共 4 题，100%") && result.contains("及格"), "{result}");
    reload(&reader).await?;
    reader.until("the result is still there", "document.querySelector('.quiz-result').checkVisibility()").await?;

    reader.click("[data-do=again]").await?;
    later(&reader, 601).await?;
    reload(&reader).await?;
    reader.until("time is up", "document.querySelector('.quiz-result').innerText.includes('共 4 题，0%')").await?;
    let quiz: Value = reader.ask(&format!("return {KEPT}['quiz/exam#exam']")).await?;
    // Who has passed stays so.
    assert_eq!((&quiz["tries"], &quiz["best"], &quiz["passed"]), (&json!(2), &json!(100), &json!(true)));
    assert!(!reader.ask::<bool>("return document.querySelector('[data-do=again]').checkVisibility()").await?);
    Ok(())
}

pub fn exam_answer(id: &str) -> Value {
    match id {
        "limit" => json!(["走审批"]),
        "steps" => json!(["机密登记", "机密审批", "机密签约"]),
        "tier" => json!(["987,654"]),
        "trace" => json!(["留痕", "报备"]),
        _ => json!({"甲": "专属", "乙": "标准"}),
    }
}

/// Moves the start of the exam back.
async fn later(reader: &Reader, seconds: u32) -> WebDriverResult<()> {
    let change = format!(
        "const {{ record }} = globalThis.onrampModules['record.js'];
        const kept = record.get('quiz/exam#exam');
        record.set('quiz/exam#exam', {{ ...kept, open: {{ ...kept.open, start: kept.open.start - {seconds}000 }} }})"
    );
    reader.ask::<Value>(&change).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_pages_of_an_exam_tell_no_answer() -> WebDriverResult<()> {
    let quizzes = site("quizzes");
    for page in [EXAM, "zh/bank/index.html"] {
        let html = std::fs::read_to_string(quizzes.folder.join(page)).expect("the page is there");
        for secret in ["机密反馈", "机密解析", "机密数", "987654", "data-answer"] {
            assert!(!html.contains(secret), "{page} tells {secret}");
        }
        // The items of an order are there, and not in order.
        let order = ["登记", "审批", "签约"].map(|item| html.find(&format!("机密{item}")));
        assert!(page != EXAM || !order.is_sorted(), "{order:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_questions_are_read_and_answers_are_folded() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = Reader::new().await?;
    reader.allow_scripts(false).await?;
    reader.open(&place.address(PRACTICE)).await?;
    let folds: usize = reader.ask("return document.querySelectorAll('.answer-fold:not([open])').length").await?;
    assert_eq!(folds, 8);
    reader.click("[data-id=\"price-first\"] .answer-fold summary").await?;
    let words: String = reader.ask("return document.querySelector('[data-id=\"price-first\"]').innerText").await?;
    assert!(words.contains("正确 先问清比较的对象和口径") && words.contains("会削弱价值"), "{words}");
    let idle: usize = reader
        .ask("return [...document.querySelectorAll('main :is(button, input, select, textarea)')].filter((one) => !one.disabled && one.checkVisibility()).length")
        .await?;
    assert_eq!(idle, 0, "controls that would do nothing");
    reader.open(&place.address(EXAM)).await?;
    let words: String = reader.ask("return document.querySelector('quiz-set').innerText").await?;
    assert!(words.contains("报价超出权限") && words.contains("选出全部正确的") && !words.contains("看答案"), "{words}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_review_asks_a_question_by_itself() -> WebDriverResult<()> {
    let place = Place::files(&site("quizzes"));
    let reader = at(&place, PRACTICE).await?;
    answer(&reader, "second", json!(["认同"]), "sure").await?;
    let due = "const { record } = globalThis.onrampModules['record.js'];
        record.set('schedule/practice#second', { ...record.get('schedule/practice#second'), due: '2020-01-01' })";
    reader.ask::<Value>(due).await?;
    reader.open(&place.address("zh/review/index.html")).await?;
    reader.until("it is asked", "document.querySelector('.review-stage quiz-question')?.checkVisibility()").await?;
    assert_eq!(answer(&reader, "second", json!(["澄清"]), "sure").await?, "right");
    let kept: Value = reader.ask(&format!("return {KEPT}['answer/practice#second']")).await?;
    assert_eq!((&kept["right"], &kept["tries"]), (&json!(true), &json!(2)));
    reader.until("there is a way on", "document.querySelector('.review-onward').checkVisibility()").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn open_and_answered_they_follow_the_rules() -> WebDriverResult<()> {
    let place = Place::served(&site("quizzes"), "/").await;
    let reader = at(&place, PRACTICE).await?;
    let mut wrong = Faults::default();
    for state in ["open", "answered"] {
        if state == "answered" {
            for (id, right, mistaken) in answers() {
                answer(&reader, id, if id == "ask" || id == "match" { mistaken } else { right }, "sure").await?;
            }
            answer(&reader, "pitch", json!(["好"]), "show").await?;
            reader.click("[data-id=pitch] button[value=wrong]").await?;
        }
        look(&reader, state, &mut wrong).await?;
    }
    reader.open(&place.address(EXAM)).await?;
    look(&reader, "cover", &mut wrong).await?;
    reader.click("[data-do=start]").await?;
    look(&reader, "exam", &mut wrong).await?;
    reader.click("[data-do=finish]").await?;
    // On a wide window axe cannot measure what lies over a page.
    look_at(&reader, "confirm", &[NARROWEST], &mut wrong).await?;
    reader.click(".quiz-confirm [value=yes]").await?;
    look(&reader, "result", &mut wrong).await?;
    wrong.none()
}
