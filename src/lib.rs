//! Onramp turns a folder of Markdown into a training site.

pub mod diagnostic;
pub mod document;
pub mod site;
pub mod source;
pub mod yaml;
