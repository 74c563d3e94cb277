//! Why a site could not be published.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Language, Words};

/// Why a site could not be published. The destination is as it was before.
///
/// `Display` is English; [`PublishError::words`] has both languages.
#[derive(Debug)]
pub enum PublishError {
    /// A page could not be rendered.
    Page { path: String, diagnostic: Box<Diagnostic> },
    /// The destination has something in it, and nothing says that Onramp made it.
    NotOurs { folder: PathBuf },
    /// Onramp made the destination, but somebody put files into it (the first few, relative, and how many in all).
    StrangeFiles { folder: PathBuf, first: Vec<String>, count: usize },
    /// A newer Onramp made the destination; this one cannot tell which files are its own.
    NewerFormat { folder: PathBuf },
    /// The destination must never be replaced by a site.
    Forbidden { folder: PathBuf, why: Forbidden },
    /// The destination, or a folder on the way to it, is a file.
    NotAFolder { path: PathBuf },
    /// The destination is a symbolic link that leads nowhere.
    DanglingLink { path: PathBuf },
    /// The destination goes up (`..`) from a folder that does not exist.
    UnclearPath { path: PathBuf },
    /// An output's path is absolute, leaves the site, or cannot be written on every system.
    UnsafeOutput { output: String },
    /// Two outputs that are one file, or a file and a folder, where names ignore case or Unicode form.
    TwinOutputs { first: String, second: String },
    /// A file to be copied is no longer what it was when the project was read.
    SourceChanged { path: PathBuf },
    /// Another build is publishing to the same destination; its process id, when known.
    Busy { folder: PathBuf, process: Option<u32> },
    /// The work folder beside the destination exists already and is not Onramp's.
    StrangeWorkFolder { folder: PathBuf },
    /// The destination is a mount point, which cannot be exchanged for another folder.
    MountPoint { folder: PathBuf },
    /// Somebody moved or replaced the destination while the site was being built.
    DestinationChanged { folder: PathBuf },
    /// The disk, the quota or the allowed file size is exhausted.
    NoSpace { path: PathBuf },
    /// Missing permission.
    Permission { path: PathBuf },
    /// The file system can only be read.
    ReadOnly { path: PathBuf },
    /// Anything else the system said.
    Io { path: PathBuf, error: io::Error },
}

/// What makes a destination forbidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// It is the root of the file system.
    Root,
    /// It is the home folder, or the home folder is in it.
    Home,
    /// It is the folder the program runs in, or that folder is in it: the user's shell would be left in a removed folder.
    CurrentFolder,
    /// A source file is in it.
    Source(PathBuf),
}

impl PublishError {
    /// What to tell the user: what is wrong and what to do.
    pub fn words(&self) -> Words {
        super::words::of(self)
    }

    /// Sorts a system error at `path` into the cases that have an answer of their own.
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        use io::ErrorKind::*;
        let path = path.to_path_buf();
        match error.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => PublishError::NoSpace { path },
            PermissionDenied => PublishError::Permission { path },
            ReadOnlyFilesystem => PublishError::ReadOnly { path },
            _ => PublishError::Io { path, error },
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words().in_language(Language::English))
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
