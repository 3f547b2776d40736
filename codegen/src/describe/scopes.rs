//! Permissions: `label(scope)` in the request table and below fields.

use std::collections::HashSet;

use feishu_schema::{Note, Scope};

use super::findings;
use super::text::whole;
use crate::diagnostic::Diagnostic;
use crate::page::{KeyValue, Part, is_scope_name, scopes_in};
use crate::source::{Source, Span};

/// Words that come with every list of scopes and say nothing about this one.
const BOILERPLATE: [&str; 8] = [
    "开启任一权限即可",
    "开启其中任意一项权限即可",
    "仅当开启对应的权限后才会返回",
    "暂无权限要求",
    "Enable any of them",
    "Enable any scope",
    "of the listed scopes",
    "returned only after",
];

/// The scopes of a row of the request table. What is neither scope nor boilerplate becomes a note.
pub(super) fn of_row(
    key: &str,
    row: &KeyValue,
    source: &Source,
    notes: &mut Vec<Note>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Scope> {
    let (scopes, others) = sort(row.value.iter().map(|line| (line.as_str().to_owned(), &line.span)));
    let mut notice = false;
    for (text, span) in others {
        // A notice stands in bold or in a quote, and may have several lines: nobody takes it for a scope.
        notice |= text.starts_with("**") || text.starts_with('>');
        if !notice || scopes_in(&text) > 0 {
            let problem = Diagnostic::warning(findings::SCOPE, "this line names no scope");
            out.push(problem.at(span.clone(), "kept as a note"));
        }
        notes.push(Note { heading: key.to_owned(), text, line: source.line_number(span.start) });
    }
    scopes
}

fn is_boilerplate(text: &str) -> bool {
    BOILERPLATE.iter().any(|words| text.contains(words)) && scopes_in(text) == 0
}

/// The scopes below a field's marker, and the lines that are not scopes.
pub(super) fn of_part(part: &Part) -> (Vec<Scope>, Vec<(String, &Span)>) {
    let value = std::iter::once((part.value.value.clone(), &part.value.span));
    sort(value.chain(part.items.iter().map(|item| (whole(item, ':'), &item.text.span))))
}

/// Sorts lines into scopes, each once, and the rest without boilerplate.
fn sort<'a>(lines: impl Iterator<Item = (String, &'a Span)>) -> (Vec<Scope>, Vec<(String, &'a Span)>) {
    let (mut scopes, mut others, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (line, span) in lines {
        let text = line.trim();
        if let Some(scope) = scope(text) {
            if seen.insert(scope.name.clone()) {
                scopes.push(scope);
            }
        } else if !matches!(text, "" | "无" | "None") && !is_boilerplate(text) {
            others.push((text.to_owned(), span));
        }
    }
    (scopes, others)
}

/// Reads `label(scope)`; the label may itself hold parentheses. A scope may also stand alone.
fn scope(text: &str) -> Option<Scope> {
    let text = text.strip_prefix("- ").unwrap_or(text);
    if is_scope_name(text) {
        return Some(Scope::new(text, ""));
    }
    let (label, name) = text.strip_suffix(')')?.rsplit_once('(')?;
    is_scope_name(name).then(|| Scope::new(name, label.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_may_hold_parentheses() {
        let read = |text| scope(text).map(|scope| (scope.label, scope.name));
        let pair = |label: &str, name: &str| Some((label.to_owned(), name.to_owned()));
        assert_eq!(
            read("更新官网投递信息(hire:site_application)"),
            pair("更新官网投递信息", "hire:site_application")
        );
        assert_eq!(read("任务（历史版本）(task:task)"), pair("任务（历史版本）", "task:task"));
        assert_eq!(read("见[说明](https://a/b)"), None);
        assert_eq!(read("app_engine:approval:write"), pair("", "app_engine:approval:write"));
        assert_eq!(read("无(…)"), None);
    }
}
