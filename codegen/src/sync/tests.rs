use std::fs::File;

use super::*;
use crate::emit::MARK;

fn files(entries: &[(&str, &str)]) -> Files {
    entries.iter().map(|(path, text)| ((*path).to_owned(), marked(text))).collect()
}

fn marked(text: &str) -> String {
    format!("// {MARK}. Do not edit.\n{text}\n")
}

fn bring(root: &Path, files: &Files) -> Result<(), SyncError> {
    write(&Lock::take(root)?, &compare(root, files)?)
}

#[test]
fn a_second_run_writes_nothing_and_leftovers_go() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("mine.rs"), marked("fn mine() {}")).unwrap();
    fs::create_dir_all(root.join("empty")).unwrap();
    let two = files(&[("a.rs", "1"), ("target/b.rs", "2"), ("target/deep/er/c.rs", "3")]);
    bring(root, &two).unwrap();
    let again = compare(root, &two).unwrap();
    // And the two that the tool keeps for itself.
    assert_eq!((again.differences.len(), again.unchanged), (0, 5));
    fs::write(root.join("target/mine.rs"), marked("fn mine() {}")).unwrap();

    let one = files(&[("a.rs", "1")]);
    let fewer = compare(root, &one).unwrap();
    let stale: Vec<&str> = fewer.differences.iter().map(|found| found.path.as_str()).collect();
    assert_eq!(stale, [".feishu-codegen/files", "target/b.rs", "target/deep/er/c.rs"]);
    bring(root, &one).unwrap();
    assert!(!root.join("target/b.rs").exists());
    assert!(!root.join("target/deep").exists(), "a folder goes with its last file");
    for stays in ["mine.rs", "target/mine.rs", "empty"] {
        assert!(root.join(stays).exists(), "{stays} is not the tool's, whatever it contains");
    }
}

#[test]
fn foreign_files_stay() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for theirs in ["fn mine() {}".to_owned(), marked("fn mine() {}")] {
        fs::write(root.join("a.rs"), &theirs).unwrap();
        let refused = bring(root, &files(&[("0.rs", "0"), ("a.rs", "1")]));
        assert!(matches!(refused, Err(SyncError::NotOurs { .. })), "{refused:?}");
        assert_eq!(fs::read_to_string(root.join("a.rs")).unwrap(), theirs);
        assert!(!root.join("0.rs").exists(), "nothing is written when something cannot be");
    }
}

#[test]
fn a_file_that_somebody_took_over_stays() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    bring(root, &files(&[("a.rs", "1"), ("b.rs", "2")])).unwrap();
    fs::write(root.join("b.rs"), "fn mine() {}").unwrap();
    assert!(matches!(bring(root, &files(&[("a.rs", "3"), ("b.rs", "3")])), Err(SyncError::NotOurs { .. })));
    bring(root, &files(&[("a.rs", "3")])).unwrap();
    assert_eq!(fs::read_to_string(root.join("b.rs")).unwrap(), "fn mine() {}");
}

#[test]
fn another_package_is_not_entered() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("services/hire")).unwrap();
    fs::write(root.join("services/hire/Cargo.toml"), format!("# {MARK}\n")).unwrap();
    let refused = bring(root, &files(&[("services/hire/src/lib.rs", "1")]));
    assert!(matches!(refused, Err(SyncError::OtherPackage { .. })), "{refused:?}");
    assert!(!root.join("services/hire/src").exists());
}

#[test]
fn line_ends_are_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let wanted = files(&[("a.rs", "1\n2")]);
    bring(root, &wanted).unwrap();
    for path in ["a.rs", own::LIST, ".feishu-codegen/.gitignore"] {
        let text = fs::read_to_string(root.join(path)).unwrap();
        fs::write(root.join(path), text.replace('\n', "\r\n")).unwrap();
    }
    assert_eq!(compare(root, &wanted).unwrap().differences, []);
    let other = compare(root, &files(&[("a.rs", "1\n3")])).unwrap();
    assert!(other.differences[0].to_diff().contains("-2\n+3\n"), "{other:?}");
    bring(root, &files(&[("a.rs", "1\n3")])).unwrap();
    assert_eq!(fs::read_to_string(root.join("a.rs")).unwrap(), marked("1\n3"));
}

#[test]
fn a_conflict_in_the_list_loses_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    bring(root, &files(&[("a.rs", "1"), ("b.rs", "2")])).unwrap();
    let list = root.join(own::LIST);
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replace("a.rs\nb.rs\n", "<<<<<<< ours\na.rs\n=======\nb.rs\n>>>>>>> theirs\n"))
        .unwrap();
    bring(root, &files(&[("a.rs", "3")])).unwrap();
    assert_eq!(fs::read_to_string(root.join("a.rs")).unwrap(), marked("3"));
    assert!(!root.join("b.rs").exists());
    assert_eq!(fs::read_to_string(list).unwrap(), text.replace("b.rs\n", ""));
}

#[test]
fn no_path_leads_out() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["../a.rs", "/etc/a.rs", "b/../../a.rs", ""] {
        assert!(matches!(compare(folder.path(), &files(&[(path, "")])), Err(SyncError::Outside { .. })));
    }
}

#[test]
fn one_run_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new");
    let first = Lock::take(&root).unwrap();
    assert!(matches!(Lock::take(&root), Err(SyncError::Busy { .. })));
    drop(first);
    Lock::take(&root).unwrap();
}

#[test]
fn leftovers_are_removed_unless_somebody_writes_to_them() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join(format!("{}left", file::TEMPORARY));
    let busy = folder.path().join(format!("{}busy", file::TEMPORARY));
    let other = folder.path().join("other");
    for path in [&left, &busy, &other] {
        fs::write(path, "").unwrap();
    }
    let writer = File::options().write(true).open(&busy).unwrap();
    writer.try_lock().unwrap();
    remove_leftovers(folder.path());
    assert!(!left.exists() && busy.exists() && other.exists());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn no_link_is_written_through() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path();
        symlink(elsewhere.path(), root.join("src")).unwrap();
        let refused = bring(root, &files(&[("src/a.rs", "1")]));
        assert!(matches!(refused, Err(SyncError::Linked { .. })), "{refused:?}");
        fs::write(elsewhere.path().join("b.rs"), "").unwrap();
        symlink(elsewhere.path().join("b.rs"), root.join("b.rs")).unwrap();
        let refused = bring(root, &files(&[("b.rs", "1")]));
        assert!(matches!(refused, Err(SyncError::Linked { .. })), "{refused:?}");
        symlink(root.join("loop"), root.join("loop")).unwrap();
        let refused = bring(root, &files(&[("loop/b.rs", "1")]));
        assert!(matches!(refused, Err(SyncError::Linked { .. })), "{refused:?}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_socket_is_not_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.rs");
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        let refused = compare(folder.path(), &files(&[("a.rs", "1")]));
        assert!(matches!(refused, Err(SyncError::NotAFile { .. })), "{refused:?}");
        assert!(matches!(write_whole(&path, ""), Err(SyncError::NotAFile { .. })));
    }
}
