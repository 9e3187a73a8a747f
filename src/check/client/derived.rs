//! Clients that a derived `Default` makes, in the fields of a struct of the workspace. Must not follow builders.

use super::bounds::Bounds;
use super::{default_of, holds_client, is_low, told};
use crate::base::Sym;
use crate::check::Cx;
use crate::diag::{Confidence, Finding};
use crate::flow::{Node, Site};
use crate::hir::Expr;
use crate::infer::Ty;
use crate::link::DefId;
use crate::model::{Role, Row};

/// How deep structs with a derived default are looked into.
const DEPTH: usize = 3;

/// The finding of a call that makes a struct's derived default.
pub(super) fn check(cx: &Cx<'_>, site: Site) -> Vec<Finding> {
    let flow = cx.flow;
    if flow.call_row(site.def, site.expr, Role::MakesDefault).is_none()
        || !flow.ty(site.def, site.expr).args().is_empty()
    {
        return Vec::new();
    }
    let Some(adt) = flow.ty(site.def, site.expr).adt() else {
        return Vec::new();
    };
    let known = flow.types_of(site.def).callees.get(&site.expr).map_or_else(Vec::new, |c| flow.targets(c));
    if !known.is_empty() {
        return Vec::new();
    }
    let mut made = Vec::new();
    fields(cx, adt, DEPTH, &given_beside(cx, site), &mut made);
    let Some((of, name, row)) = made.into_iter().next() else {
        return Vec::new();
    };
    let whole = flow.trace(Node::Field(of, name), true, &|ty| holds_client(cx, ty));
    let low = if is_low(row) { Confidence::Low } else { Confidence::High };
    told(cx, site, &whole, &Bounds::default(), low)
}

/// The fields that a derived default makes a client without a bound for; `given`: those that it is not asked for.
fn fields<'a>(cx: &Cx<'a>, adt: DefId, depth: usize, given: &[Sym], found: &mut Vec<(DefId, Sym, &'a Row)>) {
    let derives = cx.flow.in_workspace(adt) && cx.flow.program.derives(adt).iter().any(|d| *d == "Default");
    let Some(depth) = depth.checked_sub(1).filter(|_| derives) else {
        return;
    };
    let sig = cx.flow.types.adt(adt);
    for (name, ty) in sig.variants.iter().flatten().filter(|(name, _)| !given.contains(name)) {
        match default_of(cx, ty) {
            Some(row) if row.kind.as_deref() != Some("total") => found.push((adt, *name, row)),
            Some(_) => {}
            None => own(ty).into_iter().for_each(|inner| fields(cx, inner, depth, &[], found)),
        }
    }
}

fn own(ty: &Ty) -> Option<DefId> {
    ty.adt().filter(|_| ty.args().is_empty())
}

/// `Api { client, ..Default::default() }`: what the default is not asked for.
fn given_beside(cx: &Cx<'_>, site: Site) -> Vec<Sym> {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return Vec::new();
    };
    match index.parent(site.expr).map(|p| &body.exprs[p]) {
        Some(Expr::Struct { fields, base: Some(base), .. }) if *base == site.expr => {
            fields.iter().map(|f| f.name).collect()
        }
        _ => Vec::new(),
    }
}
