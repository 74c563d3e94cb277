//! The built site in a real browser: headless Chromium, driven through Debian's chromedriver; `tests/run` installs both.
//!
//! Every test has a browser and, where it needs one, a server of its own, and leaves neither behind.

#![expect(
    clippy::disallowed_methods,
    reason = "built sites and the accessibility rules are files, and patience needs a clock"
)]

// What the tests are made with.
#[allow(dead_code, reason = "the tests of `serve` use more of it")]
#[path = "serve/desk.rs"]
mod desk;
#[path = "browser/driver.rs"]
mod driver;
#[path = "browser/reader.rs"]
mod reader;
#[path = "browser/server.rs"]
mod server;
#[path = "browser/sites.rs"]
mod sites;

// What they look at.
#[path = "browser/accessibility.rs"]
mod accessibility;
#[path = "browser/conversation.rs"]
mod conversation;
#[path = "browser/damaged.rs"]
mod damaged;
#[path = "browser/desk_page.rs"]
mod desk_page;
#[path = "browser/editing.rs"]
mod editing;
#[path = "browser/every_page.rs"]
mod every_page;
#[path = "browser/finding_the_way.rs"]
mod finding_the_way;
#[path = "browser/kept.rs"]
mod kept;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/languages.rs"]
mod languages;
#[path = "browser/menu.rs"]
mod menu;
#[path = "browser/narrow.rs"]
mod narrow;
#[path = "browser/objection.rs"]
mod objection;
#[path = "browser/plan.rs"]
mod plan;
#[path = "browser/policy.rs"]
mod policy;
#[path = "browser/quiz.rs"]
mod quiz;
#[path = "browser/quiz_later.rs"]
mod quiz_later;
#[path = "browser/review.rs"]
mod review;
#[path = "browser/search.rs"]
mod search;
#[path = "browser/search_parity.rs"]
mod search_parity;
#[path = "browser/terms.rs"]
mod terms;
#[path = "browser/translated.rs"]
mod translated;
#[path = "browser/without_scripts.rs"]
mod without_scripts;
