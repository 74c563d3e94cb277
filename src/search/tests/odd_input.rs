//! Queries and pages that nobody would write on purpose, or that somebody did.

use super::{Found, Search, Synonyms, Wish, book, first, found, listed, pair, wish};

#[test]
fn any_query_is_answered() {
    let book = super::shipped();
    let search = Search::of(&book, Synonyms::default()).unwrap();
    let (repeated, varied) = ("很长".repeat(5_000), ('一'..).take(10_000).collect::<String>());
    for query in [
        &repeated,
        &varied,
        "",
        " ",
        "🎉🎊👩‍👩‍👧",
        "\u{0}\u{1}\u{7f}\u{202e}\u{feff}",
        ".*[a-z](",
        "(?:a+)+$",
        "<script>alert(1)</script>",
        "\"",
        "“",
        "“”\"\"",
        "kind:",
        ":",
        "：：",
        "stage:\"",
        "~kehu",
        "\u{300}\u{301}",
    ] {
        let found = search.find(query, &Wish { explain: true, ..wish() }).unwrap();
        assert!(found.hits.len() <= 20);
    }
}

#[test]
fn a_paragraph_of_five_megabytes() {
    let long = format!("# 长\n{}藏在最后的话\n", "很长的一段话没有尽头".repeat(175_000));
    assert!(long.len() > 5_000_000);
    let book = book(&[("content/index.md", "# 手册\n"), ("content/long.md", &long), ("content/short.md", "很长\n")]);
    let search = Search::of(&book, Synonyms::default()).unwrap();
    for query in ["藏在最后", "\"藏在最后的话\""] {
        assert_eq!(listed(&search.find(query, &wish()).unwrap())[0], pair("long.md", ""));
    }
    let found = search.find("很长", &wish()).unwrap();
    assert_eq!(found.total, 2);
    assert!(found.hits.iter().all(|hit| hit.snippet.text.chars().count() < 100 && !hit.snippet.marks.is_empty()));
    assert!(!search.files().unwrap().is_empty());
}

#[test]
fn no_text_no_title_and_none_at_all() {
    let book = book(&[
        ("onramp.yaml", "languages: [zh, en, ja]\n"),
        ("content/zh/index.md", "# ……！？\n"),
        ("content/zh/empty.md", ""),
        ("content/zh/one.md", "# 一\n只有一句。\n"),
        ("content/en/index.md", ""),
        ("content/en/one.md", "\n"),
        ("content/ja/.hidden.md", "無\n"),
    ]);
    assert_eq!(first(&book, "只有一句").0, "one.md");
    assert_eq!(found(&book, "……！？"), []);
    assert_eq!(found(&book, "没有的"), []);

    let nothing = super::book(&[]);
    let search = Search::of(&nothing, Synonyms::default()).unwrap();
    assert_eq!(search.find("客户", &wish()).unwrap(), Found::default());
    assert!(search.files().unwrap().is_empty());
}

#[test]
fn a_term_in_every_passage() {
    let page =
        |at: usize| (format!("content/p{at}.md"), format!("# 客户 {at}\n客户\n## 客户\n客户和{}\n", "客户".repeat(at)));
    let pages: Vec<_> = (0..30).map(page).collect();
    let book = book(&pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>());
    let search = Search::of(&book, Synonyms::default()).unwrap();
    let found = search.find("客户", &Wish { limit: 100, ..wish() }).unwrap();
    assert_eq!(found.total, 30);
    assert!(found.hits.iter().all(|hit| hit.score.is_finite() && hit.score > 0.0));
    // What is everywhere does not hide what is in one place.
    assert_eq!(listed(&search.find("客户 17", &wish()).unwrap())[0].0, "p17.md");
}

#[test]
fn languages_that_nobody_had_in_mind() {
    let book = book(&[
        ("content/index.md", "# Handbuch\n"),
        ("content/korean.md", "# 고객 관리\nสวัสดีชาวโลก Здравствуй мир\n## <b>&amp;</b>\n"),
        ("content/japanese.md", "# お客様への対応\n値引きのお願いには、まず理由を聞きます。カタカナ\n"),
        ("content/german.md", "# Preisgespräch\nÜber Größe und Straße sprechen wir später.\n"),
        ("content/arabic.md", "# العملاء\nمرحبا بالعالم\n"),
        ("content/hindi.md", "# ग्राहक\nनमस्ते दुनिया\n"),
        ("content/greek.md", "# Πελάτες\nΟι τιμές ΕΊΝΑΙ ΣΤΑΘΕΡΈΣ\n"),
    ]);
    for (query, file) in [
        ("관리", "korean.md"),
        ("ชาวโลก", "korean.md"),
        ("здравс", "korean.md"),
        ("値引き", "japanese.md"),
        ("理由を聞", "japanese.md"),
        ("カタカナ", "japanese.md"),
        ("ｶﾀｶﾅ", "japanese.md"),
        ("preisgesprach", "german.md"),
        ("STRASSE straße", "german.md"),
        ("بالعالم", "arabic.md"),
        ("नमस्ते", "hindi.md"),
        ("πελάτες", "greek.md"),
        ("ΤΙΜΈΣ", "greek.md"),
    ] {
        assert_eq!(first(&book, query).0, file, "{query}");
    }
}
