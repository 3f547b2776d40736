//! The URL that a page names, and the endpoint's id made from it.

use feishu_schema::Method;

/// The longest path whose id is still a file name on every system.
const MAX_PATH: usize = 200;

/// The URL of an endpoint, without its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// The host, with its port if the page names one.
    pub host: String,
    /// The path from its first `/`, parameters as `:name`.
    pub path: String,
}

/// A URL as written.
pub(super) struct Written {
    pub url: Url,
    /// Whether a query or a fragment was dropped.
    pub has_query: bool,
    /// Whether it is the target of a link whose text is another URL.
    pub has_other_text: bool,
}

/// Reads a text that is one absolute URL, in backticks or as the target of a link where a page writes it so.
pub(super) fn read(text: &str) -> Option<Written> {
    let text = text.trim().trim_matches('`').trim();
    let link = text.strip_suffix(')').and_then(|link| link.strip_prefix('[')?.split_once("]("));
    let (shown, text) = link.unwrap_or((text, text));
    let has_other_text = shown.contains("://") && shown.trim() != text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let whole = rest.split(['?', '#']).next()?;
    let (host, path) = whole.split_at(whole.find('/')?);
    let is_host_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let is_url = !host.is_empty()
        && host.chars().all(is_host_char)
        && is_path(path)
        && !rest.contains(char::is_whitespace);
    let url = || Url { host: host.to_owned(), path: with_colons(path.trim_end_matches('/')) };
    is_url.then(|| Written { url: url(), has_query: whole.len() < rest.len(), has_other_text })
}

impl Url {
    /// The parameters of the path, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        segments(&self.path).filter_map(|segment| segment.strip_prefix(':')).filter(|name| !name.is_empty())
    }

    /// The endpoint's id, which is also the stem of its file: it never leaves its folder, whatever the page says.
    pub(super) fn endpoint_id(&self, method: Method) -> String {
        let mut parts: Vec<String> = segments(&self.path).map(id_part).collect();
        if parts.first().is_some_and(|part| part == ROOT) && parts.len() > 1 {
            parts.remove(0);
        }
        parts.push(method.as_str().to_ascii_lowercase());
        parts.join(".")
    }

    /// The last word of the last segment that is not a parameter: where a URL that was cut short ends.
    pub(super) fn last_word(&self) -> Option<&str> {
        let last = segments(&self.path).last().filter(|segment| !segment.starts_with(':'))?;
        let word = last.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let start = word.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
        word.get(start..).filter(|word| !word.is_empty())
    }
}

/// The hosts that the platform's endpoints have.
const HOSTS: [&str; 6] = [
    "open.feishu.cn",
    "www.feishu.cn",
    "accounts.feishu.cn",
    "open.larksuite.com",
    "www.larksuite.com",
    "accounts.larksuite.com",
];

/// What hosts inside of the platform's own network end in: some mirrors have them, and no caller reaches them.
const INTERNAL: &str = ".bytedance.net";

/// The first segment of nearly all paths.
const ROOT: &str = "open-apis";

impl Url {
    /// How the URL differs from those that an endpoint can have, as it does when it was mistyped or cut. `published`:
    /// whether it is the URL of an endpoint of the platform.
    pub(super) fn oddity(&self, published: bool) -> Option<String> {
        let segments: Vec<&str> = segments(&self.path).collect();
        if self.path.contains("//") {
            return Some("has an empty part".to_owned());
        }
        if let Some(odd) = segments.iter().find(|segment| !is_plain_segment(segment)) {
            return Some(format!("has the part `{odd}`, which is neither a word nor a parameter"));
        }
        let is_internal = self.host.ends_with(INTERNAL);
        if (published || is_internal) && !HOSTS.contains(&self.host.as_str()) {
            return Some(format!("has the host `{}`, which is not one of the platform's", self.host));
        }
        if !published {
            return None;
        }
        let is_root = |segment: &&&str| **segment == ROOT || **segment == "openapi";
        if segments.iter().filter(is_root).count() != 1 {
            return Some(format!("does not have the part `{ROOT}` once"));
        }
        let is_version =
            |segment: &&str| segment.strip_prefix('v').is_some_and(|number| number.parse::<u8>().is_ok());
        let version = segments.iter().position(is_version);
        match version {
            None => Some("does not name a version, such as `v1`".to_owned()),
            Some(at) if at + 1 == segments.len() => Some("ends in its version".to_owned()),
            Some(_) => None,
        }
    }
}

/// Whether a segment is a word, or a parameter with a name.
fn is_plain_segment(segment: &str) -> bool {
    let name = segment.strip_prefix(':').unwrap_or(segment);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Whether every client sends the path as it stands: plain characters, no `.` or `..`, and not endless.
fn is_path(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '`' | ')' | ']' | '"' | '<' | '|');
    let mut names = segments(path).peekable();
    path.len() <= MAX_PATH
        && path.chars().all(is_plain)
        && names.peek().is_some()
        && names.all(|name| name != "." && name != "..")
}

/// The path with its parameters as `:name`, where a page writes `{name}`.
fn with_colons(path: &str) -> String {
    let colon = |segment: &str| match segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
        Some(name) => format!(":{name}"),
        None => segment.to_owned(),
    };
    path.split('/').map(colon).collect::<Vec<_>>().join("/")
}

/// A segment as part of a file name. Dots stay inside a segment only, so that no `..` can come about.
fn id_part(segment: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '_' };
    let name = segment.trim_start_matches([':', '{']).trim_end_matches('}');
    let part: String = name.chars().map(plain).collect();
    // A leading hyphen would be an option on a command line.
    if part.is_empty() || part.starts_with('-') { format!("_{part}") } else { part }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Option<(String, String, bool)> {
        read(text).map(|written| (written.url.host, written.url.path, written.has_query))
    }

    #[test]
    fn urls_are_taken_apart() {
        let parts = |host: &str, path: &str, has_query| Some((host.to_owned(), path.to_owned(), has_query));
        assert_eq!(
            url("https://open.feishu.cn/open-apis/hire/v1/jobs/:job_id"),
            parts("open.feishu.cn", "/open-apis/hire/v1/jobs/:job_id", false),
        );
        assert_eq!(url("`https://a.b/c/{d}/?e=f`"), parts("a.b", "/c/:d", true));
        assert_eq!(url("[GET](https://a.b/c)"), parts("a.b", "/c", false));
    }

    #[test]
    fn what_no_client_can_call_is_not_a_url() {
        for text in [
            "https://a.b",
            "https://a.b/",
            "https://a b/c",
            "https://a.b/c d",
            "/open-apis/x",
            "https://a.b/c/../d",
            "https:///c",
            "",
        ] {
            assert_eq!(url(text), None, "{text}");
        }
    }

    #[test]
    fn urls_that_no_endpoint_of_the_platform_has() {
        let oddity =
            |host: &str, path: &str| Url { host: host.to_owned(), path: path.to_owned() }.oddity(true);
        for (host, path) in [
            ("open.feishu.cn", "/open-apis/hire/v1/jobs/:job_id"),
            ("open.larksuite.com", "/open-apis/drive/explorer/v2/root_folder/meta"),
            ("www.feishu.cn", "/approval/openapi/v2/cc"),
        ] {
            assert_eq!(oddity(host, path), None, "{path}");
        }
        for (host, path) in [
            ("opne.feishu.cn", "/open-apis/hire/v1/jobs"),
            ("open.feishu.cn", "/hire/v1/jobs"),
            ("open.feishu.cn", "/open-api/hire/v1/jobs"),
            ("open.feishu.cn", "/open-apis/open-apis/hire/v1/jobs"),
            ("open.feishu.cn", "/open-apis/hire/vl/jobs"),
            ("open.feishu.cn", "/open-apis/hire/v1"),
            ("open.feishu.cn", "/open-apis/hire/v1/jobs:job_id"),
            ("open.feishu.cn", "/open-apis/hire/v1/:"),
            ("open.feishu.cn", "/open-apis//v1/jobs"),
            ("open.feishu.cn", "/open-apis/hire/v1/jobs,"),
        ] {
            assert!(oddity(host, path).is_some(), "{host}{path}");
        }
    }

    #[test]
    fn a_host_that_no_caller_reaches() {
        let url = Url { host: "fsopen.bytedance.net".to_owned(), path: "/open-apis/hire/v1/jobs".to_owned() };
        assert!(url.oddity(false).is_some());
    }

    #[test]
    fn links_whose_text_is_another_url() {
        let other = |text: &str| read(text).map(|written| written.has_other_text);
        assert_eq!(other("[https://a.b/c](https://a.b/c)"), Some(false));
        assert_eq!(other("[GET](https://a.b/c)"), Some(false));
        assert_eq!(other("[https://a.b/d](https://a.b/c)"), Some(true));
    }

    #[test]
    fn ids_are_file_stems() {
        let id = |path: &str| Url { host: String::new(), path: path.to_owned() }.endpoint_id(Method::Get);
        assert_eq!(id("/open-apis/hire/v1/jobs/:job_id"), "hire.v1.jobs.job_id.get");
        assert_eq!(id("/approval/openapi/v2/cc"), "approval.openapi.v2.cc.get");
        assert_eq!(id("/open-apis/../../etc/./passwd"), "__.__.etc._.passwd.get");
        assert_eq!(id("/open-apis/-rf/a\\b/图"), "_-rf.a_b._.get");
    }

    #[test]
    fn the_last_word_is_where_a_cut_shows() {
        let last =
            |path: &str| Url { host: String::new(), path: path.to_owned() }.last_word().map(str::to_owned);
        assert_eq!(last("/a/create_by_resume").as_deref(), Some("resume"));
        assert_eq!(last("/a/dataValidation").as_deref(), Some("Validation"));
        assert_eq!(last("/a/:b"), None);
    }
}
