//! What each stage makes of the given page. Read a changed snapshot against the page before accepting it.

use std::path::Path;
use std::sync::LazyLock;

use feishu_codegen::Config;
use feishu_codegen::config::Outcome;
use feishu_codegen::diagnostic::Renderer;
use feishu_codegen::emit::{self, Client, CrateOptions};
use feishu_codegen::pipeline::PlacedPage;
use feishu_codegen::source::Source;
use feishu_tests::{GIVEN, ID, outline, read, tool, workspace};
use tempfile::tempdir;

use crate::{TOOL, assert_snapshot};

static OUTCOME: LazyLock<Outcome> = LazyLock::new(|| {
    let config = Config::new().pages([workspace().join(GIVEN)]);
    config.lexicon(workspace().join("schema/lexicon.toml")).run().expect("the page can be read")
});

fn placed_page() -> (&'static PlacedPage, &'static Source) {
    let [described] = OUTCOME.descriptions.endpoints.as_slice() else { panic!("one page") };
    (described.page.as_ref().expect("it was a page"), &described.source)
}

/// The files in the workspace are the snapshots of what the tool writes.
fn assert_checked_in(path: &str, text: &str) {
    let there = read(path);
    if text != there {
        let line = text.lines().zip(there.lines()).take_while(|(new, old)| new == old).count();
        let (new, old) = (text.lines().nth(line), there.lines().nth(line));
        panic!(
            "{path} is stale at line {}: {old:?} in place of {new:?}; `cargo run -p feishu-codegen` renews it",
            line + 1
        );
    }
}

#[test]
fn the_page_is_read() {
    let (placed, source) = placed_page();
    assert_snapshot("page", &outline::page(&placed.page, source));
}

#[test]
fn the_rows_have_their_places() {
    let (placed, source) = placed_page();
    assert_snapshot("places", &outline::places(&placed.page, source, &placed.places));
}

#[test]
fn the_page_is_described() {
    let [described] = OUTCOME.descriptions.endpoints.as_slice() else { panic!("one page") };
    let json = described.endpoint.to_json().expect("JSON");
    assert_checked_in(&format!("schema/endpoints/{ID}.json"), &json);
}

#[test]
fn the_items_are_planned() {
    assert_snapshot("plan", &outline::plan(&OUTCOME.plan));
}

#[test]
fn the_files_are_written() {
    let client = Client::Path("../client".to_owned());
    let options = CrateOptions { alone: false, ..CrateOptions::new("feishu-api", client) };
    let workspace = Config::from_file(workspace().join("feishu.toml")).expect("settings");
    let outcome = workspace.run().expect("the inputs can be read");
    let files = emit::emit_crate(&outcome.plan, &options).expect("Rust");
    for (path, text) in &files {
        assert_checked_in(&format!("generated/{path}"), text);
    }
    let there: Vec<String> = files.keys().cloned().collect();
    assert_snapshot("generated", &there.join("\n"));
}

#[test]
fn there_is_nothing_to_say_about_the_page() {
    let render = |findings| Renderer::Human { colour: false }.render(findings);
    let text: String = OUTCOME.findings.iter().map(render).collect();
    assert_eq!(text, "", "the page has no mistakes, and the lexicon names everything");
}

#[test]
fn the_help_texts() {
    let folder = tempdir().expect("a folder");
    help_of(folder.path(), &[]);
}

/// The help of a command, and of the commands below it.
fn help_of(folder: &Path, command: &[&str]) {
    let run = tool::run(TOOL, folder, &[command, &["--help"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let help = run.out.replace("feishu-codegen-under-test", "feishu-codegen");
    assert_snapshot(&[&["help"], command].concat().join("."), &help);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = commands.map_while(|line| line.strip_prefix("  ")).filter_map(|line| line.split(' ').next());
    for name in names.filter(|name| !["", "help"].contains(name)) {
        help_of(folder, &[command, &[name]].concat());
    }
}
