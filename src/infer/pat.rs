//! Patterns: what they bind, with the default binding modes of references.

use super::body::Infer;
use super::ty::{Ty, TyKind};
use crate::base::Sym;
use crate::hir::{Pat, PatId, Path};

impl Infer<'_> {
    /// Matches a value of type `ty` against a pattern.
    pub fn infer_pat(&mut self, pat: PatId, ty: &Ty) {
        self.infer_pat_in(pat, ty, None);
    }

    /// `by_ref`: a reference was looked through, so names bind references (mutable ones if it says so).
    fn infer_pat_in(&mut self, id: PatId, ty: &Ty, by_ref: Option<bool>) {
        let Some(body) = self.body else { return };
        let mut ty = self.table.shallow(ty);
        let mut by_ref = by_ref;
        let pat = &body.pats[id];
        let structured =
            matches!(pat, Pat::Tuple(_) | Pat::TupleStruct { .. } | Pat::Struct { .. } | Pat::Slice(_) | Pat::Path(_));
        while let (true, TyKind::Ref(inner, mutable)) = (structured, ty.kind()) {
            by_ref = Some(by_ref.unwrap_or(true) && *mutable);
            ty = self.table.shallow(&inner.clone());
        }
        self.out.pats[id.index()] = ty.clone();
        match pat {
            Pat::Wild | Pat::Rest | Pat::Opaque | Pat::Range { .. } => {}
            Pat::Lit(expr) => {
                self.infer_expr(*expr, &ty);
            }
            Pat::Bind { local, by_ref: written, mutable, sub } => {
                let bound = match (by_ref, *written) {
                    (Some(mutable), _) => ty.clone().reference(mutable),
                    (None, true) => ty.clone().reference(*mutable),
                    (None, false) => ty.clone(),
                };
                self.bind_local(*local, &bound);
                if let Some(sub) = sub {
                    self.infer_pat_in(*sub, &ty, by_ref);
                }
            }
            Pat::Path(path) => {
                self.pat_shape(id, path, &ty);
            }
            Pat::Tuple(pats) => self.tuple_pat(pats, &ty, by_ref),
            Pat::TupleStruct { path, pats } => {
                let fields = self.pat_shape(id, path, &ty).unwrap_or_default();
                let fields: Vec<Ty> = fields.into_iter().map(|(_, t)| t).collect();
                self.sequence(pats, &fields, by_ref);
            }
            Pat::Struct { path, fields, .. } => {
                let known = self.pat_shape(id, path, &ty).unwrap_or_default();
                for (name, sub) in fields {
                    let found = known.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone());
                    self.infer_pat_in(*sub, &found.unwrap_or_else(Ty::unknown), by_ref);
                }
            }
            Pat::Ref(inner) => {
                let target = match ty.kind() {
                    TyKind::Ref(target, _) => target.clone(),
                    _ => ty.clone(),
                };
                self.infer_pat_in(*inner, &target, None);
            }
            Pat::Or(pats) => {
                for sub in pats {
                    self.infer_pat_in(*sub, &ty, by_ref);
                }
            }
            Pat::Slice(pats) => self.slice_pat(pats, &ty, by_ref),
        }
    }

    fn tuple_pat(&mut self, pats: &[PatId], ty: &Ty, by_ref: Option<bool>) {
        let has_rest = self.body.is_some_and(|b| pats.iter().any(|p| matches!(b.pats[*p], Pat::Rest)));
        if let (TyKind::Var(_), false) = (ty.kind(), has_rest) {
            let parts: Vec<Ty> = pats.iter().map(|_| self.table.fresh()).collect();
            self.table.unify(ty, &Ty::new(TyKind::Tuple(parts.clone())));
            return self.sequence(pats, &parts, by_ref);
        }
        let parts = match ty.kind() {
            TyKind::Tuple(parts) => parts.clone(),
            _ => Vec::new(),
        };
        self.sequence(pats, &parts, by_ref);
    }

    /// Patterns side by side, of which one may be `..`.
    fn sequence(&mut self, pats: &[PatId], tys: &[Ty], by_ref: Option<bool>) {
        let Some(body) = self.body else { return };
        let rest = pats.iter().position(|p| matches!(body.pats[*p], Pat::Rest));
        for (i, pat) in pats.iter().enumerate() {
            let index = match rest {
                Some(at) if i > at => (tys.len() + i).checked_sub(pats.len()),
                _ => Some(i),
            };
            let ty = index.and_then(|i| tys.get(i)).cloned().unwrap_or_else(Ty::unknown);
            self.infer_pat_in(*pat, &ty, by_ref);
        }
    }

    fn slice_pat(&mut self, pats: &[PatId], ty: &Ty, by_ref: Option<bool>) {
        let elem = match ty.kind() {
            TyKind::Slice(elem) | TyKind::Array(elem, _) => elem.clone(),
            _ => Ty::unknown(),
        };
        for pat in pats {
            self.infer_pat_in(*pat, &elem, by_ref);
        }
    }

    /// The fields of the struct or variant that a pattern names, for a value of type `ty`.
    fn pat_shape(&mut self, id: PatId, path: &Path, ty: &Ty) -> Option<Vec<(Sym, Ty)>> {
        let (def, of) = self.resolve_shape(path)?;
        self.out.pat_paths.insert(id, def);
        self.table.unify(&of, ty);
        self.shape_fields(def, &of)
    }

    /// The fields of a struct or variant of type `of`.
    pub fn shape_fields(&mut self, def: crate::link::DefId, of: &Ty) -> Option<Vec<(Sym, Ty)>> {
        let (adt, index) = self.adt_of(def)?;
        let sig = self.types.adt(adt).clone();
        let of = self.table.shallow(of);
        let substs: Vec<(Sym, Ty)> = sig.params.iter().copied().zip(of.args().iter().cloned()).collect();
        let fields = sig.variants.get(index)?;
        Some(
            fields
                .iter()
                .map(|(name, ty)| {
                    let ty = ty.subst(&substs);
                    (*name, self.normalize(&ty))
                })
                .collect(),
        )
    }
}
