//! `onramp import` as it is used: documents that pandoc and LibreOffice make, documents with what only Word makes, books of
//! other programs, and files that are none of these. What was imported is checked, built and compared with its source.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "documents and projects are files")]

#[path = "import/docx.rs"]
mod docx;
#[path = "import/folders.rs"]
mod folders;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/never_panics.rs"]
mod never_panics;
#[path = "import/places.rs"]
mod places;
#[path = "import/round_trip.rs"]
mod round_trip;
#[path = "import/structure.rs"]
mod structure;
#[path = "import/tools.rs"]
mod tools;
#[path = "import/word.rs"]
mod word;
