//! What the whole workspace says about bodies of requests: who reads them, what bounds them, which apps there are.
//! Gathered once. Must not decide what is a finding.

use super::Cx;
use super::upload::{self, Content, Layer};
use crate::base::Loc;
use crate::flow::Site;
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, Ty, TyKind};
use crate::link::{DefId, DefKind};
use crate::model::{Role, Row};

/// A place that reads a whole body.
#[derive(Debug)]
pub struct Read {
    pub site: Site,
    pub at: Loc,
    pub group: Option<String>,
    /// A parameter of a handler, else a call.
    pub param: bool,
    /// Nothing bounds it by default.
    pub open: bool,
    pub what: String,
    /// What a limit by name calls it.
    pub kind: Option<String>,
}

/// An app of a framework without limits.
#[derive(Debug)]
pub struct App {
    pub group: Option<String>,
    pub site: Site,
    pub content: Content,
}

#[derive(Debug, Default)]
pub struct Facts {
    pub reads: Vec<Read>,
    /// Limits and switches, and what stands behind them.
    pub layers: Vec<Layer>,
    pub apps: Vec<App>,
}

impl Facts {
    /// Looks at every body and signature of the workspace that is no test's.
    #[must_use]
    pub fn gather(cx: &Cx<'_>) -> Self {
        let mut facts = Self::default();
        let program = cx.flow.program;
        let roles = [
            Role::LimitLayer,
            Role::SetsBodyLimit,
            Role::UnlimitedApp,
            Role::ReadsWhole,
            Role::ReadsPart,
            Role::RegistersHandler,
            Role::Extracts,
        ];
        let names = super::names_of(program, &roles);
        let own =
            |d: &DefId| !program.defs[*d].test && cx.flow.in_workspace(*d) && program.defs[*d].kind == DefKind::Fn;
        for def in program.defs.ids().filter(own) {
            facts.parameters(cx, def);
            if cx.flow.body(def).is_some_and(|b| b.mentions.iter().any(|m| names.contains(m))) {
                facts.calls(cx, def);
            }
        }
        facts
    }

    fn parameters(&mut self, cx: &Cx<'_>, def: DefId) {
        let Some(body) = cx.flow.body(def) else {
            return;
        };
        let sig = cx.flow.types.sig(def).clone();
        for (index, ty) in sig.params.iter().enumerate() {
            let mut rows = extractor(cx, ty);
            let plain = text(cx, def, ty).filter(|row| rows.iter().all(|r| r.group != row.group));
            rows.extend(plain);
            let Some(pat) = body.params.get(index).filter(|_| !rows.is_empty() && upload::is_handler(cx, def)) else {
                continue;
            };
            let at = Loc { file: cx.flow.program.defs[def].hir.file, span: body.pat_spans[pat.index()] };
            for row in rows {
                self.parameter(cx, Site { def, expr: body.root }, at, row, ty);
            }
        }
    }

    fn parameter(&mut self, cx: &Cx<'_>, site: Site, at: Loc, row: &Row, ty: &Ty) {
        let what = crate::infer::ty::display(cx.flow.program, ty);
        self.reads.push(Read {
            site,
            at,
            group: row.group.clone(),
            param: true,
            open: row.value.is_none(),
            what,
            kind: row.kind.clone(),
        });
    }

    fn calls(&mut self, cx: &Cx<'_>, def: DefId) {
        let Some(body) = cx.flow.body(def) else {
            return;
        };
        for (expr, kind) in body.exprs.iter() {
            let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = kind else {
                continue;
            };
            for row in cx.flow.call_rows(def, expr) {
                self.call(cx, Site { def, expr }, row, args);
            }
        }
    }

    fn call(&mut self, cx: &Cx<'_>, site: Site, row: &Row, args: &[ExprId]) {
        match row.role {
            Role::LimitLayer | Role::SetsBodyLimit => self.layers.push(upload::layer(cx, site, row)),
            Role::UnlimitedApp => {
                let content = upload::content_of_chain(cx, site);
                self.apps.push(App { group: row.group.clone(), site, content });
            }
            Role::ReadsWhole if row.limit.is_none() && row.group.is_some() => self.read(cx, site, row),
            Role::ReadsPart if row.group.is_some() && upload::kept(cx, site) => self.read(cx, site, row),
            Role::Extracts => self.extracted(cx, site, row),
            Role::RegistersHandler => {
                for arg in args {
                    self.closure(cx, Site { def: site.def, expr: *arg });
                }
            }
            _ => {}
        }
    }

    fn read(&mut self, cx: &Cx<'_>, site: Site, row: &Row) {
        if let Some(at) = cx.flow.loc(site.def, site.expr) {
            let open = row.value.is_none();
            self.reads.push(Read {
                site,
                at,
                group: row.group.clone(),
                param: false,
                open,
                what: String::new(),
                kind: None,
            });
        }
    }

    /// A call that runs an extractor, which its result's type tells.
    fn extracted(&mut self, cx: &Cx<'_>, site: Site, row: &Row) {
        let (Some(at), Some(index)) = (cx.flow.loc(site.def, site.expr), cx.flow.index(site.def)) else {
            return;
        };
        let own = match cx.flow.types_of(site.def).callees.get(&site.expr) {
            Some(Callee::Fn { self_ty, .. }) => self_ty.clone(),
            _ => Ty::unknown(),
        };
        let awaited = index.parent(site.expr).map_or_else(Ty::unknown, |p| cx.flow.ty(site.def, p));
        let types = [own, awaited, cx.flow.ty(site.def, site.expr)];
        if let Some((ty, rows)) = types.iter().map(|ty| (ty, extractor(cx, ty))).find(|(_, rows)| !rows.is_empty()) {
            for row in rows {
                self.parameter(cx, site, at, row, ty);
            }
        } else if let Some(text) = types.iter().find(|ty| row.group.is_some() && made_text(cx, ty)) {
            self.parameter(cx, site, at, row, text);
        }
    }

    /// A closure that is a handler: its parameters.
    fn closure(&mut self, cx: &Cx<'_>, site: Site) {
        let Some(body) = cx.flow.body(site.def) else {
            return;
        };
        let (Expr::Closure { params, body: inner, .. }, ty) = (&body.exprs[site.expr], cx.flow.ty(site.def, site.expr))
        else {
            return;
        };
        let TyKind::Closure(_, types, _) = ty.kind() else {
            return;
        };
        for ((pat, _), ty) in params.iter().zip(types) {
            let at = Loc { file: cx.flow.program.defs[site.def].hir.file, span: body.pat_spans[pat.index()] };
            for row in extractor(cx, ty) {
                self.parameter(cx, Site { def: site.def, expr: *inner }, at, row, ty);
            }
        }
    }

    /// The app that a read's handler is seen to stand on: the outermost.
    #[must_use]
    pub fn app_of(&self, cx: &Cx<'_>, read: &Read) -> Option<Site> {
        let mut of_group = self.apps.iter().filter(|a| a.group == read.group).peekable();
        of_group.peek()?;
        let entries = upload::entries(cx, read.site);
        let on = |a: &&App| entries.iter().any(|e| a.content.handlers.contains(e));
        let mut best: Option<&App> = None;
        for app in of_group.filter(on) {
            if best.is_none_or(|b| b.content.handlers.len() < app.content.handlers.len()) {
                best = Some(app);
            }
        }
        best.map(|a| a.site)
    }
}

/// The extractors that a parameter's type is, or holds (`Result<Json<T>, E>`, `Valid<Json<T>>`); one type may be
/// an extractor of several frameworks.
fn extractor<'a>(cx: &Cx<'a>, ty: &Ty) -> Vec<&'a Row> {
    let mut found = Vec::new();
    ty.any(&mut |t| {
        let rows = cx.flow.ty_rows(t).into_iter().filter(|r| r.role == Role::BufferingExtractor);
        found.extend(rows.filter(|r| match r.kind.as_deref() {
            Some("text") => false,
            Some("fields") => !spools_all(cx, t),
            _ => true,
        }));
        false
    });
    found
}

/// Whether each field of the form that an extractor holds is spooled to disk.
fn spools_all(cx: &Cx<'_>, extractor: &Ty) -> bool {
    let form = extractor.args().first().and_then(Ty::adt).filter(|d| cx.flow.in_workspace(*d));
    let Some(variants) = form.map(|d| cx.flow.types.adt(d).variants.clone()) else {
        return false;
    };
    let spooled = |ty: &Ty| ty.any(&mut |t| cx.flow.ty_row(t, Role::StreamsBody).is_some());
    let fields: Vec<&Ty> = variants.iter().flatten().map(|(_, ty)| ty).collect();
    !fields.is_empty() && fields.into_iter().all(spooled)
}

/// Whether a value is a text, or a result of one.
fn made_text(cx: &Cx<'_>, ty: &Ty) -> bool {
    let lang = &cx.flow.types.lang;
    let of_result = ty.adt().is_some() && ty.adt() == lang.result;
    let inner = if of_result { ty.args().first() } else { Some(ty) };
    inner.is_some_and(|t| t.adt().is_some() && t.adt() == lang.string)
}

/// A `String`, a `Vec<u8>` or a shared buffer, which is an extractor only as a handler's parameter: the row of the framework that registers it.
fn text<'a>(cx: &Cx<'a>, def: DefId, ty: &Ty) -> Option<&'a Row> {
    let lang = &cx.flow.types.lang;
    let wrapped = ty.adt().is_some() && (ty.adt() == lang.result || ty.adt() == lang.option);
    let inner = if wrapped { ty.args().first()? } else { ty };
    let bytes = inner.adt() == lang.vec && inner.args().first() == Some(&Ty::prim("u8"));
    let buffer = || cx.flow.ty_row(inner, Role::BufferType).is_some();
    if inner.adt().is_none() || !(inner.adt() == lang.string || bytes || buffer()) {
        return None;
    }
    let frameworks = cx.flow.frameworks(def);
    let program = cx.flow.program;
    let mut of_texts: Vec<(DefId, &'a Row)> = Vec::new();
    #[expect(clippy::iter_over_hash_type, reason = "the rows are sorted below")]
    for (owner, rows) in &program.roles {
        let of_text = |r: &&'a Row| r.role == Role::BufferingExtractor && r.kind.as_deref() == Some("text");
        if frameworks.contains(&program.defs[*owner].krate) {
            of_texts.extend(rows.iter().map(AsRef::as_ref).find(of_text).map(|row| (*owner, row)));
        }
    }
    of_texts.sort_by_key(|(owner, _)| *owner);
    of_texts.first().map(|(_, row)| *row)
}
