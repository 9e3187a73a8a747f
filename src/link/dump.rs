//! Prints a linked crate as text: the oracle of the linking tests. Must not resolve.

use std::fmt::Write as _;

use super::{CrateId, ModuleId, ModuleKind, Namespace, Program, Res};

/// The modules of a crate, with the names that each has, and its impls.
#[must_use]
pub fn dump(program: &Program, krate: CrateId) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "crate {}", program.crates[krate].name);
    for (id, module) in program.modules.iter() {
        if module.krate == krate {
            dump_module(program, id, &mut out);
        }
    }
    out
}

fn dump_module(program: &Program, id: ModuleId, out: &mut String) {
    let module = &program.modules[id];
    let kind = match module.kind {
        ModuleKind::Module => "mod",
        ModuleKind::Block => "block",
    };
    let test = if module.test { " (test)" } else { "" };
    let _ = writeln!(out, "{kind} {}{test}", program.module_name(id));
    names(program, id, Namespace::Types, out);
    names(program, id, Namespace::Values, out);
    for tr in &module.unnamed_traits {
        let _ = writeln!(out, "  trait _ = {}", program.canonical(*tr));
    }
    for imp in &module.impls {
        let imp = &program.impls[*imp];
        let name = |res: &Res| program.res_name(res);
        let head = imp.self_head.as_ref().map_or("_".to_owned(), name);
        let items: Vec<&str> = imp.items.iter().map(|(n, _)| n.as_str()).collect();
        let items = items.join(", ");
        let _ = match &imp.of_trait {
            Some(tr) => writeln!(out, "  impl {} for {head} {{ {items} }}", name(tr)),
            None => writeln!(out, "  impl {head} {{ {items} }}"),
        };
    }
    for (_, path) in program.unresolved_imports().filter(|(m, _)| *m == id) {
        let _ = writeln!(out, "  unresolved {path}");
    }
}

/// The names in one namespace, sorted: `type A = other::B`, or `type A` for one that is declared here.
fn names(program: &Program, id: ModuleId, ns: Namespace, out: &mut String) {
    let module = &program.modules[id];
    let (kind, names) = match ns {
        Namespace::Types => ("type", &module.types),
        Namespace::Values => ("value", &module.values),
    };
    let mut names: Vec<_> = names.iter().collect();
    names.sort_by_key(|(name, _)| **name);
    let here = program.module_name(id);
    for (name, res) in names {
        let target = program.res_name(res);
        let _ = if target == format!("{here}::{name}") {
            writeln!(out, "  {kind} {name}")
        } else {
            writeln!(out, "  {kind} {name} = {target}")
        };
    }
}
