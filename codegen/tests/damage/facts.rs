//! What a page says to a program, and what is said about it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use feishu_codegen::diagnostic::Severity;
use feishu_codegen::{input, pipeline};
use feishu_schema::Lexicon;
use serde_json::Value;

/// How many lines a finding may be away from the damage: a lost heading shows at the table below it.
const NEAR: usize = 12;

/// Texts for people, whose wrapping and quotation do not matter, and members about the source: how a place was decided,
/// how a type is spelled, and which part of the prose explains a value.
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

/// A finding: its kind, what it says, and the lines that it points at, from 1.
struct Finding {
    code: &'static str,
    message: String,
    lines: Vec<usize>,
}

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
                let labels = diagnostic.label.iter().chain(&diagnostic.also);
                let mut message = diagnostic.message.clone();
                let mut lines = Vec::new();
                for label in labels {
                    lines.push(found.source.position(label.span.start).line + 1);
                    message = message + "; " + &label.text;
                }
                has_errors |= diagnostic.severity == Severity::Error;
                findings.push(Finding { code: diagnostic.code.name, message, lines });
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
        let near = lines.start().saturating_sub(NEAR)..=lines.end() + NEAR;
        // A finding about a stretch of lines points at both of its ends.
        let is_near = |found: &&Finding| {
            let ends = found.lines.iter().min().zip(found.lines.iter().max());
            ends.is_some_and(|(first, last)| first <= near.end() && last >= near.start())
        };
        // A finding that the whole page has, too, is not about the damage. Findings move with their lines, so the ones far away
        // are matched first.
        let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for Finding { code, message, .. } in &self.findings {
            *known.entry((code, message.clone())).or_default() += 1;
        }
        let (near, far): (Vec<&Finding>, Vec<&Finding>) = damaged.findings.iter().partition(is_near);
        let mut is_new = |found: &'_ Finding| match known.get_mut(&(found.code, found.message.clone())) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let far: Vec<&Finding> = far.into_iter().filter(|found| is_new(found)).collect::<Vec<_>>();
        if near.into_iter().any(&mut is_new) {
            return None;
        }
        let mut change = String::new();
        for Finding { code, message, lines } in far {
            change.push_str(&format!("far away, lines {lines:?}: {code} {message}\n"));
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
            // That an endpoint is deprecated is a fact; the words are prose.
            if let Some(words) = members.get_mut("deprecated").filter(|words| words.is_string()) {
                *words = Value::Bool(true);
            }
            members.retain(|name, _| !PROSE.contains(&name.as_str()));
            for (_, member) in members.iter_mut() {
                *member = facts(member.take());
            }
            if let Some(mut examples) = examples {
                for example in examples.as_array_mut().into_iter().flatten() {
                    if let Some(example) = example.as_object_mut() {
                        example.retain(|name, _| name == "value");
                    }
                    // The example of a field is text: how it is wrapped says nothing.
                    if let Some(text) = example.as_str() {
                        *example = Value::from(text.split_whitespace().collect::<String>());
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
