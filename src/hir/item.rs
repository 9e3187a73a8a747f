//! Items of a file.

use super::{Body, BodyId, Bound, Generics, PatId, Path, TypeRef};
use crate::base::{Arena, FileId, Id, Problem, Span, Sym};

pub type ItemId = Id<Item>;

/// One file, lowered.
#[derive(Debug, Clone)]
pub struct FileHir {
    pub file: FileId,
    /// Every item of the file, those in modules, impls, traits and function bodies included.
    pub items: Arena<Item>,
    /// The items at the top of the file, in order.
    pub root: Vec<ItemId>,
    pub bodies: Arena<Body>,
    /// `#![cfg(test)]` or the like at the top of the file.
    pub test_only: bool,
    /// The same for WebAssembly.
    pub wasm_only: bool,
    /// A comment at the top says that a program wrote the file: `@generated`.
    pub generated: bool,
    /// Comments that start with `leaklint:`.
    pub allows: Vec<AllowComment>,
    /// Macro calls that were not looked into.
    pub opaque_macros: Vec<OpaqueMacro>,
    pub problems: Vec<Problem>,
}

/// A macro call that is opaque, for coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpaqueMacro {
    pub name: Sym,
    pub span: Span,
}

/// A comment that starts with `leaklint:`, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowComment {
    /// The comment, without its `//`, trimmed.
    pub text: Box<str>,
    pub span: Span,
    /// What it applies to: the span of the next statement, item, field or arm that starts after it,
    /// or of the one that it stands behind on the same line.
    pub target: Option<Span>,
}

#[derive(Debug, Clone)]
pub struct Item {
    /// Empty for `impl`, `use` and macro calls.
    pub name: Sym,
    /// From the first attribute to the end.
    pub span: Span,
    pub name_span: Span,
    pub vis: Vis,
    pub attrs: Attrs,
    pub kind: ItemKind,
}

/// How far an item can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vis {
    Private,
    /// `pub(crate)`, `pub(super)`, `pub(in ..)`.
    Crate,
    Public,
}

/// Attributes of an item, lowered.
#[derive(Debug, Clone, Default)]
pub struct Attrs {
    /// In order; doc comments and `cfg` are left out, those inside `cfg_attr` are taken as given.
    pub list: Vec<Attr>,
    /// Only compiled for tests: `#[cfg(test)]` and its kin, `#[test]`, `#[tokio::test]`, `#[bench]` …
    pub test_only: bool,
    /// Only compiled for WebAssembly.
    pub wasm_only: bool,
}

#[derive(Debug, Clone)]
pub struct Attr {
    /// `derive`, `tokio::main`, `get`
    pub path: Box<str>,
    /// The tokens in the parentheses or after `=`, spaced as tokens print; empty if there are none.
    pub args: Box<str>,
}

#[derive(Debug, Clone)]
pub enum ItemKind {
    /// One for each leaf of the use tree.
    Use(Box<[Import]>),
    /// The item's name is the name it is known by here; the crate's own name stands here.
    ExternCrate(Sym),
    Mod(Box<ModItem>),
    Fn(Box<FnItem>),
    Struct(Box<StructItem>),
    Enum(Box<EnumItem>),
    TypeAlias(Box<TypeAliasItem>),
    Const(Box<ConstItem>),
    Trait(Box<TraitItem>),
    Impl(Box<ImplItem>),
    /// `macro_rules!` (whether exported); its calls were expanded while lowering, where they could be.
    MacroRules {
        exported: bool,
    },
    /// `include!("path")`: the items of a file, as if they stood here.
    Include(Box<str>),
    /// A macro call as an item that is not looked into.
    MacroCall,
}

/// A leaf of a use tree.
#[derive(Debug, Clone)]
pub struct Import {
    pub path: Path,
    /// The name it is known by here: the last segment's, the one after `as`, or `_`.
    pub name: Sym,
    /// `path::*`; `name` is then empty.
    pub glob: bool,
    /// A `macro_rules!` of that name is where the path starts: it may be all that the path names.
    pub may_be_macro: bool,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct ModItem {
    /// `None`: in a file of its own.
    pub inline: Option<Box<[ItemId]>>,
    /// `#[path = ".."]`, also from `cfg_attr`.
    pub path_attr: Option<Box<str>>,
}

#[derive(Debug, Clone)]
pub struct FnItem {
    pub generics: Generics,
    pub self_param: Option<SelfKind>,
    /// Without `self`.
    pub params: Box<[Param]>,
    /// As written; `None` is `()`. Of an `async fn` it is the output.
    pub ret: Option<TypeRef>,
    pub is_async: bool,
    pub body: Option<BodyId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelfKind {
    Value,
    Ref {
        mutable: bool,
    },
    /// `self: Arc<Self>`
    Typed(Box<TypeRef>),
}

#[derive(Debug, Clone)]
pub struct Param {
    /// The name, if the pattern is a plain name.
    pub name: Option<Sym>,
    /// In the body's arena, where there is a body.
    pub pat: Option<PatId>,
    pub ty: TypeRef,
}

#[derive(Debug, Clone)]
pub struct StructItem {
    pub generics: Generics,
    pub shape: VariantShape,
}

#[derive(Debug, Clone)]
pub struct EnumItem {
    pub generics: Generics,
    pub variants: Box<[Variant]>,
}

#[derive(Debug, Clone)]
pub struct Variant {
    pub name: Sym,
    pub span: Span,
    pub shape: VariantShape,
}

#[derive(Debug, Clone)]
pub enum VariantShape {
    Unit,
    /// Fields are named `0`, `1`, …
    Tuple(Box<[Field]>),
    Named(Box<[Field]>),
}

impl VariantShape {
    /// The fields in order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match self {
            Self::Unit => &[],
            Self::Tuple(fields) | Self::Named(fields) => fields,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Field {
    pub name: Sym,
    pub ty: TypeRef,
    pub span: Span,
    pub attrs: Attrs,
}

#[derive(Debug, Clone)]
pub struct TypeAliasItem {
    pub generics: Generics,
    /// `None` for an associated type that a trait declares.
    pub ty: Option<TypeRef>,
    /// Bounds of an associated type.
    pub bounds: Box<[Bound]>,
}

#[derive(Debug, Clone)]
pub struct ConstItem {
    pub is_static: bool,
    pub ty: TypeRef,
    pub body: Option<BodyId>,
}

#[derive(Debug, Clone)]
pub struct TraitItem {
    pub generics: Generics,
    pub supertraits: Box<[Bound]>,
    pub items: Box<[ItemId]>,
}

#[derive(Debug, Clone)]
pub struct ImplItem {
    pub generics: Generics,
    pub trait_path: Option<Path>,
    pub self_ty: TypeRef,
    pub items: Box<[ItemId]>,
}
