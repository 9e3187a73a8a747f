//! Paths as text: nothing here touches the disk.

use std::path::{Component, Path, PathBuf};

/// `path` without `.` and `..`, by its text alone.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// `path` as seen from `root`, with `/`; both absolute and clean.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let shared = common(root, path);
    let ups = root.components().count() - shared.components().count();
    let rest = path.strip_prefix(&shared).unwrap_or(path);
    let down = rest.components().map(|c| c.as_os_str().to_string_lossy());
    let parts: Vec<_> = std::iter::repeat_n("..".into(), ups).chain(down).collect();
    parts.join("/")
}

/// The deepest folder that holds both.
pub(super) fn common(a: &Path, b: &Path) -> PathBuf {
    let pairs = a.components().zip(b.components());
    pairs.take_while(|(x, y)| x == y).map(|(x, _)| x.as_os_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parent_parts_are_resolved_by_text() {
        assert_eq!(clean(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(clean(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn a_path_outside_the_root_goes_up() {
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/b/c/d")), "c/d");
        assert_eq!(relative(Path::new("/a/b"), Path::new("/a/x/d")), "../x/d");
    }
}
