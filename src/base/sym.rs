//! Interned names. Must not order by address: the order of two names is the order of their text,
//! so that a sorted collection of names is the same in every run.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, Mutex, PoisonError};

use rustc_hash::FxBuildHasher;

/// A name that is stored once for the life of the process; comparing two is comparing addresses.
#[derive(Clone, Copy)]
pub struct Sym(&'static &'static str);

const SHARDS: usize = 16;
static POOL: LazyLock<Vec<Mutex<HashSet<Entry, FxBuildHasher>>>> =
    LazyLock::new(|| (0..SHARDS).map(|_| Mutex::default()).collect());

/// An entry of the pool: hashed and compared by its text, unlike [`Sym`] itself.
#[derive(Clone, Copy)]
struct Entry(Sym);

impl std::borrow::Borrow<str> for Entry {
    fn borrow(&self) -> &str {
        self.0.as_str()
    }
}
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}
impl Eq for Entry {}
impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state);
    }
}

impl Sym {
    /// Interns `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let shard = text.bytes().fold(text.len(), |h, b| h.wrapping_mul(31).wrapping_add(usize::from(b))) % SHARDS;
        let mut pool = POOL[shard].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = pool.get(text) {
            return entry.0;
        }
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        let sym = Self(Box::leak(Box::new(text)));
        pool.insert(Entry(sym));
        sym
    }

    /// The name's text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl PartialEq for Sym {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl Eq for Sym {}
impl Hash for Sym {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(self.0).hash(state);
    }
}
impl PartialOrd for Sym {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Sym {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}
impl PartialEq<str> for Sym {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}
impl PartialEq<&str> for Sym {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
impl fmt::Display for Sym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Sym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}
impl From<&str> for Sym {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
