//! Expressions.

use super::body::{Infer, Pending};
use super::ty::{Ty, TyKind};
use crate::base::Sym;
use crate::hir::{BinOp, BlockKind, Expr, ExprId, FieldInit, Lit, PatId, Path, Stmt, TypeRef, UnOp};

/// Deeper expressions than this are left unknown; the parser refuses them anyway.
const MAX_DEPTH: usize = 2000;

impl Infer<'_> {
    /// The type of an expression; `expect` is what its place wants, or unknown.
    pub fn infer_expr(&mut self, id: ExprId, expect: &Ty) -> Ty {
        let Some(body) = self.body else {
            return Ty::unknown();
        };
        self.depth += 1;
        let ty = if self.depth > MAX_DEPTH { Ty::unknown() } else { self.expr_kind(id, &body.exprs[id], expect) };
        self.depth -= 1;
        self.out.exprs[id.index()] = ty.clone();
        ty
    }

    pub(super) fn any(&mut self, id: ExprId) -> Ty {
        self.infer_expr(id, &Ty::unknown())
    }

    pub(super) fn all(&mut self, ids: &[ExprId]) {
        for id in ids {
            self.any(*id);
        }
    }

    fn expr_kind(&mut self, id: ExprId, expr: &Expr, expect: &Ty) -> Ty {
        match expr {
            Expr::Missing => Ty::unknown(),
            Expr::Lit(lit) => lit_ty(lit),
            Expr::Local(local) => {
                let ty = self.out.locals[local.index()].clone();
                self.table.shallow(&ty)
            }
            Expr::Path(path) => self.infer_path(id, path, expect),
            Expr::Call { callee, args } => self.infer_call(id, *callee, args, expect),
            Expr::MethodCall { recv, name, turbofish, args, .. } => {
                self.infer_method(id, *recv, *name, turbofish.as_deref(), args, expect)
            }
            Expr::Field { base, name } => self.field(id, *base, *name),
            Expr::Index { base, index } => self.index(*base, *index),
            Expr::Unary { op, expr } => self.unary(*op, *expr),
            Expr::Binary { op, lhs, rhs } => self.binary(*op, *lhs, *rhs),
            Expr::Assign { lhs, rhs } => {
                let want = self.any(*lhs);
                let got = self.infer_expr(*rhs, &want);
                self.coerce(&got, &want);
                Ty::unit()
            }
            Expr::AssignOp { lhs, rhs, .. } => {
                self.all(&[*lhs, *rhs]);
                Ty::unit()
            }
            Expr::Ref { mutable, expr } => {
                let inner = match self.table.shallow(expect).kind() {
                    TyKind::Ref(inner, _) => inner.clone(),
                    _ => Ty::unknown(),
                };
                self.infer_expr(*expr, &inner).reference(*mutable)
            }
            Expr::Cast { expr, ty } => {
                self.any(*expr);
                self.written_ty(ty)
            }
            Expr::Tuple(parts) => self.tuple(parts, expect),
            Expr::Array(elems) => {
                let elem = self.elements(elems, expect);
                Ty::new(TyKind::Array(elem, u64::try_from(elems.len()).map_or_else(|_| Ty::unknown(), Ty::constant)))
            }
            Expr::Repeat { elem, len } => {
                let elem = self.any(*elem);
                self.any(*len);
                let len = self.body.map_or_else(Ty::unknown, |b| self.types.const_len(&self.env, b, *len));
                Ty::new(TyKind::Array(elem, len))
            }
            Expr::Vec { elems, len } => {
                let elem = self.elements(elems, expect);
                self.all(&len.iter().copied().collect::<Vec<_>>());
                self.types.lang.vec.map_or_else(Ty::unknown, |vec| Ty::new(TyKind::Adt(vec, vec![elem])))
            }
            Expr::Struct { path, fields, base } => self.literal(id, path, fields, *base),
            Expr::Block { kind, label, stmts, tail, .. } => self.block_kind(id, *kind, *label, stmts, *tail, expect),
            Expr::Range { start, end, inclusive } => self.range(*start, *end, *inclusive),
            Expr::Await(inner) => {
                let ty = self.any(*inner);
                self.note_into_future(id, &ty);
                let out = self.await_output(&ty, 0);
                self.normalize(&out)
            }
            Expr::Try(inner) => self.question_mark(*inner),
            Expr::Macro { kind, args, name } => self.macro_call(*kind, *name, args, expect),
            _ => self.control(id, expr, expect),
        }
    }

    fn control(&mut self, id: ExprId, expr: &Expr, expect: &Ty) -> Ty {
        match expr {
            Expr::If { cond, then, els } => {
                self.any(*cond);
                let then = self.infer_expr(*then, expect);
                match els {
                    Some(els) => {
                        let els = self.infer_expr(*els, expect);
                        self.join(then, els)
                    }
                    None => Ty::unit(),
                }
            }
            Expr::Let { pat, expr } => {
                let ty = self.any(*expr);
                self.infer_pat(*pat, &ty);
                Ty::prim("bool")
            }
            Expr::Match { scrutinee, arms } => {
                let ty = self.any(*scrutinee);
                let mut result = Ty::never();
                for arm in arms {
                    self.infer_pat(arm.pat, &ty);
                    if let Some(guard) = arm.guard {
                        self.any(guard);
                    }
                    let got = self.infer_expr(arm.body, expect);
                    result = self.join(result, got);
                }
                result
            }
            Expr::Loop { label, body } => {
                let result = self.table.fresh();
                self.breaks.push((*label, result.clone()));
                self.any(*body);
                self.breaks.pop();
                result
            }
            Expr::While { label, cond, body } => {
                self.any(*cond);
                self.breaks.push((*label, Ty::unit()));
                self.any(*body);
                self.breaks.pop();
                Ty::unit()
            }
            Expr::For { label, pat, iter, body } => {
                let ty = self.any(*iter);
                let item = self.item_of(&ty);
                self.infer_pat(*pat, &item);
                self.breaks.push((*label, Ty::unit()));
                self.any(*body);
                self.breaks.pop();
                Ty::unit()
            }
            Expr::Closure { params, ret, body, is_async, .. } => {
                self.closure(id, params, ret.as_deref(), *body, *is_async, expect)
            }
            Expr::Return(value) => {
                if let Some(value) = value {
                    let want = self.returns.last().cloned().unwrap_or_else(Ty::unknown);
                    let got = self.infer_expr(*value, &want);
                    self.coerce(&got, &want);
                }
                Ty::never()
            }
            Expr::Break { label, value } => {
                let target =
                    self.breaks.iter().rev().find(|(l, _)| label.is_none() || l == label).map(|(_, t)| t.clone());
                match (value, target) {
                    (Some(value), Some(target)) => {
                        let got = self.infer_expr(*value, &target);
                        self.coerce(&got, &target);
                    }
                    (Some(value), None) => {
                        self.any(*value);
                    }
                    (None, _) => {}
                }
                Ty::never()
            }
            Expr::Yield(value) => {
                self.all(&value.iter().copied().collect::<Vec<_>>());
                Ty::unit()
            }
            Expr::Select { arms, els, .. } => {
                let mut result = Ty::never();
                for arm in arms {
                    let future = self.any(arm.future);
                    let out = self.await_output(&future, 0);
                    let out = self.normalize(&out);
                    self.infer_pat(arm.pat, &out);
                    self.all(&arm.cond.iter().copied().collect::<Vec<_>>());
                    let got = self.infer_expr(arm.handler, expect);
                    result = self.join(result, got);
                }
                if let Some(els) = els {
                    let got = self.infer_expr(*els, expect);
                    result = self.join(result, got);
                }
                result
            }
            Expr::Join { exprs, is_try } => self.join_macro(exprs, *is_try),
            _ => Ty::never(),
        }
    }

    /// The type that two branches have in common: the first that is known.
    fn join(&mut self, a: Ty, b: Ty) -> Ty {
        if matches!(self.table.shallow(&a).kind(), TyKind::Never | TyKind::Unknown) {
            return b;
        }
        self.coerce(&b, &a);
        a
    }

    pub(super) fn written_ty(&mut self, ty: &TypeRef) -> Ty {
        let env = self.env.clone();
        let ty = self.types.lower_ty(&env, ty);
        let ty = self.open_unknown(&ty);
        self.normalize(&ty)
    }

    /// `_` in a written type is to be inferred.
    pub fn open_unknown(&mut self, ty: &Ty) -> Ty {
        match ty.kind() {
            TyKind::Unknown => self.table.fresh(),
            _ => ty.map_parts(&mut |part| self.open_unknown(part)),
        }
    }

    fn tuple(&mut self, parts: &[ExprId], expect: &Ty) -> Ty {
        let wants = match self.table.shallow(expect).kind() {
            TyKind::Tuple(wants) if wants.len() == parts.len() => wants.clone(),
            _ => vec![Ty::unknown(); parts.len()],
        };
        let tys = parts.iter().zip(&wants).map(|(part, want)| self.infer_expr(*part, want)).collect();
        Ty::new(TyKind::Tuple(tys))
    }

    fn elements(&mut self, elems: &[ExprId], expect: &Ty) -> Ty {
        let expect = self.table.shallow(expect);
        let want = match expect.kind() {
            TyKind::Array(elem, _) | TyKind::Slice(elem) => elem.clone(),
            _ => expect.args().first().cloned().unwrap_or_else(Ty::unknown),
        };
        let elem = self.table.fresh();
        for id in elems {
            let got = self.infer_expr(*id, &want);
            self.coerce(&got, &elem);
        }
        elem
    }

    fn field(&mut self, id: ExprId, base: ExprId, name: Sym) -> Ty {
        let ty = self.any(base);
        if matches!(self.table.shallow(&ty).peel_refs().kind(), TyKind::Var(_)) {
            self.process();
        }
        for step in self.autoderef(&ty) {
            match step.kind() {
                TyKind::Tuple(parts) => {
                    if let Some(part) = name.as_str().parse::<usize>().ok().and_then(|i| parts.get(i)) {
                        return part.clone();
                    }
                }
                TyKind::Adt(def, _) => {
                    let fields = self.shape_fields(*def, &step).unwrap_or_default();
                    if let Some((_, found)) = fields.into_iter().find(|(n, _)| *n == name) {
                        self.out.fields.insert(id, *def);
                        return found;
                    }
                }
                _ => {}
            }
        }
        Ty::unknown()
    }

    fn index(&mut self, base: ExprId, index: ExprId) -> Ty {
        let ty = self.any(base);
        let at = self.any(index);
        let at = self.table.shallow(&at);
        let is_range = self.types.lang.range.is_some_and(|r| at.adt() == Some(r))
            || matches!(self.body.map(|b| &b.exprs[index]), Some(Expr::Range { .. }));
        for step in self.autoderef(&ty) {
            match step.kind() {
                TyKind::Slice(_) if is_range => return step,
                TyKind::Slice(elem) | TyKind::Array(elem, _) => return elem.clone(),
                TyKind::Prim(name) if *name == "str" => return step,
                TyKind::Adt(..) => {
                    let Some(tr) = self.types.lang.index else {
                        continue;
                    };
                    if self.implements(&step, tr, 3) {
                        return self.project(&step, Some(tr), Sym::new("Output"), 4).unwrap_or_else(Ty::unknown);
                    }
                }
                _ => {}
            }
        }
        Ty::unknown()
    }

    fn unary(&mut self, op: UnOp, expr: ExprId) -> Ty {
        let ty = self.any(expr);
        match op {
            UnOp::Deref => self.deref(&ty).unwrap_or_else(Ty::unknown),
            UnOp::Not | UnOp::Neg => ty,
        }
    }

    fn binary(&mut self, op: BinOp, lhs: ExprId, rhs: ExprId) -> Ty {
        let a = self.any(lhs);
        let b = self.any(rhs);
        match op {
            BinOp::And | BinOp::Or | BinOp::Eq | BinOp::Ne | BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge => {
                self.coerce(&b, &a);
                Ty::prim("bool")
            }
            _ if matches!(self.table.shallow(&a).kind(), TyKind::Int) => b,
            _ => a.peel_refs().clone(),
        }
    }

    fn literal(&mut self, id: ExprId, path: &Path, fields: &[FieldInit], base: Option<ExprId>) -> Ty {
        let found = self.resolve_shape(path);
        let (known, ty) = match found {
            Some((def, ty)) => {
                self.out.literals.insert(id, def);
                (self.shape_fields(def, &ty).unwrap_or_default(), ty)
            }
            None => (Vec::new(), Ty::unknown()),
        };
        for field in fields {
            let want = known.iter().find(|(n, _)| *n == field.name).map(|(_, t)| t.clone());
            let want = want.unwrap_or_else(Ty::unknown);
            let got = self.infer_expr(field.value, &want);
            self.coerce(&got, &want);
        }
        if let Some(base) = base {
            let got = self.infer_expr(base, &ty);
            self.coerce(&got, &ty);
        }
        ty
    }

    fn block_kind(
        &mut self,
        id: ExprId,
        kind: BlockKind,
        label: Option<Sym>,
        stmts: &[Stmt],
        tail: Option<ExprId>,
        expect: &Ty,
    ) -> Ty {
        match kind {
            BlockKind::Plain => {
                let result = label.map(|_| self.table.fresh());
                self.breaks.extend(result.iter().map(|r| (label, r.clone())));
                let ty = self.block(id, stmts, tail, expect);
                let Some(result) = result else { return ty };
                self.breaks.pop();
                self.coerce(&ty, &result);
                result
            }
            BlockKind::Async { .. } => {
                let want = match self.table.shallow(expect).kind() {
                    TyKind::Future(out) => out.clone(),
                    _ => self.table.fresh(),
                };
                let out = self.frame(&want, |this, want| this.block(id, stmts, tail, want));
                Ty::new(TyKind::Future(out))
            }
            BlockKind::AsyncGen { .. } => {
                let want = Ty::unknown();
                self.frame(&want, |this, want| this.block(id, stmts, tail, want));
                Ty::unknown()
            }
            BlockKind::Try => {
                let want = self.table.fresh();
                self.frame(&want, |this, want| this.block(id, stmts, tail, want));
                Ty::unknown()
            }
        }
    }

    /// A body of its own: `return` and `break` inside do not leave it.
    pub(super) fn frame(&mut self, want: &Ty, run: impl FnOnce(&mut Self, &Ty) -> Ty) -> Ty {
        let breaks = std::mem::take(&mut self.breaks);
        self.returns.push(want.clone());
        let got = run(self, want);
        self.returns.pop();
        self.breaks = breaks;
        self.coerce(&got, want);
        if self.table.shallow(want).is_unknown() { got } else { want.clone() }
    }

    fn block(&mut self, id: ExprId, stmts: &[Stmt], tail: Option<ExprId>, expect: &Ty) -> Ty {
        let outer = self.enter_block(id);
        let mut diverges = false;
        for stmt in stmts {
            match stmt {
                Stmt::Let { pat, ty, init, els } => self.let_stmt(*pat, ty.as_deref(), *init, *els),
                Stmt::Expr(expr) => {
                    let ty = self.any(*expr);
                    diverges |= matches!(ty.kind(), TyKind::Never);
                }
            }
        }
        let ty = match tail {
            Some(tail) => self.infer_expr(tail, expect),
            None if diverges => Ty::never(),
            None => Ty::unit(),
        };
        self.env.module = outer;
        ty
    }

    fn let_stmt(&mut self, pat: PatId, ty: Option<&TypeRef>, init: Option<ExprId>, els: Option<ExprId>) {
        let written = ty.map(|ty| self.written_ty(ty));
        let want = written.clone().unwrap_or_else(Ty::unknown);
        let got = init.map(|init| self.infer_expr(init, &want));
        let ty = match (written, got) {
            (Some(written), Some(got)) => {
                self.coerce(&got, &written);
                written
            }
            (Some(ty), None) | (None, Some(ty)) => ty,
            (None, None) => self.table.fresh(),
        };
        self.infer_pat(pat, &ty);
        if let Some(els) = els {
            self.any(els);
        }
    }

    fn range(&mut self, start: Option<ExprId>, end: Option<ExprId>, inclusive: bool) -> Ty {
        let mut elem = Ty::unknown();
        for part in [start, end].into_iter().flatten() {
            let got = self.any(part);
            elem = if matches!(elem.kind(), TyKind::Unknown | TyKind::Int) { got } else { elem };
        }
        let of = if inclusive { self.types.lang.range_inclusive } else { self.types.lang.range };
        match of {
            Some(def) if start.is_some() => Ty::new(TyKind::Adt(def, vec![elem])),
            _ => Ty::unknown(),
        }
    }

    fn question_mark(&mut self, inner: ExprId) -> Ty {
        let ty = self.any(inner);
        if matches!(self.table.shallow(&ty).kind(), TyKind::Var(_)) {
            self.process();
        }
        let ty = self.table.shallow(&ty);
        let lang = self.types.lang;
        match ty.kind() {
            TyKind::Adt(def, args) if Some(*def) == lang.result || Some(*def) == lang.option => {
                args.first().cloned().unwrap_or_else(Ty::unknown)
            }
            _ => Ty::unknown(),
        }
    }

    /// What iterating over a value yields.
    fn item_of(&mut self, ty: &Ty) -> Ty {
        let ty = self.table.shallow(ty);
        let item = Sym::new("Item");
        if ty.is_unknown() {
            let var = self.table.fresh();
            self.pending.push(Pending { ty, tr: self.types.lang.into_iterator, name: item, var: var.clone() });
            return var;
        }
        let found = self.project(&ty, self.types.lang.into_iterator, item, 5);
        found.map_or_else(Ty::unknown, |t| self.normalize(&t))
    }
}

fn lit_ty(lit: &Lit) -> Ty {
    match lit {
        Lit::Int(_, suffix) => suffix.map_or_else(|| Ty::new(TyKind::Int), |s| Ty::new(TyKind::Prim(s))),
        Lit::Float => Ty::prim("f64"),
        Lit::Str(_) | Lit::StrMacro => Ty::prim("str").reference(false),
        Lit::ByteStr(bytes) => {
            let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            Ty::new(TyKind::Array(Ty::prim("u8"), Ty::constant(len))).reference(false)
        }
        Lit::Char => Ty::prim("char"),
        Lit::Bool(_) => Ty::prim("bool"),
    }
}
