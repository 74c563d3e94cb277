//! Remembers what pure functions gave, so that a change costs what it changes.
//!
//! A value is good as long as everything it was made from is the same; that is kept beside it and compared. So there is no list of
//! what depends on what, and nothing to be told of changes. A test holds what makes this sound: remembered = made afresh
//! (`tests/remembered.rs`).

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The values of one function, the latest of each name.
///
/// `From` is all that the function reads. It should be cheap to compare when nothing has changed: an `Arc` of something `Eq` is, as
/// two of the same value are equal without a look at it.
#[derive(Debug)]
pub struct Memory<Name, From, Value> {
    kept: Mutex<Kept<Name, From, Value>>,
}

#[derive(Debug)]
struct Kept<Name, From, Value> {
    values: HashMap<Name, Entry<From, Value>>,
    round: u64,
}

#[derive(Debug)]
struct Entry<From, Value> {
    from: From,
    value: Value,
    /// The round in which it was asked for last.
    round: u64,
}

impl<Name, From, Value> Default for Memory<Name, From, Value> {
    fn default() -> Self {
        Memory { kept: Mutex::new(Kept { values: HashMap::new(), round: 0 }) }
    }
}

impl<Name: Eq + Hash + Clone, From: Eq, Value: Clone> Memory<Name, From, Value> {
    /// The value of `name`, made anew unless it was made from the same before.
    pub fn recall(&self, name: &Name, from: From, make: impl FnOnce(&From) -> Value) -> Value {
        {
            let mut kept = self.kept();
            let round = kept.round;
            if let Some(entry) = kept.values.get_mut(name).filter(|entry| entry.from == from) {
                entry.round = round;
                return entry.value.clone();
            }
        }
        let value = make(&from);
        let mut kept = self.kept();
        let round = kept.round;
        kept.values.insert(name.clone(), Entry { from, value: value.clone(), round });
        value
    }

    /// Forgets what nobody has asked for since this was called last.
    pub fn end_round(&self) {
        let mut kept = self.kept();
        let round = kept.round;
        kept.values.retain(|_, entry| entry.round == round);
        kept.round += 1;
    }

    /// Nothing panics while it is held, so what is kept is whole.
    fn kept(&self) -> MutexGuard<'_, Kept<Name, From, Value>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A shared value that is the same only as itself. Made from the same again, it would be another; so it has to be remembered too.
#[derive(Debug)]
pub struct Same<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Same<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Eq for Same<T> {}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::Memory;

    #[test]
    fn a_value_is_made_once_for_what_it_is_made_from() {
        let memory = Memory::default();
        let made = Cell::new(0);
        let length = |name: &str, text: &str| {
            memory.recall(&name.to_owned(), text.to_owned(), |text| {
                made.set(made.get() + 1);
                text.len()
            })
        };
        assert_eq!((length("a", "x"), length("a", "x"), length("b", "xy"), made.get()), (1, 1, 2, 2));
        assert_eq!((length("a", "xyz"), length("a", "xyz"), made.get()), (3, 3, 3));
        memory.end_round();
        assert_eq!((length("a", "xyz"), made.get()), (3, 3));
        memory.end_round();
        assert_eq!((length("a", "xyz"), length("b", "xy"), made.get()), (3, 2, 4));
    }
}
