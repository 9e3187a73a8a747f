//! large-extension-value: a large value that every request carries, or clones.

use super::{Cx, finding};
use crate::base::{Loc, Span};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::Site;
use crate::hir::{Expr, ExprId, ItemKind};
use crate::infer::{Ty, TyKind};
use crate::link::{DefId, Parent};
use crate::model::{Access, Role, Row};

/// Why a type is large, and where.
struct Large {
    what: String,
    field: Option<(String, Loc)>,
}

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

fn insert(cx: &Cx<'_>, site: Site, row: &Row, args: &[ExprId]) -> Option<Finding> {
    let kind = match row.kind.as_deref() {
        Some("layer") => "layer",
        Some("state") => "state",
        Some("response") => return None,
        _ => "request-insert",
    };
    if kind == "request-insert" && on_response(cx, site) || kind == "layer" && !is_layer(cx, site) {
        return None;
    }
    let index = match row.arg {
        Some(Access::Arg(i)) => i,
        _ => 0,
    };
    let value = *args.get(index)?;
    let ty = cx.flow.ty(site.def, value);
    // A value that is cloned for each request is no better off than one in a layer.
    let shared = kind == "request-insert" && !is_cloned(cx, site.def, value);
    let from_body = comes_from_body(cx, site.def, value, 6);
    let large = large(cx, &ty, shared, from_body, 8)?;
    let mut found = finding(cx, RuleId::LargeExtensionValue, kind, Confidence::High, site)?;
    found.args.insert("type", crate::infer::ty::display(cx.flow.program, &ty));
    found.at = from_name(cx, site, found.at);
    found.args.insert("size", large.what);
    found.args.insert("field", large.field.as_ref().map_or_else(String::new, |(name, _)| name.clone()));
    if let Some((name, at)) = large.field {
        found.steps.push(Step::new("field", at).with("field", name));
    }
    Some(found)
}

/// Whether a value is made by cloning another one.
fn is_cloned(cx: &Cx<'_>, def: DefId, value: ExprId) -> bool {
    let clone = cx.flow.types.lang.clone;
    let (made_of, _) = cx.flow.origins(Site { def, expr: value });
    let parents = |e: &ExprId| cx.flow.callees(def, *e);
    made_of.iter().flat_map(parents).any(|d| match cx.flow.program.defs[d].parent {
        Parent::Trait(tr) => Some(tr) == clone,
        _ => false,
    })
}

/// The call from its name on: a chain of methods before it is not what is reported.
fn from_name(cx: &Cx<'_>, site: Site, at: Loc) -> Loc {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::MethodCall { name_span, .. }) => Loc { span: Span { start: name_span.start, ..at.span }, ..at },
        _ => at,
    }
}

/// A value that is both a layer and an extractor is a layer where it is built: not in a function that returns a
/// response, and not in a tuple that is a response.
fn is_layer(cx: &Cx<'_>, site: Site) -> bool {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return false;
    };
    !matches!(index.parent(site.expr).map(|p| &body.exprs[p]), Some(Expr::Tuple(_)))
}

/// Whether the extensions are those of a response.
fn on_response(cx: &Cx<'_>, site: Site) -> bool {
    let Some(body) = cx.flow.body(site.def) else {
        return false;
    };
    let Expr::MethodCall { recv, .. } = &body.exprs[site.expr] else {
        return false;
    };
    let mut at = *recv;
    for _ in 0..6 {
        match &body.exprs[at] {
            Expr::Local(local) => match cx.flow.initialisers(site.def, *local).first() {
                Some(init) => at = *init,
                None => return false,
            },
            Expr::MethodCall { recv, .. } => {
                let rows = cx.flow.call_rows(site.def, at);
                if rows.iter().any(|r| r.role == Role::InsertsExtension && r.kind.as_deref() == Some("response")) {
                    return true;
                }
                at = *recv;
            }
            Expr::Field { base, .. } => {
                let row = cx.flow.ty_row(&cx.flow.ty(site.def, *base), Role::ResponseType);
                if row.is_some() {
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

/// Whether a value was read from a body: by what made it, through locals.
fn comes_from_body(cx: &Cx<'_>, def: DefId, value: ExprId, depth: usize) -> bool {
    let Some((body, depth)) = cx.flow.body(def).zip(depth.checked_sub(1)) else {
        return false;
    };
    body.descendants(value).into_iter().any(|e| match &body.exprs[e] {
        Expr::Call { .. } | Expr::MethodCall { .. } => {
            let rows = cx.flow.call_rows(def, e);
            rows.iter().any(|r| matches!(r.role, Role::ReadsWhole | Role::ReadsBody | Role::ReadsPart))
        }
        Expr::Local(local) => {
            let inits = cx.flow.initialisers(def, *local);
            inits.iter().any(|i| comes_from_body(cx, def, *i, depth)) || is_body_param(cx, def, *local)
        }
        _ => false,
    })
}

/// A handler's parameter that buffers the body.
fn is_body_param(cx: &Cx<'_>, def: DefId, local: crate::hir::LocalId) -> bool {
    let Some(body) = cx.flow.body(def) else {
        return false;
    };
    let param = body.params.iter().any(|p| body.bindings(*p).contains(&local));
    param && cx.flow.ty_row(&cx.flow.types_of(def).local(local), Role::BufferingExtractor).is_some()
}

/// Whether a type is large by value, and why. `moved`: the value is moved into one request, not cloned for each.
fn large(cx: &Cx<'_>, ty: &Ty, moved: bool, from_body: bool, depth: usize) -> Option<Large> {
    let depth = depth.checked_sub(1)?;
    let rows = cx.flow.ty_rows(ty);
    let has = |role: Role| rows.iter().find(|r| r.role == role);
    let whole = |what: &str| Some(Large { what: what.to_owned(), field: None });
    match ty.kind() {
        _ if has(Role::SharedType).is_some() => None,
        TyKind::Array(elem, Some(len)) => {
            let size = len.saturating_mul(size_of(elem));
            (size >= cx.thresholds.min_bytes).then(|| Large { what: format!("{size} bytes"), field: None })
        }
        TyKind::Tuple(parts) => parts.iter().find_map(|t| large(cx, t, moved, from_body, depth)),
        TyKind::Adt(_, _) if has(Role::TextType).is_some() => from_body.then(|| whole("a whole body")).flatten(),
        TyKind::Adt(_, _) if has(Role::BufferType).is_some_and(|r| r.kind.as_deref() == Some("shared")) => {
            (moved && from_body).then(|| whole("a whole body")).flatten()
        }
        TyKind::Adt(_, _) if has(Role::BufferType).is_some() => {
            if from_body {
                whole("a whole body")
            } else if moved {
                None
            } else {
                whole("a buffer of any size")
            }
        }
        TyKind::Adt(_, args) if has(Role::CollectionType).is_some() => collection(args, moved, from_body),
        TyKind::Adt(def, args) if cx.flow.in_workspace(*def) => in_fields(cx, *def, args, moved, from_body, depth),
        // A library's own type: what it holds is not known, except for what it is a container of.
        TyKind::Adt(def, args) if Some(*def) == cx.flow.types.lang.option => {
            large(cx, args.first()?, moved, from_body, depth)
        }
        TyKind::Adt(def, args) if is_box(cx, *def) => large(cx, args.first()?, moved, from_body, depth),
        _ => None,
    }
}

fn is_box(cx: &Cx<'_>, def: DefId) -> bool {
    Some(def) == cx.flow.types.lang.boxed
}

/// A buffer of bytes is one only where it is cloned or came from a body.
fn collection(args: &[Ty], moved: bool, from_body: bool) -> Option<Large> {
    let bytes = matches!(args.first().map(Ty::kind), Some(TyKind::Prim(name)) if *name == "u8");
    let what = match (bytes, moved, from_body) {
        (true, _, true) => "a whole body",
        (true, true, false) => return None,
        (true, false, false) => "a buffer of any size",
        (false, ..) => "a collection of any size",
    };
    Some(Large { what: what.to_owned(), field: None })
}

fn size_of(elem: &Ty) -> u64 {
    match elem.kind() {
        TyKind::Prim(name) => match name.as_str() {
            "u8" | "i8" | "bool" => 1,
            "u16" | "i16" => 2,
            "u32" | "i32" | "f32" | "char" => 4,
            "u128" | "i128" => 16,
            _ => 8,
        },
        TyKind::Array(inner, Some(len)) => len.saturating_mul(size_of(inner)),
        TyKind::Unknown => 1,
        _ => 8,
    }
}

fn in_fields(cx: &Cx<'_>, def: DefId, args: &[Ty], moved: bool, from_body: bool, depth: usize) -> Option<Large> {
    let sig = cx.flow.types.adt(def).clone();
    let substs: Vec<_> = sig.params.iter().copied().zip(args.iter().cloned()).collect();
    for (index, fields) in sig.variants.iter().enumerate() {
        for (name, ty) in fields {
            let ty = ty.subst(&substs);
            if is_short(cx, &ty, moved) {
                continue;
            }
            if let Some(mut found) = large(cx, &ty, moved, from_body, depth) {
                let here = field_loc(cx, def, index, name.as_str());
                found.field =
                    found.field.or_else(|| here.map(|at| (format!("{}.{name}", cx.flow.program.defs[def].name), at)));
                return Some(found);
            }
        }
    }
    None
}

/// A short list of texts or numbers in a struct that is moved into one request: roles, scopes, tags.
fn is_short(cx: &Cx<'_>, ty: &Ty, moved: bool) -> bool {
    let scalar = |t: &Ty| matches!(t.kind(), TyKind::Prim(_)) || cx.flow.ty_row(t, Role::TextType).is_some();
    moved
        && cx.flow.ty_row(ty, Role::CollectionType).is_some()
        && ty.args().first().is_some_and(scalar)
        && ty.args().len() < 2
}

fn field_loc(cx: &Cx<'_>, def: DefId, variant: usize, name: &str) -> Option<Loc> {
    let hir = cx.flow.program.defs[def].hir;
    let item = cx.flow.program.item(hir)?;
    let shape = match &item.kind {
        ItemKind::Struct(s) => &s.shape,
        ItemKind::Enum(e) => &e.variants.get(variant)?.shape,
        _ => return None,
    };
    let field = shape.fields().iter().find(|f| f.name == *name)?;
    Some(Loc { file: hir.file, span: field.span })
}
