//! The floor: the least a program could do to make as many pages of the same length on the same machine.
//!
//! It reads every Markdown file, turns it into HTML with the same parser, and writes a page of the wanted length into a folder of
//! its own, on all cores. No front matter, no links, no template, no list of chapters, no colours, no findings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Makes the pages; `length` is the mean length of a page in bytes, to which shorter ones are filled up.
pub fn run(content: &Path, output: &Path, length: usize) -> io::Result<()> {
    let files: Vec<PathBuf> = WalkDir::new(content)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.par_iter().try_for_each(|file| {
        let text = fs::read_to_string(file)?;
        let mut page = String::with_capacity(length * 2);
        html::push_html(&mut page, Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_GFM));
        page.extend(std::iter::repeat_n(' ', length.saturating_sub(page.len())));
        let folder = output.join(file.strip_prefix(content).unwrap_or(file).with_extension(""));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page)
    })
}

/// How many files a folder holds, those of one extension or all, and how many bytes.
pub fn weigh(folder: &Path, extension: Option<&str>) -> (usize, u64) {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let wanted = files.filter(|entry| {
        extension.is_none_or(|wanted| entry.path().extension().is_some_and(|extension| extension == wanted))
    });
    wanted.fold((0, 0), |(files, bytes), entry| (files + 1, bytes + entry.metadata().map_or(0, |found| found.len())))
}
