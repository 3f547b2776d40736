//! A run in which nothing changed recalls what the last one came to, and never anything else.

use std::fs;
use std::path::{Path, PathBuf};

use feishu_tests::tool::{Run, command, copy_of_the_workspace};
use feishu_tests::{GIVEN, folder};
use tempfile::TempDir;

use crate::TOOL;

const CODE: &str = "generated/src/hire/v1/create_by_resume.rs";

/// What a run says that recalls: added to what the last one is remembered to have said.
const RECALLED: &str = "recalled\n";

/// A workspace in step, and a cache that remembers a run in it.
struct Settled {
    workspace: TempDir,
    cache: TempDir,
}

impl Settled {
    fn new() -> Self {
        let settled =
            Self { workspace: copy_of_the_workspace(), cache: tempfile::tempdir().expect("a folder") };
        assert_eq!(settled.run(&[]).code, 0);
        let mut remembered: serde_json::Value =
            serde_json::from_slice(&fs::read(settled.remembered()).expect("a file")).expect("JSON");
        let out = remembered["out"].as_str().expect("text").to_owned();
        remembered["out"] = (out + RECALLED).into();
        fs::write(settled.remembered(), remembered.to_string()).expect("a file");
        settled
    }

    fn root(&self) -> &Path {
        self.workspace.path()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut tool = command(TOOL, self.root(), arguments);
        let output = tool.env("XDG_CACHE_HOME", self.cache.path()).output().expect("the tool starts");
        Run {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    fn remembered(&self) -> PathBuf {
        let folder = self.cache.path().join("feishu-codegen");
        let mut files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let only = files.next().expect("a file");
        assert_eq!(files.next(), None);
        only
    }

    fn recalls(&self, arguments: &[&str]) -> bool {
        self.run(arguments).out.ends_with(RECALLED)
    }
}

#[test]
fn nothing_changed() {
    let settled = Settled::new();
    let before = folder::tree(settled.root());
    let run = settled.run(&[]);
    assert!(run.out.ends_with(RECALLED), "{}", run.out);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(settled.recalls(&["generate"]));
    let check = settled.run(&["--check"]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(!check.out.ends_with(RECALLED), "a check sees for itself");
    assert!(folder::tree(settled.root()) == before);
}

#[test]
fn any_change_is_seen() {
    let append = |file: &'static str| {
        move |root: &Path| {
            let path = root.join(file);
            let text = fs::read_to_string(&path).expect(file) + "\n";
            fs::write(path, text).expect(file);
        }
    };
    type Change = Box<dyn Fn(&Path)>;
    let changes: [(&str, Change); 6] = [
        ("the page", Box::new(append(GIVEN))),
        ("the lexicon", Box::new(append("schema/lexicon.toml"))),
        ("the code", Box::new(append(CODE))),
        ("a file gone", Box::new(|root| fs::remove_file(root.join(CODE)).expect("a file"))),
        ("the list of own files", Box::new(append("generated/.feishu-codegen/files"))),
        (
            "another page",
            Box::new(|root| fs::write(root.join("schema/pages/other.md"), "# Other\n").expect("a file")),
        ),
    ];
    for (what, change) in changes {
        let settled = Settled::new();
        change(settled.root());
        assert!(!settled.recalls(&[]), "{what}");
    }
}

#[test]
fn a_file_of_somebody_else_is_no_change() {
    let settled = Settled::new();
    fs::copy(settled.root().join(CODE), settled.root().join("generated/src/copy.rs")).expect("a copy");
    assert!(settled.recalls(&[]));
}

#[test]
fn a_check_does_not_believe_a_forged_memory() {
    let settled = Settled::new();
    let code = settled.root().join(CODE);
    let stale = fs::read_to_string(&code).expect("a file") + "// stale\n";
    fs::write(&code, &stale).expect("a file");
    // What an attacker would write to the cache: the digest of what is on disk, from `sha256sum`.
    let memory = fs::read_to_string(settled.remembered()).expect("a file");
    let mut memory: serde_json::Value = serde_json::from_str(&memory).expect("JSON");
    memory["outputs"][CODE] = feishu_codegen::source::Source::new("", stale).digest().into();
    fs::write(settled.remembered(), memory.to_string()).expect("a file");
    assert!(settled.recalls(&[]), "the memory is well forged");
    assert_eq!(settled.run(&["--check"]).code, 1);
}

#[test]
fn other_arguments_are_another_run() {
    let settled = Settled::new();
    for arguments in [&["--strict"][..], &["--message-format", "json"], &["--crate", "other-api"]] {
        assert!(!settled.recalls(arguments), "{arguments:?}");
    }
}

#[test]
fn a_broken_memory_costs_nothing_but_time() {
    let settled = Settled::new();
    for junk in ["", "{", "{\"fingerprint\": 1}", "[]"] {
        fs::write(settled.remembered(), junk).expect("a file");
        let run = settled.run(&["--check"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(!run.out.ends_with(RECALLED));
    }
    fs::remove_dir_all(settled.cache.path().join("feishu-codegen")).expect("gone");
    fs::write(settled.cache.path().join("feishu-codegen"), "no folder").expect("a file");
    assert_eq!(settled.run(&["--check"]).code, 0);
}

/// What was wrong is told again, though nothing is read anew.
#[test]
fn findings_are_told_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = tempfile::tempdir().expect("a folder");
    let page = "---\ntitle: \"书\"\n---\n# 书\n\n## 请求\n名称 | 值\n---|---\n\
        HTTP URL | https://open.feishu.cn/open-apis/demo/v1/books\nHTTP Method | POST\n支持的应用类型 | 无名应用\n";
    fs::write(folder.path().join("book.md"), page).expect("a file");
    fs::write(folder.path().join("broken.md"), page.replace("POST", "POSTS").replace("books", "shelves"))
        .expect("a file");
    let run = || {
        let mut tool =
            command(TOOL, folder.path(), &["generate", "--pages", ".", "--out", "api", "--crate", "books"]);
        let output = tool.env("XDG_CACHE_HOME", cache.path()).output().expect("the tool starts");
        (output.status.code(), String::from_utf8(output.stderr).expect("text"))
    };
    let first = run();
    assert_eq!(first.0, Some(1), "{}", first.1);
    assert!(first.1.contains("D004") && first.1.contains("POSTS"), "{}", first.1);
    assert_eq!(run(), first);
}
