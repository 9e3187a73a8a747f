//! The items of the language that type inference itself needs, found in the standard library's model.

use crate::base::Sym;
use crate::link::{DefId, Namespace, Program, Res};

/// Absent where the model lacks them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lang {
    pub option: Option<DefId>,
    pub result: Option<DefId>,
    pub boxed: Option<DefId>,
    pub pin: Option<DefId>,
    pub vec: Option<DefId>,
    pub string: Option<DefId>,
    pub range: Option<DefId>,
    pub range_inclusive: Option<DefId>,
    pub future: Option<DefId>,
    pub into_future: Option<DefId>,
    /// The context of a task that polls.
    pub context: Option<DefId>,
    pub iterator: Option<DefId>,
    pub into_iterator: Option<DefId>,
    pub deref: Option<DefId>,
    pub index: Option<DefId>,
    pub fn_once: Option<DefId>,
    pub fn_mut: Option<DefId>,
    pub fn_ref: Option<DefId>,
    pub async_fn_once: Option<DefId>,
    pub async_fn_mut: Option<DefId>,
    pub async_fn: Option<DefId>,
    pub clone: Option<DefId>,
    pub default: Option<DefId>,
    pub from: Option<DefId>,
}

impl Lang {
    #[must_use]
    pub fn new(program: &Program) -> Self {
        let find = |path: &str| {
            let root = program.crates[program.std?].root?;
            let names: Vec<Sym> = path.split("::").map(Sym::new).collect();
            match program.resolve(root, &names, false, Namespace::Types)? {
                (Res::Def(def), used) if used == names.len() => Some(def),
                _ => None,
            }
        };
        Self {
            option: find("option::Option"),
            result: find("result::Result"),
            boxed: find("boxed::Box"),
            pin: find("pin::Pin"),
            vec: find("vec::Vec"),
            string: find("string::String"),
            range: find("ops::Range"),
            range_inclusive: find("ops::RangeInclusive"),
            future: find("future::Future"),
            into_future: find("future::IntoFuture"),
            context: find("task::Context"),
            iterator: find("iter::Iterator"),
            into_iterator: find("iter::IntoIterator"),
            deref: find("ops::Deref"),
            index: find("ops::Index"),
            fn_once: find("ops::FnOnce"),
            fn_mut: find("ops::FnMut"),
            fn_ref: find("ops::Fn"),
            async_fn_once: find("ops::AsyncFnOnce"),
            async_fn_mut: find("ops::AsyncFnMut"),
            async_fn: find("ops::AsyncFn"),
            clone: find("clone::Clone"),
            default: find("default::Default"),
            from: find("convert::From"),
        }
    }

    /// Whether a trait is one of the `Fn` family; the second says whether it is an async one.
    #[must_use]
    pub fn is_fn(&self, tr: DefId) -> Option<bool> {
        let tr = Some(tr);
        if tr == self.fn_once || tr == self.fn_mut || tr == self.fn_ref {
            Some(false)
        } else if tr == self.async_fn_once || tr == self.async_fn_mut || tr == self.async_fn {
            Some(true)
        } else {
            None
        }
    }
}
