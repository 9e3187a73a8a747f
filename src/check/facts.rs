//! What the whole workspace says about bodies of requests: who reads them, what bounds them, which apps there are.
//! Gathered once. Must not decide what is a finding.

use super::Cx;
use crate::base::Loc;
use crate::flow::Site;
use crate::hir::Expr;
use crate::link::{DefId, DefKind};
use crate::model::{Role, Row};

/// A place that reads a whole body.
#[derive(Debug)]
pub struct Read {
    pub def: DefId,
    pub at: Loc,
    pub group: Option<String>,
    /// A parameter of a handler, else a call.
    pub param: bool,
    /// Nothing bounds it by default.
    pub open: bool,
    pub what: String,
}

#[derive(Debug, Default)]
pub struct Facts {
    pub reads: Vec<Read>,
    /// The groups of layers that bound every body behind them; `None` for one that bounds any.
    pub layers: Vec<Option<String>>,
    pub apps: Vec<(Option<String>, Site)>,
}

impl Facts {
    /// Looks at every body and signature of the workspace that is no test's.
    #[must_use]
    pub fn gather(cx: &Cx<'_>) -> Self {
        let mut facts = Self::default();
        let program = cx.flow.program;
        let names = super::names_of(program, &[Role::LimitLayer, Role::UnlimitedApp, Role::ReadsWhole]);
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
        let reads = sig
            .params
            .iter()
            .enumerate()
            .filter_map(|(i, t)| Some((i, cx.flow.ty_row(t, Role::BufferingExtractor)?, t)));
        for (index, row, ty) in reads {
            let Some(pat) = body.params.get(index) else {
                continue;
            };
            if cx.flow.load_of_fn(def).is_none_or(|l| l.calls > 0) {
                continue;
            }
            let at = Loc { file: cx.flow.program.defs[def].hir.file, span: body.pat_spans[pat.index()] };
            let what = crate::infer::ty::display(cx.flow.program, ty);
            self.reads.push(Read { def, at, group: row.group.clone(), param: true, open: row.value.is_none(), what });
        }
    }

    fn calls(&mut self, cx: &Cx<'_>, def: DefId) {
        let Some(body) = cx.flow.body(def) else {
            return;
        };
        for (expr, kind) in body.exprs.iter() {
            if !matches!(kind, Expr::Call { .. } | Expr::MethodCall { .. }) {
                continue;
            }
            for row in cx.flow.call_rows(def, expr) {
                self.call(cx, Site { def, expr }, row);
            }
        }
    }

    fn call(&mut self, cx: &Cx<'_>, site: Site, row: &Row) {
        match row.role {
            Role::LimitLayer => self.layers.push(row.group.clone()),
            Role::UnlimitedApp => self.apps.push((row.group.clone(), site)),
            Role::ReadsWhole if row.limit.is_none() && row.group.is_some() => {
                let Some(at) = cx.flow.loc(site.def, site.expr) else {
                    return;
                };
                let what = String::new();
                let open = row.value.is_none();
                self.reads.push(Read { def: site.def, at, group: row.group.clone(), param: false, open, what });
            }
            _ => {}
        }
    }

    /// Whether an app of the group is visible.
    #[must_use]
    pub fn has_app(&self, group: Option<&str>) -> bool {
        self.apps.iter().any(|(g, _)| g.as_deref() == group)
    }

    /// Whether a place is the first app of its group: the one that is reported.
    #[must_use]
    pub fn first_app(&self, group: Option<&str>, site: Site) -> bool {
        self.apps.iter().find(|(g, _)| g.as_deref() == group).is_some_and(|(_, first)| *first == site)
    }

    /// Parameters of the group that nothing bounds by default.
    pub fn open_reads<'s>(&'s self, group: Option<&'s str>) -> impl Iterator<Item = Loc> + 's {
        self.reads.iter().filter(move |r| r.group.as_deref() == group && r.param && r.open).map(|r| r.at)
    }
}
