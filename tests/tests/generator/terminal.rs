//! Nothing that a page or a file's name holds steers the terminal, or hides in what is printed.

use std::fs;

use feishu_tests::read;
use feishu_tests::tool::{Run, run};
use tempfile::tempdir;

use crate::TOOL;

/// Characters that steer a terminal, turn the direction of text, or show nothing.
const HIDDEN: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}\u{7f}\u{202e}\u{2066}\u{200b}\u{200f}\u{2028}\u{feff}";

fn is_printed(c: char) -> bool {
    c == '\n' || c == '\t' || c.is_ascii_graphic() || !(c.is_control() || HIDDEN.contains(c))
}

fn assert_plain(what: &str, run: &Run) {
    for text in [&run.out, &run.err] {
        let bad: Vec<char> = text.chars().filter(|c| !is_printed(*c)).collect();
        assert!(bad.is_empty(), "{what}: {bad:?} in\n{}", text.escape_debug());
    }
}

#[test]
fn hidden_characters_are_shown() {
    let folder = tempdir().expect("a folder");
    let page = read("tests/pages/broken/option_twice/page.md");
    let hidden = HIDDEN.replace(['\u{7}', '[', ']', ';'], "");
    let name = format!("pa{}ge.md", "\u{1b}\u{202e}");
    // In the prose, in cells, in a type that nobody knows, and in the example.
    let hostile = page.replace("string", &format!("str{hidden}ing")).replace("一", &format!("一{hidden}二"));
    assert_ne!(page, hostile);
    let hostile = hostile.replacen("# ", &format!("# {hidden}"), 1);
    let broken = hostile.replace("HTTP Method | POST", &format!("HTTP Method | PO{hidden}ST"));
    assert_ne!(broken, hostile);
    let page = if cfg!(windows) { "page.md" } else { name.as_str() };
    fs::write(folder.path().join(page), &hostile).expect("written");
    fs::write(folder.path().join("broken.md"), &broken).expect("written");
    fs::write(folder.path().join("old.md"), read("tests/pages/broken/option_twice/page.md"))
        .expect("written");
    let commands: [&[&str]; 14] = [
        &["describe", page],
        &["describe", "broken.md"],
        &["describe", "broken.md", "--message-format", "json"],
        &["describe", page, "--message-format", "json"],
        &["fields", page],
        &["export", "openapi", page],
        &["export", "json-schema", page],
        &["diff", "old.md", page],
        &["diff", "old.md", page, "--format", "json"],
        &["diff", "old.md", page, "--format", "markdown"],
        &["diff", "old.md", page, "--format", "html"],
        &["generate", "--pages", page, "--out", "out", "--check"],
        &["generate", "--pages", page, "--out", "out"],
        &["describe", "no\u{1b}such.md"],
    ];
    let mut escapes = 0;
    for arguments in commands {
        let run = run(TOOL, folder.path(), arguments);
        assert_plain(&format!("{arguments:?}"), &run);
        let shows = |text: &str| text.contains("\\u202e") || text.contains('␛');
        escapes += usize::from(shows(&run.out) || shows(&run.err));
    }
    assert!(escapes >= 8, "only {escapes} of the commands showed anything");
}
