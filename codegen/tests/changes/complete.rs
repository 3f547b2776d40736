//! Nothing differs in silence, and nothing is made up.
//!
//! Two descriptions are compared as JSON, by a walk that knows nothing of what their members mean. Each difference that
//! it finds must be in the report, under the member's path and a kind that fits; and each change of the report
//! must have its difference.

use feishu_codegen::diff::{Change, Kind, PageReport};
use feishu_schema::Endpoint;
use serde_json::Value;

use crate::{NEW_PAGE, PAGE, compare, describe};

/// Where something stands rather than what it says; and what follows from the rest.
const NOT_SAID: [&str; 5] = ["line", "$schema", "id", "page", "digest"];

/// The description without these. Examples are data: what is called so in them counts.
fn said(value: Value) -> Value {
    match value {
        Value::Array(elements) => elements.into_iter().map(said).collect(),
        Value::Object(members) => {
            let members = members.into_iter().filter(|(name, _)| !NOT_SAID.contains(&name.as_str()));
            members
                .map(|(name, value)| if name == "value" { (name, value) } else { (name, said(value)) })
                .collect()
        }
        other => other,
    }
}

/// A difference: the members that lead to it.
pub type Leaf = Vec<String>;

/// The members that identify an element of a list.
const NAMES: [&str; 5] = ["name", "key", "code", "label", "heading"];

/// The differences of two descriptions that the report lacks, and the changes without a difference.
pub fn faults(old: &Endpoint, new: &Endpoint, report: &PageReport) -> Vec<String> {
    let mut leaves = Vec::new();
    let value = |endpoint: &Endpoint| said(serde_json::to_value(endpoint).unwrap());
    let (old, new) = (value(old), value(new));
    walk(&mut Vec::new(), Some(&old), Some(&new), &mut leaves);
    for change in report.changes.iter().filter(|change| matches!(change.kind, Kind::Renamed | Kind::Moved)) {
        elsewhere(change, &old, &new, &mut leaves);
    }
    let missed = leaves.iter().filter(|leaf| !report.changes.iter().any(|change| reports(change, leaf)));
    let invented = report.changes.iter().filter(|change| !leaves.iter().any(|leaf| reports(change, leaf)));
    let missed = missed.map(|leaf| format!("missed: {}", leaf.join("/")));
    missed.chain(invented.map(|change| format!("invented: {change:?}"))).collect()
}

/// What else differs between a row and what it was under another name or at another place.
fn elsewhere(change: &Change, old: &Value, new: &Value, leaves: &mut Vec<Leaf>) {
    let (_, from) = find(old, change.before.as_deref().unwrap());
    let (mut path, to) = find(new, change.after.as_deref().unwrap());
    let nameless = |row: &Value| {
        let mut row = row.clone();
        row.as_object_mut().unwrap().remove("name");
        row
    };
    walk(&mut path, Some(&nameless(from)), Some(&nameless(to)), leaves);
}

/// A row by its path, in whichever table it is.
fn find<'a>(endpoint: &'a Value, path: &str) -> (Leaf, &'a Value) {
    let tables: [&[&str]; 5] = [
        &["request", "header"],
        &["request", "path"],
        &["request", "query"],
        &["request", "body", "fields"],
        &["response", "fields"],
    ];
    let path = path.replace("[]", "");
    for table in tables {
        let names = if table[0] == "response" { path.strip_prefix("data.").unwrap_or(&path) } else { &path };
        let mut leaf: Leaf = table.iter().map(ToString::to_string).collect();
        let mut list = table.iter().try_fold(endpoint, |value, member| value.get(member));
        let mut row = None;
        for name in names.split('.') {
            let rows = list.and_then(Value::as_array);
            row = rows.and_then(|rows| rows.iter().find(|row| row["name"] == *name));
            list = row.and_then(|row| row.get("fields"));
            leaf.extend([format!("={name}"), "fields".to_owned()]);
        }
        if let Some(row) = row {
            leaf.pop();
            return (leaf, row);
        }
    }
    panic!("no row {path}")
}

fn walk(path: &mut Leaf, old: Option<&Value>, new: Option<&Value>, leaves: &mut Vec<Leaf>) {
    match (old, new) {
        (Some(Value::Object(from)), Some(Value::Object(to))) => {
            let gone = from.keys().filter(|name| !to.contains_key(*name));
            for name in to.keys().chain(gone) {
                path.push(name.clone());
                walk(path, from.get(name), to.get(name), leaves);
                path.pop();
            }
        }
        (Some(Value::Array(from)), Some(Value::Array(to))) if named(from) && named(to) => {
            elements(path, from, to, leaves);
        }
        // A list that is there on one side only is still a list of elements.
        (Some(Value::Array(from)), None) if named(from) => elements(path, from, &[], leaves),
        (None, Some(Value::Array(to))) if named(to) => elements(path, &[], to, leaves),
        (old, new) if old != new => {
            leaves.push(path.clone());
            for value in [old, new].into_iter().flatten() {
                rows_below(path, value, leaves);
            }
        }
        _ => {}
    }
}

/// Every row that comes or goes with another is a difference of its own.
fn rows_below(path: &mut Leaf, value: &Value, leaves: &mut Vec<Leaf>) {
    for member in value.get("fields").and_then(Value::as_array).into_iter().flatten() {
        path.push("fields".to_owned());
        path.push(format!("={}", name_of(member).unwrap()));
        leaves.push(path.clone());
        rows_below(path, member, leaves);
        path.pop();
        path.pop();
    }
}

fn elements(path: &mut Leaf, from: &[Value], to: &[Value], leaves: &mut Vec<Leaf>) {
    let mut free: Vec<Option<&Value>> = from.iter().map(Some).collect();
    let mut order = Vec::new();
    for element in to {
        let same = |other: &Option<&Value>| other.is_some_and(|other| name_of(other) == name_of(element));
        let index = free.iter().position(same);
        order.extend(index);
        let old = index.and_then(|index| free[index].take());
        path.push(format!("={}", name_of(element).unwrap()));
        walk(path, old, Some(element), leaves);
        path.pop();
    }
    for element in free.into_iter().flatten() {
        path.push(format!("={}", name_of(element).unwrap()));
        walk(path, Some(element), None, leaves);
        path.pop();
    }
    if !order.is_sorted() {
        path.push("#order".to_owned());
        leaves.push(path.clone());
        path.pop();
    }
}

fn named(list: &[Value]) -> bool {
    list.iter().all(|element| name_of(element).is_some())
}

fn name_of(element: &Value) -> Option<String> {
    let value = NAMES.iter().find_map(|name| element.get(*name))?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

/// Whether the change reports the difference.
fn reports(change: &Change, leaf: &Leaf) -> bool {
    let parts: Vec<&str> = leaf.iter().map(String::as_str).collect();
    let section = change.section.as_str();
    match parts.as_slice() {
        ["request", table @ ("header" | "path" | "query"), rest @ ..] => {
            section == *table && row(change, "", rest)
        }
        ["request", "body", "fields", rest @ ..] => section == "body" && row(change, "", rest),
        ["request", "body", "examples", ..] => (section, change.kind) == ("body", Kind::Examples),
        ["request", "body", "content"] => (section, change.kind) == ("body", Kind::Content),
        ["request", "body"] => section == "body" && change.path.is_empty(),
        ["response", "envelope" | "fields", rest @ ..] => {
            section == "response" && (row(change, "", rest) || row(change, "data.", rest))
        }
        ["response", "form"] => (section, change.kind) == ("response", Kind::Form),
        ["response", "examples", ..] => (section, change.kind) == ("response", Kind::Examples),
        ["errors", "#order"] => (section, change.kind) == ("errors", Kind::Order),
        ["errors", code, rest @ ..] => {
            let kinds: &[Kind] = match rest {
                [] => &[Kind::Added, Kind::Removed],
                ["status", ..] => &[Kind::Status],
                _ => &[Kind::Text],
            };
            section == "errors"
                && code.strip_prefix('=') == Some(&change.path)
                && kinds.contains(&change.kind)
        }
        ["source", what] => section == "endpoint" && change.path == format!("source.{what}"),
        [what, ..] => section == "endpoint" && change.path == *what,
        [] => false,
    }
}

/// Whether the change reports a difference in a row; `rest` are names of rows and then a member.
fn row(change: &Change, above: &str, rest: &[&str]) -> bool {
    let names: Vec<&str> = rest.iter().filter_map(|part| part.strip_prefix('=')).collect();
    let member = rest.iter().find(|part| !part.starts_with('=') && **part != "fields");
    // An option has a name, too, but it is not part of the row's path.
    let within = |list: &str| rest.contains(&list);
    let depth = if within("options") || within("scopes") {
        rest.iter()
            .take_while(|part| !["options", "scopes"].contains(part))
            .filter(|part| part.starts_with('='))
            .count()
    } else {
        names.len()
    };
    let path = format!("{above}{}", names[..depth].join("."));
    let at = |shown: &str| shown.replace("[]", "") == path;
    let above_of = |shown: Option<&str>| {
        shown.is_some_and(|shown| format!("{path}.").starts_with(&format!("{}.", shown.replace("[]", ""))))
    };
    if matches!(change.kind, Kind::Renamed | Kind::Moved)
        && (above_of(change.before.as_deref()) || above_of(change.after.as_deref()))
    {
        return member.is_none() || member == Some(&"#order");
    }
    let kinds: &[Kind] = match member.copied() {
        None => &[Kind::Added, Kind::Removed],
        Some("type" | "spelled") => &[Kind::Type],
        Some("required") => &[Kind::Required],
        Some("text" | "remarks" | "english") => &[Kind::Text],
        Some("examples") => &[Kind::Examples],
        Some("default") => &[Kind::Default],
        Some("options") => &[Kind::Options, Kind::Scopes],
        Some("rules") => &[Kind::Rules],
        Some("time") => &[Kind::Time],
        Some("sentinels") => &[Kind::Sentinels],
        Some("encoded") => &[Kind::Encoded],
        Some("deprecated") => &[Kind::Deprecated],
        Some("scopes") => &[Kind::Scopes],
        Some("placed") => &[Kind::Placed],
        Some("#order") => &[Kind::Order],
        Some(_) => &[],
    };
    at(&change.path) && kinds.contains(&change.kind)
}

#[test]
fn every_difference_of_handwritten_pages_is_reported() {
    for (old, new) in [(PAGE, NEW_PAGE), (NEW_PAGE, PAGE), (PAGE, PAGE)] {
        assert_eq!(faults(&describe(old), &describe(new), &compare(old, new)), [""; 0]);
    }
}

/// The walk itself finds what differs, or it would prove nothing.
#[test]
fn a_report_that_lacks_a_change_is_found_out() {
    let (old, new) = (describe(PAGE), describe(NEW_PAGE));
    let whole = compare(PAGE, NEW_PAGE);
    assert!(whole.changes.len() > 20, "{} changes", whole.changes.len());
    for index in 0..whole.changes.len() {
        let mut report = whole.clone();
        let left_out = report.changes.remove(index);
        let again = report.changes.iter().any(|change| {
            (change.section, &change.path, change.kind) == (left_out.section, &left_out.path, left_out.kind)
        });
        assert!(again || !faults(&old, &new, &report).is_empty(), "{left_out:?} could be left out");
    }
}
