//! One generated page: about 5 kB of front matter, headings, text, lists, tables, links, alerts and code.

use std::fmt::Write;

use super::random::Random;
use super::words::Words;

/// The length a page grows to, in bytes.
const LENGTH: usize = 4_600;

/// Where the page is in its edition, and what it may link to.
pub struct Place<'a> {
    pub words: &'a Words,
    /// Position among the lessons of the edition.
    pub lesson: usize,
    /// How many lessons the edition has.
    pub lessons: usize,
    pub images: usize,
}

/// How many lessons a chapter has.
pub const CHAPTER: usize = 50;

/// `02-chapter-2/05-lesson-105.md`
pub fn path(lesson: usize) -> String {
    format!("{}/{:02}-lesson-{}.md", chapter_folder(lesson / CHAPTER), lesson % CHAPTER + 1, lesson + 1)
}

pub fn chapter_folder(chapter: usize) -> String {
    format!("{:03}-chapter-{}", chapter + 1, chapter + 1)
}

/// The page as Markdown.
pub fn write(place: &Place) -> String {
    let words = place.words;
    let mut random = Random::new((place.lesson as u64) << 8 | u64::from(words.language == "en"));
    let random = &mut random;
    let title = fill(random.pick(words.titles), words, random);
    let description = fill(random.pick(words.sentences), words, random).replace(['*', '"'], "");
    let mut page = format!(
        "---\ntitle: \"{title}\"\ndescription: \"{description}\"\nowner: {}\nreviewed: 2026-{:02}-{:02}\ntags: [{}, {}]\n---\n\n",
        random.pick(words.owners),
        random.between(1, 12),
        random.between(1, 28),
        random.pick(words.tools),
        random.pick(words.owners),
    );
    paragraph(&mut page, place, random);
    let mut part = 0;
    while page.len() < LENGTH {
        let heading = fill(random.pick(words.titles), words, random);
        let marks = if part > 0 && random.happens(35) { "###" } else { "##" };
        let _ = write!(page, "{marks} {heading}\n\n");
        paragraph(&mut page, place, random);
        match (part + place.lesson) % 7 {
            0 => list(&mut page, words, random, |_| "- ".to_owned()),
            1 => table(&mut page, words, random),
            2 => list(&mut page, words, random, |item| format!("{}. ", item + 1)),
            3 if random.happens(60) => code(&mut page, random),
            4 => alert(&mut page, words, random),
            5 if random.happens(50) => list(&mut page, words, random, |_| "- [ ] ".to_owned()),
            6 if random.happens(30) => image(&mut page, place, random),
            _ => paragraph(&mut page, place, random),
        }
        part += 1;
    }
    page
}

/// Two to four sentences, often with a link to another lesson of the edition.
fn paragraph(page: &mut String, place: &Place, random: &mut Random) {
    let words = place.words;
    for sentence in 0..random.between(2, 4) {
        if sentence > 0 {
            page.push_str(words.gap);
        }
        page.push_str(&sentence_of(words, random));
    }
    if random.happens(40) {
        let near = place.lesson / CHAPTER * CHAPTER;
        let to = match random.happens(60) {
            true => random.between(near, (near + CHAPTER).min(place.lessons) - 1),
            false => random.between(0, place.lessons - 1),
        };
        let name = fill(random.pick(words.titles), words, random);
        let _ = write!(page, "{}{} [{name}](../{})", words.gap, words.see, path(to));
        page.push_str(if words.gap.is_empty() { "。" } else { "." });
    }
    page.push_str("\n\n");
}

fn list(page: &mut String, words: &Words, random: &mut Random, marker: impl Fn(usize) -> String) {
    for item in 0..random.between(3, 6) {
        let _ = writeln!(page, "{}{}", marker(item), sentence_of(words, random));
    }
    page.push('\n');
}

fn table(page: &mut String, words: &Words, random: &mut Random) {
    let _ = writeln!(page, "| {} |\n|---|---|---:|---|", words.table.join(" | "));
    for _ in 0..random.between(3, 7) {
        let (what, who, why) = (random.pick(words.what), random.pick(words.who), random.pick(words.why));
        let _ = writeln!(page, "| {what} | {who} | {} | {why} |", random.between(1, 30));
    }
    page.push('\n');
}

fn alert(page: &mut String, words: &Words, random: &mut Random) {
    let kind = random.pick(&["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]);
    let _ = write!(page, "> [!{kind}]\n> {}\n\n", sentence_of(words, random));
}

fn image(page: &mut String, place: &Place, random: &mut Random) {
    let (number, what) = (random.between(1, place.images), random.pick(place.words.what));
    let _ = write!(page, "![{what}](../images/figure-{number}.svg)\n\n");
}

/// A few lines in one of the languages that a handbook for sales tools may show.
fn code(page: &mut String, random: &mut Random) {
    let (a, b) = (random.between(2, 900), random.between(2, 90));
    let text = match random.between(0, 4) {
        0 => format!(
            "sql\nSELECT customer.name, SUM(invoice.amount) AS total\nFROM invoice\nJOIN customer ON customer.id = invoice.customer_id\nWHERE invoice.paid_at > '2026-01-{:02}' AND customer.tier <= {b}\nGROUP BY customer.name\nHAVING total > {a};",
            b % 28 + 1
        ),
        1 => format!(
            "python\ndef commission(deals, rate=0.{b:02}):\n    \"\"\"Sum of the deals above the threshold.\"\"\"\n    total = 0\n    for deal in deals:\n        if deal[\"amount\"] > {a}:\n            total += deal[\"amount\"] * rate\n    return round(total, 2)"
        ),
        2 => format!(
            "json\n{{\n  \"tier\": \"A{b}\",\n  \"visits\": {a},\n  \"contacts\": [\"buyer\", \"user\"],\n  \"renewal\": {{ \"month\": 6, \"notice\": true }}\n}}"
        ),
        3 => format!("yaml\nplan:\n  weeks: {b}\n  mentor: true\n  goals:\n    - visits: {a}\n    - quotes: 12"),
        _ => format!(
            "bash\nfor file in exports/*.csv; do\n  if [ \"$(wc -l < \"$file\")\" -gt {a} ]; then\n    echo \"$file has more than {a} rows\" >&2\n  fi\ndone"
        ),
    };
    let _ = write!(page, "```{text}\n```\n\n");
}

fn sentence_of(words: &Words, random: &mut Random) -> String {
    let sentence = fill(random.pick(words.sentences), words, random);
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Puts words into a pattern's `{places}`.
fn fill(pattern: &str, words: &Words, random: &mut Random) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        match place {
            "who" => text.push_str(random.pick(words.who)),
            "does" => text.push_str(random.pick(words.does)),
            "what" => text.push_str(random.pick(words.what)),
            "when" => text.push_str(random.pick(words.when)),
            "why" => text.push_str(random.pick(words.why)),
            "tool" => text.push_str(random.pick(words.tools)),
            _ => text.push_str(&random.between(2, 40).to_string()),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}
