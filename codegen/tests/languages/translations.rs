//! English pages that were written by hand for published Chinese ones: in all forms, with words as a writer would choose.
//!
//! ```sh
//! FEISHU_PAGES=… cargo test -p feishu-codegen --test languages translations -- --ignored --nocapture
//! ```

use std::path::{Path, PathBuf};

use feishu_codegen::pipeline::{self, Described};
use feishu_codegen::{diagnostic::Diagnostic, input};
use feishu_schema::Lexicon;

/// The English pages, each named after its endpoint.
fn translations() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages/translations");
    input::files(&[folder], "md").unwrap()
}

fn shown(found: &Diagnostic) -> String {
    format!("{}: {}", found.code, found.message)
}

/// Reads pages, and plans the Rust of their endpoint. Returns the number of endpoints and of pages in English, and all
/// findings.
fn read(pages: &[PathBuf]) -> (usize, usize, Vec<String>) {
    let descriptions = pipeline::describe_pages(&input::sources(pages, "md").unwrap(), &Lexicon::default());
    let (_, planned) = pipeline::plan(&descriptions.endpoints, &Lexicon::default(), &[]);
    let all = descriptions.findings.iter().chain(&planned).flat_map(|findings| &findings.diagnostics);
    let is_english = |described: &&Described| described.english.is_some();
    let english = descriptions.endpoints.iter().filter(is_english).count();
    (descriptions.endpoints.len(), english, all.map(shown).collect())
}

#[test]
fn a_translation_alone_names_all_options() {
    let pages = translations();
    assert_eq!(pages.len(), 10);
    for page in pages {
        let (endpoints, _, found) = read(std::slice::from_ref(&page));
        assert_eq!((endpoints, found), (1, vec![]), "{}", page.display());
    }
}

#[test]
#[ignore = "needs FEISHU_PAGES"]
fn a_page_and_its_translation_agree_and_name_all_options() {
    let published = PathBuf::from(std::env::var_os("FEISHU_PAGES").unwrap());
    for english in translations() {
        let name = english.file_name().unwrap();
        for form in ["flat", "portal", "marked"] {
            let chinese = published.join(form).join(name);
            let expected = (1, 1, vec![]);
            assert_eq!(read(&[chinese.clone(), english.clone()]), expected, "{}", chinese.display());
        }
    }
}
