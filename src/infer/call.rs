//! Calls: instantiating signatures, checking arguments, closures after the other arguments.

use super::body::{Callee, Infer, Obligation, ValueRes};
use super::method::Hit;
use super::ty::{Substs, TraitRef, Ty, TyKind};
use crate::base::Sym;
use crate::hir::{Expr, ExprId, GenericArgs};
use crate::link::{DefId, DefKind, Parent};

/// A signature whose generics are variables.
pub(super) struct Instance {
    pub self_param: Option<Ty>,
    pub params: Vec<Ty>,
    pub ret: Ty,
    pub substs: Substs,
}

impl Infer<'_> {
    /// A function's signature with variables for what `known` does not say; its bounds are noted.
    pub fn instantiate(&mut self, def: DefId, known: &[(Sym, Ty)], turbofish: Option<&GenericArgs>) -> Instance {
        let sig = self.types.sig(def).clone();
        let written = self.written_substs(def, turbofish);
        let mut substs: Substs = Vec::new();
        for name in &sig.generics {
            let ty = known.iter().chain(&written).find(|(n, _)| n == name).map(|(_, t)| t.clone());
            let ty = ty.unwrap_or_else(|| self.table.fresh());
            substs.push((*name, ty));
        }
        for (ty, bound) in &sig.preds {
            let ty = ty.subst(&substs);
            let bound = bound.subst(&substs);
            let ty = self.normalize(&ty);
            if self.types.lang.is_fn(bound.def).is_some() || !bound.bindings.is_empty() || !bound.args.is_empty() {
                self.obligations.push(Obligation { ty, bound });
            }
        }
        let fix = |this: &mut Self, ty: &Ty| {
            let ty = ty.subst(&substs);
            this.normalize(&ty)
        };
        Instance {
            self_param: sig.self_param.as_ref().map(|t| fix(self, t)),
            params: sig.params.iter().map(|t| fix(self, t)).collect(),
            ret: sig.ret.as_ref().map_or_else(Ty::unit, |t| fix(self, t)),
            substs: substs.clone(),
        }
    }

    /// What a function or constructor is as a value: its parameters (with `self`) and result.
    pub fn fn_value(&mut self, def: DefId, known: &Substs) -> (Vec<Ty>, Ty) {
        match self.types.program.defs[def].kind {
            DefKind::Fn => {
                let inst = self.instantiate(def, known, None);
                (inst.self_param.into_iter().chain(inst.params).collect(), inst.ret)
            }
            _ => self.ctor_value(def, known),
        }
    }

    fn ctor_value(&mut self, def: DefId, known: &Substs) -> (Vec<Ty>, Ty) {
        let Some((adt, index)) = self.adt_of(def) else {
            return (Vec::new(), Ty::unknown());
        };
        let sig = self.types.adt(adt).clone();
        let substs: Substs = sig
            .params
            .iter()
            .map(|p| (*p, known.iter().find(|(n, _)| n == p).map_or_else(|| self.table.fresh(), |(_, t)| t.clone())))
            .collect();
        let fields = sig.variants.get(index).map_or(&[][..], Vec::as_slice);
        let params = fields.iter().map(|(_, t)| t.subst(&substs)).collect::<Vec<_>>();
        let params = params.iter().map(|t| self.normalize(t)).collect();
        (params, Ty::new(TyKind::Adt(adt, substs.into_iter().map(|(_, t)| t).collect())))
    }

    /// The type and the index of the variant that a struct or variant is.
    pub fn adt_of(&self, def: DefId) -> Option<(DefId, usize)> {
        let d = &self.types.program.defs[def];
        match (d.kind, d.parent) {
            (DefKind::Variant(index), Parent::Enum(of)) => Some((of, index)),
            (DefKind::Struct | DefKind::Enum, _) => Some((def, 0)),
            _ => None,
        }
    }

    pub fn infer_call(&mut self, call: ExprId, callee: ExprId, args: &[ExprId], expect: &Ty) -> Ty {
        let fun = self.infer_expr(callee, &Ty::unknown());
        let fun = self.table.shallow(&fun);
        let path = self.out.paths.get(&callee).cloned();
        let (params, ret) = match (fun.kind(), path) {
            (TyKind::FnDef(def, substs), Some(ValueRes::Fn { trait_fn, self_ty, .. })) => {
                let inst = self.instantiate(trait_fn.unwrap_or(*def), &substs.clone(), None);
                let bound = trait_fn.and_then(|of| self.bound_of_call(of, &self_ty));
                let (def, substs) = (*def, inst.substs);
                let callee = Callee::Fn { def, trait_fn, dynamic: false, self_ty, substs, bound };
                self.out.callees.insert(call, callee);
                (inst.self_param.into_iter().chain(inst.params).collect(), inst.ret)
            }
            (TyKind::FnDef(def, substs), Some(ValueRes::Ctor(_))) => {
                self.out.callees.insert(call, Callee::Ctor(*def));
                self.ctor_value(*def, &substs.clone())
            }
            (TyKind::FnDef(def, substs), _) => {
                let (params, ret) = self.fn_value(*def, &substs.clone());
                self.out.callees.insert(
                    call,
                    Callee::Fn {
                        def: *def,
                        trait_fn: None,
                        dynamic: false,
                        self_ty: Ty::unknown(),
                        substs: Vec::new(),
                        bound: None,
                    },
                );
                (params, ret)
            }
            (_, Some(ValueRes::External(krate, path))) => {
                self.out.callees.insert(call, Callee::External(krate, path));
                (Vec::new(), Ty::unknown())
            }
            (_, Some(_)) => {
                self.out.callees.insert(call, Callee::Unknown(self.written(callee)));
                (Vec::new(), Ty::unknown())
            }
            _ => {
                self.out.callees.insert(call, Callee::Value);
                self.value_sig(&fun)
            }
        };
        self.table_expect(&ret, expect);
        self.check_args(args, &params);
        self.late_trait_call(call);
        ret
    }

    /// The bound by which a trait's function is called as a path: `S::call(&mut inner, request)`.
    fn bound_of_call(&self, trait_fn: DefId, self_ty: &Ty) -> Option<TraitRef> {
        let Parent::Trait(tr) = self.types.program.defs[trait_fn].parent else {
            return None;
        };
        self.bounds_of(&self.table.shallow(self_ty)).into_iter().find(|bound| bound.def == tr)
    }

    /// The name a path is written with, for coverage.
    fn written(&self, path: ExprId) -> Sym {
        match self.body.map(|b| &b.exprs[path]) {
            Some(Expr::Path(path)) => path.segs.last().map_or_else(|| Sym::new("?"), |s| s.name),
            _ => Sym::new("?"),
        }
    }

    /// What a value that is called takes and yields.
    fn value_sig(&mut self, fun: &Ty) -> (Vec<Ty>, Ty) {
        for step in self.autoderef(fun) {
            if let TyKind::Closure(_, params, ret) | TyKind::FnPtr(params, ret) = step.kind() {
                return (params.clone(), ret.clone());
            }
            for bound in self.bounds_of(&step) {
                if let Some(is_async) = self.types.lang.is_fn(bound.def) {
                    let ret = bound.binding("Output").cloned().unwrap_or_else(Ty::unit);
                    let ret = self.normalize(&ret);
                    let ret = if is_async { Ty::new(TyKind::Future(ret)) } else { ret };
                    let params = match bound.args.first().map(Ty::kind) {
                        Some(TyKind::Tuple(params)) => params.clone(),
                        _ => Vec::new(),
                    };
                    return (params, ret);
                }
            }
        }
        (Vec::new(), Ty::unknown())
    }

    /// `Trait::method(x)`: the impl is known once the first argument is.
    fn late_trait_call(&mut self, call: ExprId) {
        let Some(Callee::Fn { def, trait_fn: Some(trait_fn), self_ty, .. }) = self.out.callees.get(&call).cloned()
        else {
            return;
        };
        let this = self.table.shallow(&self_ty);
        let program = self.types.program;
        let Parent::Trait(tr) = program.defs[trait_fn].parent else {
            return;
        };
        if def != trait_fn || this.is_unknown() {
            return;
        }
        let name = program.defs[trait_fn].name;
        let peeled = this.peel_refs().clone();
        let found = self.select(&this, tr, 4).or_else(|| self.select(&peeled, tr, 4));
        let own = found.and_then(|(id, _)| program.impls[id].items.iter().find(|(n, _)| *n == name).map(|(_, d)| *d));
        if let (Some(own), Some(Callee::Fn { def, .. })) = (own, self.out.callees.get_mut(&call)) {
            *def = own;
        }
    }

    /// `Default::default()`: the impl is known once it is known where the value goes.
    pub(super) fn late_impls(&mut self) {
        let open = self.out.callees.iter().filter(
            |(_, callee)| matches!(callee, Callee::Fn { def, trait_fn: Some(of), dynamic: false, .. } if def == of),
        );
        let mut calls: Vec<ExprId> = open.map(|(call, _)| *call).collect();
        calls.sort_unstable();
        for call in calls {
            self.late_trait_call(call);
        }
    }

    pub fn infer_method(
        &mut self,
        call: ExprId,
        recv: ExprId,
        name: Sym,
        turbofish: Option<&GenericArgs>,
        args: &[ExprId],
        expect: &Ty,
    ) -> Ty {
        let mut ty = self.infer_expr(recv, &Ty::unknown());
        ty = self.table.shallow(&ty);
        if matches!(ty.peel_refs().kind(), TyKind::Var(_)) {
            self.process();
            ty = self.table.shallow(&ty);
        }
        let Some(hit) = self.probe(&ty, name) else {
            if let Some(whole) = self.projected(&ty, name, args) {
                return whole;
            }
            self.out.callees.insert(call, Self::field_call(&ty, name));
            for arg in args {
                self.infer_expr(*arg, &Ty::unknown());
            }
            return Ty::unknown();
        };
        let inst = self.instantiate(hit.sig_def(), &hit.substs, turbofish);
        let Hit { def, trait_fn, dynamic, self_ty, bound, .. } = hit;
        if let Some(want) = &inst.self_param {
            // By reference or by value, what is behind the reference is the same.
            self.table.unify(want.peel_refs(), self_ty.peel_refs());
        }
        self.out.callees.insert(call, Callee::Fn { def, trait_fn, dynamic, self_ty, substs: inst.substs, bound });
        self.table_expect(&inst.ret, expect);
        self.check_args(args, &inst.params);
        inst.ret
    }

    /// What a macro writes for a pinned struct of the workspace: `self.project()` has the fields of the struct.
    fn projected(&mut self, ty: &Ty, name: Sym, args: &[ExprId]) -> Option<Ty> {
        if name != "project" || !args.is_empty() {
            return None;
        }
        let pin = self.types.lang.pin;
        let pinned = self.autoderef(ty).into_iter().find(|t| t.adt().is_some() && t.adt() != pin)?;
        Some(pinned.reference(true))
    }

    fn field_call(ty: &Ty, name: Sym) -> Callee {
        match ty.peel_refs().kind() {
            TyKind::External(krate, path) => {
                let path = path.iter().copied().chain([name]).collect();
                Callee::External(*krate, path)
            }
            _ => Callee::Unknown(name),
        }
    }

    /// What is expected of a call decides its generics before its arguments are looked at.
    fn table_expect(&mut self, ret: &Ty, expect: &Ty) {
        let expect = self.table.shallow(expect);
        let open = matches!(self.table.shallow(ret).kind(), TyKind::Adt(..) | TyKind::Tuple(_));
        if open && !expect.is_unknown() && !matches!(expect.kind(), TyKind::Dyn(_) | TyKind::Opaque(_)) {
            let snapshot = self.table.snapshot();
            if !self.table.unify(ret, &expect) {
                self.table.rollback(snapshot);
            }
        }
    }

    /// Arguments other than closures first: they decide what the closures take.
    fn check_args(&mut self, args: &[ExprId], params: &[Ty]) {
        let unknown = Ty::unknown();
        let late = |this: &Self, arg: &ExprId| matches!(this.body.map(|b| &b.exprs[*arg]), Some(Expr::Closure { .. }));
        for closures in [false, true] {
            for (i, arg) in args.iter().enumerate() {
                if late(self, arg) != closures {
                    continue;
                }
                let want = params.get(i).unwrap_or(&unknown).clone();
                if closures {
                    self.process();
                }
                let got = self.infer_expr(*arg, &want);
                self.coerce(&got, &want);
                if closures {
                    self.process();
                }
            }
        }
        self.process();
    }

    /// Makes a value's type fit where it is used; references are dereferenced where that is what it takes.
    pub fn coerce(&mut self, got: &Ty, want: &Ty) {
        let (got, want) = (self.table.shallow(got), self.table.shallow(want));
        if let (TyKind::Ref(inner, _), TyKind::Ref(target, _)) = (got.kind(), want.kind()) {
            let target = self.table.shallow(target);
            if target.is_unknown() {
                self.table.unify(&got, &want);
                return;
            }
            for step in self.autoderef(inner) {
                let snapshot = self.table.snapshot();
                if self.table.unify(&step, &target) {
                    return;
                }
                self.table.rollback(snapshot);
            }
            return;
        }
        let dynamic = |ty: &Ty| {
            let inner = ty.args().first().unwrap_or(ty);
            matches!(inner.kind(), TyKind::Dyn(_) | TyKind::Opaque(_))
        };
        let pinned = |ty: &Ty| ty.args().first().is_some_and(dynamic);
        if dynamic(&want) || pinned(&want) {
            return;
        }
        let snapshot = self.table.snapshot();
        if !self.table.unify(&got, &want)
            && !matches!((got.kind(), want.kind()), (TyKind::Adt(a, _), TyKind::Adt(b, _)) if a == b)
        {
            self.table.rollback(snapshot);
        }
    }
}
