//! `fetch`, against a portal played on this machine.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod languages;
mod portal;
mod update;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use portal::{Play, Portal, detail};
use tempfile::TempDir;

/// A page as the portal has it.
fn content(name: &str, word: &str) -> String {
    format!(
        "# 页 {name}\n\n{word}\n\n## 请求\n名称 | 值\n---|---\n\
         HTTP URL | https://open.feishu.cn/open-apis/demo/v1/{name}\nHTTP Method | GET\n\n\
         ### 查询参数\n:::html\n<md-dt-table>\n<md-dt-thead><md-dt-tr><md-dt-th>名称</md-dt-th>\
         <md-dt-th>类型</md-dt-th><md-dt-th>必填</md-dt-th><md-dt-th>描述</md-dt-th></md-dt-tr></md-dt-thead>\n\
         <md-dt-tbody><md-dt-tr level=\"0\"><md-dt-td>size</md-dt-td><md-dt-td>int</md-dt-td><md-dt-td>否</md-dt-td>\
         <md-dt-td>大小</md-dt-td></md-dt-tr></md-dt-tbody>\n</md-dt-table>\n:::\n\n\
         ## 响应\n### 响应体\n名称 | 类型 | 描述\n--- | --- | ---\ncode | int | 错误码\nmsg | string | 错误描述\n\n\
         ### 响应体示例\n```json\n{{\"code\": 0, \"msg\": \"success\"}}\n```\n\n\
         ### 错误码\nHTTP状态码 | 错误码 | 描述 | 排查建议\n--- | --- | --- | ---\n400 | 1 | 坏 | 改\n"
    )
}

/// The same as it stands in the folder.
fn file(name: &str, word: &str, updated: i64) -> String {
    format!(
        "---\ntitle: \"页 {name}\"\nfullPath: \"/uA/{name}\"\nsource_url: https://portal.test/document/docs/{name}\n\
         updateTime: \"{updated}\"\n---\n\n{}",
        content(name, word)
    )
}

const OLD: i64 = 1_722_571_011_000;
const NEW: i64 = 1_767_225_600_000;
/// 2100-01-01.
const FUTURE: i64 = 4_102_444_800_000;

/// A folder with these pages in their old state.
fn folder(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("schema/pages")).unwrap();
    for name in names {
        fs::write(folder.path().join(format!("schema/pages/{name}.md")), file(name, "旧", OLD)).unwrap();
    }
    folder
}

fn pages(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder.join("schema/pages")).unwrap().flatten();
    let read = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(read).collect()
}

fn tool(folder: &Path, portal: &Portal, arguments: &[&str]) -> Command {
    asking("fetch", folder, portal, arguments)
}

/// A command that asks this portal.
fn asking(name: &str, folder: &Path, portal: &Portal, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feishu-codegen"));
    command.arg(name).args(arguments).args(["--portal", &portal.url]).current_dir(folder);
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "CI"] {
        command.env_remove(variable);
    }
    command
}

/// The exit code, and what it says.
fn run(mut command: Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_has_changed_is_written_and_the_rest_left_alone() {
    let portal = Portal::start(&[]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    portal.plays("b", [detail(&content("b", "旧"), OLD)]);
    let folder = folder(&["a", "b"]);
    fs::write(folder.path().join("schema/pages/note.md"), "# 笔记\n").unwrap();
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!(out, "changed schema/pages/a.md (2024-08-02 → 2026-01-01)\nsame    1 page\n");
    assert_eq!(err, "note: schema/pages/note.md does not say where it comes from, and stays as it is\n");
    assert_eq!(code, 0);
    let expected =
        [("a.md", file("a", "新", NEW)), ("b.md", file("b", "旧", OLD)), ("note.md", "# 笔记\n".to_owned())];
    assert_eq!(pages(folder.path()), expected.map(|(name, text)| (name.to_owned(), text)).into());
    // Pages that know the portal's own name do not ask for it.
    assert!(!portal.asked().contains(&"names".to_owned()), "{:?}", portal.asked());

    let again = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!((again.0, again.1.as_str()), (0, "same    2 pages\n"));
}

#[test]
fn a_new_page_is_found_by_the_name_that_people_see() {
    let portal = Portal::start(&["a", "b"]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    portal.plays("b", [detail(&content("b", "新"), NEW)]);
    let folder = folder(&["a"]);
    let urls = ["https://portal.test/document/docs/a?lang=zh", "https://portal.test/document/docs/b"];
    let (code, out, err) = run(tool(folder.path(), &portal, &urls));
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (
            0,
            "changed schema/pages/a.md (2024-08-02 → 2026-01-01)\nnew     schema/pages/b.md (2026-01-01)\n\
             same    0 pages\n",
            ""
        )
    );
    assert_eq!(pages(folder.path())["b.md"], file("b", "新", NEW));
    assert_eq!(portal.asked().iter().filter(|asked| *asked == "names").count(), 1);
}

/// What the portal does, and what is said about it.
fn faults() -> Vec<(&'static str, Play, &'static str)> {
    let whole = content("x", "新");
    let half = &whole[..whole.find("类型").unwrap()];
    let mut without_errors = content("shorter", "新");
    without_errors.truncate(without_errors.find("### 错误码").unwrap());
    let body = |content: &str| match detail(content, NEW) {
        Play::Body(body) => body,
        other => panic!("{other:?}"),
    };
    vec![
        (
            "gone",
            Play::Status(404, "", "gone"),
            "the portal has no such page; if it is gone for good, remove the file",
        ),
        ("forbidden", Play::Status(403, "", "no"), "the portal answered with the status 403"),
        ("down", Play::Status(503, "", "<html>"), "the portal answered with the status 503"),
        ("html", Play::Body("<!DOCTYPE html><html>…</html>".to_owned()), "the portal answered with HTML"),
        ("nothing", Play::Body(String::new()), "the answer is empty"),
        ("no_content", Play::Body(r#"{"code":0,"data":{"content":""}}"#.to_owned()), "the answer is empty"),
        (
            "refused",
            Play::Body(r#"{"code":5,"msg":"not found"}"#.to_owned()),
            "the portal refused: 5 not found",
        ),
        ("cut", Play::Cut(body(&whole)), "the portal did not answer: "),
        ("cut_json", Play::Body(body(&whole)[..400].to_owned()), "the answer is not JSON, or is cut off: "),
        ("half", detail(half, NEW), "only a part of the page came: a table of fields has no end"),
        (
            "shorter",
            detail(&without_errors, NEW),
            "only a part of the page came: it has lost its table of error",
        ),
        ("other", detail(&content("y", "新"), NEW), "another page came: “页 y” in place of “页 other”"),
        (
            "elsewhere",
            Play::Body(
                body(&content("elsewhere", "新"))
                    .replace("{\"content\"", r#"{"fullPath":"/uA/moved","content""#),
            ),
            "another page came: /uA/moved in place of /uA/elsewhere",
        ),
        ("guide", detail("# 指南\n\n如何开始", NEW), "the page describes no endpoint"),
        ("silent", Play::Silent, "the portal did not answer: "),
        (
            "future",
            detail(&content("future", "新"), FUTURE),
            "the page says that it last changed on 2100-01-01, which is in the future",
        ),
        (
            "redirected",
            Play::Status(302, "Location: http://127.0.0.1:1/x\r\n", ""),
            "the portal redirects to http://127.0.0.1:1/x, which is another host",
        ),
        (
            "fewer_rows",
            detail(&content("fewer_rows", "新").replace("400 | 1 | 坏 | 改\n", ""), NEW),
            "only a part of the page came: it has lost its table of error",
        ),
        (
            "cut_cell",
            detail(content("cut_cell", "新").trim_end().trim_end_matches("| 改"), NEW),
            "only a part of the page came: it ends with “400 | 1 | 坏”, where more follows here",
        ),
    ]
}

#[test]
fn whatever_the_portal_does_what_was_there_stays_whole() {
    let portal = Portal::start(&[]);
    let faults = faults();
    let mut names: Vec<&str> = faults.iter().map(|(name, ..)| *name).collect();
    for (name, play, _) in &faults {
        portal.plays(name, [play.clone()]);
    }
    names.push("sound");
    portal.plays("sound", [detail(&content("sound", "新"), NEW)]);
    let folder = folder(&names);
    let before = pages(folder.path());
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all", "--retries", "0", "--timeout", "3"]));
    for (name, _, said) in &faults {
        let line = err.lines().find(|line| line.contains(&format!("/{name}.md "))).unwrap_or_default();
        let expected = format!("error: schema/pages/{name}.md stays as it was: {said}");
        assert!(line.starts_with(&expected), "{name}: {line}\n{err}");
        assert!(err.contains(&format!("--> https://portal.test/document/docs/{name}\n")), "{err}");
    }
    let mut expected = before;
    expected.insert("sound.md".to_owned(), file("sound", "新", NEW));
    assert_eq!(pages(folder.path()), expected);
    assert!(out.starts_with("changed schema/pages/sound.md") && out.contains("without 19 pages"), "{out}");
    assert_eq!(code, 1);
}

#[test]
fn a_page_that_never_was_is_not_written() {
    let portal = Portal::start(&[]);
    let folder = folder(&[]);
    let (code, out, err) = run(tool(folder.path(), &portal, &["https://portal.test/document/docs/a"]));
    assert_eq!((code, out.as_str()), (2, "same    0 pages\nwithout 1 page: see the errors above\n"));
    assert!(err.contains("schema/pages/a.md is not written: the portal has no such page"), "{err}");
    assert!(pages(folder.path()).is_empty());
}

#[test]
fn faults_that_may_pass_are_waited_for() {
    let portal = Portal::start(&[]);
    let sound = || detail(&content("a", "新"), NEW);
    portal
        .plays("a", [Play::Status(429, "Retry-After: 1\r\n", ""), Play::Body("<html>".to_owned()), sound()]);
    let folder = folder(&["a"]);
    let start = std::time::Instant::now();
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(portal.asked(), ["a", "a", "a"]);
    // The portal's second, then the tool's own.
    assert!(start.elapsed().as_millis() >= 2000, "{:?}", start.elapsed());
    // What does not pass is asked for once.
    portal.plays("a", [Play::Status(403, "", ""), sound()]);
    assert_eq!(run(tool(folder.path(), &portal, &["--all"])).0, 2);
    assert_eq!(portal.asked().len(), 4);
}

#[test]
fn without_the_names_no_page_is_asked_for_by_a_wrong_one() {
    let portal = Portal::start(&[]);
    portal.plays_mapping(Play::Body("<html>".to_owned()));
    let folder = folder(&[]);
    let url = ["https://portal.test/document/docs/a", "--retries", "0"];
    let (code, _, err) = run(tool(folder.path(), &portal, &url));
    assert!(
        err.contains("the portal does not list the names of its pages: the portal answered with HTML"),
        "{err}"
    );
    assert_eq!((code, portal.asked()), (2, vec!["names".to_owned()]));
}

#[test]
fn no_more_pages_at_a_time_than_asked_for() {
    let portal = Portal::start(&[]);
    for name in ["a", "b", "c"] {
        portal.plays(name, [Play::Silent]);
    }
    let folder = folder(&["a", "b", "c"]);
    let arguments = ["--all", "--jobs", "2", "--retries", "0", "--timeout", "30"];
    let mut child = tool(folder.path(), &portal, &arguments).spawn().unwrap();
    while portal.asked().len() < 2 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(portal.asked().len(), 2);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_page_as_it_was() {
    let portal = Portal::start(&[]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    let folder = folder(&["a"]);
    // No file may grow: that is what a full disk looks like.
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "trap '' XFSZ; ulimit -f 0; exec \"$@\"",
        "sh",
        env!("CARGO_BIN_EXE_feishu-codegen"),
    ]);
    command.args(["fetch", "--all", "--portal", &portal.url]).current_dir(folder.path());
    let (code, _, err) = run(command);
    assert!(
        err.starts_with("error: schema/pages/a.md stays as it was: cannot write schema/pages/a.md: "),
        "{err}"
    );
    assert_eq!(code, 2);
    assert_eq!(pages(folder.path()), [("a.md".to_owned(), file("a", "旧", OLD))].into());
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_says_what_did_not_come() {
    let portal = Portal::start(&[]);
    portal.plays("a", [detail(&content("a", "新"), NEW)]);
    portal.plays("b", [Play::Silent]);
    let folder = folder(&["a", "b"]);
    let mut command = tool(folder.path(), &portal, &["--all", "--jobs", "1"]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = command.spawn().unwrap();
    while portal.asked().len() < 2 {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let start = std::time::Instant::now();
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(err.starts_with("error: schema/pages/b.md stays as it was: stopped before it came"), "{err}");
    assert_eq!(output.status.code(), Some(1));
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    let expected = [("a.md", file("a", "新", NEW)), ("b.md", file("b", "旧", OLD))];
    assert_eq!(pages(folder.path()), expected.map(|(name, text)| (name.to_owned(), text)).into());
}

#[test]
fn a_text_that_differs_is_a_change_and_no_time_freezes_a_page() {
    let portal = Portal::start(&[]);
    portal.plays("same_time", [detail(&content("same_time", "新"), OLD)]);
    portal.plays("frozen", [detail(&content("frozen", "新"), NEW)]);
    portal.plays("older", [detail(&content("older", "新"), OLD - 1)]);
    let folder = folder(&["same_time", "older"]);
    fs::write(folder.path().join("schema/pages/frozen.md"), file("frozen", "旧", FUTURE)).unwrap();
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let pages = pages(folder.path());
    assert_eq!(pages["same_time.md"], file("same_time", "新", OLD));
    assert_eq!(pages["frozen.md"], file("frozen", "新", NEW));
    assert_eq!(pages["older.md"], file("older", "旧", OLD), "an older page takes no newer one's place");
}

#[test]
fn the_last_table_that_is_only_a_beginning_is_a_part() {
    let portal = Portal::start(&[]);
    let rows = "400 | 2 | 差 | 改\n404 | 3 | 无 | 找\n";
    let old = file("a", "旧", OLD) + rows;
    let cut = content("a", "新") + "400 | 2 | 差 | 改\n";
    let changed = content("a", "新").replace("400 | 1 | 坏 | 改\n", "") + rows;
    portal.plays("a", [detail(&cut, NEW), detail(&changed, NEW)]);
    let folder = folder(&[]);
    fs::write(folder.path().join("schema/pages/a.md"), &old).unwrap();
    let (code, _, err) = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!(code, 2);
    assert!(
        err.contains("its last table ends after 2 of 3 rows; if that is right, remove the file"),
        "{err}"
    );
    // A row that is gone from another place is a change.
    let (code, _, err) = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(!pages(folder.path())["a.md"].contains("400 | 1 |"));
}

#[test]
fn what_the_portal_calls_a_page_is_a_path_and_nothing_else() {
    let portal = Portal::start(&[]);
    let names = serde_json::json!({ "/uA/a\"\nsource_url: https://evil.test/document/x": "/docs/a" });
    let mapping = serde_json::json!({ "code": 0, "data": { "uriMap": names } });
    portal.plays_mapping(Play::Body(mapping.to_string()));
    let play = detail(&content("a", "新"), NEW);
    portal.plays_at(
        "/document_portal/v1/document/get_detail?fullPath=%2FuA%2Fa%22%0Asource_url%3A%20https%3A%2F%2Fevil.test%2Fdocument%2Fx&lang=zh-CN",
        play,
    );
    let folder = folder(&[]);
    let (code, _, err) = run(tool(folder.path(), &portal, &["https://portal.test/document/docs/a"]));
    assert_eq!(code, 2, "{err}");
    assert!(pages(folder.path()).is_empty());
    // What a title holds stays in its line and its quotes.
    portal.plays("b", [detail(&content("b", "新").replace("# 页 b", "# 页 \"b\" \\"), NEW)]);
    let names = serde_json::json!({ "code": 0, "data": { "uriMap": { "/uA/b": "/docs/b" } } });
    portal.plays_mapping(Play::Body(names.to_string()));
    let (code, _, err) = run(tool(folder.path(), &portal, &["https://portal.test/document/docs/b"]));
    assert_eq!(code, 0, "{err}");
    assert!(pages(folder.path())["b.md"].starts_with("---\ntitle: \"页 'b' '\"\nfullPath: \"/uA/b\"\n"));
}

#[test]
fn the_portal_may_move_a_page_on_its_own_host() {
    let portal = Portal::start(&[]);
    portal.plays("a", [Play::Status(302, "Location: /moved\r\n", "")]);
    portal.plays_at("/moved", detail(&content("a", "新"), NEW));
    let folder = folder(&["a"]);
    let (code, out, err) = run(tool(folder.path(), &portal, &["--all"]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(pages(folder.path())["a.md"], file("a", "新", NEW));
}
