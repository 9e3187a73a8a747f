//! Which versions a condition holds for. Must not know where versions come from.

use semver::{Comparator, Op, Version, VersionReq};

/// Stands for "the newest there is" in a part of a version that a requirement leaves open.
const NEWEST: u64 = 999_999;

/// Whether a condition holds for `version`; an unknown version counts as the newest there is.
#[must_use]
pub fn applies(condition: Option<&VersionReq>, version: Option<&Version>) -> bool {
    let Some(req) = condition else { return true };
    // Pre-releases are left out: a condition is about the line of releases that a version belongs to.
    let plain = version.map_or(Version::new(NEWEST, NEWEST, NEWEST), |v| Version::new(v.major, v.minor, v.patch));
    req.matches(&plain)
}

/// The newest version that a requirement allows; `None` if it has no upper bound or none that can be told.
#[must_use]
pub fn newest(req: &VersionReq) -> Option<Version> {
    req.comparators.iter().filter_map(upper).min()
}

fn upper(c: &Comparator) -> Option<Version> {
    let minor = c.minor.unwrap_or(NEWEST);
    let patch = c.patch.unwrap_or(NEWEST);
    match c.op {
        Op::Exact | Op::Wildcard | Op::LessEq => Some(Version::new(c.major, minor, patch)),
        Op::Tilde => Some(Version::new(c.major, minor, NEWEST)),
        Op::Caret => Some(match (c.major, c.minor, c.patch) {
            (0, Some(0), Some(patch)) => Version::new(0, 0, patch),
            (0, Some(minor), _) => Version::new(0, minor, NEWEST),
            (major, ..) => Version::new(major, NEWEST, NEWEST),
        }),
        Op::Less => below(c.major, c.minor.unwrap_or(0), c.patch.unwrap_or(0)),
        _ => None,
    }
}

/// The newest version before `major.minor.patch`.
fn below(major: u64, minor: u64, patch: u64) -> Option<Version> {
    match (major, minor, patch) {
        (_, _, 1..) => Some(Version::new(major, minor, patch - 1)),
        (_, 1.., 0) => Some(Version::new(major, minor - 1, NEWEST)),
        (1.., 0, 0) => Some(Version::new(major - 1, NEWEST, NEWEST)),
        (0, 0, 0) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn newest_of(req: &str) -> Option<String> {
        newest(&VersionReq::parse(req).expect("a requirement")).map(|v| v.to_string())
    }

    #[test]
    fn a_requirement_gives_the_newest_version_that_it_allows() {
        let found = |req| newest_of(req).unwrap_or_default();
        assert_eq!(found("0.11"), "0.11.999999");
        assert_eq!(found("0.12.4"), "0.12.999999");
        assert_eq!(found("1"), "1.999999.999999");
        assert_eq!(found("~1.2"), "1.2.999999");
        assert_eq!(found("=1.2.3"), "1.2.3");
        assert_eq!(found(">=0.11, <0.13"), "0.12.999999");
        assert_eq!(newest_of("*"), None);
        assert_eq!(newest_of(">=0.11"), None);
    }

    #[test]
    fn an_unknown_version_is_the_newest_and_pre_releases_are_of_their_release() {
        let req = VersionReq::parse(">=0.13").expect("a requirement");
        assert!(applies(Some(&req), None));
        assert!(applies(Some(&req), Version::parse("0.13.0-rc.1").ok().as_ref()));
        assert!(!applies(Some(&req), Version::parse("0.12.9").ok().as_ref()));
        let old = VersionReq::parse("<0.13").expect("a requirement");
        assert!(!applies(Some(&old), None));
        assert!(applies(None, None));
    }
}
