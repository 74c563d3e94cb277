//! Why nothing was imported.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Words;
use crate::words;

/// Why a source could not be read, or the project not be written. Nothing was written.
#[derive(Debug)]
pub enum ImportError {
    /// There is nothing at that path.
    NotFound(PathBuf),
    /// A folder that is no book of a kind that can be read.
    UnknownFolder(PathBuf),
    /// A file of another kind: what it is called.
    OtherKind {
        path: PathBuf,
        kind: &'static str,
    },
    /// A file that nobody knows.
    UnknownFile(PathBuf),
    /// The format of Word before 2007.
    OldWord(PathBuf),
    /// Locked with a password.
    Protected(PathBuf),
    /// A file without content.
    Empty(PathBuf),
    /// A file that ends too early or was changed on its way.
    Damaged {
        path: PathBuf,
        reason: Words,
    },
    /// More than is read: which part.
    TooLarge {
        path: PathBuf,
        part: String,
    },
    /// Elements within elements beyond any real document.
    TooDeep(PathBuf),
    /// There is no text in it.
    NoText(PathBuf),
    /// A settings file that cannot be understood.
    Settings {
        path: PathBuf,
        reason: Words,
    },
    /// Where the project should go, there is something already.
    Occupied(PathBuf),
    /// The folder in which the project should go does not exist.
    NoParent(PathBuf),
    Io {
        path: PathBuf,
        error: io::Error,
    },
}

impl ImportError {
    pub fn io(path: &Path, error: io::Error) -> ImportError {
        match error.kind() {
            io::ErrorKind::NotFound => ImportError::NotFound(path.to_owned()),
            _ => ImportError::Io { path: path.to_owned(), error },
        }
    }

    /// What is wrong, and what to do.
    pub fn words(&self) -> Words {
        match self {
            ImportError::NotFound(path) => {
                let path = path.display();
                words!("没有 {path}", "There is no {path}")
            }
            ImportError::UnknownFolder(path) => {
                let path = path.display();
                words!(
                    "{path} 里没有 book.toml（mdBook），也没有 mkdocs.yml（MkDocs）。如果里面就是 Markdown，不用导入：`onramp build --project {path}`",
                    "{path} has neither book.toml (mdBook) nor mkdocs.yml (MkDocs). If it holds Markdown, no import is needed: `onramp build --project {path}`"
                )
            }
            ImportError::OtherKind { path, kind } => {
                let path = path.display();
                words!(
                    "{path} 是 {kind} 文件。用 Word 或 LibreOffice 打开，另存为 .docx 再导入",
                    "{path} is {kind}. Open it in Word or LibreOffice, save it as .docx, and import that"
                )
            }
            ImportError::UnknownFile(path) => {
                let path = path.display();
                words!(
                    "{path} 不是 Word 文档（.docx）。可以导入 .docx，以及 mdBook 和 MkDocs 的文件夹",
                    "{path} is no Word document (.docx). What can be imported: .docx, and folders of mdBook and MkDocs"
                )
            }
            ImportError::OldWord(path) => {
                let path = path.display();
                words!(
                    "{path} 是旧版 Word 的格式（.doc）。用 Word、WPS 或 LibreOffice 打开，另存为 .docx 再导入",
                    "{path} has the format of old Word (.doc). Open it in Word, WPS or LibreOffice, save it as .docx, and import that"
                )
            }
            ImportError::Protected(path) => {
                let path = path.display();
                words!(
                    "{path} 有密码。在 Word 里打开，取消密码（文件 → 信息 → 保护文档）后再导入",
                    "{path} is locked with a password. Open it in Word, take the password off (File → Info → Protect Document), and import it again"
                )
            }
            ImportError::Empty(path) => {
                let path = path.display();
                words!(
                    "{path} 是空文件（0 字节）。可能没有下载完，重新拿一份",
                    "{path} is empty (0 bytes). Perhaps it was not downloaded to the end; get it again"
                )
            }
            ImportError::Damaged { path, reason: Words { zh, en } } => {
                let path = path.display();
                words!(
                    "{path} 损坏了：{zh}。用 Word 打开看看，另存一份再导入",
                    "{path} is damaged: {en}. See whether Word opens it, save a copy, and import that"
                )
            }
            ImportError::TooLarge { path, part } => {
                let path = path.display();
                words!(
                    "{path} 太大了，没有读取：{part}。拆成几个文档，或压缩里面的图片",
                    "{path} is too large and was not read: {part}. Divide the document, or make its pictures smaller"
                )
            }
            ImportError::TooDeep(path) => {
                let path = path.display();
                words!(
                    "{path} 里的元素一层套一层，超过 256 层，没有读取。用 Word 另存一份再试",
                    "{path} has elements nested more than 256 deep and was not read. Save a copy with Word and try that"
                )
            }
            ImportError::NoText(path) => {
                let path = path.display();
                words!(
                    "{path} 里没有文字。如果是扫描件，先做文字识别",
                    "There is no text in {path}. If it holds scanned pages, have their text recognised first"
                )
            }
            ImportError::Settings { path, reason: Words { zh, en } } => {
                let path = path.display();
                words!("读不懂 {path}：{zh}", "{path} cannot be understood: {en}")
            }
            ImportError::Occupied(path) => {
                let path = path.display();
                words!(
                    "{path} 里已经有东西，导入不会覆盖它。用 `--into` 换一个文件夹，例如 `--into \"{path}-2\"`",
                    "There is something in {path} already, and an import overwrites nothing. Choose another folder with `--into`, for example `--into \"{path}-2\"`"
                )
            }
            ImportError::NoParent(path) => {
                let path = path.display();
                words!(
                    "没有 {path} 这个文件夹，先建好它，或用 `--into` 换一个地方",
                    "There is no folder {path}. Make it first, or choose another place with `--into`"
                )
            }
            ImportError::Io { path, error } => {
                let path = path.display();
                words!("处理 {path} 时出错：{error}", "{path}: {error}")
            }
        }
    }
}
