//! What a request is: whether its answer has a body, and whether its connection is kept.
//!
//! Walks backwards from the call that sends it: through the chain of calls, variables, parameters, fields, statics and
//! functions of the workspace. Must not look at what becomes of the answer.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::base::Sym;
use crate::flow::{Flow, Site, Source};
use crate::hir::{Body, Expr, ExprId, Lit, LocalId, Stmt};
use crate::infer::{Callee, Limit, Ty, TyKind, ValueRes};
use crate::link::{DefId, DefKind};
use crate::model::{Role, Row};

/// More expressions than this are not looked at for one question.
const MAX_STEPS: usize = 3000;
/// Functions inside functions that are entered.
const MAX_FRAMES: usize = 8;
/// Callers of one function that are looked at.
const MAX_CALLERS: usize = 24;

/// What is asked of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ask {
    /// Its answer has no body: HEAD, CONNECT.
    Bodyless,
    /// Its connection is closed after the answer.
    Closes,
}

/// Answers that are kept.
pub type Memo = Mutex<FxHashMap<(Ask, Site), bool>>;

/// What a value says. Of alternatives one that denies wins; of parts one that affirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    Nothing,
    No,
    Yes,
}

impl Says {
    /// Where it can be any of these.
    fn each(alternatives: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::Nothing;
        for one in alternatives {
            match one {
                Self::No => return Self::No,
                Self::Yes => all = Self::Yes,
                Self::Nothing => {}
            }
        }
        all
    }
}

impl Flow<'_> {
    /// Whether a call sends a request whose answer has no body.
    pub(super) fn is_bodyless(&self, def: DefId, call: ExprId) -> bool {
        self.says(Ask::Bodyless, Site { def, expr: call })
    }

    /// Whether the connection of the request that a call sends is closed after its answer.
    #[must_use]
    pub fn closes_connection(&self, def: DefId, call: ExprId) -> bool {
        self.says(Ask::Closes, Site { def, expr: call })
    }

    fn says(&self, ask: Ask, at: Site) -> bool {
        let kept = |of: &Memo| of.lock().unwrap_or_else(PoisonError::into_inner).get(&(ask, at)).copied();
        if let Some(known) = kept(&self.requests) {
            return known;
        }
        let mut walk = Walk { flow: self, ask, frames: Vec::new(), open: Vec::new(), steps: 0 };
        let said = walk.expr(at) == Says::Yes;
        if walk.steps > MAX_STEPS {
            self.types.limits.note(Limit::Requests, at.def);
        }
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).insert((ask, at), said);
        said
    }
}

struct Walk<'f, 'a> {
    flow: &'f Flow<'a>,
    ask: Ask,
    /// The calls through which functions were entered, outermost first.
    frames: Vec<(DefId, Site)>,
    /// What is being looked at.
    open: Vec<(Site, usize)>,
    steps: usize,
}

impl<'a> Walk<'_, 'a> {
    fn body(&self, def: DefId) -> Option<&'a Body> {
        self.flow.body(def)
    }

    fn expr(&mut self, at: Site) -> Says {
        self.steps += 1;
        let key = (at, self.frames.len());
        if self.steps > MAX_STEPS {
            return Says::No;
        }
        if self.open.contains(&key) {
            return Says::Nothing;
        }
        self.open.push(key);
        let said = if self.decides(at) { Says::Yes } else { self.parts(at) };
        self.open.pop();
        said
    }

    fn parts(&mut self, at: Site) -> Says {
        let Some(body) = self.body(at.def) else {
            return Says::No;
        };
        let here = |expr: ExprId| Site { def: at.def, expr };
        match &body.exprs[at.expr] {
            Expr::Local(local) => self.local(body, at, *local),
            Expr::Path(_) => self.constant(at),
            Expr::Field { name, .. } => self.field(at, *name),
            Expr::MethodCall { .. } | Expr::Call { .. } => self.call(body, at),
            Expr::Unary { expr, .. }
            | Expr::Ref { expr, .. }
            | Expr::Cast { expr, .. }
            | Expr::Await(expr)
            | Expr::Try(expr) => self.expr(here(*expr)),
            Expr::Closure { .. } | Expr::Block { .. } => {
                Says::each(yields(body, at.expr).into_iter().map(|e| self.expr(here(e))))
            }
            Expr::If { then, els, .. } => {
                let branches = std::iter::once(*then).chain(*els);
                Says::each(branches.map(|e| self.expr(here(e))))
            }
            Expr::Match { arms, .. } => Says::each(arms.iter().map(|a| self.expr(here(a.body)))),
            Expr::Return(_) | Expr::Break { .. } | Expr::Continue { .. } => Says::Nothing,
            Expr::Macro { args, kind: crate::hir::MacroKind::Pass, .. } => {
                Says::each(args.iter().map(|e| self.expr(here(*e))))
            }
            Expr::Macro { kind: crate::hir::MacroKind::Panic, .. } => Says::Nothing,
            _ => Says::No,
        }
    }

    /// A call: a function of the workspace is entered, of a library's the inputs tell.
    fn call(&mut self, body: &Body, at: Site) -> Says {
        let here = |expr: ExprId| Site { def: at.def, expr };
        let types = self.flow.types_of(at.def).clone();
        let (mut inputs, fun) = match &body.exprs[at.expr] {
            Expr::MethodCall { recv, args, .. } => (std::iter::once(*recv).chain(args.iter().copied()).collect(), None),
            Expr::Call { callee, args } => (args.to_vec(), Some(*callee)),
            _ => (Vec::new(), None),
        };
        let callee = types.callees.get(&at.expr);
        let own = callee.map(|c| self.flow.targets(c)).unwrap_or_default();
        let entered = Says::each(own.iter().map(|fun| self.enter(*fun, at)));
        if entered == Says::Yes {
            return entered;
        }
        if matches!(callee, Some(Callee::Value)) {
            inputs.extend(fun);
        }
        let of_call = match &body.exprs[at.expr] {
            Expr::MethodCall { recv, .. } => Some(*recv),
            _ => None,
        };
        inputs.retain(|e| {
            let ty = types.expr(*e);
            if of_call == Some(*e) { !self.is_client(&ty) } else { self.follows(&ty) }
        });
        inputs.into_iter().map(|e| self.expr(here(e))).fold(Says::No, Says::max)
    }

    /// What a function of the workspace yields, called from here.
    fn enter(&mut self, fun: DefId, from: Site) -> Says {
        let ret = self.flow.types.sig(fun).ret.clone();
        let Some(body) = self.body(fun).filter(|_| self.frames.len() < MAX_FRAMES) else {
            return Says::No;
        };
        if !ret.is_some_and(|ty| self.follows(&ty)) {
            return Says::No;
        }
        self.frames.push((fun, from));
        let all = yields(body, body.root);
        let said = Says::each(all.into_iter().map(|expr| self.expr(Site { def: fun, expr })));
        self.frames.pop();
        said
    }

    /// A variable: what it was bound to, and what was done to it where it is.
    fn local(&mut self, body: &Body, at: Site, local: LocalId) -> Says {
        if self.changed(body, at.def, local) {
            return Says::Yes;
        }
        let sources = self.flow.sources(at.def, local);
        let said = sources.into_iter().map(|source| match source {
            Source::Param(index) => self.argument(at.def, Some(index)),
            Source::SelfParam => self.argument(at.def, None),
            Source::Value(expr) => self.expr(Site { def: at.def, expr }),
            Source::ClosureParam { .. } => Says::No,
        });
        let said: Vec<Says> = said.collect();
        Says::each(said)
    }

    /// Whether a statement makes it so: `headers.insert(..)`, `*request.method_mut() = ..`.
    fn changed(&mut self, body: &Body, def: DefId, local: LocalId) -> bool {
        let at = |expr| Site { def, expr };
        let Some(index) = self.flow.index(def) else {
            return false;
        };
        for used in index.uses(local) {
            let around: Vec<ExprId> = index.ancestors(*used).take(4).collect();
            for parent in around {
                let told = match &body.exprs[parent] {
                    Expr::MethodCall { recv, .. } if root(body, *recv) == Some(local) => self.decides(at(parent)),
                    Expr::Assign { lhs, rhs } if !is_local(body, *lhs) && root(body, *lhs) == Some(local) => {
                        self.expr(at(*rhs)) == Says::Yes
                    }
                    _ => false,
                };
                if told {
                    return true;
                }
            }
        }
        false
    }

    /// What is given to a parameter, or to `self`: where the function was entered, else by each caller.
    fn argument(&mut self, fun: DefId, index: Option<usize>) -> Says {
        let (calls, entered) = match self.frames.pop() {
            Some((of, site)) if of == fun => (vec![site], Some((of, site))),
            other => {
                self.frames.extend(other);
                let callers = self.flow.callers(fun);
                if callers.iter().any(|c| !c.call) {
                    return Says::No;
                }
                if callers.len() > MAX_CALLERS {
                    self.flow.types.limits.note(Limit::Requests, fun);
                    return Says::No;
                }
                (callers.iter().map(|c| c.site).collect(), None)
            }
        };
        let given: Vec<Option<ExprId>> = calls.iter().map(|c| self.given(*c, index)).collect();
        let said = calls.iter().zip(given).map(|(call, arg)| match arg {
            Some(expr) => self.expr(Site { def: call.def, expr }),
            None => Says::No,
        });
        let said: Vec<Says> = said.collect();
        self.frames.extend(entered);
        Says::each(said)
    }

    fn given(&self, call: Site, index: Option<usize>) -> Option<ExprId> {
        match &self.body(call.def)?.exprs[call.expr] {
            Expr::MethodCall { recv, args, .. } => index.map_or(Some(*recv), |i| args.get(i).copied()),
            Expr::Call { args, .. } => {
                let callee = self.flow.callees(call.def, call.expr);
                let has_self = callee.first().is_some_and(|d| self.flow.types.sig(*d).self_param.is_some());
                args.get(index.map_or(0, |i| i + usize::from(has_self))).copied()
            }
            _ => None,
        }
    }

    /// A constant or a static.
    fn constant(&mut self, at: Site) -> Says {
        let Some(ValueRes::Const(def)) = self.flow.types_of(at.def).paths.get(&at.expr).cloned() else {
            return Says::No;
        };
        match self.body(def) {
            Some(body) if self.flow.in_workspace(def) => {
                let frames = std::mem::take(&mut self.frames);
                let said = self.expr(Site { def, expr: body.root });
                self.frames = frames;
                said
            }
            _ => Says::No,
        }
    }

    /// A field: what each literal of its struct gives it.
    fn field(&mut self, at: Site, name: Sym) -> Says {
        let Some(adt) = self.flow.types_of(at.def).fields.get(&at.expr).copied() else {
            return Says::No;
        };
        if !self.flow.in_workspace(adt) {
            return Says::No;
        }
        let given = self.flow.field_values(adt, name).clone();
        let frames = std::mem::take(&mut self.frames);
        let said: Vec<Says> = given.iter().map(|site| self.expr(*site)).collect();
        self.frames = frames;
        Says::each(said)
    }

    /// Whether a type is a client, which sends requests of any method.
    fn is_client(&self, ty: &Ty) -> bool {
        let row = self.flow.ty_row(ty, Role::ClientType);
        self.ask == Ask::Bodyless && row.is_some_and(|r| r.kind.as_deref() != Some("request"))
    }

    /// Whether a type can carry what is asked for.
    fn follows(&self, ty: &Ty) -> bool {
        let flow = self.flow;
        let mut carries = |t: &Ty| {
            let open = matches!(t.kind(), TyKind::Unknown | TyKind::Var(_) | TyKind::Param(_) | TyKind::Opaque(_));
            let rows = flow.ty_rows(t);
            let request = rows.iter().any(|r| match r.role {
                Role::ClientType => self.ask == Ask::Closes || r.kind.as_deref() == Some("request"),
                Role::ResponseType => true,
                _ => false,
            });
            open || request
                || (self.is_named(t) && !self.is_client(t))
                || matches!(t.kind(), TyKind::Closure(..) | TyKind::FnDef(..))
        };
        ty.any(&mut carries)
    }

    /// Whether a type's own items decide it: a method of requests, a map of headers, a builder.
    fn is_named(&self, ty: &Ty) -> bool {
        let program = self.flow.program;
        ty.peel_refs().adt().is_some_and(|def| {
            let items = program.inherent_impls(def).iter().flat_map(|i| &program.impls[*i].items);
            items
                .flat_map(|(_, d)| program.rows(*d))
                .any(|r| r.role == self.role() || (self.ask == Ask::Closes && r.role == Role::BodylessRequest))
        })
    }

    fn role(&self) -> Role {
        match self.ask {
            Ask::Bodyless => Role::BodylessRequest,
            Ask::Closes => Role::KeepsNoConnection,
        }
    }

    /// Whether an expression alone says it.
    fn decides(&self, at: Site) -> bool {
        let Some(body) = self.body(at.def) else {
            return false;
        };
        let rows = match &body.exprs[at.expr] {
            Expr::Call { .. } | Expr::MethodCall { .. } => self.flow.call_rows(at.def, at.expr),
            Expr::Path(_) => self.flow.path_rows(at.def, at.expr),
            _ => return false,
        };
        rows.iter().any(|row| row.role == self.role() && self.holds(body, at, row))
            || (self.ask == Ask::Bodyless && self.parses_method(body, at))
    }

    fn holds(&self, body: &Body, at: Site, row: &Row) -> bool {
        let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[at.expr] else {
            return row.role == Role::BodylessRequest;
        };
        match (row.kind.as_deref(), row.limit) {
            (Some("method"), _) => args.iter().any(|a| names_bodyless(body, *a)),
            (Some("header"), _) => {
                let parts: Vec<ExprId> = args.iter().flat_map(|a| body.descendants(*a)).collect();
                parts.iter().any(|e| self.names_connection(body, Site { def: at.def, expr: *e }))
                    && parts.iter().any(|e| text(body, *e).is_some_and(|t| t.eq_ignore_ascii_case("close")))
            }
            (_, Some(limit)) => args.get(limit).is_some_and(|a| self.is_zero(body, Site { def: at.def, expr: *a })),
            _ => true,
        }
    }

    fn names_connection(&self, body: &Body, at: Site) -> bool {
        text(body, at.expr).is_some_and(|t| t.eq_ignore_ascii_case("connection"))
            || (matches!(body.exprs[at.expr], Expr::Path(_))
                && self.flow.path_rows(at.def, at.expr).iter().any(|r| r.kind.as_deref() == Some("header-name")))
    }

    fn is_zero(&self, body: &Body, at: Site) -> bool {
        match &body.exprs[at.expr] {
            Expr::Lit(Lit::Int(0, _)) => true,
            Expr::Path(_) => match self.flow.types_of(at.def).paths.get(&at.expr) {
                Some(ValueRes::Const(def)) => {
                    self.flow.program.defs[*def].kind == DefKind::Const && self.flow.types.const_of(*def, 4) == Some(0)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// `"HEAD".parse()`, `Method::from_bytes(b"HEAD")`
    fn parses_method(&self, body: &Body, at: Site) -> bool {
        let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[at.expr] else {
            return false;
        };
        let recv = match &body.exprs[at.expr] {
            Expr::MethodCall { recv, .. } => Some(*recv),
            _ => None,
        };
        let named = recv.into_iter().chain(args.iter().copied()).any(|e| names_bodyless(body, e));
        named && {
            let ty = self.flow.ty(at.def, at.expr);
            ty.any(&mut |t| t.adt().is_some_and(|d| self.has_bodyless_const(d)))
        }
    }

    /// Whether a type has a constant that stands for a request without a body.
    fn has_bodyless_const(&self, def: DefId) -> bool {
        let program = self.flow.program;
        let items = program.inherent_impls(def).iter().flat_map(|i| &program.impls[*i].items);
        let mut consts = items.filter(|(_, d)| program.defs[*d].kind == DefKind::Const);
        consts.any(|(_, d)| program.rows(*d).iter().any(|r| r.role == Role::BodylessRequest))
    }
}

/// The variable that a place, or a chain of calls on it, starts at.
fn root(body: &Body, expr: ExprId) -> Option<LocalId> {
    let mut at = expr;
    for _ in 0..8 {
        at = match &body.exprs[at] {
            Expr::Local(local) => return Some(*local),
            Expr::MethodCall { recv: inner, .. }
            | Expr::Unary { expr: inner, .. }
            | Expr::Ref { expr: inner, .. }
            | Expr::Field { base: inner, .. } => *inner,
            _ => return None,
        };
    }
    None
}

fn is_local(body: &Body, expr: ExprId) -> bool {
    matches!(body.exprs[expr], Expr::Local(_))
}

fn names_bodyless(body: &Body, expr: ExprId) -> bool {
    matches!(text(body, expr), Some("HEAD" | "CONNECT"))
}

fn text(body: &Body, expr: ExprId) -> Option<&str> {
    match &body.exprs[expr] {
        Expr::Lit(Lit::Str(text)) => Some(text),
        Expr::Lit(Lit::ByteStr(text)) => std::str::from_utf8(text).ok(),
        _ => None,
    }
}

/// What a body, a block or a closure yields: its tail, and what is returned in it.
fn yields(body: &Body, of: ExprId) -> Vec<ExprId> {
    let mut all = Vec::new();
    let whole = match &body.exprs[of] {
        Expr::Closure { body, .. } => *body,
        _ => of,
    };
    match &body.exprs[whole] {
        Expr::Block { tail, stmts, .. } => match tail {
            Some(tail) => all.push(*tail),
            None => all.extend(stmts.last().and_then(|s| match s {
                Stmt::Expr(e) => Some(*e),
                Stmt::Let { .. } => None,
            })),
        },
        _ => all.push(whole),
    }
    let returned = body.descendants(whole).into_iter().filter_map(|e| match body.exprs[e] {
        Expr::Return(value) => value,
        _ => None,
    });
    all.extend(returned);
    all.retain(|e| *e != of);
    all
}
