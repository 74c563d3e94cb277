//! Numbers as answers: `6000±50`, `10..20`, `15%`, `１,２００`, `3 万`.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// The numbers that are right, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NumberRange {
    pub low: f64,
    pub high: f64,
    /// Written with `%`: 15, 15% and 0.15 are the same then.
    pub percent: bool,
}

/// What a text says when it is read as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    Number(NumberRange),
    /// It has `±` or `..` but no numbers around it, or the range is empty.
    Unreadable,
    /// Anything else.
    Text,
}

/// Reads one alternative of a gap.
pub fn read(text: &str) -> Reading {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let tolerance = ["±", "+/-", "+-"].iter().find_map(|sign| text.split_once(sign));
    let digits = text.contains(|c: char| c.is_ascii_digit());
    if let Some((middle, tolerance)) = tolerance.filter(|_| digits) {
        return match (number(middle), number(tolerance)) {
            (Some((middle, percent)), Some((tolerance, relative))) if tolerance >= 0.0 => {
                let tolerance = if relative && !percent { middle.abs() * tolerance / 100.0 } else { tolerance };
                Reading::Number(NumberRange { low: middle - tolerance, high: middle + tolerance, percent })
            }
            _ => Reading::Unreadable,
        };
    }
    // NFKC writes an ellipsis as three dots.
    let range = text.split_once("...").or_else(|| text.split_once("..")).filter(|_| digits);
    if let Some((low, high)) = range {
        return match (number(low), number(high)) {
            (Some((low, first)), Some((high, second))) if low <= high => {
                Reading::Number(NumberRange { low, high, percent: first || second })
            }
            _ => Reading::Unreadable,
        };
    }
    match number(&text) {
        Some((value, percent)) => Reading::Number(NumberRange { low: value, high: value, percent }),
        None => Reading::Text,
    }
}

/// A number and whether it is a percentage: digits with separators of thousands, `万` and `亿`, a sign.
fn number(text: &str) -> Option<(f64, bool)> {
    let text = text.trim_start_matches(['¥', '$', '€', '£']);
    let (text, percent) = text.strip_suffix('%').map_or((text, false), |text| (text, true));
    let (text, factor) = [("万", 1e4), ("亿", 1e8), ("千", 1e3)]
        .iter()
        .find_map(|(unit, factor)| text.strip_suffix(unit).map(|text| (text, *factor)))
        .unwrap_or((text, 1.0));
    let (sign, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(text) => (-1.0, text),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.clone().count() > 0;
    let valid = all_digits(first)
        && all_digits(fraction)
        && (!grouped || (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3 && all_digits(group))
        && !(first.is_empty() && fraction.is_empty());
    let value: f64 = valid.then(|| text.replace(',', ""))?.parse().ok()?;
    // A code such as 007 is not a number.
    let is_code = first.len() > 1 && first.starts_with('0');
    (!is_code && value.is_finite()).then_some((sign * value * factor, percent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> (f64, f64, bool) {
        match read(text) {
            Reading::Number(range) => (range.low, range.high, range.percent),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn reads_numbers_as_people_write_them() {
        assert_eq!(range("6000±50"), (5950.0, 6050.0, false));
        assert_eq!(range("２００ ± 5%"), (190.0, 210.0, false));
        assert_eq!(range("10..20"), (10.0, 20.0, false));
        assert_eq!(range("10…20"), (10.0, 20.0, false));
        assert_eq!(range("15%"), (15.0, 15.0, true));
        assert_eq!(range("15%±1%"), (14.0, 16.0, true));
        assert_eq!(range("1,200,000"), (1_200_000.0, 1_200_000.0, false));
        assert_eq!(range("120万"), (1_200_000.0, 1_200_000.0, false));
        assert_eq!(range("-3.5"), (-3.5, -3.5, false));
        assert_eq!(range("¥.5"), (0.5, 0.5, false));
    }

    #[test]
    fn tells_text_from_numbers_that_cannot_be_read() {
        for text in ["澄清", "3~5", "1,20", "007", "A..B", "第 3 步", "", "."] {
            assert_eq!(read(text), Reading::Text, "{text}");
        }
        for text in ["6000±", "±50", "20..10", "..5", "6000±很多", "1..x"] {
            assert_eq!(read(text), Reading::Unreadable, "{text}");
        }
    }
}
