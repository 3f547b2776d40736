//! Folders as values, to see whether anything in them has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The content of each file, by its path below the folder, with `/` between its members.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// All files below a folder, hidden ones too, but for the tool's locks, which hold nothing.
pub fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    collect(root, "", &mut found);
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Tree) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("a type").is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if !path.ends_with(".feishu-codegen/lock") {
            found.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
}

/// Writes a tree.
pub fn write(root: &Path, tree: &Tree) {
    for (path, bytes) in tree {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        fs::write(file, bytes).expect("written");
    }
}
