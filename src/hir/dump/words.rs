//! How literals, operators and kinds print.

use crate::hir::{BinOp, BlockKind, Lit, MacroKind};

pub(super) fn lit_text(lit: &Lit) -> String {
    match lit {
        Lit::Int(n, suffix) => suffix.map_or_else(|| n.to_string(), |s| format!("{n}{s}")),
        Lit::Float => "⟨float⟩".to_owned(),
        Lit::Str(text) => format!("{text:?}"),
        Lit::ByteStr(bytes) => format!("⟨{} bytes⟩", bytes.len()),
        Lit::Char => "⟨char⟩".to_owned(),
        Lit::Bool(value) => value.to_string(),
        Lit::StrMacro => "⟨text⟩".to_owned(),
    }
}

pub(super) fn bin_text(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "+",
        BinOp::Sub => "-",
        BinOp::Mul => "*",
        BinOp::Div => "/",
        BinOp::Rem => "%",
        BinOp::And => "&&",
        BinOp::Or => "||",
        BinOp::BitAnd => "&",
        BinOp::BitOr => "|",
        BinOp::BitXor => "^",
        BinOp::Shl => "<<",
        BinOp::Shr => ">>",
        BinOp::Eq => "==",
        BinOp::Ne => "!=",
        BinOp::Lt => "<",
        BinOp::Le => "<=",
        BinOp::Gt => ">",
        BinOp::Ge => ">=",
    }
}

pub(super) fn block_text(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Plain => "",
        BlockKind::Async { is_move: false } => "async ",
        BlockKind::Async { is_move: true } => "async move ",
        BlockKind::AsyncGen { is_try: false } => "async gen ",
        BlockKind::AsyncGen { is_try: true } => "async try gen ",
        BlockKind::Try => "try ",
    }
}

pub(super) fn macro_text(kind: MacroKind) -> &'static str {
    match kind {
        MacroKind::Borrow => "",
        MacroKind::Panic => "⟨panic⟩",
        MacroKind::Assert => "⟨assert⟩",
        MacroKind::Pass => "⟨pass⟩",
        MacroKind::Opaque => "⟨opaque⟩",
    }
}
