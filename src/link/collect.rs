//! Module trees and definitions. Must not resolve anything: imports are noted for later.

use std::sync::Arc;

use semver::Version;

use super::imports::{Glob, Named};
use super::linker::{Linker, Seen};
use super::modfile::{ModDir, included};
use super::{CrateId, CrateKind, Def, DefId, DefKind, HirRef, Impl, ModuleId, ModuleKind, Namespace, Parent, Res};
use crate::base::{FileId, Sym};
use crate::hir::{FileHir, ImplItem, Item, ItemId, ItemKind, ModItem, TraitItem, VariantShape};
use crate::model::applies;

/// Where items stand.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub krate: CrateId,
    pub module: ModuleId,
    pub file: FileId,
    pub hir: &'p FileHir,
    /// Absent in models and in blocks.
    pub dir: Option<&'p ModDir>,
    pub test: bool,
    pub wasm: bool,
    /// The files around this one, to end a file that declares itself.
    pub around: &'p [FileId],
}

impl Linker<'_> {
    pub(super) fn collect_models(&mut self) {
        for krate in self.program.crates.ids() {
            let CrateKind::Model { package, version } = &self.program.crates[krate].kind else {
                continue;
            };
            let (package, version) = (package.clone(), version.clone());
            self.collect_model(krate, &package, version.as_ref());
        }
        let std = self.program.std.and_then(|std| self.program.crates[std].root);
        let names = [Sym::new("prelude")];
        let found = std.and_then(|m| self.program.resolve_within(m, &names, Namespace::Types));
        if let Some((Res::Module(prelude), _)) = found {
            self.program.index.prelude = Some(prelude);
        }
    }

    fn collect_model(&mut self, krate: CrateId, package: &str, version: Option<&Version>) {
        let loaded = self.loaded;
        let parts = loaded.models.get(package).map_or(&[][..], |m| &m.parts);
        let parts = parts.iter().filter(|(req, _)| applies(req.as_ref(), version));
        for (_, file) in parts {
            let module = self.root(krate, *file, false);
            let Some(hir) = self.file(*file) else {
                continue;
            };
            let (test, wasm) = (false, false);
            let place = Place { krate, module, file: *file, hir: &hir, dir: None, test, wasm, around: &[] };
            self.items(place, &hir.root);
        }
    }

    /// The root module of a crate, made if there is none yet.
    fn root(&mut self, krate: CrateId, file: FileId, test: bool) -> ModuleId {
        if let Some(root) = self.program.crates[krate].root {
            return root;
        }
        let name = self.program.crates[krate].name;
        let root = self.add_module(krate, None, (name, ModuleKind::Module), file, test);
        self.program.crates[krate].root = Some(root);
        root
    }

    pub(super) fn collect_workspace(&mut self) {
        for krate in self.program.crates.ids() {
            let CrateKind::Workspace { package, target, .. } = self.program.crates[krate].kind else {
                continue;
            };
            let ws = self.ws;
            let root = ws.packages[package].targets[target].root;
            let Some(source) = ws.files.get(root.0 as usize) else {
                continue;
            };
            let hir = self.file(root);
            let test = hir.as_ref().is_some_and(|h| h.test_only);
            let module = self.root(krate, root, test);
            let Some(hir) = hir else { continue };
            let place = Place {
                krate,
                module,
                file: root,
                hir: &hir,
                dir: Some(&ModDir::owner(&source.path)),
                test,
                wasm: hir.wasm_only,
                around: &[root],
            };
            self.items(place, &hir.root);
        }
    }

    fn file(&self, file: FileId) -> Option<Arc<FileHir>> {
        self.program.file(file).cloned()
    }

    pub(super) fn items(&mut self, place: Place<'_>, items: &[ItemId]) {
        for id in items {
            let item = &place.hir.items[*id];
            if !self.left_out(place.krate, item) {
                self.item(place, *id, item);
            }
        }
    }

    fn item(&mut self, place: Place<'_>, id: ItemId, item: &Item) {
        let place = Place { wasm: place.wasm || item.attrs.wasm_only, ..place };
        let seen = Seen { vis: item.vis, test: place.test || item.attrs.test_only, wasm: place.wasm };
        match &item.kind {
            ItemKind::Use(imports) => {
                for import in imports {
                    self.note_import(place.module, import, seen);
                }
            }
            ItemKind::ExternCrate(name) => self.extern_crate(place, *name, item.name, seen),
            ItemKind::Mod(module) => self.module(place, item, module, seen),
            ItemKind::Impl(imp) => self.implementation(place, id, imp, seen.test),
            ItemKind::Include(path) => self.include(place, path),
            ItemKind::MacroRules { .. } | ItemKind::MacroCall => {}
            _ => self.definition(place, id, item, seen),
        }
    }

    fn definition(&mut self, place: Place<'_>, id: ItemId, item: &Item, seen: Seen) {
        let Some(def) = self.add_def(place, id, Parent::Module, seen.test) else {
            return;
        };
        let res = Res::Def(def);
        let (types, values) = match &item.kind {
            ItemKind::Struct(s) => (true, !matches!(s.shape, VariantShape::Named(_))),
            ItemKind::Fn(_) | ItemKind::Const(_) => (false, true),
            _ => (true, false),
        };
        if types {
            self.bind(place.module, Namespace::Types, item.name, res.clone(), seen);
        }
        if values {
            self.bind(place.module, Namespace::Values, item.name, res, seen);
        }
    }

    /// Adds the definition of an item, and what belongs to it: variants, a trait's items, blocks of its body.
    fn add_def(&mut self, place: Place<'_>, id: ItemId, parent: Parent, test: bool) -> Option<DefId> {
        let item = &place.hir.items[id];
        let (kind, body) = match &item.kind {
            ItemKind::Fn(f) => (DefKind::Fn, f.body),
            ItemKind::Const(c) if c.is_static => (DefKind::Static, c.body),
            ItemKind::Const(c) => (DefKind::Const, c.body),
            ItemKind::Struct(_) => (DefKind::Struct, None),
            ItemKind::Enum(_) => (DefKind::Enum, None),
            ItemKind::Trait(_) => (DefKind::Trait, None),
            ItemKind::TypeAlias(_) => (DefKind::TypeAlias, None),
            _ => return None,
        };
        let hir = HirRef { file: place.file, item: id };
        let def = self.program.defs.alloc(Def {
            kind,
            name: item.name,
            krate: place.krate,
            module: place.module,
            parent,
            hir,
            test: test && !self.ws.tests,
            wasm: place.wasm || item.attrs.wasm_only,
        });
        self.note_derives(def, item);
        match &item.kind {
            ItemKind::Enum(_) => self.variants(def),
            ItemKind::Trait(tr) => self.trait_items(place, def, tr, test),
            _ => {}
        }
        if let Some(body) = body {
            self.blocks(Place { test, ..place }, body, item.name);
        }
        Some(def)
    }

    fn note_derives(&mut self, def: DefId, item: &Item) {
        let lists = item.attrs.list.iter().filter(|a| &*a.path == "derive");
        let names = lists.flat_map(|a| a.args.split(','));
        let last = names.filter_map(|path| path.rsplit("::").next());
        let names: Vec<Sym> = last.map(str::trim).filter(|name| !name.is_empty()).map(Sym::new).collect();
        if !names.is_empty() {
            self.program.index.derives.insert(def, names);
        }
    }

    fn variants(&mut self, def: DefId) {
        let owner = &self.program.defs[def];
        let (krate, module, hir, test, wasm) = (owner.krate, owner.module, owner.hir, owner.test, owner.wasm);
        let Some(ItemKind::Enum(item)) = self.program.item(hir).map(|i| &i.kind) else {
            return;
        };
        let names: Vec<Sym> = item.variants.iter().map(|v| v.name).collect();
        let all = names.into_iter().enumerate().map(|(index, name)| {
            self.program.defs.alloc(Def {
                kind: DefKind::Variant(index),
                name,
                krate,
                module,
                parent: Parent::Enum(def),
                hir,
                test,
                wasm,
            })
        });
        let all: Vec<DefId> = all.collect();
        self.program.index.variants.insert(def, all);
    }

    fn trait_items(&mut self, place: Place<'_>, def: DefId, tr: &TraitItem, test: bool) {
        let items = self.members(place, &tr.items, Parent::Trait(def), test);
        self.program.index.assoc.insert(def, items);
    }

    fn members(&mut self, place: Place<'_>, items: &[ItemId], parent: Parent, test: bool) -> Vec<(Sym, DefId)> {
        let mut out = Vec::with_capacity(items.len());
        for id in items {
            let item = &place.hir.items[*id];
            if self.left_out(place.krate, item) {
                continue;
            }
            let def = self.add_def(place, *id, parent, test || item.attrs.test_only);
            out.extend(def.map(|def| (item.name, def)));
        }
        out
    }

    fn implementation(&mut self, place: Place<'_>, id: ItemId, imp: &ImplItem, test: bool) {
        let impl_id = self.program.impls.alloc(Impl {
            krate: place.krate,
            module: place.module,
            hir: HirRef { file: place.file, item: id },
            of_trait: None,
            self_head: None,
            items: Vec::new(),
            test: test && !self.ws.tests,
        });
        let items = self.members(place, &imp.items, Parent::Impl(impl_id), test);
        self.program.impls[impl_id].items = items;
        self.program.modules[place.module].impls.push(impl_id);
    }

    fn extern_crate(&mut self, place: Place<'_>, name: Sym, known_as: Sym, seen: Seen) {
        let krate = &self.program.crates[place.krate];
        let found = if name == "self" { Some(place.krate) } else { krate.externs.get(&name).copied() };
        let Some(found) = found else {
            self.named.push(Named::crate_name(place.module, name, known_as, seen));
            return;
        };
        if Some(place.module) == krate.root {
            let externs = &mut self.program.crates[place.krate].externs;
            externs.entry(known_as).or_insert(found);
        }
        self.bind(place.module, Namespace::Types, known_as, Res::Crate(found), seen);
    }

    fn module(&mut self, place: Place<'_>, item: &Item, module: &ModItem, seen: Seen) {
        let path_attr = module.path_attr.as_deref();
        let name = item.name.as_str();
        if let Some(items) = &module.inline {
            let id = self.child(place, item.name, place.file, seen);
            let dir = place.dir.map(|d| d.inline(name, path_attr));
            let inner = Place { module: id, dir: dir.as_ref(), test: seen.test, ..place };
            self.items(inner, items);
            return;
        }
        let found = place.dir.and_then(|d| d.file(self.ws, name, path_attr));
        let Some((file, dir)) = found else { return };
        let Some(hir) = self.file(file).filter(|_| !place.around.contains(&file)) else {
            return;
        };
        let test = seen.test || hir.test_only;
        let id = self.child(place, item.name, file, Seen { test, ..seen });
        let around: Vec<FileId> = place.around.iter().copied().chain([file]).collect();
        let wasm = place.wasm || hir.wasm_only;
        let dir = Some(&dir);
        let inner = Place { krate: place.krate, module: id, file, hir: &hir, dir, test, wasm, around: &around };
        self.items(inner, &hir.root);
    }

    fn include(&mut self, place: Place<'_>, path: &str) {
        let found = included(self.ws, place.file, path).filter(|_| place.dir.is_some());
        let Some((file, dir)) = found.filter(|(file, _)| !place.around.contains(file)) else { return };
        let Some(hir) = self.file(file) else { return };
        let around: Vec<FileId> = place.around.iter().copied().chain([file]).collect();
        self.items(Place { file, hir: &hir, dir: Some(&dir), around: &around, ..place }, &hir.root);
    }

    /// A child module; in a model, parts of one module that stand apart come together.
    fn child(&mut self, place: Place<'_>, name: Sym, file: FileId, seen: Seen) -> ModuleId {
        if matches!(self.program.crates[place.krate].kind, CrateKind::Model { .. })
            && let Some(Res::Module(known)) = self.program.modules[place.module].types.get(&name)
        {
            return *known;
        }
        let parent = Some(place.module);
        let kind = (name, ModuleKind::Module);
        let id = self.add_module(place.krate, parent, kind, file, seen.test);
        let before = self.program.modules[place.module].types.get(&name).cloned();
        self.bind(place.module, Namespace::Types, name, Res::Module(id), seen);
        if let Some(Res::Module(twin)) = before
            && self.program.modules[twin].test == seen.test
        {
            let first = self.program.modules[place.module].types.get(&name) == Some(&Res::Module(twin));
            let (stays, other) = if first { (twin, id) } else { (id, twin) };
            self.globs.push(Glob::of_twin(stays, other));
        }
        id
    }
}
