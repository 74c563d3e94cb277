//! Whatever is answered, edited and built again, in whatever order: no answer to a question that is still there is lost.
//!
//! The real program reads and builds the site, `fmt --ids` writes the ids, and the page's own record keeps the answers
//! (`kept.mjs`, by node).

#![expect(clippy::disallowed_methods, reason = "projects are written to be read")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use jiff::civil::date;
use onramp::Project;
use onramp::book::{Wish, assemble};
use onramp::ids;
use onramp::outline::outline;
use onramp::site::Recipe;
use onramp::source::{Sources, rewrite};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};

/// One step of a site's life. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
    /// The author…
    Reword(usize),
    MoveQuestion(usize, usize),
    MoveOption(usize),
    ChangeFeedback(usize),
    /// …another option becomes the right one.
    ChangeAnswer(usize),
    Add(usize),
    Remove(usize),
    MoveLines,
    /// …publishes, having run `fmt --ids` from the first edit on.
    Publish,
    /// A reader answers a question or ticks an item of what is published.
    Answer(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let at = 0..50_usize;
    prop_oneof![
        2 => at.clone().prop_map(Step::Reword),
        2 => (at.clone(), at.clone()).prop_map(|(from, to)| Step::MoveQuestion(from, to)),
        1 => at.clone().prop_map(Step::MoveOption),
        1 => at.clone().prop_map(Step::ChangeFeedback),
        1 => at.clone().prop_map(Step::ChangeAnswer),
        2 => at.clone().prop_map(Step::Add),
        1 => at.clone().prop_map(Step::Remove),
        1 => Just(Step::MoveLines),
        3 => Just(Step::Publish),
        5 => at.prop_map(Step::Answer),
    ]
}

/// A question or an item, as its lines in the author's editor. `mark` is a word in its explanation that never changes, by which
/// this test knows it again; the site knows nothing of it.
#[derive(Clone, Debug)]
struct Part {
    mark: String,
    lines: Vec<String>,
    is_item: bool,
}

impl Part {
    /// Several have the same words, as authors copy them.
    fn new(number: usize, is_item: bool) -> Part {
        let mark = format!("记号{number}完");
        let stem = ["第一步？", "第二步？", "What **now**?", "`码` 和 [[空]]"][number % 4];
        let lines = match (is_item, number % 4) {
            (true, _) => vec![
                format!("- [ ] 做{}件事 (D+{number})", number % 3),
                String::new(),
                format!("  {mark}"),
                String::new(),
            ],
            (false, 3) => vec![format!("### {stem}"), String::new(), format!("> {mark}"), String::new()],
            (false, _) => vec![
                format!("### {stem}"),
                String::new(),
                "- [x] 甲".to_owned(),
                "  > 反馈甲".to_owned(),
                "- [ ] 乙".to_owned(),
                "- [ ] 丙".to_owned(),
                String::new(),
                format!("> {mark}"),
                String::new(),
            ],
        };
        Part { mark, lines, is_item }
    }

    /// What decides the answer: the options with their marks, in any order.
    fn answer(&self) -> Vec<String> {
        let mut options: Vec<_> = self.options().into_iter().map(|at| self.lines[at].clone()).collect();
        options.sort();
        options
    }

    fn options(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|at| self.lines[*at].starts_with("- [") && !self.is_item).collect()
    }
}

/// The page as its author has it open.
struct Author {
    /// What stands above, the fence of the quiz and that of the checklist.
    head: Vec<String>,
    fences: [String; 2],
    parts: Vec<Part>,
    made: usize,
}

impl Author {
    fn new() -> Author {
        let fences = [":::quiz 小测 {pass=80}", ":::checklist 清单"].map(str::to_owned);
        let parts = (0..5).map(|number| Part::new(number, number == 4)).collect();
        Author { head: vec!["# 页".to_owned(), String::new()], fences, parts, made: 10 }
    }

    /// All lines in the order of the page; the ends of containers are not the author's to change.
    fn lines(&mut self) -> Vec<Result<&mut String, &'static str>> {
        let [quiz, checklist] = &mut self.fences;
        let (items, questions): (Vec<_>, Vec<_>) = self.parts.iter_mut().partition(|part| part.is_item);
        let mut lines: Vec<_> = self.head.iter_mut().map(Ok).collect();
        lines.push(Ok(quiz));
        lines.extend(questions.into_iter().flat_map(|part| &mut part.lines).map(Ok));
        lines.extend([Err(":::"), Err(""), Ok(checklist)]);
        lines.extend(items.into_iter().flat_map(|part| &mut part.lines).map(Ok));
        lines.push(Err(":::"));
        lines
    }

    fn save(&mut self, file: &Path) {
        let lines = self.lines().into_iter().map(|line| line.map_or_else(str::to_owned, |line| line.clone()) + "\n");
        std::fs::write(file, lines.collect::<String>()).unwrap();
    }

    /// Runs `fmt --ids` and opens the page again.
    fn write_ids(&mut self, root: &Path, file: &Path) {
        write_ids(root);
        let text = std::fs::read_to_string(file).unwrap();
        let lines = self.lines();
        assert_eq!(lines.len(), text.lines().count());
        for (line, now) in lines.into_iter().zip(text.lines()) {
            match line {
                Ok(line) => now.clone_into(line),
                Err(line) => assert_eq!(line, now),
            }
        }
    }

    fn edit(&mut self, step: &Step) {
        let count = self.parts.len().max(1);
        match step {
            Step::Add(at) => {
                self.made += 1;
                let at_line = at % (self.parts.len() + 1);
                self.parts.insert(at_line, Part::new(self.made, at % 3 == 0));
            }
            Step::MoveLines => self.head.extend(["词".to_owned(), String::new()]),
            Step::Remove(at) if !self.parts.is_empty() => drop(self.parts.remove(at % count)),
            Step::MoveQuestion(from, to) if !self.parts.is_empty() => {
                let part = self.parts.remove(from % count);
                self.parts.insert(to % count, part);
            }
            Step::Reword(at) if !self.parts.is_empty() => {
                let line = &mut self.parts[at % count].lines[0];
                let at = line.find(['第', '做', 'W', '`']).unwrap_or(line.len());
                line.insert_str(at, "改过，");
            }
            Step::MoveOption(at) | Step::ChangeAnswer(at) | Step::ChangeFeedback(at) if !self.parts.is_empty() => {
                let part = &mut self.parts[at % count];
                let options = part.options();
                let [first, .., last] = options.as_slice() else { return };
                match step {
                    Step::MoveOption(_) => part.lines.swap(options[1], *last),
                    Step::ChangeFeedback(_) => part.lines[first + 1] += "了",
                    _ => {
                        for (position, option) in options.into_iter().enumerate() {
                            part.lines[option].replace_range(3..4, if position == at % 3 { "x" } else { " " });
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// A question or an item of a published page: what its record is kept under, and which answer it is about.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    key: String,
    rev: String,
    /// What the author had written then.
    answer: Vec<String>,
}

/// What a page shows, by the marks.
fn shown(html: &str, parts: &[Part]) -> BTreeMap<String, Shown> {
    let page = Html::parse_document(html);
    let all = Selector::parse("quiz-question, li[data-item]").unwrap();
    let elements: Vec<ElementRef> = page.select(&all).collect();
    let find = |part: &Part| {
        let element = elements.iter().find(|element| element.text().any(|text| text.contains(&part.mark)))?;
        let key = match element.attr("data-item") {
            Some(item) => format!("tick/page#{item}"),
            None => format!("answer/page#{}", element.attr("data-id")?),
        };
        let rev = element.attr("data-rev").unwrap_or_default().to_owned();
        Some((part.mark.clone(), Shown { key, rev, answer: part.answer() }))
    };
    parts.iter().filter_map(find).collect()
}

fn publish(root: &Path) -> String {
    let sources = Sources::read(root, &root.join("site")).unwrap();
    let project = Project::understand(sources, Wish::default(), date(2026, 11, 23));
    let site = project.site();
    let Some(Recipe::Page(page)) = site.get("page/index.html") else { panic!("the page is not built") };
    String::from_utf8(page().unwrap()).unwrap()
}

fn write_ids(root: &Path) {
    let sources = Sources::read(root, &root.join("site")).unwrap();
    let book = assemble(&sources, Wish::default()).value;
    let outline = outline(&book, &sources).value;
    for page in ids::missing(&book, &outline, &sources) {
        assert!(page.refused.is_empty());
        rewrite(root, &sources.texts[&page.path], &[page.edits()]).unwrap();
    }
}

/// The record in a browser that is closed and opened again.
struct Browser {
    process: Child,
    answers: BufReader<ChildStdout>,
}

impl Browser {
    fn open() -> Browser {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut process = Command::new("node")
            .arg(root.join("tests/kept.mjs"))
            .env("THEME", root.join("themes/default"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed");
        let answers = BufReader::new(process.stdout.take().unwrap());
        Browser { process, answers }
    }

    fn ask(&mut self, what: &Value) -> Value {
        writeln!(self.process.stdin.as_mut().unwrap(), "{what}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("{what}: {line:?}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Plays a life; what was lost, if anything.
fn live(browser: &mut Browser, steps: &[Step]) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let (root, file) = (folder.path(), folder.path().join("content/page.md"));
    std::fs::create_dir(root.join("content")).unwrap();
    std::fs::write(root.join("content/index.md"), "# 首页\n").unwrap();
    browser.ask(&json!({ "reset": true }));

    let mut author = Author::new();
    author.save(&file);
    // The first edition goes out without ids.
    let mut page = shown(&publish(root), &author.parts);
    prop_assert_eq!(page.len(), 5);
    let mut given: BTreeMap<String, (usize, Shown)> = BTreeMap::new();

    for (number, step) in steps.iter().enumerate() {
        match step {
            Step::Answer(at) if !page.is_empty() => {
                let (mark, shown) = page.iter().nth(at % page.len()).unwrap();
                let values = json!({ "given": number, "rev": shown.rev });
                browser.ask(&json!({ "set": shown.key, "values": values }));
                given.insert(mark.clone(), (number, shown.clone()));
            }
            Step::Publish => {
                page = shown(&publish(root), &author.parts);
                prop_assert_eq!(page.len(), author.parts.len(), "{}", std::fs::read_to_string(&file).unwrap());
                browser.ask(&json!({ "visit": true }));
                for (mark, shown) in &page {
                    let Some((when, before)) = given.get(mark) else { continue };
                    let kept = browser.ask(&json!({ "get": shown.key }));
                    prop_assert_eq!(&kept["given"], &json!(when), "{} {:?} {:?}", mark, before, shown);
                    // Only another answer is told to the reader as an update.
                    let is_same = kept["rev"] == json!(shown.rev);
                    prop_assert_eq!(is_same, before.answer == shown.answer, "{} {:?} {:?}", mark, before, shown);
                }
            }
            Step::Answer(_) => {}
            edit => {
                author.write_ids(root, &file);
                author.edit(edit);
                author.save(&file);
                author.write_ids(root, &file);
            }
        }
    }
    Ok(())
}

#[test]
fn no_answer_to_a_question_that_is_still_there_is_lost() {
    const UNSAID: u32 = 256;
    let default = Config::default();
    let cases = if default.cases == UNSAID { 40 } else { default.cases };
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..default };
    let browser = std::cell::RefCell::new(Browser::open());
    let steps = vec(step(), 1..40).prop_map(|steps| steps.into_iter().chain([Step::Publish]).collect::<Vec<_>>());
    let lived = TestRunner::new(config).run(&steps, |steps| live(&mut browser.borrow_mut(), &steps));
    lived.unwrap_or_else(|error| panic!("{error}"));
}
