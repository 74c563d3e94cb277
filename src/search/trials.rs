//! Queries that come with the content: what people say, and the page that should be found (`search-tests.tsv`).
//!
//! A line is a query, the file it should find and a note, with a tab between. The file is given from the project's folder or from that
//! of the tests; several are separated by `|`. Lines that begin with `#` are remarks; so is a first line that names the columns.

use super::{Failure, Search, Wish};
use crate::diagnostic::{Diagnostic, rule};
use crate::source::{SEARCH_TESTS, SourceFile, SourcePath, Sources, Span};
use crate::words;

/// A page is found if it is among so many.
const AMONG: usize = 3;

/// How many results are looked at.
const LIMIT: usize = 10;

/// How many tests a file has, and how many find their page first, or among the first three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub file: SourcePath,
    pub tests: usize,
    pub first: usize,
    pub among: usize,
}

struct Test<'a> {
    query: &'a str,
    expected: Vec<SourcePath>,
    span: Span,
}

impl Search<'_> {
    /// Runs all tests of a project, file by file; each that fails is a finding that says what came first instead.
    pub fn run_tests(&self, sources: &Sources, findings: &mut Vec<Diagnostic>) -> Result<Vec<Outcome>, Failure> {
        let mut outcomes = Vec::new();
        for file in sources.texts.values().filter(|file| file.path.file_name() == SEARCH_TESTS) {
            let own = self.book.editions.iter().position(|edition| {
                !edition.folder.is_empty() && file.path.parent().rsplit('/').next() == Some(edition.folder.as_str())
            });
            let mut outcome = Outcome { file: file.path.clone(), tests: 0, first: 0, among: 0 };
            for test in tests(file, sources, findings) {
                let found = self.find(test.query, &Wish { limit: LIMIT, own, ..Wish::default() })?;
                let rank = found.hits.iter().position(|hit| test.expected.contains(&hit.source));
                outcome.tests += 1;
                outcome.first += usize::from(rank == Some(0));
                outcome.among += usize::from(rank.is_some_and(|rank| rank < AMONG));
                if rank.is_none_or(|rank| rank >= AMONG) {
                    let first = found.hits.first().map(|hit| hit.source.as_str());
                    findings.push(failed(file, &test, rank, first));
                }
            }
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }
}

fn failed(file: &SourceFile, test: &Test, rank: Option<usize>, first: Option<&str>) -> Diagnostic {
    let query = test.query;
    let message = match rank.map(|rank| rank + 1) {
        Some(rank) => {
            words!("搜“{query}”，要找的页排在第 {rank}", "Searching “{query}” finds the page as number {rank}")
        }
        None => words!(
            "搜“{query}”，前 {LIMIT} 个结果里没有要找的页",
            "Searching “{query}” does not find the page among the first {LIMIT}"
        ),
    };
    let finding = Diagnostic::at(&rule::SEARCH_TEST_FAILED, &file.path, test.span, message);
    match first {
        Some(first) => finding.label(words!("排第一的是 {first}", "first is {first}")),
        None => finding.label(words!("什么也没找到", "nothing was found")),
    }
    .hint(words!(
        "在那一页里写上这个说法（卡片写进 `says:`），或把两个说法写成一组同义词",
        "Use these words on the page (on a card in `says:`), or make a group of synonyms"
    ))
}

/// The tests of a file; what cannot be one is a finding.
fn tests<'a>(file: &'a SourceFile, sources: &Sources, findings: &mut Vec<Diagnostic>) -> Vec<Test<'a>> {
    let (mut tests, mut start) = (Vec::new(), 0);
    for (number, whole) in file.text.split_inclusive('\n').enumerate() {
        let line = whole.trim_end();
        let span = Span::new(start, start + line.len());
        start += whole.len();
        let mut columns = line.split('\t').map(str::trim);
        let (query, expected) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let is_head = number == 0 && matches!(query, "query" | "查询" | "搜索");
        if line.trim().is_empty() || line.starts_with('#') || is_head {
            continue;
        }
        let mut report = |message| {
            findings.push(Diagnostic::at(&rule::UNREADABLE_SEARCH_TEST, &file.path, span, message).hint(words!(
                "写成：要搜的话、制表符、应该找到的文件",
                "Write the query, a tab, and the file it should find"
            )))
        };
        if query.is_empty() || expected.is_empty() {
            report(words!("这一行不是搜索测试", "This line is no search test"));
            continue;
        }
        let mut paths = Vec::new();
        for path in expected.split('|').map(str::trim) {
            match [Some(SourcePath::new(path)), file.path.join(path)]
                .into_iter()
                .flatten()
                .find(|path| sources.texts.contains_key(path))
            {
                Some(path) => paths.push(path),
                None => report(words!("没有“{path}”这个文件", "There is no file `{path}`")),
            }
        }
        if !paths.is_empty() {
            tests.push(Test { query, expected: paths, span });
        }
    }
    tests
}
