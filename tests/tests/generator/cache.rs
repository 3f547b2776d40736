//! A run with a cache has the same files and findings as a run without one.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use feishu_codegen::source::Source;
use feishu_tests::folder::{self, Tree};
use feishu_tests::tool::{Run, command};
use tempfile::{TempDir, tempdir};

use crate::TOOL;

const ARGUMENTS: [&str; 9] =
    ["generate", "--pages", "pages", "--lexicon", "lexicon.toml", "--out", "api", "--crate", "notes-api"];

/// What the tool reads.
const INPUTS: [&str; 2] = ["pages", "lexicon.toml"];

/// A page with a body of these rows.
fn page(name: &str, method: &str, rows: &[(&str, &str)], example: &str) -> String {
    let mut text = format!(
        "---\ntitle: \"{name}\"\n---\n# {name}\n\n## 请求\n名称 | 值\n---|---\n\
         HTTP URL | https://open.feishu.cn/open-apis/demo/v1/{name}\nHTTP Method | {method}\n支持的应用类型 | 无名应用\n\n\
         ### 请求体\n\n名称 | 类型 | 必填 | 描述\n--- | --- | --- | ---\n"
    );
    for (row, ty) in rows {
        writeln!(text, "{row} | {ty} | 否 | 说明").expect("text");
    }
    if !example.is_empty() {
        writeln!(text, "\n### 请求体示例\n```json\n{example}\n```").expect("text");
    }
    text
}

/// Whether `seen` belongs to the `link` is doubtful here.
const NOTE: [(&str, &str); 5] =
    [("bold", "boolean"), ("link", "link"), ("url", "string"), ("seen", "string\\[\\]"), ("index", "int")];

/// Here an example shows all of a `link`.
fn shown() -> String {
    page("shown", "POST", &[("link", "link"), ("url", "string")], r#"{"link": {"url": "a"}}"#)
}

/// A `link` that has more: it says nothing about that of the note.
fn shown_otherwise() -> String {
    let rows = [("link", "link"), ("url", "string"), ("rel", "string")];
    page("shown", "POST", &rows, r#"{"link": {"url": "a", "rel": "b"}}"#)
}

const LEXICON: &str = "[endpoints.\"demo.v1.tags.post\"]\nmodule = \"labels\"\n";

fn inputs() -> Tree {
    let texts = [
        ("pages/note.md", page("notes", "POST", &NOTE, "")),
        ("pages/shown.md", shown()),
        (
            "pages/tag.md",
            page("tags", "POST", &[("name", "string"), ("weight", "float")], "{\"weight\": 0.1}"),
        ),
        ("pages/broken.md", page("broken", "POSTS", &[("name", "string")], "")),
        ("pages/other.md", "# Something else\n".to_owned()),
        ("lexicon.toml", LEXICON.to_owned()),
    ];
    texts.map(|(path, text)| (path.to_owned(), text.into_bytes())).into()
}

struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempdir().expect("a folder"));
        folder::write(project.root(), &inputs());
        project
    }

    /// One that has been brought in step.
    fn in_step() -> Self {
        let project = Self::new();
        project.run(TOOL, &[]);
        project
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).expect(name);
    }

    fn edit(&self, name: &str, edit: impl FnOnce(String) -> String) {
        let text = fs::read_to_string(self.path(name)).expect(name);
        let edited = edit(text.clone());
        assert_ne!(edited, text, "{name}");
        self.write(name, edited);
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect(name);
    }

    fn run(&self, tool: &str, more: &[&str]) -> Run {
        let mut tool = command(tool, self.root(), &[&ARGUMENTS, more].concat());
        let output = tool.env("XDG_CACHE_HOME", self.path("cache")).output().expect("the tool starts");
        Run {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// The result of a run: exit code, findings and files.
    fn result(&self, more: &[&str]) -> (i32, String, Tree) {
        let Run { code, err, .. } = self.run(TOOL, more);
        (code, err, folder::tree(&self.path("api")))
    }

    /// The result of a run without a cache.
    fn result_from_nothing(&self, more: &[&str]) -> (i32, String, Tree) {
        let other = Self(tempdir().expect("a folder"));
        for input in INPUTS {
            let from = self.path(input);
            match from.is_dir() {
                true => folder::write(&other.path(input), &folder::tree(&from)),
                false => drop(fs::copy(from, other.path(input)).expect("a copy")),
            }
        }
        other.result(more)
    }

    fn reset(&self) {
        fs::remove_dir_all(self.path("pages")).expect("removed");
        folder::write(self.root(), &inputs());
    }

    /// The folder of what is kept.
    fn kept(&self) -> PathBuf {
        let mut folders = fs::read_dir(self.path("cache/feishu-codegen")).expect("a folder");
        let only = folders.next().expect("a folder").expect("an entry").path();
        assert!(folders.next().is_none());
        only
    }

    fn results(&self) -> BTreeSet<String> {
        folder::tree(&self.kept()).into_keys().collect()
    }
}

type Change = (&'static str, fn(&Project), &'static [&'static str]);

/// After each change, and after it is taken back.
fn assert_same_as_from_nothing(changes: &[Change]) {
    let project = Project::in_step();
    let before = project.result(&[]);
    assert_eq!(before.0, 1, "{}", before.1);
    for (what, change, arguments) in changes {
        change(&project);
        let expected = project.result_from_nothing(arguments);
        let result = project.result(arguments);
        assert_eq!(result.0, expected.0, "{what}: {}", result.1);
        assert_eq!(result.1, expected.1, "{what}");
        assert!(result.2 == expected.2, "{what}");
        assert!(project.result(arguments) == expected, "{what}, and once more");
        project.reset();
        assert!(project.result(&[]) == before, "{what}, taken back");
    }
}

#[test]
fn any_change_of_the_pages() {
    assert_same_as_from_nothing(&[
        ("one is changed", |project| project.edit("pages/note.md", |text| text.replace("说明", "备注")), &[]),
        ("one teaches something else", |project| project.write("pages/shown.md", shown_otherwise()), &[]),
        ("one is added", |project| project.write("pages/more.md", page("more", "GET", &NOTE, "")), &[]),
        ("one is removed that teaches", |project| project.remove("pages/shown.md"), &[]),
        (
            "one is moved",
            |project| fs::rename(project.path("pages/tag.md"), project.path("pages/a.md")).expect("moved"),
            &[],
        ),
        (
            "two describe one endpoint",
            |project| project.write("pages/again.md", page("tags", "POST", &NOTE, "")),
            &[],
        ),
        ("one breaks", |project| project.edit("pages/tag.md", |text| text.replace("POST", "POSTS")), &[]),
        (
            "one is mended",
            |project| project.edit("pages/broken.md", |text| text.replace("POSTS", "POST")),
            &[],
        ),
        (
            "an example has another order",
            |project| {
                project.write("pages/shown.md", shown_otherwise());
                project.run(TOOL, &[]);
                project.edit("pages/shown.md", |text| {
                    text.replace(r#""url": "a", "rel": "b""#, r#""rel": "b", "url": "a""#)
                });
            },
            &[],
        ),
        (
            "one has an invisible character",
            |project| project.edit("pages/note.md", |text| text.replacen("说明", "说\u{200b}明", 1)),
            &[],
        ),
        (
            "one is in another encoding",
            |project| project.write("pages/note.md", b"# \xb1\xca\xbc\xc7\n"),
            &[],
        ),
        (
            "line ends are Windows'",
            |project| project.edit("pages/note.md", |text| text.replace('\n', "\r\n")),
            &[],
        ),
    ]);
}

#[test]
fn any_change_of_the_lexicon() {
    assert_same_as_from_nothing(&[
        ("a name", |project| project.write("lexicon.toml", LEXICON.replace("labels", "marks")), &[]),
        (
            "a name that is none",
            |project| project.write("lexicon.toml", LEXICON.replace("labels", "My Labels")),
            &[],
        ),
        ("nothing left", |project| project.write("lexicon.toml", ""), &[]),
        (
            "an entry that applies to nothing",
            |project| {
                project.remove("pages/broken.md");
                project.write("lexicon.toml", LEXICON.replace("tags", "togs"));
            },
            &[],
        ),
        (
            "a place",
            |project| {
                project.write(
                    "lexicon.toml",
                    "[endpoints.\"demo.v1.notes.post\".places]\n\"body seen\" = \"\"\n",
                );
                project.run(TOOL, &[]);
                project.write(
                    "lexicon.toml",
                    "[endpoints.\"demo.v1.notes.post\".places]\n\"body seen\" = \"link\"\n",
                );
            },
            &[],
        ),
        (
            "a place that is none",
            |project| {
                project.write(
                    "lexicon.toml",
                    "[endpoints.\"demo.v1.notes.post\".places]\n\"body scene\" = \"\"\n",
                )
            },
            &[],
        ),
    ]);
}

#[test]
fn any_option() {
    assert_same_as_from_nothing(&[
        ("errors", |_| {}, &["--strict"]),
        ("findings as JSON", |_| {}, &["--message-format", "json"]),
        ("the client", |_| {}, &["--client", "0.0.7"]),
        (
            "one package",
            |project| {
                project.write("pages/more.md", page("more", "GET", &NOTE, "").replace("demo/", "other/"))
            },
            &["--one-package"],
        ),
        (
            "a package each",
            |project| {
                project.write("pages/more.md", page("more", "GET", &NOTE, "").replace("demo/", "other/"))
            },
            &[],
        ),
    ]);
}

#[test]
fn any_damage() {
    fn each(project: &Project, damage: impl Fn(&Path, Vec<u8>)) {
        for (name, bytes) in folder::tree(&project.kept()) {
            damage(&project.kept().join(name), bytes);
        }
    }
    assert_same_as_from_nothing(&[
        ("empty", |project| each(project, |path, _| fs::write(path, "").expect("written")), &[]),
        (
            "cut",
            |project| {
                each(project, |path, bytes| fs::write(path, &bytes[..bytes.len() - 1]).expect("written"))
            },
            &[],
        ),
        (
            "other words",
            |project| {
                each(project, |path, bytes| {
                    let text = String::from_utf8(bytes).expect("text");
                    fs::write(path, text.replace("url", "uri").replace("weight", "height")).expect("written");
                })
            },
            &[],
        ),
        ("no text", |project| each(project, |path, _| fs::write(path, b"\xff\n\xff").expect("written")), &[]),
        (
            "folders",
            |project| {
                each(project, |path, _| {
                    fs::remove_file(path).expect("removed");
                    fs::create_dir(path).expect("a folder");
                })
            },
            &[],
        ),
        (
            "each under the name of another",
            |project| {
                let files = folder::tree(&project.kept());
                let next = files.values().cycle().skip(1);
                files
                    .keys()
                    .zip(next)
                    .for_each(|(name, bytes)| fs::write(project.kept().join(name), bytes).expect("written"));
            },
            &[],
        ),
        ("gone", |project| fs::remove_dir_all(project.path("cache")).expect("removed"), &[]),
        (
            "no folder",
            |project| {
                fs::remove_dir_all(project.path("cache")).expect("removed");
                project.write("cache", "");
            },
            &[],
        ),
    ]);
}

/// Or else the tests above say nothing.
#[test]
fn the_pages_learn_from_each_other() {
    let project = Project::in_step();
    let note = || fs::read_to_string(project.path("api/src/demo/v1/notes_post.rs")).expect("a file");
    let before = note();
    project.write("pages/shown.md", shown_otherwise());
    project.run(TOOL, &[]);
    assert_ne!(note(), before);
}

#[test]
fn only_what_changed_is_worked_out() {
    let project = Project::in_step();
    let before = project.results();
    project.run(TOOL, &[]);
    assert_eq!(project.results(), before);
    project.edit("pages/tag.md", |text| text.replace("说明", "备注"));
    project.run(TOOL, &[]);
    let after = project.results();
    // The page that was read, its description, and its code.
    assert_eq!(after.difference(&before).count(), 3);
    assert_eq!(before.difference(&after).count(), 3, "unused results are removed");
}

#[test]
fn another_build_of_the_tool_works_all_out() {
    let project = Project::in_step();
    let (before, result) = (project.results(), project.result(&[]));
    let other = project.path("other-tool");
    let mut tool = fs::read(TOOL).expect("the tool");
    tool.push(0);
    fs::copy(TOOL, &other).expect("a copy");
    fs::write(&other, tool).expect("a copy");
    let run = project.run(other.to_str().expect("text"), &[]);
    assert_eq!((run.code, run.err), (result.0, result.1));
    assert!(folder::tree(&project.path("api")) == result.2);
    assert!(project.results().is_disjoint(&before));
    assert_eq!(project.results().len(), before.len());
}

#[test]
fn a_run_that_fails_loses_nothing() {
    let project = Project::in_step();
    let before = project.results();
    project.write("lexicon.toml", "endpoints = 1\n");
    assert_eq!(project.run(TOOL, &[]).code, 2);
    assert_eq!(project.results(), before);
}

/// Who can write to the cache and works out its digests can change what a run writes, and never what a check says.
#[test]
fn a_check_does_not_believe_what_is_kept() {
    let project = Project::in_step();
    assert_eq!(project.run(TOOL, &["--check"]).code, 1, "of the broken page");
    project.remove("pages/broken.md");
    project.run(TOOL, &[]);
    let before = project.results();
    assert_eq!(project.run(TOOL, &["--check"]).code, 0);
    assert_eq!(project.results(), before, "a check keeps nothing");

    for (name, bytes) in folder::tree(&project.kept()) {
        let text = String::from_utf8(bytes).expect("text");
        let (_, result) = text.split_once('\n').expect("two lines");
        let forged = result.replace("说明", "谎话");
        let seal = Source::new("", format!("{name}{forged}")).digest();
        fs::write(project.kept().join(name), format!("{seal}\n{forged}")).expect("written");
    }
    project.run(TOOL, &[]);
    let code = fs::read_to_string(project.path("api/src/demo/v1/notes_post.rs")).expect("a file");
    assert!(code.contains("谎话"), "it is well forged");
    let check = project.run(TOOL, &["--check"]);
    assert_eq!(check.code, 1, "{}", check.err);
    assert!(check.out.lines().any(|line| line.starts_with('-') && line.contains("谎话")), "{}", check.out);
}
