//! Remembers what pure functions gave, so that a change costs what it changes.
//!
//! A value is good as long as everything it was made from is the same; that is kept beside it and compared. So there is no list of
//! what depends on what, and nothing to be told of changes. A test holds what makes this sound: remembered = made afresh
//! (`tests/remembered.rs`).

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

/// The values that a function gave the last time, each with its name and all that the function read.
///
/// `From` should be cheap to compare when nothing has changed: an `Arc` of something `Eq` is, as it is the same as itself without a
/// look at what is in it.
#[derive(Debug)]
pub struct Memory<Name, From, Value>(Mutex<Vec<Entry<Name, From, Value>>>);

#[derive(Clone, Debug)]
struct Entry<Name, From, Value> {
    name: Name,
    from: From,
    value: Value,
}

impl<Name, From, Value> Default for Memory<Name, From, Value> {
    fn default() -> Self {
        Memory(Mutex::default())
    }
}

impl<Name, From, Value> Memory<Name, From, Value>
where
    Name: Eq + Hash + Clone + Send + Sync,
    From: Eq + Send + Sync,
    Value: Clone + Send + Sync,
{
    /// The values of all these names, in their order; those that cannot be remembered are made, in parallel. Whatever else was
    /// remembered is forgotten. No name may come twice.
    pub fn recall_all(
        &self,
        wanted: impl IntoIterator<Item = (Name, From)>,
        make: impl Fn(&Name, &From) -> Value + Sync,
    ) -> Vec<Value> {
        // Nothing panics while it is held but `make`, and then nothing has been changed.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = Known { kept: &kept, places: HashMap::new() };
        let found = known.find(wanted);
        let next: Vec<_> = found
            .into_par_iter()
            .with_min_len(64)
            .map(|(name, from, known)| {
                let value = known.cloned().unwrap_or_else(|| make(&name, &from));
                Entry { name, from, value }
            })
            .collect();
        *kept = next;
        kept.iter().map(|entry| entry.value.clone()).collect()
    }
}

impl<From: Eq + Send + Sync, Value: Clone + Send + Sync> Memory<(), From, Value> {
    /// The value of a function that has only one.
    pub fn recall(&self, from: From, make: impl Fn(&From) -> Value + Sync) -> Value {
        let mut values = self.recall_all([((), from)], |(), from| make(from));
        // One was asked for.
        values.swap_remove(0)
    }
}

/// What is remembered, and where it is.
struct Known<'a, Name, From, Value> {
    kept: &'a [Entry<Name, From, Value>],
    /// By name, as soon as the order is not the one of last time.
    places: HashMap<&'a Name, usize>,
}

impl<'a, Name: Eq + Hash, From: Eq, Value> Known<'a, Name, From, Value> {
    fn find(mut self, wanted: impl IntoIterator<Item = (Name, From)>) -> Vec<(Name, From, Option<&'a Value>)> {
        let find = |(at, (name, from)): (usize, (Name, From))| {
            let entry = self.entry(at, &name).filter(|entry| entry.from == from);
            (name, from, entry.map(|entry| &entry.value))
        };
        wanted.into_iter().enumerate().map(find).collect()
    }

    fn entry(&mut self, at: usize, name: &Name) -> Option<&'a Entry<Name, From, Value>> {
        if let Some(entry) = self.kept.get(at).filter(|entry| entry.name == *name) {
            return Some(entry);
        }
        if self.places.is_empty() {
            self.places = self.kept.iter().enumerate().map(|(at, entry)| (&entry.name, at)).collect();
        }
        self.places.get(name).map(|at| &self.kept[*at])
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

/// Stands for any number of texts in their order: 32 bytes of BLAKE3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

/// Texts on their way to a fingerprint. They are put together first, as many small pieces take much longer to hash.
#[derive(Debug, Default)]
pub struct Fingerprinting(Vec<u8>);

impl Fingerprinting {
    pub fn add(&mut self, text: &str) {
        self.0.extend_from_slice(&text.len().to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub fn finish(self) -> Fingerprint {
        Fingerprint(*blake3::hash(&self.0).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Memory;

    #[test]
    fn a_value_is_made_once_for_what_it_is_made_from() {
        let memory = Memory::default();
        let made = AtomicUsize::new(0);
        let lengths = |wanted: &[(&'static str, &'static str)]| {
            made.store(0, Ordering::Relaxed);
            let values = memory.recall_all(wanted.iter().copied(), |_, text: &&str| {
                made.fetch_add(1, Ordering::Relaxed);
                text.len()
            });
            (values, made.load(Ordering::Relaxed))
        };
        assert_eq!(lengths(&[("a", "x"), ("b", "xy")]), (vec![1, 2], 2));
        assert_eq!(lengths(&[("a", "x"), ("b", "xy")]), (vec![1, 2], 0));
        assert_eq!(lengths(&[("b", "xy"), ("c", ""), ("a", "xyz")]), (vec![2, 0, 3], 2));
        assert_eq!(lengths(&[("a", "xyz")]), (vec![3], 0));
        assert_eq!(lengths(&[("a", "xyz"), ("b", "xy")]), (vec![3, 2], 1));
    }
}
