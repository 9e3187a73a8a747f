//! Filling `{name}` in a text. Must not guess: a placeholder without a value is an error.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::{Args, RuleId};

/// Words for the values of some placeholders: by placeholder, then by value. `*` stands for every other value,
/// and `{value}` in it for that value.
pub type Values = BTreeMap<String, BTreeMap<String, String>>;

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
    /// `{name|none|one|many}`: the form that goes with the number, which stands for `#` in it.
    Counted {
        name: &'t str,
        forms: [&'t str; 3],
    },
}

/// Fills the placeholders of `template`; `{{` and `}}` stand for braces.
pub fn fill(template: &str, args: &Args, values: &Values) -> Result<String, TemplateError> {
    let value = |name: &str| {
        args.get(name).ok_or_else(|| TemplateError::NoValue { template: template.to_owned(), name: name.to_owned() })
    };
    let mut out = String::new();
    for piece in pieces(template)? {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Value(name) => out.push_str(&in_words(name, value(name)?, values)),
            Piece::Counted { name, forms } => {
                let count = value(name)?;
                let [none, one, many] = forms;
                let form = match count.as_str() {
                    "0" => none,
                    "1" => one,
                    _ => many,
                };
                out.push_str(&form.replace('#', count));
            }
        }
    }
    Ok(out)
}

/// The word for a value.
fn in_words<'v>(name: &str, value: &'v str, values: &Values) -> Cow<'v, str> {
    let Some(words) = values.get(name) else {
        return Cow::Borrowed(value);
    };
    let word = words.get(value).or_else(|| words.get("*"));
    word.map_or(Cow::Borrowed(value), |w| Cow::Owned(w.replace("{value}", value)))
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
        } else if let Some((inner, after)) = tail.strip_prefix('{').and_then(|t| t.split_once('}')) {
            out.push(placeholder(inner));
            rest = after;
        } else {
            return Err(TemplateError::Unclosed { template: template.to_owned() });
        }
    }
    out.push(Piece::Text(rest));
    Ok(out)
}

fn placeholder(inner: &str) -> Piece<'_> {
    let parts: Vec<_> = inner.split('|').collect();
    match parts[..] {
        [name, none, one, many] => Piece::Counted { name, forms: [none, one, many] },
        _ => Piece::Value(inner),
    }
}
