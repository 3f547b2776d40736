//! The descriptions of facts in this workspace against the pages that they state the facts of, row by row, and no text
//! of any page in the facts about it.
//!
//! The pages are read once more here, in another way: a scan for rows and bullets that knows nothing of nesting, which
//! the folder's `truth.jsonl` tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use feishu_codegen::describe::facts::{agree, facts};
use feishu_schema::{Endpoint, Field, Required};
use serde_json::Value;

use crate::{describe, foreign_texts, has_sentence};

fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os("FEISHU_PAGES").expect("FEISHU_PAGES names a folder of pages"))
}

/// The descriptions of facts in this workspace, with their text.
fn stated() -> Vec<(String, Endpoint)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema/endpoints");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let read = |text: String| (Endpoint::from_json(&text).unwrap(), text);
    let mut stated: Vec<_> = files.map(read).filter(|(endpoint, _)| endpoint.source.facts).collect();
    stated.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    assert_eq!(stated.len(), 16, "the endpoints of the workflow");
    stated.into_iter().map(|(endpoint, text)| (text, endpoint)).collect()
}

#[test]
#[ignore = "needs the published pages, whose folder FEISHU_PAGES names"]
fn no_text_of_a_page_is_in_the_facts_about_it() {
    let mut count = 0;
    for dialect in ["flat", "portal", "updates"] {
        for endpoint in describe(&folder().join(dialect)) {
            count += 1;
            assert_eq!(foreign_texts(&endpoint), BTreeSet::new(), "{dialect}/{}", endpoint.source.page);
        }
    }
    assert!(count > 800, "{count} pages");
}

#[test]
fn no_text_of_a_page_is_in_this_workspace() {
    for (text, endpoint) in stated() {
        assert!(!has_sentence(&text) && text.is_ascii(), "{}", endpoint.id);
        assert_eq!(foreign_texts(&endpoint), BTreeSet::new(), "{}", endpoint.id);
        assert_eq!(facts(&endpoint), endpoint, "{} states more than facts", endpoint.id);
    }
}

#[test]
#[ignore = "needs the published pages, whose folder FEISHU_PAGES names"]
fn both_dialects_of_the_pages_state_the_same_facts() {
    for (text, stated) in stated() {
        for dialect in ["flat", "portal"] {
            let pages = describe(&folder().join(dialect).join(format!("{}.md", stated.id)));
            assert!(agree(&stated, &pages[0]), "{dialect}/{}", stated.id);
            if dialect == "flat" {
                assert_eq!(facts(&pages[0]).to_json().unwrap(), text, "{}", stated.id);
            }
        }
    }
}

/// What a row says: name, type, whether it is required, the keys of its options.
type Row = (String, String, Option<bool>, Vec<String>);

#[test]
#[ignore = "needs the published pages, whose folder FEISHU_PAGES names"]
fn every_row_of_the_pages_is_stated() {
    for (_, stated) in stated() {
        let page = fs::read_to_string(folder().join("flat").join(format!("{}.md", stated.id))).unwrap();
        let scanned = scan(&page);
        assert_eq!(rows(&stated), scanned.rows, "{}", stated.id);
        let errors: Vec<_> = stated.errors.iter().map(|error| (error.status.unwrap(), error.code)).collect();
        assert_eq!(errors, scanned.errors, "{}", stated.id);
        let names = |scopes: &[feishu_schema::Scope]| {
            scopes.iter().map(|scope| scope.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&stated.scopes), scanned.scopes, "{}", stated.id);
        assert_eq!(names(&stated.field_scopes), scanned.field_scopes, "{}", stated.id);
        let windows = stated.rate_limit.as_ref().unwrap().windows.iter();
        let windows: Vec<_> = windows.map(|window| (window.calls, window.seconds)).collect();
        assert_eq!(windows, scanned.windows, "{}", stated.id);
    }
}

#[test]
#[ignore = "needs the published pages, whose folder FEISHU_PAGES names"]
fn every_field_has_its_place() {
    let truth = fs::read_to_string(folder().join("truth.jsonl")).unwrap();
    let tables: Vec<Value> = truth.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut compared, stated) = (0, stated());
    for table in &tables {
        let Some((_, endpoint)) = stated.iter().find(|(_, endpoint)| endpoint.id == table["id"]) else {
            continue;
        };
        let Endpoint { request, response, .. } = endpoint;
        let mut paths = Vec::new();
        match table["section"].as_str().unwrap() {
            "query" => list("", &request.query, &mut paths),
            "path" => list("", &request.path, &mut paths),
            "body" => list("", &request.body.as_ref().unwrap().fields, &mut paths),
            "response" => {
                list("", &response.envelope, &mut paths);
                list("data.", &response.fields, &mut paths);
            }
            other => panic!("{other}"),
        }
        let field = |field: &Value| [0, 1].map(|part| field[part].as_str().unwrap().to_owned());
        let expected: Vec<[String; 2]> = table["fields"].as_array().unwrap().iter().map(field).collect();
        assert_eq!(paths, expected, "{} {}", endpoint.id, table["section"]);
        compared += 1;
    }
    // Each has a response, and most have a query or a body.
    assert!(compared >= 16, "{compared} tables");
}

/// The paths and types of fields, as `truth.jsonl` writes them.
fn list(prefix: &str, fields: &[Field], paths: &mut Vec<[String; 2]>) {
    for field in fields {
        let path = format!("{prefix}{}", field.name);
        paths.push([path.clone(), field.spelled.clone()]);
        let marks = if field.spelled.ends_with("[]") { "[]" } else { "" };
        list(&format!("{path}{marks}."), &field.fields, paths);
    }
}

fn rows(endpoint: &Endpoint) -> Vec<Row> {
    let Endpoint { request, response, .. } = endpoint;
    let body = request.body.as_ref().map_or(&[][..], |body| &body.fields);
    let mut rows = Vec::new();
    for fields in [&request.header, &request.path, &request.query, body, &response.envelope, &response.fields]
    {
        add(fields, &mut rows);
    }
    rows
}

fn add(fields: &[Field], rows: &mut Vec<Row>) {
    for field in fields {
        let required = match field.required {
            Required::Yes => Some(true),
            Required::No => Some(false),
            Required::Unsaid => None,
        };
        let keys = field.options.iter().map(|option| option.key.to_string()).collect();
        rows.push((field.name.clone(), field.spelled.clone(), required, keys));
        add(&field.fields, rows);
    }
}

#[derive(Default)]
struct Scanned {
    rows: Vec<Row>,
    errors: Vec<(u16, i64)>,
    scopes: Vec<String>,
    field_scopes: Vec<String>,
    windows: Vec<(u32, u32)>,
}

/// Rows are lines with bars, options are bullets with a key; nothing else is looked at.
fn scan(page: &str) -> Scanned {
    let mut scanned = Scanned::default();
    let (mut section, mut setting, mut in_fence) = ("", "", false);
    for line in page.lines() {
        in_fence ^= line.starts_with("```");
        if let Some(heading) = line.strip_prefix("## ").or(line.strip_prefix("### ")) {
            section = heading;
        }
        if in_fence || line.starts_with("名称") || line.starts_with("---") || line.starts_with("HTTP") {
            continue;
        }
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        match section {
            "请求" => {
                if cells.len() > 1 || line.starts_with(|c: char| !c.is_whitespace()) {
                    setting = cells[0];
                }
                let scopes = match setting {
                    "接口频率限制" => {
                        scanned.windows = windows(line);
                        continue;
                    }
                    "字段权限要求" => &mut scanned.field_scopes,
                    _ => &mut scanned.scopes,
                };
                scopes.extend(scope(line));
            }
            "错误码" => scanned.errors.extend(error(&cells)),
            _ if cells.len() > 1 && is_name(cells[0]) => {
                let required = match cells[2] {
                    "是" => Some(true),
                    "否" => Some(false),
                    _ => None,
                };
                let ty = cells[1].replace('\\', "");
                scanned.rows.push((cells[0].to_owned(), ty, required, Vec::new()));
            }
            _ => {
                if let Some((row, key)) = scanned.rows.last_mut().zip(key(line)) {
                    row.3.push(key.to_owned());
                }
            }
        }
    }
    scanned
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

fn key(line: &str) -> Option<&str> {
    let (key, _) = line.strip_prefix("- ")?.split_once(['：', ':'])?;
    is_name(key).then_some(key)
}

fn scope(line: &str) -> Option<String> {
    let (_, scope) = line.trim().strip_suffix(')')?.rsplit_once('(')?;
    scope.contains(':').then(|| scope.to_owned()).filter(|scope| !scope.contains("//"))
}

fn error(cells: &[&str]) -> Option<(u16, i64)> {
    Some((cells.first()?.parse().ok()?, cells.get(1)?.parse().ok()?))
}

/// `[1000 次/分钟、50 次/秒](…)`
fn windows(line: &str) -> Vec<(u32, u32)> {
    let units: BTreeMap<&str, u32> = [("分钟", 60), ("秒", 1)].into();
    let text = line.split(['[', ']']).nth(1).unwrap();
    let window = |window: &str| {
        let (calls, unit) = window.split_once(" 次/").unwrap();
        (calls.parse().unwrap(), units[unit])
    };
    text.split('、').map(window).collect()
}
