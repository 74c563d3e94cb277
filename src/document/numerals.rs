//! Numbers that a text begins with and that are not written in digits.

/// `二十三` → 23, and what follows it.
pub fn hanzi_number(text: &str) -> Option<(u32, &str)> {
    let (mut total, mut digit, mut length) = (0_u32, None, 0);
    for c in text.chars().take(7) {
        let value = "〇一二三四五六七八九".chars().position(|known| known == c).or(match c {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        });
        match (value, c) {
            (Some(value), _) => digit = Some(value as u32),
            (None, '十') => total += digit.take().unwrap_or(1) * 10,
            (None, '百') => total += digit.take().unwrap_or(1) * 100,
            _ => break,
        }
        length += c.len_utf8();
    }
    (length > 0).then(|| (total + digit.unwrap_or(0), &text[length..]))
}

/// `③` → 3, and what follows it.
pub fn circled_number(text: &str) -> Option<(u32, &str)> {
    let circle = text.chars().next().filter(|c| ('①'..='⑳').contains(c))?;
    Some((u32::from(circle) - u32::from('①') + 1, &text[circle.len_utf8()..]))
}
