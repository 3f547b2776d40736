//! A run that is killed leaves each file as it was or as it should be.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use feishu_tests::folder::{self, Tree};
use feishu_tests::{read, tool};
use tempfile::{TempDir, tempdir};

use crate::TOOL;

const PAGES: usize = 60;
const RUN: [&str; 5] = ["generate", "--pages", "pages", "--out", "out"];

/// A folder with many small pages, so that writing takes a while; `word` is in each of the files that follow.
fn with_pages(word: &str) -> TempDir {
    let folder = tempdir().expect("a folder");
    write_pages(folder.path(), word);
    folder
}

fn write_pages(folder: &Path, word: &str) {
    let page = read("tests/pages/broken/query_of_a_get/page.md").replace("演示", word);
    fs::create_dir_all(folder.join("pages")).expect("a folder");
    for number in 0..PAGES {
        let text = page.replace("query_of_a_get", &format!("number_{number}"));
        fs::write(folder.join(format!("pages/{number}.md")), text).expect("written");
    }
}

/// What a complete run writes.
fn complete(word: &str) -> Tree {
    let folder = with_pages(word);
    let run = tool::run(TOOL, folder.path(), &RUN);
    assert_eq!(run.code, 0, "{}", run.err);
    folder::tree(&folder.path().join("out"))
}

/// A folder with the old files and the new pages.
fn before(old: &Tree) -> TempDir {
    let folder = with_pages("新");
    folder::write(&folder.path().join("out"), old);
    folder
}

fn start(folder: &Path) -> Child {
    let mut command = tool::command(TOOL, folder, &RUN);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the tool starts")
}

fn kill(mut child: Child) {
    // It may have ended by itself.
    let _ = child.kill();
    child.wait().expect("ended");
}

/// Counts the files that are new; each other one is old. What a killed run leaves beside them is hidden.
fn count_new(out: &Path, old: &Tree, new: &Tree) -> usize {
    let found = folder::tree(out);
    let files: Tree = found.into_iter().filter(|(path, _)| !is_left_behind(path)).collect();
    assert!(files.keys().eq(old.keys()), "no file is missing, none is there that should not be");
    let is_new = |(path, bytes): (&String, &Vec<u8>)| {
        assert!(*bytes == old[path] || *bytes == new[path], "{path} is neither old nor new");
        *bytes == new[path] && old[path] != new[path]
    };
    files.iter().map(is_new).filter(|new| *new).count()
}

fn is_left_behind(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(".feishu-codegen-tmp-"))
}

#[test]
fn a_killed_run_leaves_each_file_old_or_new() {
    let (old, new) = (complete("旧"), complete("新"));
    let differing = old.iter().filter(|(path, bytes)| new[*path] != **bytes).count();
    assert!(differing >= PAGES, "{differing}");
    let mut partial = 0;
    // At any moment, from the start of the process to behind its end …
    for step in 0..12 {
        let folder = before(&old);
        let begin = Instant::now();
        let child = start(folder.path());
        while begin.elapsed() < Duration::from_micros(1 << step) * 64 {
            std::hint::spin_loop();
        }
        kill(child);
        count_new(&folder.path().join("out"), &old, &new);
    }
    // … and at some moment of the writing.
    for wait_for in 0..8 {
        let folder = before(&old);
        let out = folder.path().join("out");
        let watched: Vec<_> = old
            .iter()
            .filter(|(path, bytes)| new[*path] != **bytes)
            .map(|(path, _)| out.join(path))
            .collect();
        let watched = &watched[wait_for * watched.len() / 8];
        let as_it_was = fs::read(watched).expect("a file");
        let mut child = start(folder.path());
        while fs::read(watched).expect("a file: it is there at every moment") == as_it_was
            && child.try_wait().expect("a state").is_none()
        {}
        kill(child);
        let changed = count_new(&out, &old, &new);
        partial += usize::from(changed > 0 && changed < differing);

        // Whatever was left: the next run puts it right, and takes away what is of no use.
        fs::write(out.join(".feishu-codegen/.feishu-codegen-tmp-left"), "half").expect("written");
        assert_eq!(tool::run(TOOL, folder.path(), &RUN).code, 0);
        assert_eq!(count_new(&out, &old, &new), differing);
        assert_eq!(folder::tree(&out).keys().find(|path| is_left_behind(path)), None);
    }
    // Not asserted to be all of them: a fast run may end before it is killed.
    println!("{partial} of 8 runs were killed in the middle of writing");
}
