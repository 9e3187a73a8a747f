//! Blocks, statements, struct literals and macros.

use super::interp::{Flowing, Frame, Interp, LoopFrame, compact, tuple};
use super::value::{How, State, Val};
use crate::base::Sym;
use crate::hir::{BlockKind, Expr, ExprId, MacroKind, PatId, Stmt};
use crate::infer::Ty;

impl Interp<'_, '_> {
    pub(super) fn literal(
        &mut self,
        id: ExprId,
        fields: &[crate::hir::FieldInit],
        base: Option<ExprId>,
        state: State,
    ) -> Flowing {
        let mut parts: Vec<ExprId> = fields.iter().map(|f| f.value).collect();
        parts.extend(base);
        let def = self.types.literals.get(&id).copied();
        let all = self.eval_all(&parts, state);
        all.into_iter()
            .flat_map(|(s, mut vals)| {
                let rest = if base.is_some() { vals.pop() } else { None };
                let mut named: Vec<(Sym, Val)> = fields.iter().map(|f| f.name).zip(vals).collect();
                let states = match rest {
                    Some(Val::Agg(of, parts)) if of == def => self.update(&mut named, parts, id, s),
                    Some(rest) if rest.owns() => self.escape(s, &rest, id),
                    _ => vec![s],
                };
                states.into_iter().map(|s| (s, compact(def, &named))).collect::<Vec<_>>()
            })
            .collect()
    }

    /// `Held { took, ..held }`: what is not named comes from the other value; what is named, was dropped there.
    fn update(&mut self, named: &mut Vec<(Sym, Val)>, rest: Vec<(Sym, Val)>, at: ExprId, state: State) -> Vec<State> {
        let (replaced, kept): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|(n, _)| named.iter().any(|(own, _)| own == n));
        named.extend(kept);
        let gone = tuple(replaced.into_iter().map(|(_, v)| v).collect());
        self.discard(state, &gone, at, How::Overwritten).into_iter().collect()
    }

    /// A block: statements in order, then what it yields; at its end its variables go.
    pub(super) fn block(&mut self, id: ExprId, state: State) -> Flowing {
        let Expr::Block { kind, label, stmts, tail, .. } = self.expr(id) else {
            return Vec::new();
        };
        let frame = *kind != BlockKind::Plain;
        if frame {
            self.frames.push(Frame::default());
        }
        self.loops.extend(label.map(|label| LoopFrame {
            label: Some(label),
            breaks: Vec::new(),
            continues: Vec::new(),
        }));
        let mut states = vec![state];
        for stmt in stmts {
            let mut next = Vec::new();
            for state in states {
                next.extend(self.stmt(stmt, state));
            }
            states = self.settle(next, |s| s);
        }
        let mut all: Flowing = Vec::new();
        for state in states {
            match tail {
                Some(tail) => all.extend(self.eval(*tail, state)),
                None => all.push((state, Val::Other)),
            }
        }
        if label.is_some() {
            all.extend(self.loops.pop().map_or_else(Vec::new, |l| l.breaks));
        }
        if frame {
            all.extend(self.frames.pop().map_or_else(Vec::new, |f| f.returns));
        }
        self.leave_all(all, id, tail.unwrap_or(id))
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt, state: State) -> Vec<State> {
        match stmt {
            Stmt::Expr(expr) => {
                let all = self.eval(*expr, state);
                all.into_iter()
                    .filter_map(|(s, v)| {
                        let s = self.discard_value(s, &v, *expr, How::Statement)?;
                        self.flush(s)
                    })
                    .collect()
            }
            Stmt::Let { pat, init: None, .. } => {
                let mut state = state;
                for local in self.body.bindings(*pat) {
                    state.set(local, Val::Other);
                }
                vec![state]
            }
            Stmt::Let { pat, init: Some(init), els, .. } => self.let_stmt(*pat, *init, *els, state),
        }
    }

    pub(super) fn let_stmt(&mut self, pat: PatId, init: ExprId, els: Option<ExprId>, state: State) -> Vec<State> {
        let mut out = Vec::new();
        for (state, scrutinee) in self.scrutinee(init, state) {
            let (hit, missed) = self.match_val(pat, scrutinee.clone(), state, init);
            out.extend(hit.into_iter().filter_map(|s| self.flush(s)));
            if let Some(els) = els {
                for (state, rest) in missed {
                    let Some(state) = self.discard(state, &rest, init, How::Wildcard) else {
                        continue;
                    };
                    let Some(state) = self.flush(state) else {
                        continue;
                    };
                    let all = self.eval(els, state);
                    out.extend(all.into_iter().map(|(s, _)| s));
                }
            }
        }
        out
    }

    pub(super) fn macro_call(&mut self, id: ExprId, kind: MacroKind, args: &[ExprId], state: State) -> Flowing {
        match (kind, args) {
            (MacroKind::Pass, [arg]) => return self.eval(*arg, state),
            (MacroKind::Opaque, _) => {
                let all = self.eval_all(args, state);
                return all
                    .into_iter()
                    .flat_map(|(s, vals)| self.escape(s, &tuple(vals), id))
                    .map(|s| (s, Val::Other))
                    .collect();
            }
            _ => {}
        }
        let mut states = vec![state];
        for (i, arg) in args.iter().enumerate() {
            let mut next = Vec::new();
            for state in states {
                if kind == MacroKind::Assert && i == 0 && self.ty(*arg) == Ty::prim("bool") {
                    next.extend(self.cond(*arg, state).0);
                } else {
                    for (mut s, place) in self.place(*arg, state) {
                        let _ = self.borrow(&mut s, &place, *arg);
                        next.push(s);
                    }
                }
            }
            states = next;
        }
        if kind == MacroKind::Panic {
            return Vec::new();
        }
        states.into_iter().map(|s| (s, Val::Other)).collect()
    }
}
