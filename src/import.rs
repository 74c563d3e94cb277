//! Handbooks of other programs → a project: a Word document, or a folder of mdBook or MkDocs.
//!
//! **source → manuscript → layout → disk.** A reader for each kind of source makes one value, the [`Manuscript`]: pages of
//! Markdown whose addresses are open, files, and what could not be carried. [`lay_out`] decides which page is which file and
//! fills in the addresses; [`write()`] puts all files on disk or none.

mod error;
mod escape;
mod fences;
mod folder;
mod layout;
mod links;
mod manuscript;
mod markdown;
mod mdbook;
mod mkdocs;
mod names;
mod numbering;
mod pages;
mod pictures;
mod read;
mod report;
mod summary;
mod word;
mod write;

pub use error::ImportError;
pub use layout::{Layout, Placed, REPORT, lay_out};
pub use manuscript::Manuscript;
pub use read::{default_folder, read};
pub use report::{Fate, Loss, What};
pub use summary::line;
pub use write::{is_free, write};

use pictures::image_kind;
