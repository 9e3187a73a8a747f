//! What stands around each expression of a body. Must not interpret.

use rustc_hash::FxHashMap;

use crate::hir::{BlockKind, Body, Expr, ExprId, LocalId, Pat, PatId, Stmt};

/// What an expression is to the thing around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Up {
    /// The body's own value.
    Root,
    /// A part of another expression; which part, that expression says.
    Expr(ExprId),
    /// The initialiser of a `let`: its block, and the index of the statement.
    Let { block: ExprId, stmt: usize },
    /// The `else` of a `let`.
    LetElse { block: ExprId, stmt: usize },
    /// A statement of its own, whose value is dropped.
    Stmt { block: ExprId, stmt: usize },
    /// The last expression of a block: the block's value.
    Tail { block: ExprId },
    /// In a pattern.
    Pat,
}

/// As an [`Up`], in less room.
#[derive(Debug, Clone, Copy)]
enum Packed {
    Root,
    Expr(ExprId),
    Let(ExprId, u32),
    LetElse(ExprId, u32),
    Stmt(ExprId, u32),
    Tail(ExprId),
    Pat,
}

/// The surroundings of a body's expressions, and the uses of its locals.
#[derive(Debug)]
pub struct BodyIndex {
    ups: Box<[Packed]>,
    /// Expressions that are exactly the local, in order.
    uses: FxHashMap<LocalId, Vec<ExprId>>,
    /// The pattern that binds each local first.
    bound_by: FxHashMap<LocalId, PatId>,
    /// The block, branch, loop or closure in which each local is bound; parameters have none.
    scopes: FxHashMap<LocalId, ExprId>,
}

/// What a loop is left by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// The nearest loop is left.
    Near,
    /// Loops around it too.
    Far,
}

/// How an expression leaves loops, if that is what it does.
pub(super) fn exit_of(expr: &Expr) -> Option<Exit> {
    match expr {
        Expr::Return(_) | Expr::Break { label: Some(_), .. } => Some(Exit::Far),
        Expr::Break { .. } => Some(Exit::Near),
        _ => None,
    }
}

/// How statements leave loops.
pub(super) fn exit_among(body: &Body, stmts: &[Stmt], tail: Option<ExprId>) -> Option<Exit> {
    let all = stmts.iter().filter_map(|stmt| match stmt {
        Stmt::Expr(expr) => Some(*expr),
        Stmt::Let { .. } => None,
    });
    all.chain(tail).find_map(|e| exit_of(&body.exprs[e]))
}

impl BodyIndex {
    #[must_use]
    pub fn new(body: &Body) -> Self {
        let mut index = Self {
            ups: vec![Packed::Root; body.exprs.len()].into(),
            uses: FxHashMap::default(),
            bound_by: FxHashMap::default(),
            scopes: FxHashMap::default(),
        };
        for (id, expr) in body.exprs.iter() {
            if let Expr::Local(local) = expr {
                index.uses.entry(*local).or_default().push(id);
            }
            index.visit(id, expr);
            for local in expr.patterns().into_iter().flat_map(|pat| body.bindings(pat)) {
                index.scopes.entry(local).or_insert(id);
            }
        }
        for (id, pat) in body.pats.iter() {
            match pat {
                Pat::Bind { local, .. } => {
                    index.bound_by.entry(*local).or_insert(id);
                }
                Pat::Lit(expr) => index.ups[expr.index()] = Packed::Pat,
                _ => {}
            }
        }
        index
    }

    /// Whether a place in a loop is reached once at most: what comes after it in its block leaves the loop.
    #[must_use]
    pub fn leaves_loop(&self, body: &Body, place: ExprId, turns: ExprId) -> bool {
        let mut inner = place;
        let mut exit = None;
        for outer in self.ancestors(place).take_while(|e| *e != turns) {
            match &body.exprs[outer] {
                Expr::Closure { .. } | Expr::Block { kind: BlockKind::Async { .. }, .. } => exit = None,
                // A plain `break` ends the nearest loop only.
                Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. } => exit = exit.filter(|e| *e == Exit::Far),
                Expr::Block { .. } => exit = exit.max(self.exit_after(body, outer, inner)),
                other => exit = exit.max(exit_of(other)),
            }
            inner = outer;
        }
        exit.is_some()
    }

    /// How a block, after the statement that holds `from`, is left in any case.
    fn exit_after(&self, body: &Body, block: ExprId, from: ExprId) -> Option<Exit> {
        let exit = self.exit_behind(body, from)?;
        let mut continues = body.exprs.iter().filter(|(_, e)| matches!(e, Expr::Continue { .. }));
        let goes_on = continues.any(|(id, _)| self.ancestors(id).any(|around| around == block));
        (!goes_on).then_some(exit)
    }

    /// How what stands behind a statement in its block leaves loops.
    pub(super) fn exit_behind(&self, body: &Body, from: ExprId) -> Option<Exit> {
        let (Up::Stmt { block, stmt } | Up::Let { block, stmt }) = self.up(from) else { return None };
        let Expr::Block { stmts, tail, .. } = &body.exprs[block] else { return None };
        exit_among(body, stmts.get(stmt + 1..)?, *tail)
    }

    fn visit(&mut self, id: ExprId, expr: &Expr) {
        if let Expr::Block { stmts, tail, .. } = expr {
            for (stmt, i) in stmts.iter().zip(0..) {
                match stmt {
                    Stmt::Let { init, els, .. } => {
                        if let Some(init) = init {
                            self.ups[init.index()] = Packed::Let(id, i);
                        }
                        if let Some(els) = els {
                            self.ups[els.index()] = Packed::LetElse(id, i);
                        }
                    }
                    Stmt::Expr(expr) => self.ups[expr.index()] = Packed::Stmt(id, i),
                }
            }
            if let Some(tail) = tail {
                self.ups[tail.index()] = Packed::Tail(id);
            }
            return;
        }
        for child in expr.children() {
            self.ups[child.index()] = Packed::Expr(id);
        }
    }

    /// What stands around an expression.
    #[must_use]
    pub fn up(&self, expr: ExprId) -> Up {
        match self.ups.get(expr.index()).copied().unwrap_or(Packed::Root) {
            Packed::Root => Up::Root,
            Packed::Expr(around) => Up::Expr(around),
            Packed::Let(block, stmt) => Up::Let { block, stmt: stmt as usize },
            Packed::LetElse(block, stmt) => Up::LetElse { block, stmt: stmt as usize },
            Packed::Stmt(block, stmt) => Up::Stmt { block, stmt: stmt as usize },
            Packed::Tail(block) => Up::Tail { block },
            Packed::Pat => Up::Pat,
        }
    }

    /// The expression directly around another one (the block, for statements).
    #[must_use]
    pub fn parent(&self, expr: ExprId) -> Option<ExprId> {
        match self.up(expr) {
            Up::Expr(parent) => Some(parent),
            Up::Let { block, .. } | Up::LetElse { block, .. } | Up::Stmt { block, .. } | Up::Tail { block } => {
                Some(block)
            }
            Up::Root | Up::Pat => None,
        }
    }

    /// The expressions around an expression, from the inside out.
    pub fn ancestors(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        std::iter::successors(self.parent(expr), |e| self.parent(*e))
    }

    /// Where a local is named.
    #[must_use]
    pub fn uses(&self, local: LocalId) -> &[ExprId] {
        self.uses.get(&local).map_or(&[], Vec::as_slice)
    }

    /// Whether a local comes and goes within an expression.
    #[must_use]
    pub fn is_within(&self, local: LocalId, scope: ExprId) -> bool {
        self.scopes.get(&local).is_some_and(|at| *at == scope || self.ancestors(*at).any(|around| around == scope))
    }

    /// The expression whose patterns bind a local: a block, a condition, a match, a closure.
    #[must_use]
    pub fn bound_in(&self, local: LocalId) -> Option<ExprId> {
        self.scopes.get(&local).copied()
    }

    /// The pattern that binds a local (the first, of twins).
    #[must_use]
    pub fn binding(&self, local: LocalId) -> Option<PatId> {
        self.bound_by.get(&local).copied()
    }
}
