//! Reads models: the linter's own and the user's. Must not lower or link what they declare.

use std::path::Path;

use super::{ModelFile, Models, embedded};
use crate::base::{LineIndex, Problem, ProblemKind};

/// Reads the linter's own models, and adds the `user`'s: declarations and rows of a package that has a model
/// already come behind those.
#[must_use]
pub fn load(user: Vec<ModelFile>) -> (Models, Vec<Problem>) {
    let mut models = Models::default();
    let mut problems = Vec::new();
    for (name, text) in embedded::FILES {
        match parse(&Path::new("rules/models").join(name), text) {
            Ok(file) => models.add(file),
            Err(problem) => problems.push(problem),
        }
    }
    for file in user {
        models.add(file);
    }
    (models, problems)
}

/// Reads one file of models; `path` is for messages.
pub fn parse(path: &Path, text: &str) -> Result<ModelFile, Problem> {
    let mut file: ModelFile = toml::from_str(text).map_err(|error| {
        let offset = error.span().and_then(|s| u32::try_from(s.start).ok());
        Problem {
            kind: ProblemKind::Incomplete,
            path: path.to_owned(),
            at: offset.map(|offset| {
                let at = LineIndex::new(text).line_col(text, offset);
                (at.line, at.col)
            }),
            message: error.message().to_owned(),
        }
    })?;
    for decls in &mut file.decls {
        path.clone_into(&mut decls.origin.path);
        let before = text.find(decls.code.as_str()).and_then(|at| text.get(..at));
        let lines = before.map_or(0, |text| text.matches('\n').count());
        decls.origin.lines = u32::try_from(lines).unwrap_or(0);
    }
    Ok(file)
}

impl Models {
    /// Adds a file; to the model of the same package, if there is one.
    pub fn add(&mut self, file: ModelFile) {
        match self.files.get_mut(&file.krate) {
            Some(known) => {
                known.decls.extend(file.decls);
                known.api.extend(file.api);
                known.needs.extend(file.needs);
            }
            None => {
                self.files.insert(file.krate.clone(), file);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_in_the_folder_is_listed_in_order() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/models");
        let mut there: Vec<String> = std::fs::read_dir(dir)
            .expect("the folder is there")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| Path::new(name).extension().is_some_and(|e| e == "toml"))
            .collect();
        there.sort();
        let listed: Vec<&str> = embedded::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(there, listed);
    }

    #[test]
    fn the_own_models_can_be_read() {
        let (models, problems) = load(Vec::new());
        assert_eq!(problems, []);
        assert_eq!(models.files.len(), embedded::FILES.len());
    }

    #[test]
    fn an_error_says_where_it_is() {
        let text = "crate = \"a\"\n\n[[api]]\npath = \"a::f\"\nrole = \"no-such-role\"\n";
        let problem = parse(Path::new("a.toml"), text).expect_err("an unknown role");
        assert_eq!(problem.at, Some((5, 8)));
        assert!(problem.message.contains("no-such-role"), "{problem:?}");
    }

    #[test]
    fn declarations_know_the_line_that_they_start_at() {
        let text = "crate = \"a\"\n[[decls]]\ncode = '''\npub struct A;\n'''\n";
        let file = parse(Path::new("a.toml"), text).expect("a model");
        assert_eq!(file.decls[0].origin.lines, 3);
    }

    #[test]
    fn rows_of_the_user_follow_those_of_the_own_model() {
        let own = parse(Path::new("a.toml"), "crate = \"std\"\n[[decls]]\ncode = 'pub struct Own;'\n");
        let (models, _) = load(vec![own.expect("a model")]);
        let last = models.files["std"].decls.last().expect("declarations");
        assert_eq!(last.code, "pub struct Own;");
    }
}
