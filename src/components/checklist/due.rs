//! The day by which an item is due: `(D+3)`, `(W-1)`, `（第 3 天）`, `(2026-12-31)`.

use jiff::civil::Date;

use crate::diagnostic::Words;
use crate::words;

/// Counted from the day the reader starts, which only the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many days after the first, or before it.
    Day(i32),
    /// So many working days after the first day, or before it.
    WorkingDay(i32),
    /// The same day for everybody.
    On(Date),
}

/// What the words in a pair of brackets mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    Due(Due),
    /// Meant as a day, but not understood; says how to write it.
    Wrong(Words),
    /// Something else.
    Nothing,
}

/// Ten years: further away is a slip.
const FARTHEST: i32 = 3660;

impl Reading {
    /// Reads what stands between the brackets.
    pub fn of(inner: &str) -> Reading {
        let plain: String = inner.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
        if let Some(number) = plain.strip_prefix('第') {
            return nth(number);
        }
        for (word, unit) in [("DAY", "天"), ("WEEK", "周")] {
            if let Some(number) =
                plain.strip_prefix(word).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
            {
                return nth(&format!("{number}{unit}"));
            }
        }
        if plain.len() >= 8
            && plain.starts_with("20")
            && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        {
            return match plain.parse::<Date>() {
                Ok(date) => Reading::Due(Due::On(date)),
                Err(_) => Reading::Wrong(words!("日期写成 `(2026-11-20)`", "Write a date as `(2026-11-20)`")),
            };
        }
        let Some(rest) = plain.strip_prefix(['D', 'W']) else { return Reading::Nothing };
        if !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-')) {
            return Reading::Nothing;
        }
        let signed = rest.starts_with(['+', '-']);
        let number = rest.parse::<i32>().ok().filter(|number| number.abs() <= FARTHEST);
        match (number, plain.starts_with('W'), signed) {
            (Some(number), true, true) => Reading::Due(Due::WorkingDay(number)),
            (Some(number), false, true) => Reading::Due(Due::Day(number)),
            // `D1` is the first day, as people number days.
            (Some(number), false, false) => Reading::Due(Due::Day((number - 1).max(0))),
            (Some(number), true, false) => Reading::Wrong(week(number)),
            (None, ..) => Reading::Wrong(usual()),
        }
    }

    /// Reads a word that stands without brackets; only what can hardly be anything else.
    pub fn of_bare(word: &str) -> Option<Due> {
        let signed = word.chars().nth(1).is_some_and(|c| matches!(plain(c), '+' | '-'));
        match Reading::of(word) {
            Reading::Due(due @ (Due::Day(_) | Due::WorkingDay(_))) if signed => Some(due),
            _ => None,
        }
    }
}

/// `3天`, `3日`, `3个工作日`; a week is not one day, so it is not understood.
fn nth(number: &str) -> Reading {
    let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = &number[digits.len()..];
    let day = digits.parse::<i32>().ok().filter(|day| (1..=FARTHEST).contains(day));
    match (unit, day) {
        ("天" | "日", Some(day)) => Reading::Due(Due::Day(day - 1)),
        ("个工作日" | "工作日", Some(day)) => Reading::Due(Due::WorkingDay(day - 1)),
        ("周", Some(week)) => Reading::Wrong(self::week(week)),
        _ if unit.ends_with(['天', '日', '周', '月']) => Reading::Wrong(usual()),
        _ => Reading::Nothing,
    }
}

fn week(week: i32) -> Words {
    let days = week.saturating_mul(7).saturating_sub(3);
    words!(
        "一周不是一天：第 {week} 周的最后一个工作日大约是 `(D+{days})`；`(W+{week})` 是开始后第 {week} 个工作日",
        "A week is not a day: week {week} ends about `(D+{days})`; `(W+{week})` is {week} working days after the start"
    )
}

fn usual() -> Words {
    words!(
        "写成 `(D+3)`（开始后 3 天）、`(W+3)`（3 个工作日）或 `（第 3 天）`",
        "Write `(D+3)` for 3 days after the start, `(W+3)` for 3 working days, or `(day 3)`"
    )
}

/// The ASCII character that was meant, in upper case.
fn plain(c: char) -> char {
    match c {
        '＋' => '+',
        '－' | '−' | '–' | '—' => '-',
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_uppercase(),
        _ => c.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn understands_days_as_people_write_them() {
        for (text, due) in [
            ("D+3", Due::Day(3)),
            ("d + 3", Due::Day(3)),
            ("Ｄ＋３", Due::Day(3)),
            ("D−5", Due::Day(-5)),
            ("D0", Due::Day(0)),
            ("D1", Due::Day(0)),
            ("D30", Due::Day(29)),
            ("第 3 天", Due::Day(2)),
            ("day 3", Due::Day(2)),
            ("W+3", Due::WorkingDay(3)),
            ("第 1 个工作日", Due::WorkingDay(0)),
            ("2026-12-31", Due::On(date(2026, 12, 31))),
        ] {
            assert_eq!(Reading::of(text), Reading::Due(due), "{text}");
        }
    }

    #[test]
    fn reports_what_was_meant_as_a_day_and_leaves_the_rest() {
        for wrong in ["D+", "D+三", "W1", "第三天", "第 1 周", "week 1", "D+99999", "2026-02-30", "D3天"] {
            assert!(matches!(Reading::of(wrong), Reading::Wrong(_)), "{wrong}");
        }
        for other in ["", "Demo", "第一版", "见附录", "W 酒店", "day trip", "3 份"] {
            assert_eq!(Reading::of(other), Reading::Nothing, "{other}");
        }
    }
}
