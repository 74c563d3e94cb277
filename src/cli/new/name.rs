//! File names: part of a page's address, so letters that everybody can type.

use unicode_normalization::UnicodeNormalization;

use crate::book::{split_number, unportable};
use crate::diagnostic::Words;
use crate::search::readings;
use crate::words;

/// Longer names make addresses that nobody can read out.
const LONGEST: usize = 48;

/// Names that a folder's own page has.
const RESERVED: [&str; 3] = ["index", "_index", "readme"];

/// A name made from a title: hanzi become pinyin, accents go, and what is left over becomes hyphens. `None` when nothing is left.
pub fn from_title(title: &str) -> Option<String> {
    let mut words: Vec<String> = vec![String::new()];
    for c in title.chars() {
        if let Some(reading) = readings(c).into_iter().next() {
            words.push(reading);
            words.push(String::new());
            continue;
        }
        let plain: String = c.to_string().nfkd().filter(char::is_ascii_alphanumeric).collect();
        match (plain.is_empty(), words.last_mut()) {
            (false, Some(word)) => word.push_str(&plain.to_ascii_lowercase()),
            // An apostrophe parts no words.
            _ if matches!(c, '\'' | '’') => {}
            _ => words.push(String::new()),
        }
    }
    let mut name = String::new();
    for word in words.into_iter().filter(|word| !word.is_empty()) {
        if !name.is_empty() && name.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    // A number at the start would be taken for the page's place in the order.
    let needs_word = name.starts_with(|c: char| c.is_ascii_digit());
    match name.is_empty() {
        true => None,
        false if needs_word => Some(format!("n{name}")),
        false => Some(name),
    }
}

/// Whether a page of that name would be a page like others.
pub fn is_free(name: &str) -> bool {
    !RESERVED.contains(&name.to_lowercase().as_str()) && unportable(name).is_none()
}

/// A name that was given with `--name`, without the extension.
pub fn given(name: &str) -> Result<String, Words> {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let begins = stem.starts_with(|c: char| c.is_ascii_alphanumeric());
    let slug = split_number(stem).1;
    if begins && stem.chars().all(known) && is_free(&slug) && is_free(stem) && stem.len() <= 2 * LONGEST {
        return Ok(stem.to_owned());
    }
    Err(words!(
        "“{name}”不能做文件名：用英文字母、数字和横线，例如 `price-talk`；放到别的章用 `--chapter`",
        "`{name}` cannot be a file name: use letters, digits and hyphens, such as `price-talk`; for another chapter, use `--chapter`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names() {
        for (title, name) in [
            ("客户分类与分级", "ke-hu-fen-lei-yu-fen-ji"),
            ("女装 Top 10！", "nv-zhuang-top-10"),
            ("That’s too expensive / now?", "thats-too-expensive-now"),
            ("Café Ünïcode ﬁne", "cafe-unicode-fine"),
            ("CRM系统", "crm-xi-tong"),
            ("90 天计划", "n90-tian-ji-hua"),
            ("😀 好", "hao"),
        ] {
            assert_eq!(from_title(title).as_deref(), Some(name), "{title}");
        }
        assert_eq!(["？！……", "😀", "///", ""].map(from_title), [const { None }; 4]);
        let long = from_title(&"价格".repeat(150)).unwrap();
        assert!(long.len() <= LONGEST && long.ends_with("-ge") | long.ends_with("-jia"), "{long}");
        assert!(from_title(&"x".repeat(300)).unwrap().len() <= LONGEST);
    }

    #[test]
    fn names_are_looked_at() {
        assert_eq!(given("02-price.md").as_deref(), Ok("02-price"));
        for name in ["", "../a", "a/b", "价格", "index", "01-index", "con", ".hidden", "a b"] {
            assert!(given(name).is_err(), "{name}");
        }
    }
}
