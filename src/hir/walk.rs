//! The parts of expressions and patterns, in the order of evaluation.

use super::{Body, Expr, ExprId, LocalId, Pat, PatId, Stmt};

impl Expr {
    /// The expressions directly inside this one, in order; those of closures and async blocks included,
    /// those inside patterns (literals) left out.
    #[must_use]
    pub fn children(&self) -> Vec<ExprId> {
        let opt = |ids: &[Option<ExprId>]| ids.iter().copied().flatten().collect::<Vec<_>>();
        match self {
            Self::Missing | Self::Lit(_) | Self::Local(_) | Self::Path(_) | Self::Continue { .. } => Vec::new(),
            Self::Call { callee, args } => std::iter::once(*callee).chain(args.iter().copied()).collect(),
            Self::MethodCall { recv, args, .. } => std::iter::once(*recv).chain(args.iter().copied()).collect(),
            Self::Field { base: expr, .. }
            | Self::Unary { expr, .. }
            | Self::Ref { expr, .. }
            | Self::Cast { expr, .. }
            | Self::Let { expr, .. }
            | Self::Await(expr)
            | Self::Try(expr)
            | Self::Loop { body: expr, .. }
            | Self::Closure { body: expr, .. } => vec![*expr],
            Self::Index { base: a, index: b }
            | Self::Binary { lhs: a, rhs: b, .. }
            | Self::Repeat { elem: a, len: b }
            | Self::While { cond: a, body: b, .. }
            | Self::For { iter: a, body: b, .. } => vec![*a, *b],
            Self::Assign { lhs, rhs } | Self::AssignOp { lhs, rhs, .. } => vec![*rhs, *lhs],
            Self::Tuple(parts) | Self::Array(parts) | Self::Join { exprs: parts, .. } => parts.to_vec(),
            Self::Macro { args, .. } => args.to_vec(),
            Self::Vec { elems, len } => elems.iter().copied().chain(*len).collect(),
            Self::Struct { fields, base, .. } => fields.iter().map(|f| f.value).chain(*base).collect(),
            Self::Block { stmts, tail, .. } => {
                let parts = stmts.iter().flat_map(|stmt| match stmt {
                    Stmt::Let { init, els, .. } => opt(&[*init, *els]),
                    Stmt::Expr(expr) => vec![*expr],
                });
                parts.chain(*tail).collect()
            }
            Self::If { cond, then, els } => opt(&[Some(*cond), Some(*then), *els]),
            Self::Match { scrutinee, arms } => std::iter::once(*scrutinee)
                .chain(arms.iter().flat_map(|arm| opt(&[arm.guard, Some(arm.body)])))
                .collect(),
            Self::Return(value) | Self::Break { value, .. } | Self::Yield(value) => opt(&[*value]),
            Self::Range { start, end, .. } => opt(&[*start, *end]),
            Self::Select { arms, els, .. } => {
                arms.iter().flat_map(|arm| opt(&[arm.cond, Some(arm.future), Some(arm.handler)])).chain(*els).collect()
            }
        }
    }
}

impl Expr {
    /// The patterns of its own: of a block's `let`s, a branch's arms, a loop or a closure.
    #[must_use]
    pub fn patterns(&self) -> Vec<PatId> {
        match self {
            Self::Block { stmts, .. } => stmts
                .iter()
                .filter_map(|stmt| match stmt {
                    Stmt::Let { pat, .. } => Some(*pat),
                    Stmt::Expr(_) => None,
                })
                .collect(),
            Self::Let { pat, .. } | Self::For { pat, .. } => vec![*pat],
            Self::Match { arms, .. } => arms.iter().map(|arm| arm.pat).collect(),
            Self::Select { arms, .. } => arms.iter().map(|arm| arm.pat).collect(),
            Self::Closure { params, .. } => params.iter().map(|(pat, _)| *pat).collect(),
            _ => Vec::new(),
        }
    }
}

impl Pat {
    /// The patterns directly inside this one, in order.
    #[must_use]
    pub fn children(&self) -> Vec<PatId> {
        match self {
            Self::Bind { sub, .. } => sub.iter().copied().collect(),
            Self::Tuple(pats) | Self::TupleStruct { pats, .. } | Self::Or(pats) | Self::Slice(pats) => pats.to_vec(),
            Self::Struct { fields, .. } => fields.iter().map(|(_, p)| *p).collect(),
            Self::Ref(inner) => vec![*inner],
            _ => Vec::new(),
        }
    }
}

impl Body {
    /// Every expression under `root`, itself first, in order; closures and async blocks included.
    #[must_use]
    pub fn descendants(&self, root: ExprId) -> Vec<ExprId> {
        let mut all = Vec::new();
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            all.push(id);
            stack.extend(self.exprs[id].children().into_iter().rev());
        }
        all
    }

    /// The pattern of the `let` that is a statement of a block.
    #[must_use]
    pub fn let_pat(&self, block: ExprId, stmt: usize) -> Option<PatId> {
        let Expr::Block { stmts, .. } = &self.exprs[block] else { return None };
        match stmts.get(stmt)? {
            Stmt::Let { pat, .. } => Some(*pat),
            Stmt::Expr(_) => None,
        }
    }

    /// The variable that the `let` which is a statement of a block binds to the whole value.
    #[must_use]
    pub fn let_local(&self, block: ExprId, stmt: usize) -> Option<LocalId> {
        match self.pats[self.let_pat(block, stmt)?] {
            Pat::Bind { local, .. } => Some(local),
            _ => None,
        }
    }

    /// What a function gives back: the value of its body, and what is returned in it.
    pub fn results(&self) -> impl Iterator<Item = ExprId> + '_ {
        let returned = self.exprs.iter().filter_map(|(_, expr)| match expr {
            Expr::Return(value) => *value,
            _ => None,
        });
        std::iter::once(self.root).chain(returned)
    }

    /// The locals that a pattern binds, in order.
    #[must_use]
    pub fn bindings(&self, pat: PatId) -> Vec<LocalId> {
        let mut all = Vec::new();
        let mut stack = vec![pat];
        while let Some(id) = stack.pop() {
            if let Pat::Bind { local, .. } = &self.pats[id] {
                all.push(*local);
            }
            stack.extend(self.pats[id].children().into_iter().rev());
        }
        all
    }
}
