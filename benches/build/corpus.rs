//! The generated handbook: half Chinese and half English, chapters of 50 lessons, the same on every machine.
//!
//! It is written so that Hugo reads the same files: a folder's own page is `_index.md`, and titles are in front matter.

use std::fs;
use std::io;
use std::path::Path;

use super::page::{self, CHAPTER, Place};
use super::random::Random;
use super::words::{CHINESE, ENGLISH, Words};

const IMAGES: usize = 12;

/// Writes a project with so many lessons, half of them in each language.
pub fn write(root: &Path, lessons: usize) -> io::Result<()> {
    fs::create_dir_all(root.join("content"))?;
    fs::write(
        root.join("onramp.yaml"),
        format!(
            "title:\n  zh: {}\n  en: {}\nurl: https://handbook.example.org/\nlanguages: [zh, en]\n",
            CHINESE.handbook, ENGLISH.handbook
        ),
    )?;
    edition(root, &CHINESE, lessons - lessons / 2)?;
    edition(root, &ENGLISH, lessons / 2)
}

fn edition(root: &Path, words: &Words, lessons: usize) -> io::Result<()> {
    let root = root.join("content").join(words.language);
    fs::create_dir_all(root.join("images"))?;
    fs::write(root.join("_index.md"), format!("---\ntitle: {}\n---\n\n{}\n", words.handbook, words.why[0]))?;
    for image in 1..=IMAGES {
        fs::write(root.join(format!("images/figure-{image}.svg")), picture(image))?;
    }
    for lesson in 0..lessons {
        if lesson % CHAPTER == 0 {
            let number = lesson / CHAPTER;
            let folder = root.join(page::chapter_folder(number));
            let title = words.chapter.replace("{n}", &(number + 1).to_string());
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("_index.md"), format!("---\ntitle: {title}\ndescription: {}\n---\n", words.why[1]))?;
        }
        let place = Place { words, lesson, lessons, images: IMAGES };
        fs::write(root.join(page::path(lesson)), page::write(&place))?;
    }
    Ok(())
}

/// A bar chart of some kilobytes.
fn picture(number: usize) -> String {
    let mut random = Random::new(number as u64);
    let bars: String = (0..60)
        .map(|bar| {
            let height = random.between(10, 200);
            format!("<rect x=\"{}\" y=\"{}\" width=\"8\" height=\"{height}\"/>\n", bar * 10, 220 - height)
        })
        .collect();
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 220\">\n{bars}</svg>\n")
}
