//! Other engines, asked the same queries about the same pages: `benches/peers/relevance.mjs`.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use onramp::Project;
use onramp::search::{Content, Search};
use serde_json::{Value, json};

use crate::Query;

/// By engine, for each query the pages found, the best first.
pub type Answers = BTreeMap<String, Vec<Vec<String>>>;

/// Asks all engines all queries.
pub fn ask(project: &Project, search: &Search, queries: &[Query]) -> Result<Answers, Box<dyn Error>> {
    let mut pages = Vec::new();
    for file in search.files()? {
        if let Content::Fragment { page, .. } = file.content {
            let mut fragment: Value = serde_json::from_slice(&search.fragment(page))?;
            fragment["source"] = json!(project.book.page(page).document.path);
            pages.push(fragment);
        }
    }
    let language = &project.book.editions[0].language;
    let texts: Vec<_> = queries.iter().map(|query| &query.text).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/relevance.mjs");
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let request = json!({ "language": language, "pages": pages, "queries": texts }).to_string();
    if let Some(mut input) = node.stdin.take() {
        input.write_all(request.as_bytes())?;
    }
    let output = node.wait_with_output()?;
    if !output.status.success() {
        return Err("the peers could not be asked; is `npm install` done in benches/peers?".into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
