//! Salespeople find what they mean, in the words they would type.

use std::collections::BTreeSet;

use onramp::search::terms_of;

use crate::handbook;

/// The least number of tests in each language.
const LEAST: [(&str, usize); 2] = [("content/zh/search-tests.tsv", 120), ("content/en/search-tests.tsv", 60)];

#[test]
fn what_they_mean_comes_first() {
    let project = handbook();
    let mut findings = Vec::new();
    let outcomes = project.search().unwrap().run_tests(&project.sources, &mut findings).unwrap();
    for (path, least) in LEAST {
        let outcome = outcomes.iter().find(|outcome| outcome.file.as_str() == path).expect("there is one");
        let share = |count: usize| count as f64 / outcome.tests as f64;
        println!("{path}: {outcome:?}");
        assert!(outcome.tests >= least, "{outcome:?}");
        assert!(share(outcome.first) >= 0.85 && share(outcome.among) >= 0.95, "{outcome:?}: {findings:?}");
    }
}

#[test]
fn their_words_are_their_own_and_go_everywhere() {
    let project = handbook();
    for (edition, (path, _)) in project.book.editions.iter().zip(LEAST) {
        let file = project.sources.text(path).expect("is there");
        let tests = || file.text.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let written = edition.pages.iter().flat_map(|page| {
            let says = page.document.front.says.iter().map(|said| said.value.as_str());
            let headings = page.document.headings.iter().map(|heading| heading.text.as_str());
            says.chain(headings).chain([page.title.as_str()]).map(terms_of).collect::<Vec<_>>()
        });
        let written: BTreeSet<Vec<String>> = written.collect();
        let copied: Vec<_> =
            tests().map(|(query, _)| query).filter(|query| written.contains(&terms_of(query))).collect();
        assert!(copied.len() * 20 <= tests().count(), "these are titles and sentences of cards: {copied:?}");

        let meant: BTreeSet<&str> = tests().filter_map(|(_, rest)| rest.split(['\t', '|']).next()).collect();
        let (cards, others): (Vec<&str>, Vec<&str>) = meant.into_iter().partition(|file| file.contains("playbook/"));
        assert!(
            cards.len() >= 20 && others.len() >= 25,
            "{path}: {} cards and {} other pages",
            cards.len(),
            others.len()
        );
    }
}
