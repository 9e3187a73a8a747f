//! From types as written to types as values: signatures, fields, impl headers, aliases.
//! Must not look into bodies.

use super::Types;
use super::consts::CONST_DEPTH;
use super::ty::{Substs, TraitRef, Ty, TyKind};
use crate::base::Sym;
use crate::hir::{self, Bound, Generics, ItemKind, Path, SelfKind, TypeRef};
use crate::link::{DefId, DefKind, ImplId, ModuleId, Namespace, Parent, Res};

/// A function's signature; generic parameters stand as [`TyKind::Param`].
#[derive(Debug, Default)]
pub struct FnSig {
    /// All generic parameters, those of the impl or trait (and `Self` in a trait) included.
    pub generics: Vec<Sym>,
    pub preds: Vec<(Ty, TraitRef)>,
    pub self_param: Option<Ty>,
    pub params: Vec<Ty>,
    /// What a call yields: a future for an `async fn`.
    pub ret: Option<Ty>,
    /// What the body yields.
    pub output: Option<Ty>,
}

/// The fields of a struct (one variant) or an enum, by name and in order.
#[derive(Debug, Default)]
pub struct AdtSig {
    pub params: Vec<Sym>,
    pub variants: Vec<Vec<(Sym, Ty)>>,
}

/// What an impl is for.
#[derive(Debug)]
pub struct ImplHeader {
    pub generics: Vec<Sym>,
    pub preds: Vec<(Ty, TraitRef)>,
    pub self_ty: Ty,
    pub trait_ref: Option<TraitRef>,
}

/// Where a type is written: what its names mean.
#[derive(Debug, Clone, Default)]
pub struct TyEnv {
    pub module: Option<ModuleId>,
    pub generics: Vec<Sym>,
    pub self_ty: Option<Ty>,
    pub of_impl: Option<ImplId>,
    pub of_trait: Option<DefId>,
    /// Bounds as far as they are lowered; used for `T::Name`.
    pub preds: Vec<(Ty, TraitRef)>,
    /// Aliases that are being expanded.
    depth: usize,
}

const ALIAS_DEPTH: usize = 16;
/// From here on `Self::Name` is not looked up: an associated type that names itself ends there, while aliases go on.
const OWN_DEPTH: usize = 12;
/// An associated type may name another one of its impl, and that no more.
const OWN_STEP: usize = OWN_DEPTH / 2;

impl Types<'_> {
    /// The names and bounds in force inside a definition.
    #[must_use]
    pub fn env_of(&self, def: DefId) -> TyEnv {
        let d = &self.program.defs[def];
        let mut env = TyEnv { module: Some(d.module), ..TyEnv::default() };
        match d.parent {
            Parent::Impl(id) => self.enter_impl(&mut env, id),
            Parent::Trait(tr) => self.enter_trait(&mut env, tr),
            Parent::Module | Parent::Enum(_) => {}
        }
        if d.kind == DefKind::Trait {
            self.enter_trait(&mut env, def);
        } else if let Some(generics) = self.generics_of(def) {
            self.enter_generics(&mut env, generics);
            if matches!(d.kind, DefKind::Struct | DefKind::Enum) {
                let args = env.generics.iter().map(|g| Ty::new(TyKind::Param(*g))).collect();
                env.self_ty = Some(Ty::new(TyKind::Adt(def, args)));
            }
        }
        env
    }

    fn enter_impl(&self, env: &mut TyEnv, id: ImplId) {
        let header = self.impl_header(id);
        env.generics.extend(header.generics.iter().copied());
        env.preds.extend(header.preds.iter().cloned());
        env.self_ty = Some(header.self_ty.clone());
        env.of_impl = Some(id);
    }

    fn enter_trait(&self, env: &mut TyEnv, tr: DefId) {
        let this = Sym::new("Self");
        env.generics.push(this);
        env.self_ty = Some(Ty::new(TyKind::Param(this)));
        env.of_trait = Some(tr);
        let args = self
            .generics_of(tr)
            .map_or_else(Vec::new, |g| g.params.iter().map(|p| Ty::new(TyKind::Param(p.name))).collect());
        env.preds.push((Ty::new(TyKind::Param(this)), TraitRef { def: tr, args, bindings: Vec::new() }));
        if let Some(generics) = self.generics_of(tr) {
            self.enter_generics(env, generics);
        }
    }

    fn enter_generics(&self, env: &mut TyEnv, generics: &Generics) {
        env.generics.extend(generics.params.iter().map(|p| p.name));
        // Twice: a bound may name an associated type of a parameter whose bound comes later.
        let before = env.preds.len();
        for _ in 0..2 {
            let mut preds = Vec::new();
            for pred in &generics.preds {
                let ty = self.lower_ty(env, &pred.ty);
                preds.extend(self.lower_bounds(env, &pred.bounds).into_iter().map(|b| (ty.clone(), b)));
            }
            env.preds.truncate(before);
            env.preds.extend(preds);
        }
    }

    /// The generics of a function, struct, enum, trait or alias, without those of its parent.
    #[must_use]
    pub fn generics_of(&self, def: DefId) -> Option<&Generics> {
        Some(match &self.program.item(self.program.defs[def].hir)?.kind {
            ItemKind::Fn(item) => &item.generics,
            ItemKind::Struct(item) => &item.generics,
            ItemKind::Enum(item) => &item.generics,
            ItemKind::TypeAlias(item) => &item.generics,
            ItemKind::Trait(item) => &item.generics,
            _ => return None,
        })
    }

    pub(super) fn build_sig(&self, def: DefId) -> FnSig {
        let Some(item) = self.program.fn_item(def) else {
            return FnSig::default();
        };
        let mut env = self.env_of(def);
        let mut params = Vec::new();
        for (i, param) in item.params.iter().enumerate() {
            let ty = match &param.ty {
                TypeRef::Impl(bounds) => self.anonymous(&mut env, i, bounds),
                TypeRef::Ref { mutable, inner, .. } if matches!(**inner, TypeRef::Impl(_)) => {
                    let TypeRef::Impl(bounds) = &**inner else {
                        continue;
                    };
                    self.anonymous(&mut env, i, bounds).reference(*mutable)
                }
                other => self.lower_ty(&env, other),
            };
            params.push(ty);
        }
        let this = env.self_ty.clone().unwrap_or_else(Ty::unknown);
        let self_param = item.self_param.as_ref().map(|kind| match kind {
            SelfKind::Value => this.clone(),
            SelfKind::Ref { mutable } => this.clone().reference(*mutable),
            SelfKind::Typed(ty) => self.lower_ty(&env, ty),
        });
        let output = item.ret.as_ref().map_or_else(Ty::unit, |ty| self.lower_ty(&env, ty));
        let ret = if item.is_async { Ty::new(TyKind::Future(output.clone())) } else { output.clone() };
        FnSig { generics: env.generics, preds: env.preds, self_param, params, ret: Some(ret), output: Some(output) }
    }

    fn anonymous(&self, env: &mut TyEnv, index: usize, bounds: &[Bound]) -> Ty {
        let name = Sym::new(&format!("impl#{index}"));
        let ty = Ty::new(TyKind::Param(name));
        env.generics.push(name);
        let bounds = self.lower_bounds(env, bounds);
        env.preds.extend(bounds.into_iter().map(|b| (ty.clone(), b)));
        ty
    }

    pub(super) fn build_adt(&self, def: DefId) -> AdtSig {
        let env = self.env_of(def);
        let fields = |shape: &hir::VariantShape| {
            shape.fields().iter().map(|f| (f.name, self.lower_ty(&env, &f.ty))).collect::<Vec<_>>()
        };
        let variants = match self.program.item(self.program.defs[def].hir).map(|i| &i.kind) {
            Some(ItemKind::Struct(item)) => vec![fields(&item.shape)],
            Some(ItemKind::Enum(item)) => item.variants.iter().map(|v| fields(&v.shape)).collect(),
            _ => Vec::new(),
        };
        AdtSig { params: env.generics, variants }
    }

    pub(super) fn build_header(&self, id: ImplId) -> ImplHeader {
        let imp = &self.program.impls[id];
        let mut env = TyEnv { module: Some(imp.module), ..TyEnv::default() };
        let Some(ItemKind::Impl(item)) = self.program.item(imp.hir).map(|i| &i.kind) else {
            return ImplHeader { generics: Vec::new(), preds: Vec::new(), self_ty: Ty::unknown(), trait_ref: None };
        };
        env.generics.extend(item.generics.params.iter().map(|p| p.name));
        let self_ty = self.lower_ty(&env, &item.self_ty);
        env.self_ty = Some(self_ty.clone());
        env.generics.clear();
        self.enter_generics(&mut env, &item.generics);
        let trait_ref = item.trait_path.as_ref().and_then(|path| self.lower_bound(&env, path));
        ImplHeader { generics: env.generics, preds: env.preds, self_ty, trait_ref }
    }

    /// Bounds whose traits are known.
    pub(super) fn lower_bounds(&self, env: &TyEnv, bounds: &[Bound]) -> Vec<TraitRef> {
        bounds.iter().filter_map(|b| self.lower_bound(env, &b.path)).collect()
    }

    fn lower_bound(&self, env: &TyEnv, path: &Path) -> Option<TraitRef> {
        let names: Vec<Sym> = path.segs.iter().map(|s| s.name).collect();
        let (res, used) = self.program.resolve(env.module?, &names, path.global, Namespace::Types)?;
        let Res::Def(def) = res else { return None };
        if used != names.len() || self.program.defs[def].kind != DefKind::Trait {
            return None;
        }
        let mut bound = TraitRef { def, args: Vec::new(), bindings: Vec::new() };
        let Some(args) = path.segs.last().and_then(|s| s.args.as_ref()) else {
            return Some(bound);
        };
        let types: Vec<Ty> = args.types.iter().map(|t| self.lower_ty(env, t)).collect();
        bound.bindings = args.bindings.iter().map(|(n, t)| (*n, self.lower_ty(env, t))).collect();
        if let Some(ret) = &args.call_ret {
            bound.args = vec![Ty::new(TyKind::Tuple(types))];
            bound.bindings.push((Sym::new("Output"), self.lower_ty(env, ret)));
        } else {
            bound.args = types;
        }
        Some(bound)
    }

    /// A type as a value; what is not known comes out as unknown.
    #[must_use]
    pub fn lower_ty(&self, env: &TyEnv, ty: &TypeRef) -> Ty {
        match ty {
            TypeRef::Path(path) => self.lower_path_ty(env, path),
            TypeRef::Ref { mutable, inner, .. } => self.lower_ty(env, inner).reference(*mutable),
            TypeRef::Ptr(inner) => Ty::new(TyKind::Ptr(self.lower_ty(env, inner))),
            TypeRef::Tuple(parts) => Ty::new(TyKind::Tuple(parts.iter().map(|t| self.lower_ty(env, t)).collect())),
            TypeRef::Slice(inner) => Ty::new(TyKind::Slice(self.lower_ty(env, inner))),
            TypeRef::Array(inner, len) => Ty::new(TyKind::Array(self.lower_ty(env, inner), self.const_ty(env, len))),
            TypeRef::Fn { params, ret } => {
                Ty::new(TyKind::FnPtr(params.iter().map(|t| self.lower_ty(env, t)).collect(), self.lower_ty(env, ret)))
            }
            TypeRef::Impl(bounds) => self.opaque(self.lower_bounds(env, bounds)),
            TypeRef::Dyn(bounds) => Ty::new(TyKind::Dyn(self.lower_bounds(env, bounds))),
            TypeRef::Never => Ty::never(),
            TypeRef::Const(value) => self.const_ty(env, value),
            TypeRef::Infer | TypeRef::Opaque => Ty::unknown(),
        }
    }

    fn opaque(&self, bounds: Vec<TraitRef>) -> Ty {
        let future = bounds.iter().find(|b| Some(b.def) == self.lang.future);
        match future.and_then(|b| b.binding("Output")) {
            Some(output) => Ty::new(TyKind::Future(output.clone())),
            None => Ty::new(TyKind::Opaque(bounds)),
        }
    }

    fn lower_path_ty(&self, env: &TyEnv, path: &Path) -> Ty {
        if let Some(qself) = &path.qself {
            let base = self.lower_ty(env, &qself.0);
            let tr = Path { segs: path.segs[..qself.1.min(path.segs.len())].to_vec().into(), ..Path::default() };
            let tr = self.lower_bound(env, &tr).map(|b| b.def);
            let name = path.segs.get(qself.1).map(|s| s.name);
            return name.map_or_else(Ty::unknown, |name| self.assoc_ty(env, base, tr, name));
        }
        let Some(first) = path.segs.first() else {
            return Ty::unknown();
        };
        let base = if first.name == "Self" {
            env.self_ty.clone()
        } else if env.generics.contains(&first.name) && !path.global {
            Some(Ty::new(TyKind::Param(first.name)))
        } else {
            None
        };
        if let Some(base) = base {
            let rest = &path.segs[1..];
            return rest.iter().fold(base, |ty, seg| self.assoc_ty(env, ty, None, seg.name));
        }
        let names: Vec<Sym> = path.segs.iter().map(|s| s.name).collect();
        let Some((res, used)) = env.module.and_then(|m| self.program.resolve(m, &names, path.global, Namespace::Types))
        else {
            // `Fixed<SIZE>`: a constant as an argument looks like a type.
            return self.const_path(env, path, CONST_DEPTH).map_or_else(Ty::unknown, Ty::constant);
        };
        let args = used.checked_sub(1).and_then(|i| path.segs.get(i)).and_then(|s| s.args.as_deref());
        let args: Vec<Ty> = args.map_or_else(Vec::new, |a| a.types.iter().map(|t| self.lower_ty(env, t)).collect());
        let ty = self.res_ty(env, &res, args);
        path.segs[used.min(path.segs.len())..].iter().fold(ty, |ty, seg| self.assoc_ty(env, ty, None, seg.name))
    }

    /// The type that a resolution names, applied to arguments; missing ones are defaults or unknown.
    pub(super) fn res_ty(&self, env: &TyEnv, res: &Res, mut args: Vec<Ty>) -> Ty {
        match res {
            Res::Prim(name) => Ty::new(TyKind::Prim(*name)),
            Res::External(krate, path) => {
                self.result_alias(path, &args).unwrap_or_else(|| Ty::new(TyKind::External(*krate, path.clone())))
            }
            Res::Def(def) => match self.program.defs[*def].kind {
                DefKind::Struct | DefKind::Enum => {
                    self.fill_defaults(*def, &mut args);
                    Ty::new(TyKind::Adt(*def, args))
                }
                DefKind::Variant(_) => match self.program.defs[*def].parent {
                    Parent::Enum(of) => self.res_ty(env, &Res::Def(of), args),
                    _ => Ty::unknown(),
                },
                DefKind::TypeAlias if env.depth < ALIAS_DEPTH => self.expand_alias(env, *def, args),
                DefKind::Trait => Ty::new(TyKind::Dyn(vec![TraitRef { def: *def, args, bindings: Vec::new() }])),
                _ => Ty::unknown(),
            },
            Res::Module(_) | Res::Crate(_) => Ty::unknown(),
        }
    }

    /// `some_crate::Result<T>` of a crate that is not known: by a convention that has no exception worth a finding,
    /// it is the standard one with the crate's own error.
    fn result_alias(&self, path: &[Sym], args: &[Ty]) -> Option<Ty> {
        let value = args.first().filter(|_| path.last().is_some_and(|name| *name == "Result"))?;
        let error = args.get(1).cloned().unwrap_or_else(Ty::unknown);
        Some(Ty::new(TyKind::Adt(self.lang.result?, vec![value.clone(), error])))
    }

    fn expand_alias(&self, env: &TyEnv, def: DefId, mut args: Vec<Ty>) -> Ty {
        let mut inner = self.env_of(def);
        inner.depth = env.depth + 1;
        self.fill_defaults(def, &mut args);
        let Some(ItemKind::TypeAlias(item)) = self.program.item(self.program.defs[def].hir).map(|i| &i.kind) else {
            return Ty::unknown();
        };
        let names = item.generics.params.iter().map(|p| p.name);
        let substs: Substs = names.zip(args).collect();
        item.ty.as_ref().map_or_else(Ty::unknown, |ty| self.lower_ty(&inner, ty).subst(&substs))
    }

    fn fill_defaults(&self, def: DefId, args: &mut Vec<Ty>) {
        let Some(generics) = self.generics_of(def) else {
            return;
        };
        for param in generics.params.iter().skip(args.len()) {
            let default = match &param.kind {
                hir::ParamKind::Type { default: Some(ty) } => {
                    let d = &self.program.defs[def];
                    let names: Vec<Sym> = generics.params.iter().map(|p| p.name).collect();
                    let env = TyEnv { module: Some(d.module), generics: names.clone(), depth: 1, ..TyEnv::default() };
                    let so_far: Substs = names.into_iter().zip(args.iter().cloned()).collect();
                    self.lower_ty(&env, ty).subst(&so_far)
                }
                _ => Ty::unknown(),
            };
            args.push(default);
        }
        args.truncate(generics.params.len());
    }

    /// `base::name`: from the impl that is being read, from a bound's binding, else a projection.
    fn assoc_ty(&self, env: &TyEnv, base: Ty, tr: Option<DefId>, name: Sym) -> Ty {
        if env.self_ty.as_ref() == Some(&base)
            && env.depth < OWN_DEPTH
            && let Some(ty) = env.of_impl.and_then(|id| self.assoc_within(id, name, env.depth + OWN_STEP))
        {
            return ty;
        }
        let bounds = env.preds.iter().filter(|(ty, b)| *ty == base && tr.is_none_or(|t| t == b.def));
        for (_, bound) in bounds {
            if let Some(ty) = bound.binding(name.as_str()) {
                return ty.clone();
            }
            if let Some(owner) = self.trait_with_assoc(bound.def, name, 6) {
                return Ty::new(TyKind::Proj(base, Some(owner), name));
            }
        }
        Ty::new(TyKind::Proj(base, tr, name))
    }

    /// The trait, or the supertrait of it, that declares `name`.
    #[must_use]
    pub fn trait_with_assoc(&self, tr: DefId, name: Sym, depth: usize) -> Option<DefId> {
        if self.program.assoc_items(tr).iter().any(|(n, _)| *n == name) {
            return Some(tr);
        }
        let mut supers = self.program.supertraits(tr).iter();
        if depth == 0 { None } else { supers.find_map(|s| self.trait_with_assoc(*s, name, depth - 1)) }
    }

    /// What an impl says that `name` is, in the impl's own parameters.
    #[must_use]
    pub fn impl_assoc_ty(&self, id: ImplId, name: Sym) -> Option<Ty> {
        self.assoc_within(id, name, OWN_STEP)
    }

    fn assoc_within(&self, id: ImplId, name: Sym, depth: usize) -> Option<Ty> {
        let (_, def) = self.program.impls[id]
            .items
            .iter()
            .find(|(n, d)| *n == name && self.program.defs[*d].kind == DefKind::TypeAlias)?;
        let Some(ItemKind::TypeAlias(item)) = self.program.item(self.program.defs[*def].hir).map(|i| &i.kind) else {
            return None;
        };
        let mut env = self.env_of(*def);
        env.depth = depth;
        item.ty.as_ref().map(|ty| self.lower_ty(&env, ty))
    }
}
