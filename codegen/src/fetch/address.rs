use std::fmt;
use std::str::FromStr;

use crate::diagnostic::visible;

/// The URL of a page: `https://open.feishu.cn/document/…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// With the scheme, without a trailing slash.
    host: String,
    /// The part after `/document`, with a leading slash.
    path: String,
}

impl Address {
    /// The scheme and the host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path after `/document`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected =
            || format!("`{text}` is not the address of a page, such as https://open.feishu.cn/document/…");
        let whole = text.split(['?', '#']).next().unwrap_or_default();
        let (scheme, rest) = whole.split_once("://").ok_or_else(expected)?;
        let (host, path) = rest.split_once('/').ok_or_else(expected)?;
        if !matches!(scheme, "http" | "https") || host.is_empty() {
            return Err(expected());
        }
        let path = path.strip_prefix("document/").ok_or_else(expected)?;
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".md").unwrap_or(path);
        if !is_path(path) {
            return Err(expected());
        }
        Ok(Address { host: format!("{scheme}://{host}"), path: format!("/{path}") })
    }
}

/// Whether a text can be the path of a page, without characters that have a meaning anywhere it is written.
pub(super) fn is_path(text: &str) -> bool {
    let forbidden =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '\'' | '\\' | '<' | '>');
    !text.is_empty() && visible(text) == text && !text.contains(forbidden)
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/document{}", self.host, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_documents() {
        let address: Address =
            "https://open.feishu.cn/document/server-docs/hire-v1/a.md?lang=zh-CN#x".parse().unwrap();
        assert_eq!((address.host(), address.path()), ("https://open.feishu.cn", "/server-docs/hire-v1/a"));
        assert_eq!(address.to_string(), "https://open.feishu.cn/document/server-docs/hire-v1/a");
        for wrong in [
            "open.feishu.cn/document/a",
            "file:///document/a",
            "https://open.feishu.cn/",
            "https://open.feishu.cn/documents/a",
            "https://open.feishu.cn/document/",
            "https://open.feishu.cn/document/a b",
            "https://open.feishu.cn/document/a\"\n---",
        ] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }
}
