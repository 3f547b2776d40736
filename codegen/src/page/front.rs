//! The front matter of all forms.

use crate::source::Spanned;

use super::Front;
use super::line::{View, lines};

/// Where the portal publishes a page.
pub(super) const DOCUMENTS: &str = "https://open.feishu.cn/document";

/// Takes the front matter off a text: what it says, whether it is the portal's, and the offset behind it.
pub(super) fn read(text: &str) -> (Front, bool, usize) {
    let mut front = Front::default();
    let mut portal = false;
    let mut all = lines(text, 0);
    if all.next().is_none_or(|line| line.text.trim_end() != "---") {
        return (front, false, 0);
    }
    for line in all {
        if line.text.trim_end() == "---" {
            return (front, portal, line.span().end);
        }
        let Some(at) = line.text.find(':') else { continue };
        let value = unquote(line.part(at + 1, line.text.len()).trim());
        match line.part(0, at).trim().text {
            "title" => front.title = Some(value.spanned()),
            "section" => front.section = Some(value.text.to_owned()),
            "source_url" | "url" => front.url = Some(value.spanned()),
            "fullPath" => {
                portal = true;
                front.full_path = Some(value.text.to_owned());
                front.url = Some(absolute(value));
            }
            "last_remote_update_timestamp" | "updateTime" | "updated" => {
                front.updated = value.text.parse().ok()
            }
            "updated_at" => front.updated = rfc_3339(value.text),
            _ => {}
        }
    }
    // Never closed: then it is not front matter but a rule.
    (Front::default(), false, 0)
}

/// The first line, if it says something that front matter says, or opens one that is never closed.
pub(super) fn open(text: &str) -> Option<View<'_>> {
    let first = lines(text, 0).find(|line| !line.trim().is_empty())?;
    let is_key = ["title:", "source_url:", "fullPath:"].iter().any(|key| first.text.starts_with(key));
    (is_key || (first.text.trim_end() == "---" && read(text).2 == 0)).then_some(first)
}

/// Epoch milliseconds of a time such as `2024-08-02T12:00:00+08:00`.
fn rfc_3339(text: &str) -> Option<i64> {
    text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond)
}

fn absolute(path: View<'_>) -> Spanned<String> {
    path.with(format!("{DOCUMENTS}/{}", path.text.trim_start_matches('/')))
}

fn unquote(value: View<'_>) -> View<'_> {
    ['"', '\''].iter().find_map(|quote| between(value, *quote)).unwrap_or(value)
}

fn between(value: View<'_>, quote: char) -> Option<View<'_>> {
    let mut mark = [0; 4];
    let mark = &*quote.encode_utf8(&mut mark);
    value.strip_prefix(mark)?.strip_suffix(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat() {
        let text = "---\ntitle: \"新建：\"\nsource_url: https://open.feishu.cn/document/a\nlast_remote_update: 2024-08-02\nlast_remote_update_timestamp: 1722571011000\n---\n正文";
        let (front, portal, end) = read(text);
        assert!(!portal);
        assert_eq!(front.title.as_ref().map(Spanned::as_str), Some("新建："));
        assert_eq!(
            front.url.as_ref().map(|url| &text[url.span.clone()]),
            Some("https://open.feishu.cn/document/a")
        );
        assert_eq!(front.updated, Some(1_722_571_011_000));
        assert_eq!(&text[end..], "\n正文");
    }

    #[test]
    fn times_in_rfc_3339() {
        let updated = |time: &str| read(&format!("---\nupdated_at: {time}\n---\n")).0.updated;
        assert_eq!(updated("1970-01-02T08:00:00+08:00"), Some(86_400_000));
        assert_eq!(updated("\"1970-01-01T00:00:01.5Z\""), Some(1500));
        assert_eq!(updated("yesterday"), None);
    }

    #[test]
    fn portal_paths_become_absolute() {
        let (front, portal, _) = read("---\nfullPath: \"/uA/b\"\nupdateTime: \"17\"\n---\n");
        assert!(portal);
        assert_eq!(front.url.as_ref().map(Spanned::as_str), Some("https://open.feishu.cn/document/uA/b"));
        assert_eq!(front.updated, Some(17));
    }

    #[test]
    fn none_or_unclosed() {
        assert_eq!(read("# 标题\n"), (Front::default(), false, 0));
        assert_eq!(read("---\ntitle: x\n"), (Front::default(), false, 0));
        assert!(open("---\ntitle: x\n").is_some() && open("\ntitle: x\n---\n").is_some());
        assert!(open("---\ntitle: x\n---\n").is_none() && open("# 标题\n").is_none());
    }
}
