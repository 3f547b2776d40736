//! The data of a `curl` command.

use crate::json::{self, Member};
use crate::source::Spanned;

use super::{Content, field, form};

/// Options whose argument is the body.
const DATA: [&str; 6] = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];
/// Options whose argument is a field of the body, with the character that ends its name.
const FIELDS: [&str; 4] = ["-F", "--form", "--form-string", "--data-urlencode"];

/// A word of the command: its text without quotes and its place with them.
type Word = Spanned<String>;

/// The words of a `curl` command; `None` if the text is not one.
pub(super) fn arguments(text: &str) -> Option<Vec<Word>> {
    let at = text.find("curl").filter(|at| {
        // A prompt or a comment may precede it, on the same line or on lines of their own.
        let before = text[..*at].lines().all(|line| matches!(line.trim(), "" | "$") || line.starts_with('#'));
        before && text[*at + 4..].starts_with(char::is_whitespace)
    })?;
    Some(words(text, at + 4))
}

/// The body that the command sends.
pub(super) fn content(text: &str, words: &[Word]) -> Option<Content> {
    let mut fields: Vec<Member> = Vec::new();
    for argument in arguments_of(words, &DATA) {
        if argument.value.trim_start().starts_with(['{', '[']) {
            return Some(json(text, &argument));
        }
        fields.extend(pairs(argument));
    }
    fields.extend(arguments_of(words, &FIELDS).filter_map(|argument| {
        let (name, value) = argument.value.split_once('=')?;
        // A file's name follows the `@`.
        let value = if value.starts_with('@') { "" } else { value };
        Some(field(
            Spanned::new(name.to_owned(), argument.span.clone()),
            Spanned::new(value, argument.span.clone()),
        ))
    }));
    (!fields.is_empty()).then(|| Content::from(fields))
}

/// Reads JSON from the original text, to its end even if a quote within it ends the word early. If it needs the shell's
/// escapes, all its values have the place of the whole word.
fn json(text: &str, argument: &Word) -> Content {
    let raw = &text[argument.span.clone()];
    let start = raw.find(['{', '[']).unwrap_or(0);
    if raw[..start].ends_with('"') && raw.contains("\\\"") {
        let mut parsed = json::parse_at(argument.value.trim_start(), 0);
        parsed.values = parsed.values.into_iter().map(|node| node.placed_at(&argument.span)).collect();
        for repair in &mut parsed.repairs {
            repair.span = argument.span.clone();
        }
        return parsed.into();
    }
    json::parse_at(text, argument.span.start + start).into()
}

fn pairs(argument: Word) -> Vec<Member> {
    let mut fields = form::pairs(&argument.value, 0..argument.value.len()).unwrap_or_default();
    for field in &mut fields {
        field.key.span = argument.span.clone();
        field.value.span = argument.span.clone();
    }
    fields
}

/// The arguments of options: `-d x`, `-dx`, `--data x` and `--data=x`.
fn arguments_of<'a>(words: &'a [Word], options: &'a [&str]) -> impl Iterator<Item = Word> + 'a {
    words.iter().enumerate().filter_map(move |(index, word)| {
        let text = word.as_str();
        if options.contains(&text) {
            return words.get(index + 1).cloned();
        }
        let attached = |option: &&str| {
            let rest = text.strip_prefix(*option)?;
            if option.starts_with("--") { rest.strip_prefix('=') } else { Some(rest) }
        };
        let rest = options.iter().find_map(attached)?;
        Some(Spanned::new(rest.to_owned(), word.span.clone()))
    })
}

/// Splits a command into words as a shell does: quotes, backslashes, continued lines.
fn words(text: &str, start: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word: Option<Word> = None;
    let mut quote = None;
    let mut chars = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() && quote.is_none() {
            words.extend(word.take());
            continue;
        }
        let escaped = if c == '\\' && quote != Some('\'') { chars.peek().copied() } else { None };
        if let Some((_, '\n' | '\r')) = escaped {
            chars.next();
            continue;
        }
        let current = word.get_or_insert_with(|| Spanned::new(String::new(), at..at));
        match (c, escaped) {
            // Within double quotes a backslash escapes only these.
            (_, Some((_, next))) if quote.is_none() || matches!(next, '"' | '\\' | '$' | '`') => {
                current.value.push(next);
                chars.next();
            }
            ('\'' | '"', _) if quote.is_none() => quote = Some(c),
            _ if quote == Some(c) => quote = None,
            _ => current.value.push(c),
        }
        current.span.end = chars.peek().map_or(text.len(), |(next, _)| *next);
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_as_a_shell_does() {
        let text = "curl -X POST \\\n --data-raw '{\"a\": \"it\\u0027s\"}' -d \"{\\\"b\\\": 1}\" a\\ b ''";
        let words: Vec<String> =
            arguments(text).unwrap_or_default().into_iter().map(|word| word.value).collect();
        let expected = ["-X", "POST", "--data-raw", "{\"a\": \"it\\u0027s\"}", "-d", "{\"b\": 1}", "a b", ""];
        assert_eq!(words, expected);
        assert_eq!(arguments("the curl command"), None);
        assert_eq!(arguments("curly"), None);
    }
}
