//! What people, editors, other programs and attackers leave in a project: the real program meets it without a panic, in
//! bounded time, says where it is, and still understands the other pages.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "bad input is made of real files")]

#[path = "bad_input/files.rs"]
mod files;
#[path = "bad_input/folders.rs"]
mod folders;
#[path = "bad_input/place.rs"]
mod place;
#[path = "bad_input/text.rs"]
mod text;
#[path = "bad_input/themes.rs"]
mod themes;
#[path = "bad_input/yaml.rs"]
mod yaml;
