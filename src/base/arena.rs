//! Typed arenas: a vector and `u32` ids into it. Must not remove: ids stay valid.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::{Index, IndexMut};

/// The id of a `T` in its [`Arena`].
pub struct Id<T> {
    /// The index and one, so that an `Option` of it takes no more room.
    raw: NonZeroU32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of the element at `index`.
    #[must_use]
    pub fn new(index: usize) -> Self {
        let raw = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        Self { raw: NonZeroU32::new(raw).unwrap_or(NonZeroU32::MAX), of: PhantomData }
    }
    /// The element's index.
    #[must_use]
    pub fn index(self) -> usize {
        self.raw.get() as usize - 1
    }
}
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index())
    }
}

/// A vector of `T`, addressed by [`Id<T>`].
#[derive(Debug, Clone)]
pub struct Arena<T> {
    data: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { data: Vec::new() }
    }
}
impl<T> Arena<T> {
    /// Adds an element.
    pub fn alloc(&mut self, value: T) -> Id<T> {
        let id = Id::new(self.data.len());
        self.data.push(value);
        id
    }
    /// How many elements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.data.len()
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }
    /// All elements with their ids, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id<T>, &T)> + Clone {
        self.data.iter().enumerate().map(|(i, v)| (Id::new(i), v))
    }
    /// All ids, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id<T>> + use<T> {
        (0..self.data.len()).map(Id::new)
    }
    /// Moves all elements to an arena of exactly their size; this one keeps its capacity.
    #[must_use]
    pub fn take_exact(&mut self) -> Self {
        Self { data: self.data.drain(..).collect() }
    }
    /// Frees what capacity is not used.
    pub fn shrink(&mut self) {
        self.data.shrink_to_fit();
    }
}
impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.data[id.index()]
    }
}
impl<T> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.data[id.index()]
    }
}
