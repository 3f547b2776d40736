//! Sentences that take a row back: "`children` 字段无效", "`time` 请按以下格式传入".
//!
//! What such a sentence means for the field is for a person to decide, so it is reported and changes nothing.

use std::collections::HashSet;

use super::findings;
use super::text::{has_any, sentences};
use crate::diagnostic::Diagnostic;
use crate::page::{Page, Row};
use crate::source::{Span, Spanned};

/// Words that say that a field has no effect.
const VOID: [&str; 12] = [
    "字段无效",
    "参数无效",
    "字段均无效",
    "参数均无效",
    "无效字段",
    "无效参数",
    "字段不生效",
    "参数不生效",
    "请勿传",
    "不要传",
    "has no effect",
    "is ignored",
];

/// Words that say that something else is sent than the row says.
const OTHER_FORM: [&str; 8] = [
    "请按以下格式",
    "请按如下格式",
    "需按以下格式",
    "需按如下格式",
    "以以下结构",
    "以如下结构",
    "实际传入",
    "实际结构",
];

/// Reports such sentences in the prose of the page and of its rows.
pub(super) fn report(page: &Page, out: &mut Vec<Diagnostic>) {
    let rows: Vec<&Row> = page.tables.iter().flat_map(|table| &table.rows).collect();
    let names: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    for line in page.prose.iter().flat_map(|piece| &piece.lines) {
        for sentence in sentences(line.as_str()).filter(|sentence| takes_back(sentence)) {
            if let Some(name) = quoted(sentence).find(|name| names.contains(name)) {
                out.push(void(name, &line.span));
            }
        }
    }
    for row in rows {
        let parts = row.about.parts.iter().map(|part| &part.value);
        let lines = row.about.prose.iter().chain(parts);
        let taken_back = |line: &&Spanned<String>| {
            sentences(line.as_str()).any(|sentence| takes_back(sentence) && !is_conditional(sentence))
        };
        if let Some(line) = lines.into_iter().find(taken_back) {
            out.push(void(row.name.as_str(), &line.span));
        }
    }
}

fn takes_back(sentence: &str) -> bool {
    // All of the phrases have one of these, which nearly no sentence has.
    let parts = ["无效", "生效", "勿传", "要传", "下格式", "下结构", "实际", "no effect", "ignored"];
    has_any(sentence, &parts) && (has_any(sentence, &VOID) || has_any(sentence, &OTHER_FORM))
}

/// A sentence that holds for some values of another field leaves the row as it is.
fn is_conditional(sentence: &str) -> bool {
    has_any(sentence, &["时", "如果", "若", "否则", "其他", "when", "if "])
        || quoted(sentence).next().is_some()
}

/// The texts in backticks.
fn quoted(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('`').skip(1).step_by(2)
}

fn void(name: &str, span: &Span) -> Diagnostic {
    let message = format!("the page says that the row of `{name}` does not hold");
    Diagnostic::warning(findings::FIELD_VOID, message).at(span.clone(), "said here")
}
