//! Paths, types and generics as they are written.

use super::BinOp;
use crate::base::Sym;

/// A path as written: `::a::b::<C>::d`, `<T as Tr>::f`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    /// Starts with `::`.
    pub global: bool,
    /// `<Type as Trait>::rest`: the type, and how many of `segs` belong to the trait (0 for `<T>::f`).
    pub qself: Option<Box<(TypeRef, usize)>>,
    pub segs: Box<[Seg]>,
}

/// One segment of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seg {
    pub name: Sym,
    pub args: Option<Box<GenericArgs>>,
}

/// `<A, B, Item = C>` or `(A, B) -> C`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GenericArgs {
    /// Types and constants in order; lifetimes are left out.
    pub types: Box<[TypeRef]>,
    /// `Name = Type` bindings.
    pub bindings: Box<[(Sym, TypeRef)]>,
    /// Written as `Fn(A, B) -> C`: `types` are the parameters, and this is the result (`()` if none is written).
    pub call_ret: Option<Box<TypeRef>>,
}

/// A type as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeRef {
    Path(Path),
    Ref {
        is_static: bool,
        mutable: bool,
        inner: Box<TypeRef>,
    },
    Ptr(Box<TypeRef>),
    Tuple(Box<[TypeRef]>),
    Slice(Box<TypeRef>),
    Array(Box<TypeRef>, Box<ConstExpr>),
    Fn {
        params: Box<[TypeRef]>,
        ret: Box<TypeRef>,
    },
    Impl(Box<[Bound]>),
    Dyn(Box<[Bound]>),
    /// A constant as a generic argument.
    Const(Box<ConstExpr>),
    Never,
    /// `_`
    Infer,
    /// A macro or something else that is not looked into.
    Opaque,
}

/// A constant expression in a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstExpr {
    Int(u64),
    Path(Path),
    Bin(BinOp, Box<ConstExpr>, Box<ConstExpr>),
    Unknown,
}

/// A bound by a trait; lifetimes and `?Sized` are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub path: Path,
}

/// The generics of an item; bounds of parameters stand among the predicates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Generics {
    pub params: Box<[GenericParam]>,
    pub preds: Box<[Predicate]>,
}

/// A generic parameter; lifetimes are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenericParam {
    pub name: Sym,
    pub kind: ParamKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamKind {
    Type { default: Option<TypeRef> },
    Const,
}

/// `T: A + B`, from the parameter list or a `where` clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predicate {
    pub ty: TypeRef,
    pub bounds: Box<[Bound]>,
}
