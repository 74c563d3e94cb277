use proptest::prelude::*;

use super::tests::sources;
use super::*;
use crate::diagnostic::{Words, rule};
use crate::source::{LineColumn, Location, SourcePath, Span, normalize_text};

/// Texts with what is awkward: wide, combining, invisible, right-to-left and control characters, long lines, no last line end.
fn awkward_text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(
        prop_oneof![
            any::<char>().prop_map(String::from),
            "[ -~]{0,20}",
            "[一-龥，。“”]{0,20}",
            prop::sample::select(vec![
                "\n",
                "\n\n",
                "\t",
                "\u{3000}",
                "\u{200b}",
                "\u{200d}",
                "👩\u{200d}👧",
                "❤\u{fe0f}",
                "e\u{301}",
                "\u{202e}",
                "\u{2067}שלום",
                "مرحبا",
                "\u{1b}[31m",
                "\u{85}",
                "\u{2028}",
                "\r\n",
                "\r",
            ])
            .prop_map(String::from),
            (prop::sample::select(vec!["a", "价", " ", "\u{3000}", "\u{301}"]), 0..400_usize)
                .prop_map(|(piece, times)| piece.repeat(times)),
        ],
        0..12,
    );
    pieces.prop_map(|pieces| normalize_text(&pieces.concat()).into_owned())
}

proptest! {
    #[test]
    fn any_finding_in_any_text_is_shown_at_its_place(
        text in awkward_text(),
        start in 0..4000_u32,
        length in 0..4000_u32,
        (twin_start, twin_end) in any::<(u32, u32)>(),
        label in awkward_text(),
        chinese in any::<bool>(),
    ) {
        let path = SourcePath::new("a.md");
        let words = Words::new(label.clone(), label);
        let finding = Diagnostic::at(&rule::EMPTY_PAGE, &path, Span { start, end: start + length }, words.clone())
            .label(words.clone())
            .hint(words.clone())
            .related(Location::new(&path, Span { start: twin_start, end: twin_end }), words);
        let sources = sources(&[("a.md", &text)]);
        let findings = [finding];
        let language = if chinese { Language::Chinese } else { Language::English };
        let LineColumn { line, column } = LineColumn::of(&text, start as usize);

        let shown = show(&findings, &sources, language, Format::Text, false);
        let arrow = shown.lines().find(|line| line.trim_start().starts_with("--> "));
        prop_assert_eq!(arrow.unwrap().trim_start(), format!("--> a.md:{line}:{column}"));
        show(&findings, &sources, language, Format::Text, true);
        let json = show(&findings, &sources, language, Format::Json, false);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&json[0]["line"], line);
        prop_assert_eq!(&json[0]["column"], column);
        let github = show(&findings, &sources, language, Format::Github, false);
        prop_assert_eq!(github.lines().count(), 1);
        let start = format!("::warning file=a.md,line={line},");
        prop_assert!(github.starts_with(&start), "{}", github);
    }
}
