//! Whether a check of a body's length stands before a read that refuses a body which is too long, and one that does not
//! say how long it is. Must not know what reads.

use crate::check::Cx;
use crate::flow::{Site, Up};
use crate::hir::{BinOp, Body, Expr, ExprId, Lit, LocalId, MacroKind, Pat, PatId, Stmt};
use crate::infer::{Ty, ValueRes};
use crate::link::DefId;
use crate::model::Role;

const DEPTH: usize = 3;

/// Whether a read is only reached by bodies whose length was looked at, in its function or in all that call it.
pub(super) fn checked(cx: &Cx<'_>, read: Site) -> bool {
    checked_within(cx, read, DEPTH)
}

fn checked_within(cx: &Cx<'_>, read: Site, depth: usize) -> bool {
    if Lengths::of(cx, read.def).is_some_and(|lengths| lengths.refuses(Some(read.expr), DEPTH)) {
        return true;
    }
    let callers = cx.flow.callers(read.def);
    let by_callers = !callers.is_empty() && callers.iter().all(|c| c.call);
    depth.checked_sub(1).is_some_and(|depth| by_callers && callers.iter().all(|c| checked_within(cx, c.site, depth)))
}

/// Whether a function, or a closure, that runs before a handler refuses bodies by their length. Its last parameter is
/// what runs next.
pub(super) fn refuses(cx: &Cx<'_>, given: Site) -> bool {
    let fun = match cx.flow.types_of(given.def).paths.get(&given.expr) {
        Some(ValueRes::Fn { def, .. }) => *def,
        _ => given.def,
    };
    let Some(lengths) = Lengths::of(cx, fun) else {
        return false;
    };
    let body = lengths.body;
    let (last, within) = match &body.exprs[if fun == given.def { given.expr } else { body.root }] {
        Expr::Closure { params, .. } if fun == given.def => {
            (params.last().map(|(pat, _)| *pat), body.descendants(given.expr))
        }
        _ => (body.params.last().copied(), body.exprs.ids().collect()),
    };
    let uses = last.map_or_else(Vec::new, |pat| body.bindings(pat)).into_iter();
    let index = cx.flow.index(fun);
    let mut next = uses.flat_map(|l| index.map_or(&[][..], |i| i.uses(l))).filter_map(|used| index?.parent(*used));
    next.any(|call| lengths.any_refuses(&within, Some(call), DEPTH) || lengths.extracted(Some(call)))
}

/// What is known of the header's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// The header may be missing.
    Maybe,
    /// A missing one was refused, or counts as too long.
    There,
    /// A condition that holds where the body is too long or the header is missing.
    Refused,
}

struct Lengths<'c, 'a> {
    cx: &'c Cx<'a>,
    def: DefId,
    body: &'c Body,
}

impl<'c, 'a> Lengths<'c, 'a> {
    fn of(cx: &'c Cx<'a>, def: DefId) -> Option<Self> {
        Some(Self { cx, def, body: cx.flow.body(def)? })
    }

    /// Whether a check refuses before `read` (anywhere, if there is none).
    fn refuses(&self, read: Option<ExprId>, depth: usize) -> bool {
        let ids: Vec<ExprId> = self.body.exprs.ids().collect();
        self.any_refuses(&ids, read, depth) || self.extracted(read)
    }

    fn any_refuses(&self, within: &[ExprId], read: Option<ExprId>, depth: usize) -> bool {
        let asks =
            |at| self.asks(at) && self.leads(at, Length::Maybe, read, 12) || self.helper_refuses(at, read, depth);
        within.iter().copied().any(asks)
    }

    /// A call that asks how long the body is, if that is known: by the header's name, by its type, or the body itself.
    fn asks(&self, at: ExprId) -> bool {
        let by_name = || self.body.exprs[at].children().iter().any(|arg| self.names_length(*arg));
        let by_type = || self.is_length(&self.cx.flow.ty(self.def, at));
        match &self.body.exprs[at] {
            Expr::MethodCall { .. } => {
                by_name() || by_type() || self.cx.flow.call_row(self.def, at, Role::LengthHeader).is_some()
            }
            Expr::Call { .. } => by_type(),
            _ => false,
        }
    }

    /// Whether a type is the header's, or may hold one.
    fn is_length(&self, ty: &Ty) -> bool {
        ty.any(&mut |t| self.cx.flow.ty_row(t, Role::LengthHeader).is_some())
    }

    /// A parameter of a handler that is the header: without `Option` around it, a request that has none is refused.
    fn extracted(&self, read: Option<ExprId>) -> bool {
        let types = self.cx.flow.types.sig(self.def).params.iter();
        types.zip(&self.body.params).filter(|(ty, _)| self.is_length(ty)).any(|(ty, pat)| {
            let option = self.cx.flow.types.lang.option;
            let maybe = ty.any(&mut |t| t.adt().is_some() && t.adt() == option);
            let length = if maybe { Length::Maybe } else { Length::There };
            self.body.bindings(*pat).into_iter().any(|local| self.local(local, length, read, 12))
        })
    }

    fn names_length(&self, at: ExprId) -> bool {
        match &self.body.exprs[at] {
            Expr::Lit(Lit::Str(text)) => text.eq_ignore_ascii_case("content-length"),
            Expr::Path(_) => self.cx.flow.path_rows(self.def, at).iter().any(|r| r.role == Role::LengthHeader),
            Expr::Ref { expr, .. } => self.names_length(*expr),
            _ => false,
        }
    }

    /// `check_length(&headers)?`
    fn helper_refuses(&self, at: ExprId, read: Option<ExprId>, depth: usize) -> bool {
        let Some((depth, index)) = depth.checked_sub(1).zip(self.cx.flow.index(self.def)) else {
            return false;
        };
        let Some(callee) = self.cx.flow.types_of(self.def).callees.get(&at) else {
            return false;
        };
        let (mut inner, mut outer) = (at, index.parent(at));
        while let Some(up) = outer.filter(|e| matches!(self.body.exprs[*e], Expr::Await(_) | Expr::MethodCall { .. })) {
            (inner, outer) = (up, index.parent(up));
        }
        let used = outer.is_some_and(|e| match &self.body.exprs[e] {
            Expr::Try(_) | Expr::Let { .. } => true,
            Expr::Match { scrutinee, .. } => *scrutinee == inner,
            _ => false,
        });
        let targets = if used && self.before(at, read) { self.cx.flow.targets(callee) } else { Vec::new() };
        targets.into_iter().any(|t| Self::of(self.cx, t).is_some_and(|own| own.refuses(None, depth)))
    }

    fn before(&self, at: ExprId, read: Option<ExprId>) -> bool {
        let start = |e: ExprId| self.body.expr_spans[e.index()].start;
        read.is_none_or(|read| start(at) < start(read) && !self.apart(at, read))
    }

    /// Whether two places stand in different branches.
    fn apart(&self, a: ExprId, b: ExprId) -> bool {
        let Some(index) = self.cx.flow.index(self.def) else {
            return false;
        };
        let Some(around) = index.ancestors(a).find(|e| self.holds(*e, b)) else {
            return false;
        };
        let branches: Vec<ExprId> = match &self.body.exprs[around] {
            Expr::If { then, els, .. } => std::iter::once(*then).chain(*els).collect(),
            Expr::Match { arms, .. } => arms.iter().map(|arm| arm.body).collect(),
            _ => return false,
        };
        let of = |e: ExprId| branches.iter().find(|branch| self.holds(**branch, e));
        of(a).is_some() && of(b).is_some()
    }

    /// Whether what is made of the header's value refuses.
    fn leads(&self, at: ExprId, length: Length, read: Option<ExprId>, depth: usize) -> bool {
        let Some((depth, index)) = depth.checked_sub(1).zip(self.cx.flow.index(self.def)) else {
            return false;
        };
        match index.up(at) {
            Up::Expr(outer) => self.inside(at, outer, length, read, depth),
            Up::Tail { block } => self.leads(block, length, read, depth),
            Up::Let { block, stmt } => self.bound(block, stmt, length, read, depth),
            _ => false,
        }
    }

    fn inside(&self, at: ExprId, outer: ExprId, length: Length, read: Option<ExprId>, depth: usize) -> bool {
        match &self.body.exprs[outer] {
            Expr::MethodCall { recv, name, args, .. } if *recv == at && length != Length::Refused => {
                let next = self.after_method(name.as_str(), args, length);
                next.is_some_and(|next| self.leads(outer, next, read, depth))
            }
            Expr::Try(_) => self.leads(outer, Length::There, read, depth),
            Expr::Ref { .. }
            | Expr::Unary { .. }
            | Expr::Cast { .. }
            | Expr::Field { .. }
            | Expr::Macro { kind: MacroKind::Pass, .. } => self.leads(outer, length, read, depth),
            Expr::Binary { op: BinOp::And | BinOp::Or, .. } => {
                length == Length::Refused && self.leads(outer, length, read, depth)
            }
            Expr::Binary { op: BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge, .. } => {
                length == Length::There && self.leads(outer, Length::Refused, read, depth)
            }
            Expr::If { cond, then, els } if *cond == at => {
                length == Length::Refused && self.before(outer, read) && self.guards(*then, *els, read)
            }
            Expr::Let { pat, .. } => self.if_let(outer, *pat, read, depth),
            Expr::Match { scrutinee, .. } if *scrutinee == at => self.matched(outer, length, read, depth),
            Expr::Match { arms, .. } => arms.iter().any(|a| a.body == at) && self.leads(outer, length, read, depth),
            _ => false,
        }
    }

    /// The language's own methods of options, results and texts.
    fn after_method(&self, name: &str, args: &[ExprId], length: Length) -> Option<Length> {
        let first = args.first().copied();
        match name {
            "ok_or" | "ok_or_else" | "unwrap" | "expect" => Some(Length::There),
            "unwrap_or" => {
                let other = first.and_then(|a| self.cx.flow.number(self.def, a))?;
                (other > self.cx.thresholds.max_body_bytes).then_some(Length::There)
            }
            "is_none_or" => first.filter(|a| self.compares(*a)).map(|_| Length::Refused),
            "map_or" => match first.map(|a| &self.body.exprs[a]) {
                Some(Expr::Lit(Lit::Bool(true))) => args.get(1).filter(|a| self.compares(**a)).map(|_| Length::Refused),
                _ => None,
            },
            "unwrap_or_default" | "unwrap_or_else" | "is_some_and" | "map_or_else" | "is_some" | "is_none" => None,
            _ => Some(length),
        }
    }

    fn compares(&self, at: ExprId) -> bool {
        let compares = |e: &ExprId| super::growing::is_comparison(&self.body.exprs[*e]);
        self.body.descendants(at).iter().any(compares)
    }

    /// `let Some(n) = .. else { return .. };`, or a plain `let`.
    fn bound(&self, block: ExprId, stmt: usize, length: Length, read: Option<ExprId>, depth: usize) -> bool {
        let Expr::Block { stmts, .. } = &self.body.exprs[block] else {
            return false;
        };
        let Some(Stmt::Let { pat, els, .. }) = stmts.get(stmt) else {
            return false;
        };
        let there = if els.is_some() { Length::There } else { length };
        self.body.bindings(*pat).into_iter().any(|local| self.local(local, there, read, depth))
    }

    fn local(&self, local: LocalId, length: Length, read: Option<ExprId>, depth: usize) -> bool {
        let uses = self.cx.flow.index(self.def).map_or(&[][..], |i| i.uses(local));
        uses.iter().any(|used| self.leads(*used, length, read, depth))
    }

    /// `if let Some(n) = .. { if n > LIMIT { return } } else { return }`
    fn if_let(&self, at: ExprId, pat: PatId, read: Option<ExprId>, depth: usize) -> bool {
        let Some(index) = self.cx.flow.index(self.def) else {
            return false;
        };
        let around = index.ancestors(at).find(|e| matches!(self.body.exprs[*e], Expr::If { .. }));
        let Some(Expr::If { then, els, .. }) = around.map(|e| &self.body.exprs[e]) else {
            return false;
        };
        let reads_inside = read.is_some_and(|r| self.holds(*then, r));
        let refused = reads_inside || els.is_some_and(|e| self.leaves(e));
        refused && self.body.bindings(pat).into_iter().any(|l| self.local(l, Length::There, read, depth))
    }

    /// A match on the header's value: what no header leads to must leave, and the length must be compared.
    fn matched(&self, at: ExprId, length: Length, read: Option<ExprId>, depth: usize) -> bool {
        let Expr::Match { arms, .. } = &self.body.exprs[at] else {
            return false;
        };
        let nothing = arms.iter().position(|a| a.guard.is_none() && self.is_nothing(a.pat));
        // What comes after the arm of a missing header is a length, whatever the pattern.
        let some = |i: usize| nothing.is_some_and(|n| n < i) || self.is_something(arms[i].pat, length);
        let open = |i: usize| !self.leaves(arms[i].body);
        let inside = read.and_then(|r| arms.iter().position(|a| self.holds(a.body, r)));
        // The arm of the read excludes the others.
        let refuses = match inside {
            Some(arm) => some(arm),
            None => (0..arms.len()).all(|i| some(i) || !open(i)),
        };
        if !refuses {
            return false;
        }
        let guarded = arms.iter().any(|a| a.guard.is_some_and(|g| self.compares(g)));
        let locals = (0..arms.len()).filter(|i| some(*i)).flat_map(|i| self.body.bindings(arms[i].pat));
        guarded && self.before(at, read)
            || locals.into_iter().any(|l| self.local(l, Length::There, read, depth))
            || self.leads(at, Length::There, read, depth)
    }

    fn is_something(&self, pat: PatId, length: Length) -> bool {
        match &self.body.pats[pat] {
            Pat::TupleStruct { path, .. } => path.segs.last().is_some_and(|s| s.name == "Some" || s.name == "Ok"),
            _ => length == Length::There,
        }
    }

    /// `None`, `Err(_)`
    fn is_nothing(&self, pat: PatId) -> bool {
        match &self.body.pats[pat] {
            Pat::Path(path) => path.segs.last().is_some_and(|s| s.name == "None"),
            Pat::TupleStruct { path, .. } => path.segs.last().is_some_and(|s| s.name == "Err"),
            _ => false,
        }
    }

    fn holds(&self, outer: ExprId, inner: ExprId) -> bool {
        outer == inner || self.cx.flow.index(self.def).is_some_and(|i| i.ancestors(inner).any(|e| e == outer))
    }

    /// A branch that leaves, or two of which one has the read.
    fn guards(&self, then: ExprId, els: Option<ExprId>, read: Option<ExprId>) -> bool {
        let reads = |e: ExprId| read.is_some_and(|r| self.holds(e, r));
        reads(then) || els.is_some_and(reads) || self.leaves(then) || els.is_some_and(|e| self.leaves(e))
    }

    fn leaves(&self, at: ExprId) -> bool {
        self.body.descendants(at).into_iter().any(|e| match &self.body.exprs[e] {
            Expr::Return(_) | Expr::Break { .. } | Expr::Try(_) => true,
            Expr::Macro { kind, .. } => matches!(kind, MacroKind::Panic | MacroKind::Opaque),
            Expr::Call { callee, .. } => {
                matches!(&self.body.exprs[*callee], Expr::Path(p) if p.segs.last().is_some_and(|s| s.name == "Err"))
            }
            _ => false,
        })
    }
}
