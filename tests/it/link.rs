//! Linking: what can be named where, and what it is.

use std::fs;
use std::path::Path;

use leaklint::base::Sym;
use leaklint::discover::{Request, Workspace, discover};
use leaklint::driver;
use leaklint::link::{CrateId, CrateKind, DefId, Loaded, ModuleId, Namespace, Program, dump, link};
use leaklint::model::{self, Models};

mod files;
mod imports;
mod items;
mod macros;
mod own_models;
mod versions;

/// A linked tree.
struct Linked {
    loaded: Loaded,
    program: Program,
}

/// Writes files given as one text: each starts with a line `//- path`.
fn write_tree(root: &Path, text: &str) {
    for part in text.split("//- ").skip(1) {
        let (path, code) = part.split_once('\n').expect("a path on its own line");
        let path = root.join(path.trim());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, code).expect("a new file");
    }
}

/// Links a tree with models given as TOML, besides the linter's own.
fn linked_with(tree: &str, user: &[&str]) -> Linked {
    let dir = tempfile::tempdir().expect("a folder");
    write_tree(dir.path(), tree);
    let ws = discover(&Request { current_dir: dir.path().to_owned(), ..Request::default() });
    let user = user.iter().map(|text| model::parse(Path::new("user.toml"), text).expect("a model")).collect();
    let (models, problems) = model::load(user);
    assert_eq!(problems, []);
    link_workspace(&ws, &models)
}

fn load(ws: &Workspace, models: &Models) -> Loaded {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(64 << 20).build().expect("threads");
    driver::load(ws, models, &pool)
}

fn link_workspace(ws: &Workspace, models: &Models) -> Linked {
    let loaded = load(ws, models);
    let program = link(ws, &loaded, models);
    Linked { loaded, program }
}

fn linked(tree: &str) -> Linked {
    linked_with(tree, &[])
}

/// One library package `app` whose root is `code`.
fn app(code: &str) -> Linked {
    linked(&format!("//- Cargo.toml\n[package]\nname = \"app\"\nversion = \"0.1.0\"\n//- src/lib.rs\n{code}"))
}

impl Linked {
    /// The workspace's crate of this name.
    fn krate(&self, name: &str) -> CrateId {
        let mut crates = self.program.crates.iter();
        let found = crates.find(|(_, c)| c.name == name && matches!(c.kind, CrateKind::Workspace { .. }));
        found.unwrap_or_else(|| panic!("no crate {name}")).0
    }

    /// The module at a path that starts with a crate's name.
    fn module(&self, path: &str) -> ModuleId {
        let all = self.program.modules.ids();
        let mut named = all.filter(|m| self.program.module_name(*m) == path);
        named.next().unwrap_or_else(|| panic!("no module {path}"))
    }

    /// What a path names in a module, as text: with what is left of it behind a space.
    fn resolve_in(&self, module: &str, path: &str, ns: Namespace) -> String {
        let global = path.starts_with("::");
        let names: Vec<Sym> = path.split("::").filter(|s| !s.is_empty()).map(Sym::new).collect();
        let found = self.program.resolve(self.module(module), &names, global, ns);
        let Some((res, used)) = found else {
            return "nothing".to_owned();
        };
        let mut out = self.program.res_name(&res);
        for name in &names[used..] {
            out = format!("{out} {name}");
        }
        out
    }

    fn ty(&self, module: &str, path: &str) -> String {
        self.resolve_in(module, path, Namespace::Types)
    }

    fn value(&self, module: &str, path: &str) -> String {
        self.resolve_in(module, path, Namespace::Values)
    }

    fn def(&self, path: &str) -> DefId {
        let ids = self.program.defs.ids();
        let mut found = ids.filter(|d| self.program.canonical(*d) == path);
        found.next().unwrap_or_else(|| panic!("no definition {path}"))
    }

    fn dump(&self, krate: &str) -> String {
        dump(&self.program, self.krate(krate))
    }
}
