//! Bodies.

use super::Printer;
use super::words::{bin_text, block_text, lit_text, macro_text};
use crate::base::Sym;
use crate::hir::{Body, Expr, ExprId, LocalId, Pat, PatId, Stmt, UnOp};

/// Prints one body.
pub(super) struct BodyPrinter<'p, 'h> {
    p: &'p mut Printer<'h>,
    body: &'h Body,
}

impl<'p, 'h> BodyPrinter<'p, 'h> {
    pub(super) fn new(p: &'p mut Printer<'h>, body: &'h Body) -> Self {
        Self { p, body }
    }

    pub(super) fn root(&mut self) {
        for (index, pat) in self.body.params.iter().enumerate() {
            self.p.push(if index == 0 { "|" } else { ", " });
            self.pat(*pat);
        }
        self.p.push(if self.body.params.is_empty() { "" } else { "| " });
        self.expr(self.body.root);
    }

    fn push(&mut self, text: &str) {
        self.p.push(text);
    }

    fn local(&mut self, id: LocalId) {
        let name = self.body.locals[id].name;
        self.push(&format!("{name}.{}", id.index()));
    }

    fn exprs(&mut self, ids: &[ExprId]) {
        for (index, id) in ids.iter().enumerate() {
            self.push(if index == 0 { "" } else { ", " });
            self.expr(*id);
        }
    }

    fn pats(&mut self, ids: &[PatId], between: &str) {
        for (index, id) in ids.iter().enumerate() {
            self.push(if index == 0 { "" } else { between });
            self.pat(*id);
        }
    }

    /// `word`, and the expression, if there is one.
    fn opt(&mut self, word: &str, id: Option<ExprId>) {
        if let Some(id) = id {
            self.push(word);
            self.expr(id);
        }
    }

    fn label(&mut self, label: Option<Sym>) {
        if let Some(label) = label {
            self.push(&format!("'{label}: "));
        }
    }

    /// An operand: in parentheses unless it holds together by itself.
    fn operand(&mut self, id: ExprId) {
        let tight = matches!(
            &self.body.exprs[id],
            Expr::Missing
                | Expr::Lit(_)
                | Expr::Local(_)
                | Expr::Path(_)
                | Expr::Call { .. }
                | Expr::MethodCall { .. }
                | Expr::Field { .. }
                | Expr::Index { .. }
                | Expr::Await(_)
                | Expr::Try(_)
                | Expr::Tuple(_)
                | Expr::Array(_)
                | Expr::Vec { .. }
                | Expr::Macro { .. }
                | Expr::Join { .. }
        );
        self.push(if tight { "" } else { "(" });
        self.expr(id);
        self.push(if tight { "" } else { ")" });
    }

    fn expr(&mut self, id: ExprId) {
        match &self.body.exprs[id] {
            Expr::Missing => self.push("⟨missing⟩"),
            Expr::Lit(lit) => self.push(&lit_text(lit)),
            Expr::Local(local) => self.local(*local),
            Expr::Path(path) => self.p.path(path),
            Expr::Call { callee, args } => {
                self.operand(*callee);
                self.push("(");
                self.exprs(args);
                self.push(")");
            }
            Expr::MethodCall { recv, name, turbofish, args, .. } => {
                self.operand(*recv);
                self.push(&format!(".{name}"));
                if let Some(turbofish) = turbofish {
                    self.push("::");
                    self.p.args(turbofish);
                }
                self.push("(");
                self.exprs(args);
                self.push(")");
            }
            Expr::Field { base, name } => {
                self.operand(*base);
                self.push(&format!(".{name}"));
            }
            Expr::Index { base, index } => {
                self.operand(*base);
                self.push("[");
                self.expr(*index);
                self.push("]");
            }
            Expr::Await(inner) => {
                self.operand(*inner);
                self.push(".await");
            }
            Expr::Try(inner) => {
                self.operand(*inner);
                self.push("?");
            }
            other => self.operation(other),
        }
    }

    fn operation(&mut self, expr: &Expr) {
        match expr {
            Expr::Unary { op, expr } => {
                self.push(match op {
                    UnOp::Deref => "*",
                    UnOp::Not => "!",
                    UnOp::Neg => "-",
                });
                self.operand(*expr);
            }
            Expr::Binary { op, lhs, rhs } => self.infix(*lhs, bin_text(*op), *rhs),
            Expr::Assign { lhs, rhs } => self.infix(*lhs, "=", *rhs),
            Expr::AssignOp { op, lhs, rhs } => {
                self.infix(*lhs, &format!("{}=", bin_text(*op)), *rhs);
            }
            Expr::Ref { mutable, expr } => {
                self.push(if *mutable { "&mut " } else { "&" });
                self.operand(*expr);
            }
            Expr::Cast { expr, ty } => {
                self.operand(*expr);
                self.push(" as ");
                self.p.ty(ty);
            }
            Expr::Tuple(elems) => {
                self.push("(");
                self.exprs(elems);
                self.push(")");
            }
            Expr::Array(elems) => {
                self.push("[");
                self.exprs(elems);
                self.push("]");
            }
            Expr::Repeat { elem, len } => {
                self.push("[");
                self.expr(*elem);
                self.opt("; ", Some(*len));
                self.push("]");
            }
            Expr::Vec { elems, len } => {
                self.push("vec[");
                self.exprs(elems);
                self.opt("; ", *len);
                self.push("]");
            }
            Expr::Struct { path, fields, base } => {
                self.p.path(path);
                self.push(" { ");
                for field in fields {
                    self.push(&format!("{}: ", field.name));
                    self.expr(field.value);
                    self.push(", ");
                }
                self.opt("..", *base);
                self.push("}");
            }
            Expr::Range { start, end, inclusive } => {
                self.opt("", *start);
                self.push(if *inclusive { "..=" } else { ".." });
                self.opt("", *end);
            }
            other => self.control(other),
        }
    }

    fn infix(&mut self, lhs: ExprId, op: &str, rhs: ExprId) {
        self.operand(lhs);
        self.push(&format!(" {op} "));
        self.operand(rhs);
    }

    fn control(&mut self, expr: &Expr) {
        match expr {
            Expr::If { cond, then, els } => {
                self.opt("if ", Some(*cond));
                self.opt(" ", Some(*then));
                self.opt(" else ", *els);
            }
            Expr::Let { pat, expr } => {
                self.push("let ");
                self.pat(*pat);
                self.opt(" = ", Some(*expr));
            }
            Expr::Loop { label, body } => {
                self.label(*label);
                self.opt("loop ", Some(*body));
            }
            Expr::While { label, cond, body } => {
                self.label(*label);
                self.opt("while ", Some(*cond));
                self.opt(" ", Some(*body));
            }
            Expr::For { label, pat, iter, body } => {
                self.label(*label);
                self.push("for ");
                self.pat(*pat);
                self.opt(" in ", Some(*iter));
                self.opt(" ", Some(*body));
            }
            Expr::Return(value) => {
                self.push("return");
                self.opt(" ", *value);
            }
            Expr::Yield(value) => {
                self.push("yield");
                self.opt(" ", *value);
            }
            Expr::Break { label, value } => {
                self.jump("break", *label);
                self.opt(" ", *value);
            }
            Expr::Continue { label } => self.jump("continue", *label),
            other => self.nested(other),
        }
    }

    fn jump(&mut self, word: &str, label: Option<Sym>) {
        self.push(word);
        if let Some(label) = label {
            self.push(&format!(" '{label}"));
        }
    }

    fn nested(&mut self, expr: &Expr) {
        match expr {
            Expr::Block { kind, label, stmts, tail, items } => {
                self.label(*label);
                self.push(block_text(*kind));
                self.p.push("{\n");
                self.p.indent += 1;
                self.p.items(items);
                for stmt in stmts {
                    self.stmt(stmt);
                }
                if let Some(tail) = tail {
                    self.p.start();
                    self.expr(*tail);
                    self.p.end();
                }
                self.close();
            }
            Expr::Match { scrutinee, arms } => {
                self.opt("match ", Some(*scrutinee));
                self.open();
                for arm in arms {
                    self.p.start();
                    self.pat(arm.pat);
                    self.opt(" if ", arm.guard);
                    self.opt(" => ", Some(arm.body));
                    self.p.end();
                }
                self.close();
            }
            Expr::Select { arms, els, biased } => {
                self.push(if *biased { "select biased" } else { "select" });
                self.open();
                for arm in arms {
                    self.p.start();
                    self.pat(arm.pat);
                    self.opt(" = ", Some(arm.future));
                    self.opt(", if ", arm.cond);
                    self.opt(" => ", Some(arm.handler));
                    self.p.end();
                }
                if let Some(els) = els {
                    self.p.start();
                    self.opt("else => ", Some(*els));
                    self.p.end();
                }
                self.close();
            }
            Expr::Closure { params, ret, body, is_async, is_move } => {
                self.push(if *is_async { "async " } else { "" });
                self.push(if *is_move { "move |" } else { "|" });
                for (index, (pat, ty)) in params.iter().enumerate() {
                    self.push(if index == 0 { "" } else { ", " });
                    self.pat(*pat);
                    if let Some(ty) = ty {
                        self.push(": ");
                        self.p.ty(ty);
                    }
                }
                self.push("| ");
                if let Some(ret) = ret {
                    self.push("-> ");
                    self.p.ty(ret);
                    self.push(" ");
                }
                self.expr(*body);
            }
            Expr::Join { exprs, is_try } => {
                self.push(if *is_try { "try_join(" } else { "join(" });
                self.exprs(exprs);
                self.push(")");
            }
            Expr::Macro { name, kind, args } => {
                self.push(&format!("{name}!{}(", macro_text(*kind)));
                self.exprs(args);
                self.push(")");
            }
            _ => {}
        }
    }

    fn open(&mut self) {
        self.push(" {\n");
        self.p.indent += 1;
    }

    fn close(&mut self) {
        self.p.indent -= 1;
        self.p.start();
        self.push("}");
    }

    fn stmt(&mut self, stmt: &Stmt) {
        self.p.start();
        match stmt {
            Stmt::Expr(expr) => self.expr(*expr),
            Stmt::Let { pat, ty, init, els } => {
                self.push("let ");
                self.pat(*pat);
                if let Some(ty) = ty {
                    self.push(": ");
                    self.p.ty(ty);
                }
                self.opt(" = ", *init);
                self.opt(" else ", *els);
            }
        }
        self.push(";");
        self.p.end();
    }

    fn pat(&mut self, id: PatId) {
        match &self.body.pats[id] {
            Pat::Wild => self.push("_"),
            Pat::Rest => self.push(".."),
            Pat::Bind { local, by_ref, mutable, sub } => {
                self.push(if *by_ref { "ref " } else { "" });
                self.push(if *mutable { "mut " } else { "" });
                self.local(*local);
                if let Some(sub) = sub {
                    self.push(" @ ");
                    self.pat(*sub);
                }
            }
            Pat::Path(path) => self.p.path(path),
            Pat::Tuple(pats) => self.pat_list("(", pats, ")"),
            Pat::Slice(pats) => self.pat_list("[", pats, "]"),
            Pat::TupleStruct { path, pats } => {
                self.p.path(path);
                self.pat_list("(", pats, ")");
            }
            Pat::Struct { path, fields, rest } => {
                self.p.path(path);
                self.push(" { ");
                for (name, pat) in fields {
                    self.push(&format!("{name}: "));
                    self.pat(*pat);
                    self.push(", ");
                }
                self.push(if *rest { ".. }" } else { "}" });
            }
            Pat::Ref(inner) => {
                self.push("&");
                self.pat(*inner);
            }
            Pat::Or(pats) => self.pats(pats, " | "),
            Pat::Lit(lit) => self.expr(*lit),
            Pat::Range { start, end } => {
                self.opt("", *start);
                self.opt("..=", *end);
            }
            Pat::Opaque => self.push("⟨opaque⟩"),
        }
    }

    fn pat_list(&mut self, open: &str, pats: &[PatId], close: &str) {
        self.push(open);
        self.pats(pats, ", ");
        self.push(close);
    }
}
