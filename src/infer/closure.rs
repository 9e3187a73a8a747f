//! Closures, and the macros that take expressions: what is expected of them, and what they yield.

use super::body::Infer;
use super::ty::{Ty, TyKind};
use crate::base::Sym;
use crate::hir::{Attr, ExprId, MacroKind, PatId, TypeRef};
use crate::link::{Namespace, Res};

impl Infer<'_> {
    pub(super) fn closure(
        &mut self,
        id: ExprId,
        params: &[(PatId, Option<TypeRef>)],
        ret: Option<&TypeRef>,
        body: ExprId,
        is_async: bool,
        expect: &Ty,
    ) -> Ty {
        let (wants, want_ret) = self.expected_fn(expect);
        let mut tys = Vec::new();
        for (i, (pat, written)) in params.iter().enumerate() {
            let ty = match written {
                Some(ty) => self.written_ty(ty),
                None => self.table.fresh(),
            };
            if let Some(want) = wants.get(i) {
                let want = self.normalize(want);
                self.table.unify(&ty, &want);
            }
            self.infer_pat(*pat, &ty);
            tys.push(ty);
        }
        let out = match ret {
            Some(ret) => self.written_ty(ret),
            None => self.table.fresh(),
        };
        if let (Some(want), false) = (&want_ret, is_async) {
            let want = self.normalize(want);
            if !matches!(self.table.shallow(&want).kind(), TyKind::Opaque(_) | TyKind::Dyn(_)) {
                self.table.unify(&out, &want);
            }
        }
        let got = self.frame(&out, |this, want| this.infer_expr(body, want));
        let out = if self.table.shallow(&out).is_unknown() { got } else { out };
        let out = if is_async { Ty::new(TyKind::Future(out)) } else { out };
        Ty::new(TyKind::Closure(id, tys, out))
    }

    /// What a place wants of a closure: its parameters and result.
    fn expected_fn(&mut self, expect: &Ty) -> (Vec<Ty>, Option<Ty>) {
        let expect = self.table.shallow(expect);
        let bounds = match expect.kind() {
            TyKind::FnPtr(params, ret) => return (params.clone(), Some(ret.clone())),
            TyKind::Adt(_, args) => args.first().map_or_else(Vec::new, |a| self.bounds_of(a)),
            TyKind::Var(_) => {
                let waiting = self.obligations.iter().filter(|o| self.table.shallow(&o.ty) == expect);
                waiting.map(|o| o.bound.clone()).collect()
            }
            _ => self.bounds_of(&expect),
        };
        for bound in bounds {
            let Some(is_async) = self.types.lang.is_fn(bound.def) else {
                continue;
            };
            let params = match bound.args.first().map(|t| self.table.shallow(t)).as_ref().map(Ty::kind) {
                Some(TyKind::Tuple(params)) => params.clone(),
                _ => Vec::new(),
            };
            return (params, bound.binding("Output").cloned().filter(|_| !is_async));
        }
        (Vec::new(), None)
    }

    pub(super) fn join_macro(&mut self, exprs: &[ExprId], is_try: bool) -> Ty {
        let mut outs = Vec::new();
        let mut error = Ty::unknown();
        for expr in exprs {
            let ty = self.any(*expr);
            let out = self.await_output(&ty, 0);
            let out = self.normalize(&out);
            let out = self.table.shallow(&out);
            if is_try && out.adt() == self.types.lang.result {
                error = out.args().get(1).cloned().unwrap_or(error);
                outs.push(out.args().first().cloned().unwrap_or_else(Ty::unknown));
            } else {
                outs.push(out);
            }
        }
        let all = Ty::new(TyKind::Tuple(outs));
        match self.types.lang.result {
            Some(result) if is_try => Ty::new(TyKind::Adt(result, vec![all, error])),
            _ => all,
        }
    }

    pub(super) fn macro_call(&mut self, kind: MacroKind, name: Sym, args: &[ExprId], expect: &Ty) -> Ty {
        match (kind, args) {
            (MacroKind::Pass, [arg]) => return self.infer_expr(*arg, expect),
            _ => self.all(args),
        }
        match kind {
            MacroKind::Panic => Ty::never(),
            MacroKind::Borrow if name == "format" => {
                self.types.lang.string.map_or_else(Ty::unknown, |s| Ty::new(TyKind::Adt(s, Vec::new())))
            }
            MacroKind::Borrow => self.declared_macro(name).unwrap_or_else(Ty::unknown),
            _ => Ty::unknown(),
        }
    }

    /// What a library's macro makes, where its model declares that.
    fn declared_macro(&self, path: Sym) -> Option<Ty> {
        let names: Vec<Sym> = path.as_str().split("::").map(Sym::new).collect();
        let program = self.types.program;
        let (Res::Def(def), used) = program.resolve(self.module()?, &names, false, Namespace::Values)? else {
            return None;
        };
        let is_macro = |a: &Attr| &*a.path == "proc_macro";
        let declared = used == names.len() && program.item(program.defs[def].hir)?.attrs.list.iter().any(is_macro);
        if declared { self.types.sig(def).ret.clone() } else { None }
    }
}
