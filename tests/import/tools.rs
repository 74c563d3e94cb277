//! The programs that make documents, and the program that imports them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

/// A picture of 40 × 20 pixels; another one for each `shade`.
pub fn png(shade: u8) -> Vec<u8> {
    let row = |_| std::iter::once(0).chain(std::iter::repeat_n(shade, 40));
    let mut data = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut data, &(0..20).flat_map(row).collect::<Vec<u8>>()).unwrap();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |name: &[u8], data: &[u8]| {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(data);
        png.extend((data.len() as u32).to_be_bytes());
        png.extend(name);
        png.extend(data);
        png.extend(sum.sum().to_be_bytes());
    };
    // Width, height, 8 bits of grey.
    chunk(b"IHDR", &[0, 0, 0, 40, 0, 0, 0, 20, 8, 0, 0, 0, 0]);
    chunk(b"IDAT", &data.finish().unwrap());
    chunk(b"IEND", &[]);
    png
}

/// A document that pandoc makes of Markdown, in `folder`; `to` is `docx` or `odt`.
pub fn pandoc(markdown: &str, folder: &Path, to: &str) -> PathBuf {
    fs::write(folder.join("source.md"), markdown).unwrap();
    fs::write(folder.join("map.png"), png(90)).unwrap();
    let made = folder.join(format!("made.{to}"));
    let output = Command::new("pandoc")
        .args(["-f", "markdown-smart-implicit_figures", "-o"])
        .arg(&made)
        .arg("source.md")
        .current_dir(folder)
        .output()
        .expect("pandoc runs; tests/run installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    made
}

/// The document saved as .docx by LibreOffice.
pub fn libreoffice(document: &Path) -> PathBuf {
    let folder = document.parent().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "docx", "--outdir"])
        .arg(folder)
        .arg(document)
        .env("HOME", folder)
        .output()
        .expect("LibreOffice runs; tests/run installs it");
    let made = document.with_extension("docx");
    assert!(made.is_file(), "{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    made
}

/// Runs the program in a folder, in Chinese.
pub fn onramp(arguments: &[&str], folder: &Path) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_onramp"))
        .args(arguments)
        .args(["--lang", "zh"])
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795392000")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!errors.contains("panicked"), "{arguments:?}: {errors}");
    output
}

/// Imports into `folder/project`, which must work; what was printed.
pub fn import(source: &Path, folder: &Path) -> String {
    let output = onramp(&["import", &source.display().to_string(), "--into", "project"], folder);
    let (said, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{said}{errors}");
    said
}

/// What the checks find in `folder/project`: errors, then warnings.
pub fn findings(folder: &Path) -> (Vec<String>, Vec<String>) {
    let output = onramp(&["check", "--project", "project", "--format", "json"], folder);
    let findings: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let line = |finding: &serde_json::Value| {
        format!("{} {} {}", finding["rule"], finding["path"], finding["message"]).replace('"', "")
    };
    let (errors, warnings): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding["severity"] == "error");
    (errors.into_iter().map(line).collect(), warnings.into_iter().map(line).collect())
}

/// A file of the imported project.
pub fn page(folder: &Path, path: &str) -> String {
    let file = folder.join("project").join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("{path}: {error}; there are\n{}", files(&folder.join("project")).join("\n"));
    })
}

/// All files of a folder, in order.
pub fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path.strip_prefix(folder).unwrap().display().to_string()),
            }
        }
    }
    files.sort();
    files
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
