//! Pages, descriptions and code are kept in step: stale files are listed, others are not touched.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use feishu_tests::tool::{Run, copy_of_the_workspace, run};
use feishu_tests::{GIVEN, ID, folder};

use crate::TOOL;

const CODE: &str = "generated/src/hire/v1/create_by_resume.rs";

fn description() -> String {
    format!("schema/endpoints/{ID}.json")
}

fn check(root: &Path) -> Run {
    run(TOOL, root, &["--check"])
}

/// Replaces one character of a file, the first of `text`.
fn change(root: &Path, file: &str, text: &str, by: &str) {
    let path = root.join(file);
    let content = fs::read_to_string(&path).expect(file);
    assert!(content.contains(text), "{file} has no {text}");
    assert_eq!(text.chars().count(), by.chars().count());
    assert_eq!(text.chars().zip(by.chars()).filter(|(a, b)| a != b).count(), 1, "one character");
    fs::write(&path, content.replacen(text, by, 1)).expect(file);
}

/// Exit code, list and diff report a change, and nothing is written.
fn assert_stale(file: &str, text: &str, by: &str, stale: &[&str], lines: &[&str]) {
    let copy = copy_of_the_workspace();
    change(copy.path(), file, text, by);
    let before = folder::tree(copy.path());
    let run = check(copy.path());
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    let listed: Vec<&str> = run.out.lines().filter_map(|line| line.strip_prefix("stale   ")).collect();
    assert_eq!(listed, stale);
    for line in lines {
        assert!(run.out.lines().any(|shown| shown == *line), "no line {line:?} in\n{}", run.out);
    }
    assert!(folder::tree(copy.path()) == before, "--check writes nothing");
}

#[test]
fn all_is_in_step() {
    let copy = copy_of_the_workspace();
    let run = check(copy.path());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(!run.out.contains("stale"), "{}", run.out);
}

#[test]
fn one_changed_character_of_the_code_is_reported() {
    assert_stale(
        CODE,
        "Vocational school (专职): `3`",
        "Vocational school (专取): `3`",
        &[CODE],
        &["-    /// Vocational school (专取): `3`", "+    /// Vocational school (专职): `3`"],
    );
    assert_stale(
        "generated/Cargo.toml",
        "name = \"feishu-api\"",
        "name = \"feishu-apl\"",
        &["generated/Cargo.toml"],
        &["-name = \"feishu-apl\"", "+name = \"feishu-api\""],
    );
}

#[test]
fn one_changed_character_of_the_description_is_reported() {
    assert_stale(
        &description(),
        "\"label\": \"专职\"",
        "\"label\": \"专取\"",
        &[&description()],
        &["-                      \"label\": \"专取\",", "+                      \"label\": \"专职\","],
    );
    let file = "schema/endpoint.schema.json";
    assert_stale(
        file,
        "\"Endpoint\"",
        "\"Endpoinr\"",
        &[file],
        &["-  \"title\": \"Endpoinr\",", "+  \"title\": \"Endpoint\","],
    );
}

#[test]
fn one_changed_character_of_the_page_is_reported() {
    assert_stale(
        GIVEN,
        "- 3：专职",
        "- 3：专取",
        &[&description(), CODE],
        &["-                      \"label\": \"专职\",", "+                      \"label\": \"专取\","],
    );
    // The sentinel's sign: the type of a field changes with it.
    let gone = "+    pub end_time: Option<Timestamp>,";
    assert_stale(
        GIVEN,
        "如果是「至今」可传值 -1  ",
        "如果是「至含」可传值 -1  ",
        &[&description(), CODE],
        &[gone],
    );
}

#[test]
fn a_second_run_writes_nothing() {
    let copy = copy_of_the_workspace();
    // People wrote what else is in the crate's folder.
    for folder in [".feishu-codegen", "src", "tests"] {
        fs::remove_dir_all(copy.path().join("generated").join(folder)).expect("removed");
    }
    fs::remove_file(copy.path().join("generated/Cargo.toml")).expect("removed");
    fs::remove_file(copy.path().join(description())).expect("removed");
    let first = run(TOOL, copy.path(), &[]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.lines().any(|line| line == format!("wrote   {CODE}")), "{}", first.out);
    assert!(first.out.lines().any(|line| line == format!("read    {GIVEN}")), "{}", first.out);

    let (tree, times) = (folder::tree(copy.path()), times(copy.path()));
    let second = run(TOOL, copy.path(), &[]);
    assert_eq!(second.code, 0);
    assert!(!second.out.contains("wrote") && !second.out.contains("removed"), "{}", second.out);
    let same = second.out.lines().any(|line| line.starts_with("same    ") && line.ends_with(" files"));
    assert!(same, "{}", second.out);
    let last = second.out.lines().last();
    assert_eq!(last, Some("in sync 17 endpoints: descriptions in schema, Rust in generated"));
    assert!(folder::tree(copy.path()) == tree);
    assert_eq!(self::times(copy.path()), times, "not even touched");
    assert!(tree == folder::tree(copy_of_the_workspace().path()), "as in the workspace");
}

/// When each file was last written.
fn times(root: &Path) -> Vec<(String, SystemTime)> {
    let modified =
        |path: &String| fs::metadata(root.join(path)).and_then(|data| data.modified()).expect("a time");
    folder::tree(root).keys().map(|path| (path.clone(), modified(path))).collect()
}

#[test]
fn a_page_more_adds_its_files_and_a_page_less_takes_them_away() {
    let copy = copy_of_the_workspace();
    let before = folder::tree(copy.path());
    let page = copy.path().join("schema/pages/more.md");
    let text = feishu_tests::read("tests/pages/broken/query_of_a_get/page.md");
    fs::write(&page, text).expect("written");
    let more = run(TOOL, copy.path(), &[]);
    assert_eq!(more.code, 0, "{}", more.err);
    let code = "generated/services/demo/src/v1/query_of_a_get_get.rs";
    for file in ["schema/endpoints/demo.v1.query_of_a_get.get.json", code] {
        assert!(more.out.contains(&format!("wrote   {file}\n")), "{}", more.out);
        assert!(copy.path().join(file).is_file());
    }
    fs::remove_file(&page).expect("removed");
    let stale = check(copy.path());
    assert_eq!(stale.code, 1, "what should not be there is stale, too");
    let less = run(TOOL, copy.path(), &[]);
    assert_eq!(less.code, 0, "{}", less.err);
    assert!(less.out.contains(&format!("removed {code}\n")), "{}", less.out);
    assert!(folder::tree(copy.path()) == before);
}

#[test]
fn files_of_others_are_never_touched() {
    let copy = copy_of_the_workspace();
    let others = [
        ("generated/NOTES.md", "mine"),
        ("generated/src/mine.rs", "fn mine() {}"),
        ("generated/target/debug/x", "// @generated by feishu-codegen"),
        ("generated/.hidden", "// @generated by feishu-codegen"),
        ("schema/endpoints/mine.json", "{ \"mine\": true }"),
    ];
    for (path, text) in others {
        let path = copy.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    let before = folder::tree(copy.path());
    change(copy.path(), CODE, "Vocational school (专职)", "Vocational school (专取)");
    let run = run(TOOL, copy.path(), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder::tree(copy.path()) == before);
}

#[test]
fn a_file_of_another_in_the_way_stops_everything() {
    let copy = copy_of_the_workspace();
    fs::write(copy.path().join("generated/src/lib.rs"), "fn mine() {}").expect("written");
    change(copy.path(), GIVEN, "- 3：专职", "- 3：专取");
    let before = folder::tree(copy.path());
    let run = run(TOOL, copy.path(), &[]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(run.err.contains("generated/src/lib.rs") && run.err.contains("move it away"), "{}", run.err);
    assert!(folder::tree(copy.path()) == before, "all or nothing: the description is not written either");
}

#[test]
fn line_ends_are_no_difference() {
    let copy = copy_of_the_workspace();
    let windows = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text").replace('\n', "\r\n").into_bytes();
    let tree = folder::tree(copy.path());
    folder::write(copy.path(), &tree.into_iter().map(|(path, bytes)| (path, windows(bytes))).collect());
    let run = check(copy.path());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    // And where there is another difference, it is the only one.
    change(copy.path(), CODE, "Vocational school (专职): `3`", "Vocational school (专取): `3`");
    let run = check(copy.path());
    let changed = run.out.lines().filter(|line| line.starts_with('-') || line.starts_with('+')).count();
    assert_eq!((run.code, changed), (1, 4), "{}", run.out);
}

#[test]
fn a_service_is_seen_whatever_it_is_called() {
    let copy = copy_of_the_workspace();
    let page = feishu_tests::read("tests/pages/broken/query_of_a_get/page.md");
    let page = page.replace("/demo/", "/target/");
    fs::write(copy.path().join("schema/pages/more.md"), page).expect("written");
    assert_eq!(run(TOOL, copy.path(), &[]).code, 0);
    let code = copy.path().join("generated/services/target/src/v1/query_of_a_get_get.rs");
    let right = fs::read_to_string(&code).expect("a file");
    fs::write(&code, right.clone() + "// stale\n").expect("written");
    let stale = check(copy.path());
    assert_eq!(stale.code, 1);
    assert!(stale.out.contains("stale   generated/services/target/src/"), "{}", stale.out);
    fs::remove_file(copy.path().join("schema/pages/more.md")).expect("removed");
    assert_eq!(run(TOOL, copy.path(), &[]).code, 0);
    assert!(!copy.path().join("generated/services/target").exists());
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_is_neither_written_nor_taken_for_right() {
    let copy = copy_of_the_workspace();
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::rename(copy.path().join("generated/src"), elsewhere.path().join("src")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("src"), copy.path().join("generated/src"))
        .expect("a link");
    change(copy.path(), GIVEN, "- 3：专职", "- 3：专取");
    let before = folder::tree(elsewhere.path());
    for arguments in [&["--check"][..], &[]] {
        let run = run(TOOL, copy.path(), arguments);
        assert_eq!(run.code, 2, "{}", run.out);
        assert!(run.err.contains("generated/src is a link"), "{}", run.err);
    }
    assert!(folder::tree(elsewhere.path()) == before);
}
