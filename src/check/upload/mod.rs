//! whole-body-upload: a request's body in memory with no limit, or with too high a one.
//! Reads are judged here; `body` tells whose body it is, `routes` what stands in front of it.

mod body;
mod filters;
mod given;
mod growing;
mod length;
mod routes;
mod switch;
mod unpacked;

pub use routes::{Content, Layer};

use super::{Cx, api, finding, item_path};
use crate::diag::{Args, Confidence, Finding, RuleId};
use crate::flow::Site;
use crate::hir::{Body, Expr, ExprId};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::{Role, Row};
use crate::summary::row_arg;
use body::{request_body, starts_elsewhere};

pub(super) use body::is_handler;
pub(super) use growing::kept;
pub(super) use routes::{content_of_chain, entries, layer};

const RULE: RuleId = RuleId::WholeBodyUpload;

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (expr, kind) in body.exprs.iter() {
        let site = Site { def, expr };
        let (recv, args) = match kind {
            Expr::Call { args, .. } => (None, args.as_ref()),
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args.as_ref()),
            Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. } => {
                found.extend(growing::growing(cx, body, site));
                continue;
            }
            _ => continue,
        };
        found.extend(recv.and_then(|recv| unpacked::read(cx, site, recv)));
        for row in cx.flow.call_rows(def, expr) {
            if row.role == Role::SetsBodyLimit && row.kind.as_deref() == Some("kept") {
                found.extend(given::too_high(cx, site, row));
                break;
            }
            let one = match row.role {
                Role::ReadsWhole => read(cx, body, site, row, recv, args),
                Role::SetsBodyLimit => switch::switch(cx, site, row),
                Role::UnlimitedApp => switch::app(cx, site, row),
                _ => continue,
            };
            found.extend(one);
            break;
        }
    }
    found.extend(extractors(cx, def));
    found
}

/// A call that reads a body to its end.
fn read(cx: &Cx<'_>, body: &Body, site: Site, row: &Row, recv: Option<ExprId>, args: &[ExprId]) -> Option<Finding> {
    if row.kind.as_deref() == Some("filter") {
        return filters::read(cx, site);
    }
    let value = match (row.arg, recv, args) {
        (None, Some(recv), _) => recv,
        // `BodyExt::collect(body)`: `self` is the first argument.
        (Some(crate::model::Access::Named(_)), None, [first, ..]) => *first,
        _ => row_arg(row, 0, recv, args)?,
    };
    let mut kind = "no-limit-read";
    let mut limit = String::new();
    if let Some(index) = row.limit {
        let n = cx.flow.number(site.def, *args.get(index)?)?;
        if n <= cx.thresholds.max_body_bytes {
            return None;
        }
        kind = "limit-too-high";
        limit = if n == u64::MAX { "no limit at all".into() } else { format!("{n} bytes") };
    } else if row.value.is_some_and(|v| v <= cx.thresholds.max_body_bytes) {
        return None;
    }
    if row.kind.as_deref() == Some("copies") && !args.get(1).is_some_and(|to| is_buffer(cx, &cx.flow.ty(site.def, *to)))
    {
        return None;
    }
    if row.kind.as_deref() == Some("folds") && !growing::closure_keeps(cx, body, site.def, args) {
        return None;
    }
    let proven = request_body(cx, Site { def: site.def, expr: value })?;
    let collects = row.kind.as_deref() == Some("collects");
    let elsewhere = || starts_elsewhere(cx, Site { def: site.def, expr: value });
    if collects && (keeps_no_bytes(cx, site) || elsewhere() || growing::adapters_check(cx, body, site)) {
        return None;
    }
    if routes::bounded(cx, site, row.group.as_deref()) || length::checked(cx, site) {
        return None;
    }
    let confidence = if proven { Confidence::High } else { Confidence::Medium };
    let mut found = finding(cx, RULE, kind, confidence, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("body", crate::infer::ty::display(cx.flow.program, &cx.flow.ty(site.def, value)));
    found.args.insert("limit", limit);
    Some(found)
}

/// Whether what is written to is memory: a vector, also in a cursor.
fn is_buffer(cx: &Cx<'_>, ty: &Ty) -> bool {
    ty.any(&mut |t| {
        cx.flow.ty_rows(t).iter().any(|r| matches!(r.role, Role::CollectionType | Role::BufferType | Role::TextType))
    })
}

/// Whether what a stream is collected into holds only numbers and units.
fn keeps_no_bytes(cx: &Cx<'_>, site: Site) -> bool {
    let index = cx.flow.index(site.def);
    let awaited = index.and_then(|i| i.parent(site.expr)).map_or_else(Ty::unknown, |p| cx.flow.ty(site.def, p));
    let fallible = awaited.adt().is_some() && awaited.adt() == cx.flow.types.lang.result;
    let kept = awaited.args().first().filter(|_| fallible).unwrap_or(&awaited);
    let mut leaves = 0;
    let other = kept.any(&mut |t| match t.kind() {
        TyKind::Prim(name) if *name != "u8" && *name != "str" => {
            leaves += 1;
            false
        }
        TyKind::Tuple(parts) if parts.is_empty() => {
            leaves += 1;
            false
        }
        TyKind::Adt(_, args) => args.is_empty(),
        _ => true,
    });
    !other && leaves > 0
}

/// Parameters that buffer the body with no limit, where it is not seen on which app their handler stands.
#[must_use]
pub fn extractors(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let facts = cx.facts();
    let mut found = Vec::new();
    for read in facts.reads.iter().filter(|r| r.site.def == def && r.param && r.open) {
        let group = read.group.as_deref();
        if facts.app_of(cx, read).is_some() || routes::bounded(cx, read.site, group) {
            continue;
        }
        let mut args = Args::new();
        args.insert("api", read.what.clone());
        args.insert("body", read.what.clone());
        args.insert("limit", String::new());
        found.push(Finding {
            rule: RULE,
            kind: "no-limit-read",
            confidence: Confidence::Medium,
            at: read.at,
            item: item_path(cx, def),
            args,
            steps: Vec::new(),
            why: Vec::new(),
        });
    }
    found
}
