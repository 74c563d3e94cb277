//! Numbers as people write them.

use unicode_normalization::UnicodeNormalization;

/// What the numbers count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit(pub String);

/// A number with the way it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    pub number: f64,
    /// Digits, sign and separators, without the unit.
    pub text: String,
}

impl Unit {
    pub fn new(text: &str) -> Unit {
        // A full-width percent sign is the same sign.
        Unit(if text == "％" { "%".to_owned() } else { text.trim().to_owned() })
    }

    pub fn is_percent(&self) -> bool {
        self.0 == "%"
    }

    /// A number with its unit: `120 万元`, `35%`, `¥80`.
    pub fn with(&self, number: &str) -> String {
        match self.0.as_str() {
            "" => number.to_owned(),
            unit @ ("%" | "‰" | "°" | "°C") => format!("{number}{unit}"),
            unit if unit.chars().all(is_currency) => match number.strip_prefix('−') {
                Some(number) => format!("−{unit}{number}"),
                None => format!("{unit}{number}"),
            },
            unit => format!("{number} {unit}"),
        }
    }
}

fn is_currency(c: char) -> bool {
    matches!(c, '¥' | '￥' | '$' | '€' | '£')
}

impl Value {
    /// Reads a number; full-width digits, thousands separators, a percent or currency sign and the unit itself may stand with
    /// it. `None` when it is something else.
    pub fn read(text: &str, unit: &Unit) -> Option<Value> {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let wanted: String = unit.0.nfkc().filter(|c| !c.is_whitespace()).collect();
        let text = text.strip_suffix(wanted.as_str()).unwrap_or(&text);
        let text = text.strip_suffix('%').filter(|_| wanted.is_empty()).unwrap_or(text);
        let (negative, digits) = match text.strip_prefix(['-', '−', '–']) {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let digits = digits.trim_start_matches(is_currency);
        let plain = without_separators(digits)?;
        let number: f64 = plain.parse().ok().filter(|number: &f64| number.is_finite() && *number < 1e15)?;
        let negative = negative && number != 0.0;
        Some(Value {
            number: if negative { -number } else { number },
            text: format!("{}{digits}", if negative { "−" } else { "" }),
        })
    }
}

/// `1,200,000` → `1200000`; `None` for what is no decimal number.
fn without_separators(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split([',', '\'']).collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.len() == 1
        || (matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|group| matches!(group.len(), 3 | 4)));
    let sound =
        grouped && !digits.is_empty() && digits != "." && groups.iter().copied().all(is_number) && is_number(fraction);
    sound.then(|| digits.replace([',', '\''], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_people_write_them() {
        let yuan = Unit::new("万元");
        let read = |text: &str| Value::read(text, &yuan).map(|value| (value.number, value.text));
        assert_eq!(read("1,200.5"), Some((1200.5, "1,200.5".to_owned())));
        assert_eq!(read("１２０ 万元"), Some((120.0, "120".to_owned())));
        assert_eq!(read("-3"), Some((-3.0, "−3".to_owned())));
        assert_eq!(read("¥80"), Some((80.0, "80".to_owned())));
        for wrong in ["", "很多", "1,5", "12亿", "1e999", "NaN", "inf", ".", "1.2.3"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn puts_the_unit_where_it_belongs() {
        assert_eq!(Unit::new("万元").with("120"), "120 万元");
        assert_eq!(Unit::new("％").with("35"), "35%");
        assert_eq!(Unit::new("¥").with("−80"), "−¥80");
    }
}
