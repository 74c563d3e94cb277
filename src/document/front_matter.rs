//! The YAML at the top of a page, as typed values.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::source::{Edit, SourceFile, Span};
use crate::words;
use crate::yaml::{Fields, Place, Spanned, YamlText};

/// What a page is; it decides which parts are required and how it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Lesson,
    Objection,
    Plan,
    Policy,
    Glossary,
    Page,
}

const KINDS: [(&str, Kind); 6] = [
    ("lesson", Kind::Lesson),
    ("objection", Kind::Objection),
    ("plan", Kind::Plan),
    ("policy", Kind::Policy),
    ("glossary", Kind::Glossary),
    ("page", Kind::Page),
];

impl Kind {
    /// The words for all of them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }

    /// The word for it in front matter.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("lesson", |(name, _)| name)
    }
}

/// How often readers confirm that they know a policy. A changed text always asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Acknowledge {
    Once,
    Yearly,
}

/// The values of a page's front matter. All are optional; [`Spanned`] ones can be pointed to later.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    pub title: Option<Spanned<String>>,
    pub description: Option<Spanned<String>>,
    pub kind: Kind,
    /// The role that answers for the page.
    pub owner: Option<Spanned<String>>,
    /// The day somebody last said "still right".
    pub reviewed: Option<Spanned<Date>>,
    /// Days until the next review.
    pub review_every: Option<u32>,
    pub audience: Vec<Spanned<String>>,
    pub tags: Vec<Spanned<String>>,
    /// Older addresses that lead here.
    pub aliases: Vec<Spanned<String>>,
    pub related: Vec<Spanned<String>>,
    pub draft: bool,
    /// Rules whose findings on this page are exceptions that somebody has looked at.
    pub accept: Vec<&'static Rule>,
    /// `false` keeps the page out of the search.
    pub search: bool,
    /// For a policy: readers confirm that they have read it.
    pub acknowledge: Option<Spanned<Acknowledge>>,
    /// What the customer says, the objection's kind, when and from whom it comes.
    pub says: Vec<Spanned<String>>,
    pub category: Option<Spanned<String>>,
    pub stages: Vec<Spanned<String>>,
    pub roles: Vec<Spanned<String>>,
}

impl FrontMatter {
    /// Reads the values; whatever is not understood becomes a finding and keeps its default.
    pub fn read(text: YamlText, findings: &mut Vec<Diagnostic>) -> FrontMatter {
        let mut front = FrontMatter { search: true, ..FrontMatter::default() };
        if text.text.trim().is_empty() {
            return front;
        }
        let yaml = match text.parse() {
            Ok(yaml) => yaml,
            Err(finding) => {
                findings.push(*finding);
                return front;
            }
        };
        let mut fields = Fields::new(text, Place::default(), &yaml, findings);
        front.title = fields.text("title", findings);
        front.description = fields.text("description", findings);
        front.kind = fields.choice("kind", &KINDS, findings).unwrap_or_default();
        front.owner = fields.text("owner", findings);
        front.reviewed = fields.date("reviewed", findings);
        front.review_every = fields.days("review_every", findings);
        front.audience = fields.texts("audience", findings);
        front.tags = fields.texts("tags", findings);
        front.aliases = fields.texts("aliases", findings);
        front.related = fields.texts("related", findings);
        front.draft = fields.boolean("draft", findings).unwrap_or(false);
        front.accept = accepted(fields.texts("accept", findings), text, findings);
        front.search = fields.boolean("search", findings).unwrap_or(true);
        let often = [("yearly", Acknowledge::Yearly), ("once", Acknowledge::Once)];
        front.acknowledge = fields.spanned_choice("acknowledge", &often, findings);
        front.says = fields.texts("says", findings);
        front.category = fields.text("category", findings);
        front.stages = fields.texts("stages", findings);
        front.roles = fields.texts("roles", findings);
        fields.finish(findings);
        super::values::check(&front, text, findings);
        front
    }

    /// How often readers confirm the page; only policies are confirmed.
    pub fn confirmed(&self) -> Option<Acknowledge> {
        self.acknowledge.as_ref().filter(|_| self.kind == Kind::Policy).map(|often| often.value)
    }

    /// The day the next review is due, when both dates are given.
    pub fn review_due(&self) -> Option<Date> {
        let reviewed = self.reviewed.as_ref()?.value;
        reviewed.checked_add(jiff::Span::new().try_days(i64::from(self.review_every?)).ok()?).ok()
    }
}

/// The rules of those names; a name that no rule has is a finding.
fn accepted(names: Vec<Spanned<String>>, text: YamlText, findings: &mut Vec<Diagnostic>) -> Vec<&'static Rule> {
    let mut rules = Vec::new();
    for name in names {
        match name.rule(text) {
            Ok(rule) => rules.push(rule),
            Err(finding) => findings.push(*finding),
        }
    }
    rules
}

/// The YAML text, where it begins, and where the body begins. Front matter is what stands between a first line `---` and
/// the next line `---` (or `...`).
pub fn split<'a>(source: &'a SourceFile, findings: &mut Vec<Diagnostic>) -> (&'a str, usize, usize) {
    let text: &'a str = &source.text;
    let blank: usize = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    let first = text[blank..].split_inclusive('\n').next().unwrap_or_default();
    let start = blank + first.len();
    let is_meant = begins_with_key(&text[start..]);
    if first.trim_end() != "---" || (blank > 0 && !is_meant) {
        return ("", 0, 0);
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            if blank > 0 {
                findings.push(late(source, blank));
            }
            return (&text[start..at], start, at + line.len());
        }
        at += line.len();
    }
    // Without an end it is a thematic break, unless what follows is plainly meant as front matter.
    if is_meant {
        findings.push(
            Diagnostic::at(
                &rule::UNCLOSED_FRONT_MATTER,
                &source.path,
                Span::new(blank, blank + 3),
                words!(
                    "开头的 `---` 没有配对的结尾，整页都成了正文",
                    "The `---` at the top has no closing one, so all of it is shown as text"
                ),
            )
            .hint(words!("在最后一项之后另起一行写 `---`", "Write `---` on a line of its own after the last item")),
        );
    }
    ("", 0, 0)
}

/// Whether the first line begins with a key and its colon, so that hardly anything but front matter can be meant.
fn begins_with_key(text: &str) -> bool {
    let next = text.lines().next().unwrap_or_default();
    let key = next.split([':', '：']).next().unwrap_or_default();
    key.len() < next.len() && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// There are blank lines before the front matter. Other programs do not take it for one then.
fn late(source: &SourceFile, blank: usize) -> Diagnostic {
    Diagnostic::at(
        &rule::LOOSE_MARK,
        &source.path,
        Span::new(blank, blank + 3),
        words!(
            "开头的 `---` 前面有空行；已按页首的设置理解",
            "There are blank lines before the `---`; it was taken for the top of the page"
        ),
    )
    .hint(words!("从第一行开始写 `---`", "Begin the file with `---`"))
    .mend([Edit { range: 0..blank, text: String::new() }])
}
