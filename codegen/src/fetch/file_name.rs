use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use feishu_schema::Language;

use super::Address;
use crate::device::is_device;

/// Finds names for new pages in a folder.
#[derive(Debug)]
pub struct FileNames<'a> {
    folder: &'a Path,
    claimed: BTreeSet<String>,
}

impl<'a> FileNames<'a> {
    /// Names for files in this folder.
    #[must_use]
    pub fn new(folder: &'a Path) -> Self {
        FileNames { folder, claimed: BTreeSet::new() }
    }

    /// The last segment of the path, with preceding segments until the name is unique.
    pub fn claim(&mut self, address: &Address) -> PathBuf {
        let members: Vec<String> =
            address.path().split('/').map(plain).filter(|name| !name.is_empty()).collect();
        let tails = (0..members.len()).rev().map(|start| members[start..].join("-"));
        let whole = if members.is_empty() { "page".to_owned() } else { members.join("-") };
        let numbered = (2_u32..).map(|number| format!("{whole}-{number}"));
        let mut names = tails.chain(numbered);
        let name = names.find(|name| self.is_free(name)).unwrap_or(whole);
        self.claimed.insert(name.to_lowercase());
        self.folder.join(format!("{name}.md"))
    }

    fn is_free(&self, name: &str) -> bool {
        !is_device(name)
            && !self.claimed.contains(&name.to_lowercase())
            && ["md", ENGLISH].iter().all(|end| !self.folder.join(format!("{name}.{end}")).exists())
    }
}

/// How the names of files of English pages end.
const ENGLISH: &str = "en.md";

/// The file for a page in another language, beside that of the page in this file.
#[must_use]
pub fn sibling(file: &Path, language: Language) -> PathBuf {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(&name);
    file.with_file_name(match (language, name.strip_suffix(".en")) {
        (Language::English, _) => format!("{name}.{ENGLISH}"),
        (Language::Chinese, Some(name)) => format!("{name}.md"),
        (Language::Chinese, None) => format!("{name}.zh.md"),
    })
}

/// A name without characters that have a meaning in paths.
fn plain(member: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' };
    member.chars().map(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_pages_and_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("taken.md"), "").unwrap();
        let mut names = FileNames::new(folder.path());
        let mut claim = |path: &str| {
            let address = format!("https://open.feishu.cn/document/{path}").parse().unwrap();
            names.claim(&address).strip_prefix(folder.path()).unwrap().display().to_string()
        };
        assert_eq!(claim("hire-v1/website/list"), "list.md");
        assert_eq!(claim("hire-v1/channel/List"), "channel-List.md");
        assert_eq!(claim("a/taken"), "a-taken.md");
        assert_eq!(claim("../../etc/pass.wd"), "pass_wd.md");
        assert_eq!(claim("list"), "list-2.md");
        assert_eq!(claim("a/con"), "a-con.md", "Windows has no file of that name");
    }
}
