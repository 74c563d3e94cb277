//! The shipped handbook is complete in both languages, and its sums are right.

#![expect(clippy::disallowed_methods, reason = "the test reads the handbook")]

use std::collections::BTreeSet;
use std::path::Path;

use onramp::Project;
use onramp::book::{Edition, Page, Role, Wish};
use onramp::components::Component;
use onramp::components::quiz::{Answer, Mode};
use onramp::document::Kind;
use onramp::source::Sources;

#[path = "handbook/searched.rs"]
mod searched;
#[path = "handbook/sums.rs"]
mod sums;

fn handbook() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::read(root, &root.join("site")).expect("can be read");
    Project::understand(sources, Wish::default(), jiff::civil::date(2026, 11, 23))
}

fn components(page: &Page) -> Vec<&Component> {
    page.document.components()
}

fn all(edition: &Edition) -> impl Iterator<Item = &Component> {
    edition.pages.iter().flat_map(components)
}

/// The lessons of the twelve chapters.
fn lessons(edition: &Edition) -> Vec<&Page> {
    let is_lesson = |page: &&Page| page.role == Role::Lesson && page.number.is_some();
    edition.pages.iter().filter(is_lesson).collect()
}

#[test]
fn both_editions_have_all_that_a_new_hire_needs() {
    let project = handbook();
    assert_eq!(project.book.editions.len(), 2);
    for edition in &project.book.editions {
        let language = &edition.language;
        assert_eq!(edition.count(), (12, 50), "{language}: chapters and lessons");
        assert_eq!(lessons(edition).len(), 50, "{language}");

        let cards = edition.pages.iter().filter(|page| page.document.front.kind == Kind::Objection);
        let sentences = if language.starts_with("zh") { 4 } else { 3 };
        let cards: Vec<_> = cards
            .inspect(|card| assert!(card.document.front.says.len() >= sentences, "{language} {}", card.key))
            .collect();
        assert_eq!(cards.len(), 24, "{language}: cards");

        let items = all(edition).filter_map(|component| match component {
            Component::Checklist(list) => {
                Some(list.items().filter(|item| item.id.starts_with('c') && item.id[1..].parse::<u8>().is_ok()).count())
            }
            _ => None,
        });
        assert_eq!(items.sum::<usize>(), 48, "{language}: items of the plan");

        let terms = all(edition).map(|component| match component {
            Component::Glossary(glossary) => glossary.entries.len(),
            _ => 0,
        });
        assert!(terms.sum::<usize>() >= 80, "{language}: terms");
        assert!(
            all(edition).filter(|component| matches!(component, Component::Chart(_))).count() >= 15,
            "{language}: charts"
        );
    }
}

#[test]
fn eight_conversations_have_endings_enough() {
    for edition in &handbook().book.editions {
        let mut count = 0;
        for component in all(edition) {
            let Component::Scenario(scenario) = component else { continue };
            count += 1;
            let endings = scenario.steps.iter().filter(|step| step.is_ending()).count();
            assert!((6..=12).contains(&scenario.steps.len()) && endings >= 2, "{} {}", edition.language, scenario.id);
        }
        assert!(count >= 8, "{}: {count} conversations", edition.language);
    }
}

#[test]
fn every_lesson_asks_and_every_chapter_tests() {
    for edition in &handbook().book.editions {
        for page in lessons(edition) {
            let questions = components(page).into_iter().filter_map(|component| match component {
                Component::Quiz(quiz) => Some(&quiz.questions),
                _ => None,
            });
            let questions: Vec<_> = questions.flatten().collect();
            // The red lines are asked one by one.
            let most = if page.document.front.kind == Kind::Policy { 6 } else { 4 };
            assert!(
                (2..=most).contains(&questions.len()),
                "{} {}: {} questions",
                edition.language,
                page.key,
                questions.len()
            );
            for question in questions {
                let place = format!("{} {}#{}", edition.language, page.key, question.id);
                let explained = !question.explanation.is_empty() || matches!(question.answer, Answer::Open { .. });
                assert!(explained, "{place}: no explanation");
                if let Answer::Choice { options, .. } = &question.answer {
                    assert!(
                        options.iter().all(|choice| !choice.feedback.is_empty()),
                        "{place}: an option without feedback"
                    );
                }
            }
        }
        let chapters = edition.pages.iter().filter(|page| page.role == Role::Chapter && page.number.is_some());
        let has_test = |page: &Page| {
            components(page).iter().any(|it| matches!(it, Component::Quiz(quiz) if quiz.id == "test" && quiz.settings.pass.is_some() && !quiz.settings.from.is_empty()))
        };
        for chapter in chapters {
            assert!(has_test(chapter), "{} {}: no test", edition.language, chapter.key);
        }
        let is_final = |component: &Component| matches!(component, Component::Quiz(quiz) if quiz.id == "final" && quiz.settings.mode == Mode::Exam);
        assert!(all(edition).any(is_final), "{}: no final test", edition.language);
    }
}

#[test]
fn every_lesson_says_whose_it_is_and_what_it_touches() {
    for edition in &handbook().book.editions {
        for page in lessons(edition) {
            let (front, key) = (&page.document.front, &page.key);
            let complete = front.owner.is_some() && front.reviewed.is_some() && front.review_every.is_some();
            assert!(complete && front.description.is_some(), "{} {key}", edition.language);
            let placed = !front.audience.is_empty() && !front.tags.is_empty() && !front.related.is_empty();
            assert!(placed, "{} {key}: audience, tags, related", edition.language);
        }
    }
}

/// What is kept for a reader of one edition is kept for the other.
#[test]
fn both_editions_use_the_same_ids() {
    let project = handbook();
    let [chinese, english] = project.book.editions.as_slice() else { panic!("two editions") };
    for page in &chinese.pages {
        let twin = english.pages.iter().find(|twin| twin.key == page.key).unwrap_or_else(|| panic!("{}", page.key));
        let ids = |page: &Page| -> BTreeSet<String> {
            let own =
                components(page).into_iter().filter(|it| !matches!(it, Component::Chart(_) | Component::Glossary(_)));
            own.flat_map(|component| {
                let questions = match component {
                    Component::Quiz(quiz) => quiz.questions.iter().map(|question| question.id.clone()).collect(),
                    Component::Scenario(scenario) => scenario.steps.iter().map(|step| step.id.clone()).collect(),
                    _ => Vec::new(),
                };
                component.ids().into_iter().map(str::to_owned).chain(questions).collect::<Vec<_>>()
            })
            .collect()
        };
        assert_eq!(ids(page), ids(twin), "{}", page.key);
    }
}

/// Lessons are long enough to teach and short enough to be read in one go. Tables and lists of law are as long as they have to be.
#[test]
fn lessons_are_of_a_length_to_be_read_in_one_go() {
    let project = handbook();
    let mut wrong = Vec::new();
    for edition in &project.book.editions {
        for page in lessons(edition)
            .into_iter()
            .filter(|page| !matches!(page.key.as_str(), "compliance/requirements" | "compliance/laws"))
        {
            let text = prose(
                &std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page.document.path.as_str()))
                    .expect("is read"),
            );
            let chinese = edition.language.starts_with("zh");
            let (length, range) = if chinese {
                (text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count(), 700..=1600)
            } else {
                (text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count(), 450..=950)
            };
            if !range.contains(&length) {
                wrong.push(format!("{}: {length}", page.document.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text of a page without its front matter and without what stands in fences.
fn prose(source: &str) -> String {
    let body = source.splitn(3, "---\n").nth(2).unwrap_or(source);
    let (mut open, mut text) = (String::new(), String::new());
    for line in body.lines() {
        let marks: String = line.chars().take_while(|c| matches!(c, ':' | '`')).collect();
        if open.is_empty() && marks.len() >= 3 {
            open = marks;
        } else if !open.is_empty() && line.trim_end() == open {
            open.clear();
        } else if open.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

#[test]
fn every_sum_comes_out() {
    let project = handbook();
    let (mut count, mut wrong) = (0, Vec::new());
    for edition in &project.book.editions {
        for page in &edition.pages {
            let Ok(text) =
                std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page.document.path.as_str()))
            else {
                continue;
            };
            for sum in sums::find(&text) {
                count += 1;
                if !sum.comes_out() {
                    wrong.push(format!("{}: {}", page.document.path, sum.text));
                }
            }
        }
    }
    println!("{count} sums");
    assert!(count > 200, "only {count} sums found");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
