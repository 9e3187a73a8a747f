//! The intermediate form: what a Rust file says, as plain data.
//!
//! One [`FileHir`] a file: items in one arena, bodies with arenas of expressions, patterns and locals.
//! Names of locals are resolved here (by scope); every other name is a [`Path`] that `link` resolves.
//! Must not know `syn`, name resolution or types; must stay plain data (`Send`, no back references).

mod body;
mod item;
mod types;
mod walk;

pub mod dump;

pub use body::{
    Arm, BinOp, BlockItems, BlockKind, Body, BodyId, Expansion, Expr, ExprId, FieldInit, Lit, Local, LocalId,
    MacroKind, Pat, PatId, SelectArm, Stmt, UnOp,
};
pub use item::{
    AllowComment, Attr, Attrs, ConstItem, EnumItem, Field, FileHir, FnItem, ImplItem, Import, Item, ItemId, ItemKind,
    ModItem, OpaqueMacro, Param, SelfKind, StructItem, TraitItem, TypeAliasItem, Variant, VariantShape, Vis,
};
pub use types::{Bound, ConstExpr, GenericArgs, GenericParam, Generics, ParamKind, Path, Predicate, Seg, TypeRef};

#[cfg(test)]
mod tests {
    use super::{Expr, Item, Pat, Stmt, TypeRef};

    /// A million lines of code are millions of these.
    #[test]
    fn what_there_is_most_of_is_small() {
        let sizes = [size_of::<Expr>(), size_of::<Pat>(), size_of::<Stmt>(), size_of::<TypeRef>(), size_of::<Item>()];
        assert_eq!(sizes, [40, 40, 24, 32, 80]);
    }
}
