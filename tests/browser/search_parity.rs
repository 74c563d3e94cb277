//! The browser and Rust find the same, in the same order, with the same anchors: on a server and from files.

use std::collections::BTreeSet;
use std::path::Path;

use onramp::Project;
use onramp::book::Wish;
use onramp::search::Wish as SearchWish;
use onramp::source::Sources;
use pinyin::ToPinyin;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::reader::{Place, Reader, read};
use crate::sites::handbook;

/// How many results are compared of each query.
const RESULTS: usize = 10;

/// Queries of each kind and edition.
const OF_A_KIND: usize = 70;

/// Waits for the engine, then asks it each query; an answer is a list of addresses and anchors.
const ASK: &str = "
    const [queries, language, done] = arguments;
    const { SearchIndex } = globalThis.onrampModules['search-index.js'];
    const { search } = globalThis.onrampModules['search-engine.js'];
    (async () => {
        const index = await SearchIndex.open();
        const answers = [];
        for (const query of queries) {
            const { hits } = await search(index, query, { language, limit: 10 });
            answers.push(await Promise.all(hits.map(async ({ page, passage, score }) => {
                const { address, passages } = await index.fragment(page);
                return [`${address.replace('index.html', '')}#${passages[passage - index.pages.from[page]][0]}`, score];
            })));
        }
        done(answers);
    })().catch((error) => done(String(error)));
";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn finds_the_same_on_a_server() -> WebDriverResult<()> {
    compare(&Place::served(handbook(), "/a/b/").await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn finds_the_same_from_files() -> WebDriverResult<()> {
    compare(&Place::files(handbook())).await
}

async fn compare(place: &Place) -> WebDriverResult<()> {
    let project = project();
    let search = project.search().expect("there is memory for the index");
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/company/index.html")).await?;
    reader.click(".bar-search").await?;
    reader.until("the engine is there", "globalThis.onrampModules?.['search-engine.js']").await?;
    let mut compared = 0;
    let mut found = 0;
    let mut wrong = Vec::new();
    for (edition, of) in project.book.editions.iter().enumerate() {
        let queries = queries(&project, edition);
        for some in queries.chunks(100) {
            let arguments = vec![json!(some), json!(of.language)];
            let answers = reader.window.execute_async(ASK, arguments).await?;
            let answers: Vec<Vec<(String, f64)>> = answers.convert()?;
            for (query, answer) in some.iter().zip(answers) {
                let wish = SearchWish { limit: RESULTS, own: Some(edition), ..SearchWish::default() };
                let hits = search.find(query, &wish).expect("the index can be read").hits;
                let ours: Vec<_> = hits.iter().map(|hit| format!("{}#{}", hit.address, hit.anchor)).collect();
                let theirs: Vec<_> = answer.iter().map(|(address, _)| address.clone()).collect();
                let apart = hits
                    .iter()
                    .zip(&answer)
                    .any(|(hit, (_, score))| (hit.score - score).abs() > 1e-6 * hit.score.max(1.0));
                if ours != theirs || apart {
                    wrong.push(format!(
                        "{query:?}\n  Rust    {ours:?}\n  browser {theirs:?}{}",
                        if apart { " scores differ" } else { "" }
                    ));
                }
                compared += 1;
                found += usize::from(!ours.is_empty());
            }
        }
    }
    println!("{compared} queries, {found} of them with results");
    assert!(compared >= 1000 && found * 10 > compared * 8, "{found} of {compared} queries find anything");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn finds_the_same_when_several_are_asked_at_once() -> WebDriverResult<()> {
    // Traditional characters become known while another query waits for its terms.
    const AT_ONCE: &str = "
        const [queries, done] = arguments;
        const { SearchIndex } = globalThis.onrampModules['search-index.js'];
        const { search } = globalThis.onrampModules['search-engine.js'];
        (async () => {
            const index = await SearchIndex.open();
            const ask = async (query) => (await search(index, query)).hits.map(({ page, score }) => [page, score]);
            const first = await Promise.all(queries.map(ask));
            const alone = [];
            for (const query of queries) alone.push(await ask(query));
            done([first, alone]);
        })().catch((error) => done(String(error)));
    ";
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/company/index.html")).await?;
    reader.click(".bar-search").await?;
    reader.until("the engine is there", "globalThis.onrampModules?.['search-engine.js']").await?;
    let queries = ["價", "價格 客戶", "kehu", "stage:談判", "\"客戶\"", "客户", "xqzz", "價格 客戶"];
    let answers: Vec<Vec<Vec<(u32, f64)>>> =
        reader.window.execute_async(AT_ONCE, vec![json!(queries)]).await?.convert()?;
    assert!(answers[0].iter().filter(|answer| !answer.is_empty()).count() > 5, "{answers:?}");
    assert_eq!(answers[0], answers[1]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn cuts_any_text_into_the_same_terms() -> WebDriverResult<()> {
    const TEXTS: usize = 20_000;
    const CUT: &str = "
        const [texts, pairs, done] = arguments;
        const { alike, runs, terms } = globalThis.onrampModules['search-tokens.js'];
        for (const [from, to] of pairs.split('\\n').map((line) => [...line])) if (to) alike.set(from, to);
        // Characters that a newer Unicode has than this browser's are left out: neither can know what the other makes of them.
        const known = texts.map((text) => text.replace(/\\p{Cn}/gu, ''));
        done(known.map((text) => [text, runs(text).flatMap(terms).join('\\u0001')]));
    ";
    let place = Place::files(handbook());
    let reader = Reader::new().await?;
    reader.open(&place.address("zh/company/index.html")).await?;
    reader.click(".bar-search").await?;
    reader.until("the tokenizer is there", "globalThis.onrampModules?.['search-tokens.js']").await?;
    let mut random = Random::new(7);
    let texts: Vec<String> = (0..TEXTS).map(|_| random.text()).collect();
    let mut wrong = Vec::new();
    for some in texts.chunks(2_000) {
        let arguments = vec![json!(some), json!(read("src/search/traditional.txt"))];
        let cut: Vec<(String, String)> = reader.window.execute_async(CUT, arguments).await?.convert()?;
        for (text, theirs) in &cut {
            let ours = onramp::search::terms_of(text).join("\u{1}");
            if ours != *theirs {
                wrong.push(format!("{text:?}\n  Rust    {ours:?}\n  browser {theirs:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {TEXTS}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    Ok(())
}

fn project() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources::read(root, Path::new("site")).expect("can be read");
    Project::understand(sources, Wish::default(), jiff::civil::date(2026, 11, 20))
}

/// Queries made from what the edition says: the same ones every time.
fn queries(project: &Project, edition: usize) -> Vec<String> {
    let edition = &project.book.editions[edition];
    let mut random = Random::new(edition.language.bytes().map(u64::from).sum());
    let titles: Vec<&str> = edition.pages.iter().map(|page| page.title.as_str()).collect();
    let headings: Vec<&str> =
        edition.pages.iter().flat_map(|page| &page.document.headings).map(|heading| heading.text.as_str()).collect();
    let files = edition.pages.iter().filter_map(|page| project.sources.texts.get(&page.document.path));
    let lines: Vec<&str> = files.flat_map(|file| file.text.lines()).filter(|line| line.chars().count() > 12).collect();
    let words: Vec<&str> = lines
        .iter()
        .flat_map(|line| line.split(|c: char| !c.is_ascii_alphabetic()))
        .filter(|word| word.len() > 3)
        .collect();
    let mut queries: BTreeSet<String> = BTreeSet::new();
    for _ in 0..OF_A_KIND {
        let heading = random.one(&headings).to_owned();
        let line = random.one(&lines);
        let word = random.one(&words).to_owned();
        queries.insert(random.one(&titles).to_owned());
        queries.insert(random.piece(&heading, 3, 8));
        queries.insert(random.piece(line, 2, 6));
        queries.insert(random.piece(line, 8, 30));
        queries.insert(format!("{} {word}", random.piece(line, 2, 4)));
        queries.insert(random.piece(line, 1, 1));
        queries.insert(word[..random.below(word.len() - 2) + 2].to_owned());
        queries.insert(random.mistake(&word));
        queries.insert(format!("\"{}\"", random.piece(line, 2, 5)));
        queries.insert(format!("“{}” {}", random.piece(&heading, 2, 4), random.piece(line, 2, 4)));
        queries.insert(format!("{} kind:policy", random.piece(line, 2, 6)));
        queries.insert(format!("类型：课程 {}", random.piece(&heading, 2, 6)));
        queries.insert(format!("類型:課程 {}", in_traditional(&random.piece(&heading, 2, 6))));
        queries.insert(format!("stage:談判 {}", random.piece("客户价格", 1, 2)));
        let (whole, initials) = in_pinyin(&heading);
        queries.insert(random.piece(&whole, 4, 16));
        queries.insert(initials);
        queries.insert(line.chars().take(500).collect());
        queries.insert(in_traditional(&random.piece(line, 3, 8)));
    }
    queries.into_iter().collect()
}

fn in_pinyin(text: &str) -> (String, String) {
    let syllables: Vec<_> = text.chars().filter_map(|c| c.to_pinyin()).map(|syllable| syllable.plain()).collect();
    (syllables.concat(), syllables.iter().take(6).filter_map(|syllable| syllable.chars().next()).collect())
}

/// Each character as the first Traditional one that is searched as it.
fn in_traditional(text: &str) -> String {
    let table = read("src/search/traditional.txt");
    let pairs: Vec<(char, char)> =
        table.lines().filter_map(|line| line.chars().next().zip(line.chars().nth(1))).collect();
    text.chars()
        .map(|c| pairs.iter().find(|(_, simple)| *simple == c).map_or(c, |(traditional, _)| *traditional))
        .collect()
}

/// A source of chances that is the same every time.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// SplitMix64 (Steele et al., 2014).
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((value ^ (value >> 31)) % end.max(1) as u64) as usize
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// So many characters of a text from anywhere.
    fn piece(&mut self, text: &str, least: usize, most: usize) -> String {
        let all: Vec<char> = text.chars().collect();
        let length = (least + self.below(most - least + 1)).min(all.len());
        let start = self.below(all.len() - length + 1);
        all[start..start + length].iter().collect()
    }

    /// A word with one letter exchanged with the next, left out, or another.
    fn mistake(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        let at = 1 + self.below(letters.len() - 2);
        match self.below(3) {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            _ => letters[at] = 'q',
        }
        letters.into_iter().collect()
    }

    /// Up to 14 characters, of scripts and signs that are easily taken for one another.
    fn text(&mut self) -> String {
        const BLOCKS: [(u32, u32); 27] = [
            (0x20, 0x7e),
            (0xa0, 0x24f),
            (0x300, 0x36f),
            (0x370, 0x3ff),
            (0x400, 0x52f),
            (0x5d0, 0x6ff),
            (0x900, 0x97f),
            (0xe00, 0xe7f),
            (0x1000, 0x11ff),
            (0x1780, 0x17ff),
            (0x1e00, 0x1fff),
            (0x2000, 0x206f),
            (0x2100, 0x218f),
            (0x2460, 0x24ff),
            (0x2e80, 0x2fdf),
            (0x3000, 0x30ff),
            (0x3130, 0x31ff),
            (0x3200, 0x33ff),
            (0x3400, 0x4dbf),
            (0x4e00, 0x9fff),
            (0xac00, 0xd7a3),
            (0xf900, 0xfaff),
            (0xfb00, 0xfdff),
            (0xff00, 0xffef),
            (0x1d400, 0x1d7ff),
            (0x1f300, 0x1faff),
            (0x20000, 0x323af),
        ];
        let length = 1 + self.below(14);
        let characters = (0..length).filter_map(|_| {
            let (first, last) = BLOCKS[self.below(BLOCKS.len())];
            char::from_u32(first + self.below((last - first + 1) as usize) as u32)
        });
        characters.collect()
    }
}
