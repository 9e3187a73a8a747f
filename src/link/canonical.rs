//! Names of definitions as text, the same in every run.

use std::fmt::Write as _;

use super::{CrateKind, DefId, ImplId, ModuleId, Parent, Program, Res};
use crate::hir::{ItemKind, Path, TypeRef};

impl Program {
    /// The path that a definition is known by: `reqwest::Client::new`, `my_crate::api::Foo::bar`,
    /// `<my_crate::Foo as std::fmt::Display>::fmt`. Two definitions can have one path: twins under `cfg`, items of
    /// several targets, functions of two impls of one type.
    #[must_use]
    pub fn canonical(&self, def: DefId) -> String {
        let d = &self.defs[def];
        match d.parent {
            Parent::Module => format!("{}::{}", self.module_name(d.module), d.name),
            Parent::Trait(of) | Parent::Enum(of) => format!("{}::{}", self.canonical(of), d.name),
            Parent::Impl(id) => format!("{}::{}", self.impl_name(id), d.name),
        }
    }

    /// A short form for people: without the crate of the workspace and without modules before a type's items
    /// (`Client::new`); items of libraries as in [`Program::canonical`].
    #[must_use]
    pub fn display_path(&self, def: DefId) -> String {
        let d = &self.defs[def];
        let own = matches!(self.crates[d.krate].kind, CrateKind::Workspace { .. });
        let name = |of: DefId| self.defs[of].name;
        match d.parent {
            Parent::Trait(of) | Parent::Enum(of) if own => format!("{}::{}", name(of), d.name),
            Parent::Impl(id) if own || self.impls[id].of_trait.is_some() => {
                let full = self.self_name(id);
                let short = full.rsplit("::").next().unwrap_or(&full);
                let ty = if own { short } else { &full };
                format!("{ty}::{}", d.name)
            }
            Parent::Module if own => {
                let module = self.module_path(d.module);
                let names = module.iter().chain([&d.name]).map(|s| s.as_str());
                names.collect::<Vec<_>>().join("::")
            }
            _ => self.canonical(def),
        }
    }

    /// `crate::module`
    #[must_use]
    pub fn module_name(&self, module: ModuleId) -> String {
        let krate = self.crates[self.modules[module].krate].name;
        let mut out = krate.as_str().to_owned();
        for name in self.module_path(module) {
            let _ = write!(out, "::{name}");
        }
        out
    }

    /// What was found, as a path.
    #[must_use]
    pub fn res_name(&self, res: &Res) -> String {
        match res {
            Res::Def(def) => self.canonical(*def),
            Res::Module(module) => self.module_name(*module),
            Res::Crate(krate) => self.crates[*krate].name.as_str().to_owned(),
            Res::Prim(name) => name.as_str().to_owned(),
            Res::External(krate, path) => {
                let krate = self.crates[*krate].name;
                path.iter().fold(krate.as_str().to_owned(), |mut out, name| {
                    let _ = write!(out, "::{name}");
                    out
                })
            }
        }
    }

    fn impl_name(&self, id: ImplId) -> String {
        let this = self.self_name(id);
        match &self.impls[id].of_trait {
            Some(tr) => format!("<{this} as {}>", self.res_name(tr)),
            None if this.starts_with(|c: char| c.is_alphanumeric() || c == '_') => this,
            None => format!("<{this}>"),
        }
    }

    fn self_name(&self, id: ImplId) -> String {
        let imp = &self.impls[id];
        match (&imp.self_head, self.item(imp.hir).map(|i| &i.kind)) {
            (Some(head), _) => self.res_name(head),
            (None, Some(ItemKind::Impl(item))) => written(&item.self_ty),
            _ => "_".to_owned(),
        }
    }
}

/// A type as it is written, without generic arguments.
fn written(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Path(path) => written_path(path),
        TypeRef::Ref { inner, .. } => format!("&{}", written(inner)),
        TypeRef::Ptr(inner) => format!("*{}", written(inner)),
        TypeRef::Slice(inner) => format!("[{}]", written(inner)),
        TypeRef::Array(inner, _) => format!("[{}; _]", written(inner)),
        TypeRef::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(written).collect();
            format!("({})", parts.join(", "))
        }
        TypeRef::Fn { params, .. } => format!("fn/{}", params.len()),
        TypeRef::Dyn(bounds) => {
            let first = bounds.first().map(|b| written_path(&b.path));
            format!("dyn {}", first.unwrap_or_default())
        }
        _ => "_".to_owned(),
    }
}

fn written_path(path: &Path) -> String {
    let names: Vec<&str> = path.segs.iter().map(|s| s.name.as_str()).collect();
    names.join("::")
}
