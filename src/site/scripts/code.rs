//! What of a script is code: everything but comments and the insides of strings, templates and regular expressions.

/// The script with everything that is not code blanked out. Every byte and line end stays in its place.
///
/// `/` begins a regular expression where a value may stand: after an operator, an opening bracket or a keyword. That is a
/// guess only after `)` and `}`, where it is taken for a division.
pub fn code_only(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    // For each open template literal the depth of braces at which its `${` ends.
    let mut templates: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes[at..].starts_with(b"//") => find(bytes, at, b"\n"),
            b'/' if bytes[at..].starts_with(b"/*") => find(bytes, at + 2, b"*/").saturating_add(2).min(bytes.len()),
            b'"' | b'\'' => {
                let end = string_end(bytes, at);
                blank(&mut code[at + 1..end.max(at + 2) - 1]);
                at = end;
                continue;
            }
            b'/' if value_may_stand(&code[..at]) => regex_end(bytes, at),
            b'`' => template_end(bytes, at + 1, &mut templates, depth),
            b'{' => {
                depth += 1;
                at += 1;
                continue;
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if templates.last() == Some(&depth) {
                    templates.pop();
                    template_end(bytes, at + 1, &mut templates, depth)
                } else {
                    at += 1;
                    continue;
                }
            }
            _ => {
                at += 1;
                continue;
            }
        };
        // The `${` of a template literal was counted as an opening brace by `template_end`.
        if templates.last() == Some(&depth) {
            depth += 1;
        }
        blank(&mut code[at..end]);
        at = end;
    }
    // Only whole runs between ASCII characters were blanked, so this is UTF-8 still.
    String::from_utf8(code).unwrap_or_default()
}

/// The end of the literal text from `at`: past the closing backtick, or past a `${`, which is then noted as open.
fn template_end(bytes: &[u8], mut at: usize, templates: &mut Vec<usize>, depth: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => return at + 1,
            b'$' if bytes.get(at + 1) == Some(&b'{') => {
                templates.push(depth);
                return at + 2;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == bytes[start] => return at + 1,
            _ => at += 1,
        }
    }
    at.min(bytes.len())
}

fn regex_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut in_class) = (start + 1, false);
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at.min(bytes.len())
}

fn value_may_stand(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    let word_start = before.iter().rposition(|byte| !byte.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    match before.last() {
        None => true,
        Some(b')' | b']' | b'}' | b'"' | b'\'' | b'_' | b'$') => false,
        Some(byte) if byte.is_ascii_alphanumeric() => {
            matches!(
                &before[word_start..],
                b"return" | b"typeof" | b"case" | b"in" | b"of" | b"await" | b"delete" | b"void"
            )
        }
        Some(byte) => byte.is_ascii(),
    }
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> usize {
    let from = from.min(bytes.len());
    bytes[from..].windows(what.len()).position(|window| window == what).map_or(bytes.len(), |found| from + found)
}

fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}
