//! What a trainer should know of a book besides its mistakes: what is due, what is missing, what nobody uses. One question per file.
//!
//! Nothing here is a finding, as none of it is wrong; whoever writes the book decides what to do about it.

mod cards;
mod lengths;
mod lessons;
mod overdue;
mod sentences;
mod terms;
mod translations;

pub use cards::unmentioned_cards;
pub use lengths::{Length, lengths};
pub use lessons::unasked_lessons;
pub use overdue::{Overdue, Owner, overdue};
pub use sentences::{Sentence, lost_sentences};
pub use terms::{UnusedTerm, unused_terms};
pub use translations::{Age, Missing, Outdated, missing_translations, outdated_translations};
