//! Where a project goes: never over anything, and never half.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::docx::{Docx, p, styled};
use crate::tools::{files, onramp, text};

fn document(folder: &std::path::Path) {
    Docx::new(&(styled("1", "甲") + &p("正文。"))).save(folder);
}

/// The command fails with these words, and the folder is as it was.
fn refused(arguments: &[&str], folder: &std::path::Path, words: &str) {
    let before = files(folder);
    let output = onramp(arguments, folder);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains(words), "{errors}");
    assert_eq!(files(folder), before);
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    document(folder.path());
    let output = onramp(&["import", "手册.docx"], folder.path());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(folder.path().join("手册/content/zh/01-jia.md").is_file());
    refused(&["import", "手册.docx"], folder.path(), "手册 里已经有东西，导入不会覆盖它。用 `--into` 换一个文件夹");
    refused(&["import", "手册.docx", "--into", "手册.docx"], folder.path(), "已经有东西");
    refused(&["import", "手册.docx", "--into", "没有/新的"], folder.path(), "没有 没有 这个文件夹");
    fs::create_dir(folder.path().join("空")).unwrap();
    assert!(onramp(&["import", "手册.docx", "--into", "空"], folder.path()).status.success());
    assert!(folder.path().join("空/onramp.yaml").is_file());
    assert!(!files(folder.path()).iter().any(|path| path.starts_with('.')));
}

#[test]
fn what_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    document(folder.path());
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may write everywhere has no closed folders.
    if fs::write(closed.join("probe"), "").is_ok() {
        fs::remove_file(closed.join("probe")).unwrap();
        return;
    }
    refused(&["import", "手册.docx", "--into", "closed/project"], folder.path(), "closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_language_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    document(folder.path());
    assert!(onramp(&["import", "手册.docx", "--language", "en", "--into", "en"], folder.path()).status.success());
    assert!(folder.path().join("en/content/en/01-jia.md").is_file());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    document(folder.path());
    for name in ["a", "b"] {
        assert!(onramp(&["import", "手册.docx", "--into", name], folder.path()).status.success());
    }
    let read = |name: &str| {
        let root = folder.path().join(name);
        files(&root).into_iter().map(|path| (path.clone(), fs::read(root.join(path)).unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(read("a"), read("b"));
}
