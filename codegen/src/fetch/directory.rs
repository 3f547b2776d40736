//! The portal's list of all its pages.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use feishu_schema::Language;

use super::portal::Portal;
use super::{Address, Fault, Options};

/// A page that the portal lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// Where people find it.
    pub address: Address,
    /// The portal's own name.
    pub full_path: String,
    /// When it last changed.
    pub updated: Option<i64>,
}

impl Entry {
    /// Whether the page belongs to a service, such as `hire`: one of the folders in its path is the service's, perhaps
    /// with a version, as in `/server-docs/hire-v1/website/list`.
    #[must_use]
    pub fn is_of_service(&self, service: &str) -> bool {
        let service = service.replace('_', "-");
        let is_version = |text: &str| {
            let digits = text.strip_prefix("-v").unwrap_or_default();
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_its_folder = |folder: &str| {
            let rest = folder.strip_prefix(service.as_str());
            rest.is_some_and(|rest| rest.is_empty() || is_version(rest))
        };
        self.paths().any(|path| path.split('/').any(|folder| is_its_folder(&folder.replace('_', "-"))))
    }

    /// Whether the page lies below a path, such as `/server-docs/hire-v1`.
    #[must_use]
    pub fn is_below(&self, path: &str) -> bool {
        let path = path.trim_matches('/');
        let is_below = |own: &str| {
            let rest = own.trim_start_matches('/').strip_prefix(path);
            rest.is_some_and(|rest| path.is_empty() || rest.is_empty() || rest.starts_with('/'))
        };
        self.paths().any(is_below)
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        [self.address.path(), self.full_path.as_str()].into_iter()
    }
}

/// Asks the portal at a host, such as `https://open.feishu.cn`, for the list of its pages, with titles in the language.
///
/// # Errors
/// When the portal does not answer with such a list.
pub fn directory(
    host: &str,
    language: Language,
    options: &Options,
    stop: &Arc<AtomicBool>,
) -> Result<Vec<Entry>, Fault> {
    let portal = Portal::new(options, stop, &[]);
    let listed = portal.directory(host, language)?;
    let names = portal.mapping(host, language).map_err(|fault| Fault::NoNames(fault.to_string()))?;
    let people: BTreeMap<&str, &str> =
        names.iter().map(|(path, full)| (full.as_str(), path.as_str())).collect();
    let entry = |page: super::answer::Listed| {
        let path = people.get(page.full_path.as_str()).copied().unwrap_or(&page.full_path);
        // A page whose name is not a path cannot be requested.
        let address = format!("{host}/document/{}", path.trim_start_matches('/')).parse().ok()?;
        Some(Entry { title: page.title, address, full_path: page.full_path, updated: page.updated })
    };
    Ok(listed.into_iter().filter_map(entry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        let address = format!("https://open.feishu.cn/document{path}").parse().unwrap();
        Entry { title: String::new(), address, full_path: "/uA/x".to_owned(), updated: None }
    }

    #[test]
    fn pages_belong_to_services_and_paths() {
        let page = entry("/server-docs/hire-v1/website/list");
        assert!(page.is_of_service("hire") && !page.is_of_service("hir") && !page.is_of_service("site"));
        assert!(!entry("/server-docs/hire-vip/list").is_of_service("hire"));
        assert!(entry("/ukTM/docs/people_admin-v2/a").is_of_service("people_admin"));
        assert!(page.is_below("/server-docs/hire-v1") && page.is_below("server-docs/") && page.is_below("/"));
        assert!(!page.is_below("/server-docs/hire") && page.is_below("/uA"));
    }
}
