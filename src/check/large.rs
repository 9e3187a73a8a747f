//! What a type holds by value, at any depth, and whether that is large.
//! Must not know where a value is put.

use super::Cx;
use super::carried::{Origin, made_by, origin};
use crate::base::{Loc, Sym};
use crate::flow::Site;
use crate::hir::{Expr, ItemKind};
use crate::infer::{Callee, Ty, TyKind, ValueRes};
use crate::link::{DefId, DefKind};
use crate::model::{Role, Row};

/// Why a type is large, and where.
pub struct Large {
    pub what: String,
    pub field: Option<(String, Loc)>,
    /// The type and its origin prove it; else it is inferred.
    pub sure: bool,
}

/// A value that is looked at.
pub struct Look<'c, 'a> {
    pub cx: &'c Cx<'a>,
    /// It is moved into one request, not cloned for each.
    pub moved: bool,
}

/// A part of the value: its type, the expression that makes it where that is seen, and what it is called.
#[derive(Clone, Copy)]
struct Part<'t> {
    ty: &'t Ty,
    value: Option<Site>,
    names: [Option<Sym>; 2],
    in_struct: bool,
}

/// What a single short value is called: the contract lets a key, a certificate and an id be bytes of their own.
const SHORT: [&str; 17] = [
    "key",
    "secret",
    "cert",
    "certificate",
    "token",
    "signature",
    "digest",
    "hash",
    "nonce",
    "id",
    "password",
    "protocol",
    "salt",
    "mac",
    "checksum",
    "fingerprint",
    "etag",
];
/// What may stand behind such a word.
const FORMS: [&str; 6] = ["bytes", "raw", "der", "pem", "hex", "data"];
/// What the short lists of a user or of claims are called.
const SHORT_LISTS: [&str; 28] = [
    "roles",
    "role",
    "scopes",
    "scope",
    "permissions",
    "perms",
    "groups",
    "tags",
    "aud",
    "audience",
    "audiences",
    "amr",
    "teams",
    "features",
    "flags",
    "rights",
    "privileges",
    "capabilities",
    "authorities",
    "grants",
    "entitlements",
    "ids",
    "labels",
    "policies",
    "methods",
    "languages",
    "tenants",
    "orgs",
];
const DEPTH: usize = 10;

impl Look<'_, '_> {
    /// Whether a value is large by its type and by what it is made of.
    #[must_use]
    pub fn large(&self, ty: &Ty, value: Site) -> Option<Large> {
        let name = match self.cx.flow.body(value.def).map(|b| (b, &b.exprs[value.expr])) {
            Some((body, Expr::Local(local))) => Some(body.locals[*local].name),
            Some((_, Expr::Field { name, .. })) => Some(*name),
            _ => None,
        };
        self.part(Part { ty, value: Some(value), names: [name, None], in_struct: false }, DEPTH)
    }

    fn part(&self, part: Part<'_>, depth: usize) -> Option<Large> {
        let depth = depth.checked_sub(1)?;
        let ty = part.ty;
        if matches!(ty.kind(), TyKind::Ref(..)) {
            return None;
        }
        let rows = self.cx.flow.ty_rows(ty);
        let has = |role: Role| rows.iter().find(|r| r.role == role);
        if has(Role::SharedType).is_some() {
            return None;
        }
        match ty.kind() {
            TyKind::Array(elem, len) => self.array(part, elem, len, depth),
            TyKind::Slice(elem) => self.collection(part, std::slice::from_ref(elem)),
            TyKind::Tuple(parts) => self.tuple(part, parts, depth),
            TyKind::Prim(name) if *name == "str" => self.text(part),
            TyKind::Adt(..) if has(Role::TextType).is_some() => self.text(part),
            TyKind::Adt(..) if has(Role::BufferType).is_some() => self.buffer(part, *has(Role::BufferType)?),
            TyKind::Adt(_, args) if has(Role::CollectionType).is_some() => self.collection(part, args),
            TyKind::Adt(def, args) => self.fields(part, *def, args, depth),
            _ => None,
        }
    }

    /// A text is large where a body brought it.
    fn text(&self, part: Part<'_>) -> Option<Large> {
        (origin(self.cx, part.value?) == Origin::Body).then(|| whole("a whole body", true))
    }

    fn buffer(&self, part: Part<'_>, row: &Row) -> Option<Large> {
        if row.kind.as_deref() == Some("shared") {
            return if self.moved { self.text(part) } else { None };
        }
        self.bytes(part)
    }

    /// A buffer of bytes is one of any size where it is cloned for each request; one that is moved may be short.
    fn bytes(&self, part: Part<'_>) -> Option<Large> {
        let from = part.value.map_or(Origin::Unknown, |v| origin(self.cx, v));
        match (from, self.moved) {
            (Origin::Body, _) => Some(whole("a whole body", true)),
            _ if Self::is_called_short(part) => None,
            (_, false) => Some(whole("a buffer of any size", true)),
            (Origin::Unknown, true) => Some(whole("a buffer of any size", false)),
            (Origin::Short, true) => None,
        }
    }

    fn is_called_short(part: Part<'_>) -> bool {
        Self::is_called(part, &SHORT)
    }

    fn is_called(part: Part<'_>, known: &[&str]) -> bool {
        part.names.iter().flatten().any(|name| {
            let words = words(name.as_str());
            let head = words.iter().rev().find(|w| !FORMS.contains(&w.as_str()));
            head.is_some_and(|w| known.contains(&w.as_str()))
        })
    }

    fn collection(&self, part: Part<'_>, args: &[Ty]) -> Option<Large> {
        if matches!(args.first().map(Ty::kind), Some(TyKind::Prim(name)) if *name == "u8")
            && args.len() < 3
            && self.is_list(part.ty)
        {
            return self.bytes(part);
        }
        if self.moved && part.value.is_some_and(|v| self.is_written_out(v)) {
            return None;
        }
        // A short list of texts or numbers in a struct that is moved into one request: roles, scopes, tags.
        let list = self.is_list(part.ty) || self.cx.flow.types.adt(part.ty.adt()?).params.len() < 3;
        let called = Self::is_called(part, &SHORT_LISTS);
        let short = self.moved && part.in_struct && called && list && args.first().is_some_and(|t| self.is_scalar(t));
        (!short || self.is_map(part.ty)).then(|| whole("a collection of any size", true))
    }

    /// A list whose few texts or numbers stand in the source: `vec!["admin", "user"]`.
    fn is_written_out(&self, made: Site) -> bool {
        let Some(body) = self.cx.flow.body(made.def) else { return false };
        match &body.exprs[made.expr] {
            Expr::Vec { elems, len: None } => {
                !elems.is_empty() && elems.iter().all(|e| matches!(body.exprs[*e], Expr::Lit(_)))
            }
            _ => false,
        }
    }

    /// A list of one kind of elements.
    fn is_list(&self, ty: &Ty) -> bool {
        match ty.kind() {
            TyKind::Slice(_) => true,
            TyKind::Adt(..) => !self.is_map(ty),
            _ => false,
        }
    }

    /// A collection of two kinds of elements, or of its own kind.
    fn is_map(&self, ty: &Ty) -> bool {
        let first_two = |params: &[Sym]| params.len() >= 2 && params[0] == "K" && params[1] == "V";
        ty.adt().is_some_and(|d| first_two(&self.cx.flow.types.adt(d).params))
    }

    fn is_scalar(&self, ty: &Ty) -> bool {
        matches!(ty.peel_refs().kind(), TyKind::Prim(_)) || self.cx.flow.ty_row(ty, Role::TextType).is_some()
    }

    fn array(&self, part: Part<'_>, elem: &Ty, len: &Ty, depth: usize) -> Option<Large> {
        if let TyKind::Const(len) = len.kind() {
            let size = len.saturating_mul(self.size_of(elem, depth));
            if size >= self.cx.thresholds.min_bytes {
                return Some(whole(&format!("{size} bytes"), true));
            }
        }
        self.part(Part { ty: elem, value: None, ..part }, depth)
    }

    fn tuple(&self, part: Part<'_>, tys: &[Ty], depth: usize) -> Option<Large> {
        let made = part.value.map_or_else(Vec::new, |v| made_by(self.cx, v));
        tys.iter().enumerate().find_map(|(index, ty)| {
            let value = made.iter().find_map(|at| match &self.cx.flow.body(at.def)?.exprs[at.expr] {
                Expr::Tuple(parts) => parts.get(index).map(|e| Site { def: at.def, expr: *e }),
                _ => None,
            });
            self.part(Part { ty, value, ..part }, depth)
        })
    }

    fn fields(&self, part: Part<'_>, def: DefId, args: &[Ty], depth: usize) -> Option<Large> {
        let sig = self.cx.flow.types.adt(def).clone();
        let substs: Vec<_> = sig.params.iter().copied().zip(args.iter().cloned()).collect();
        let own = self.cx.flow.in_workspace(def);
        let made = part.value.map_or_else(Vec::new, |v| made_by(self.cx, v));
        let variant_of = |m: &Site| self.variant(*m);
        let only: Option<Vec<usize>> = made.iter().map(variant_of).collect();
        let only = only.filter(|o| !o.is_empty());
        let possible = |(index, _): &(usize, _)| only.as_ref().is_none_or(|o| o.contains(index));
        for (index, fields) in sig.variants.iter().enumerate().filter(possible) {
            for (at, (name, ty)) in fields.iter().enumerate() {
                let ty = ty.subst(&substs);
                let value = made.iter().find_map(|m| self.field_value(*m, *name, at));
                let names = if own { [Some(*name), Some(self.cx.flow.program.defs[def].name)] } else { part.names };
                let inner = Part { ty: &ty, value, names, in_struct: part.in_struct || own };
                let Some(mut found) = self.part(inner, depth) else { continue };
                if own && found.field.is_none() {
                    let here = field_loc(self.cx, def, index, name.as_str());
                    found.field = here.map(|loc| (format!("{}.{name}", self.cx.flow.program.defs[def].name), loc));
                }
                return Some(found);
            }
        }
        None
    }

    /// The variant that an expression makes, where it says so.
    fn variant(&self, made: Site) -> Option<usize> {
        let types = self.cx.flow.types_of(made.def);
        let ctor = match &self.cx.flow.body(made.def)?.exprs[made.expr] {
            Expr::Struct { .. } => types.literals.get(&made.expr).copied(),
            Expr::Call { .. } => match types.callees.get(&made.expr) {
                Some(Callee::Ctor(ctor)) => Some(*ctor),
                _ => None,
            },
            Expr::Path(_) => match types.paths.get(&made.expr) {
                Some(ValueRes::Ctor(ctor)) => Some(*ctor),
                _ => None,
            },
            _ => None,
        };
        match self.cx.flow.program.defs[ctor?].kind {
            DefKind::Variant(index) => Some(index),
            _ => None,
        }
    }

    /// The expression of a field where its struct is made.
    fn field_value(&self, made: Site, name: Sym, index: usize) -> Option<Site> {
        let here = |expr| Site { def: made.def, expr };
        match &self.cx.flow.body(made.def)?.exprs[made.expr] {
            Expr::Struct { fields, .. } => fields.iter().find(|f| f.name == name).map(|f| here(f.value)),
            Expr::Call { args, .. } => {
                let ctor = matches!(self.cx.flow.types_of(made.def).callees.get(&made.expr), Some(Callee::Ctor(_)));
                // `Box::new`, `Mutex::new`: one argument for one field.
                let wraps = args.len() == 1 && index == 0;
                if ctor || wraps { args.get(index).map(|a| here(*a)) } else { None }
            }
            _ => None,
        }
    }

    /// The bytes of a value, without what it points to.
    fn size_of(&self, ty: &Ty, depth: usize) -> u64 {
        let Some(depth) = depth.checked_sub(1) else { return 1 };
        match ty.kind() {
            TyKind::Prim(name) => match name.as_str() {
                "u8" | "i8" | "bool" => 1,
                "u16" | "i16" => 2,
                "u32" | "i32" | "f32" | "char" => 4,
                "u128" | "i128" => 16,
                _ => 8,
            },
            TyKind::Int => 4,
            TyKind::Array(inner, len) => match len.kind() {
                TyKind::Const(len) => len.saturating_mul(self.size_of(inner, depth)),
                _ => 1,
            },
            TyKind::Tuple(parts) => parts.iter().map(|t| self.size_of(t, depth)).fold(0, u64::saturating_add),
            TyKind::Ref(inner, _) if matches!(inner.kind(), TyKind::Slice(_) | TyKind::Dyn(_)) => 16,
            TyKind::Adt(def, args) => self.size_of_adt(ty, *def, args, depth),
            TyKind::Unknown | TyKind::External(..) | TyKind::Param(_) => 1,
            _ => 8,
        }
    }

    fn size_of_adt(&self, ty: &Ty, def: DefId, args: &[Ty], depth: usize) -> u64 {
        let row = |role| self.cx.flow.ty_row(ty, role).is_some();
        if row(Role::TextType) || row(Role::CollectionType) {
            return 24;
        }
        if row(Role::SharedType) || Some(def) == self.cx.flow.types.lang.boxed {
            return 8;
        }
        let sig = self.cx.flow.types.adt(def).clone();
        let substs: Vec<_> = sig.params.iter().copied().zip(args.iter().cloned()).collect();
        let sizes = sig.variants.iter().map(|fields| {
            fields.iter().map(|(_, t)| self.size_of(&t.subst(&substs), depth)).fold(0, u64::saturating_add)
        });
        sizes.max().unwrap_or(1).max(1)
    }
}

fn whole(what: &str, sure: bool) -> Large {
    Large { what: what.to_owned(), field: None, sure }
}

/// The words of a name in snake or camel case, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() && all.last().is_some_and(|w| w.chars().last().is_some_and(char::is_lowercase))
        {
            all.push(String::new());
        }
        if c != '_'
            && let Some(last) = all.last_mut()
        {
            last.extend(c.to_lowercase());
        }
    }
    all
}

fn field_loc(cx: &Cx<'_>, def: DefId, variant: usize, name: &str) -> Option<Loc> {
    let hir = cx.flow.program.defs[def].hir;
    let item = cx.flow.program.item(hir)?;
    let shape = match &item.kind {
        ItemKind::Struct(s) => &s.shape,
        ItemKind::Enum(e) => &e.variants.get(variant)?.shape,
        _ => return None,
    };
    let field = shape.fields().iter().find(|f| f.name == *name)?;
    Some(Loc { file: hir.file, span: field.span })
}
