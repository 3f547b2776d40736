//! The documents for people: commands run, settings and dependencies are valid, links lead somewhere. The Rust in them is
//! compiled with the tests of the documentation.

use std::fs;
use std::path::{Path, PathBuf};

use feishu_codegen::Config;
use feishu_schema::Lexicon;
use feishu_tests::tool::{copy_of_the_workspace, run};
use feishu_tests::{folder, read, workspace};
use tempfile::tempdir;

use crate::TOOL;

/// A block of code, and the line that it begins on.
struct Block {
    document: String,
    line: usize,
    language: String,
    text: String,
}

/// README and guide: the documents whose blocks are tested.
fn documents() -> Vec<String> {
    let guide = folder::tree(&workspace().join("docs/guide"));
    let guide = guide.keys().map(|path| format!("docs/guide/{path}"));
    ["README.md", "docs/release.md"].map(str::to_owned).into_iter().chain(guide).collect()
}

fn blocks(language: &str) -> Vec<Block> {
    let all = documents().into_iter().flat_map(|document| blocks_of(&document));
    all.filter(|block| block.language == language).collect()
}

fn blocks_of(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in read(document).lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => {
                let (document, language) = (document.to_owned(), language.to_owned());
                open = Some(Block { document, line: number + 1, language, text: String::new() });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => block.text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{document}: a block does not end");
    blocks
}

#[test]
fn every_block_is_of_a_kind_that_is_tested() {
    for block in documents().iter().flat_map(|document| blocks_of(document)) {
        let tested = ["rust", "rust,no_run", "rust,ignore", "toml", "sh"].contains(&&*block.language);
        assert!(tested, "{}:{}: {}", block.document, block.line, block.language);
        if block.language == "rust,ignore" {
            let include = "// lib.rs\ninclude!(concat!(env!(\"OUT_DIR\"), \"/feishu.rs\"));\n";
            assert_eq!(block.text, include, "examples/build-script compiles this one only");
        }
    }
    let compiled = read("tests/src/lib.rs");
    for document in documents().iter().filter(|document| !blocks_of(document).is_empty()) {
        let has_rust = blocks_of(document).iter().any(|block| block.language.starts_with("rust"));
        let listed = compiled.contains(&format!("\"../../{document}\""));
        assert!(listed || !has_rust, "tests/src/lib.rs does not list {document}");
    }
}

#[test]
fn settings_lexicons_and_dependencies_are_valid() {
    let blocks = blocks("toml");
    assert!(blocks.len() > 5, "{} blocks", blocks.len());
    for Block { document, line, text, .. } in blocks {
        let table: toml::Table =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{document}:{line}: {error}"));
        if table.contains_key("pages") {
            let project = tempdir().expect("a folder");
            let file = project.path().join("feishu.toml");
            fs::write(&file, text).expect("written");
            Config::from_file(file).unwrap_or_else(|error| panic!("{document}:{line}: {error}"));
        } else if table.contains_key("services") || table.contains_key("endpoints") {
            Lexicon::from_toml(&text).unwrap_or_else(|error| panic!("{document}:{line}: {error}"));
        } else {
            for (kind, dependencies) in &table {
                assert!(kind.ends_with("dependencies"), "{document}:{line}: {kind}");
                let dependencies = dependencies.as_table().expect("a table");
                dependencies.iter().for_each(|(name, options)| check_dependency(name, options));
            }
        }
    }
}

/// A crate of ours is one of the workspace, and has the features that are asked for.
fn check_dependency(name: &str, options: &toml::Value) {
    let Some(part) = name.strip_prefix("feishu-") else { return };
    let folder = if part == "api" { "generated" } else { part };
    let manifest: toml::Table = toml::from_str(&read(&format!("{folder}/Cargo.toml"))).expect("TOML");
    assert_eq!(manifest["package"]["name"].as_str(), Some(name));
    for feature in options.get("features").and_then(|features| features.as_array()).into_iter().flatten() {
        let feature = feature.as_str().expect("a string");
        assert!(manifest["features"].get(feature).is_some(), "{name} has no feature {feature}");
    }
}

#[test]
fn commands_run() {
    let copy = copy_of_the_workspace();
    let root = copy.path();
    fs::create_dir(root.join("old")).expect("a folder");
    let old = read("schema/pages/create_by_resume.md").replace("婚姻状况", "婚姻");
    fs::write(root.join("old/create_by_resume.md"), old).expect("written");

    let mut count = 0;
    for block in blocks("sh") {
        for line in block.text.lines() {
            let command =
                line.split("  ").next().unwrap_or_default().split(" #").next().unwrap_or_default().trim();
            let at = format!("{}:{}: {command}", block.document, block.line);
            match command.strip_prefix("cargo run -p feishu-codegen") {
                Some(arguments) => {
                    run_tool(root, arguments.strip_prefix(" -- ").unwrap_or_default(), &at);
                    count += 1;
                }
                None => assert!(is_other_command(command), "{at}: neither run nor known"),
            }
        }
    }
    assert!(count > 10, "{count} commands");
}

fn run_tool(root: &Path, arguments: &str, at: &str) {
    let (arguments, _) = arguments.split_once('>').unwrap_or((arguments, ""));
    let mut arguments: Vec<&str> = arguments
        .split_whitespace()
        .map(|argument| match argument {
            "PAGE" => "schema/pages/create_by_resume.md",
            "PAGE_OR_FOLDER" | "NEW" => "schema/pages",
            "OLD" => "old",
            "DIR" => "out",
            "NAME" => "my-feishu-api",
            other => other,
        })
        .collect();
    // The portal is not asked: the options are read, and no more.
    if arguments.first() == Some(&"update") {
        arguments.push("--help");
    }
    let run = run(TOOL, root, &arguments);
    assert!(
        run.code == 0 || (run.code == 1 && arguments.first() == Some(&"diff")),
        "{at}: {}\n{}",
        run.code,
        run.err
    );
}

/// Commands of other programs, and those that the tests cannot run: they would run the tests, or need a network.
fn is_other_command(command: &str) -> bool {
    match command.split(' ').collect::<Vec<_>>().as_slice() {
        ["cargo", "test", "--workspace"] => true,
        ["cargo", "run", "--example", example] => {
            workspace().join(format!("examples/{example}/{example}.rs")).is_file()
        }
        ["cargo", "run", "-p", package] | ["cargo", "run", "-p", package, "--", ..] => {
            let members = read("Cargo.toml").replace("examples/", "");
            members.contains(&format!("\"{}\"", package.trim_start_matches("feishu-")))
        }
        ["cargo", "xtask", "step", names @ ..] => {
            let steps = read("xtask/src/steps.rs");
            names.iter().all(|name| steps.contains(&format!("name: \"{name}\"")))
        }
        ["docker", "run", ..] => true,
        _ => false,
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let others = [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "tests/README.md",
        "fuzz/README.md",
    ];
    let others =
        others.into_iter().chain(["docs/benchmarks.md", "benches/peers/README.md"]).map(str::to_owned);
    let mut count = 0;
    for document in documents().into_iter().chain(others) {
        let text = read(&document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (path, _section) = link.split_once('#').unwrap_or((link, ""));
            if path.is_empty() || path.contains("://") {
                continue;
            }
            let target: PathBuf = workspace().join(&document).with_file_name("").join(path);
            assert!(target.exists(), "{document}: {link}");
            count += 1;
        }
    }
    assert!(count > 20, "{count} links");
}
