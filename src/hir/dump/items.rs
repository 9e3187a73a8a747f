//! Items.

use super::Printer;
use crate::hir::{Attrs, BodyId, ConstItem, Field, FnItem, Import, ItemId, ItemKind, SelfKind, VariantShape, Vis};

impl Printer<'_> {
    pub(super) fn item(&mut self, id: ItemId) {
        let item = &self.hir.items[id];
        self.attrs(&item.attrs);
        self.start();
        self.push(match item.vis {
            Vis::Private => "",
            Vis::Crate => "pub(crate) ",
            Vis::Public => "pub ",
        });
        let name = item.name.as_str();
        match &item.kind {
            ItemKind::Use(imports) => self.imports(imports),
            ItemKind::ExternCrate(from) => self.push(&format!("extern crate {from} as {name}")),
            ItemKind::MacroRules { exported } => {
                self.push(&format!("macro_rules {name}{}", if *exported { " exported" } else { "" }));
            }
            ItemKind::Include(path) => self.push(&format!("include {path:?}")),
            ItemKind::MacroCall => self.push(&format!("macro call `{}`", self.source(item.span))),
            ItemKind::Mod(module) => {
                self.push(&format!("mod {name}"));
                if let Some(path) = &module.path_attr {
                    self.push(&format!(" at {path:?}"));
                }
                if let Some(items) = &module.inline {
                    self.push(" ");
                    self.nested(|p| p.items(items));
                }
            }
            ItemKind::Fn(f) => self.fn_item(name, f),
            ItemKind::Const(c) => self.const_item(name, c),
            _ => self.type_item(name, &item.kind),
        }
        self.end();
    }

    fn type_item(&mut self, name: &str, kind: &ItemKind) {
        match kind {
            ItemKind::Struct(s) => {
                self.push(&format!("struct {name}"));
                self.generics(&s.generics);
                self.preds(&s.generics);
                self.shape(&s.shape);
            }
            ItemKind::Enum(e) => {
                self.push(&format!("enum {name}"));
                self.generics(&e.generics);
                self.push(" ");
                self.nested(|p| {
                    for variant in &e.variants {
                        p.start();
                        p.push(variant.name.as_str());
                        p.shape(&variant.shape);
                        p.end();
                    }
                });
            }
            ItemKind::TypeAlias(t) => {
                self.push(&format!("type {name}"));
                self.generics(&t.generics);
                if !t.bounds.is_empty() {
                    self.push(": ");
                    self.bounds(&t.bounds);
                }
                if let Some(ty) = &t.ty {
                    self.push(" = ");
                    self.ty(ty);
                }
            }
            ItemKind::Trait(t) => {
                self.push(&format!("trait {name}"));
                self.generics(&t.generics);
                if !t.supertraits.is_empty() {
                    self.push(": ");
                    self.bounds(&t.supertraits);
                }
                self.push(" ");
                self.nested(|p| p.items(&t.items));
            }
            ItemKind::Impl(i) => {
                self.push("impl");
                self.generics(&i.generics);
                self.push(" ");
                if let Some(path) = &i.trait_path {
                    self.path(path);
                    self.push(" for ");
                }
                self.ty(&i.self_ty);
                self.preds(&i.generics);
                self.push(" ");
                self.nested(|p| p.items(&i.items));
            }
            _ => {}
        }
    }

    fn attrs(&mut self, attrs: &Attrs) {
        if attrs.test_only {
            self.line("#[test only]");
        }
        for attr in &attrs.list {
            let line = format!("#[{}({})]", attr.path, attr.args);
            self.line(&line);
        }
    }

    fn imports(&mut self, imports: &[Import]) {
        self.push("use ");
        self.list(imports, |p, import| {
            p.path(&import.path);
            let last = import.path.segs.last().map(|s| s.name);
            if import.glob {
                p.push("::*");
            } else if last != Some(import.name) {
                p.push(&format!(" as {}", import.name));
            }
        });
    }

    fn shape(&mut self, shape: &VariantShape) {
        let (open, close) = match shape {
            VariantShape::Unit => return,
            VariantShape::Tuple(_) => ("(", ")"),
            VariantShape::Named(_) => (" { ", " }"),
        };
        self.push(open);
        self.list(shape.fields(), Self::field);
        self.push(close);
    }

    fn field(&mut self, field: &Field) {
        for attr in &field.attrs.list {
            self.push(&format!("#[{}({})] ", attr.path, attr.args));
        }
        self.push(&format!("{}: ", field.name));
        self.ty(&field.ty);
    }

    fn const_item(&mut self, name: &str, c: &ConstItem) {
        self.push(if c.is_static { "static " } else { "const " });
        self.push(&format!("{name}: "));
        self.ty(&c.ty);
        if let Some(body) = c.body {
            self.push(" = ");
            self.body_of(body);
        }
    }

    fn fn_item(&mut self, name: &str, f: &FnItem) {
        self.push(if f.is_async { "async fn " } else { "fn " });
        self.push(name);
        self.generics(&f.generics);
        self.push("(");
        self.self_param(f.self_param.as_ref());
        self.push(if f.self_param.is_some() && !f.params.is_empty() { ", " } else { "" });
        self.list(&f.params, |p, param| {
            p.push(param.name.map_or("_", crate::base::Sym::as_str));
            p.push(": ");
            p.ty(&param.ty);
        });
        self.push(")");
        if let Some(ret) = &f.ret {
            self.push(" -> ");
            self.ty(ret);
        }
        self.preds(&f.generics);
        if let Some(body) = f.body {
            self.push(" ");
            self.body_of(body);
        }
    }

    fn self_param(&mut self, kind: Option<&SelfKind>) {
        match kind {
            None => {}
            Some(SelfKind::Value) => self.push("self"),
            Some(SelfKind::Ref { mutable: false }) => self.push("&self"),
            Some(SelfKind::Ref { mutable: true }) => self.push("&mut self"),
            Some(SelfKind::Typed(ty)) => {
                self.push("self: ");
                self.ty(ty);
            }
        }
    }

    fn body_of(&mut self, id: BodyId) {
        let hir = self.hir;
        self.body(&hir.bodies[id]);
    }
}
