//! The rules of axe-core, on every kind of page, light and dark, on a desk and on a telephone.

use std::collections::BTreeMap;

use serde::Deserialize;
use thirtyfour::prelude::*;

use crate::reader::{DESK, NARROWEST, PHONE, Place, Reader, read};
use crate::sites::{Site, handbook, site};

const HANDBOOK: [&str; 14] = [
    "404.html",
    "en/customers/tiers/index.html",
    "en/index.html",
    "en/process/needs/index.html",
    "en/search/index.html",
    "en/skills/index.html",
    "zh/career/learning/index.html",
    "zh/compliance/index.html",
    "zh/compliance/laws/index.html",
    "zh/index.html",
    "zh/process/needs/index.html",
    "zh/search/index.html",
    "zh/skills/objections/index.html",
    "zh/tools/analysis/index.html",
];

const SAMPLES: [&str; 8] = [
    "en/writing/charts/index.html",
    "en/writing/everything/index.html",
    "zh/glossary/index.html",
    "zh/writing/charts/index.html",
    "zh/writing/deeper/deepest/index.html",
    "zh/writing/everything/index.html",
    "zh/writing/only-chinese/index.html",
    "zh/writing/terms/index.html",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_kind_of_page_follows_the_rules() -> WebDriverResult<()> {
    examine(handbook(), "/", &HANDBOOK).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn unusual_content_follows_the_rules() -> WebDriverResult<()> {
    examine(&site("samples"), "/a/b/", &SAMPLES).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_folder_of_plain_markdown_follows_the_rules() -> WebDriverResult<()> {
    let plain = site("plain");
    examine(&plain, "/", &plain.pages().iter().map(String::as_str).collect::<Vec<_>>()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_choice_of_language_follows_the_rules() -> WebDriverResult<()> {
    let place = Place::served(handbook(), "/").await;
    let reader = Reader::new().await?;
    // Whoever reads one of the site's languages is gone from this page at once.
    reader.speak("fr").await?;
    let mut wrong = Faults::default();
    look_around(&reader, &place, "index.html", &mut wrong).await?;
    wrong.none()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_open_menu_follows_the_rules() -> WebDriverResult<()> {
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.resize(PHONE).await?;
    let mut wrong = Faults::default();
    for scheme in ["light", "dark"] {
        reader.prefer(scheme).await?;
        reader.open(&place.address("zh/skills/objections/index.html")).await?;
        reader.click(".bar-menu").await?;
        reader.until("the menu is open", "document.querySelector('dialog').open").await?;
        wrong.add(scheme, faults(&reader).await?);
    }
    wrong.none()
}

async fn examine(site: &Site, under: &str, pages: &[&str]) -> WebDriverResult<()> {
    let place = Place::served(site, under).await;
    let reader = Reader::new().await?;
    let mut wrong = Faults::default();
    for page in pages {
        look_around(&reader, &place, page, &mut wrong).await?;
    }
    wrong.none()
}

/// Opens a page once and looks at it in every window and light.
async fn look_around(reader: &Reader, place: &Place, page: &str, wrong: &mut Faults) -> WebDriverResult<()> {
    reader.open(&place.address(page)).await?;
    for window in [DESK, PHONE, NARROWEST] {
        reader.resize(window).await?;
        for scheme in ["light", "dark"] {
            reader.prefer(scheme).await?;
            wrong.add(&format!("{page} at {} px, {scheme}", window.0), faults(reader).await?);
        }
    }
    Ok(())
}

/// axe and the width, in every light.
pub async fn look(reader: &Reader, state: &str, wrong: &mut Faults) -> WebDriverResult<()> {
    look_at(reader, state, &[NARROWEST, DESK], wrong).await
}

pub async fn look_at(reader: &Reader, state: &str, windows: &[(u32, u32)], wrong: &mut Faults) -> WebDriverResult<()> {
    for &window in windows {
        reader.resize(window).await?;
        for scheme in ["light", "dark"] {
            reader.prefer(scheme).await?;
            wrong.add(&format!("{state} at {} px, {scheme}", window.0), faults(reader).await?);
        }
        let width: u32 = reader.ask("return document.documentElement.scrollWidth").await?;
        assert!(width <= window.0, "{state}: {width} px wide at {} px", window.0);
    }
    Ok(())
}

/// Each fault with all the places where it was seen.
#[derive(Default)]
pub struct Faults(BTreeMap<String, Vec<String>>);

impl Faults {
    pub fn add(&mut self, seen: &str, found: Vec<String>) {
        found.into_iter().for_each(|fault| self.0.entry(fault).or_default().push(seen.to_owned()));
    }

    pub fn none(&self) -> WebDriverResult<()> {
        let list = self.0.iter().map(|(fault, seen)| format!("{fault}\n  seen on {}", seen.join("; ")));
        assert!(self.0.is_empty(), "\n{}", list.collect::<Vec<_>>().join("\n\n"));
        Ok(())
    }
}

/// What axe reports: <https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#results-object>.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    violations: Vec<Violation>,
    /// How many elements had their contrast measured.
    measured: usize,
}

#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    failure_summary: String,
}

const RUN: &str = "
    const [done] = arguments;
    axe.run(document, { resultTypes: ['violations', 'passes'] }).then((found) => {
        const contrast = [...found.passes, ...found.violations].filter((rule) => rule.id === 'color-contrast');
        const measured = contrast.reduce((sum, rule) => sum + rule.nodes.length, 0);
        done({ violations: found.violations, measured });
    });
";

/// What axe finds on the page as it is now.
pub async fn faults(reader: &Reader) -> WebDriverResult<Vec<String>> {
    if !reader.ask::<bool>("return 'axe' in window").await? {
        reader.window.execute(read("tests/node_modules/axe-core/axe.min.js"), Vec::new()).await?;
    }
    let report: Report = reader.window.execute_async(RUN, Vec::new()).await?.convert()?;
    let node = |node: &Node| format!("    {}\n      {}", node.html, node.failure_summary.replace('\n', "\n      "));
    let nodes = |violation: &Violation| violation.nodes.iter().map(node).collect::<Vec<_>>().join("\n");
    let fault = |violation: &Violation| format!("{} ({})\n{}", violation.help, violation.id, nodes(violation));
    let mut faults: Vec<String> = report.violations.iter().map(fault).collect();
    // Colours that axe cannot read would pass without having been looked at.
    if report.measured == 0 {
        faults.push("axe has measured no contrast".to_owned());
    }
    Ok(faults)
}
