//! Phrases that several comparisons use.

use feishu_schema::{Field, Placed, Required, TimeUnit, Type};

/// A type with its article.
pub(super) fn ty(ty: &Type) -> String {
    match ty {
        Type::String => "a string".to_owned(),
        Type::Int => "an integer".to_owned(),
        Type::Float => "a number".to_owned(),
        Type::Boolean => "a boolean".to_owned(),
        Type::File => "a file".to_owned(),
        Type::Json => "any JSON value".to_owned(),
        Type::Struct(_) => "an object".to_owned(),
        Type::List(inner) => format!("a list of {}", many(inner)),
        Type::Map(inner) => format!("a map of {}", many(inner)),
    }
}

fn many(ty: &Type) -> String {
    match ty {
        Type::String => "strings".to_owned(),
        Type::Int => "integers".to_owned(),
        Type::Float => "numbers".to_owned(),
        Type::Boolean => "booleans".to_owned(),
        Type::File => "files".to_owned(),
        Type::Json => "any JSON values".to_owned(),
        Type::Struct(_) => "objects".to_owned(),
        Type::List(inner) => format!("lists of {}", many(inner)),
        Type::Map(inner) => format!("maps of {}", many(inner)),
    }
}

pub(super) fn time(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Milliseconds => "a time in milliseconds",
        TimeUnit::Seconds => "a time in seconds",
        TimeUnit::YearMonth => "a month such as 2024-07",
        TimeUnit::Date => "a date such as 2024-07-31",
        TimeUnit::Rfc3339 => "a time in RFC 3339",
    }
}

pub(super) fn required(required: Required) -> String {
    match required {
        Required::Yes => "required",
        Required::No => "optional",
        Required::Unsaid => "not said",
    }
    .to_owned()
}

/// How a place was decided; completes "was decided".
pub(super) fn placed(placed: Placed) -> &'static str {
    match placed {
        Placed::Marked => "by the page's marks",
        Placed::Only => "as the only one that fits",
        Placed::Example => "by the page's example",
        Placed::Type => "by the name of its type",
        Placed::Lexicon => "by the lexicon",
        Placed::Guess => "by guess",
    }
}

/// A row in one line: type, required or not, and number of options.
pub(super) fn row(field: &Field) -> String {
    let mut parts = vec![field.spelled.clone()];
    if field.required != Required::Unsaid {
        parts.push(required(field.required));
    }
    if !field.options.is_empty() {
        parts.push(format!("{} options", field.options.len()));
    }
    parts.join(", ")
}

/// The text, or `None` if it is empty.
pub(super) fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Parts joined by line ends, or `None` if there are none.
pub(super) fn listed(parts: Vec<String>) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// Describes the change of a text. Prose may contain a limit without a rule, which the message points out.
pub(super) fn reworded(what: &str, old: &str, new: &str) -> String {
    let subject = capital(what);
    if old.is_empty() {
        return format!("{subject} has a text now{}.", limit(old, new));
    }
    if new.is_empty() {
        return format!("{subject} no longer has a text.");
    }
    if without_targets(old) == without_targets(new) {
        return format!("{subject} links to another place.");
    }
    format!("The text of {what} has changed{}.", limit(old, new))
}

/// Words with which the platform's prose limits a value or lifts a limit.
const LIMITING: [&str; 12] =
    ["不能", "不可", "不支持", "仅支持", "必填", "必须", "最多", "最大", "长度", "上限", "至少", "灰度"];

/// Points out an added or removed line about a limit.
fn limit(old: &str, new: &str) -> String {
    let only_in = |text: &str, other: &str| {
        let lines = text.lines().filter(|line| !other.lines().any(|known| known == *line));
        let found = lines.flat_map(|line| LIMITING.iter().filter(move |word| line.contains(**word)));
        found.min_by_key(|word| LIMITING.iter().position(|known| known == *word)).copied()
    };
    match only_in(new, old).or_else(|| only_in(old, new)) {
        Some(word) => format!("; the words speak of a limit ({word}), so read them"),
        None => String::new(),
    }
}

/// The text without the targets of its links.
fn without_targets(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, target)) = rest.split_once("](") {
        out.push_str(before);
        out.push(']');
        rest = target.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The text with a capital at its start.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
