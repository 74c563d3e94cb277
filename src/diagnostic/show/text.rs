//! Findings in a terminal. The only place that knows annotate-snippets.
//!
//! The crate draws the lines with their carets, where wide characters make that hard. The frame around them is written here,
//! because the crate puts an ASCII colon after every level, and takes the column from the text it is given, which for a line that
//! was cut is the wrong one.

use std::fmt::Display;

use annotate_snippets::renderer::{
    DEFAULT_EMPHASIS_STYLE, DEFAULT_ERROR_STYLE, DEFAULT_LINE_NUM_STYLE, DEFAULT_WARNING_STYLE, Style,
};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::excerpt::{Excerpt, printable};
use super::places::{Place, Places};
use crate::diagnostic::{Diagnostic, Language, Severity, Words};
use crate::source::Location;

/// Wider than any line shown: lines are cut already, by [`Excerpt`].
const RENDERER: Renderer = Renderer::plain().term_width(10_000);
const COLOURED: Renderer = Renderer::styled().term_width(10_000);

/// The findings with an empty line between them.
pub fn write(diagnostics: &[&Diagnostic], places: &Places<'_>, language: Language, colour: bool) -> String {
    let findings = diagnostics.iter().map(|diagnostic| {
        let finding = Finding::of(diagnostic, places, language, colour);
        finding.write()
    });
    findings.collect::<Vec<_>>().join("\n")
}

/// A finding with the lines that go with it.
struct Finding<'a> {
    diagnostic: &'a Diagnostic,
    language: Language,
    colour: bool,
    here: Option<Shown<'a>>,
    related: Vec<(Shown<'a>, &'a Words)>,
    /// Digits of the longest line number, which is how far the frame is from the left.
    digits: usize,
}

/// A location with its place and lines, when its file has a text.
struct Shown<'a> {
    location: &'a Location,
    lines: Option<(Place<'a>, Excerpt)>,
}

impl<'a> Shown<'a> {
    fn of(location: &'a Location, places: &'a Places<'_>) -> Self {
        let lines = places.find(location).map(|place| {
            let excerpt = Excerpt::of(&place);
            (place, excerpt)
        });
        Shown { location, lines }
    }

    fn digits(&self) -> usize {
        self.lines.as_ref().map_or(1, |(_, excerpt)| digits(excerpt.last))
    }
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, places: &'a Places<'_>, language: Language, colour: bool) -> Self {
        let here = diagnostic.location.as_ref().map(|location| Shown::of(location, places));
        let related: Vec<_> =
            diagnostic.related.iter().map(|(location, words)| (Shown::of(location, places), words)).collect();
        let all = here.iter().chain(related.iter().map(|(shown, _)| shown));
        let digits = all.map(Shown::digits).max().unwrap_or(1);
        Finding { diagnostic, language, colour, here, related, digits }
    }

    fn write(&self) -> String {
        let mut out = self.header();
        if let Some(shown) = &self.here {
            out += &self.arrow("-->", shown);
            if let Some((_, excerpt)) = &shown.lines {
                let label = self.diagnostic.label.as_ref();
                out += &self.snippet(excerpt, AnnotationKind::Primary, label);
            }
        }
        for (shown, words) in &self.related {
            match &shown.lines {
                Some((_, excerpt)) => {
                    out += &self.gutter("|");
                    out.push('\n');
                    out += &self.arrow(":::", shown);
                    out += &self.snippet(excerpt, AnnotationKind::Context, Some(words));
                }
                None => {
                    let path = plain(shown.location.path.as_str());
                    let name = match self.language {
                        Language::Chinese => format!("另见 {path}："),
                        Language::English => format!("see {path}: "),
                    };
                    out += &self.note(&name, words);
                }
            }
        }
        if let Some(hint) = &self.diagnostic.hint {
            let name = match self.language {
                Language::Chinese => "修复：",
                Language::English => "help: ",
            };
            out += &self.note(name, hint);
        }
        out
    }

    fn header(&self) -> String {
        let (style, name) = match (self.diagnostic.severity, self.language) {
            (Severity::Error, Language::Chinese) => (DEFAULT_ERROR_STYLE, "错误"),
            (Severity::Error, Language::English) => (DEFAULT_ERROR_STYLE, "error"),
            (Severity::Warning, Language::Chinese) => (DEFAULT_WARNING_STYLE, "警告"),
            (Severity::Warning, Language::English) => (DEFAULT_WARNING_STYLE, "warning"),
        };
        let level = self.painted(style, format!("{name}[{}]", self.diagnostic.rule.name));
        let message = self.words(&self.diagnostic.message);
        let message = match self.language {
            Language::Chinese => format!(" {message}"),
            Language::English => format!(": {message}"),
        };
        format!("{level}{}\n", self.painted(DEFAULT_EMPHASIS_STYLE, message))
    }

    /// `--> path:line:column`, or only the path of a file without text.
    fn arrow(&self, arrow: &str, shown: &Shown<'_>) -> String {
        let arrow = self.painted(DEFAULT_LINE_NUM_STYLE, arrow);
        let path = plain(shown.location.path.as_str());
        let place = match &shown.lines {
            Some((place, _)) => {
                let from = place.from();
                format!(":{}:{}", from.line, from.column)
            }
            None => String::new(),
        };
        format!("{:1$}{arrow} {path}{place}\n", "", self.digits)
    }

    /// The lines with the place marked: below an empty one, and without one at their end.
    fn snippet(&self, excerpt: &Excerpt, kind: AnnotationKind, label: Option<&Words>) -> String {
        let level = match self.diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let label = label.map(|label| self.words(label));
        let annotation = kind.span(excerpt.span.clone()).label(label);
        let snippet = Snippet::source(&excerpt.text).line_start(excerpt.first).annotation(annotation);
        let renderer = if self.colour { COLOURED } else { RENDERER };
        let drawn = renderer.render(&[Group::with_level(level).element(snippet)]);
        // All line numbers of a finding stand in one column; the crate knows only its own.
        let indent = self.digits - digits(excerpt.last);
        let indented = drawn.lines().map(|line| format!("{:indent$}{}\n", "", line.trim_end()));
        indented.collect()
    }

    /// `= name words`, below the lines.
    fn note(&self, name: &str, words: &Words) -> String {
        let name = self.painted(DEFAULT_EMPHASIS_STYLE, name);
        format!("{} {name}{}\n", self.gutter("="), self.words(words))
    }

    fn gutter(&self, sign: &str) -> String {
        let sign = self.painted(DEFAULT_LINE_NUM_STYLE, sign);
        format!("{:1$} {sign}", "", self.digits)
    }

    fn words(&self, words: &Words) -> String {
        plain(words.in_language(self.language))
    }

    fn painted(&self, style: Style, text: impl Display) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_string() }
    }
}

/// Text on one line, without characters that a terminal would obey: file names and quoted text come from anywhere.
fn plain(text: &str) -> String {
    let text: String =
        text.chars().filter_map(printable).map(|character| if character == '\n' { ' ' } else { character }).collect();
    normalize_untrusted_str(&text)
}

fn digits(number: usize) -> usize {
    number.to_string().len()
}
