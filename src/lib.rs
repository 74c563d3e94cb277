//! Onramp turns a folder of Markdown into a training site.

pub mod check;
pub mod diagnostic;
pub mod book;
pub mod document;
pub mod highlight;
pub mod outline;
pub mod site;
pub mod source;
pub mod yaml;
