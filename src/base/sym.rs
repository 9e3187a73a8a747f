//! Interned names. Must not order by number: the order of two names is the order of their text,
//! so that a sorted collection of names is the same in every run.

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU32;
use std::sync::atomic::{self, AtomicU32};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

/// A name that is stored once for the life of the process; comparing two is comparing numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sym(NonZeroU32);

const SHARDS: usize = 16;
static POOL: LazyLock<Vec<Mutex<FxHashMap<&'static str, Sym>>>> =
    LazyLock::new(|| (0..SHARDS).map(|_| Mutex::default()).collect());

/// The texts by number, in chunks, each twice as long as the one before it: they never move.
static TEXTS: [OnceLock<Chunk>; 32] = [const { OnceLock::new() }; 32];
static NEXT: AtomicU32 = AtomicU32::new(FIRST);
type Chunk = Box<[OnceLock<&'static str>]>;
/// The first number, and how long the first chunk is.
const FIRST: u32 = 1024;

/// The chunk that a number is in, and where.
fn chunk(number: u32) -> (usize, usize) {
    let chunk = number.ilog2() - FIRST.ilog2();
    (chunk as usize, (number - (FIRST << chunk)) as usize)
}

impl Sym {
    /// Interns `text`.
    ///
    /// # Panics
    /// Never: the numbers do not run out before memory does.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let ends = text.as_bytes().first().zip(text.as_bytes().last());
        let mixed = ends.map_or(0, |(first, last)| usize::from(*first) * 7 + usize::from(*last));
        let mut pool = POOL[(text.len() + mixed) % SHARDS].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sym) = pool.get(text) {
            return *sym;
        }
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        let number = NEXT.fetch_add(1, atomic::Ordering::Relaxed);
        let (chunk, at) = chunk(number);
        let texts = TEXTS[chunk].get_or_init(|| (0..FIRST << chunk).map(|_| OnceLock::new()).collect());
        let _ = texts[at].set(text);
        let sym = Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN));
        pool.insert(text, sym);
        sym
    }

    /// The name's text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let (chunk, at) = chunk(self.0.get());
        TEXTS.get(chunk).and_then(OnceLock::get).and_then(|texts| texts.get(at)?.get()).copied().unwrap_or_default()
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
