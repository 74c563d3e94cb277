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
        if let Some(reading) = calendar_day(&plain).or_else(|| without_year(&plain)) {
            return reading;
        }
        let (digits, unit) = plain.split_at(plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len()));
        if !digits.is_empty()
            && matches!(unit, "DAY" | "DAYS" | "天" | "日" | "个工作日" | "工作日" | "WORKINGDAY" | "WORKINGDAYS")
        {
            return Reading::Wrong(duration(digits));
        }
        if plain.strip_prefix('M').is_some_and(|rest| rest.starts_with(['+', '-']) && rest[1..].parse::<u32>().is_ok())
        {
            return Reading::Wrong(words!(
                "月份有长有短，写成天数，例如 `(D+30)`",
                "Months differ; write days, such as `(D+30)`"
            ));
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
            (None, ..) if is_number(rest.trim_start_matches(['+', '-'])) => Reading::Wrong(too_far()),
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
        ("天" | "日" | "个工作日" | "工作日", None) if is_number(digits) => {
            Reading::Wrong(match digits.trim_matches('0') {
                "" => words!(
                    "开始的那一天是 `（第 1 天）`，也可以写 `(D+0)`",
                    "The day of the start is `(day 1)`, which is also `(D+0)`"
                ),
                _ => too_far(),
            })
        }
        ("周", Some(week)) => Reading::Wrong(self::week(week)),
        _ if unit.ends_with(['天', '日', '周', '月']) => Reading::Wrong(usual()),
        _ => Reading::Nothing,
    }
}

/// `2026-12-31`, `2026/1/5`, `2026.12.31`, `2026年12月31日`: with the year first, no two people read it differently.
fn calendar_day(plain: &str) -> Option<Reading> {
    let parts: Vec<_> = plain.strip_suffix('日').unwrap_or(plain).split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else {
        let digits = plain.len() == 8 && plain.starts_with("20") && is_number(plain);
        return digits.then(|| plain.parse().map_or_else(|_| no_such_day(), |date| Reading::Due(Due::On(date))));
    };
    let is_date = year.len() == 4 && year.starts_with("20") && [year, month, day].iter().all(|part| is_number(part));
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    is_date.then(|| date().map_or_else(no_such_day, |date| Reading::Due(Due::On(date))))
}

/// `12月31日`, `12-31`: of which year is not said.
fn without_year(plain: &str) -> Option<Reading> {
    let (month, day) = match plain.strip_suffix(['日', '号']) {
        Some(rest) => rest.split_once('月')?,
        None => plain.split_once('-').filter(|(month, day)| month.len() == 2 && day.len() == 2)?,
    };
    let in_year =
        |text: &str, most: u32| is_number(text) && text.parse().is_ok_and(|number| (1..=most).contains(&number));
    (in_year(month, 12) && in_year(day, 31))
        .then(|| Reading::Wrong(words!("写上年份，例如 `(2026-12-31)`", "Write the year, too, such as `(2026-12-31)`")))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn no_such_day() -> Reading {
    Reading::Wrong(words!("日期写成 `(2026-11-20)`", "Write a date as `(2026-11-20)`"))
}

fn too_far() -> Words {
    words!("期限最远是 {FARTHEST} 天", "A due day is at most {FARTHEST} days away")
}

fn duration(days: &str) -> Words {
    words!(
        "期限写成 `(D+{days})`；如果是说要花多久，写成“为期 {days} 天”",
        "Write `(D+{days})` for a due day; if it is how long it takes, write `(takes {days} days)`"
    )
}

fn week(week: i32) -> Words {
    let days = week.saturating_mul(7).saturating_sub(3);
    words!(
        "一周不是一天：第 {week} 周的最后一个工作日大约是 `(D+{days})`；`(W+{week})` 是开始后第 {week} 个工作日",
        "A week is not a day: week {week} ends about `(D+{days})`; `(W+{week})` counts working days after the start"
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
            ("2026/12/31", Due::On(date(2026, 12, 31))),
            ("2026.1.5", Due::On(date(2026, 1, 5))),
            ("2026 年 12 月 31 日", Due::On(date(2026, 12, 31))),
            ("20261231", Due::On(date(2026, 12, 31))),
        ] {
            assert_eq!(Reading::of(text), Reading::Due(due), "{text}");
        }
    }

    #[test]
    fn reports_what_was_meant_as_a_day_and_leaves_the_rest() {
        for wrong in [
            "D+",
            "D+三",
            "W1",
            "第三天",
            "第 1 周",
            "week 1",
            "D+99999",
            "2026-02-30",
            "D3天",
            "2026/13/1",
            "3 days",
            "3 天",
            "M+1",
            "day 0",
            "10 月 1 日",
            "12月31号",
            "10-01",
        ] {
            assert!(matches!(Reading::of(wrong), Reading::Wrong(_)), "{wrong}");
        }
        for other in [
            "",
            "1-2",
            "13-01",
            "10 月",
            "Demo",
            "第一版",
            "见附录",
            "W 酒店",
            "day trip",
            "3 份",
            "2026.12",
            "12/31",
            "M 号",
            "1.2.3",
        ] {
            assert_eq!(Reading::of(other), Reading::Nothing, "{other}");
        }
        for (wrong, hint) in [("D+99999", too_far()), ("第 99999999999 天", too_far()), ("3 天", duration("3"))] {
            assert_eq!(Reading::of(wrong), Reading::Wrong(hint), "{wrong}");
        }
    }
}
