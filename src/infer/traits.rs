//! Which impl applies: selection, projection of associated types, dereferencing.

use rustc_hash::FxHashMap;

use super::body::{Callee, Infer, Obligation, Pending};
use super::ty::{Substs, TraitRef, Ty, TyKind};
use super::unify::Snapshot;
use crate::base::Sym;
use crate::hir::ExprId;
use crate::link::{CrateKind, DefId, DefKind, ImplId, Program, Res};

/// For each method name, the traits that declare it, and the impls without a named head.
pub struct MethodIndex {
    traits: FxHashMap<Sym, Vec<DefId>>,
    /// Inherent impls of slices, arrays and the like.
    pub headless: Vec<ImplId>,
}

impl MethodIndex {
    pub fn new(program: &Program) -> Self {
        let mut traits: FxHashMap<Sym, Vec<DefId>> = FxHashMap::default();
        for (def, d) in program.defs.iter().filter(|(_, d)| d.kind == DefKind::Trait) {
            let _ = d;
            for (name, item) in program.assoc_items(def) {
                if program.defs[*item].kind == DefKind::Fn {
                    traits.entry(*name).or_default().push(def);
                }
            }
        }
        let headless = program.impls.iter().filter(|(_, i)| i.of_trait.is_none() && i.self_head.is_none());
        Self { traits, headless: headless.map(|(id, _)| id).collect() }
    }
    pub fn traits(&self, method: Sym) -> &[DefId] {
        self.traits.get(&method).map_or(&[], Vec::as_slice)
    }
}

const STEPS: usize = 10;

/// A state to go back to.
#[derive(Debug, Clone, Copy)]
struct Mark {
    table: Snapshot,
    obligations: usize,
    pending: usize,
}

impl Infer<'_> {
    /// What stands for the generics of an impl if it applies to `ty`; bindings stay on success.
    pub fn match_impl(&mut self, id: ImplId, ty: &Ty, depth: usize) -> Option<Substs> {
        let header = self.types.impl_header(id).clone();
        let before = self.mark();
        let substs: Substs = header.generics.iter().map(|g| (*g, self.table.fresh())).collect();
        let blanket = matches!(header.self_ty.peel_refs().kind(), TyKind::Param(_));
        if !self.table.unify(&header.self_ty.subst(&substs), ty) {
            self.back(before);
            return None;
        }
        for (pred, bound) in &header.preds {
            let pred = pred.subst(&substs);
            // A parameter that only the trait's arguments name (`U` of `Into<U> for T`) is not known yet.
            let open = matches!(self.table.shallow(&pred).kind(), TyKind::Var(_));
            if blanket && !open && (depth == 0 || !self.implements(&pred, bound.def, depth - 1)) {
                self.back(before);
                return None;
            }
            for (name, want) in &bound.bindings {
                if let Some(got) = self.project(&pred, Some(bound.def), *name, depth.saturating_sub(1)) {
                    self.table.unify(&got, &want.subst(&substs));
                }
            }
        }
        Some(substs)
    }

    /// The impl of a trait for a type.
    pub fn select(&mut self, ty: &Ty, tr: DefId, depth: usize) -> Option<(ImplId, Substs)> {
        let ty = self.table.shallow(ty);
        let head = head(ty.peel_refs());
        let program = self.types.program;
        let candidates = program.impls_of_trait(tr).iter().copied();
        let fits = |id: &ImplId| match (&program.impls[*id].self_head, &head) {
            (Some(a), Some(b)) => a == b,
            (Some(_), None) => false,
            (None, _) => true,
        };
        for id in candidates.filter(fits).collect::<Vec<_>>() {
            if let Some(substs) = self.match_impl(id, &ty, depth) {
                return Some((id, substs));
            }
        }
        None
    }

    /// Whether a type implements a trait; unknown types implement nothing.
    pub fn implements(&mut self, ty: &Ty, tr: DefId, depth: usize) -> bool {
        let ty = self.table.shallow(ty);
        let lang = self.types.lang;
        if self.table.shallow(ty.peel_refs()).is_unknown() {
            return false;
        }
        match ty.kind() {
            TyKind::External(..) => return false,
            TyKind::Future(_) if Some(tr) == lang.future || Some(tr) == lang.into_future => {
                return true;
            }
            TyKind::Closure(..) | TyKind::FnDef(..) | TyKind::FnPtr(..) if lang.is_fn(tr).is_some() => {
                return true;
            }
            TyKind::Adt(def, _) if self.derives(*def, tr) => return true,
            _ => {}
        }
        if self.bounds_of(&ty).iter().any(|b| self.reaches(b.def, tr, 6)) {
            return true;
        }
        let before = self.mark();
        let found = self.select(&ty, tr, depth).is_some();
        self.back(before);
        found
    }

    fn mark(&self) -> Mark {
        let waiting = (self.obligations.len(), self.pending.len());
        Mark { table: self.table.snapshot(), obligations: waiting.0, pending: waiting.1 }
    }

    /// Forgets what was bound, and what waits for it.
    fn back(&mut self, to: Mark) {
        self.table.rollback(to.table);
        self.obligations.truncate(to.obligations);
        self.pending.truncate(to.pending);
    }

    fn derives(&self, def: DefId, tr: DefId) -> bool {
        let name = self.types.program.defs[tr].name;
        self.types.program.derives(def).contains(&name)
    }

    /// Whether a trait is another one or has it among its supertraits.
    pub fn reaches(&self, from: DefId, to: DefId, depth: usize) -> bool {
        let supers = self.types.program.supertraits(from);
        from == to || depth > 0 && supers.iter().any(|s| self.reaches(*s, to, depth - 1))
    }

    /// The bounds that a parameter, `dyn` or `impl` type has.
    pub fn bounds_of(&self, ty: &Ty) -> Vec<TraitRef> {
        match ty.kind() {
            TyKind::Dyn(bounds) | TyKind::Opaque(bounds) => bounds.clone(),
            TyKind::Param(_) | TyKind::Proj(..) => {
                self.env.preds.iter().filter(|(t, _)| t == ty).map(|(_, b)| b.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// `<ty as tr>::name`; `None` while the type is not known.
    pub fn project(&mut self, ty: &Ty, tr: Option<DefId>, name: Sym, depth: usize) -> Option<Ty> {
        let ty = self.table.shallow(ty);
        match ty.kind() {
            TyKind::Var(_) => return None,
            TyKind::Unknown | TyKind::External(..) => return Some(Ty::unknown()),
            TyKind::Future(output) if name == "Output" => return Some(output.clone()),
            TyKind::Closure(_, _, ret) | TyKind::FnPtr(_, ret) if name == "Output" => {
                return Some(ret.clone());
            }
            TyKind::FnDef(def, substs) if name == "Output" => {
                return Some(self.fn_value(*def, &substs.clone()).1);
            }
            _ => {}
        }
        for bound in self.bounds_of(&ty) {
            if let Some(found) = bound.binding(name.as_str()) {
                return Some(found.clone());
            }
        }
        let found = self.project_impl(&ty, tr, name, depth);
        Some(found.unwrap_or_else(|| match ty.kind() {
            TyKind::Param(_) | TyKind::Proj(..) => Ty::new(TyKind::Proj(ty.clone(), tr, name)),
            _ => Ty::unknown(),
        }))
    }

    fn project_impl(&mut self, ty: &Ty, tr: Option<DefId>, name: Sym, depth: usize) -> Option<Ty> {
        if depth == 0 {
            return None;
        }
        let traits = match tr {
            Some(tr) => vec![tr],
            None => self.traits_with_type(ty, name),
        };
        for tr in traits {
            if let Some((id, substs)) = self.select(ty, tr, depth) {
                let found = self.types.impl_assoc_ty(id, name)?.subst(&substs);
                return Some(self.normalize_to(&found, depth - 1));
            }
        }
        None
    }

    fn traits_with_type(&self, ty: &Ty, name: Sym) -> Vec<DefId> {
        let program = self.types.program;
        let Some(Res::Def(def)) = head(ty.peel_refs()) else {
            return Vec::new();
        };
        let impls = program.impls_for(def).iter().map(|i| &program.impls[*i]);
        let with = impls.filter(|i| i.items.iter().any(|(n, _)| *n == name));
        with.filter_map(|i| match i.of_trait {
            Some(Res::Def(tr)) => Some(tr),
            _ => None,
        })
        .collect()
    }

    /// Resolves the projections in a type; those that wait for a variable become variables.
    pub fn normalize(&mut self, ty: &Ty) -> Ty {
        self.normalize_to(ty, 6)
    }

    fn normalize_to(&mut self, ty: &Ty, depth: usize) -> Ty {
        let ty = self.table.shallow(ty);
        if ty.is_normal() {
            return ty;
        }
        let TyKind::Proj(base, tr, name) = ty.kind() else {
            return ty.map_parts(&mut |part| self.normalize_to(part, depth));
        };
        let base = self.normalize_to(base, depth);
        if let Some(found) = self.project(&base, *tr, *name, depth) {
            return found;
        }
        let var = self.table.fresh();
        self.pending.push(Pending { ty: base, tr: *tr, name: *name, var: var.clone() });
        var
    }

    /// One step of `*`.
    pub fn deref(&mut self, ty: &Ty) -> Option<Ty> {
        let ty = self.table.shallow(ty);
        match ty.kind() {
            TyKind::Ref(inner, _) | TyKind::Ptr(inner) => Some(inner.clone()),
            TyKind::Adt(..) | TyKind::Param(_) | TyKind::Opaque(_) | TyKind::Dyn(_) => {
                let deref = self.types.lang.deref?;
                if !self.implements(&ty, deref, 3) {
                    return None;
                }
                self.project(&ty, Some(deref), Sym::new("Target"), 4).filter(|t| !matches!(t.kind(), TyKind::Unknown))
            }
            _ => None,
        }
    }

    /// A type and what it dereferences to, step by step; an array's last step is its slice.
    pub fn autoderef(&mut self, ty: &Ty) -> Vec<Ty> {
        let mut steps = vec![self.table.shallow(ty)];
        while let Some(next) = steps.last().cloned().and_then(|last| self.deref(&last)) {
            steps.push(self.table.shallow(&next));
            if steps.len() >= STEPS {
                break;
            }
        }
        if let Some(TyKind::Array(inner, _)) = steps.last().map(Ty::kind) {
            steps.push(Ty::new(TyKind::Slice(inner.clone())));
        }
        steps
    }

    /// What a value of a type yields when it is awaited.
    pub fn await_output(&mut self, ty: &Ty, depth: usize) -> Ty {
        let ty = self.table.shallow(ty);
        let output = Sym::new("Output");
        if depth > 6 {
            return Ty::unknown();
        }
        match ty.kind() {
            TyKind::Future(out) => out.clone(),
            TyKind::Ref(inner, _) => self.await_output(inner, depth + 1),
            TyKind::Adt(def, args) if Some(*def) == self.types.lang.pin || Some(*def) == self.types.lang.boxed => {
                args.first().map_or_else(Ty::unknown, |t| self.await_output(t, depth + 1))
            }
            TyKind::Var(_) => {
                let var = self.table.fresh();
                let tr = self.types.lang.future;
                self.pending.push(Pending { ty: ty.clone(), tr, name: output, var: var.clone() });
                var
            }
            _ => self.await_by_trait(&ty, output),
        }
    }

    /// Awaiting a value of a type of the workspace runs its `into_future`: that is what the await calls.
    pub fn note_into_future(&mut self, wait: ExprId, ty: &Ty) {
        let ty = self.table.shallow(ty);
        let (Some(adt), Some(tr)) = (ty.adt(), self.types.lang.into_future) else {
            return;
        };
        let program = self.types.program;
        let own = matches!(program.crates[program.defs[adt].krate].kind, CrateKind::Workspace { .. });
        let found = if own { self.select(&ty, tr, 4) } else { None };
        let name = Sym::new("into_future");
        let fun = |items: &[(Sym, DefId)]| items.iter().find(|(n, _)| *n == name).map(|(_, d)| *d);
        let Some(def) = found.and_then(|(id, _)| fun(&program.impls[id].items)) else {
            return;
        };
        let trait_fn = fun(program.assoc_items(tr));
        let callee = Callee::Fn { def, trait_fn, dynamic: false, self_ty: ty, substs: Vec::new(), bound: None };
        self.out.callees.insert(wait, callee);
    }

    fn await_by_trait(&mut self, ty: &Ty, output: Sym) -> Ty {
        let lang = self.types.lang;
        for tr in [lang.future, lang.into_future].into_iter().flatten() {
            if self.implements(ty, tr, 4) {
                // A variable is known once it is known where the value goes.
                let found = self.project(ty, Some(tr), output, 5);
                if let Some(found) = found.filter(|t| !matches!(t.kind(), TyKind::Unknown)) {
                    return found;
                }
            }
        }
        Ty::unknown()
    }

    /// Tries what waits: bounds with bindings, closures' bounds, projections.
    pub fn process(&mut self) {
        for obligation in std::mem::take(&mut self.obligations) {
            if !self.try_obligation(&obligation) {
                self.obligations.push(obligation);
            }
        }
        for wait in std::mem::take(&mut self.pending) {
            match self.project(&wait.ty, wait.tr, wait.name, 5) {
                Some(found) => {
                    let found = self.normalize(&found);
                    self.table.unify(&wait.var, &found);
                }
                None => self.pending.push(wait),
            }
        }
    }

    /// Tries what waits until nothing changes any more.
    pub fn settle(&mut self) {
        for _ in 0..4 {
            let before = self.obligations.len() + self.pending.len();
            if before == 0 {
                break;
            }
            self.process();
        }
    }

    fn try_obligation(&mut self, wait: &Obligation) -> bool {
        let ty = self.table.shallow(&wait.ty);
        if matches!(ty.kind(), TyKind::Var(_)) {
            return false;
        }
        if self.types.lang.is_fn(wait.bound.def).is_some() {
            self.match_fn(&ty, &wait.bound);
            return true;
        }
        for (name, want) in &wait.bound.bindings {
            if let Some(got) = self.project(&ty, Some(wait.bound.def), *name, 5) {
                let want = self.normalize(want);
                self.table.unify(&got, &want);
            }
        }
        if Some(wait.bound.def) == self.types.lang.into_future || !wait.bound.args.is_empty() {
            self.match_args(&ty, &wait.bound);
        }
        true
    }

    /// Binds the arguments of a bound from the one impl that the type has, or the one that takes these arguments.
    fn match_args(&mut self, ty: &Ty, bound: &TraitRef) {
        if let Some(known) = self.bounds_of(ty).into_iter().find(|b| b.def == bound.def) {
            for (a, b) in known.args.iter().zip(&bound.args) {
                self.table.unify(a, b);
            }
            return;
        }
        let Some(head) = head(ty.peel_refs()) else { return };
        let program = self.types.program;
        let of_head = |i: &&ImplId| program.impls[**i].self_head.as_ref() == Some(&head);
        let mut fits: Vec<ImplId> = program.impls_of_trait(bound.def).iter().filter(of_head).copied().collect();
        if fits.len() > 1 {
            fits.retain(|id| {
                let before = self.mark();
                let takes = self.takes_args(*id, ty, bound);
                self.back(before);
                takes
            });
        }
        if let [id] = fits[..] {
            self.takes_args(id, ty, bound);
        }
    }

    /// Whether an impl applies to a type and takes the arguments of a bound; bindings stay.
    fn takes_args(&mut self, id: ImplId, ty: &Ty, bound: &TraitRef) -> bool {
        let Some(substs) = self.match_impl(id, ty, 3) else {
            return false;
        };
        let header = self.types.impl_header(id).clone();
        let args = header.trait_ref.as_ref().map_or_else(Vec::new, |t| t.subst(&substs).args);
        args.iter().zip(&bound.args).all(|(a, b)| {
            let b = self.normalize(b);
            self.table.unify(a, &b)
        })
    }

    /// Unifies what is called with a bound such as `FnOnce(A) -> B`.
    fn match_fn(&mut self, ty: &Ty, bound: &TraitRef) {
        let (params, ret) = match ty.kind() {
            TyKind::Closure(_, params, ret) | TyKind::FnPtr(params, ret) => (params.clone(), ret.clone()),
            TyKind::FnDef(def, substs) => self.fn_value(*def, &substs.clone()),
            TyKind::Ref(inner, _) => return self.match_fn(&inner.clone(), bound),
            _ => return,
        };
        if let Some(TyKind::Tuple(want)) = bound.args.first().map(|t| self.table.shallow(t)).as_ref().map(Ty::kind) {
            for (a, b) in params.iter().zip(want) {
                let b = self.normalize(b);
                self.table.unify(a, &b);
            }
        }
        let is_async = self.types.lang.is_fn(bound.def) == Some(true);
        if let Some(want) = bound.binding("Output").cloned() {
            let want = self.normalize(&want);
            let got = if is_async { self.await_output(&ret, 0) } else { ret };
            let got = self.normalize(&got);
            self.table.unify(&got, &want);
        }
    }
}

/// The head by which impls are found.
pub(super) fn head(ty: &Ty) -> Option<Res> {
    match ty.kind() {
        TyKind::Adt(def, _) => Some(Res::Def(*def)),
        TyKind::Prim(name) => Some(Res::Prim(*name)),
        TyKind::Int => Some(Res::Prim(Sym::new("i32"))),
        TyKind::Dyn(bounds) => bounds.first().map(|b| Res::Def(b.def)),
        TyKind::External(krate, path) => Some(Res::External(*krate, path.clone())),
        _ => None,
    }
}
