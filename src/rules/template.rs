//! Filling `{name}` in a text. Must not guess: a placeholder without a value is an error.

use crate::diag::{Args, RuleId};

/// A text could not be put together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("the text `{template}` needs a value for `{name}`")]
    NoValue { template: String, name: String },
    #[error("the text `{template}` has a brace that is never closed")]
    Unclosed { template: String },
    #[error("rule `{rule}` has no wording for `{kind}`")]
    NoKind { rule: RuleId, kind: String },
}

/// A piece of a template.
enum Piece<'t> {
    Text(&'t str),
    /// `{name}`
    Value(&'t str),
    /// `{name|singular|plural}`: the value and the noun that goes with it.
    Counted {
        name: &'t str,
        one: &'t str,
        many: &'t str,
    },
}

/// Fills the placeholders of `template`; `{{` and `}}` stand for braces.
pub fn fill(template: &str, args: &Args) -> Result<String, TemplateError> {
    let value = |name: &str| {
        args.get(name).ok_or_else(|| TemplateError::NoValue {
            template: template.to_owned(),
            name: name.to_owned(),
        })
    };
    let mut out = String::new();
    for piece in pieces(template)? {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Value(name) => out.push_str(value(name)?),
            Piece::Counted { name, one, many } => {
                let count = value(name)?;
                out.push_str(count);
                out.push(' ');
                out.push_str(if count == "1" { one } else { many });
            }
        }
    }
    Ok(out)
}

/// The names of the placeholders of `template`, in order.
pub fn placeholders(template: &str) -> Result<Vec<&str>, TemplateError> {
    let pieces = pieces(template)?.into_iter();
    Ok(pieces
        .filter_map(|p| match p {
            Piece::Text(_) => None,
            Piece::Value(name) | Piece::Counted { name, .. } => Some(name),
        })
        .collect())
}

fn pieces(template: &str) -> Result<Vec<Piece<'_>>, TemplateError> {
    let mut out = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (text, tail) = rest.split_at(at);
        out.push(Piece::Text(text));
        if let Some(tail_after) = tail.strip_prefix("{{").or_else(|| tail.strip_prefix("}}")) {
            out.push(Piece::Text(&tail[..1]));
            rest = tail_after;
        } else if let Some((inner, after)) = tail.strip_prefix('{').and_then(|t| t.split_once('}'))
        {
            out.push(placeholder(inner));
            rest = after;
        } else {
            return Err(TemplateError::Unclosed {
                template: template.to_owned(),
            });
        }
    }
    out.push(Piece::Text(rest));
    Ok(out)
}

fn placeholder(inner: &str) -> Piece<'_> {
    let mut parts = inner.splitn(3, '|');
    let name = parts.next().unwrap_or(inner);
    match (parts.next(), parts.next()) {
        (Some(one), Some(many)) => Piece::Counted { name, one, many },
        _ => Piece::Value(name),
    }
}
