//! The same input gives the same bytes, whatever the order of the files and however often.

use std::sync::Arc;

use feishu_codegen::emit::{self, Client, CrateOptions, Files};
use feishu_codegen::source::Source;
use feishu_codegen::{config, input, pipeline};
use feishu_schema::Lexicon;
use feishu_tests::{folder, read, tool, workspace};
use tempfile::tempdir;

use crate::TOOL;

/// The given page and all broken ones.
fn sources() -> Vec<Arc<Source>> {
    let paths = ["schema/pages", "tests/pages/broken"].map(|path| workspace().join(path));
    input::sources(&paths, "md").expect("readable")
}

/// All files that these sources give.
fn files(sources: &[Arc<Source>]) -> Files {
    let lexicon = Lexicon::from_toml(&read("schema/lexicon.toml")).expect("a lexicon");
    let descriptions = pipeline::describe_pages(sources, &lexicon);
    let (plan, _) = pipeline::plan(&descriptions.endpoints, &lexicon, &[]);
    let mut files = config::description_files(&descriptions.endpoints).expect("files");
    let options = CrateOptions::new("all", Client::Version("0.1.0".to_owned()));
    files.extend(emit::emit_crate(&plan, &options).expect("Rust"));
    files
}

/// Another order for each seed.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(state >> 33).expect("31 bits") % (last + 1);
        items.swap(last, other);
    }
}

#[test]
fn any_order_of_the_sources_gives_the_same_files() {
    let mut sources = sources();
    // Two pages of one endpoint, too.
    let text = read("tests/pages/broken/query_of_a_get/page.md").replace("演示", "重复");
    sources.push(Arc::new(Source::new("again.md", text)));
    let expected = files(&sources);
    assert!(expected.len() > 40, "{}", expected.len());
    for seed in 1..=4 {
        shuffle(&mut sources, seed);
        let found = files(&sources);
        assert!(found.keys().eq(expected.keys()), "seed {seed}");
        for (path, text) in &found {
            assert_eq!(text, &expected[path], "seed {seed}: {path}");
        }
    }
}

#[test]
fn any_order_of_the_arguments_gives_the_same_crate() {
    let pages = ["tests/pages/broken/carriage_returns/page.md", "schema/pages/create_by_resume.md"];
    let [one, other] = [[pages[0], pages[1]], [pages[1], pages[0]]].map(|[first, second]| {
        let out = tempdir().expect("a folder");
        let path = out.path().display().to_string();
        let client = workspace().join("client").display().to_string();
        let arguments = ["generate", "--pages", first, second, "--client", &client, "--out", &path];
        let run = tool::run(TOOL, &workspace(), &arguments);
        assert_eq!(run.code, 0, "{}", run.err);
        let mut tree = folder::tree(out.path());
        // It names the client's folder as seen from this one.
        tree.remove("Cargo.toml");
        tree
    });
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    assert!(one == other);
}
