//! Bodies: expressions, patterns, statements and locals, in arenas.

use std::ops::Deref;

use super::{GenericArgs, ItemId, Path, TypeRef};
use crate::base::{Arena, Id, Span, Sym};

pub type BodyId = Id<Body>;
pub type ExprId = Id<Expr>;
pub type PatId = Id<Pat>;
pub type LocalId = Id<Local>;

/// The body of a function, a constant or a static.
#[derive(Debug, Clone)]
pub struct Body {
    /// The item whose body this is.
    pub owner: ItemId,
    pub exprs: Arena<Expr>,
    /// By the index of the expression.
    pub expr_spans: Vec<Span>,
    pub pats: Arena<Pat>,
    pub pat_spans: Vec<Span>,
    pub locals: Arena<Local>,
    /// `self`, if the function has it.
    pub self_local: Option<LocalId>,
    /// The patterns of the parameters, without `self`.
    pub params: Vec<PatId>,
    pub root: ExprId,
    /// Every name that the body mentions in a path, a method call, a field or a macro; each once. `await`, where it awaits.
    pub mentions: Box<[Sym]>,
    /// What calls of local macros gave, in order.
    pub expansions: Box<[Expansion]>,
    /// Expressions, by index, that are only compiled for WebAssembly.
    pub wasm: Box<[std::ops::Range<usize>]>,
}

/// Expressions that come from the call of a local macro: their spans are where its rules were written.
#[derive(Debug, Clone)]
pub struct Expansion {
    /// By index.
    pub exprs: std::ops::Range<usize>,
    pub call: Span,
}

/// A variable. Alternatives of one or-pattern, and twins under `#[cfg]` in one block, share one.
#[derive(Debug, Clone)]
pub struct Local {
    pub name: Sym,
    pub mutable: bool,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum Lit {
    /// With the type that is written behind it.
    Int(u64, Option<Sym>),
    Float,
    Str(Box<str>),
    ByteStr(Box<[u8]>),
    Char,
    Bool(bool),
    /// The value of a macro such as `include_str!`, `env!`, `concat!`, `line!`.
    StrMacro,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnOp {
    Deref,
    Not,
    Neg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Debug, Clone)]
pub enum Expr {
    /// Something that could not be lowered.
    Missing,
    Lit(Lit),
    Local(LocalId),
    /// Any path that is no local.
    Path(Path),
    Call {
        callee: ExprId,
        args: Box<[ExprId]>,
    },
    MethodCall {
        recv: ExprId,
        name: Sym,
        /// Where the name starts.
        name_at: u32,
        turbofish: Option<Box<GenericArgs>>,
        args: Box<[ExprId]>,
    },
    /// Tuple fields are named `0`, `1`, …
    Field {
        base: ExprId,
        name: Sym,
    },
    Index {
        base: ExprId,
        index: ExprId,
    },
    Unary {
        op: UnOp,
        expr: ExprId,
    },
    Binary {
        op: BinOp,
        lhs: ExprId,
        rhs: ExprId,
    },
    /// `lhs = rhs`; destructuring assignments become a block of these. `_ = x` is a `Stmt::Let` of a wildcard.
    Assign {
        lhs: ExprId,
        rhs: ExprId,
    },
    /// `lhs += rhs`
    AssignOp {
        op: BinOp,
        lhs: ExprId,
        rhs: ExprId,
    },
    Ref {
        mutable: bool,
        expr: ExprId,
    },
    Cast {
        expr: ExprId,
        ty: Box<TypeRef>,
    },
    Tuple(Box<[ExprId]>),
    Array(Box<[ExprId]>),
    /// `[elem; len]`
    Repeat {
        elem: ExprId,
        len: ExprId,
    },
    /// `vec![a, b]`, `vec![elem; len]`
    Vec {
        elems: Box<[ExprId]>,
        len: Option<ExprId>,
    },
    Struct {
        path: Box<Path>,
        fields: Box<[FieldInit]>,
        base: Option<ExprId>,
    },
    Block {
        kind: BlockKind,
        label: Option<Sym>,
        stmts: Box<[Stmt]>,
        tail: Option<ExprId>,
        items: BlockItems,
    },
    If {
        cond: ExprId,
        then: ExprId,
        els: Option<ExprId>,
    },
    /// `let pat = expr` as a condition; conditions join by `Binary { op: And }`.
    Let {
        pat: PatId,
        expr: ExprId,
    },
    Match {
        scrutinee: ExprId,
        arms: Box<[Arm]>,
    },
    Loop {
        label: Option<Sym>,
        body: ExprId,
    },
    While {
        label: Option<Sym>,
        cond: ExprId,
        body: ExprId,
    },
    For {
        label: Option<Sym>,
        pat: PatId,
        iter: ExprId,
        body: ExprId,
    },
    Closure {
        params: Box<[(PatId, Option<TypeRef>)]>,
        ret: Option<Box<TypeRef>>,
        body: ExprId,
        is_async: bool,
        is_move: bool,
    },
    Await(ExprId),
    Try(ExprId),
    Return(Option<ExprId>),
    Break {
        label: Option<Sym>,
        value: Option<ExprId>,
    },
    Continue {
        label: Option<Sym>,
    },
    Range {
        start: Option<ExprId>,
        end: Option<ExprId>,
        inclusive: bool,
    },
    /// `yield` of a generator block.
    Yield(Option<ExprId>),
    /// `tokio::select!`, `futures::select!`, `select_biased!`
    Select {
        arms: Box<[SelectArm]>,
        els: Option<ExprId>,
        biased: bool,
    },
    /// `join!`, `try_join!`: awaits all
    Join {
        exprs: Box<[ExprId]>,
        is_try: bool,
    },
    /// Another macro, by what it does with its arguments.
    Macro {
        name: Sym,
        kind: MacroKind,
        args: Box<[ExprId]>,
    },
}

/// The items of a block, which hardly any block has.
#[derive(Debug, Clone, Default)]
#[expect(clippy::box_collection, reason = "a block has room for a pointer")]
pub struct BlockItems(Option<Box<Vec<ItemId>>>);

impl From<Vec<ItemId>> for BlockItems {
    fn from(items: Vec<ItemId>) -> Self {
        Self((!items.is_empty()).then(|| Box::new(items)))
    }
}

impl Deref for BlockItems {
    type Target = [ItemId];
    fn deref(&self) -> &[ItemId] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

/// What a macro does with its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacroKind {
    /// Looks at them by reference and yields a value or nothing: `format!`, `println!`, `write!`, tracing's, `json!`;
    /// captured `{names}` are among the arguments. `anyhow!` and the like, too.
    Borrow,
    /// As `Borrow`, and diverges: `panic!`, `unreachable!`, `todo!`, `unimplemented!`.
    Panic,
    /// As `Borrow`, and may diverge: `assert!` and its kin.
    Assert,
    /// Yields its one argument (pinned or printed): `pin!(x)` as an expression, `dbg!(x)`, `ready!(x)`.
    /// `tokio::pin!(x);` as a statement yields nothing and leaves `x` what it was: it is a `Borrow`.
    Pass,
    /// Not understood. What could be parsed stands in the arguments, else each local that it mentions;
    /// their values count as handled.
    Opaque,
}

#[derive(Debug, Clone)]
pub struct FieldInit {
    pub name: Sym,
    pub value: ExprId,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Also `unsafe` and `const` blocks.
    Plain,
    Async {
        is_move: bool,
    },
    /// `stream! { .. }`, `try_stream! { .. }`, `gen` blocks: yields; in `try` ones `?` ends it with an error.
    AsyncGen {
        is_try: bool,
    },
    /// `try { .. }`
    Try,
}

#[derive(Debug, Clone)]
pub enum Stmt {
    Let {
        pat: PatId,
        ty: Option<Box<TypeRef>>,
        init: Option<ExprId>,
        els: Option<ExprId>,
    },
    /// With a semicolon, or as a block's inner statement: the value is dropped at once.
    Expr(ExprId),
}

#[derive(Debug, Clone)]
pub struct Arm {
    pub pat: PatId,
    /// May hold `Expr::Let` (if-let guards).
    pub guard: Option<ExprId>,
    pub body: ExprId,
}

/// `pat = future, if cond => handler`
#[derive(Debug, Clone)]
pub struct SelectArm {
    pub pat: PatId,
    pub future: ExprId,
    pub cond: Option<ExprId>,
    pub handler: ExprId,
}

#[derive(Debug, Clone)]
pub enum Pat {
    Wild,
    /// `..` in a tuple or slice.
    Rest,
    /// A name that starts in upper case and binds nothing is a `Path`.
    Bind {
        local: LocalId,
        by_ref: bool,
        mutable: bool,
        sub: Option<PatId>,
    },
    Path(Path),
    Tuple(Box<[PatId]>),
    TupleStruct {
        path: Box<Path>,
        pats: Box<[PatId]>,
    },
    /// `rest`: ends in `..`
    Struct {
        path: Box<Path>,
        fields: Box<[(Sym, PatId)]>,
        rest: bool,
    },
    Ref(PatId),
    Or(Box<[PatId]>),
    Slice(Box<[PatId]>),
    Lit(ExprId),
    Range {
        start: Option<ExprId>,
        end: Option<ExprId>,
    },
    /// A macro or something else that is not looked into.
    Opaque,
}
