//! Where a value comes from: backwards through locals, patterns and method chains of one body.
//! Must not know a rule.

use super::{Flow, Site};
use crate::hir::{Body, Expr, ExprId, LocalId, PatId, Stmt};
use crate::link::DefId;

/// What a local was bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A parameter of the function, by its number without `self`.
    Param(usize),
    SelfParam,
    /// A parameter of a closure.
    ClosureParam {
        closure: ExprId,
        index: usize,
    },
    /// The value of this expression, or a part of it.
    Value(ExprId),
}

impl Flow<'_> {
    /// Everything that a local was bound to, in order.
    #[must_use]
    pub fn sources(&self, def: DefId, local: LocalId) -> Vec<Source> {
        let Some(body) = self.body(def) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        if body.self_local == Some(local) {
            all.push(Source::SelfParam);
        }
        let binds = |pat: PatId| body.bindings(pat).contains(&local);
        all.extend(body.params.iter().position(|p| binds(*p)).map(Source::Param));
        for (id, expr) in body.exprs.iter() {
            all.extend(bound_in(body, id, expr, local, &binds));
        }
        all
    }

    /// The expressions that a value is made of, nearest first: through locals, references, `?`, `.await`, method
    /// receivers and first arguments.
    #[must_use]
    pub fn origins(&self, site: Site) -> (Vec<ExprId>, Vec<Source>) {
        let Some(body) = self.body(site.def) else {
            return (Vec::new(), Vec::new());
        };
        let mut seen = Vec::new();
        let mut ends = Vec::new();
        let mut queue = vec![site.expr];
        while let Some(at) = queue.pop() {
            if seen.contains(&at) || seen.len() > 200 {
                continue;
            }
            seen.push(at);
            match &body.exprs[at] {
                Expr::Local(local) => {
                    for source in self.sources(site.def, *local) {
                        match source {
                            Source::Value(expr) => queue.push(expr),
                            other => ends.push(other),
                        }
                    }
                }
                Expr::MethodCall { recv, .. } => queue.push(*recv),
                Expr::Call { args, .. } => queue.extend(args.first()),
                Expr::Ref { expr, .. }
                | Expr::Unary { expr, .. }
                | Expr::Try(expr)
                | Expr::Await(expr)
                | Expr::Field { base: expr, .. }
                | Expr::Index { base: expr, .. }
                | Expr::Cast { expr, .. } => queue.push(*expr),
                Expr::Block { tail: Some(tail), .. } => queue.push(*tail),
                Expr::Macro { args, .. } => queue.extend(args.first()),
                Expr::If { then, els, .. } => {
                    queue.push(*then);
                    queue.extend(*els);
                }
                Expr::Match { arms, .. } => queue.extend(arms.iter().map(|a| a.body)),
                _ => {}
            }
        }
        (seen, ends)
    }
}

fn bound_in(body: &Body, id: ExprId, expr: &Expr, local: LocalId, binds: &dyn Fn(PatId) -> bool) -> Vec<Source> {
    match expr {
        Expr::Block { stmts, .. } => stmts
            .iter()
            .filter_map(|stmt| match stmt {
                Stmt::Let { pat, init: Some(init), .. } if binds(*pat) => Some(Source::Value(*init)),
                _ => None,
            })
            .collect(),
        Expr::Let { pat, expr } if binds(*pat) => vec![Source::Value(*expr)],
        Expr::For { pat, iter, .. } if binds(*pat) => vec![Source::Value(*iter)],
        Expr::Match { scrutinee, arms } if arms.iter().any(|a| binds(a.pat)) => {
            vec![Source::Value(*scrutinee)]
        }
        Expr::Select { arms, .. } => arms.iter().filter(|a| binds(a.pat)).map(|a| Source::Value(a.future)).collect(),
        Expr::Closure { params, .. } => params
            .iter()
            .position(|(p, _)| binds(*p))
            .map(|index| Source::ClosureParam { closure: id, index })
            .into_iter()
            .collect(),
        Expr::Assign { lhs, rhs } if matches!(&body.exprs[*lhs], Expr::Local(l) if *l == local) => {
            vec![Source::Value(*rhs)]
        }
        _ => Vec::new(),
    }
}
