//! What the manual leaves out around an example, because every page of its kind has it.

use super::examples::with_keys;
use super::pages::Page;

/// Rules of questions, shown without the quiz around them.
const QUIZ: &[&str] = &[
    "all-options-right",
    "conflicting-marks",
    "detached-feedback",
    "duplicate-option",
    "duplicate-question-id",
    "empty-option",
    "longest-option-right",
    "loose-mark",
    "missing-explanation",
    "no-question",
    "no-right-answer",
    "option-not-recognised",
    "position-words",
    "too-few-options",
    "unreadable-blank",
];

/// Rules of conversations, shown without the container.
const CONVERSATION: &[&str] = &["duplicate-step", "loop-without-exit", "no-ending", "unknown-step", "unreachable-step"];

/// Rules of single choices, shown without their step and those that they lead to.
const CHOICE: &[&str] = &["bad-score", "choice-without-link", "detached-remark"];

/// Rules of items, shown without the checklist around them.
const ITEM: &[&str] = &["bad-due-day", "duplicate-item-id", "unknown-role"];

/// Rules of objection cards, which show one part of a card.
const CARD: &[&str] = &[
    "duplicate-customer-sentence",
    "missing-response-step",
    "never-without-reason",
    "too-few-customer-sentences",
    "too-few-questions",
    "unknown-card-heading",
    "unknown-card-value",
];

/// The two steps to which the choices of the examples lead.
fn steps(language: &str) -> &'static str {
    match language {
        "zh" => "### 澄清口径\n\n客户说出了比较的对象。\n\n### 过早让价\n\n客户还要再降。\n",
        _ => "### Clarify\n\nThey tell you what they compare with.\n\n### Too soon\n\nThey want more.\n",
    }
}

/// Words that say that much is left out, and how much that is.
const LEFT_OUT: [(&str, usize); 4] = [
    ("… thousands more in one line …", 5_000),
    ("……一行里有几万个字符……", 50_000),
    ("… and millions more", 17 << 20),
    ("……后面还有几百万个字符", 17 << 20),
];

/// An example as a whole page; `card` is a good one.
pub fn whole(page: &Page, text: &str, card: &str) -> String {
    let text = &LEFT_OUT.into_iter().fold(text.to_owned(), |text, (words, length)| {
        text.replace(words, &"x".repeat(if text.contains(words) { length } else { 0 }))
    });
    let rule = page.rule().unwrap_or_default();
    match rule {
        _ if text.contains(":::") => text.clone(),
        _ if QUIZ.contains(&rule) => format!(":::quiz\n\n{text}\n:::\n"),
        _ if CONVERSATION.contains(&rule) => format!(":::scenario\n\n{text}\n:::\n"),
        _ if CHOICE.contains(&rule) => format!(":::scenario\n\n### 1\n\n{text}\n{}\n:::\n", steps(page.language)),
        _ if ITEM.contains(&rule) => format!(":::checklist\n\n{text}\n:::\n"),
        _ if CARD.contains(&rule) => in_card(card, text),
        _ => text.clone(),
    }
}

/// The card with one of its parts, or its front matter, as the example has it.
fn in_card(card: &str, text: &str) -> String {
    if let Some(front) = text.strip_prefix("---\n").and_then(|text| text.split("---\n").next()) {
        return with_keys(card, front).unwrap();
    }
    let heading = text.lines().next().unwrap();
    let Some(start) = card.find(&format!("\n{heading}\n")) else { return format!("{card}\n{text}") };
    let end = card[start + 1..].find("\n## ").map_or(card.len(), |length| start + 1 + length);
    format!("{}\n{text}{}", &card[..start], &card[end..])
}
