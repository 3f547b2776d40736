//! Compares the examples of bodies and responses, and reports only the differing values.

use feishu_schema::Example;
use serde_json::Value;

use super::phrases;
use super::report::{Change, Kind, Section, Weight};

/// Compares the examples of a section in order.
pub(super) fn compare(section: Section, old: &[Example], new: &[Example], out: &mut Vec<Change>) {
    for index in 0..old.len().max(new.len()) {
        let (from, to) = (old.get(index), new.get(index));
        let (before, after, message) = match (from, to) {
            (None, Some(to)) => (None, phrases::said(&whole(to)), "There is an example more.".to_owned()),
            (Some(from), None) => (phrases::said(&whole(from)), None, "There is an example less.".to_owned()),
            (Some(from), Some(to)) if (&from.value, &from.text) != (&to.value, &to.text) => {
                let (before, after) = differences(from, to);
                (before, after, "The example shows something else.".to_owned())
            }
            _ => continue,
        };
        let line = |example: Option<&Example>| example.map(|example| example.line);
        out.push(
            Change::new(Weight::Documentation, Kind::Examples, section, "", message)
                .values((before, after))
                .lines((line(from), line(to))),
        );
    }
}

fn whole(example: &Example) -> String {
    match (&example.text, &example.value) {
        (Some(text), _) => text.clone(),
        // A value that was read can always be written.
        (None, Some(value)) => serde_json::to_string_pretty(value).unwrap_or_default(),
        (None, None) => String::new(),
    }
}

/// The differences, one value per line with its path, or both texts if they are not JSON.
fn differences(old: &Example, new: &Example) -> (Option<String>, Option<String>) {
    let (Some(from), Some(to)) = (&old.value, &new.value) else {
        return (phrases::said(&whole(old)), phrases::said(&whole(new)));
    };
    let mut lines = (Vec::new(), Vec::new());
    walk("", Some(from), Some(to), &mut lines);
    if lines.0.is_empty() && lines.1.is_empty() {
        // Same members, other order.
        return (phrases::said(&whole(old)), phrases::said(&whole(new)));
    }
    (phrases::listed(lines.0), phrases::listed(lines.1))
}

fn walk(path: &str, old: Option<&Value>, new: Option<&Value>, lines: &mut (Vec<String>, Vec<String>)) {
    match (old, new) {
        (Some(Value::Object(from)), Some(Value::Object(to))) => {
            let gone = from.iter().filter(|(name, _)| !to.contains_key(*name)).map(|(name, _)| name);
            for name in to.keys().chain(gone) {
                let dot = if path.is_empty() { "" } else { "." };
                walk(&format!("{path}{dot}{name}"), from.get(name), to.get(name), lines);
            }
        }
        (Some(Value::Array(from)), Some(Value::Array(to))) => {
            for index in 0..from.len().max(to.len()) {
                walk(&format!("{path}[{index}]"), from.get(index), to.get(index), lines);
            }
        }
        (old, new) if old != new => {
            lines.0.extend(old.map(|value| format!("{path}: {value}")));
            lines.1.extend(new.map(|value| format!("{path}: {value}")));
        }
        _ => {}
    }
}
