//! The points of a choice: `+2`, `-1`.

/// Points, as they were written.
pub struct Score {
    pub points: i32,
    /// With full-width signs or digits.
    pub full_width: bool,
}

/// Nobody needs more, and sums of them cannot overflow.
const MOST: i32 = 999;

/// Reads `+2`, `-1`, `3`, also with a typographic minus, full-width characters, brackets around it or `分` after it.
pub fn read(text: &str) -> Option<Score> {
    let text = text.trim();
    let inner = text.trim_start_matches(['(', '（']).trim_end_matches([')', '）']).trim();
    let inner = inner.trim_end_matches('分').trim_end_matches("points").trim_end();
    let full_width = inner.contains(|c: char| matches!(c, '＋' | '－') || ('０'..='９').contains(&c));
    let plain: String = inner.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    let digits = plain.trim_start_matches(['+', '-']);
    if digits.is_empty() || plain.len() - digits.len() > 1 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let points = plain.parse::<i32>().ok().filter(|points| points.abs() <= MOST)?;
    Some(Score { points, full_width })
}

/// Whether somebody probably meant points, though [`read`] cannot make anything of it.
pub fn looks_like_one(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| matches!(half_width(c), '+' | '-' | '0'..='9')) || text.ends_with('分')
}

/// As an author writes it: `+2`, `-1`.
pub fn written(points: i32) -> String {
    format!("{points:+}")
}

/// As a reader sees it: with a real minus, which is as wide as the plus.
pub fn shown(points: i32) -> String {
    written(points).replace('-', "\u{2212}")
}

fn half_width(c: char) -> char {
    match c {
        '＋' => '+',
        '－' | '−' | '–' => '-',
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Option<i32> {
        read(text).map(|score| score.points)
    }

    #[test]
    fn understands_points_as_people_write_them() {
        assert_eq!(["+2", "-1", "−1", "3", "（+2）", "+2 分", "0"].map(points), [2, -1, -1, 3, 2, 2, 0].map(Some));
        assert_eq!(["＋２", "－１"].map(points), [2, -1].map(Some));
        assert!(read("＋2").is_some_and(|score| score.full_width));
        assert_eq!(["", "+", "+-2", "+二", "2x", "+99999999999"].map(points), [None; 6]);
    }
}
