//! Classes of status codes, and what a test of a status says of them. Must not look at expressions.

/// A set of classes of status codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Classes(u8);

/// The codes of each class, as ranges with both ends.
const RANGES: [(Classes, &[(u64, u64)]); 5] = [
    (Classes::BODYLESS, &[(100, 199), (204, 205), (304, 304)]),
    (Classes::SUCCESS, &[(200, 203), (206, 299)]),
    (Classes::REDIRECT, &[(300, 303), (305, 399)]),
    (Classes::CLIENT_ERROR, &[(400, 499)]),
    (Classes::SERVER_ERROR, &[(500, 599)]),
];

impl Classes {
    /// Answers that cannot have a body: 1xx, 204, 205, 304.
    pub const BODYLESS: Self = Self(1);
    /// 2xx with a body.
    pub const SUCCESS: Self = Self(2);
    pub const REDIRECT: Self = Self(4);
    pub const CLIENT_ERROR: Self = Self(8);
    pub const SERVER_ERROR: Self = Self(16);
    pub const ALL: Self = Self(31);
    pub const NONE: Self = Self(0);

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether every class of this set is in `other`.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self.without(other).is_empty()
    }
}

/// What one answer to a test leaves possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Narrow {
    pub to: Classes,
    /// A code that stands for success was ruled out: what is left is likely no success, though other 2xx codes exist.
    pub doubt: bool,
}

/// A test of the token's status: what is left where it holds, and where it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Test {
    pub yes: Narrow,
    pub no: Narrow,
}

impl Test {
    /// The code lies in `low..=high`.
    #[must_use]
    pub fn range(low: u64, high: u64) -> Self {
        let (mut yes, mut no) = (Classes::NONE, Classes::NONE);
        for (class, ranges) in RANGES {
            if ranges.iter().any(|(a, b)| low <= *b && *a <= high) {
                yes = yes.or(class);
            }
            if !ranges.iter().all(|(a, b)| low <= *a && *b <= high) {
                no = no.or(class);
            }
        }
        let successes = low >= 200 && high <= 299;
        Self { yes: Narrow { to: yes, doubt: false }, no: Narrow { to: no, doubt: successes } }
    }

    /// The body is known to be empty: as good as a code that has none.
    #[must_use]
    pub fn empty() -> Self {
        let any = Narrow { to: Classes::ALL, doubt: false };
        Self { yes: Narrow { to: Classes::BODYLESS, doubt: false }, no: any }
    }

    /// The code is one of these; none where there are no codes.
    #[must_use]
    pub fn one_of(codes: Vec<u64>) -> Option<Self> {
        let tests = codes.into_iter().map(|code| Self::range(code, code));
        tests.reduce(|a, b| Self {
            yes: Narrow { to: a.yes.to.or(b.yes.to), doubt: false },
            no: Narrow { to: a.no.to.and(b.no.to), doubt: a.no.doubt || b.no.doubt },
        })
    }

    /// One of the tests that `http::StatusCode` offers, by the kind of its row.
    #[must_use]
    pub fn named(kind: &str) -> Option<Self> {
        Some(match kind {
            "informational" => Self::range(100, 199),
            "success" => Self::range(200, 299),
            "redirection" => Self::range(300, 399),
            "client-error" => Self::range(400, 499),
            "server-error" => Self::range(500, 599),
            _ => return None,
        })
    }

    #[must_use]
    pub fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_code_without_a_body_leaves_no_body() {
        assert_eq!(Test::range(204, 204).yes.to, Classes::BODYLESS);
        assert!(Test::range(204, 204).no.to.within(Classes::ALL));
    }

    #[test]
    fn success_includes_answers_without_a_body() {
        let success = Test::range(200, 299);
        assert_eq!(success.yes.to, Classes::SUCCESS.or(Classes::BODYLESS));
        assert!(success.no.to.and(Classes::SUCCESS).is_empty());
    }

    #[test]
    fn ruling_out_one_success_code_leaves_doubt() {
        let ok = Test::range(200, 200);
        assert!(ok.no.doubt);
        assert!(!ok.no.to.and(Classes::SUCCESS).is_empty());
    }
}
