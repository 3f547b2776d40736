//! `feishu.toml`: its settings apply to every command, and the tool works in any project.

use std::fs;
use std::path::{Path, PathBuf};

use feishu_codegen::Config;
use feishu_codegen::settings::Settings;
use feishu_tests::tool::{Run, lexicons, run};
use feishu_tests::{folder, read, workspace};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::{TOOL, cargo};

const SETTINGS: &str = "\
pages = [\"docs/pages\"]
lexicons = [\"docs/words.toml\"]
descriptions = \"docs\"
out = \"okr\"
crate = \"okr-api\"
version = \"0.3.0\"
client = { git = \"https://git.test/client\" }
";

const LEXICON: &str = "[services.demo]\ndoc = \"What is shown.\"\n";

/// A project of somebody.
fn project(settings: &str) -> TempDir {
    let folder = tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("docs/pages")).expect("a folder");
    let page = read("tests/pages/broken/query_of_a_get/page.md");
    for (path, text) in
        [("docs/pages/page.md", &*page), ("docs/words.toml", LEXICON), ("feishu.toml", settings)]
    {
        fs::write(folder.path().join(path), text).expect("written");
    }
    folder
}

fn ok(folder: &Path, arguments: &[&str]) -> Run {
    let run = run(TOOL, folder, arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}{}", run.out, run.err);
    run
}

#[test]
fn without_an_option_every_command_does_what_the_settings_say() {
    let project = project(SETTINGS);
    let root = project.path();
    let first = ok(root, &[]);
    assert!(first.out.contains("wrote   okr/Cargo.toml\n"), "{}", first.out);
    assert!(first.out.contains("wrote   docs/endpoints/demo.v1.query_of_a_get.get.json\n"), "{}", first.out);
    let manifest = fs::read_to_string(root.join("okr/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"okr-api\"\n"), "{manifest}");
    assert!(manifest.contains("\nversion = \"0.3.0\"\n"), "{manifest}");
    let client = "feishu-client = { git = \"https://git.test/client\", version = \"0.1.0\", default-features = false }\n";
    assert!(manifest.contains(client), "{manifest}");
    let service = fs::read_to_string(root.join("okr/src/lib.rs")).expect("a file");
    assert!(service.contains("What is shown."), "the lexicon counts");
    let tree = folder::tree(root);

    ok(root, &["--check"]);
    let below = ok(&root.join("docs"), &["generate", "--check"]);
    assert!(below.out.contains("read    ../docs/pages/page.md\n"), "{}", below.out);
    ok(root, &["generate"]);
    assert!(ok(root, &["describe"]).out.contains("\"id\": \"demo.v1.query_of_a_get.get\""));
    assert!(ok(root, &["fields"]).out.contains("docs/pages/page.md\t"));
    assert!(ok(root, &["export", "openapi"]).out.contains("/open-apis/demo/v1/query_of_a_get"));
    assert!(folder::tree(root) == tree);
}

#[test]
fn options_take_precedence() {
    let project = project(SETTINGS);
    ok(project.path(), &["--crate", "other", "--out", "elsewhere", "--client", "0.2"]);
    let manifest = fs::read_to_string(project.path().join("elsewhere/Cargo.toml")).expect("a file");
    assert!(manifest.contains("name = \"other\"") && manifest.contains("version = \"0.2\""), "{manifest}");
    // Other pages are another project: neither its lexicon nor its descriptions belong to them.
    let tree = folder::tree(&project.path().join("docs"));
    fs::copy(project.path().join("docs/pages/page.md"), project.path().join("page.md")).expect("a copy");
    ok(project.path(), &["generate", "--pages", "page.md", "--out", "third"]);
    assert!(folder::tree(&project.path().join("docs")) == tree);
    let service = fs::read_to_string(project.path().join("third/src/lib.rs")).expect("a file");
    assert!(!service.contains("What is shown."));
}

#[test]
fn a_mistake_in_the_settings_is_shown() {
    let project = project("pages = [\"docs/pages\"]\nlexicon = \"docs/words.toml\"\n");
    for arguments in [&[][..], &["--check"], &["describe"], &["fields"], &["export", "openapi"], &["update"]]
    {
        let run = run(TOOL, project.path(), arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains("feishu.toml") && run.err.contains("line 2"), "{}", run.err);
        assert!(run.err.contains("lexicons"), "it says what exists: {}", run.err);
    }
}

#[test]
fn a_build_script_reads_them_too() {
    let project = project(SETTINGS);
    let out = tempdir().expect("a folder");
    let config = Config::from_file(project.path().join("feishu.toml")).expect("settings");
    let file = config.out_dir(out.path()).generate().expect("generated");
    assert!(fs::read_to_string(file).expect("a file").contains("What is shown."));
}

#[test]
fn the_schema_knows_the_settings_and_nothing_else() {
    let schema: Value = serde_json::from_str(&read("schema/feishu.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let value = |text: &str| toml::from_str::<Value>(text).expect("TOML");
    for right in [SETTINGS, &read("feishu.toml"), "", "client = { version = \"0.1\" }", "language = \"en\""] {
        let errors: Vec<String> =
            validator.iter_errors(&value(right)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{right}");
    }
    for wrong in
        ["page = []", "pages = \"docs\"", "client = { paht = \"x\" }", "language = \"fr\"", "one-package = 1"]
    {
        assert!(!validator.is_valid(&value(wrong)), "{wrong}");
        let file = tempdir().expect("a folder");
        fs::write(file.path().join("feishu.toml"), wrong).expect("written");
        assert!(Settings::read(&file.path().join("feishu.toml")).is_err(), "{wrong}");
    }
}

#[test]
fn the_schema_of_a_lexicon_knows_what_a_lexicon_may_hold() {
    let schema: Value = serde_json::from_str(&read("schema/lexicon.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let value = |text: &str| toml::from_str::<Value>(text).expect("TOML");
    let field = |entry: &str| format!("[services.a.structs.b.fields]\nc = {entry}\n");
    let right = [
        "shared = true\n".to_owned(),
        field("\"A sentence.\""),
        field("{ type = \"string\", options.1 = \"One\", options.2 = { name = \"Two\", label = \"two\" } }"),
        field(
            "{ type = { list = \"int\" }, required = true, ongoing = -1, personal = true, birth_date = true }",
        ),
    ];
    let ours = lexicons().into_iter().map(|file| read(&file));
    for text in ours.chain(right) {
        let errors: Vec<String> =
            validator.iter_errors(&value(&text)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{text}");
        feishu_schema::Lexicon::from_toml(&text).expect("a lexicon");
    }
    for text in [
        "service = {}".to_owned(),
        field("\"\""),
        field("{ dok = \"x\" }"),
        field("{ options.1 = { label = \"x\" } }"),
        field("{ type = \"colour\" }"),
        "[endpoints.a.values]\nb = \"colour\"\n".to_owned(),
    ] {
        assert!(!validator.is_valid(&value(&text)), "{text}");
        assert!(feishu_schema::Lexicon::from_toml(&text).is_err(), "{text}");
    }
}

#[test]
fn a_name_that_cargo_does_not_take_is_refused() {
    let project = project("pages = [\"docs/pages\"]\n");
    let before = folder::tree(project.path());
    for name in [
        "self",
        "Self",
        "super",
        "crate",
        "fn",
        "std",
        "core",
        "test",
        "serde",
        "feishu-client",
        "feishu_client",
        "con",
        "NUL",
        "com1",
        "build",
        "",
        "_",
        "1st",
        "a b",
        "../x",
    ] {
        let run = run(TOOL, project.path(), &["generate", "--crate", name]);
        assert_eq!(run.code, 2, "{name}: {}", run.out);
        assert!(
            run.err.contains("the name of a crate") && !run.err.contains("panicked"),
            "{name}: {}",
            run.err
        );
    }
    assert!(folder::tree(project.path()) == before);
}

/// A folder of the workspace as a path from anywhere.
fn of_workspace(path: &str) -> PathBuf {
    workspace().join(path).canonicalize().expect(path)
}

#[test]
fn the_crate_compiles_wherever_it_is_put() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("somebody");
    if home.exists() {
        fs::remove_dir_all(&home).expect("removed");
    }
    fs::create_dir_all(home.join("here/docs")).expect("a folder");
    fs::write(home.join("here/docs/page.md"), read("tests/pages/broken/query_of_a_get/page.md"))
        .expect("written");
    let client = of_workspace("client").display().to_string();
    let arguments =
        ["generate", "--pages", "docs", "--out", "../there/../okr", "--crate", "okr", "--client", &client];
    ok(&home.join("here"), &arguments);
    fs::copy(workspace().join("Cargo.lock"), home.join("okr/Cargo.lock")).expect("a lock file");
    cargo::run(&home.join("okr"), &["check", "--quiet"]);
    // What `cargo package` asks of a manifest: a version beside each path.
    let listed = cargo::run(&home.join("okr"), &["package", "--list", "--allow-dirty"]);
    assert!(listed.contains("src/lib.rs"), "{listed}");
    let manifest = fs::read_to_string(home.join("okr/Cargo.toml")).expect("a file");
    let line = manifest.lines().find(|line| line.starts_with("feishu-client")).expect("the client");
    assert!(line.contains("path = \"../") && line.contains("version = \"0.1.0\""), "{line}");
}

#[test]
fn a_folder_without_the_client_is_refused_and_without_one_the_tool_says_what_to_add() {
    let project = project("pages = [\"docs/pages\"]\nout = \"okr\"\ncrate = \"okr-api\"\n");
    let refused = run(TOOL, project.path(), &["--client", "docs"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    assert!(refused.err.contains("docs holds no Cargo.toml"), "{}", refused.err);
    let run = ok(project.path(), &[]);
    for line in ["okr-api = { path = \"okr\" }", "feishu-client = \"0.1.0\""] {
        assert!(run.out.lines().any(|shown| shown == line), "{}", run.out);
    }
}

#[test]
fn the_crate_is_a_member_of_the_workspace_around_it() {
    let project = project("pages = [\"docs/pages\"]\n");
    ok(project.path(), &[]);
    let manifest = || fs::read_to_string(project.path().join("generated/Cargo.toml")).expect("a file");
    assert!(manifest().contains("[workspace]"));
    fs::write(project.path().join("Cargo.toml"), "[workspace]\nmembers = [\"generated\"]\n")
        .expect("written");
    ok(project.path(), &[]);
    assert!(!manifest().contains("[workspace]"));
}
