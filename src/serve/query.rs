//! What an address asks for behind its question mark.

/// The value of that name, decoded: `q` of `a=1&q=%E8%B4%B5+x`.
pub fn value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    let value = value.replace('+', " ");
    Some(percent_encoding::percent_decode_str(&value).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn values_are_decoded() {
        let query = "lang=zh&q=%E5%A4%AA%E8%B4%B5+%2B1&page=/zh/%ff&all";
        assert_eq!(value(query, "q").as_deref(), Some("太贵 +1"));
        assert_eq!(value(query, "page").as_deref(), Some("/zh/\u{fffd}"));
        assert_eq!((value(query, "all").as_deref(), value(query, "no")), (Some(""), None));
    }
}
