//! Lines that read like a marker and are not one: stars were lost, letters were mistyped, lines were joined.

use crate::diagnostic::Diagnostic;

use super::super::findings;
use super::super::line::View;
use super::super::rule_name::RULES;
use super::super::text::simplified;
use super::words::{STRONG, begins_in_english, is_almost_english, is_english};

/// What to say of a line. `marker` is the word of the marker that it begins with, `is_rule` whether it may be a rule.
pub(super) fn find(line: View<'_>, marker: Option<View<'_>>, is_rule: bool) -> Option<Diagnostic> {
    match marker {
        Some(word) if is_mistyped(word.text) => Some(report(word, "this marker is mistyped")),
        Some(word) => joined(line, line.text.find(word.text).unwrap_or_default() + word.text.len()),
        None if is_about_scopes(line.text) || begins_in_english(line.text) => {
            Some(report(line, "this line reads like a marker"))
        }
        None => bare(line)
            .or_else(|| bare_rule(line).filter(|_| !is_rule))
            .or_else(|| torn(line))
            .or_else(|| joined(line, 0)),
    }
}

fn is_mistyped(word: &str) -> bool {
    is_almost_known(word) || is_extended(word) || is_odd_scope(word) || is_almost_english(word)
}

/// Other words for the same.
const OTHERS: &[&str] = &["示例", "示例值为", "可选值", "可选值为", "可能值", "可能值为"];

/// Whether a word differs from a marker's by one character, or only in the way that its characters are written.
fn is_almost_known(word: &str) -> bool {
    !STRONG.contains(&word)
        && !OTHERS.contains(&word)
        && !RULES.contains(&word)
        && !FORMATS.contains(&word)
        && STRONG
            .iter()
            .chain(&RULES)
            .chain(FORMATS)
            .any(|known| is_one_off(&word.chars().map(simplified).collect::<String>(), known))
}

/// Words that some write for a marker's, and those of markers without their first or last character.
const SYNONYMS: &[&str] = &["缺省值", "既定值", "校验规则"];

/// The markers of a value's form, which begin sentences as well.
const FORMATS: &[&str] = &["值格式", "固定值"];

/// Whether a word holds a marker's and more: `默认值（可选）`, `📌 默认值`.
fn is_extended(word: &str) -> bool {
    let known = STRONG.iter().any(|known| word.contains(known) && word != *known);
    (known || SYNONYMS.contains(&word)) && !OTHERS.contains(&word)
}

/// Whether a line without its stars is the marker of scopes.
fn is_about_scopes(text: &str) -> bool {
    let text = text.trim_start_matches(DECORATION);
    text.starts_with("字段权限要求") || (text.starts_with("当值为") && text.contains("字段权限要求"))
}

/// Whether a marker of scopes begins in another way than they all do.
fn is_odd_scope(word: &str) -> bool {
    word.contains("字段权限要求") && !word.starts_with("字段权限要求") && !word.starts_with("当值为 ")
}

/// What may be left of a marker's stars, or of a patch.
const DECORATION: [char; 7] = ['*', '_', '＊', '\\', ' ', '-', '+'];

/// Whether two words are the same but for one character, which is another one, is missing or is too much.
fn is_one_off(word: &str, known: &str) -> bool {
    let (word, known): (Vec<char>, Vec<char>) = (word.chars().collect(), known.chars().collect());
    if word.len().abs_diff(known.len()) > 1 {
        return false;
    }
    let same = word.iter().zip(&known).take_while(|(one, other)| one == other).count();
    let (word, known) = (word.get(same..).unwrap_or_default(), known.get(same..).unwrap_or_default());
    let tail = word.len().min(known.len()).saturating_sub(usize::from(word.len() == known.len()));
    word.iter().rev().zip(known.iter().rev()).take(tail).all(|(one, other)| one == other)
}

/// A marker's word at the beginning of a line, without stars or with some of them.
fn bare(line: View<'_>) -> Option<Diagnostic> {
    let text = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (known, rest) = STRONG
        .iter()
        .chain(FORMATS)
        .chain(SYNONYMS)
        .find_map(|known| Some((*known, text.strip_prefix(known)?)))?;
    let behind = rest.trim_start_matches(|c: char| DECORATION.contains(&c) || "`】）)》」".contains(c));
    let marked = text.len() < line.text.len() || behind.len() < rest.len();
    // Without stars, a list of options is found all the same.
    let sign = !known.contains("值有") && behind.starts_with(['：', ':', '﹕', '∶', '=']);
    (marked || sign).then(|| report(line, "this line reads like a marker"))
}

/// The name of a rule outside of a list of rules: a marker that lost its stars.
fn bare_rule(line: View<'_>) -> Option<Diagnostic> {
    let text = line.text.trim_start_matches(DECORATION);
    let rest = RULES.iter().find_map(|known| text.strip_prefix(known))?;
    let behind = rest.trim_start_matches(DECORATION);
    let sign = behind.starts_with(['：', ':', '﹕', '∶', '=']);
    let marked = behind.len() < rest.len() || line.text.starts_with(['*', '_', '＊', '\\']);
    (marked || sign).then(|| report(line, "this line reads like a marker"))
}

/// A bold run at the beginning of a line that is never ended.
fn torn(line: View<'_>) -> Option<Diagnostic> {
    let inner = line.text.strip_prefix("**")?;
    (!inner.contains("**")).then(|| report(line, "this bold text is never ended"))
}

/// A marker behind other text on its line.
fn joined(line: View<'_>, from: usize) -> Option<Diagnostic> {
    let rest = line.text.get(from..)?;
    let at = rest.match_indices("**").map(|(at, _)| at).find(|at| {
        let (before, stars) = rest.split_at(*at);
        let word = stars.trim_start_matches('*');
        let known = STRONG
            .iter()
            .chain(&RULES)
            .chain(&["字段权限要求", "当值为 "])
            .any(|known| word.starts_with(known));
        let known = known || word.split_once("**").is_some_and(|(word, _)| is_english(word));
        known && before.trim().trim_matches('*').len() > 1
    })?;
    let at = from + at;
    Some(report(line.part(at, line.text.len()), "this marker is not at the beginning of its line"))
}

fn report(place: View<'_>, message: &str) -> Diagnostic {
    Diagnostic::warning(findings::LIKE_MARKER, message).at(place.span(), "not read as a marker")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_almost_markers() {
        for word in ["示列值", "示例值值", "默認値", "數據校驗規則", "可选值友", "选值有"]
        {
            assert!(is_almost_known(word), "{word}");
        }
        for word in ["示例值", "值格式", "注意", "可选值", "说明", "数据", "可能值有"] {
            assert!(!is_almost_known(word), "{word}");
        }
    }
}
