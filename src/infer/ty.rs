//! Types as values. Unknown is a value: it unifies with everything and matches nothing.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use crate::base::Sym;
use crate::hir::ExprId;
use crate::link::{CrateId, DefId, Program};

/// A type; cheap to clone, to compare and to hash.
#[derive(Clone)]
pub struct Ty(Arc<Node>);

/// A kind with what is known of all that is below it.
struct Node {
    kind: TyKind,
    hash: u64,
    has: u8,
    /// How deep its parts are nested, saturating.
    depth: u8,
}

/// Inference variables are below a type.
const HAS_VAR: u8 = 1;
/// Generic parameters are.
const HAS_PARAM: u8 = 2;
/// Projections are.
const HAS_PROJ: u8 = 4;

impl PartialEq for Ty {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.hash == other.0.hash && self.0.kind == other.0.kind
    }
}

impl Eq for Ty {}

impl Hash for Ty {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

/// A generic parameter's name and what stands for it.
pub type Substs = Vec<(Sym, Ty)>;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TyKind {
    Unknown,
    /// An inference variable; none is left in a finished body.
    Var(u32),
    Prim(Sym),
    /// An integer literal's type before it is decided.
    Int,
    Never,
    /// A struct or an enum with its arguments, in order of its parameters.
    Adt(DefId, Vec<Ty>),
    /// A type of an opaque crate.
    External(CrateId, Arc<[Sym]>),
    Ref(Ty, bool),
    Ptr(Ty),
    Tuple(Vec<Ty>),
    Slice(Ty),
    /// The element and the length: a constant, a parameter or unknown.
    Array(Ty, Ty),
    /// A constant as an argument of a type.
    Const(u64),
    FnPtr(Vec<Ty>, Ty),
    /// A function, or a tuple struct's or variant's constructor, with what is known of its generics.
    FnDef(DefId, Substs),
    /// A closure of this body: its parameters and result.
    Closure(ExprId, Vec<Ty>, Ty),
    /// A generic parameter, as seen from inside.
    Param(Sym),
    Dyn(Vec<TraitRef>),
    /// `impl Trait`, seen from outside.
    Opaque(Vec<TraitRef>),
    /// An async block, or what an `async fn` returns: the output.
    Future(Ty),
    /// `<Self as Trait>::Name` that is not (yet) known; without a trait: `T::Name`.
    Proj(Ty, Option<DefId>, Sym),
}

/// A trait with arguments and bindings, as a bound.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TraitRef {
    pub def: DefId,
    pub args: Vec<Ty>,
    pub bindings: Vec<(Sym, Ty)>,
}

impl TraitRef {
    /// Its arguments and what its associated types are bound to.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut Ty> {
        self.args.iter_mut().chain(self.bindings.iter_mut().map(|(_, ty)| ty))
    }
    /// The type that `name` is bound to.
    #[must_use]
    pub fn binding(&self, name: &str) -> Option<&Ty> {
        self.bindings.iter().find(|(n, _)| *n == name).map(|(_, t)| t)
    }
}

impl Ty {
    #[must_use]
    pub fn new(kind: TyKind) -> Self {
        let mut hasher = FxHasher::default();
        kind.hash(&mut hasher);
        let own = match kind {
            TyKind::Var(_) => HAS_VAR,
            TyKind::Param(_) => HAS_PARAM,
            TyKind::Proj(..) => HAS_PROJ,
            _ => 0,
        };
        let mut node = Node { hash: hasher.finish(), has: own, depth: 0, kind };
        let (mut has, mut depth) = (node.has, 0);
        node.kind.parts(&mut |part| {
            has |= part.0.has;
            depth = depth.max(part.0.depth.saturating_add(1));
        });
        (node.has, node.depth) = (has, depth);
        Self(Arc::new(node))
    }
    #[must_use]
    pub fn unknown() -> Self {
        static UNKNOWN: std::sync::LazyLock<Ty> = std::sync::LazyLock::new(|| Ty::new(TyKind::Unknown));
        UNKNOWN.clone()
    }
    #[must_use]
    pub fn unit() -> Self {
        static UNIT: std::sync::LazyLock<Ty> = std::sync::LazyLock::new(|| Ty::new(TyKind::Tuple(Vec::new())));
        UNIT.clone()
    }
    #[must_use]
    pub fn never() -> Self {
        static NEVER: std::sync::LazyLock<Ty> = std::sync::LazyLock::new(|| Ty::new(TyKind::Never));
        NEVER.clone()
    }
    #[must_use]
    pub fn prim(name: &str) -> Self {
        Self::new(TyKind::Prim(Sym::new(name)))
    }
    /// A number as an argument of a type.
    #[must_use]
    pub fn constant(value: u64) -> Self {
        Self::new(TyKind::Const(value))
    }
    #[must_use]
    pub fn reference(self, mutable: bool) -> Self {
        Self::new(TyKind::Ref(self, mutable))
    }
    #[must_use]
    pub fn kind(&self) -> &TyKind {
        &self.0.kind
    }
    /// Whether no inference variable is in it.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.has & HAS_VAR == 0
    }
    /// Whether no inference variable and no projection is in it: nothing is left to resolve.
    #[must_use]
    pub fn is_normal(&self) -> bool {
        self.0.has & (HAS_VAR | HAS_PROJ) == 0
    }
    /// Whether it means the same wherever it stands: no variable, parameter or projection is in it.
    #[must_use]
    pub fn is_ground(&self) -> bool {
        self.0.has == 0
    }
    /// How deep its parts are nested.
    #[must_use]
    pub fn depth(&self) -> usize {
        usize::from(self.0.depth)
    }
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind(), TyKind::Unknown | TyKind::Var(_))
    }
    /// The definition of a struct or an enum.
    #[must_use]
    pub fn adt(&self) -> Option<DefId> {
        match self.kind() {
            TyKind::Adt(def, _) => Some(*def),
            _ => None,
        }
    }
    /// The arguments of a struct or an enum.
    #[must_use]
    pub fn args(&self) -> &[Ty] {
        match self.kind() {
            TyKind::Adt(_, args) => args,
            _ => &[],
        }
    }
    /// Without references around it.
    #[must_use]
    pub fn peel_refs(&self) -> &Self {
        let mut ty = self;
        while let TyKind::Ref(inner, _) = ty.kind() {
            ty = inner;
        }
        ty
    }
    /// The type with `f` applied to each direct part; the same type where nothing changes.
    #[must_use]
    pub fn map_parts(&self, f: &mut dyn FnMut(&Ty) -> Ty) -> Self {
        let mut all = |tys: &[Ty]| -> Vec<Ty> { tys.iter().map(&mut *f).collect() };
        let kind = match self.kind() {
            TyKind::Unknown
            | TyKind::Var(_)
            | TyKind::Prim(_)
            | TyKind::Int
            | TyKind::Never
            | TyKind::External(..)
            | TyKind::Const(_)
            | TyKind::Param(_) => return self.clone(),
            TyKind::Adt(_, args) if args.is_empty() => return self.clone(),
            TyKind::Adt(def, args) => TyKind::Adt(*def, all(args)),
            TyKind::Tuple(args) if args.is_empty() => return self.clone(),
            TyKind::Tuple(args) => TyKind::Tuple(all(args)),
            TyKind::Ref(inner, mutable) => TyKind::Ref(f(inner), *mutable),
            TyKind::Ptr(inner) => TyKind::Ptr(f(inner)),
            TyKind::Slice(inner) => TyKind::Slice(f(inner)),
            TyKind::Array(inner, len) => TyKind::Array(f(inner), f(len)),
            TyKind::Future(inner) => TyKind::Future(f(inner)),
            TyKind::FnPtr(params, ret) => TyKind::FnPtr(all(params), f(ret)),
            TyKind::Closure(id, params, ret) => TyKind::Closure(*id, all(params), f(ret)),
            TyKind::FnDef(def, substs) => TyKind::FnDef(*def, substs.iter().map(|(n, t)| (*n, f(t))).collect()),
            TyKind::Dyn(bounds) => TyKind::Dyn(bounds.iter().map(|b| b.map_parts(f)).collect()),
            TyKind::Opaque(bounds) => TyKind::Opaque(bounds.iter().map(|b| b.map_parts(f)).collect()),
            TyKind::Proj(base, tr, name) => TyKind::Proj(f(base), *tr, *name),
        };
        Self::new(kind)
    }
    /// Replaces generic parameters.
    #[must_use]
    pub fn subst(&self, substs: &[(Sym, Ty)]) -> Self {
        if substs.is_empty() || self.0.has & HAS_PARAM == 0 {
            return self.clone();
        }
        if let TyKind::Param(name) = self.kind() {
            return substs.iter().find(|(n, _)| n == name).map_or_else(|| self.clone(), |(_, t)| t.clone());
        }
        self.map_parts(&mut |t| t.subst(substs))
    }
    /// Whether `f` holds of the type or of any part of it.
    pub fn any(&self, f: &mut dyn FnMut(&Ty) -> bool) -> bool {
        if f(self) {
            return true;
        }
        let mut found = false;
        self.kind().parts(&mut |t| found = found || t.any(f));
        found
    }
}

impl TyKind {
    /// Shows each direct part.
    pub fn parts(&self, f: &mut dyn FnMut(&Ty)) {
        match self {
            Self::Unknown
            | Self::Var(_)
            | Self::Prim(_)
            | Self::Int
            | Self::Never
            | Self::External(..)
            | Self::Const(_)
            | Self::Param(_) => {}
            Self::Adt(_, args) | Self::Tuple(args) => args.iter().for_each(f),
            Self::Ref(inner, _)
            | Self::Ptr(inner)
            | Self::Slice(inner)
            | Self::Future(inner)
            | Self::Proj(inner, ..) => f(inner),
            Self::Array(inner, len) => {
                f(inner);
                f(len);
            }
            Self::FnPtr(params, ret) | Self::Closure(_, params, ret) => {
                params.iter().for_each(&mut *f);
                f(ret);
            }
            Self::FnDef(_, substs) => substs.iter().for_each(|(_, t)| f(t)),
            Self::Dyn(bounds) | Self::Opaque(bounds) => {
                for bound in bounds {
                    bound.args.iter().for_each(&mut *f);
                    bound.bindings.iter().for_each(|(_, t)| f(t));
                }
            }
        }
    }
}

impl TraitRef {
    fn map_parts(&self, f: &mut dyn FnMut(&Ty) -> Ty) -> Self {
        Self {
            def: self.def,
            args: self.args.iter().map(&mut *f).collect(),
            bindings: self.bindings.iter().map(|(n, t)| (*n, f(t))).collect(),
        }
    }
    #[must_use]
    pub fn subst(&self, substs: &[(Sym, Ty)]) -> Self {
        self.map_parts(&mut |t| t.subst(substs))
    }
}

impl fmt::Debug for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind().fmt(f)
    }
}

/// The type as a reader would write it, with the last segments of paths only.
#[must_use]
pub fn display(program: &Program, ty: &Ty) -> String {
    let list = |tys: &[Ty]| tys.iter().map(|t| display(program, t)).collect::<Vec<_>>().join(", ");
    let bounds = |refs: &[TraitRef]| {
        refs.iter()
            .map(|r| {
                let name = program.defs[r.def].name;
                let mut parts: Vec<String> = r.args.iter().map(|t| display(program, t)).collect();
                parts.extend(r.bindings.iter().map(|(n, t)| format!("{n} = {}", display(program, t))));
                if parts.is_empty() { name.to_string() } else { format!("{name}<{}>", parts.join(", ")) }
            })
            .collect::<Vec<_>>()
            .join(" + ")
    };
    match ty.kind() {
        TyKind::Unknown | TyKind::Var(_) => "_".into(),
        TyKind::Prim(name) | TyKind::Param(name) => name.to_string(),
        TyKind::Int => "i32".into(),
        TyKind::Never => "!".into(),
        TyKind::Const(value) => value.to_string(),
        TyKind::Adt(def, args) if args.is_empty() => program.defs[*def].name.to_string(),
        TyKind::Adt(def, args) => format!("{}<{}>", program.defs[*def].name, list(args)),
        TyKind::External(_, path) => path.last().map_or_else(String::new, ToString::to_string),
        TyKind::Ref(inner, mutable) => format!("&{}{}", if *mutable { "mut " } else { "" }, display(program, inner)),
        TyKind::Ptr(inner) => format!("*{}", display(program, inner)),
        TyKind::Tuple(parts) if parts.len() == 1 => format!("({},)", list(parts)),
        TyKind::Tuple(parts) => format!("({})", list(parts)),
        TyKind::Slice(inner) => format!("[{}]", display(program, inner)),
        TyKind::Array(inner, len) => {
            format!("[{}; {}]", display(program, inner), display(program, len))
        }
        TyKind::FnPtr(params, ret) | TyKind::Closure(_, params, ret) => {
            format!("fn({}) -> {}", list(params), display(program, ret))
        }
        TyKind::FnDef(def, _) => format!("fn {}", program.defs[*def].name),
        TyKind::Dyn(refs) => format!("dyn {}", bounds(refs)),
        TyKind::Opaque(refs) => format!("impl {}", bounds(refs)),
        TyKind::Future(output) => format!("impl Future<Output = {}>", display(program, output)),
        TyKind::Proj(base, _, name) => format!("{}::{name}", display(program, base)),
    }
}
