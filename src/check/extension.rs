//! large-extension-value: a large value that every request carries, or clones.

use super::large::{Large, Look};
use super::{Cx, finding};
use crate::base::{Loc, Span};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{LoadKind, Site, Source};
use crate::hir::{Body, Expr, ExprId, LocalId};
use crate::infer::{Callee, Ty, TyKind};
use crate::link::{DefId, Parent};
use crate::model::{Access, AccessName, Role, Row};

/// How many generic helpers may lie between the caller that has the value and the insert.
const HELPERS: usize = 3;

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (expr, kind) in body.exprs.iter() {
        let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = kind else {
            continue;
        };
        if let Some(row) = cx.flow.call_row(def, expr, Role::InsertsExtension) {
            found.extend(insert(cx, Site { def, expr }, row, args));
        }
    }
    found
}

fn insert(cx: &Cx<'_>, site: Site, row: &Row, args: &[ExprId]) -> Vec<Finding> {
    let kind = match row.kind.as_deref() {
        Some("layer") => "layer",
        Some("state") => "state",
        Some("response") => return Vec::new(),
        _ => "request-insert",
    };
    if kind == "request-insert" && on_response(cx, site) || kind == "layer" && !is_layer(cx, site) {
        return Vec::new();
    }
    match row.arg {
        Some(Access::Named(AccessName::Return)) => kept(cx, site, kind).into_iter().collect(),
        Some(Access::Arg(index)) => args.get(index).map_or_else(Vec::new, |value| put(cx, site, kind, *value, HELPERS)),
        _ => args.first().map_or_else(Vec::new, |value| put(cx, site, kind, *value, HELPERS)),
    }
}

/// A value that a call makes, keeps and lends.
fn kept(cx: &Cx<'_>, site: Site, kind: &'static str) -> Option<Finding> {
    let lent = cx.flow.ty(site.def, site.expr);
    let lent = if let TyKind::Future(output) = lent.kind() { output.clone() } else { lent };
    let ty = lent.peel_refs();
    let large = Look { cx, moved: true }.large(ty, site)?;
    report(cx, site, kind, ty, large)
}

/// A value that is put somewhere; where its type is a parameter of the function, its callers put it there.
fn put(cx: &Cx<'_>, site: Site, kind: &'static str, value: ExprId, helpers: usize) -> Vec<Finding> {
    let ty = cx.flow.ty(site.def, value);
    if matches!(ty.kind(), TyKind::Param(_)) {
        return helpers.checked_sub(1).map_or_else(Vec::new, |left| at_callers(cx, site, kind, value, left));
    }
    // A value that is cloned for each request is no better off than one in a layer.
    let moved = kind == "request-insert" && !is_cloned(cx, site.def, value);
    let large = Look { cx, moved }.large(&ty, Site { def: site.def, expr: value });
    large.and_then(|large| report(cx, site, kind, &ty, large)).into_iter().collect()
}

fn at_callers(cx: &Cx<'_>, site: Site, kind: &'static str, value: ExprId, helpers: usize) -> Vec<Finding> {
    let (_, ends) = cx.flow.origins(Site { def: site.def, expr: value });
    let Some(param) = ends.iter().find_map(|end| match end {
        Source::Param(index) => Some(*index),
        _ => None,
    }) else {
        return Vec::new();
    };
    let has_self = cx.flow.body(site.def).is_some_and(|b| b.self_local.is_some());
    let callers = cx.flow.callers(site.def);
    let calls = callers.iter().filter(|c| c.call).filter_map(|c| {
        let value = match &cx.flow.body(c.site.def)?.exprs[c.site.expr] {
            Expr::MethodCall { args, .. } => *args.get(param)?,
            Expr::Call { args, .. } => *args.get(param + usize::from(has_self))?,
            _ => return None,
        };
        Some((c.site, value))
    });
    calls.flat_map(|(at, value)| put(cx, at, kind, value, helpers)).collect()
}

fn report(cx: &Cx<'_>, site: Site, kind: &'static str, ty: &Ty, large: Large) -> Option<Finding> {
    let confidence = if large.sure { Confidence::High } else { Confidence::Medium };
    let mut found = finding(cx, RuleId::LargeExtensionValue, kind, confidence, site)?;
    found.args.insert("type", crate::infer::ty::display(cx.flow.program, ty));
    found.at = from_name(cx, site, found.at);
    found.args.insert("size", large.what);
    found.args.insert("field", large.field.as_ref().map_or_else(String::new, |(name, _)| name.clone()));
    if let Some((name, at)) = large.field {
        found.steps.push(Step::new("field", at).with("field", name));
    }
    Some(found)
}

/// Whether a value is made by cloning one that outlives the request: what `self`, a static or a state holds.
fn is_cloned(cx: &Cx<'_>, def: DefId, value: ExprId) -> bool {
    let clone = cx.flow.types.lang.clone;
    let (made_of, ends) = cx.flow.origins(Site { def, expr: value });
    let clones = made_of.iter().flat_map(|e| cx.flow.callees(def, *e)).any(|d| match cx.flow.program.defs[d].parent {
        Parent::Trait(tr) => Some(tr) == clone,
        _ => false,
    });
    let body = cx.flow.body(def);
    let lasting = |e: &ExprId| body.is_some_and(|b| matches!(b.exprs[*e], Expr::Path(_)));
    clones && (ends.contains(&Source::SelfParam) || made_of.iter().any(lasting) || is_captured(cx, def, &made_of))
}

/// Whether a value comes from outside of the closure that runs for each request.
fn is_captured(cx: &Cx<'_>, def: DefId, made_of: &[ExprId]) -> bool {
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else {
        return false;
    };
    let closure = |e: ExprId| index.ancestors(e).find(|a| matches!(body.exprs[*a], Expr::Closure { .. }));
    let (Some(first), Some(last)) = (made_of.first(), made_of.last()) else {
        return false;
    };
    closure(*first).is_some_and(|c| c != *last && !index.ancestors(*last).any(|a| a == c))
}

/// The call from its name on: a chain of methods before it is not what is reported.
fn from_name(cx: &Cx<'_>, site: Site, at: Loc) -> Loc {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::MethodCall { name_at, .. }) => Loc { span: Span { start: *name_at, ..at.span }, ..at },
        _ => at,
    }
}

/// A value that is both a layer and an extractor is a layer where it is built: not in a tuple that is a response, and not
/// as the argument of a handler that is called.
fn is_layer(cx: &Cx<'_>, site: Site) -> bool {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return false;
    };
    let Some(parent) = index.parent(site.expr) else { return true };
    match &body.exprs[parent] {
        Expr::Tuple(_) => index.parent(parent).is_some_and(|call| match &body.exprs[call] {
            Expr::MethodCall { args, .. } => args.contains(&parent),
            _ => false,
        }),
        Expr::Call { .. } => match cx.flow.types_of(site.def).callees.get(&parent) {
            Some(Callee::Fn { def, .. }) if cx.flow.in_workspace(*def) => {
                !cx.flow.load_of_fn(*def).is_some_and(|l| l.calls == 0 && l.kind == LoadKind::Handler)
            }
            _ => true,
        },
        _ => true,
    }
}

/// Whether the extensions are those of a response.
fn on_response(cx: &Cx<'_>, site: Site) -> bool {
    let Some(body) = cx.flow.body(site.def) else {
        return false;
    };
    match &body.exprs[site.expr] {
        Expr::MethodCall { recv, .. } => of_response(cx, site.def, body, *recv),
        _ => false,
    }
}

fn of_response(cx: &Cx<'_>, def: DefId, body: &Body, extensions: ExprId) -> bool {
    let is_response = |row: Option<&Row>| row.is_some_and(|r| r.kind.as_deref() == Some("response"));
    let mut at = extensions;
    for _ in 0..6 {
        match &body.exprs[at] {
            Expr::Local(local) if given_to_response(cx, def, body, *local) => return true,
            Expr::Local(local) => match lent_by(cx, def, body, *local) {
                Some(init) => at = init,
                None => return false,
            },
            Expr::MethodCall { recv, .. } => {
                if is_response(cx.flow.call_row(def, at, Role::InsertsExtension)) {
                    return true;
                }
                at = *recv;
            }
            Expr::Field { base, .. } => {
                if is_response(cx.flow.ty_row(&cx.flow.ty(def, *base), Role::InsertsExtension)) {
                    return true;
                }
                at = *base;
            }
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => at = *expr,
            _ => return false,
        }
    }
    false
}

/// The expression that a local was bound to, in a pattern too; a closure's parameter comes from what its call is on.
fn lent_by(cx: &Cx<'_>, def: DefId, body: &Body, local: LocalId) -> Option<ExprId> {
    cx.flow.sources(def, local).iter().find_map(|source| match source {
        Source::Value(expr) => Some(*expr),
        Source::ClosureParam { closure, .. } => match &body.exprs[cx.flow.index(def)?.parent(*closure)?] {
            Expr::MethodCall { recv, .. } => Some(*recv),
            _ => None,
        },
        _ => None,
    })
}

/// Extensions of their own that become a response's: assigned to, or moved into, those of one.
fn given_to_response(cx: &Cx<'_>, def: DefId, body: &Body, local: LocalId) -> bool {
    let Some(index) = cx.flow.index(def) else { return false };
    index.uses(local).iter().any(|used| match index.parent(*used).map(|p| &body.exprs[p]) {
        Some(Expr::Assign { lhs, rhs }) if rhs == used => {
            !matches!(body.exprs[*lhs], Expr::Local(_)) && of_response(cx, def, body, *lhs)
        }
        Some(Expr::MethodCall { recv, args, .. }) if args.contains(used) => {
            !matches!(body.exprs[*recv], Expr::Local(_)) && of_response(cx, def, body, *recv)
        }
        _ => false,
    })
}
