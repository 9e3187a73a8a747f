//! Every model reads with the schema, and its declarations are Rust.

use std::fs;
use std::path::PathBuf;

use leaklint::model::ModelFile;

/// The files under `rules/models`, with their text.
fn files() -> Vec<(PathBuf, String)> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/models");
    let mut files: Vec<_> = fs::read_dir(dir)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a text");
            (path, text)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_model_file_fits_the_schema_and_is_named_after_its_package() {
    for (path, text) in files() {
        let model: ModelFile = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(path.file_stem().and_then(|stem| stem.to_str()), Some(model.krate.as_str()), "{}", path.display());
    }
}

#[test]
fn every_declaration_is_rust() {
    for (path, text) in files() {
        let Ok(model) = toml::from_str::<ModelFile>(&text) else {
            continue;
        };
        for (index, decls) in model.decls.iter().enumerate() {
            if let Err(error) = syn::parse_file(&decls.code) {
                let at = error.span().start();
                let line = decls.code.lines().nth(at.line - 1).unwrap_or_default();
                panic!("{}, declarations {index}, {}:{}: {error}\n{line}", path.display(), at.line, at.column);
            }
        }
    }
}

#[test]
fn every_model_file_is_embedded() {
    let (models, problems) = leaklint::model::load(Vec::new());
    assert_eq!(problems, []);
    for (path, _) in files() {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        assert!(
            stem.is_some_and(|stem| models.files.contains_key(stem)),
            "{} stands in no list of embedded models",
            path.display()
        );
    }
}
