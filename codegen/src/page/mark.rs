//! Marks of depth before a name, as older pages draw them: `∟ name`, `&emsp;&emsp;∟name`, `└└ name`.

use super::sections::is_required_word;
use super::text::{decode, plain};

pub(super) const MARKS: [char; 4] = ['∟', '└', '├', '↳'];

/// Takes the marks off a name: the depth that they draw, if there are any, and the plain name.
pub(super) fn split(cell: &str) -> (Option<u8>, String) {
    let name = plain(cell);
    let bare = name.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace() || c == '`');
    if bare.len() == name.len() {
        return (None, name);
    }
    let before = name.get(..name.len() - bare.len()).unwrap_or_default();
    let marks = before.chars().filter(|c| MARKS.contains(c)).count();
    if marks == 0 {
        return (None, bare.to_owned());
    }
    let depth = marks.max(indent(cell));
    (Some(u8::try_from(depth).unwrap_or(u8::MAX)), bare.to_owned())
}

/// A name and a word that is glued to it: `name必选` says that the field is required.
pub(super) fn unglue(name: &str) -> Option<(&str, &str)> {
    let at = name.find(|c: char| !c.is_ascii())?;
    let (name, word) = name.split_at_checked(at)?;
    let word = word.trim_matches(['（', '）', ' ']);
    let name = name.trim_end_matches(['(', ' ']);
    let word = word.trim_matches(['(', ')']);
    (!name.is_empty() && is_required_word(word)).then_some((name, word))
}

/// The depth that spaces before the first mark draw: an em space is a level, and so are two unbreakable ones.
fn indent(cell: &str) -> usize {
    let before = cell.split(MARKS).next().unwrap_or_default();
    let wide = before.matches("&emsp;").count() + before.matches('\u{2003}').count();
    let narrow = decode(&before.replace("&emsp;", "")).matches('\u{a0}').count();
    wide + narrow.div_ceil(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_words() {
        assert_eq!(unglue("name必选"), Some(("name", "必选")));
        assert_eq!(unglue("name (必填)"), Some(("name", "必填")));
        assert_eq!(unglue("name（可选）"), Some(("name", "可选")));
        assert_eq!(unglue("必选"), None);
        assert_eq!(unglue("name甲"), None);
    }

    #[test]
    fn marks() {
        let split = |text| split(text);
        assert_eq!(split("名"), (None, "名".to_owned()));
        assert_eq!(split("∟ 名"), (Some(1), "名".to_owned()));
        assert_eq!(split("&emsp;∟名"), (Some(1), "名".to_owned()));
        assert_eq!(split("&emsp;&emsp;∟&nbsp;名"), (Some(2), "名".to_owned()));
        assert_eq!(split("&nbsp;&nbsp;&nbsp;&nbsp;└ `名`"), (Some(2), "名".to_owned()));
        assert_eq!(split("└└ 名"), (Some(2), "名".to_owned()));
        assert_eq!(split("∟ ∟&nbsp;名"), (Some(2), "名".to_owned()));
        assert_eq!(split("∟"), (Some(1), String::new()));
    }
}
