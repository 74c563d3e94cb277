//! `holidays:` and `workdays:` of `onramp.yaml`: which days a plan counts as working days.

use std::fmt;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, rule};
use crate::words;
use crate::yaml::{Fields, YamlText};

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    pub first: Date,
    pub last: Date,
}

impl fmt::Display for DayRange {
    /// `2027-01-01`, or as ISO 8601 writes an interval: `2027-02-06/2027-02-12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}/{}", self.first, self.last),
        }
    }
}

/// What may stand between the first and the last day.
const BETWEEN: [&str; 5] = ["..", "/", "至", "~", "–"];

/// Reads a list of days and ranges of days; whatever is neither becomes a finding.
pub fn read(key: &'static str, fields: &mut Fields, text: YamlText, findings: &mut Vec<Diagnostic>) -> Vec<DayRange> {
    let mut days = Vec::new();
    for entry in fields.texts(key, findings) {
        match range(&entry.value) {
            Some(range) => days.push(range),
            None => findings.push(
                Diagnostic::at(
                    &rule::WRONG_TYPE,
                    text.path,
                    text.locate(&entry.place),
                    words!("“{key}”里的每一项应该是日期", "Each entry of `{key}` must be a day or a range of days"),
                )
                .hint(match ends(&entry.value) {
                    Some((first, last)) => words!(
                        "最后一天（{last}）在第一天（{first}）之前：把两天换过来",
                        "The last day, {last}, lies before the first, {first}: exchange them"
                    ),
                    None => words!(
                        "写成 `2027-01-01`，连续几天写成 `2027-02-06..2027-02-12`",
                        "Write `2027-01-01`, and several days as `2027-02-06..2027-02-12`"
                    ),
                }),
            ),
        }
    }
    days
}

fn range(text: &str) -> Option<DayRange> {
    let (first, last) = ends(text)?;
    (first <= last).then_some(DayRange { first, last })
}

/// The first and the last day as they are written, in whatever order.
fn ends(text: &str) -> Option<(Date, Date)> {
    let (first, last) = BETWEEN.iter().find_map(|between| text.split_once(between)).unwrap_or((text, text));
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_and_ranges() {
        let shown = |text| range(text).map(|range| range.to_string());
        assert_eq!(shown("2027-01-01").as_deref(), Some("2027-01-01"));
        assert_eq!(shown("2027-02-06 .. 2027-02-12").as_deref(), Some("2027-02-06/2027-02-12"));
        assert_eq!(shown("2027-02-06/2027-02-12"), shown("2027-02-06 至 2027-02-12"));
        assert_eq!(["", "2027-02-30", "2027-02-12..2027-02-06", "春节"].map(shown), [const { None }; 4]);
    }
}
