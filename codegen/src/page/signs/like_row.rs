//! Lines that were rows of a table before something took their table away.

use super::super::request::is_key;
use super::super::sections::{Column, ErrorColumn, column, error_column, is_name, is_scalar, is_type_like};
use super::super::text::decode;

/// A line without marks of quotes, bullets and numbers, and with pipes for all that looks like them.
pub(super) fn undecorated(text: &str) -> String {
    let text = without_tags(text);
    let text = decode(&text);
    let text = text.replace(['｜', '│', '¦', '┃'], "|").replace("&vert;", "|").replace("\\|", "|");
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || ">-+*•".contains(c));
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered =
        text.get(digits..).and_then(|rest| rest.strip_prefix(['.', '、', ')'])).filter(|_| digits > 0);
    numbered.unwrap_or(text).trim().to_owned()
}

/// A line without anything in angle brackets.
pub(super) fn without_tags(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            depth += usize::from(*c == '<');
            let keep = depth == 0;
            depth -= usize::from(*c == '>' && depth > 0);
            keep
        })
        .collect()
}

/// Whether a text has the cells of a row of fields or of errors, of a header, or of the line below it.
pub(super) fn is_like_row(text: &str) -> bool {
    let framed = text.starts_with('|');
    let text = text.trim_matches('|');
    if is_declaration(text) {
        return true;
    }
    let between = if text.contains('|') { '|' } else { '\t' };
    let cells: Vec<&str> = text.split(between).map(str::trim).collect();
    let [first, second, rest @ ..] = cells.as_slice() else { return false };
    let digits = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let first = first.trim_matches(|c: char| c.is_whitespace() || "`*\"∟└".contains(c));
    let ty = second.replace('\\', "");
    (framed && is_name(first))
        || (is_name(first) && !rest.is_empty() && is_type_like(&ty))
        || (is_name(first) && is_scalar(&ty))
        || (digits(first) && (digits(second) || first.len() >= SHORTEST_CODE) && !rest.is_empty())
        || (column(first) == Column::Name && column(second) != Column::Unknown)
        || (error_column(first) != ErrorColumn::Other && error_column(second) != ErrorColumn::Other)
        || ["HTTP URL", "HTTP Method"].iter().any(|key| first.contains(key))
        || is_key(first)
}

/// A number of so many digits in a first cell is the code of an error.
const SHORTEST_CODE: usize = 4;

/// Whether a text begins with a name and a plain type, whatever stands between them: what other programs make of a row.
fn is_declaration(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-.[]".contains(c);
    let text = text.trim_start_matches(|c: char| !is_word(c) && !c.is_alphanumeric());
    let (name, rest) = text.split_at(text.find(|c: char| !is_word(c)).unwrap_or(text.len()));
    let rest = rest.trim_start_matches(|c: char| !is_word(c) && !c.is_alphanumeric());
    let ty = rest.get(..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())).unwrap_or_default();
    is_name(name) && !is_scalar(name) && is_scalar(ty) && name.contains(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_types() {
        for text in [
            "user_id,string,是,用户",
            "user_id; string; 是",
            "- `user_id` (string, required): the user",
            "**user_id**：string",
            "1. user_ids string[]",
            "user_id string 是 用户",
        ] {
            assert!(is_like_row(&undecorated(text)), "{text}");
        }
        for text in ["同时支持员工类型的 int 值", "string int", "user_id：用户", "String name", "int64 类型"]
        {
            assert!(!is_like_row(text), "{text}");
        }
    }
}
