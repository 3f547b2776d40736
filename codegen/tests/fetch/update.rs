//! `update`, from the portal to the Rust.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::{NEW, Play, Portal, asking, content, detail, file, folder, run};
use tempfile::TempDir;

/// A folder in which everything is in step with the old pages.
pub fn in_step(names: &[&str]) -> TempDir {
    let folder = folder(names);
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    command.current_dir(folder.path());
    let (code, _, err) = run(command);
    assert_eq!((code, err.as_str()), (0, ""));
    folder
}

/// All files below a folder.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            files
                .extend(tree(&entry.path()).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            files.insert(name, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

fn changed<'a>(before: &'a BTreeMap<String, String>, after: &'a BTreeMap<String, String>) -> Vec<&'a str> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    before.keys().filter(|path| before[*path] != after[*path]).map(String::as_str).collect()
}

/// The portal's page with another member in its query.
fn with_a_new_field(name: &str) -> Play {
    let row = |name: &str| {
        format!(
            "<md-dt-tr level=\"0\"><md-dt-td>{name}</md-dt-td><md-dt-td>int</md-dt-td><md-dt-td>否</md-dt-td>\
             <md-dt-td>大小</md-dt-td></md-dt-tr>"
        )
    };
    let old = content(name, "旧");
    let new = old.replace(&row("size"), &(row("size") + &row("depth")));
    assert_ne!(old, new);
    detail(&new, NEW)
}

#[test]
fn pages_descriptions_and_code_follow_the_portal() {
    let portal = Portal::start(&[]);
    portal.plays("a", [with_a_new_field("a")]);
    portal.plays("b", [detail(&content("b", "旧"), super::OLD)]);
    let folder = in_step(&["a", "b"]);
    let before = tree(folder.path());

    let arguments = ["--dry-run", "--report", "report.md"];
    let (code, out, err) = run(asking("update", folder.path(), &portal, &arguments));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let report = fs::read_to_string(folder.path().join("report.md")).unwrap();
    fs::remove_file(folder.path().join("report.md")).unwrap();
    assert_eq!(tree(folder.path()), before, "a dry run writes nothing but its report");
    assert!(report.contains("depth") && !report.contains("size"), "{report}");
    assert!(out.contains("stale   schema/endpoints/demo.v1.a.get.json\n"), "{out}");
    assert!(out.ends_with("nothing written: this was a dry run\n"), "{out}");

    let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let after = tree(folder.path());
    let expected =
        ["generated/src/demo/v1/a_get.rs", "schema/endpoints/demo.v1.a.get.json", "schema/pages/a.md"];
    assert_eq!(changed(&before, &after), expected);
    assert!(after["generated/src/demo/v1/a_get.rs"].contains("depth"), "the code knows the new field");
    assert!(out.contains("depth"), "{out}");
}

#[test]
fn on_ci_nothing_is_written_unless_asked_for() {
    let portal = Portal::start(&[]);
    portal.plays("a", [with_a_new_field("a")]);
    let folder = in_step(&["a"]);
    let before = tree(folder.path());
    let mut command = asking("update", folder.path(), &portal, &[]);
    command.env("CI", "true");
    assert_eq!(run(command).0, 0);
    assert_eq!(tree(folder.path()), before);
    let mut command = asking("update", folder.path(), &portal, &["--write"]);
    command.env("CI", "true");
    assert_eq!(run(command).0, 0);
    assert_eq!(changed(&before, &tree(folder.path())).len(), 3);
}

#[test]
fn what_breaks_callers_or_does_not_come_is_something_to_look_at() {
    let portal = Portal::start(&[]);
    let other_method = content("a", "旧").replace("HTTP Method | GET", "HTTP Method | DELETE");
    portal.plays("a", [detail(&other_method, NEW)]);
    let folder = in_step(&["a", "gone"]);
    let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
    assert_eq!(code, 1, "{out}");
    assert!(
        err.contains("error: schema/pages/gone.md stays as it was: the portal has no such page"),
        "{err}"
    );
    let after = tree(folder.path());
    assert_eq!(after["schema/pages/gone.md"], file("gone", "旧", super::OLD));
    assert!(after.contains_key("schema/endpoints/demo.v1.gone.get.json"));
    assert!(after.contains_key("schema/endpoints/demo.v1.a.delete.json"), "{out}");
}

#[test]
fn with_no_page_nothing_else_is_touched() {
    let portal = Portal::start(&[]);
    let folder = in_step(&["a"]);
    // It would be written again.
    fs::remove_file(folder.path().join("generated/src/demo.rs")).unwrap();
    let before = tree(folder.path());
    let (code, _, err) = run(asking("update", folder.path(), &portal, &["--retries", "0"]));
    assert_eq!(code, 2, "{err}");
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_stale_entry_of_the_lexicon_is_reported_and_the_page_is_written() {
    let portal = Portal::start(&[]);
    portal.plays("a", [detail(&content("a", "旧").replace("size", "depth"), NEW)]);
    let folder = in_step(&["a"]);
    let entry = "[endpoints.\"demo.v1.a.get\".query]\nsize = \"How many.\"\n";
    fs::write(folder.path().join("schema/lexicon.toml"), entry).unwrap();
    let before = tree(folder.path());
    let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
    assert_eq!(code, 1, "{out}{err}");
    assert!(err.contains("--> schema/lexicon.toml:2:1"), "{err}");
    assert!(out.contains("no description and no Rust written: see the errors above\n"), "{out}");
    assert_eq!(changed(&before, &tree(folder.path())), ["schema/pages/a.md"]);
}

#[test]
fn in_a_project_of_its_own_all_commands_agree_without_options() {
    let portal = Portal::start(&["b"]);
    portal.plays("a", [with_a_new_field("a")]);
    portal.plays("b", [detail(&content("b", "新"), NEW)]);
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("docs")).unwrap();
    fs::write(at("docs/a.md"), file("a", "旧", super::OLD)).unwrap();
    fs::write(at("feishu.toml"), "pages = [\"docs\"]\nout = \"okr\"\ncrate = \"okr-api\"\n").unwrap();
    let tool = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
        command.args(arguments).current_dir(folder.path());
        run(command)
    };
    assert_eq!(tool(&["generate"]).0, 0);
    assert_eq!(tool(&["--check"]).0, 0);
    let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("depth") && out.contains("wrote   okr/src/demo/v1/a_get.rs\n"), "{out}");
    assert_eq!(tool(&["--check"]).0, 0, "nothing is left to do");
    // A new page comes to where the others are.
    let url = ["https://portal.test/document/docs/b"];
    assert_eq!(run(asking("fetch", folder.path(), &portal, &url)).0, 0);
    assert!(at("docs/b.md").exists());
    assert_eq!(tool(&["--check"]).0, 1);
}

/// A folder that has the facts of a page, and not the page.
fn of_facts(name: &str) -> TempDir {
    let folder = folder(&[name]);
    let page = format!("schema/pages/{name}.md");
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    command.current_dir(folder.path()).args(["describe", "--facts", &page]);
    let (code, facts, err) = run(command);
    assert_eq!((code, err.as_str()), (0, ""));
    fs::create_dir(folder.path().join("schema/endpoints")).unwrap();
    fs::write(folder.path().join(format!("schema/endpoints/demo.v1.{name}.get.json")), facts).unwrap();
    fs::remove_file(folder.path().join(page)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    command.current_dir(folder.path());
    let (code, out, err) = run(command);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains(&format!("read    schema/endpoints/demo.v1.{name}.get.json\n")), "{out}");
    folder
}

#[test]
fn facts_follow_the_portal_and_words_do_not_matter() {
    let portal = Portal::start(&["a"]);
    portal.plays("a", [detail(&content("a", "换了一种说法"), NEW)]);
    let folder = of_facts("a");
    let before = tree(folder.path());
    assert!(before["generated/src/demo/v1/a_get.rs"].contains("size"), "the facts are enough for code");
    let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.starts_with("same    1 page\n"), "{out}");
    assert_eq!(tree(folder.path()), before);

    let portal = Portal::start(&["a"]);
    portal.plays("a", [with_a_new_field("a")]);
    let (code, out, err) = run(asking("update", folder.path(), &portal, &["--dry-run"]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("stale   schema/endpoints/demo.v1.a.get.json\n"), "{out}");
    assert_eq!(tree(folder.path()), before, "a dry run writes nothing");

    portal.plays("a", [with_a_new_field("a")]);
    let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.starts_with("changed schema/endpoints/demo.v1.a.get.json (2024-08-02 → 2026-01-01)\n"),
        "{out}"
    );
    let after = tree(folder.path());
    let expected = ["generated/src/demo/v1/a_get.rs", "schema/endpoints/demo.v1.a.get.json"];
    assert_eq!(changed(&before, &after), expected);
    assert!(after["schema/endpoints/demo.v1.a.get.json"].is_ascii(), "no words of the page");
    assert!(after["generated/src/demo/v1/a_get.rs"].contains("depth"), "the code knows the new field");
}

#[test]
fn facts_stay_where_the_page_is_another_or_only_a_part_of_it_came() {
    let without_errors = {
        let mut content = content("a", "旧");
        content.truncate(content.find("### 错误码").unwrap());
        content
    };
    for (content, why) in [
        (without_errors, "only a part of the page came, or it has lost its table of errors"),
        (content("b", "旧"), "the page describes demo.v1.b.get now"),
    ] {
        let portal = Portal::start(&["a"]);
        portal.plays("a", [detail(&content, NEW)]);
        let folder = of_facts("a");
        let before = tree(folder.path());
        let (code, out, err) = run(asking("update", folder.path(), &portal, &[]));
        assert_eq!(code, 2, "{out}");
        let error = format!("error: schema/endpoints/demo.v1.a.get.json stays as it was: {why}\n");
        assert!(err.starts_with(&error), "{err}");
        assert_eq!(tree(folder.path()), before);
    }
}
