//! Where a value goes: through locals, fields, statics, arguments and results, over the whole workspace.
//!
//! Types direct it: a value flows on through an expression whose type can hold it. The order of statements does not
//! matter, and one object's field is every object's. Must not know a rule.

use rustc_hash::FxHashSet;

use super::{Flow, Site, Source, Up};
use crate::base::Sym;
use crate::hir::{Body, Expr, ExprId, LocalId, PatId};
use crate::infer::{Callee, Limit, Ty, TyKind, ValueRes};
use crate::link::{DefId, DefKind, Parent};

/// A place that holds a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    Expr(Site),
    Local(DefId, LocalId),
    /// A field of a struct of the workspace, or of one of its enums' variants.
    Field(DefId, Sym),
    Static(DefId),
}

impl Node {
    /// The definition that it stands in.
    fn def(self) -> DefId {
        match self {
            Self::Expr(Site { def, .. }) | Self::Local(def, _) | Self::Field(def, _) | Self::Static(def) => def,
        }
    }
}

/// What is done with the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UseKind {
    /// The receiver of this method call.
    Method,
    /// An argument of this call; it was followed if the callee is the workspace's.
    Arg { index: usize, followed: bool },
    /// In a macro.
    Macro,
    /// The result of this function.
    Returned,
    /// Kept in a field.
    Field(DefId, Sym),
    /// Kept in a static.
    Static(DefId),
    /// Moved or borrowed into something that is not followed.
    Lost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    pub site: Site,
    pub kind: UseKind,
}

/// Everything that is done with a value, in order of discovery.
#[derive(Debug, Default)]
pub struct Trace {
    pub uses: Vec<Use>,
    pub nodes: Vec<Node>,
    /// It was cut off: there is more.
    pub cut: bool,
}

const MAX_NODES: usize = 4000;

pub(super) struct Walk<'f, 'a> {
    pub(super) flow: &'f Flow<'a>,
    pub(super) holds: &'f dyn Fn(&Ty) -> bool,
    follow_returns: bool,
    seen: FxHashSet<Node>,
    queue: Vec<Node>,
    trace: Trace,
}

impl Flow<'_> {
    /// Follows a value from where it is. `holds`: whether a type can hold it. `follow_returns`: through the results
    /// of functions to all their callers; else a result is only noted.
    pub fn trace(&self, start: Node, follow_returns: bool, holds: &dyn Fn(&Ty) -> bool) -> Trace {
        let mut walk = Walk {
            flow: self,
            holds,
            follow_returns,
            seen: FxHashSet::default(),
            queue: Vec::new(),
            trace: Trace::default(),
        };
        walk.push(start);
        let mut next = 0;
        while let Some(node) = walk.queue.get(next).copied() {
            next += 1;
            if next > MAX_NODES {
                walk.trace.cut = true;
                self.types.limits.note(Limit::Values, start.def());
                break;
            }
            walk.step(node);
        }
        walk.trace.nodes = walk.queue;
        walk.trace
    }

    /// The enum of a variant; else the definition itself.
    #[must_use]
    pub fn owner_type(&self, def: DefId) -> DefId {
        match (self.program.defs[def].kind, self.program.defs[def].parent) {
            (DefKind::Variant(_), Parent::Enum(of)) => of,
            _ => def,
        }
    }
}

impl Walk<'_, '_> {
    pub(super) fn push(&mut self, node: Node) {
        if self.seen.insert(node) {
            self.queue.push(node);
        }
    }
    fn note(&mut self, def: DefId, expr: ExprId, kind: UseKind) {
        self.trace.uses.push(Use { site: Site { def, expr }, kind });
    }
    fn step(&mut self, node: Node) {
        match node {
            Node::Expr(site) => self.expr(site.def, site.expr),
            Node::Local(def, local) => {
                let Some(index) = self.flow.index(def) else {
                    return;
                };
                for expr in index.uses(local) {
                    self.push(Node::Expr(Site { def, expr: *expr }));
                }
            }
            Node::Field(adt, name) => {
                for node in self.flow.field_nodes(adt, name).iter() {
                    self.push(*node);
                }
            }
            Node::Static(item) => self.static_uses(item),
        }
    }

    fn static_uses(&mut self, item: DefId) {
        let program = self.flow.program;
        let bodies = program.mentions.get(&program.defs[item].name).map_or(&[][..], Vec::as_slice);
        for def in bodies.iter().copied().filter(|d| !program.defs[*d].test) {
            let types = self.flow.types_of(def).clone();
            let Some(body) = self.flow.body(def) else {
                continue;
            };
            for (expr, kind) in body.exprs.iter() {
                let named = matches!(types.paths.get(&expr), Some(ValueRes::Const(d)) if *d == item);
                if matches!(kind, Expr::Path(_)) && named {
                    self.push(Node::Expr(Site { def, expr }));
                }
            }
        }
    }

    fn holds(&self, def: DefId, expr: ExprId) -> bool {
        (self.holds)(&self.flow.ty(def, expr))
    }
    pub(super) fn on(&mut self, def: DefId, expr: ExprId) {
        if self.holds(def, expr) {
            self.push(Node::Expr(Site { def, expr }));
        }
    }

    /// What the place around an expression does with its value.
    fn expr(&mut self, def: DefId, expr: ExprId) {
        let Some((body, index)) = self.flow.body(def).zip(self.flow.index(def).cloned()) else {
            return;
        };
        match index.up(expr) {
            Up::Root => self.returned(def, expr),
            Up::Let { block, stmt } => {
                if let Some(pat) = body.let_pat(block, stmt) {
                    self.bind(def, body, pat);
                }
            }
            Up::Tail { block } => self.on(def, block),
            Up::Stmt { .. } | Up::LetElse { .. } | Up::Pat => {}
            Up::Expr(parent) => self.inside(def, body, expr, parent),
        }
    }

    fn returned(&mut self, def: DefId, expr: ExprId) {
        if matches!(self.flow.program.defs[def].kind, DefKind::Static | DefKind::Const) {
            self.note(def, expr, UseKind::Static(def));
            self.push(Node::Static(def));
            return;
        }
        self.note(def, expr, UseKind::Returned);
        self.out_of_wrapper(def);
        if self.follow_returns {
            if self.answers_library(def) {
                self.give(Site { def, expr });
            }
            for caller in self.flow.callers(def).iter() {
                if caller.call {
                    self.on(caller.site.def, caller.site.expr);
                } else {
                    self.made_for(caller.site);
                }
            }
        }
    }

    pub(super) fn bind(&mut self, def: DefId, body: &Body, pat: PatId) {
        for local in body.bindings(pat) {
            if (self.holds)(&self.flow.types_of(def).local(local)) {
                self.push(Node::Local(def, local));
            }
        }
    }

    /// A parameter whose type is generic holds what it is given.
    fn bind_generic(&mut self, def: DefId, body: &Body, pat: PatId) {
        for local in body.bindings(pat) {
            let ty = self.flow.types_of(def).local(local);
            let open = matches!(ty.peel_refs().kind(), TyKind::Param(_) | TyKind::Opaque(_) | TyKind::Dyn(_));
            if open || (self.holds)(&ty) {
                self.push(Node::Local(def, local));
            }
        }
    }

    fn inside(&mut self, def: DefId, body: &Body, expr: ExprId, parent: ExprId) {
        match &body.exprs[parent] {
            Expr::MethodCall { recv, args, .. } => {
                if *recv == expr {
                    self.note(def, parent, UseKind::Method);
                    self.receiver(def, parent);
                    self.converted(def, parent, *recv);
                    self.enter_closures(def, body, args);
                    self.on(def, parent);
                } else if let Some(i) = args.iter().position(|a| *a == expr) {
                    self.argument(def, parent, i, true);
                }
            }
            Expr::Call { callee, args } => {
                if *callee == expr {
                    self.note(def, parent, UseKind::Method);
                } else if let Some(i) = args.iter().position(|a| *a == expr) {
                    self.argument(def, parent, i, false);
                }
            }
            Expr::Struct { fields, .. } => {
                let names: Vec<Sym> = fields.iter().filter(|f| f.value == expr).map(|f| f.name).collect();
                for name in names {
                    self.store(def, parent, self.flow.types_of(def).literals.get(&parent).copied(), name);
                }
            }
            Expr::Assign { lhs, rhs } if *rhs == expr => self.assign(def, body, *lhs, parent),
            Expr::Match { scrutinee, arms } if *scrutinee == expr => {
                for arm in arms {
                    self.bind(def, body, arm.pat);
                }
            }
            Expr::Let { pat, .. } => self.bind(def, body, *pat),
            Expr::For { iter, pat, .. } if *iter == expr => self.bind(def, body, *pat),
            Expr::Select { arms, .. } => {
                for arm in arms.iter().filter(|a| a.future == expr) {
                    self.bind(def, body, arm.pat);
                }
                self.on(def, parent);
            }
            Expr::Return(_) => self.returned(def, expr),
            Expr::Break { .. } => {
                let around = self.flow.index(def).and_then(|i| {
                    i.ancestors(parent)
                        .find(|e| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::Block { label: Some(_), .. }))
                });
                if let Some(around) = around {
                    self.on(def, around);
                }
            }
            Expr::Cast { .. } => self.cast(def, parent),
            Expr::Closure { body: value, .. } if *value == expr => self.on_closure(def, parent),
            Expr::Macro { .. } => {
                self.note(def, parent, UseKind::Macro);
                self.on(def, parent);
            }
            _ => self.on(def, parent),
        }
    }

    /// Behind `dyn`, what is done with a value is not seen.
    fn cast(&mut self, def: DefId, cast: ExprId) {
        let hides = |t: &Ty| matches!(t.kind(), TyKind::Dyn(_));
        if !self.holds(def, cast) && self.flow.ty(def, cast).any(&mut |t| hides(t)) {
            self.note(def, cast, UseKind::Lost);
        }
        self.on(def, cast);
    }

    /// A method of the workspace may keep its receiver, or use what is in it.
    fn receiver(&mut self, def: DefId, call: ExprId) {
        let Some(callee) = self.flow.types_of(def).callees.get(&call).cloned() else {
            return;
        };
        for target in self.flow.targets(&callee) {
            if let Some(local) = self.flow.body(target).and_then(|b| b.self_local) {
                self.push(Node::Local(target, local));
            }
        }
    }

    fn argument(&mut self, def: DefId, call: ExprId, index: usize, is_method: bool) {
        let callee = self.flow.types_of(def).callees.get(&call).cloned();
        if let Some(Callee::Ctor(ctor)) = callee {
            return self.store(def, call, Some(ctor), Sym::new(&index.to_string()));
        }
        let targets = callee.as_ref().map_or_else(Vec::new, |c| self.flow.targets(c));
        let closure = callee == Some(Callee::Value) && self.enter_called_closure(def, call, index);
        self.note(def, call, UseKind::Arg { index, followed: closure || !targets.is_empty() });
        for target in &targets {
            let Some(body) = self.flow.body(*target) else {
                continue;
            };
            let has_self = body.self_local.is_some() && !is_method;
            let param = if has_self { index.checked_sub(1) } else { Some(index) };
            match param {
                Some(i) => {
                    if let Some(pat) = body.params.get(i) {
                        self.bind_generic(*target, body, *pat);
                    }
                }
                None => {
                    if let Some(local) = body.self_local {
                        self.push(Node::Local(*target, local));
                    }
                }
            }
        }
        if targets.is_empty() && is_method {
            self.store_in_receiver(def, call);
        }
        // A library's function may hand its argument back: `Arc::new(x)`, `Some(x)`.
        if targets.is_empty() {
            if let Some(body) = self.flow.body(def)
                && let Expr::Call { args, .. } | Expr::MethodCall { args, .. } = &body.exprs[call]
            {
                self.enter_closures(def, body, args);
                // What a router, a layer or a server keeps, its handlers take out.
                if let Some(given) = args.get(index).filter(|_| !self.holds(def, call)) {
                    self.give(Site { def, expr: *given });
                }
            }
            self.on(def, call);
        }
    }

    /// What a closure or a function that a library is given makes is the result of that call, and what a container keeps:
    /// `map.entry(key).or_insert_with(make)`.
    pub(super) fn made_for(&mut self, given: Site) {
        let Some((body, index)) = self.flow.body(given.def).zip(self.flow.index(given.def)) else {
            return;
        };
        let Some(call) = index.parent(given.expr) else { return };
        match &body.exprs[call] {
            Expr::MethodCall { args, .. } if args.contains(&given.expr) => {
                let callee = self.flow.types_of(given.def).callees.get(&call).cloned();
                if callee.is_none_or(|c| self.flow.targets(&c).is_empty()) {
                    self.store_in_receiver(given.def, call);
                }
            }
            Expr::Call { args, .. } if args.contains(&given.expr) => {}
            _ => return,
        }
        self.on(given.def, call);
    }

    /// Into a container that can hold it: `map.insert(key, value)`, `list.lock().push(value)`.
    fn store_in_receiver(&mut self, def: DefId, call: ExprId) {
        let Some(Expr::MethodCall { recv, .. }) = self.flow.body(def).map(|b| &b.exprs[call]) else {
            return;
        };
        if self.holds(def, *recv) {
            self.store_in(def, call, *recv);
        }
    }

    fn store_in(&mut self, def: DefId, at: ExprId, place: ExprId) {
        let Some(body) = self.flow.body(def) else {
            return;
        };
        let (made_of, ends) = self.flow.origins(Site { def, expr: place });
        if ends.iter().any(|end| matches!(end, Source::Param(_) | Source::ClosureParam { .. })) {
            // The caller's container: who else reads it is not known.
            self.note(def, at, UseKind::Lost);
        }
        for expr in made_of {
            match &body.exprs[expr] {
                Expr::Local(local) => self.push(Node::Local(def, *local)),
                Expr::Path(_) => {
                    if let Some(ValueRes::Const(item)) = self.flow.types_of(def).paths.get(&expr).cloned() {
                        self.note(def, at, UseKind::Static(item));
                        self.push(Node::Static(item));
                    }
                }
                Expr::Field { name, .. } => {
                    let of = self.flow.types_of(def).fields.get(&expr).copied();
                    if let Some(adt) = of.filter(|adt| self.flow.in_workspace(*adt) && self.holds(def, expr)) {
                        self.note(def, at, UseKind::Field(adt, *name));
                        self.push(Node::Field(adt, *name));
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// Into a field: of a type of the workspace, or of a library's, which is looked through.
    fn store(&mut self, def: DefId, at: ExprId, of: Option<DefId>, name: Sym) {
        match of {
            Some(of) if self.flow.in_workspace(of) => {
                let adt = self.flow.owner_type(of);
                self.note(def, at, UseKind::Field(adt, name));
                self.push(Node::Field(adt, name));
                self.on_wrapper(def, at);
            }
            _ => self.on(def, at),
        }
    }

    fn assign(&mut self, def: DefId, body: &Body, lhs: ExprId, at: ExprId) {
        match &body.exprs[lhs] {
            Expr::Local(local) => self.push(Node::Local(def, *local)),
            Expr::Field { name, .. } => match self.flow.types_of(def).fields.get(&lhs).copied() {
                Some(adt) => self.store(def, at, Some(adt), *name),
                None => self.note(def, at, UseKind::Lost),
            },
            Expr::Unary { expr, .. } | Expr::Index { base: expr, .. } => {
                self.assign(def, body, *expr, at);
            }
            // `*slot.lock() = value`
            Expr::MethodCall { .. } | Expr::Path(_) => self.store_in(def, at, lhs),
            _ => self.note(def, at, UseKind::Lost),
        }
    }
}
