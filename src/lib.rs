//! Onramp turns a folder of Markdown into a training site.

pub mod diagnostic;
pub mod publish;
pub mod site;
pub mod source;
