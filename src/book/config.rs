//! `onramp.yaml` as typed values.

use std::collections::BTreeMap;

use super::CardLabels;
use super::days_off::{self, DayRange};
use super::editor::Editor;
use super::languages;
use crate::diagnostic::{Diagnostic, Rule, Severity, rule};
use crate::source::{Location, SourcePath, Sources};
use crate::words;
use crate::yaml::{Fields, MOST_FINDINGS, Place, Spanned, YamlText};

/// The project's settings; every one has a default.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Given as `id:` by projects whose title or address may change while readers keep their progress.
    pub id: Option<String>,
    pub title: Localized,
    pub description: Localized,
    /// Where the site will be published, with a trailing slash.
    pub url: Option<String>,
    /// The editions' folders in order; empty when not given.
    pub languages: Vec<Spanned<String>>,
    pub theme: Spanned<String>,
    pub html: Html,
    /// Names of the roles used in `owner:` and `audience:`.
    pub roles: BTreeMap<String, Localized>,
    /// Names of the words that objection cards are sorted by.
    pub objections: CardLabels,
    /// Days that are no working days besides weekends, and weekend days that are.
    pub holidays: Vec<DayRange>,
    pub workdays: Vec<DayRange>,
    /// Where places are opened from the pages that `serve` shows.
    pub editor: Editor,
    /// What the project wants of single rules.
    pub checks: Vec<(&'static Rule, SeverityChoice)>,
    /// `onramp.yaml`, when there is one.
    pub path: Option<SourcePath>,
}

/// A text in each language; `*` holds the one for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized(pub(super) Vec<(String, String)>);

/// What happens to HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Html {
    /// Only what can do no harm stays.
    #[default]
    Safe,
    /// It is taken over as it is.
    Trusted,
}

/// A rule may be switched off or be given another severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityChoice {
    Off,
    As(Severity),
}

impl Localized {
    /// The texts of all languages.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }

    /// The text for a language: exact, by its first part, for all, else the first there is.
    pub fn get(&self, language: &str) -> Option<&str> {
        let short = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let find =
            |wanted: &dyn Fn(&str) -> bool| self.0.iter().find(|(tag, _)| wanted(tag)).map(|(_, text)| text.as_str());
        find(&|tag| tag.eq_ignore_ascii_case(language))
            .or_else(|| find(&|tag| short(tag) == short(language)))
            .or_else(|| find(&|tag| tag == "*"))
            .or_else(|| find(&|_| true))
    }
}

impl Config {
    /// Reads `onramp.yaml`; a project without one gets the defaults.
    pub fn read(sources: &Sources, findings: &mut Vec<Diagnostic>) -> Config {
        let mut config =
            Config { theme: Spanned { value: "default".to_owned(), place: Place::default() }, ..Config::default() };
        let Some(file) = sources.text("onramp.yaml") else { return config };
        config.path = Some(file.path.clone());
        let text = YamlText { path: &file.path, text: &file.text, offset: 0 };
        let yaml = match text.parse() {
            Ok(yaml) => yaml,
            Err(finding) => {
                findings.push(*finding);
                return config;
            }
        };
        let mut fields = Fields::new(text, Place::default(), &yaml, findings);
        config.id = fields.text("id", findings).map(|id| id.value);
        config.title = Localized(fields.localized("title", findings));
        config.description = Localized(fields.localized("description", findings));
        config.url = fields.text("url", findings).and_then(|url| checked_url(url, text, findings));
        config.languages = languages::checked(fields.texts("languages", findings), sources, text, findings);
        if let Some(theme) = fields.text("theme", findings) {
            config.theme = theme;
        }
        if let Some(mut markdown) = fields.map("markdown", findings) {
            config.html = markdown
                .choice("html", &[("safe", Html::Safe), ("trusted", Html::Trusted)], findings)
                .unwrap_or_default();
            markdown.finish(findings);
        }
        if let Some(mut roles) = fields.map("roles", findings) {
            for key in roles.keys() {
                let names = roles.localized_own(&key.value, findings);
                config.roles.insert(key.value, Localized(names));
            }
        }
        if let Some(objections) = fields.map("objections", findings) {
            config.objections = CardLabels::read(objections, findings);
        }
        config.holidays = days_off::read("holidays", &mut fields, text, findings);
        config.workdays = days_off::read("workdays", &mut fields, text, findings);
        config.editor =
            fields.text("editor", findings).and_then(|name| editor(&name, text, findings)).unwrap_or_default();
        if let Some(checks) = fields.map("checks", findings) {
            config.checks = read_checks(checks, text, findings);
        }
        fields.finish(findings);
        config
    }

    /// What readers' records on this site are filed under: `id:`, else made from the address or the title.
    pub fn site_id(&self) -> String {
        let title = self.title.0.first().map(|(_, title)| title.clone());
        let made_from = self.url.clone().or(title).unwrap_or_default();
        self.id.clone().unwrap_or_else(|| blake3::hash(made_from.as_bytes()).to_hex()[..12].to_owned())
    }

    /// Where a setting stands in `onramp.yaml`.
    pub fn locate(&self, place: &Place, sources: &Sources) -> Option<Location> {
        let path = self.path.as_ref()?;
        let text = &sources.texts.get(path)?.text;
        Some(Location::new(path, YamlText { path, text, offset: 0 }.locate(place)))
    }

    /// A role's name in a language; a role that is not listed is its own name.
    pub fn role<'a>(&'a self, role: &'a str, language: &str) -> &'a str {
        self.roles.get(role).and_then(|names| names.get(language)).unwrap_or(role)
    }

    /// The role that a name means: its key in `roles:`, or its name in any language.
    pub fn role_key(&self, name: &str) -> Option<&str> {
        let is_meant = |(key, names): &(&String, &Localized)| {
            key.eq_ignore_ascii_case(name) || names.0.iter().any(|(_, text)| text.eq_ignore_ascii_case(name))
        };
        self.roles.iter().find(is_meant).map(|(key, _)| key.as_str())
    }

    /// Applies `checks:` to findings: drops those switched off, changes severities.
    pub fn apply_checks(&self, findings: &mut Vec<Diagnostic>) {
        for (rule, choice) in &self.checks {
            match choice {
                SeverityChoice::Off => findings.retain(|finding| finding.rule.name != rule.name),
                SeverityChoice::As(severity) => {
                    findings
                        .iter_mut()
                        .filter(|finding| finding.rule.name == rule.name)
                        .for_each(|finding| finding.severity = *severity);
                }
            }
        }
    }
}

fn read_checks(
    mut checks: Fields,
    text: YamlText,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(&'static Rule, SeverityChoice)> {
    const CHOICES: [(&str, SeverityChoice); 3] = [
        ("off", SeverityChoice::Off),
        ("warning", SeverityChoice::As(Severity::Warning)),
        ("error", SeverityChoice::As(Severity::Error)),
    ];
    let mut choices = Vec::new();
    for key in checks.keys() {
        let rule = match key.rule(text) {
            Ok(rule) => rule,
            Err(finding) => {
                if findings.len() < MOST_FINDINGS {
                    findings.push(*finding);
                }
                continue;
            }
        };
        if let Some(choice) = checks.choice(rule.name, &CHOICES, findings) {
            choices.push((rule, choice));
        }
    }
    choices
}

fn editor(name: &Spanned<String>, text: YamlText, findings: &mut Vec<Diagnostic>) -> Option<Editor> {
    let editor = Editor::named(&name.value);
    if editor.is_none() {
        let (written, names) = (&name.value, Editor::names().collect::<Vec<_>>().join(", "));
        findings.push(
            Diagnostic::at(
                &rule::WRONG_TYPE,
                text.path,
                text.locate(&name.place),
                words!("没有“{written}”这个编辑器", "There is no editor `{written}`"),
            )
            .hint(words!(
                "可以写 {names}，或者一个带 `{{path}}` 的地址",
                "It can be {names}, or an address with `{{path}}` in it"
            )),
        );
    }
    editor
}

fn checked_url(url: Spanned<String>, text: YamlText, findings: &mut Vec<Diagnostic>) -> Option<String> {
    let host = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains(['?', '#', ' '])) {
        findings.push(
            Diagnostic::at(
                &rule::WRONG_TYPE,
                text.path,
                text.locate(&url.place),
                words!("“url”应该是完整的网址", "`url` must be a full address"),
            )
            .hint(words!("例如 `https://handbook.example.com/`", "For example `https://handbook.example.com/`")),
        );
        return None;
    }
    Some(format!("{}/", url.value.trim_end_matches('/')))
}
