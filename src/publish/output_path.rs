//! The last look at output paths before they become files. Authors' mistakes are findings long before this.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use unicode_normalization::UnicodeNormalization;

use super::{MANIFEST, PublishError};
use crate::site::Site;

/// Refuses outputs that would leave the site, or that would meet in one file on some system.
///
/// Twins are compared in NFC and lower case, folder by folder: `A/x.html` and `a/y.html` are two folders on Linux and one on
/// macOS and Windows, and the site would differ.
pub fn check(site: &Site) -> Result<(), PublishError> {
    // Folded path of a file or folder → how it was spelled, whether it is a file, and the output it belongs to.
    let mut seen: HashMap<String, (&str, bool, &str)> = HashMap::new();
    for (output, _) in site.outputs() {
        if !is_safe(output) {
            return Err(PublishError::UnsafeOutput { output: output.to_owned() });
        }
        let ends = output.match_indices('/').map(|(slash, _)| slash).chain([output.len()]);
        for end in ends {
            let (part, is_file) = (&output[..end], end == output.len());
            match seen.entry(fold(part)) {
                Entry::Vacant(place) => {
                    place.insert((part, is_file, output));
                }
                Entry::Occupied(place) => {
                    let (twin, twin_is_file, twin_output) = *place.get();
                    if is_file || twin_is_file || twin != part {
                        return Err(PublishError::TwinOutputs {
                            first: twin_output.to_owned(),
                            second: output.to_owned(),
                        });
                    }
                }
            }
        }
    }
    Ok(())
}

fn is_safe(output: &str) -> bool {
    let parts_are_names = output.split('/').all(|part| !matches!(part, "" | "." | ".."));
    // A backslash or a drive letter is part of a name on Unix, and a way out of the site on Windows.
    let first = output.as_bytes().get(1);
    parts_are_names && !output.contains(['\\', '\0']) && first != Some(&b':') && fold(output) != MANIFEST
}

fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_lowercase().nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Recipe;

    fn checked(outputs: &[&str]) -> Result<(), PublishError> {
        let mut site = Site::default();
        for output in outputs {
            site.insert(*output, Recipe::Bytes(b"x".as_slice().into()));
        }
        check(&site)
    }

    #[test]
    fn ways_out_of_the_site_are_refused() {
        for output in [
            "../a",
            "a/../../b",
            "/etc/passwd",
            "",
            "a//b",
            "a/",
            "./a",
            "a\\..\\b",
            "C:/a",
            "C:a",
            "a\0",
            ".Onramp-Manifest.json",
        ] {
            assert!(matches!(checked(&[output]), Err(PublishError::UnsafeOutput { .. })), "{output:?}");
        }
        assert!(checked(&["zh/公司/index.html", "..a/b..", "a/.onramp-manifest.json"]).is_ok());
    }

    #[test]
    fn twins_are_refused() {
        for pair in [
            ["A.html", "a.html"],
            ["A/x", "a/y"],
            ["a", "a/b"],
            ["A", "a/b"],
            ["caf\u{e9}", "cafe\u{301}"],
            ["Ä", "a\u{308}"],
        ] {
            assert!(matches!(checked(&pair), Err(PublishError::TwinOutputs { .. })), "{pair:?}");
        }
        assert!(checked(&["a/x", "a/y", "ab/x"]).is_ok());
    }
}
