//! Bodies that are bounded as they come, and unpacked with no limit of their own.
//! Must not judge how the packed body is read.

use super::{Cx, RULE, api, body, finding};
use crate::diag::{Confidence, Finding};
use crate::flow::{Site, Source};
use crate::hir::ExprId;
use crate::link::DefId;
use crate::model::Role;

/// A call that reads a decoder of a request's body to its end.
pub(super) fn read(cx: &Cx<'_>, site: Site, recv: ExprId) -> Option<Finding> {
    let rows = cx.flow.call_rows(site.def, site.expr);
    let ty = cx.flow.ty(site.def, recv);
    let whole = rows.iter().any(|r| matches!(r.role, Role::ReadsWhole | Role::ReadsBody));
    if !whole || cx.flow.ty_row(ty.peel_refs(), Role::Unpacks).is_none() || !of_request(cx, site, recv) {
        return None;
    }
    let mut found = finding(cx, RULE, "unbounded-decompression", Confidence::Low, site)?;
    found.args.insert("api", api(cx, site));
    Some(found)
}

/// Whether a value is made of a body that a handler's extractor took, or that was read whole.
fn of_request(cx: &Cx<'_>, site: Site, recv: ExprId) -> bool {
    let (made_of, ends) = cx.flow.origins(Site { def: site.def, expr: recv });
    let sig = cx.flow.types.sig(site.def);
    let extracted = |ty: &crate::infer::Ty| {
        ty.any(&mut |t| cx.flow.ty_rows(t).iter().any(|r| r.role == Role::BufferingExtractor && r.kind.is_none()))
    };
    let param = ends.iter().any(|end| match end {
        Source::Param(index) => sig.params.get(*index).is_some_and(extracted) && handles(cx, site.def),
        _ => false,
    });
    let read = |e: &ExprId| {
        let at = Site { def: site.def, expr: *e };
        *e != site.expr && cx.flow.call_row(at.def, at.expr, Role::ReadsWhole).is_some()
    };
    param || made_of.iter().any(read)
}

fn handles(cx: &Cx<'_>, def: DefId) -> bool {
    body::is_handler(cx, def) || cx.flow.may_be_registered(def)
}
