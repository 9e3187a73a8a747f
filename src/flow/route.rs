//! The route of a handler as a person would name it, `POST /upload`: told where it is plain from the source.
//! Must not decide what is a handler's load.

use super::{Flow, Site};
use crate::hir::{Body, Expr, ExprId, ItemKind, Lit, Vis};
use crate::infer::Ty;
use crate::link::{CrateId, DefId, ModuleId, Namespace, Parent, Res};
use crate::model::{Role, Row};

/// The methods of HTTP, as the names of functions and macros.
const METHODS: [&str; 9] = ["get", "post", "put", "delete", "patch", "head", "options", "trace", "connect"];

impl Flow<'_> {
    /// The libraries whose attribute a function has, or whose registration names it.
    #[must_use]
    pub fn frameworks(&self, fun: DefId) -> Vec<CrateId> {
        let program = self.program;
        let d = &program.defs[fun];
        let attrs = program.item(d.hir).map_or(&[][..], |item| &item.attrs.list);
        let by_attr = attrs.iter().filter(|a| self.attr_row(d.module, &a.path).is_some());
        let mut found: Vec<DefId> = by_attr.filter_map(|a| self.attr_def(d.module, &a.path)).collect();
        for call in self.registrations(fun) {
            found.extend(self.callees(call.def, call.expr));
        }
        found.into_iter().map(|f| program.defs[f].krate).collect()
    }

    /// Whether a function is a handler by its parameters: an extractor; or a body, which others take too, where nobody
    /// in the workspace calls the function, and it is no helper: one that is public answers as a handler does, and none
    /// gives back what it read.
    pub(super) fn takes_extractors(&self, fun: DefId) -> bool {
        let sig = self.types.sig(fun);
        let rows = || sig.params.iter().filter_map(|t| self.ty_row(t, Role::ExtractorType));
        let is_body = |r: &Row| r.kind.as_deref() == Some("body");
        if rows().any(|r| !is_body(r)) {
            return true;
        }
        let bytes = |t: &Ty| self.ty_row(t, Role::BufferType).is_some() || t.adt() == self.types.lang.vec;
        let gives_bytes = sig.output.as_ref().is_none_or(|ty| ty.any(&mut |t| t.adt().is_some() && bytes(t)));
        let may_be = || self.may_be_registered(fun) || (self.gives_status(fun) && self.is_async_alone(fun));
        rows().any(is_body) && !gives_bytes && may_be()
    }

    /// Whether what a function gives back has a status in it.
    fn gives_status(&self, fun: DefId) -> bool {
        let output = self.types.sig(fun).output.as_ref();
        output.is_some_and(|ty| ty.any(&mut |t| self.is_status(t)))
    }

    /// Whether a type is that of a status: it has a test of one.
    #[must_use]
    pub fn is_status(&self, ty: &Ty) -> bool {
        let program = self.program;
        ty.peel_refs().adt().is_some_and(|def| {
            let items = program.inherent_impls(def).iter().flat_map(|i| &program.impls[*i].items);
            items.flat_map(|(_, d)| program.rows(*d)).any(|r| r.role == Role::StatusTest)
        })
    }

    /// Whether an async function of a module is private, and nobody in the workspace names it: what is generated or left
    /// out registers it.
    pub fn may_be_registered(&self, fun: DefId) -> bool {
        let private = self.program.item(self.program.defs[fun].hir).is_some_and(|item| item.vis == Vis::Private);
        private && self.is_async_alone(fun)
    }

    fn is_async_alone(&self, fun: DefId) -> bool {
        let d = &self.program.defs[fun];
        let item = self.program.item(d.hir).filter(|_| d.parent == Parent::Module);
        let waits = item.is_some_and(|item| matches!(&item.kind, ItemKind::Fn(f) if f.is_async));
        waits && self.callers(fun).is_empty()
    }

    /// The calls that register a function as a handler.
    fn registrations(&self, fun: DefId) -> Vec<Site> {
        let named = self.callers(fun);
        let around = named.iter().filter(|c| !c.call).filter_map(|c| {
            let expr = self.index(c.site.def).and_then(|i| i.parent(c.site.expr))?;
            Some(Site { def: c.site.def, expr })
        });
        around.filter(|at| self.call_row(at.def, at.expr, Role::RegistersHandler).is_some()).collect()
    }

    /// The row on an attribute macro, by its path.
    pub(super) fn attr_row(&self, module: ModuleId, path: &str) -> Option<&Row> {
        let def = self.attr_def(module, path)?;
        self.program.rows(def).iter().map(AsRef::as_ref).find(|r| r.role == Role::HandlerAttribute)
    }

    fn attr_def(&self, module: ModuleId, path: &str) -> Option<DefId> {
        let names: Vec<_> = path.split("::").map(|s| crate::base::Sym::new(s.trim())).collect();
        let (res, used) = self.program.resolve(module, &names, false, Namespace::Values)?;
        let Res::Def(def) = res else { return None };
        (used == names.len()).then_some(def)
    }

    /// What an attribute macro of a handler says: `#[post("/upload")]`.
    pub(super) fn route_of_attribute(&self, fun: DefId) -> Option<String> {
        let d = &self.program.defs[fun];
        let mut attrs = self.program.item(d.hir)?.attrs.list.iter();
        attrs.find_map(|attr| {
            let row = self.attr_row(d.module, &attr.path)?;
            let last = attr.path.rsplit("::").next().unwrap_or_default().trim();
            let method = row.kind.clone().or_else(|| METHODS.contains(&last).then(|| last.to_uppercase()));
            let path = attr.args.split('"').nth(1).filter(|p| p.starts_with('/'));
            spelled(method.as_deref(), path.unwrap_or_default())
        })
    }

    /// Where a router registers a function.
    pub(super) fn route_of(&self, fun: DefId) -> Option<String> {
        let own = self.route_of_attribute(fun);
        own.or_else(|| self.registrations(fun).into_iter().find_map(|at| self.route_at(at)))
    }

    /// What is registered by a call: `.route("/upload", post(upload))`, `web::resource("/upload").route(web::post().to(upload))`.
    pub(super) fn route_at(&self, at: Site) -> Option<String> {
        let (body, index) = self.body(at.def).zip(self.index(at.def))?;
        let row = self.call_row(at.def, at.expr, Role::RegistersHandler)?;
        let named = row.kind.clone().filter(|k| METHODS.contains(&k.to_lowercase().as_str()));
        let method = named.or_else(|| method_of(body, at.expr));
        let mut path = path_of(body, at.expr).unwrap_or_default().to_owned();
        let mut inner = at.expr;
        for outer in index.ancestors(at.expr) {
            let within = match &body.exprs[outer] {
                Expr::Call { args, .. } | Expr::MethodCall { args, .. } => args.contains(&inner),
                Expr::Closure { .. } | Expr::Block { .. } => break,
                _ => false,
            };
            if within && let Some(part) = path_of(body, outer) {
                path.insert_str(0, part.trim_end_matches('/'));
            }
            inner = outer;
        }
        spelled(method.as_deref(), &path)
    }
}

fn spelled(method: Option<&str>, path: &str) -> Option<String> {
    match (method, path) {
        (_, "") => None,
        (Some(method), path) => Some(format!("{method} {path}")),
        (None, path) => Some(format!("the route {path}")),
    }
}

/// The path among the arguments of a call, else that of the call at the start of its chain.
fn path_of(body: &Body, call: ExprId) -> Option<&str> {
    let mut at = call;
    loop {
        let (recv, args) = match &body.exprs[at] {
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args),
            Expr::Call { args, .. } => (None, args),
            _ => return None,
        };
        // The methods between add other routes.
        let own = (at == call || recv.is_none()).then(|| args.iter().find_map(|a| literal(body, *a))).flatten();
        match (own, recv) {
            (Some(path), _) => return Some(path),
            (None, Some(recv)) => at = recv,
            (None, None) => return None,
        }
    }
}

fn literal(body: &Body, expr: ExprId) -> Option<&str> {
    match &body.exprs[expr] {
        Expr::Lit(Lit::Str(text)) if text.starts_with('/') => Some(text),
        _ => None,
    }
}

/// The method that the start of a chain, or the call itself, is named for: `web::post().to(upload)`, `at("/").post(upload)`.
fn method_of(body: &Body, call: ExprId) -> Option<String> {
    let mut at = call;
    loop {
        let (name, next) = match &body.exprs[at] {
            Expr::MethodCall { recv, name, .. } => (Some(*name), *recv),
            Expr::Call { callee, .. } => match &body.exprs[*callee] {
                Expr::Path(path) => (path.segs.last().map(|s| s.name), at),
                _ => return None,
            },
            _ => return None,
        };
        if let Some(name) = name.filter(|n| METHODS.contains(&n.as_str())) {
            return Some(name.as_str().to_uppercase());
        }
        if next == at {
            return None;
        }
        at = next;
    }
}
