//! One cheap pass over the bytes of a file, before it is parsed: finds `leaklint:` comments and measures nesting.
//! Must not allocate per token, and must not be fooled by brackets and comments inside of strings.

use super::{MAX_CHAIN, MAX_DEPTH};
use crate::base::Span;

/// What an operator weighs in a chain; more where it may nest types, which take more stack.
pub fn weight(operator: u8) -> u32 {
    match operator {
        b'<' => 3,
        b'&' => 2,
        _ => 1,
    }
}

/// What the pass found.
#[derive(Debug, Default)]
pub struct Scan {
    pub comments: Vec<Comment>,
    /// Where nesting goes too deep to be parsed.
    pub too_deep: Option<u32>,
    /// What stands in modules for tests that nobody can want to know of: parsing it would be for nothing.
    pub tests: Vec<Span>,
}

/// A comment that starts with `leaklint:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// With its `//`.
    pub span: Span,
    /// Whether code stands before it on its line.
    pub after_code: bool,
}

/// Scans `text`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text: text.as_bytes(),
        pos: 0,
        code_on_line: false,
        chains: vec![0],
        chain_sum: 0,
        tests: None,
        out: Scan::default(),
    };
    while scanner.pos < scanner.text.len() {
        scanner.step();
    }
    scanner.out
}

struct Scanner<'t> {
    text: &'t [u8],
    pos: usize,
    code_on_line: bool,
    /// By open bracket: how many operators the expression at hand has had. Trees nest by these, too.
    chains: Vec<u32>,
    chain_sum: u32,
    tests: Option<Tests>,
    out: Scan,
}

/// A module for tests that was come into.
struct Tests {
    /// Behind its brace.
    start: u32,
    /// How many brackets are open around it.
    depth: usize,
    /// Something in it matters.
    wanted: bool,
}

impl Scanner<'_> {
    fn at(&self, ahead: usize) -> u8 {
        self.text.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn step(&mut self) {
        let byte = self.at(0);
        match byte {
            b'\n' => self.code_on_line = false,
            b' ' | b'\t' | b'\r' => {}
            b'/' if self.at(1) == b'/' => return self.line_comment(),
            b'/' if self.at(1) == b'*' => return self.block_comment(),
            _ => {
                self.code_on_line = true;
                return self.code(byte);
            }
        }
        self.pos += 1;
    }

    fn code(&mut self, byte: u8) {
        match byte {
            b'"' => return self.string(),
            b'\'' => return self.quote(),
            b'#' if self.tests.is_none() && self.text[self.pos..].starts_with(CFG_TEST) => return self.test_item(),
            b'(' | b'[' | b'{' => self.open(),
            b')' | b']' => self.close(),
            b'}' => {
                self.close();
                self.end_block();
            }
            b',' | b';' => self.reset(),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => return self.word(),
            b'0'..=b'9' => return self.skip_word(),
            _ => self.link(weight(byte)),
        }
        self.pos += 1;
    }

    fn open(&mut self) {
        self.chains.push(0);
        if self.chains.len() > MAX_DEPTH as usize {
            self.refuse();
        }
    }

    fn close(&mut self) {
        self.end_tests();
        if self.chains.len() > 1 {
            self.chain_sum -= self.chains.pop().unwrap_or(0);
        }
    }

    /// One more operator, or prefix, in the expression at hand.
    fn link(&mut self, weight: u32) {
        if let Some(top) = self.chains.last_mut() {
            *top += weight;
            self.chain_sum += weight;
        }
        if self.chain_sum > MAX_CHAIN {
            self.refuse();
        }
    }

    fn reset(&mut self) {
        if let Some(top) = self.chains.last_mut() {
            self.chain_sum -= std::mem::take(top);
        }
    }

    fn refuse(&mut self) {
        let at = self.offset();
        self.out.too_deep.get_or_insert(at);
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.pos).unwrap_or(u32::MAX)
    }

    /// After `}`: a new statement or item starts, unless an operator or `else` goes on.
    fn end_block(&mut self) {
        let rest = self.text.get(self.pos + 1..).unwrap_or(&[]);
        let rest = rest.trim_ascii_start();
        let goes_on = rest.starts_with(b"else") || rest.starts_with(b"as ");
        let starts = rest
            .first()
            .is_none_or(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'#' | b'}' | b'/' | b'"' | b'\''));
        if starts && !goes_on {
            self.reset();
        } else {
            self.link(1);
        }
    }

    fn line_comment(&mut self) {
        let rest = &self.text[self.pos..];
        let len = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        let body = rest[2..len].trim_ascii();
        if body.starts_with(b"leaklint:") {
            let start = self.offset();
            let span = Span { start, end: start + u32::try_from(rest[..len].trim_ascii_end().len()).unwrap_or(0) };
            self.want_tests();
            self.out.comments.push(Comment { span, after_code: self.code_on_line });
        }
        self.pos += len;
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        while self.pos < self.text.len() {
            match (self.at(0), self.at(1)) {
                (b'/', b'*') => depth += 1,
                (b'*', b'/') => depth -= 1,
                (b'\n', _) => {
                    self.code_on_line = false;
                    self.pos += 1;
                    continue;
                }
                _ => {
                    self.pos += 1;
                    continue;
                }
            }
            self.pos += 2;
            if depth == 0 {
                break;
            }
        }
    }

    fn string(&mut self) {
        self.pos += 1;
        while self.pos < self.text.len() {
            match self.at(0) {
                b'\\' => self.pos += 1,
                b'"' => {
                    self.pos += 1;
                    return;
                }
                _ => {}
            }
            self.pos += 1;
        }
    }

    /// A character or a lifetime.
    fn quote(&mut self) {
        let width = match self.at(1) {
            b'\\' => return self.escaped_char(),
            0xF0.. => 4,
            0xE0.. => 3,
            0xC0.. => 2,
            _ => 1,
        };
        self.pos += if self.at(1 + width) == b'\'' { 2 + width } else { 1 };
    }

    fn escaped_char(&mut self) {
        self.pos += 3;
        while self.pos < self.text.len() && self.at(0) != b'\'' {
            self.pos += 1;
        }
        self.pos += 1;
    }

    fn skip_word(&mut self) {
        while matches!(self.at(0), b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80..) {
            self.pos += 1;
        }
    }

    /// A name, a keyword, or the prefix of a raw string.
    fn word(&mut self) {
        let start = self.pos;
        self.skip_word();
        let word = &self.text[start..self.pos];
        match word {
            b"r" | b"br" | b"cr" => self.raw_string(),
            b"mod" if self.tests.is_some() && module(&self.text[self.pos..]) == Some(b';') => self.want_tests(),
            b"else" | b"return" | b"break" | b"move" | b"yield" | b"dyn" | b"impl" => self.link(1),
            _ => {}
        }
    }

    fn raw_string(&mut self) {
        let hashes = self.text[self.pos..].iter().take_while(|b| **b == b'#').count();
        if self.at(hashes) != b'"' {
            return;
        }
        self.pos += hashes + 1;
        while self.pos < self.text.len() {
            let rest = &self.text[self.pos + 1..];
            let closed = self.at(0) == b'"' && rest.len() >= hashes && rest[..hashes].iter().all(|b| *b == b'#');
            self.pos += 1;
            if closed {
                self.pos += hashes;
                return;
            }
        }
    }
}

const CFG_TEST: &[u8] = b"#[cfg(test)]";

impl Scanner<'_> {
    /// Behind `#[cfg(test)]`: a module, or anything else.
    fn test_item(&mut self) {
        self.pos += CFG_TEST.len();
        let mut rest = self.text[self.pos..].trim_ascii_start();
        while let Some(attr) = rest.strip_prefix(b"#[allow(").or_else(|| rest.strip_prefix(b"#[expect(")) {
            let end = attr.iter().position(|b| *b == b']').map_or(attr.len(), |i| i + 1);
            rest = attr[end..].trim_ascii_start();
        }
        for vis in [&b"pub "[..], b"pub(crate) ", b"pub(super) "] {
            rest = rest.strip_prefix(vis).unwrap_or(rest);
        }
        let Some(rest) = rest.strip_prefix(b"mod ") else { return };
        if module(rest) == Some(b'{') {
            let open = rest.iter().position(|b| *b == b'{').unwrap_or(0);
            self.pos = self.text.len() - rest.len() + open;
            self.open();
            self.pos += 1;
            self.tests = Some(Tests { start: self.offset(), depth: self.chains.len(), wanted: false });
        }
    }

    fn want_tests(&mut self) {
        if let Some(tests) = &mut self.tests {
            tests.wanted = true;
        }
    }

    /// At a closing bracket.
    fn end_tests(&mut self) {
        let end = self.offset();
        if let Some(tests) = self.tests.take_if(|t| t.depth == self.chains.len())
            && !tests.wanted
        {
            self.out.tests.push(Span { start: tests.start, end });
        }
    }
}

/// What stands behind the name of a module, which `rest` starts with.
fn module(rest: &[u8]) -> Option<u8> {
    let rest = rest.trim_ascii_start();
    let name = rest.iter().position(|b| !b.is_ascii_alphanumeric() && *b != b'_')?;
    rest[name..].trim_ascii_start().first().copied()
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHAIN, MAX_DEPTH, scan};

    #[test]
    fn modules_for_tests_are_found_unless_something_in_them_matters() {
        let tests = |text: &str| {
            let found = scan(text).tests;
            found.iter().map(|s| text[s.start as usize..s.end as usize].to_owned()).collect::<Vec<_>>()
        };
        let text = "#[cfg(test)]\n#[allow(x)]\nmod a { fn f() { \"}\" } }\nfn g() {}\n#[cfg(test)] mod b {}";
        assert_eq!(tests(text), [" fn f() { \"}\" } ", ""]);
        assert_eq!(
            tests("mod o { #[cfg(test)] pub(crate) mod i { mod j { } } } #[cfg(test)] fn f() {}"),
            [" mod j { } "]
        );
        assert_eq!(tests("#[cfg(test)] mod a { mod b; } #[cfg(test)] mod c;"), Vec::<String>::new());
        assert_eq!(tests("#[cfg(test)] mod a { // leaklint: allow(x)\n }"), Vec::<String>::new());
        assert_eq!(tests("#[cfg(not(test))] mod a { } #[cfg(test)] mod a { "), Vec::<String>::new());
    }

    fn comments(text: &str) -> Vec<(&str, bool)> {
        let found = scan(text).comments;
        let text_of = |c: &super::Comment| &text[c.span.start as usize..c.span.end as usize];
        found.iter().map(|c| (text_of(c), c.after_code)).collect()
    }

    #[test]
    fn finds_comments_outside_of_strings() {
        let text = "let a = \"// leaklint: no\"; // leaklint: yes \n  //leaklint: own\n\
            r#\"\" // leaklint: no\"# /* // leaklint: no */ '\"' // leaklint: last";
        assert_eq!(
            comments(text),
            [("// leaklint: yes", true), ("//leaklint: own", false), ("// leaklint: last", true)]
        );
    }

    #[test]
    fn lifetimes_and_raw_names_open_no_string() {
        let text = "fn f<'a>(r#x: &'a u8, y: char) { y == '\\''; y == 'é'; } // leaklint: a";
        assert_eq!(comments(text), [("// leaklint: a", true)]);
    }

    #[test]
    fn refuses_deep_nesting_only() {
        let more = |limit: u32| limit as usize + 1;
        assert!(scan(&"(".repeat(more(MAX_DEPTH))).too_deep.is_some());
        assert!(scan(&"!".repeat(more(MAX_CHAIN))).too_deep.is_some());
        assert!(scan(&"fn f() -> A<B> { a.b() }\n".repeat(4000)).too_deep.is_none());
        assert!(scan(&format!("[{}]", "1 + 2,".repeat(4000))).too_deep.is_none());
        assert!(scan("\"((((\"").too_deep.is_none());
    }
}
