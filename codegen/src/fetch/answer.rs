//! The portal's responses.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::Fault;

/// A page in the portal's response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Detail {
    pub content: String,
    pub updated: Option<i64>,
    /// The page's own path, if the response has it.
    pub full_path: Option<String>,
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    msg: String,
    #[serde(default)]
    data: Value,
}

/// Reads the response about one page.
pub(super) fn detail(body: &[u8]) -> Result<Detail, Fault> {
    let data = data(body)?;
    let text = |name: &str| data.get(name).and_then(Value::as_str).map(str::to_owned);
    let content = text("content").filter(|content| !content.trim().is_empty()).ok_or(Fault::Empty)?;
    let updated = data.get("updateTime").and_then(number);
    Ok(Detail { content, updated, full_path: text("fullPath") })
}

/// Reads the list of all pages: their public paths and the portal's internal path of each.
pub(super) fn mapping(body: &[u8]) -> Result<BTreeMap<String, String>, Fault> {
    let data = data(body)?;
    let pairs = data.get("uriMap").and_then(Value::as_object).ok_or(Fault::Empty)?;
    let pairs = pairs.iter().filter_map(|(full, friendly)| Some((path(friendly.as_str()?), path(full))));
    Ok(pairs.collect())
}

/// A page in the list of all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub title: String,
    /// The portal's own name.
    pub full_path: String,
    pub updated: Option<i64>,
}

/// Reads the tree of all pages: its leaves, in their order.
pub(super) fn directory(body: &[u8]) -> Result<Vec<Listed>, Fault> {
    let data = data(body)?;
    let mut listed = Vec::new();
    collect(&data, &mut listed);
    if listed.is_empty() { Err(Fault::Empty) } else { Ok(listed) }
}

/// Adds the pages below a folder of the tree. JSON is read to a depth that a call can follow.
fn collect(folder: &Value, listed: &mut Vec<Listed>) {
    for node in folder.get("items").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| node.get(name).and_then(Value::as_str);
        if let (Some("DocumentType"), Some(full_path)) = (text("type"), text("fullPath")) {
            listed.push(Listed {
                title: text("name").unwrap_or_default().to_owned(),
                full_path: full_path.to_owned(),
                updated: node.get("updateTime").and_then(number),
            });
        }
        collect(node, listed);
    }
}

fn data(body: &[u8]) -> Result<Value, Fault> {
    let start = body.trim_ascii_start();
    if start.is_empty() {
        return Err(Fault::Empty);
    }
    if start.starts_with(b"<") {
        return Err(Fault::Html);
    }
    let envelope: Envelope = serde_json::from_slice(body).map_err(Fault::NoJson)?;
    match envelope {
        Envelope { code: 0, data, .. } => Ok(data),
        Envelope { code, msg, .. } => Err(Fault::Refused { code, message: msg }),
    }
}

/// A time is a number or a string.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// A path as in [`Address::path`](super::Address::path).
fn path(text: &str) -> String {
    let path = text.trim_start_matches('/');
    format!("/{}", path.strip_prefix("document/").unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_its_time_in_either_form() {
        let body = br##"{"code":0,"data":{"content":"# a","updateTime":"17","schema":{"more":1}}}"##;
        let expected = Detail { content: "# a".to_owned(), updated: Some(17), full_path: None };
        assert_eq!(detail(body).unwrap(), expected);
        let body = br##"{"data":{"content":"# a","updateTime":17,"fullPath":"/x"}}"##;
        assert_eq!(detail(body).unwrap(), Detail { full_path: Some("/x".to_owned()), ..expected });
    }

    #[test]
    fn the_leaves_of_the_tree_are_pages() {
        let body = br#"{"code":0,"data":{"items":[
            {"name":"A","type":"DirectoryType","fullPath":"/x","items":[
                {"name":"B","type":"DocumentType","fullPath":"/x/b","updateTime":"17"},
                {"name":"C","type":"DocumentType","fullPath":"/x/c","items":[]}]},
            {"name":"D","type":"DocumentType"}]}}"#;
        let page = |title: &str, full_path: &str, updated| {
            let [title, full_path] = [title, full_path].map(str::to_owned);
            Listed { title, full_path, updated }
        };
        assert_eq!(directory(body).unwrap(), [page("B", "/x/b", Some(17)), page("C", "/x/c", None)]);
        assert!(matches!(directory(br#"{"data":{"items":[]}}"#), Err(Fault::Empty)));
    }

    #[test]
    fn what_is_no_page() {
        assert!(matches!(detail(b""), Err(Fault::Empty)));
        assert!(matches!(detail(b"{}"), Err(Fault::Empty)));
        assert!(matches!(detail(br#"{"code":0,"data":{"content":" \n"}}"#), Err(Fault::Empty)));
        assert!(matches!(detail(b"\n <!DOCTYPE html><html>"), Err(Fault::Html)));
        assert!(matches!(detail(br#"{"code":0,"data":{"content":"abc"#), Err(Fault::NoJson(_))));
        assert!(matches!(detail(b"7"), Err(Fault::NoJson(_))));
        assert!(matches!(detail(br#"{"code":7,"msg":"no"}"#), Err(Fault::Refused { code: 7, .. })));
    }

    #[test]
    fn the_mapping_is_turned_round() {
        let body = br#"{"code":0,"data":{"uriMap":{"/uA/list":"/document/server-docs/list","/uB/get":"server-docs/get"}}}"#;
        let expected = [("/server-docs/list", "/uA/list"), ("/server-docs/get", "/uB/get")];
        let expected = expected.map(|(friendly, full)| (friendly.to_owned(), full.to_owned()));
        assert_eq!(mapping(body).unwrap(), BTreeMap::from(expected));
    }
}
