//! An index of which most is remembered is the one that would be made afresh, and little is made for it.

use super::{Content, Search, Synonyms, wish};
use crate::book::{Book, Remembered as RememberedBook, Wish, assemble_again};
use crate::search::{File, Remembered};

/// Pages by their number, with what each says.
type Pages = Vec<(usize, String)>;

fn book(pages: &Pages, memory: &RememberedBook) -> Book {
    let files: Vec<_> = pages.iter().map(|(at, text)| (format!("content/p{at:03}.md"), text.clone())).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assemble_again(&super::sources(&files), Wish::default(), memory).value
}

/// One page after another, with headings and without.
fn page(at: usize) -> String {
    let more = "## 报价 {#quote}\n先问预算，再谈折扣。\n".repeat(at % 3);
    format!("---\ntags: [t{}]\n---\n# 客户 {at}\n第 {at} 页说的是 page{at}。\n{more}", at % 5)
}

/// The browser's files, which are named after what is in them.
fn names(search: &Search) -> Vec<String> {
    let name = |file: File| match file.content {
        Content::Plain(bytes) => format!("{} {}", file.path, String::from_utf8_lossy(&bytes)),
        _ => file.path,
    };
    search.files().unwrap().into_iter().map(name).collect()
}

/// Indexes the pages with the help of a memory and without, and compares whatever can be seen of it.
fn compare(pages: &Pages, memory: &Remembered, of_book: &RememberedBook) {
    let book = book(pages, of_book);
    let again = Search::again(&book, Synonyms::default(), memory).unwrap();
    let fresh = Search::of(&book, Synonyms::default()).unwrap();
    assert_eq!(names(&again), names(&fresh));
    for query in ["客户", "折扣 quote", "page7", "kehu", "bj", "\"先问预算\"", "t3", "pagr12"] {
        let (again, fresh) = (again.find(query, &wish()).unwrap(), fresh.find(query, &wish()).unwrap());
        assert_eq!(again, fresh, "{query}");
        assert!(!again.hits.is_empty() || pages.len() < 100, "{query}");
    }
}

#[test]
fn an_edit_cuts_its_own_page_only() {
    let (memory, of_book) = (Remembered::default(), RememberedBook::default());
    let mut pages: Pages = (0..200).map(|at| (at, page(at))).collect();
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [200]);
    // The same again: nothing is made.
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [200]);
    // A page, several times, with another number of passages; then another page, and one that comes back.
    for round in 0..4 {
        pages[17].1 = format!("{}## 新 {round}\n新写的话。\n", page(17)).repeat(1 + round % 2);
        compare(&pages, &memory, &of_book);
        assert_eq!(memory.sizes(), [200, 1]);
    }
    pages[99].1.push_str("又一句。\n");
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [200, 1, 1]);
    pages[17].1 = page(17);
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [200, 1]);
    // Pages that come, go and change places.
    pages.remove(5);
    pages.push((900, page(900)));
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [200, 1, 1]);
    // Many at once are one segment.
    pages.iter_mut().take(60).for_each(|(_, text)| text.push_str("全都改了。\n"));
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [200, 1, 1, 60]);
}

#[test]
fn many_edits_leave_few_segments() {
    let (memory, of_book) = (Remembered::default(), RememberedBook::default());
    let mut pages: Pages = (0..60).map(|at| (at, page(at))).collect();
    for at in 0..60 {
        compare(&pages, &memory, &of_book);
        assert!(memory.sizes().len() <= 17, "{:?}", memory.sizes());
        pages[at].1.push_str("改过了。\n");
    }
    pages.clear();
    compare(&pages, &memory, &of_book);
    assert_eq!(memory.sizes(), [0; 0]);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 16, failure_persistence: None, ..Default::default() })]

    #[test]
    fn remembered_is_indexed_afresh(edits in proptest::collection::vec((0..40_usize, 0..6_usize, proptest::bool::ANY), 1..40)) {
        let (memory, of_book) = (Remembered::default(), RememberedBook::default());
        let mut pages: Pages = (0..20).map(|at| (at, page(at))).collect();
        for (at, what, is_seen) in edits {
            let place = pages.iter().position(|(number, _)| *number == at);
            match (place, what) {
                (Some(place), 0) => drop(pages.remove(place)),
                (Some(place), 1) => pages[place].1 = page(at + 1),
                (Some(place), 2) => pages[place].1.push_str("## 加一节\n加一句。\n"),
                (Some(place), 3) => pages[place].1 = format!("---\nsearch: false\n---\n{}", page(at)),
                (Some(place), _) => pages[place].1 = page(at),
                (None, _) => {
                    pages.push((at, page(at * what)));
                    pages.sort();
                }
            }
            // Several edits may come as one.
            if is_seen {
                compare(&pages, &memory, &of_book);
            }
        }
        compare(&pages, &memory, &of_book);
    }
}
