//! What a page says to a program, and what is said about it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use feishu_codegen::diagnostic::Severity;
use feishu_codegen::{input, pipeline};
use feishu_schema::Lexicon;
use serde_json::Value;

/// How many lines a finding may be away from the damage: a lost heading shows at the table below it.
const NEAR: usize = 12;

/// Texts for people: how they are wrapped and quoted says nothing to a program. How a place was decided, how a type is
/// spelled and which part of the prose explains a value are no results of their own.
const PROSE: &[&str] = &[
    "$schema",
    "advice",
    "contradictions",
    "encoded",
    "placed",
    "spelled",
    "heading",
    "label",
    "line",
    "notes",
    "remarks",
    "sample",
    "source",
    "text",
    "title",
    "value_formats",
];

/// A finding: its kind, what it says, and its line, from 1.
type Finding = (&'static str, String, usize);

pub struct Outcome {
    /// `None` where the page cannot be described.
    facts: Option<Value>,
    findings: Vec<Finding>,
    has_errors: bool,
}

impl Outcome {
    /// Reads a page from its bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let source = input::decoded("page.md", bytes.to_vec());
        let described = pipeline::describe_pages(&[source], &Lexicon::default());
        let mut findings = Vec::new();
        let mut has_errors = false;
        for found in &described.findings {
            for diagnostic in &found.diagnostics {
                let start = diagnostic.label.as_ref().map_or(0, |label| label.span.start);
                let line = found.source.position(start).line + 1;
                has_errors |= diagnostic.severity == Severity::Error;
                findings.push((diagnostic.code.name, diagnostic.message.clone(), line));
            }
        }
        let facts =
            described.endpoints.first().map(|one| facts(serde_json::to_value(&one.endpoint).unwrap()));
        Self { facts, findings, has_errors }
    }

    /// How the outcome of the damaged page differs, if that is not said near the damaged lines.
    pub fn silent_change(&self, damaged: &Self, lines: &RangeInclusive<usize>) -> Option<String> {
        if damaged.has_errors || self.facts == damaged.facts {
            return None;
        }
        let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (code, message, _) in &self.findings {
            *known.entry((code, message)).or_default() += 1;
        }
        let mut new = Vec::new();
        for (code, message, line) in &damaged.findings {
            match known.get_mut(&(*code, message.as_str())) {
                Some(count) if *count > 0 => *count -= 1,
                _ => new.push((code, message, *line)),
            }
        }
        let near = lines.start().saturating_sub(NEAR)..=lines.end() + NEAR;
        if new.iter().any(|(_, _, line)| near.contains(line)) {
            return None;
        }
        let mut change = String::new();
        for (code, message, line) in new {
            change.push_str(&format!("far away, line {line}: {code} {message}\n"));
        }
        differences("", self.facts.as_ref()?, damaged.facts.as_ref().unwrap_or(&Value::Null), &mut change);
        Some(change.lines().take(6).collect::<Vec<_>>().join("\n"))
    }
}

/// A description without its prose and without line numbers.
fn facts(mut value: Value) -> Value {
    match &mut value {
        Value::Object(members) => {
            // What an example says is a fact, whatever its members are called.
            let examples = members.remove("examples");
            members.retain(|name, _| !PROSE.contains(&name.as_str()));
            for (_, member) in members.iter_mut() {
                *member = facts(member.take());
            }
            if let Some(mut examples) = examples {
                for example in examples.as_array_mut().into_iter().flatten() {
                    if let Some(example) = example.as_object_mut() {
                        example.retain(|name, _| name == "value");
                    }
                }
                members.insert("examples".to_owned(), examples);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = facts(item.take())),
        _ => {}
    }
    value
}

fn differences(path: &str, old: &Value, new: &Value, out: &mut String) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
                let null = Value::Null;
                let (old, new) = (old.get(name).unwrap_or(&null), new.get(name).unwrap_or(&null));
                differences(&format!("{path}.{name}"), old, new, out);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                differences(&format!("{path}[{index}]"), old, new, out);
            }
        }
        _ if old == new => {}
        _ => {
            let short = |value: &Value| value.to_string().chars().take(160).collect::<String>();
            out.push_str(&format!("{path}: {} -> {}\n", short(old), short(new)));
        }
    }
}
