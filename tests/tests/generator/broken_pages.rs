//! Small pages, each broken in its own way: what is said about it, and that what it still yields is sound Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use feishu_codegen::diagnostic::{Findings, Renderer};
use feishu_codegen::pipeline::{self, Described, Descriptions};
use feishu_codegen::plan::Plan;
use feishu_codegen::source::Source;
use feishu_codegen::{input, plan};
use feishu_schema::Lexicon;
use feishu_tests::{outline, tool, workspace};

use crate::{TOOL, cargo};

/// The folders of the pages, in order.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace().join("tests/pages/broken")).expect("a folder");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    assert!(folders.len() > 30);
    folders
}

/// A page on its own, without a lexicon.
fn run(source: Source) -> (Descriptions, Plan, Vec<Findings>) {
    let lexicon = Lexicon::default();
    let mut descriptions = pipeline::describe_pages(&[Arc::new(source)], &lexicon);
    let (plan, more) = pipeline::plan(&descriptions.endpoints, &lexicon, &[]);
    let mut findings = std::mem::take(&mut descriptions.findings);
    findings.extend(more);
    (descriptions, plan, findings)
}

/// What is said of the page, and what it yields.
fn outcome(source: Source) -> String {
    let (descriptions, plan, findings) = run(source);
    let result = match descriptions.endpoints.as_slice() {
        [Described { endpoint, .. }] => format!("described as {}\n\n{}", endpoint.id, outline::plan(&plan)),
        _ if descriptions.skipped == 1 => "skipped: the page does not describe an endpoint\n".to_owned(),
        _ => "cannot be used\n".to_owned(),
    };
    let human = Renderer::Human { colour: false };
    let said: String = findings.iter().map(|findings| human.render(findings)).collect();
    outline::visible(&format!("{said}=> {result}"))
}

#[test]
fn each_page_gets_its_diagnostics() {
    for folder in cases() {
        let read = input::source(&folder.join("page.md")).expect("readable");
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            let mut source = Source::clone(&read);
            source.name = format!("{name}/page.md");
            insta::assert_snapshot!("expected", outcome(source));
        });
    }
}

#[test]
fn each_error_has_a_place_or_is_about_the_whole_page_and_says_what_to_do() {
    for folder in cases() {
        let read = input::source(&folder.join("page.md")).expect("readable");
        let (_, _, findings) = run(Source::clone(&read));
        for finding in findings.iter().flat_map(|findings| &findings.diagnostics) {
            let place = folder.display();
            if let Some(label) = &finding.label {
                assert!(label.span.end <= read.text.len(), "{place}: {finding:?}");
                assert!(read.text.get(label.span.clone()).is_some(), "{place}: {finding:?}");
            }
            let help = finding.help.as_deref().unwrap_or(finding.code.remedy);
            assert!(!help.is_empty(), "{place}: {finding:?}");
        }
    }
}

#[test]
fn what_they_yield_is_sound_rust() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-pages");
    let pages = workspace().join("tests/pages/broken");
    let client = workspace().join("client");
    let arguments = ["generate", "--crate", "broken-pages", "--out"].map(str::to_owned);
    let paths = [&folder, Path::new("--pages"), &pages, Path::new("--client"), &client];
    let arguments: Vec<String> =
        arguments.into_iter().chain(paths.iter().map(|path| path.display().to_string())).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = tool::run(TOOL, &workspace(), &arguments);
    assert_eq!(run.code, 1, "some pages cannot be used, the others can: {}{}", run.out, run.err);
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");

    cargo::lint(&folder);
    cargo::document(&folder);
    let tests = cargo::run(&folder, &["test", "--doc"]);
    // Both examples at the crate's root are the generator's own; nothing of a page is run.
    let of_the_root = tests.lines().filter(|line| line.starts_with("test src/lib.rs - (line ")).count();
    assert!(of_the_root == 2 && tests.contains("running 2 tests\n"), "{tests}");
}

#[test]
fn no_text_of_a_page_leads_out_of_the_folder() {
    let (descriptions, plan, _) = {
        let read =
            input::source(&workspace().join("tests/pages/broken/hostile_text/page.md")).expect("readable");
        run(Source::clone(&read))
    };
    let module = plan::endpoint_module(&descriptions.endpoints[0].endpoint);
    assert!(module.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':'), "{module}");
    let item = &plan.services[0].versions[0].endpoints[0];
    let names = item.structs.iter().flat_map(|item| {
        std::iter::once(&item.name).chain(item.fields.iter().flat_map(|field| [&field.name, &field.setter]))
    });
    let names: Vec<&String> = names.chain(item.enums.iter().map(|item| &item.name)).collect();
    assert!(names.len() > 10);
    for name in names {
        assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name:?} is not an identifier");
    }
}
