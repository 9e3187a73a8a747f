//! Path expressions: functions, constructors, constants, associated items.

use super::body::{Infer, ValueRes};
use super::ty::{Substs, Ty, TyKind};
use crate::base::Sym;
use crate::hir::{self, ExprId, GenericArgs, ItemKind, Path};
use crate::link::{DefId, DefKind, Namespace, Parent, Res};

impl Infer<'_> {
    pub fn infer_path(&mut self, id: ExprId, path: &Path, expect: &Ty) -> Ty {
        let (res, ty) = self.resolve_value(path, expect);
        self.out.paths.insert(id, res);
        ty
    }

    fn resolve_value(&mut self, path: &Path, expect: &Ty) -> (ValueRes, Ty) {
        let unknown = (ValueRes::Unknown, Ty::unknown());
        if let Some(qself) = &path.qself {
            let env = self.env.clone();
            let base = self.types.lower_ty(&env, &qself.0);
            let base = self.normalize(&base);
            let rest = &path.segs[qself.1.min(path.segs.len())..];
            let [seg] = rest else { return unknown };
            return self.assoc_value(&base, seg.name, seg.args.as_deref()).unwrap_or(unknown);
        }
        let Some(first) = path.segs.first() else {
            return unknown;
        };
        let generic = !path.global && (first.name == "Self" || self.env.generics.contains(&first.name));
        if generic {
            return self.generic_value(path, first.name).unwrap_or(unknown);
        }
        let names: Vec<Sym> = path.segs.iter().map(|s| s.name).collect();
        let found = self.module().and_then(|m| self.types.program.resolve(m, &names, path.global, Namespace::Values));
        let Some((res, used)) = found else {
            return unknown;
        };
        let rest = path.segs.get(used..).unwrap_or(&[]);
        match (&res, rest) {
            (Res::External(krate, below), _) => {
                let below = below.iter().copied().chain(rest.iter().map(|s| s.name)).collect();
                (ValueRes::External(*krate, below), Ty::unknown())
            }
            (Res::Def(def), []) => self.def_value(*def, path),
            (_, [seg]) => self.assoc_of(&res, path, used, seg.name, seg.args.as_deref(), expect).unwrap_or(unknown),
            _ => unknown,
        }
    }

    /// `Self`, `Self::f`, `T::f`, `T::Assoc::f`.
    fn generic_value(&mut self, path: &Path, first: Sym) -> Option<(ValueRes, Ty)> {
        let base = if first == "Self" { self.env.self_ty.clone()? } else { Ty::new(TyKind::Param(first)) };
        match path.segs.as_ref() {
            [_] => {
                let def = base.adt()?;
                let substs = self.adt_substs(&base);
                Some((ValueRes::Ctor(def), Ty::new(TyKind::FnDef(def, substs))))
            }
            [_, seg] => self.assoc_value(&base, seg.name, seg.args.as_deref()),
            [_, assoc, seg] => {
                let ty = Ty::new(TyKind::Proj(base, None, assoc.name));
                let ty = self.normalize(&ty);
                self.assoc_value(&ty, seg.name, seg.args.as_deref())
            }
            _ => None,
        }
    }

    fn adt_substs(&self, ty: &Ty) -> Substs {
        let Some(def) = ty.adt() else {
            return Vec::new();
        };
        self.types.adt(def).params.iter().copied().zip(ty.args().iter().cloned()).collect()
    }

    fn def_value(&mut self, def: DefId, path: &Path) -> (ValueRes, Ty) {
        let program = self.types.program;
        let args = path.segs.last().and_then(|s| s.args.as_deref());
        match program.defs[def].kind {
            DefKind::Fn => {
                let trait_fn = matches!(program.defs[def].parent, Parent::Trait(_)).then_some(def);
                let substs = self.written_substs(def, args);
                (ValueRes::Fn { def, trait_fn, self_ty: Ty::unknown() }, Ty::new(TyKind::FnDef(def, substs)))
            }
            DefKind::Struct | DefKind::Variant(_) => {
                let enum_args = path.segs.len().checked_sub(2).and_then(|i| path.segs[i].args.as_deref());
                let of = self.adt_of(def).map_or(def, |(adt, _)| adt);
                let substs = self.written_substs(of, args.or(enum_args));
                (ValueRes::Ctor(def), self.ctor_ty(def, &substs))
            }
            DefKind::Const | DefKind::Static => {
                let ty = match program.item(program.defs[def].hir).map(|i| &i.kind) {
                    Some(ItemKind::Const(item)) => self.types.lower_ty(&self.types.env_of(def), &item.ty),
                    _ => Ty::unknown(),
                };
                let ty = self.normalize(&ty);
                (ValueRes::Const(def), ty)
            }
            _ => (ValueRes::Unknown, Ty::unknown()),
        }
    }

    /// A unit struct or variant is its type; a tuple one is a function.
    fn ctor_ty(&mut self, def: DefId, substs: &Substs) -> Ty {
        let function = Ty::new(TyKind::FnDef(def, substs.clone()));
        if !self.is_unit(def) {
            return function;
        }
        self.fn_value(def, substs).1
    }

    fn is_unit(&self, def: DefId) -> bool {
        let Some(item) = self.types.program.item(self.types.program.defs[def].hir) else {
            return false;
        };
        let shape = match (&item.kind, self.types.program.defs[def].kind) {
            (ItemKind::Struct(s), _) => Some(&s.shape),
            (ItemKind::Enum(e), DefKind::Variant(i)) => e.variants.get(i).map(|v| &v.shape),
            _ => None,
        };
        matches!(shape, Some(hir::VariantShape::Unit))
    }

    /// What written generic arguments say; each `_` in them is to be inferred.
    pub fn written_substs(&mut self, def: DefId, args: Option<&GenericArgs>) -> Substs {
        let Some(args) = args else { return Vec::new() };
        let names: Vec<Sym> =
            self.types.generics_of(def).map_or_else(Vec::new, |g| g.params.iter().map(|p| p.name).collect());
        let env = self.env.clone();
        let written: Vec<Ty> = args.types.iter().map(|t| self.types.lower_ty(&env, t)).collect();
        let known = names.into_iter().zip(written).filter(|(_, t)| !t.is_unknown());
        known.map(|(name, ty)| (name, self.open_unknown(&ty))).collect()
    }

    /// `Type::name`, `Trait::name`, `Alias::Variant`.
    fn assoc_of(
        &mut self,
        res: &Res,
        path: &Path,
        used: usize,
        name: Sym,
        args: Option<&GenericArgs>,
        expect: &Ty,
    ) -> Option<(ValueRes, Ty)> {
        let program = self.types.program;
        if let Res::Def(tr) = res
            && program.defs[*tr].kind == DefKind::Trait
        {
            return self.trait_value(*tr, name, expect);
        }
        let env = self.env.clone();
        let written = used.checked_sub(1).and_then(|i| path.segs.get(i)).and_then(|s| s.args.as_deref());
        let args_ty: Vec<Ty> =
            written.map_or_else(Vec::new, |a| a.types.iter().map(|t| self.types.lower_ty(&env, t)).collect());
        let ty = self.types.res_ty(&env, res, args_ty);
        let ty = self.open(&ty);
        self.assoc_value(&ty, name, args)
    }

    /// Unknown arguments become variables: `Vec::new()` is a vector of something that is still to be found.
    fn open(&mut self, ty: &Ty) -> Ty {
        match ty.kind() {
            TyKind::Adt(def, args) => {
                let args = args.iter().map(|a| match a.kind() {
                    TyKind::Unknown => self.table.fresh(),
                    // The default of a parameter that names another one: `F = fn() -> T`.
                    TyKind::FnPtr(..) if a.any(&mut |t| *t.kind() == TyKind::Unknown) => self.table.fresh(),
                    _ => self.open(a),
                });
                let args = args.collect();
                Ty::new(TyKind::Adt(*def, args))
            }
            _ => self.normalize(ty),
        }
    }

    /// `Trait::name`: `Self` is still to be found.
    fn trait_value(&mut self, tr: DefId, name: Sym, expect: &Ty) -> Option<(ValueRes, Ty)> {
        let (_, def) = *self.types.program.assoc_items(tr).iter().find(|(n, _)| *n == name)?;
        let this = self.table.fresh();
        if Some(tr) == self.types.lang.default {
            self.table.unify(&this, expect);
        }
        let substs = vec![(Sym::new("Self"), this.clone())];
        Some((ValueRes::Fn { def, trait_fn: Some(def), self_ty: this }, Ty::new(TyKind::FnDef(def, substs))))
    }

    /// `name` of a type that is known: a variant, an associated function or constant.
    fn assoc_value(&mut self, ty: &Ty, name: Sym, args: Option<&GenericArgs>) -> Option<(ValueRes, Ty)> {
        let program = self.types.program;
        let ty = self.table.shallow(ty);
        if let Some(variant) = ty.adt().and_then(|adt| self.variant(adt, name)) {
            let substs = self.adt_substs(&ty);
            return Some((ValueRes::Ctor(variant), self.ctor_ty(variant, &substs)));
        }
        if ty.is_unknown() {
            return None;
        }
        let hit = self.assoc_fn(&ty, name, false)?;
        if program.defs[hit.def].kind == DefKind::Const {
            let (res, ty) = self.def_value(hit.def, &Path::default());
            return Some((res, ty.subst(&hit.substs)));
        }
        let mut substs = hit.substs.clone();
        substs.extend(self.written_substs(hit.sig_def(), args));
        let res = ValueRes::Fn { def: hit.def, trait_fn: hit.trait_fn, self_ty: hit.self_ty };
        Some((res, Ty::new(TyKind::FnDef(hit.def, substs))))
    }

    /// The variant `name` of an enum.
    pub fn variant(&self, adt: DefId, name: Sym) -> Option<DefId> {
        self.types.program.variants(adt).iter().copied().find(|v| self.types.program.defs[*v].name == name)
    }

    /// What a path in a pattern or a struct literal names: a struct, a variant or a constant; with its type.
    pub fn resolve_shape(&mut self, path: &Path) -> Option<(DefId, Ty)> {
        let first = path.segs.first()?;
        if first.name == "Self" && !path.global {
            let this = self.env.self_ty.clone()?;
            let def = this.adt()?;
            return match path.segs.get(1) {
                None => Some((def, this)),
                Some(seg) => self.variant(def, seg.name).map(|v| (v, this.clone())).or_else(|| {
                    match self.assoc_value(&this, seg.name, None)? {
                        (ValueRes::Const(def), ty) => Some((def, ty)),
                        _ => None,
                    }
                }),
            };
        }
        let names: Vec<Sym> = path.segs.iter().map(|s| s.name).collect();
        let module = self.module()?;
        let program = self.types.program;
        let find = |ns| program.resolve(module, &names, path.global, ns);
        let whole = |found: &Option<(Res, usize)>| matches!(found, Some((Res::Def(_), used)) if *used == names.len());
        let by_value = find(Namespace::Values);
        let (res, used) = if whole(&by_value) { by_value? } else { find(Namespace::Types)? };
        let Res::Def(mut def) = res else { return None };
        if program.defs[def].kind == DefKind::TypeAlias || used < names.len() {
            let env = self.env.clone();
            let ty = self.types.res_ty(&env, &Res::Def(def), Vec::new());
            let ty = self.open(&ty);
            let adt = ty.adt()?;
            return match path.segs.get(used) {
                None => Some((adt, ty)),
                Some(seg) => self.variant(adt, seg.name).map(|v| (v, ty.clone())).or_else(|| {
                    match self.assoc_value(&ty, seg.name, None)? {
                        (ValueRes::Const(def), ty) => Some((def, ty)),
                        _ => None,
                    }
                }),
            };
        }
        if matches!(program.defs[def].kind, DefKind::Const | DefKind::Static) {
            let (_, ty) = self.def_value(def, path);
            return Some((def, ty));
        }
        let (adt, _) = self.adt_of(def)?;
        if program.defs[def].kind == DefKind::Enum {
            def = adt;
        }
        let written = path.segs.iter().rev().find_map(|s| s.args.as_deref());
        let substs = self.written_substs(adt, written);
        let params = self.types.adt(adt).params.clone();
        let args = params
            .iter()
            .map(|p| substs.iter().find(|(n, _)| n == p).map_or_else(|| self.table.fresh(), |(_, t)| t.clone()));
        let args = args.collect();
        Some((def, Ty::new(TyKind::Adt(adt, args))))
    }
}
